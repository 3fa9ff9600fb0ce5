"""Units in conditions: what is compared, added or subtracted is in one; what is multiplied or divided goes with all."""

from __future__ import annotations

from functools import reduce
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from regiorules.errors import Place, Problem, Problems
from regiorules.facts.numbers import same_unit
from regiorules.facts.vocabulary import Fact, Parameter
from regiorules.rules.conditions import parse_condition
from regiorules.rules.names import Names
from regiorules.text import Text
from tests.commands import run
from tests.mini import VOCABULARY, changed, copied, mistakes

UNITS = {"people": Text("inwoners", "inhabitants"), "hours": Text("uren", "hours"), "plain": None}
FACTS = {name: Fact("number", Text(name, name), id=name, unit=unit) for name, unit in UNITS.items()}
CITY = {"city": Parameter(75_000, Text("stad", "city"), Text("", ""), id="city", unit=UNITS["people"])}
NAMES = Names(
    evolve(VOCABULARY, facts={**VOCABULARY.facts, **FACTS}, parameters={**VOCABULARY.parameters, **CITY}), frozenset()
)
REFUSED = {
    "people > hours": 1,
    "plain < 3 and people > hours": 15,
    "not (hours == people)": 6,
    "1 < people < hours": 5,
    "people + hours > 5": 1,
    "plain > people - hours": 9,
    "people + 5 > hours": 1,
    "5 - plain + people > hours": 1,
    "people + 1 > (hours - 2)": 1,
    "hours > city": 1,
    "hours < sum(municipalities, population)": 1,
    "hours < max(municipalities, population)": 1,
    "hours < median(municipalities, population)": 1,
    "any(municipalities, population > hours)": 21,
    "count(municipalities, population > hours) > 3": 23,
    "share(municipalities, hours == population, population) > 0.5": 23,
}
READ = [
    "people > 5",
    "people > plain",
    "hours > plain + 3",
    "people >= city",
    "any(municipalities, population > people)",
    "min(municipalities, population) < people",
    "count(municipalities) > people",
    "share(municipalities, population > 5, population) > plain",
    "share(municipalities, population > 5, population) < hours",
    "people / people > plain",
    "people / hours > plain",
    "hours * 60 > people",
    "people > hours / plain + 2",
    "people + hours * 2 > 1",
]
ONE_UNIT = [
    (Text("inwoners", "inhabitants"), Text("Inwoners", "people")),
    (Text("euro", "euros"), Text("€", "EUR")),
    (Text("%", "%"), Text("procent", "per cent")),
    (Text("inwoners", "inhabitants"), None),
    (None, Text("uren", "hours")),
]


def problems(text: str) -> list[Problem]:
    """What is wrong with a condition."""
    found = Problems()
    parse_condition(text, NAMES, Place("rules.yaml", 1, 1), "", found)
    return list(found.found)


@pytest.mark.parametrize("text", REFUSED)
def test_two_units_are_refused_at_their_place(text: str) -> None:
    """At the first of the two numbers."""
    assert [(each.code, each.place.column) for each in problems(text)] == [("expr_units", REFUSED[text])]


@pytest.mark.parametrize("text", READ)
def test_what_may_be_in_one_unit_is_read(text: str) -> None:
    """A number without a unit goes with any; so does what is multiplied or divided, as that converts."""
    assert problems(text) == []


def test_the_problem_says_both_units_and_what_to_do() -> None:
    """In both languages."""
    [problem] = problems("people + 1 > hours")
    assert problem.say("nl").endswith(
        "people + 1 is in inwoners en hours in uren; "
        "neem twee getallen in dezelfde eenheid, of reken er eerst een om met * of /"
    )
    assert problem.say("en").endswith(
        "people + 1 is in inhabitants and hours in hours; "
        "take two numbers in the same unit, or convert one first with * or /"
    )


@pytest.mark.parametrize(("one", "other"), ONE_UNIT)
def test_one_unit_may_be_spelled_in_two_ways(one: Text | None, other: Text | None) -> None:
    """In one of the languages, or as a sign."""
    assert same_unit(one, other)
    assert same_unit(other, one)


def test_a_rule_set_with_two_units_names_the_place(tmp_path: Path) -> None:
    """Where the rule stands."""
    folder = copied(tmp_path)
    old = "    unit: {nl: inwoners, en: inhabitants}\n    title: {nl: Grote stad"
    text = changed("ruleset.yaml", old, old.replace("inwoners", "uren").replace("inhabitants", "hours"))
    (folder / "ruleset.yaml").write_text(text, "utf-8")
    assert mistakes(folder) == [
        "ruleset.yaml:93:35 facts.large_cities.derive: population is in inhabitants and large_city in hours; "
        "take two numbers in the same unit, or convert one first with * or /"
    ]


@st.composite
def sums(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A sum of numbers, some multiplied or divided, and the names of those that aren't."""
    terms = draw(
        st.lists(st.tuples(st.sampled_from([*UNITS]), st.sampled_from(["", "2 * ", "7 / "])), min_size=1, max_size=4)
    )
    texts = [before + name for name, before in terms]
    text = reduce(
        lambda one, other: draw(st.sampled_from(["{0} + {1}", "{0} - ({1})", "({1}) - ({0})"])).format(one, other),
        texts,
    )
    return text, [name for name, before in terms if not before]


@given(sums(), sums(), st.sampled_from(["<", "<=", ">", ">=", "=="]))
def test_a_comparison_is_refused_exactly_where_two_units_meet(
    left: tuple[str, list[str]], right: tuple[str, list[str]], sign: str
) -> None:
    """Whatever the order of the terms: a unit isn't lost beside a number without one."""
    mixed = {"people", "hours"} <= {*left[1], *right[1]}
    found = {each.code for each in problems(f"{left[0]} {sign} {right[0]}")} - {"expr_equal"}
    assert found == ({"expr_units"} if mixed else set())


@pytest.mark.parametrize(
    ("value", "asked", "shown"),
    [
        (12_000, False, "12.000 uren"),
        (0, False, "0 uren"),
        (1, False, "1"),
        ({"at_least": 2}, False, "minstens 2"),
        (None, False, "onbekend"),
        (12_000, True, "12.000"),
    ],
)
def test_a_number_that_is_worked_out_stands_with_its_unit(value: object, asked: bool, shown: str) -> None:
    """Where one stands alone, as units are written for more; what is asked has its unit in the question."""
    assert evolve(FACTS["hours"], asked=asked).measure(value, "nl") == shown


def test_an_explanation_says_the_unit(tmp_path: Path) -> None:
    """Of a number that rules gave, and of what one rule gives it."""
    region = tmp_path / "z.yaml"
    region.write_text("region: Z\nfacts: {inhabitants: 120000, size: large}\n", encoding="utf-8")
    out = run("explain", region, "fee", "--ruleset", "tests/data/fees")[1]
    assert "(fee) = 12.000 euro —" in out
    assert "Inwoners * 0,1 = 12.000 euro" in out
