"""The rows of a decision table: the rules that they give, and every mistake in the header, the ids and the texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.text import Text
from tests.rules.tables.reading import Cells, loaded, read, ruleset


def test_a_row_without_a_name_is_found_in_its_first_cell() -> None:
    """It goes by its number; where that is another's name it is told so there."""
    rows = [["id", "trust", "→ talk"], ["3", "low", "x"], ["", "high", "x"]]
    assert read(rows)[1] == ["A3 tables.t: 3 is already defined in t.csv:A2"]


def test_a_row_gives_a_rule_for_every_filled_conclusion() -> None:
    """A conclusion, one with a severity or a strength, and a fact; an id says which where it must."""
    header = ["trust", "→ talk", "-> strained", "=> city_first", "→ shape"]
    rules, problems = read(
        [header, ["low", "x", "", "", ""], ["medium", "-", "high", "strong", "één kern"], ["high", "", "Ja", "", ""]]
    )
    assert problems == []
    assert {rule.id: (rule.target, rule.value, rule.grade, str(rule.place)) for rule in rules} == {
        "t-2": ("talk", True, "", "t.csv:B2"),
        "t-3-strained": ("strained", True, "high", "t.csv:C3"),
        "t-3-city-first": ("city_first", True, "strong", "t.csv:D3"),
        "t-3-shape": ("shape", "one_centre", "", "t.csv:E3"),
        "t-4": ("strained", True, "", "t.csv:C4"),
    }


def test_a_row_sets_facts_of_every_kind() -> None:
    """Yes and no, a number as an office writes it, options of a set in one cell or on lines, and nothing for a dash."""
    header = ["trust", "→ strategy_agreed", "→ budget", "→ domains", "→ effort"]
    rules, problems = read(
        [header, ["low", "nee", "1500", "werk, zorg", "-"], ["high", "x", "–", "work\nyouth", "hoog"]]
    )
    assert problems == []
    assert {rule.id: rule.value for rule in rules} == {
        "t-2-strategy-agreed": False,
        "t-2-budget": 1500,
        "t-2-domains": ("work", "care"),
        "t-3-strategy-agreed": True,
        "t-3-domains": ("work", "youth"),
        "t-3-effort": "high",
    }


def test_a_row_may_have_an_id_and_a_text_of_its_own() -> None:
    """Where it has none, its number and the text of the table count; empty rows count as rows."""
    header = ["id", "trust", "→ talk", "because nl", "because en"]
    rules, problems = read([header, ["a-1", "low", "x", "Zo.", "So."], [], ["", "high", "x", "", ""]])
    assert problems == []
    assert {rule.id: rule.because for rule in rules} == {"t-a-1": Text("Zo.", "So."), "t-4": Text("x", "x")}


def test_a_rule_takes_the_rest_from_its_table(tmp_path: Path) -> None:
    """Statements, basis, why and the days on which it is in force are those of the table."""
    more = (
        "because: {nl: a, en: b}, statements: [S01, S02], basis: assumption, why: {nl: c, en: d},"
        " valid_from: 2020-01-01, valid_until: 2021-12-31"
    )
    [rule] = loaded(ruleset(tmp_path, "trust,→ talk\nlow,x\n", more=more)).values()
    assert (rule.statements, rule.basis, rule.why) == (("S01", "S02"), "assumption", Text("c", "d"))
    assert (str(rule.valid_from), str(rule.valid_until), rule.ruleset) == ("2020-01-01", "2021-12-31", "mini")


