"""A decision table as it stands for one region: its rows, and what they come to in order, with repeats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regiorules.advice.advise import make_advice
from regiorules.advice.explain import Explanation, explain
from regiorules.advice.grids import TableLine
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from regiorules.render.explanation_note import explanation_blocks
from regiorules.render.markdown import render_markdown
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import HitPolicy
from tests.mini import copied

ROWS = "id,trust,effort,→ domains\na,low,,care\nb,,high,work\nc,low,high,care\nd,high,,youth\n"
HEAD = "because: {nl: Zo is het., en: So it is.}, statements: [S01], basis: source"


def explained(folder: Path, hit: HitPolicy, rows: str = ROWS, **facts: object) -> Explanation:
    """The explanation of the domains, by a table with this hit policy."""
    mini = copied(folder)
    (mini / "t.csv").write_text(rows, encoding="utf-8")
    (mini / "z.yaml").write_text(f"tables:\n  t: {{file: t.csv, hit: {hit}, {HEAD}}}\n", encoding="utf-8")
    knowledge = load_rulesets(mini)
    region = Region("R").tell(knowledge.vocabulary, **facts)
    return explain(Engine(knowledge).assess(region), knowledge, "domains", "en")


def values(table: TableLine) -> list[str]:
    """What its rows give in order, those that are open between brackets."""
    (column,) = table.outcomes
    return [each.value if each.status == "holds" else f"({each.value})" for each in column.rows]


def test_the_rows_that_hold_are_marked(tmp_path: Path) -> None:
    """Each row with its cells, and whether it holds, fails or is open."""
    [table] = explained(tmp_path, "collect", trust="low").tables
    assert (table.id, table.hit, table.headers, table.concludes) == ("t", "collect", ("Trust", "Effort", "Domains"), 1)
    assert [(row.id, row.status) for row in table.rows] == [
        ("a", "holds"),
        ("b", "open"),
        ("c", "open"),
        ("d", "fails"),
    ]
    assert table.rows[2].cells == ("low", "high", "care")
    assert table.outcomes == ()


@pytest.mark.parametrize(
    ("hit", "known", "wanted"),
    [
        ("rule_order", {"trust": "low", "effort": "high"}, ["care", "work", "care"]),
        ("rule_order", {"trust": "low"}, ["care", "(work)", "(care)"]),
        ("rule_order", {"trust": "medium", "effort": "low"}, []),
        ("output_order", {"trust": "low", "effort": "high"}, ["work", "care", "care"]),
        ("output_order", {"effort": "high"}, ["work", "(care)", "(care)", "(youth)"]),
    ],
)
def test_all_that_rows_say_stands_in_order(
    tmp_path: Path, hit: HitPolicy, known: dict[str, object], wanted: list[str]
) -> None:
    """In the order of the rows, or of the options as they are declared; with repeats, and what is open marked."""
    [table] = explained(tmp_path, hit, **known).tables
    assert values(table) == wanted


@pytest.mark.parametrize(
    ("known", "wanted"),
    [
        ({}, {}),
        ({"trust": "low"}, {"wanted": []}),
        ({"effort": "low"}, {"advised": ["yes"]}),
        ({"effort": "high"}, {"severe": ["watch", "high"]}),
    ],
)
def test_an_advice_has_the_tables_of_which_some_row_holds(
    tmp_path: Path, known: dict[str, object], wanted: dict[str, list[str]]
) -> None:
    """With the grades that their rows give, in order; a row without one just says yes."""
    mini = copied(tmp_path)
    (mini / "wanted.csv").write_text("id,trust,→ domains\na,low,care\nb,high,work\n", "utf-8")
    (mini / "advised.csv").write_text("id,effort,→ talk\na,low,yes\n", "utf-8")
    (mini / "severe.csv").write_text("id,effort,→ strained\na,high,watch\nb,high,high\n", "utf-8")
    hits = {"wanted": "collect", "advised": "rule_order", "severe": "rule_order"}
    lines = [f"  {name}: {{file: {name}.csv, hit: {hit}, {HEAD}}}" for name, hit in hits.items()]
    (mini / "z.yaml").write_text("\n".join(["tables:", *lines]), "utf-8")
    knowledge = load_rulesets(mini)
    assessment = Engine(knowledge, "compiled").assess(Region("R").tell(knowledge.vocabulary, **known))
    tables = make_advice(assessment, knowledge, "en").tables
    assert {each.id: [row.value for column in each.outcomes for row in column.rows] for each in tables} == wanted


def test_it_stands_in_the_explanation(tmp_path: Path) -> None:
    """As a small grid in the note, and as data; an explanation that was kept reads the same."""
    found = explained(tmp_path, "rule_order", trust="low", effort="high")
    note = render_markdown(explanation_blocks(found))
    assert "## Table t\n" in note
    assert "| ✓ b | - | high | work |\n" in note
    assert "Domains, in order: care, work, care." in note
    assert json.loads(found.to_json())["tables"][0]["rows"][3]["status"] == "fails"
    assert Explanation.from_json(found.to_json()) == found


def test_of_a_large_table_only_what_counts_is_shown(tmp_path: Path) -> None:
    """With how many others there are; the data has all of them."""
    rows = "id,budget,→ domains\n" + "".join(f"r{at},{at},care\n" for at in range(15))
    found = explained(tmp_path, "collect", rows, budget=3)
    note = render_markdown(explanation_blocks(found))
    assert "| ✓ r3 | 3 | care |\n" in note
    assert "14 other rows don't hold." in note
    assert len(found.tables[0].rows) == 15
