"""What people write in a condition that the language doesn't know: one problem, its column, and what to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regiorules.errors import Place, Problem, Problems
from regiorules.rules.conditions import parse_condition, parse_number
from regiorules.rules.expressions import Compare, Constant, Variable
from regiorules.rules.names import Names
from tests.mini import KNOWLEDGE

NAMES = Names.of(KNOWLEDGE)
BOTH = "may mean two things; write"
GROUPED = "write a number in a condition without separators between thousands and with a point for decimals"
COMMA = "write a decimal number in a condition with a point ({}), and in a list a space after each comma"
NONE = (
    "isn't a number as it belongs in a condition; write digits, with a point for decimals, and in a list a space"
    " after each comma"
)
WRONG = [
    ("budget > 250.000", f"10: 250.000 {BOTH} 250000 or 250.0"),
    ("budget > 1.250 and strained", f"10: 1.250 {BOTH} 1250 or 1.25"),
    ("1.250 < budget", f"1: 1.250 {BOTH} 1250 or 1.25"),
    ("budget > 250,000", f"10: 250,000 {BOTH} 250000 or 250.0"),
    ("budget > 1.000.000", f"10: 1.000.000: {GROUPED}: 1000000"),
    ("budget > 250 000", f"10: 250 000: {GROUPED}: 250000"),
    ("budget > 250\u202f000,5", f"10: 250\u202f000,5: {GROUPED}: 250000.5".replace("\u202f", " ", 1)),
    ("budget > 1'000", f"10: 1'000: {GROUPED}: 1000"),
    ("budget > 0,5", f"10: 0,5: {COMMA.format('0.5')}"),
    ("budget in (1,2)", f"12: 1,2: {COMMA.format('1.2')}"),
    ("budget in (1,2,3)", f"12: 1,2,3 {NONE}"),
    ("budget ^ 2 > 50", "8: ^ can't stand here; write **"),
    ("budget > 50%", f"10: 50% {NONE}"),
    ("budget > € 5", f"10: € 5: {GROUPED}: 5"),
    ("budget > 0x10", f"10: 0x10 {NONE}"),
    ("budget > 010", f"10: 010: {GROUPED}: 10"),
    ("budget > 1j", f"10: 1j {NONE}"),
    ("budget > 5and strained", f"10: 5and {NONE}"),
    ("budget > ٣", f"10: ٣ {NONE}"),
    ("budget ≥ 5", "8: ≥ can't stand here; write >="),
    ("budget => 5", "8: => can't stand here; write >="),
    ("trust <> low", "7: <> can't stand here; write !="),
    ("trust = low", "7: = can't stand here; write =="),
    ("strained && talk", "10: && can't stand here; write and"),
    ("centre_municipality == “Urk", "24: “ can't stand here; write \""),
    ("strained en talk", "10: en can't stand here; write and"),
    ("niet strained", "1: niet can't stand here; write not"),
    ("(strained and talk", "1: this bracket ( lacks its other one; each bracket opens and closes again"),
    ("strained) and talk", "9: this bracket ) lacks its other one; each bracket opens and closes again"),
    ('centre_municipality == "Urk', "24: this quotation mark lacks its other one; each text begins and ends with one"),
    ("", "1: a condition belongs here"),
    (
        "strained talk",
        "10: this condition can't be read at: talk; write comparisons like a >= 5, with and, or or not between them",
    ),
]
RIGHT = [
    *[("budget > 250000", 250000), ("budget > 250.0", 250.0), ("budget > 0.125", 0.125), ("budget > 1.2500", 1.25)],
    *[("budget > 1_000", 1000), ("budget > 1e3", 1e3), ("budget > .5", 0.5), ("budget > 5.", 5.0), ("budget > 0", 0)],
    *[("budget > 1234.567", 1234.567), ("budget>1e-5", 1e-5), ("budget >-5", -5)],
]


def found(text: str, read: Callable[..., Any] = parse_condition) -> list[Problem]:
    problems = Problems()
    tree = read(text, NAMES, Place("f", 1, 1), "p", problems)
    assert (tree is None) is bool(problems.found)
    return problems.found


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_slip_is_one_problem_that_says_what_to_write(text: str, message: str) -> None:
    """It stands at its own column; nothing of Python's own words is in it."""
    lines = [problem.say("en").removeprefix("f:1:").replace(" p:", ":", 1) for problem in found(text)]
    assert lines == [message]