WRONG_TABLES: list[tuple[Cells, list[str]]] = [
    ([["trust", "→ talk"]], ["A1 tables.t: this table is empty: below a row of headers belongs at least one row"]),
    (
        [["trust", "talk"], ["low", "yes"]],
        ["B1 tables.t: this table concludes nothing; put an arrow in the header of the last column: → conclusion"],
    ),
    (
        [["→ talk", "trust"], ["x", "low"]],
        ["B1 tables.t: trust stands after a conclusion; put the columns with conditions first"],
    ),
    (
        [["trsut", "→ talk"], ["low", "x"], ["high", "x"]],
        ["A1 tables.t: trsut isn't a fact, conclusion or assumption; did you mean trust?"],
    ),
    ([["municipalities", "→ talk"], ["3", "x"]], ["A1 tables.t: municipalities isn't a number"]),
    (
        [["trust >= hihg", "→ talk"], ["ja", "x"]],
        ["A1 tables.t: hihg isn't a value of trust (but: low, medium, high); did you mean high?"],
    ),
    (
        [["trust >=", "→ talk"], ["ja", "x"]],
        [
            "A1 tables.t: this condition can't be read at: trust >=; write comparisons like a >= 5, with and, or or not"
            " between them"
        ],
    ),
    ([["trust", "→ tlak"], ["low", "x"]], ["B1 tables.t: tlak isn't a conclusion; did you mean talk?"]),
    (
        [["trust", "→ municipalities", "→ centre_municipality"], ["low", "3", "x"]],
        [
            "B1 tables.t: records can't stand here; choose from: yes_no, level, choice, set, number, date, text",
            "C1 tables.t: centre_municipality doesn't say which texts it can be;"
            " name them with the fact: texts: [a, b]",
        ],
    ),
    (
        [
            ["trust", "→ budget", "→ domains", "→ strategy_agreed", "→ effort"],
            ["low", "-5", "work; wrok", "perhaps", "unknown"],
            ["high", "1.250", "geen", "onbekend", "?"],
        ],
        [
            "B2 tables.t: -5 is outside 0 to ∞",
            "C2 tables.t[2]: wrok isn't a value of domains; choose from: work, care, youth; did you mean work?",
            "D2 tables.t: perhaps can't stand here; choose from: yes, x, ja, no, nee",
            "E2 tables.t: this rule says nothing of effort; name the value that follows, or leave out the rule",
            "B3 tables.t: 1.250 may mean two things; write 1250 or 1.25",
            "C3 tables.t: this rule says nothing of domains; name the value that follows, or leave out the rule",
            "D3 tables.t: onbekend can't stand here; choose from: yes, x, ja, no, nee",
            "E3 tables.t: ? isn't a value of effort; choose from: low, medium, high",
        ],
    ),
    (
        [["trust", "trust", "→ talk", "-> talk"], ["", "low", "x", "x"], ["", "high", "x", "x"]],
        ["B1 tables.t: the header trust stands in A1 too", "D1 tables.t: the header -> talk stands in C1 too"],
    ),
    (
        [["id", "trust", "→ talk"], ["a", "low", "x"], ["a", "high", "x"], ["B c", "medium", "x"]],
        [
            "A3 tables.t: a is already defined in t.csv:A2",
            "A4 tables.t: B c isn't a valid name (kleine-letters-met-streepjes)",
        ],
    ),
    (
        [["trust", "→ talk"], ["low", ""], ["high", "-"]],
        [
            f"A{row} tables.t: this row concludes nothing; fill in a column with an arrow, or empty the whole row"
            for row in (2, 3)
        ],
    ),
    (
        [["trust", "→ talk"], ["low", "x", "", "hm"]],
        ["D2 tables.t: there is no header above this cell; give the column a header or empty the cell"],
    ),
    (
        [["trust", "→ talk", "→ strained", "→ shape"], ["low", "no", "hgih", "sprea"]],
        [
            "B2 tables.t: no can't stand here; choose from: yes, x, ja",
            "C2 tables.t: hgih can't stand here; choose from: yes, x, ja, watch, medium, high; did you mean high?",
            "D2 tables.t: sprea isn't a value of shape; choose from: one_centre (one centre), spread (spread out);"
            " did you mean spread out?",
        ],
    ),
    (
        [["trust", "→ talk", "because nl"], ["low", "x", "Zo."]],
        ["C1 tables.t: a text belongs here in both languages: because nl and because en"],
    ),
    (
        [["trust", "→ talk", "because nl", "because en"], ["low", "x", "Zo."]],
        ["C2 tables.t: a text belongs here in both languages: because nl and because en"],
    ),
    (
        [["trust", *[""] * 60, "→ talk"], ["low"]],
        ["  tables.t: a table has at most 200 rows and 60 columns; split this one"],
    ),
    (
        [["trust", "→ talk"], *[[] for _ in range(200)], ["low", "x"]],
        ["  tables.t: a table has at most 200 rows and 60 columns; split this one"],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), WRONG_TABLES)
def test_a_wrong_table_says_what_is_wrong(rows: Cells, expected: list[str]) -> None:
    """The header, the ids, the conclusions and the texts: each mistake at its cell, and no echo of it."""
    _, problems = read(rows, "unique")
    assert [line.strip() for line in expected] == [line.removeprefix("t.csv").strip() for line in problems]


def test_a_condition_stays_within_the_limit_of_conditions() -> None:
    """A row that would need a longer condition than a rule may have, is refused."""
    rows = [["budget", "trust", "→ talk"], *([f"> {10**6 - each}", "low", "x"] for each in range(1, 3))]
    assert read(rows, "collect")[1] == []
    many = [[f"count(municipalities, population > {each})" for each in range(50)] + ["→ talk"], ["3"] * 50 + ["x"]]
    assert read(many)[1] == [
        "A2 tables.t: the condition of this row gets longer than 2000 characters; narrow the row or split the table"
    ]
