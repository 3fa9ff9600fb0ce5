"""The cells of a decision table: every form of one is a condition, and every mistake in one is said at the cell."""

from __future__ import annotations

import pytest

from regiorules.errors import Problems
from regiorules.rules.conditions import parse_condition
from regiorules.rules.expressions import ALWAYS
from tests.rules.tables.reading import NAMES, one, read

CELLS = [
    ("trust", "low", "trust == low"),
    ("trust", " Laag ", "trust == low"),
    ("trust", "GEMIDDELD", "trust == medium"),
    ("trust", "low, hoog", "trust in (low, high)"),
    ("trust", "not low", "trust != low"),
    ("trust", "not (low, medium)", "trust not in (low, medium)"),
    ("trust", "not low, medium", "trust not in (low, medium)"),
    ("trust", ">= medium", "trust >= medium"),
    ("trust", ">=gemiddeld", "trust >= medium"),
    ("trust", "not >= medium", "trust < medium"),
    ("trust", "!= low", "trust != low"),
    ("trust", "[low..medium]", "low <= trust <= medium"),
    ("trust", "]low..high]", "low < trust <= high"),
    ("trust", "low .. medium", "low <= trust <= medium"),
    ("trust", "< medium, high", "trust < medium or trust == high"),
    ("strategy_agreed", "yes", "strategy_agreed"),
    ("strategy_agreed", "Nee", "not strategy_agreed"),
    ("strategy_agreed", "true", "strategy_agreed"),
    ("strategy_agreed", "not ja", "not strategy_agreed"),
    ("strained", "yes", "strained"),
    ("strained", "no", "not strained"),
    ("domains", "work", "work in domains"),
    ("domains", "zorg, jeugd", "care in domains or youth in domains"),
    ("domains", "not werk", "work not in domains"),
    ("domains", "not (work, care)", "not (work in domains or care in domains)"),
    ("shape", "één kern", "shape == one_centre"),
    ("budget", "12", "budget == 12"),
    ("budget", "1.50", "budget == 1.5"),
    ("budget", "1, 2", "budget in (1, 2)"),
    ("budget", "€ 5,-, € 7,-", "budget in (5, 7)"),
    ("budget", "[1.5..2.5]", "1.5 <= budget <= 2.5"),
    ("budget", "(1 + 2)..(3 + 4)", "1 + 2 <= budget <= 3 + 4"),
    ("budget", "< 3", "budget < 3"),
    ("budget", ">= large_city", "budget >= large_city"),
    ("budget", "fair_share", "budget == fair_share"),
    ("budget", "fair_share, 3", "budget == fair_share or budget == 3"),
    ("budget", "< 2 * fair_share", "budget < 2 * fair_share"),
    ("budget", "< 1.1250 * fair_share", "budget < 1.1250 * fair_share"),
    ("budget", "[2..5]", "2 <= budget <= 5"),
    ("budget", "]2..5[", "2 < budget < 5"),
    ("budget", "[fair_share..5[", "fair_share <= budget < 5"),
    ("budget", "not [2..5]", "not (2 <= budget <= 5)"),
    ("budget", "0..1, > 10", "0 <= budget <= 1 or budget > 10"),
    ("budget", "not (1 + 1) * (2 + 3)", "budget != (1 + 1) * (2 + 3)"),
    ("budget", "> max(municipalities, population)", "budget > max(municipalities, population)"),
    ("large_cities", "2", "large_cities == 2"),
    ("large_city", "< 50000", "large_city < 50000"),
    ("count(municipalities,population>=large_city)", "> 2", "count(municipalities, population >= large_city) > 2"),
    ("largest_share * 100", "> 2", "largest_share * 100 > 2"),
    ("any(municipalities, role == guest)", "ja", "any(municipalities, role == guest)"),
    ("any(municipalities, role == guest)", "nee", "not (any(municipalities, role == guest))"),
    ("trust >= medium", "no", "not (trust >= medium)"),
    ("strained or strategy_agreed", "no", "not (strained or strategy_agreed)"),
    ("known(trust)", "yes", "known(trust)"),
    ("centre_municipality", "Almere", 'centre_municipality == "Almere"'),
    ("centre_municipality", '"Almere"', 'centre_municipality == "Almere"'),
    (
        "centre_municipality",
        '\'s-Gravenhage, "Bergen (L), of zo"',
        'centre_municipality in ("\'s-Gravenhage", "Bergen (L), of zo")',
    ),
    ("centre_municipality", "not Almere", 'centre_municipality != "Almere"'),
]


@pytest.mark.parametrize(("header", "cell", "text"), CELLS)
def test_a_cell_is_a_condition(header: str, cell: str, text: str) -> None:
    """Each form of cell reads as a condition in the expression language, and means what that means."""
    [rule], problems = one(header, cell)
    assert problems == []
    assert rule.text == text
    assert rule.when == parse_condition(text, NAMES, rule.place, "", Problems())


