"""Cells in the signs and words of an office: read as meant, and shown as understood; or refused with the cell."""

from __future__ import annotations

import operator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regiorules.engine.judgement import Judge
from regiorules.errors import Place, Problems
from regiorules.rules.conditions import parse_condition
from regiorules.rules.model import Rule
from tests.mini import VOCABULARY
from tests.rules.tables import reading
from tests.rules.tables.reading import NAMES


def one(header: str, cell: str, target: str = "→ talk") -> tuple[list[Rule], list[str]]:
    """The rules in a table with one condition, and the messages about it."""
    rules, problems = reading.one(header, cell, target)
    return rules, [line.removeprefix("A2 tables.t: ") for line in problems]


RANGE = "10 <= budget <= 20"
READ = [
    # ranges of numbers: both ends count, but for what is said to come before the last
    *[("budget", cell, RANGE) for cell in ("10-20", "10 - 20", "10 – 20", "10—20", "10 t/m 20", "10 tot en met 20")],
    *[("budget", cell, RANGE) for cell in ("10..20", "[10..20]", "10 .. 20", "10…20", "10...20", "van 10 t/m 20")],
    *[("budget", cell, "10 <= budget < 20") for cell in ("[10..20[", "[10..20)", "10 tot 20", "van 10 tot 20")],
    *[("budget", cell, "10 < budget < 20") for cell in ("]10..20[", "(10..20)")],
    *[("budget", cell, "10 < budget <= 20") for cell in ("]10..20]", "(10..20]")],
    ("budget", "1.000 - 2.000", "1000 <= budget <= 2000"),
    ("budget", "0,5-1,5", "0.5 <= budget <= 1.5"),
    ("budget", "250 000 – 300 000", "250000 <= budget <= 300000"),
    ("budget", "-5 - 5", "-5 <= budget <= 5"),
    ("budget", "5-9", "5 <= budget <= 9"),
    ("budget", "niet 5-9", "not (5 <= budget <= 9)"),
    ("budget", "5-9, > 12", "5 <= budget <= 9 or budget > 12"),
    ("budget", "(1 + 1)..(2 + 2)", "1 + 1 <= budget <= 2 + 2"),
    ("large_cities", "2-3", "2 <= large_cities <= 3"),
    # numbers
    ("budget", "1.000", "budget == 1000"),
    ("budget", "< 1.000", "budget < 1000"),
    ("budget", "≥ 1.000.000", "budget >= 1000000"),
    ("budget", "0,75", "budget == 0.75"),
    ("budget", "1,1250", "budget == 1.1250"),
    ("large_cities", "< 1.250", "large_cities < 1250"),
    ("largest_share", "> 50%", "largest_share > 0.5"),
    ("largest_share", "≤ 12,5 %", "largest_share <= 0.125"),
    ("fair_share", "50 %", "fair_share == 0.5"),
    # comparing
    *[("budget", cell, "budget > 5") for cell in ("> 5", "meer dan 5", "Groter dan 5", "boven 5", "more than 5")],
    *[("budget", cell, "budget < 5") for cell in ("< 5", "minder dan 5", "kleiner dan 5")],
    *[("budget", cell, "budget < 5") for cell in ("onder 5", "tot 5", "below 5")],
    *[("budget", cell, "budget >= 5") for cell in (">= 5", "≥5", "=> 5", "minstens 5")],
    *[("budget", cell, "budget >= 5") for cell in ("ten minste 5", "vanaf 5", "5+")],
    *[("budget", cell, "budget >= 5") for cell in ("5 of meer", "5 en hoger", "5 or more", "at least 5", "minimaal 5")],
    *[("budget", cell, "budget <= 5") for cell in ("<= 5", "≤ 5", "=< 5", "hoogstens 5")],
    *[("budget", cell, "budget <= 5") for cell in ("maximaal 5", "t/m 5", "5 of minder")],
    *[("budget", cell, "budget <= 5") for cell in ("tot en met 5", "niet meer dan 5", "at most 5", "ten hoogste 5")],
    *[("budget", cell, "budget != 5") for cell in ("!= 5", "≠ 5", "<> 5", "niet 5", "anders dan 5", "not 5")],
    *[("budget", cell, "budget == 5") for cell in ("= 5", "== 5", "precies 5", "gelijk aan 5", "5,0")],
    ("budget", "meer dan 1.000", "budget > 1000"),
    ("budget", "> large_city - 5", "budget > large_city - 5"),
    *[("budget", cell, "budget >= 5") for cell in ("groter dan of gelijk aan 5", "meer of gelijk aan 5", "min. 5")],
    *[("budget", cell, "budget <= 5") for cell in ("kleiner dan of gelijk aan 5", "hooguit 5", "max. 5", "t.e.m. 5")],
    # two comparisons that are the ends of a range
    *[("budget", cell, "10 < budget < 20") for cell in ("> 10 en < 20", "> 10 and < 20", "meer dan 10 maar onder 20")],
    *[("budget", cell, RANGE) for cell in ("minimaal 10 en maximaal 20", "<= 20 en >= 10", "10 of meer en hooguit 20")],
    ("trust", "> laag en <= hoog", "low < trust <= high"),
    # lists
    ("budget", "minder dan 10 of meer dan 20", "budget < 10 or budget > 20"),
    *[("budget", cell, "budget in (1, 2)") for cell in ("1; 2", "1;2", "1 of 2", "1, 2", "1 or 2", "= 1 of = 2")],
    ("budget", "0,5; 1,5", "budget in (0.5, 1.5)"),
    ("budget", "0,5, 1,5", "budget in (0.5, 1.5)"),
    ("budget", "niet (1 of 2)", "budget not in (1, 2)"),
    ("budget", "5 of meer, 1", "budget >= 5 or budget == 1"),
    # levels and options
    *[("trust", cell, "trust >= medium") for cell in ("≥ gemiddeld", "minstens gemiddeld")],
    *[("trust", cell, "trust >= medium") for cell in ("gemiddeld of hoger", "vanaf medium")],
    *[("trust", cell, "trust != low") for cell in ("niet laag", "Niet Laag", "geen laag")],
    *[("trust", cell, "trust != low") for cell in ("≠ laag", "behalve laag", "not low")],
    *[("trust", cell, "trust in (low, high)") for cell in ("laag of hoog", "laag; hoog", "low or high")],
    *[("trust", cell, "trust in (low, high)") for cell in ("laag, hoog", "laag\nhoog")],
    *[("trust", cell, "low <= trust <= medium") for cell in ("laag - gemiddeld", "laag t/m gemiddeld", "low–medium")],
    *[("trust", cell, "trust == low") for cell in ("= laag", "== low", "precies laag")],
    ("shape", "= één kern", "shape == one_centre"),
    ("domains", "werk of zorg", "work in domains or care in domains"),
    ("domains", "niet werk", "work not in domains"),
    ("domains", "= werk", "work in domains"),
    # yes and no
    *[("strategy_agreed", cell, "strategy_agreed") for cell in ("= ja", "WAAR", "Ja", "niet nee", "J", "TRUE")],
    *[("strategy_agreed", cell, "not strategy_agreed") for cell in ("ONWAAR", "niet ja", "n", "= no")],
    # texts
    *[("centre_municipality", cell, 'centre_municipality == "Urk"') for cell in ("Urk", "= Urk", "== Urk")],
    *[("centre_municipality", cell, 'centre_municipality == "Urk"') for cell in ('= "Urk"', '"Urk"')],
    *[("centre_municipality", cell, 'centre_municipality != "Urk"') for cell in ("niet Urk", "not Urk")],
    *[("centre_municipality", cell, 'centre_municipality != "Urk"') for cell in ("≠ Urk", "<> Urk")],
    *[
        ("centre_municipality", cell, 'centre_municipality in ("Urk", "Almere")')
        for cell in ("Urk; Almere", "Urk of Almere", "Urk, Almere", "Urk or Almere", "Urk\nAlmere", "= Urk of = Almere")
    ],
    ("centre_municipality", "niet (Urk of Almere)", 'centre_municipality not in ("Urk", "Almere")'),
    *[("centre_municipality", cell, 'centre_municipality == "Urk"') for cell in ("„Urk”", "“Urk”", "«Urk»")],
    ("centre_municipality", "niet: Urk", 'centre_municipality != "Urk"'),
    ("centre_municipality", "niet-bekend", 'centre_municipality == "niet-bekend"'),
    ("centre_municipality", '"niet Urk"', 'centre_municipality == "niet Urk"'),
    ("centre_municipality", '"Urk of Almere"', 'centre_municipality == "Urk of Almere"'),
    ("centre_municipality", '"-"', 'centre_municipality == "-"'),
    ("centre_municipality", "Súdwest-Fryslân", 'centre_municipality == "Súdwest-Fryslân"'),
    ("centre_municipality", "'s-Gravenhage", 'centre_municipality == "\'s-Gravenhage"'),
    ("centre_municipality", "Bosch en Duin", 'centre_municipality == "Bosch en Duin"'),
]  # fmt: skip


