"""Gaps in tables, and what rows have to do with each other, held against every value tried one by one."""

from __future__ import annotations

import json
import shutil
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
from regiorules.rules.names import Names
from regiorules.rules.tables.gaps import Gap
from regiorules.rules.tables.rows import read_table, table_gaps
from tests.commands import run
from tests.mini import KNOWLEDGE, VOCABULARY, copied
from tests.rules.tables.reading import NAMES, parts

PARAMETERS = {name: each.value for name, each in VOCABULARY.parameters.items()}


def gaps_of(rows: list[list[str]], hit: HitPolicy = "unique") -> list[Gap]:
    return table_gaps(*parts(rows, hit), NAMES, KNOWLEDGE.conclusions, PARAMETERS)


def found(rows: list[list[str]], hit: HitPolicy = "unique") -> list[str]:
    """The gaps of a table that concludes a shape."""
    return [gap.text for gap in gaps_of(rows, hit)]


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
    ("cell", "gap", "example"),
    [
        ("> 5", "budget <= 5", 5),
        (">= 5", "budget < 5", 4),
        (">= 5.5", "budget < 5.5", 5),
        ("> -2.5", "budget <= -2.5", -2.5),
        ("< 5", "budget >= 5", 5),
    ],
)
def test_a_number_without_limits_has_a_gap_without_end(cell: str, gap: str, example: float) -> None:
    """Its example lies in it, and is whole where that can be."""
    budget = evolve(VOCABULARY.facts["budget"], minimum=None)
    names = Names(evolve(VOCABULARY, facts={**VOCABULARY.facts, "budget": budget}), NAMES.conclusions)
    table = parts([["budget", "→ shape"], [cell, "spread"]], "unique")
    [only] = table_gaps(*table, names, KNOWLEDGE.conclusions, PARAMETERS)
    assert (only.text, only.example) == (gap, {"budget": example})


EXAMPLES = [
    ("budget", ["< 1", "> 1"], [1]),
    ("budget", ["<= 1", ">= 2"], [1.5]),
    ("budget", ["<= 1", ">= 1.5"], [1.25]),
    ("budget", ["<= 1", "[5..9]"], [2, 10]),
    ("budget", ["> 5"], [0]),
    ("large_cities", ["0", "2", "> 4"], [1, 3]),
    ("large_city", ["< 5000"], [5000]),
    ("trust", ["low", "high"], ["medium"]),
    ("strategy_agreed", ["ja"], [False]),
    ("centre_municipality", ["X"], ["xx"]),
    ("centre_municipality", ["Urk", "niet (Urk, Almere)"], ["Almere"]),
    ("domains", ["work, care"], [[]]),
    ("count(municipalities)", ["> 1"], [None]),
    ("strained", ["ja"], [None]),
]


@pytest.mark.parametrize(("header", "cells", "expected"), EXAMPLES)
def test_a_gap_has_an_example(header: str, cells: list[str], expected: list[Any]) -> None:
    """The least value that is easily written; none where nobody gives what the column is about."""
    named = gaps_of([[header, "→ shape"], *([cell, "spread"] for cell in cells)])
    assert [gap.example and gap.example[header] for gap in named] == expected


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


TABLE = "tables:\n  t: {file: t.csv, because: {nl: x, en: x}, statements: [S01], basis: source}\n"


def with_table(folder: Path, *rows: str) -> Path:
    """The mini rule set with a table of a budget."""
    (folder / "t.csv").write_text("\n".join(["budget,→ shape", *rows, ""]), "utf-8")
    (folder / "z.yaml").write_text(TABLE, "utf-8")
    return folder


def test_lint_names_the_gap(tmp_path: Path) -> None:
    """It is a warning, at the table, with a region and the command that keeps it."""
    folder = with_table(copied(tmp_path), "< 1,spread", "> 1,one_centre")
    code, out, err = run("lint", folder, "--lang", "en")
    assert code == 1
    assert "z.yaml:2:3 tables.t: no row of this table holds for budget = 1; add to it" in " ".join(out.split())
    assert "    in the region:\n      budget: 1\n" in out
    assert err == f"To save these regions as scenarios: regiorules lint {folder} --save {folder}/scenarios/gaps.yaml\n"
    [named] = [each for each in json.loads(run("lint", folder, "--format", "json")[1])["warnings"] if "region" in each]
    assert (named["code"], named["region"]) == ("lint_table_gap", {"budget": 1})


