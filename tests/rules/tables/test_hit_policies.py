"""Hit policies: with `first` the earlier rows are excluded, with `unique` rows must exclude each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mini import mistakes
from tests.rules.tables.reading import SOURCE, Cells, loaded, read, ruleset

FIRST: list[tuple[Cells, list[str]]] = [
    (
        [["trust", "effort", "→ strained"], ["low", "high", "watch"], ["low", "-", "medium"], ["-", "-", "high"]],
        ["trust == low and effort == high", "trust == low and effort != high", "trust != low"],
    ),
    (
        [
            ["trust", "effort", "→ strained"],
            ["low", "high", "watch"],
            ["high", "high", "medium"],
            ["-", "> low", "high"],
        ],
        [
            "trust == low and effort == high",
            "trust == high and effort == high",
            "effort > low and not (trust == low and effort == high) and not (trust == high and effort == high)",
        ],
    ),
    (
        [["budget", "→ strained"], ["< fair_share", "watch"], [">= fair_share", "medium"]],
        ["budget < fair_share", "budget >= fair_share"],
    ),
    (
        [["budget", "→ strained"], ["< 5000", "watch"], ["< large_city", "medium"]],
        ["budget < 5000", "budget < large_city and budget >= 5000"],
    ),
    ([["strained", "→ strained"], ["nee", "watch"], ["-", "medium"]], ["not strained", "strained"]),
]


@pytest.mark.parametrize(("rows", "texts"), FIRST)
def test_first_excludes_the_earlier_rows_that_matter(rows: Cells, texts: list[str]) -> None:
    """A condition stays readable: rows that can't hold together, and what follows already, aren't in it."""
    rules, problems = read(rows, "first")
    assert problems == []
    assert [rule.text for rule in rules] == texts


def test_a_row_that_never_comes_first_is_refused() -> None:
    """It would be a rule that can't hold."""
    rows = [["trust", "effort", "→ talk"], [">= medium", "-", "x"], ["low", "-", "x"], ["high", "low", "x"]]
    assert read(rows, "first")[1] == [
        "A4 tables.t: row 4 never holds: row 2 comes first and holds whenever this one does; move or remove this row"
    ]


def test_what_is_known_can_not_be_asked_in_order() -> None:
    """`known` can't be denied, so that no row can come after one that asks it."""
    assert read([["known(trust)", "→ talk"], ["yes", "x"], ["-", "x"]], "first")[1] == [
        "A1 tables.t: not known(…) can't be: what isn't given is unknown and may become known later"
    ]


UNIQUE = [
    ("trust", "low, medium", "medium", "overlap"),
    ("trust", ">= medium", "low", ""),
    ("trust", "not (low, medium)", "medium", ""),
    ("strategy_agreed", "yes", "no", ""),
    ("strategy_agreed", "yes", "-", "overlap"),
    ("domains", "work", "care", "overlap"),
    ("domains", "work", "not (work, care)", ""),
    ("domains", "work, care", "not work", "overlap"),
    ("domains", "not work", "not care", "overlap"),
    ("budget", "[1..2]", "]2..3]", ""),
    ("budget", "[1..2]", "[2..3]", "overlap"),
    ("budget", "> 2", "< 3", "overlap"),
    ("large_cities", "> 2", "< 3", ""),
    ("count(municipalities)", "not 0", "< 1", ""),
    ("budget", "not (1, 2)", "1", ""),
    ("budget", "not 1..2, 5", "1..2", ""),
    ("largest_share", "> 1", "> 2", "overlap"),  # calculated, and so not held to its limits
    ("budget", "< fair_share", ">= fair_share", ""),
    ("budget", "<= fair_share", ">= fair_share", "unsure"),
    ("budget", "< fair_share", "> 1", ""),
    ("budget", "< fair_share", "> 0.5", "unsure"),
    ("budget", "< fair_share", "< fair_share", "overlap"),
    ("budget", "> large_city", "< fair_share", ""),
    ("budget", "< 2 * fair_share", ">= fair_share * 2", "unsure"),
    ("budget", "< 2 * fair_share", ">= 2*fair_share", ""),
    ("centre_municipality", "Almere", "Lelystad", ""),
    ("centre_municipality", "not Almere", "Lelystad", "overlap"),
    ("centre_municipality", "not Almere", "Almere", ""),
]


@pytest.mark.parametrize(("header", "cell", "other", "what"), UNIQUE)
def test_unique_refuses_rows_that_can_hold_together(header: str, cell: str, other: str, what: str) -> None:
    """Levels, sets, texts and numbers exactly; assumptions where nothing proves that the rows exclude each other."""
    expected = {
        "": [],
        "overlap": [
            "A3 tables.t: row 3 and row 2 can hold together (A2/A3); make them exclude each other, or choose hit:"
            " first or collect"
        ],
        "unsure": [
            "A3 tables.t: row 3 and row 2 don't certainly exclude each other: it depends on an assumption or another"
            " fact in A2/A3; use the same bound in both, or choose hit: first or collect"
        ],
    }[what]
    assert read([[header, "→ talk"], [cell, "x"], [other, "x"]], "unique")[1] == expected