@pytest.mark.parametrize(("header", "cell", "text"), READ)
def test_a_cell_is_shown_as_it_was_understood(header: str, cell: str, text: str) -> None:
    """The rule has the condition in the language of conditions, whatever words the cell had."""
    rules, problems = one(header, cell)
    assert problems == []
    assert [rule.text for rule in rules] == [text]
    assert rules[0].when == parse_condition(text, NAMES, Place(), "", Problems())


DASH = "isn't calculated here; write a range as [5..9], or calculate after a sign: >= a - 5"
DATE = (
    "is a date or a time, and a range, a number or a text belongs here; a spreadsheet program makes a date of 5-9:"
    " format the cell as text and write [5..9]"
)
VAGUE = "isn't a range with clear ends; write [2..5], or [2..5[ without 5"
ORDER = "centre_municipality has no order, so {} can't be; write a value, a list, or not with a value"
LITERAL = 'put a text with such signs or words between quotation marks ("…"), or write - for anything'
LIST = "put a space after each comma of a list (0, 5), or a semicolon"
NOT = "put 'not' once, in front of all that it is for: not (a; b)"
EVERY = "holds for every value of budget; write a range as [5..9], not (a; b), or - for anything"
NUMBER = (
    "isn't a number or a range as a cell has it; write 5, >= 5, < 5, [5..9], not 5, a list (5; 9), or - for anything"
)
WRONG = [
    *[("budget", cell, f"{cell} {DATE}") for cell in ("2026-09-05", "2026-09-05T10:00:00", "5-9-2026")],
    *[("budget", cell, f"{cell} {DATE}") for cell in ("5-sep", "sep-19")],
    ("centre_municipality", "2026-09-05", f"2026-09-05 {DATE}"),
    *[("budget", cell, f"{cell} {DASH}") for cell in ("5/9", "large_city - 5", "fair_share-large_city")],
    ("budget", ">= 5-9", f"5-9 {DASH}"),
    ("budget", "< 10/2", f"10/2 {DASH}"),
    *[("budget", cell, f"{cell} {VAGUE}") for cell in ("tussen 10 en 20", "between 10 and 20")],
    *[("budget", cell, f"{cell} {VAGUE}") for cell in ("10 to 20", "not (2..5)")],
    *[("trust", cell, f"{cell} {VAGUE}") for cell in ("laag tot hoog", "tussen laag en hoog")],
    ("budget", "1.250", "1.250 may mean two things; write 1250 or 1.25"),
    ("budget", "1,2,3", f"1,2,3: {LIST}"),
    ("large_cities", "1,2", f"1,2: {LIST}"),
    ("large_cities", "1.5", "1.5 isn't a whole number"),
    ("budget", "50%", "50%: no percentage belongs here; write the number itself, in the unit of the fact"),
    ("budget", "< 10..20", f"< 10..20 {VAGUE}"),
    ("budget", "nee", "nee isn't a fact, conclusion or assumption"),
    *[("centre_municipality", cell, f"{cell}: {LITERAL}") for cell in ("Alm*", "*", "unknown")],
    *[("centre_municipality", cell, f"{cell}: {LITERAL}") for cell in ("onbekend", "[a]", "a & b")],
    *[("centre_municipality", cell, f"{cell}: {LITERAL}") for cell in ("'Urk'", "is Urk", "is niet Urk", "in (Urk)")],
    *[("centre_municipality", cell, f"{cell}: {LITERAL}") for cell in ("geen van beide", "leeg", "n.v.t.", "alles")],
    *[("centre_municipality", cell, f"{cell}: {NOT}") for cell in ("niet Urk, niet Ede", "Urk; niet Ede")],
    *[("budget", cell, f"{cell}: {NOT}") for cell in ("niet 5, niet 7", "> 10; niet 15")],
    *[("budget", cell, f"{cell} {EVERY}") for cell in ("> 10, < 20", "minimaal 10; maximaal 20", "!= 5 of != 7")],
    ("centre_municipality", "<> Urk; <> Ede", f"<> Urk; <> Ede {EVERY}".replace("budget", "centre_municipality")),
    ("trust", "> laag, < hoog", f"> laag, < hoog {EVERY}".replace("budget", "trust")),
    *[("budget", cell, f"{cell} {NUMBER}") for cell in ("10 inwoners", "10 à 20", "ca. 10", "10 en 20", "250k", "'10")],
    *[("budget", cell, f"{cell} {DATE}") for cell in ("10:20", "10:20:00")],
    ("centre_municipality", "meer dan 5", ORDER.format("> 5")),
    ("centre_municipality", "≥ Urk", ORDER.format(">= Urk")),
    ("centre_municipality", "A t/m M", ORDER.format("A t/m M")),
    ("strategy_agreed", "ja nee", "ja nee isn't yes or no; write yes, no, or - for both"),
    ("strategy_agreed", "1", "1 isn't yes or no; write yes, no, or - for both"),
    ("budget", "9-5", "9-5 holds for no value of budget at all"),
    ("budget", "x" * 2001, "this condition is longer than 2000 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "cell", "message"), WRONG)
def test_what_can_not_be_understood_is_refused(header: str, cell: str, message: str) -> None:
    """A date, a subtraction, a vague range, an unclear number, a sign in a text: one problem, at the cell."""
    rules, problems = one(header, cell)
    assert rules == []
    assert [line.partition("; did you mean")[0] for line in problems] == [message]


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("als trust", "dan talk"),
        ("Als: trust", "Dan: talk"),
        ("if trust", "then talk"),
        ("Vertrouwen", "→ Praat"),
        ("trust", "→ talk"),
    ],
)
def test_a_header_may_be_dutch(header: str, target: str) -> None:
    """`als` and `dan`, and a fact or a conclusion by its title."""
    title = VOCABULARY.facts["trust"].title.nl
    rules, problems = one(header.replace("Vertrouwen", title), "laag", target)
    assert problems == []
    assert [(rule.text, rule.target) for rule in rules] == [("trust == low", "talk")]