@pytest.mark.parametrize(("text", "number"), RIGHT)
def test_a_plain_number_is_read(text: str, number: float) -> None:
    """Digits, perhaps with a point for decimals, an exponent or underscores."""
    problems = Problems()
    assert parse_condition(text, NAMES, Place(), "", problems) == Compare(">", Variable("budget"), Constant(number))
    assert problems.found == []


@pytest.mark.parametrize(
    "text",
    [
        'centre_municipality == "250.000 ≥ 0,5 = ‘x’"',
        "centre_municipality == '1,2'",
        "trust in (low, medium)",
        "strained # niet bij ≥ 1.000 (of",
    ],
)
def test_what_stands_between_quotes_is_left_alone(text: str) -> None:
    """A text may hold any sign, and so may a comment."""
    assert found(text) == []


def test_every_slip_is_named_at_once() -> None:
    """Two of them are two problems, on one line of the text or on more."""
    places = [str(problem.place) for problem in found("budget ≥ 0,5\nand budget = 1.250")]
    assert places == ["f:1:8", "f:1:10", "f:1:1", "f:1:1"]


@given(st.integers(0, 10**9), st.sampled_from([",", ".", " ", "\u202f", "'"]), st.sampled_from(["", ".5", ",5"]))
@example(250000, ".", "")
def test_a_number_is_never_read_as_another(number: int, mark: str, rest: str) -> None:
    """Grouped in any way it is refused; what is read, is the number that the digits mean."""
    text = f"{number:,}".replace(",", mark) + rest
    problems = Problems()
    tree = parse_number(text, NAMES, Place(), "", problems)
    if tree is None:
        assert problems.found
    else:
        assert tree == Constant(number + 0.5 if rest else number)


EQUAL = "is calculated, and so is seldom exactly equal to another number; use <, <=, > or >="
EQUALITIES = [
    ("largest_share == 0.5", "largest_share"),
    ("0.5 != largest_share", "largest_share"),
    ("largest_share in (0.5, 1)", "largest_share"),
    ("budget / 3 == 1", "budget / 3"),
    ("large_cities / 2 == 1", "large_cities / 2"),
    ("budget + 1 == 2", "budget + 1"),
    ("median(municipalities, population) == 5", "median(municipalities, population)"),
    (
        "share(municipalities, role == member, population) == fair_share",
        "share(municipalities, role == member, population)",
    ),
]


@pytest.mark.parametrize(("text", "what"), EQUALITIES)
def test_a_calculated_decimal_equals_nothing(text: str, what: str) -> None:
    """A share, a median, a division, a sum of decimals: rounded on the way."""
    [problem] = found(text)
    assert problem.say("en").endswith(f": {what} {EQUAL}")


@pytest.mark.parametrize(
    "text",
    [
        "large_cities == 2",
        "large_cities * 2 + 1 != 5",
        "sum(municipalities, population) == 5",
        "max(municipalities, population) in (1, 2)",
        "budget == 0.5",
        "budget == fair_share",
        "largest_share >= 0.5",
        "count(municipalities) == large_city - 1",
    ],
)
def test_whole_and_given_numbers_can_be_equal(text: str) -> None:
    """What is counted, or given, is exact."""
    assert found(text) == []


@pytest.mark.parametrize("text", ["budget / 0 > 1", "budget / (2 - 2) > 1", "budget / 0.0 > 1", "budget / (0 * 3) > 1"])
def test_nothing_is_divided_by_zero(text: str) -> None:
    """A zero that stands there is found when a rule is read."""
    [problem] = found(text)
    assert problem.say("en").endswith(": nothing can be divided by zero")
    assert found("budget / (2 - 1) > 1") == found("budget / large_cities > 1") == []
