"""Gaps in tables, and what rows have to do with each other, held against every value tried one by one."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules import Engine, Region
from regiorules.errors import Problems
from regiorules.facts.entries import Given
from regiorules.rules.model import HitPolicy, Knowledge, Rule
from regiorules.rules.tables.reach import Spans, Texts
from regiorules.rules.tables.rows import read_table, table_gaps
from tests.commands import run
from tests.mini import KNOWLEDGE, VOCABULARY, copied
from tests.rules.tables.reading import NAMES, parts

PARAMETERS = {name: each.value for name, each in VOCABULARY.parameters.items()}


def found(rows: list[list[str]], hit: HitPolicy = "unique") -> list[str]:
    """The gaps of a table that concludes a shape."""
    return table_gaps(*parts(rows, hit), NAMES, KNOWLEDGE.conclusions, PARAMETERS)


def column(header: str, *cells: str) -> list[str]:
    return found([[header, "→ shape"], *([cell, "spread"] for cell in cells)])


GAPS = [
    ("budget", ["< 1", "> 1"], ["budget = 1"]),
    ("budget", ["< 1", ">= 1"], []),
    ("budget", ["<= 1", ">= 2"], ["budget ]1..2["]),
    ("budget", ["< 1", "[2..5["], ["budget [1..2[", "budget >= 5"]),
    ("budget", ["1..2", "> 2"], ["budget [0..1["]),
    ("budget", ["1", "2"], ["budget [0..1[", "budget ]1..2[", "budget > 2"]),
    ("budget", ["< 1.000", "> 1.125,5"], ["budget [1000..1125.5]"]),
    ("budget", ["< large_city", "> large_city"], ["budget = 75000"]),
    ("budget", ["< largest_share"], []),  # another fact decides
    ("budget", ["not 5"], ["budget = 5"]),
    ("large_cities", ["< 1", "> 1"], ["large_cities = 1"]),
    ("large_cities", ["< 1", ">= 1"], []),
    ("large_cities", ["0", "2", "> 4"], ["large_cities = 1", "large_cities [3..4]"]),
    ("large_city", ["< 5000"], ["large_city [5000..1000000]"]),
    ("trust", ["low", "high"], ["trust = medium"]),
    ("trust", ["low", "> low"], []),
    ("strategy_agreed", ["ja"], ["strategy_agreed = nee"]),
    ("centre_municipality", ["Urk", "niet (Urk, Almere)"], ['centre_municipality = "Almere"']),
    ("centre_municipality", ["Urk"], ["centre_municipality = …"]),
    ("domains", ["work", "niet work"], []),
    ("domains", ["work, care"], ["domains = {}"]),
    ("budget", ["-", "< 1"], []),
]


@pytest.mark.parametrize(("header", "cells", "expected"), GAPS)
def test_a_gap_is_named_exactly(header: str, cells: list[str], expected: list[str]) -> None:
    """With the ends that belong to it, within the limits of the fact."""
    assert column(header, *cells) == expected


@pytest.mark.parametrize(
    ("target", "says", "expected"),
    [
        ("budget", "5", ["trust = high"]),
        ("strategy_agreed", "nee", ["trust = high"]),
        ("strategy_agreed", "ja", []),
        ("domains", "work", []),
        ("strained", "x", []),
    ],
)
def test_only_a_fact_that_stays_unknown_has_gaps(target: str, says: str, expected: list[str]) -> None:
    """Where no row says no, silence is no; and of a set it is nothing."""
    assert found([["trust", f"→ {target}"], ["low", says], ["medium", says]]) == expected


def test_a_gap_names_the_columns_that_matter() -> None:
    """Of two columns, or of the one that decides."""
    header = ["trust", "effort", "→ shape"]
    rows = [header, ["low", "low", "spread"], ["low", "> low", "spread"], ["high", "", "spread"]]
    assert found(rows) == ["trust = medium"]
    assert found([*rows, ["medium", "<= medium", "spread"]]) == ["trust = medium, effort = high"]


def test_a_table_without_values_has_no_gaps() -> None:
    """Where rows only say that something is the case, nothing is missing elsewhere; nor where all rows count."""
    assert found([["trust", "→ talk"], ["low", "x"]]) == []
    assert found([["trust", "→ shape"], ["low", "spread"]], "collect") == []
    assert found([["trust", "→ shape"], ["low", "spread"]], "first") == ["trust = medium", "trust = high"]


def test_lint_names_the_gap(tmp_path: Path) -> None:
    """It is a warning, at the table."""
    folder = copied(tmp_path)
    (folder / "t.csv").write_text("budget,→ shape\n< 1,spread\n> 1,one_centre\n", encoding="utf-8")
    (folder / "z.yaml").write_text(
        "tables:\n  t: {file: t.csv, because: {nl: x, en: x}, statements: [S01], basis: source}\n", encoding="utf-8"
    )
    code, out, _ = run("lint", folder, "--lang", "en")
    assert code == 1
    assert "z.yaml:2:3 tables.t: no row of this table holds for budget = 1; add to it" in " ".join(out.split())


NUMBERS = (0, 1, 1.5, 2, 5)
CELLS = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), st.sampled_from(NUMBERS)),
    st.builds("[{}..{}[".format, st.just(0), st.sampled_from(NUMBERS[1:])),
    st.builds("]{}..{}]".format, st.sampled_from(NUMBERS[:3]), st.sampled_from(NUMBERS[3:])),
    st.just("-"),
)


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, st.sampled_from(["low", "> low", "high", "-"])), min_size=1, max_size=4))
def test_gaps_are_there_exactly_where_no_row_holds(rows: list[tuple[str, str]]) -> None:
    """Against all values tried one by one."""
    cells = [["budget", "trust", "→ shape"], *([*row, "spread"] for row in rows)]
    table, grid = parts(cells, "collect")
    problems = Problems()
    _, rules = read_table(table, grid, NAMES, KNOWLEDGE.conclusions, problems)
    if problems.found:
        return  # a cell that holds for nothing
    engine = Engine(knowing(rules), "compiled")
    values = product((0, 0.5, 1, 1.2, 1.5, 1.7, 2, 3, 5, 9), VOCABULARY.facts["trust"].option_ids)
    open_ = [
        pair
        for pair in values
        if "holds" not in engine.statuses(Region("x", {"budget": Given(pair[0]), "trust": Given(pair[1])})).values()
    ]
    assert bool(found(cells)) is bool(open_)


def knowing(rules: list[Rule]) -> Knowledge:
    """The mini rule set with these rules in place of its own."""
    return evolve(KNOWLEDGE, rules={rule.id: rule for rule in rules})


SPANS = st.lists(st.tuples(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), st.sampled_from(NUMBERS)), max_size=4)
SAMPLES = (-1, 0, 0.5, 1, 1.2, 1.5, 1.7, 2, 3, 5, 9)


def spans(tests: list[tuple[str, float]], *, whole: bool) -> Spans:
    result = Spans((), whole)
    for op, number in tests:
        result = result.joined(Spans.of(op, number, whole=whole))
    return result


def has(one: Spans, number: float) -> bool:
    return one.meets(Spans.of("==", number, whole=one.whole))


@given(SPANS, SPANS, st.booleans())
def test_stretches_of_numbers_are_sets(one: Any, other: Any, whole: bool) -> None:
    """Opposites, unions and intersections are what they are number by number."""
    left, right = spans(one, whole=whole), spans(other, whole=whole)
    for number in (each for each in SAMPLES if not whole or each == int(each)):
        assert has(left.opposite(), number) is not has(left, number)
        assert has(left.joined(right), number) is (has(left, number) or has(right, number))
        assert has(left.narrowed(right), number) is (has(left, number) and has(right, number))
    assert left.opposite().opposite() == left
    assert left.meets(right) is not left.narrowed(right).empty


WORDS = st.frozensets(st.sampled_from("abc"))


@given(WORDS, WORDS, st.booleans(), st.booleans())
def test_texts_are_sets(one: frozenset[str], other: frozenset[str], two: bool, three: bool) -> None:
    """The same for texts, of which there is always another one."""
    left, right = Texts(one, two), Texts(other, three)
    for word in "abcd":
        single = Texts(frozenset({word}))
        assert left.opposite().meets(single) is not left.meets(single)
        assert left.joined(right).meets(single) is (left.meets(single) or right.meets(single))
        assert left.narrowed(right).meets(single) is (left.meets(single) and right.meets(single))


OUTCOMES = ("x", "watch", "high")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["low", "high", "<= medium", "> low", "-"]),
            st.sampled_from(["ja", "nee", "-"]),
            st.sampled_from(OUTCOMES),
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([None, *VOCABULARY.facts["trust"].option_ids]),
    st.sampled_from([None, True, False]),
)
def test_first_keeps_what_is_certain(rows: list[tuple[str, str, str]], trust: str | None, agreed: bool | None) -> None:
    """
    On what is known the outcome is that of the first row that holds; and where every completion of what isn't
    known gives one outcome from rows of which one is certain, that is the outcome.
    """
    table, grid = parts([["trust", "strategy_agreed", "→ strained"], *(list(row) for row in rows)], "first")
    _, rules = read_table(table, grid, NAMES, KNOWLEDGE.conclusions, Problems())
    engine = Engine(knowing(rules), "compiled")

    def outcome(trust: Any, agreed: Any) -> set[str]:
        facts = {"trust": Given(trust), "strategy_agreed": Given(agreed)}
        statuses = engine.statuses(Region("x", {name: each for name, each in facts.items() if each.value is not None}))
        return {rule.grade for rule in rules if statuses[rule.id] == "holds"}

    def first(trust: str, agreed: bool) -> set[str]:
        levels = VOCABULARY.facts["trust"].option_ids
        tests = {"low": ["low"], "high": ["high"], "<= medium": levels[:2], "> low": levels[1:], "-": levels}
        for level, word, end in rows:
            if trust in tests[level] and (word == "-" or agreed is (word == "ja")):
                return {"" if end == "x" else end}
        return set()

    every = [
        first(*each)
        for each in product(
            [trust] if trust else VOCABULARY.facts["trust"].option_ids,
            [agreed] if agreed is not None else [True, False],
        )
    ]
    seen = outcome(trust, agreed)
    assert all(seen <= each for each in every)
    if len(every) == 1:
        assert seen == every[0]


def test_rows_with_the_same_outcome_do_not_exclude_each_other() -> None:
    """The second row is certain, whatever the first is; the row with another outcome excludes them."""
    header = ["trust", "strategy_agreed", "→ shape"]
    rows = [header, ["low", "", "spread"], ["", "ja", "spread"], ["medium", "", "one_centre"]]
    _, rules = read_table(*parts(rows, "first"), NAMES, KNOWLEDGE.conclusions, Problems())
    assert [rule.text for rule in rules] == [
        "trust == low",
        "strategy_agreed",
        "trust == medium and not strategy_agreed",
    ]
    region = Region("x", {"strategy_agreed": Given(True)})
    assert Engine(knowing(rules)).assess(region).facts["shape"].value == "spread"


def test_an_outcome_is_compared_for_each_conclusion() -> None:
    """A row without that conclusion has another outcome for it."""
    rows = [
        ["trust", "→ shape", "→ talk"],
        ["low", "spread", ""],
        ["<= medium", "spread", "x"],
        ["-", "one_centre", "x"],
    ]
    _, rules = read_table(*parts(rows, "first"), NAMES, KNOWLEDGE.conclusions, Problems())
    assert {rule.id: rule.text for rule in rules} == {
        "t-2": "trust == low",
        "t-3-shape": "trust <= medium",
        "t-3-talk": "trust <= medium and trust != low",
        "t-4-shape": "trust > medium",
        "t-4-talk": "trust != low",
    }