def test_rows_are_unique_where_one_column_tells_them_apart() -> None:
    """One column is enough; the message names the cells of both rows."""
    header = ["trust", "effort", "→ talk"]
    assert read([header, ["low", "low", "x"], ["low", "high", "x"]], "unique")[1] == []
    [message] = read([header, ["low", "low", "x"], ["high", "", "x"], ["low", "<= medium", "x"]], "unique")[1]
    assert message.startswith("A4 tables.t: row 4 and row 2 can hold together (A2/A4, B2/B4);")


def test_one_number_is_made_of_a_fact_that_is_one() -> None:
    """A conclusion or another fact isn't one; of a table that counts a cell says only that its row does."""
    header = "B1 tables.t: hit: sum makes a number of all rows, and talk isn't a fact of type number; name such a fact,"
    assert read([["trust", "→ talk"], ["low", "x"]], "sum")[1] == [f"{header} or choose hit: collect"]
    rules, problems = read([["trust", "→ budget"], ["low", "x"], ["", "ja"]], "count")
    assert (problems, [rule.value for rule in rules]) == ([], [1, 1])
    [wrong] = read([["trust", "→ budget"], ["low", "nee"]], "count")[1]
    assert wrong == "B2 tables.t: nee can't stand here; choose from: yes, x, ja"


def test_a_cell_may_calculate() -> None:
    """With facts and assumptions; what is wrong in it is said of the cell."""
    rules, problems = read([["trust", "→ budget"], ["low", "large_city / 2"], ["", "2"]], "max")
    assert (problems, [str(rule.value) for rule in rules]) == ([], ["large_city / 2", "2"])
    [wrong] = read([["trust", "→ budget"], ["low", "2 * larg_city"]], "max")[1]
    assert wrong == "B2 tables.t: larg_city isn't a fact, conclusion or assumption; did you mean large_city?"


def test_a_fact_comes_about_in_one_way(tmp_path: Path) -> None:
    """No fact is the sum of one table, and the least of another."""
    mini = ruleset(tmp_path, "trust,→ budget\nlow,1\n", more=f"hit: sum, {SOURCE}")
    assert list(loaded(mini)) == ["t-2"]
    (mini / "y.yaml").write_text(f"tables:\n  u: {{file: t.csv, hit: min, {SOURCE}}}\n", encoding="utf-8")
    assert mistakes(mini) == [
        "z.yaml:2:3 tables.t.hit: budget follows from this table with hit: sum, and from table u with hit: min; a fact"
        " comes about in one way: choose the same in both, or give each table a fact of its own"
    ]


def test_rows_that_hold_together_may_say_the_same() -> None:
    """With `any`, as far as they do: where they may differ the cells of both rows are named."""
    same = [["trust", "effort", "→ shape", "→ talk"], ["low", "", "spread", "x"], ["", "high", "spread", ""]]
    assert read(same, "any")[1] == []
    [message] = read([*same, ["low", "high", "one_centre", ""]], "any")[1]
    assert message == (
        "A4 tables.t: row 4 and row 2 can hold together (A2/A4) and say different things; make them say the same or"
        " exclude each other, or choose hit: first or priority"
    )
    assert read([*same, ["high", "low", "one_centre", ""]], "any")[1] == []


def test_the_outcome_that_is_named_first_goes_before() -> None:
    """With `priority`, wherever its row stands; of several columns the first decides, and equal rows stay in order."""
    rows = [["trust", "effort", "→ shape"], ["low", "", "spread"], ["", "high", "one_centre"]]
    texts = {rule.id: rule.text for rule in read(rows, "priority")[0]}
    assert texts == {"t-2": "trust == low and effort != high", "t-3": "effort == high"}
    [masked] = read([["trust", "→ shape"], ["low", "spread"], ["", "one_centre"]], "priority")[1]
    assert masked.startswith("A2 tables.t: row 2 never holds: row 3 comes first")
    [wrong] = read([["trust", "→ budget"], ["low", "1"]], "priority")[1]
    assert wrong.startswith("B1 tables.t: with hit: priority the value that is named first goes before, and budget has")


def test_all_rows_count_in_an_order() -> None:
    """Where more than one may hold, and be said: a conclusion or a set."""
    for hit in ("rule_order", "output_order"):
        assert read([["trust", "→ domains"], ["low", "work"], ["", "care"]], hit)[1] == []
        [wrong] = read([["trust", "→ shape"], ["low", "spread"]], hit)[1]
        assert wrong.startswith(
            f"B1 tables.t: with hit: {hit} all that rows say counts, and shape gets one value only;"
        )