AMOUNTS = st.integers(-2000, 2000).map(lambda number: number / 4)
SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
FORMS = [
    ("{}-{}", ">=", "<="),
    ("{} – {}", ">=", "<="),
    ("{} t/m {}", ">=", "<="),
    ("van {} tot {}", ">=", "<"),
    ("{} tot {}", ">=", "<"),
    ("{} tot en met {}", ">=", "<="),
    ("{}..{}", ">=", "<="),
    ("[{}..{}]", ">=", "<="),
    ("[{}..{})", ">=", "<"),
    ("]{}..{}[", ">", "<"),
    ("({}..{})", ">", "<"),
    ("(2 * 0 + {}..{}]", ">", "<="),
    ("tussen {} en {}", "", ""),
]


def dutch(number: float) -> str:
    return f"{number:,.2f}".translate(str.maketrans(",.", ".,"))


@settings(deadline=None)
@given(AMOUNTS, AMOUNTS, st.sampled_from(FORMS), st.sampled_from([dutch, str, "{:,.2f}".format]), AMOUNTS)
@example(10.0, 20.0, FORMS[0], dutch, 15.0)
def test_every_notation_of_a_range_means_that_range(
    low: float, high: float, form: tuple[str, str, str], write: Any, seen: float
) -> None:
    """Or it is refused; it is never a subtraction, nor another range."""
    text, above, below = form
    rules, problems = one("budget", text.format(write(low), write(high)))
    assert bool(rules) is not bool(problems)
    if rules:
        expected = SIGNS[above](seen, low) and SIGNS[below](seen, high)
        assert Judge(rules[0].when).value({"budget": seen}) is expected


@settings(deadline=None)
@given(
    st.text('0123456789.,-–/%€ ≤≥=<>"ofmertniedant', max_size=16),
    st.sampled_from(["budget", "centre_municipality", "trust"]),
)
def test_whatever_is_typed_is_read_or_refused(cell: str, header: str) -> None:
    """And what is read, stands there in the language of conditions."""
    rules, problems = one(header, cell)
    if cell.strip():
        assert bool(rules) is not bool(problems)
    for rule in rules:
        assert parse_condition(rule.text, NAMES, Place(), "", Problems()) == rule.when