def test_a_gap_that_is_saved_is_a_scenario(tmp_path: Path) -> None:
    """It comes out as it does now until the table has a row for it; saved again, the file isn't touched."""
    folder = with_table(copied(tmp_path), "< 1,spread", "> 1,one_centre")
    shutil.rmtree(folder / "scenarios", ignore_errors=True)
    saved = folder / "scenarios" / "gaps.yaml"
    assert run("lint", folder, "--save", saved)[0] == 1
    assert run("test", folder)[0] == 0
    before = saved.stat()
    run("lint", folder, "--save", saved)
    assert saved.stat().st_mtime_ns == before.st_mtime_ns
    with_table(folder, "< 1,spread", ">= 1,one_centre")
    assert run("test", folder)[0] == 1


def test_rules_outside_the_table_decide_what_follows_in_a_gap(tmp_path: Path) -> None:
    """The scenario says what the fact is there now, whichever rule says so."""
    folder = with_table(copied(tmp_path), "< 1,spread", "> 1,one_centre")
    rule = "{when: budget == 1, then: {shape: spread}, because: {nl: x, en: x}, statements: [S01], basis: source}"
    (folder / "more.yaml").write_text(f"rules:\n  more: {rule}\n", "utf-8")
    saved = tmp_path / "gaps.yaml"
    run("lint", folder, "--save", saved)
    assert "values: {shape: spread}" in saved.read_text("utf-8")


def test_a_row_that_is_not_in_force_shows_nothing(tmp_path: Path) -> None:
    """What the engine doesn't look at today fails for no region; the gap is named all the same."""
    folder = with_table(copied(tmp_path), "< 1,spread", "> 1,one_centre")
    (folder / "z.yaml").write_text(TABLE.replace("{file", "{valid_until: 2000-01-01, file"), "utf-8")
    code, out, err = run("lint", folder, "--lang", "en")
    assert (code, err) == (1, "")
    assert "holds for budget = 1" in " ".join(out.split())
    assert "in the region" not in out


@pytest.mark.parametrize(
    ("applies", "said", "kept"),
    [
        ("regions: [Zeeland, Friesland]", "in the region Zeeland, on ", "region: Zeeland"),
        ("valid_from: 2100-01-01", "in the region, on 2100-01-01:", "on: 2100-01-01"),
    ],
)
def test_a_rule_set_for_some_regions_or_later_days_has_an_example_there(
    tmp_path: Path, applies: str, said: str, kept: str
) -> None:
    """What is saved is so in that region by the rules of that day, until the table has a row for it."""
    folder = with_table(copied(tmp_path), "< 1,spread", "> 1,one_centre")
    shutil.rmtree(folder / "scenarios", ignore_errors=True)
    head = folder / "ruleset.yaml"
    head.write_text(head.read_text("utf-8").replace("ruleset:\n", f"ruleset:\n  applies: {{{applies}}}\n"), "utf-8")
    saved = folder / "scenarios" / "gaps.yaml"
    assert said in run("lint", folder, "--save", saved, "--lang", "en")[1]
    assert f"\n    {kept}\n" in saved.read_text("utf-8")
    assert run("test", folder)[0] == 0
    with_table(folder, "< 1,spread", ">= 1,one_centre")
    assert run("test", folder)[0] == 1


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
    for gap in gaps_of(cells):
        region = Region("x", {name: Given(value) for name, value in (gap.example or {}).items()})
        assert "holds" not in engine.statuses(region).values()
        assert set(gap.example or {}) == {part.split()[0] for part in gap.text.split(", ")}


def knowing(rules: list[Rule]) -> Knowledge:
    """The mini rule set with these rules in place of its own."""
    return evolve(KNOWLEDGE, rules={rule.id: rule for rule in rules})


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
