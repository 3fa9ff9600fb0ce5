"""Hit policies: with `first` the earlier rows are excluded, with `unique` rows must exclude each other."""

from __future__ import annotations

import pytest

from tests.rules.tables.reading import Cells, read

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
