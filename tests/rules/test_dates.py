"""Dates in conditions, bounds of facts and decision tables; all executors and columns say the same of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.authoring.testing.scenarios import check_suite, load_scenarios
from regiorules.bulk.tables.frames import assess_frame
from regiorules.engine import rete
from regiorules.engine.engine import Engine
from regiorules.errors import NOWHERE, Problems
from regiorules.facts.region import Region
from regiorules.facts.workbook.reader import read_workbook
from regiorules.facts.workbook.writer import workbook_content
from regiorules.rules.conditions import parse_condition
from regiorules.rules.load import load_rulesets
from regiorules.rules.names import Names
from tests.bulk.rows import table
from tests.executors import SOME
from tests.mini import mistakes
from tests.partly import partly_known
from tests.paths import DATA

KNOWLEDGE = load_rulesets(DATA / "dated")
VOCABULARY = KNOWLEDGE.vocabulary
ENGINES = [Engine(KNOWLEDGE, name) for name in ("compiled", *(["durable"] if rete.available() else []))]
WRONG = {
    'start < "2026-02-30"': ["not_date"],
    'start in ("2026-01-01", "morgen")': ["not_date"],
    "start < 2026-01-01": ["expr_day"],
    "start < 1-1-2026": ["expr_day"],
    "start < 2026": ["expr_types"],
    'start < "2026"': ["not_date"],
    "start + 30 < decided": ["expr_number"],
    "start < period": ["expr_types"],
    "sum(contracts, ends) > 5": ["expr_field"],
    "max(contracts, ends) > 5": ["expr_types"],
    "start": ["expr_no_boolean"],
    "start < now()": ["expr_now"],
    "start < today()": ["expr_now"],
}


def parsed(text: str) -> list[str]:
    """The codes of what is wrong with a condition."""
    problems = Problems()
    parse_condition(text, Names(VOCABULARY, frozenset(KNOWLEDGE.conclusions)), NOWHERE, "", problems)
    return [each.code for each in problems.found]


@pytest.mark.parametrize("text", WRONG)
def test_a_date_is_held_against_a_date_alone(text: str) -> None:
    """That exists, and stands between quotation marks."""
    assert parsed(text) == WRONG[text]


@pytest.mark.parametrize(
    "text",
    [
        'start == "1-1-2026"',
        '"2024-01-01" <= start < decided',
        'start in ("2026-01-01", "1 maart 2026")',
        'min(contracts, ends) >= "2026-01-01"',
        'all(contracts, ends != "2026-01-01")',
    ],
)
def test_dates_are_compared(text: str) -> None:
    """As text in quotes, in every form, or with another date."""
    assert parsed(text) == []


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("min: 2020-01-01, max: 2019-12-31", "below the minimum|bounds|2019-12-31"),
        ("min: vroeger", "vroeger isn't a date"),
        ("whole: yes", "whole doesn't belong"),
        ("unit: {nl: dag, en: day}", "unit doesn't belong"),
        ("derive: inhabitants", "derive doesn't belong"),
    ],
)
def test_bounds_of_a_date_are_days(tmp_path: Path, keys: str, expected: str) -> None:
    """And nothing else of a number belongs to it."""
    folder = tmp_path / "dated"
    folder.mkdir()
    for name in ("ruleset.yaml", "rules.yaml", "periods.csv"):
        (folder / name).write_bytes((DATA / "dated" / name).read_bytes())
    title = "title: {nl: Dag, en: Day}, question: {nl: Welke dag?, en: Which day?}"
    (folder / "more.yaml").write_text(f"facts:\n  day: {{type: date, {title}, {keys}}}\n")
    said = " ".join(mistakes(folder))
    assert any(each in said for each in expected.split("|")), said


CELLS = {
    "1-1-2026": None,
    "= 2026": None,
    "> 2025": None,
    "maart 2026": None,
    "1-1-2025 - 31-12-2025": None,
    "op of na 1-1-2026": None,
    "na 1-1-2025 en voor 1-1-2027": None,
    "[2026-01-01..decided[": None,
    "30-2-2026": "isn't a date",
    "5": "isn't a date",
    ">= middle": "isn't a date",
    "> period": "period isn't a date",
    "!= 2026": "isn't a date",
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_says_which_days(tmp_path: Path, cell: str) -> None:
    """In the signs of DMN or in words; a month or a year is all its days."""
    folder = tmp_path / "dated"
    shutil.copytree(DATA / "dated", folder)
    (folder / "periods.csv").write_text(f"start;→ period\n{cell};early\n", "utf-8")
    wanted = CELLS[cell]
    if wanted is None:
        load_rulesets(folder)
    else:
        assert wanted in " ".join(mistakes(folder))


def test_the_scenarios_are_right() -> None:
    """Whole and partly known dates, bounds at the day itself, and the table."""
    checks = list(check_suite(load_scenarios(DATA / "dated"), ENGINES[0]))
    assert len(checks) > 10
    assert [each for each in checks if not each.passed] == []


@SOME
@given(st.lists(partly_known(VOCABULARY), min_size=1, max_size=4))
def test_executors_and_columns_agree(rows: list[Region]) -> None:
    """Of every region, partly known or not."""
    found = assess_frame(ENGINES[0], table(rows, VOCABULARY).lazy()).collect()
    for region, row in zip(rows, found.iter_rows(named=True), strict=True):
        outcomes = [engine.assess(region) for engine in ENGINES]
        states = [{name: each.status for name, each in found.conclusions.items()} for found in outcomes]
        assert all(each == states[0] for each in states)
        assert {name: row[name] for name in states[0]} == states[0]
        day: Any = row["from_day"]
        assert (day and day.isoformat()) == outcomes[0].value("from_day")


@pytest.mark.parametrize("form", ["xlsx", "ods"])
@SOME
@given(region=partly_known(VOCABULARY))
def test_a_questionnaire_gives_the_same_dates_back(
    form: str, region: Region, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As date cells where they are known whole, else in words."""
    path = tmp_path_factory.mktemp("dates") / f"scan.{form}"
    path.write_bytes(workbook_content(VOCABULARY, Region("R", region.facts), "nl", {}, form))
    found = read_workbook(path, VOCABULARY).facts
    given_ = {name: each.value for name, each in region.facts.items() if name in ("start", "decided")}
    assert {name: found[name].value for name in given_} == given_


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("1-3-2026", 'start == "2026-03-01"'),
        ("maart 2026", '"2026-03-01" <= start <= "2026-03-31"'),
        ("= 2026", '"2026-01-01" <= start <= "2026-12-31"'),
        ("> 2025", 'start > "2025-12-31"'),
        (">= maart 2026", 'start >= "2026-03-01"'),
        ("1-1-2025 - 28-2-2025", '"2025-01-01" <= start <= "2025-02-28"'),
    ],
)
def test_a_month_or_a_year_in_a_cell_is_all_its_days(tmp_path: Path, cell: str, text: str) -> None:
    """After it is after the last of them, and since it is since the first."""
    folder = shutil.copytree(DATA / "dated", tmp_path / "dated")
    (folder / "periods.csv").write_text(f"start;→ period\n{cell};early\n", "utf-8")
    assert [rule.text for rule in load_rulesets(folder).rules.values() if rule.table] == [text]