@pytest.mark.parametrize("cell", ["", "-"])
def test_an_empty_cell_allows_anything(cell: str) -> None:
    """Nothing and a dash ask nothing; a row that asks nothing always holds."""
    [rule], problems = read([["trust", "effort", "→ talk"], [cell, "low", "x"]])
    assert (rule.text, problems) == ("effort == low", [])
    [rule], _ = one("trust", cell)
    assert (rule.text, rule.when) == ("always", ALWAYS)


def test_conditions_of_a_row_all_count() -> None:
    """What a cell combines stands in brackets in the condition of the row."""
    [rule], _ = read([["domains", "budget", "trust", "→ talk"], ["work, care", "1..3", "low", "x"]])
    assert rule.text == "(work in domains or care in domains) and 1 <= budget <= 3 and trust == low"
    assert rule.when == parse_condition(rule.text, NAMES, rule.place, "", Problems())
    [rule], _ = read([["strained or strategy_agreed", "trust", "→ talk"], ["ja", "low", "x"]])
    assert rule.text == "(strained or strategy_agreed) and trust == low"


WRONG_CELLS = [
    ("trust", "lo", "lo isn't a value of trust; choose from: low, medium, high; did you mean low?"),
    ("trust", "low, hgh", "hgh isn't a value of trust; choose from: low, medium, high; did you mean high?"),
    (
        "trust",
        ">= gemideld",
        "gemideld isn't a value of trust; choose from: low, medium, high; did you mean medium?",
    ),
    ("trust", "unknown", "unknown isn't a value of trust; choose from: low, medium, high"),
    ("trust", "3", "3 isn't a value of trust; choose from: low, medium, high"),
    ("trust", "< low", "< low holds for no value of trust at all"),
    ("trust", "[high..low]", "[high..low] holds for no value of trust at all"),
    ("trust", "not (low, medium, high)", "not (low, medium, high) holds for no value of trust at all"),
    ("trust", "[low..medium", "[low..medium isn't a range with clear ends; write [2..5], or [2..5[ without 5"),
    (
        "trust",
        "low,,high",
        "low,,high can't be read; write a value, a list (a, b), >= a, [a..b], not a, or - for anything",
    ),
    ("strategy_agreed", "yse", "yse isn't yes or no; write yes, no, or - for both; did you mean yes?"),
    ("strained", "high", "high isn't yes or no; write yes, no, or - for both"),
    (
        "shape",
        "> spread",
        "shape has no order, so > spread can't be; write a value, a list, or not with a value",
    ),
    ("shape", "a..b", "shape has no order, so a..b can't be; write a value, a list, or not with a value"),
    ("domains", "wrk", "wrk isn't a value of domains; choose from: work, care, youth; did you mean work?"),
    ("budget", "low", "low isn't a fact, conclusion or assumption"),
    ("budget", "> larg_city", "larg_city isn't a fact, conclusion or assumption; did you mean large_city?"),
    ("budget", "trust", "trust isn't a number"),
    ("budget", "0,5,7", "0,5,7: put a space after each comma of a list (0, 5), or a semicolon"),
    ("budget", "[2..", "[2.. isn't a range with clear ends; write [2..5], or [2..5[ without 5"),
    ("budget", "[2..5..7]", "[2..5..7] isn't a range with clear ends; write [2..5], or [2..5[ without 5"),
    ("budget", "not (2..5)", "not (2..5) isn't a range with clear ends; write [2..5], or [2..5[ without 5"),
    ("budget", "5..2", "5..2 holds for no value of budget at all"),
    ("budget", "]2..2]", "]2..2] holds for no value of budget at all"),
    ("budget", "< 0", "< 0 holds for no value of budget at all"),
    (
        "budget",
        "1e20",
        "1e20 is too large or too precise to be kept as it is written; a number has at most 15 digits here",
    ),
    ("budget", "5e15", "5000000000000000 can't stand in a condition"),
    ("budget", "> strained", "strained isn't a number"),
    ("budget", "> 2 if strategy_agreed else 3", "2 if strategy_agreed else 3 can't stand in a condition"),
    (
        "budget",
        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13",
        "more than 12 values in one cell; divide them over more rows",
    ),
    (
        "budget",
        "fair_share, 2, 3, 4, 5",
        "more than 4 values in one cell; divide them over more rows",
    ),
    ("count(municipalities)", "2.5", "2.5 isn't a whole number"),
    (
        "known(trust)",
        "no",
        "not known(…) can't be: what isn't given is unknown and may become known later",
    ),
    (
        "known(trust)",
        "not yes",
        "not known(…) can't be: what isn't given is unknown and may become known later",
    ),
]


@pytest.mark.parametrize(("header", "cell", "message"), WRONG_CELLS)
def test_a_wrong_cell_says_what_is_wrong(header: str, cell: str, message: str) -> None:
    """One mistake, one message, at the cell."""
    rules, problems = one(header, cell)
    assert (rules, problems) == ([], [f"A2 tables.t: {message}"])
