"""The day of the assessment and months between days: one meaning for all executors, columns and proofs."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.bulk.tables.frames import assess_frame
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.engine.judgement import Judge
from regiorules.errors import NOWHERE, Problems
from regiorules.facts.dates import FIRST_DAY, LAST_DAY, months_between
from regiorules.facts.possible import Span
from regiorules.facts.region import Region, region_of
from regiorules.proofs.calendar import months
from regiorules.proofs.solver import z3
from regiorules.rules.conditions import parse_condition
from regiorules.rules.expressions import AssessmentDay, Calculate, Constant
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from regiorules.rules.names import Names
from tests import reference_trees
from tests.bulk.rows import table
from tests.executors import EXAMPLES, SOME
from tests.partly import partly_known
from tests.paths import DATA

MORE = """
facts:
  waiting:
    {type: number, whole: yes, asked: no, derive: "months_between(decided, start)", title: {nl: Wachttijd, en: Waiting}}
conclusions:
  soon:
    {kind: risk, severity: medium, title: {nl: Binnenkort, en: Soon},
     text: {nl: Het begint binnenkort., en: It starts soon.}}
  passed:
    {kind: risk, severity: medium, title: {nl: Voorbij, en: Passed},
     text: {nl: Het is voorbij., en: It has passed.}}
  lasting:
    {kind: risk, severity: medium, title: {nl: Lang, en: Lasting},
     text: {nl: Het loopt lang door., en: It lasts.}}
  slow:
    {kind: risk, severity: medium, title: {nl: Traag, en: Slow},
     text: {nl: Het gaat traag., en: It is slow.}}
rules:
  soon:
    {when: "0 <= months_between(assessment_day, start) < 6", then: soon,
     because: {nl: Binnen een half jaar., en: Within six months.}, statements: [S01], basis: source}
  passed:
    {when: start < assessment_day, then: passed,
     because: {nl: De dag is geweest., en: The day has been.}, statements: [S01], basis: source}
  lasting:
    {when: "all(contracts, months_between(assessment_day, ends) >= 12)", then: lasting,
     because: {nl: Elk contract loopt nog een jaar., en: Each contract lasts a year.}, statements: [S01], basis: source}
  slow:
    {when: waiting >= 12 and decided < assessment_day, then: slow,
     because: {nl: Het duurt lang., en: It takes long.}, statements: [S01], basis: source}
"""
DAYS = st.dates(date(2019, 1, 1), date(2036, 12, 31))
SOME_DAYS = st.sampled_from([date(2024, 2, 29), date(2025, 8, 31), date(2026, 3, 1)])  # each a program of its own


def knowledge_in(folder: Path) -> Knowledge:
    shutil.copytree(DATA / "dated", folder / "dated")
    (folder / "dated" / "more.yaml").write_text(MORE, "utf-8")
    return load_rulesets(folder / "dated")


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return knowledge_in(tmp_path_factory.mktemp("day"))


@pytest.fixture(scope="module")
def engines(knowledge: Knowledge) -> list[Engine]:
    return [Engine(knowledge, name) for name in ("compiled", *(["durable"] if rete.available() else []))]


@pytest.mark.parametrize(
    ("start", "end", "whole"),
    [
        ("2026-01-15", "2026-02-14", 0),
        ("2026-01-15", "2026-02-15", 1),
        ("2026-01-31", "2026-02-28", 0),
        ("2026-01-31", "2026-03-01", 1),
        ("2024-02-29", "2025-02-28", 11),
        ("2024-02-29", "2025-03-01", 12),
        ("2026-03-01", "2026-01-31", -1),
        ("2026-05-05", "2026-05-05", 0),
        ("2026-05-05", "2026-05-04", 0),
        ("2016-05-05", "2026-05-05", 120),
    ],
)
def test_a_month_is_whole_on_its_day(start: str, end: str, whole: int) -> None:
    """Of the 29th to the 31st that is the first of the month after a shorter one."""
    one, other = (date.fromisoformat(each).toordinal() for each in (start, end))
    assert months_between(one, other) == whole
    assert reference_trees.value_of(Calculate("months", Constant(one), Constant(other)), {}, None) == whole
    assert z3.simplify(months(z3.RealVal(one), z3.RealVal(other))).as_long() == whole


@given(st.integers(FIRST_DAY, LAST_DAY), st.integers(FIRST_DAY, LAST_DAY))
def test_the_solver_has_the_same_calendar(start: int, end: int) -> None:
    """Through all centuries."""
    assert z3.simplify(months(z3.RealVal(start), z3.RealVal(end))).as_long() == months_between(start, end)


@given(DAYS, DAYS, st.integers(0, 400), st.integers(0, 400))
def test_months_lie_between_those_of_the_ends(start: date, end: date, before: int, after: int) -> None:
    """They only grow as the end is later or the start sooner, so that what the ends give is all that is possible."""
    first, last = (Span(each.toordinal(), each.toordinal() + more) for each, more in ((start, before), (end, after)))
    found = Judge(Calculate("months", Constant(first), Constant(last))).value({})
    low, high = (found.low, found.high) if isinstance(found, Span) else (found, found)
    assert low == months_between(first.high, last.low)
    assert high == months_between(first.low, last.high)
    assert low <= months_between(first.low + before // 2, last.low + after // 3) <= high


@settings(SOME, max_examples=max(4, EXAMPLES // 50))
@given(data=st.data(), on=SOME_DAYS)
def test_executors_and_columns_agree(
    knowledge: Knowledge, engines: list[Engine], data: st.DataObject, on: date
) -> None:
    """Of every region, partly known or not, on every day."""
    regions = partly_known(knowledge.vocabulary)
    rows: list[Region] = data.draw(st.lists(regions, min_size=1, max_size=3))
    found = assess_frame(engines[0], table(rows, knowledge.vocabulary).lazy(), on=on).collect()
    for region, row in zip(rows, found.iter_rows(named=True), strict=True):
        outcomes = [engine.assess(region, on) for engine in engines]
        states = [{name: each.status for name, each in found.conclusions.items()} for found in outcomes]
        assert all(each == states[0] for each in states)
        assert {name: row[name] for name in states[0]} == states[0]


@SOME
@given(start=DAYS, decided=DAYS, on=SOME_DAYS)
def test_the_day_is_what_it_says(engines: list[Engine], start: date, decided: date, on: date) -> None:
    """Whole facts, held against the calendar of Python itself."""
    start = min(max(start, date(2020, 1, 1)), date(2035, 12, 31))
    facts: dict[str, Any] = {"start": start.isoformat(), "decided": decided.isoformat()}
    region = region_of({"region": "X", "facts": facts}, engines[0].knowledge.vocabulary)
    for engine in engines:
        found = {name: each.status == "holds" for name, each in engine.assess(region, on).conclusions.items()}
        ahead = reference_trees.months(on.toordinal(), start.toordinal())
        assert found["soon"] is (0 <= ahead < 6)
        assert found["passed"] is (start < on)
        waiting = reference_trees.months(decided.toordinal(), start.toordinal())
        assert found["slow"] is (waiting >= 12 and decided < on)


def test_the_day_is_never_asked_and_stays_with_the_assessment(engines: list[Engine]) -> None:
    """One day's answer isn't another's, and a stored one is read by its own day."""
    engine = engines[0]
    region = region_of({"region": "X", "facts": {"start": "2026-03-01"}}, engine.knowledge.vocabulary)
    day = date(2026, 3, 1)
    before, after = engine.assess(region, day), engine.assess(region, day + timedelta(days=1))
    assert [each.conclusions["passed"].status for each in (before, after)] == ["fails", "holds"]
    assert (before.on, after.on) == ("2026-03-01", "2026-03-02")
    stored = Assessment.from_json(after.to_json())
    assert stored.checked(engine.knowledge).rules == stored.checked(engine.knowledge.at("X", day + timedelta(1))).rules
    assert all("assessment_day" not in each.waits_for for each in engine.assess(Region("X"), day).rules.values())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("start < assessment_day", []),
        ("months_between(assessment_day, start) >= 12", []),
        ('months_between("2026-01-31", start) == 1', []),
        ("assessment_day", ["expr_no_boolean"]),
        ("assessment_day + 1 > start", ["expr_number"]),
        ("start < today", ["expr_now"]),
        ("months_between(start) > 1", ["expr_arguments"]),
        ("months_between(start, 5) > 1", ["expr_date"]),
        ('months_between(start, "morgen") > 1', ["not_date"]),
        ("months_between(start, decided) < decided", ["expr_types"]),
    ],
)
def test_a_day_stands_where_a_day_may(knowledge: Knowledge, text: str, codes: list[str]) -> None:
    """And nowhere else."""
    problems = Problems()
    parse_condition(text, Names.of(knowledge), NOWHERE, "", problems)
    assert [each.code for each in problems.found] == codes


def test_what_no_day_was_put_into_is_open() -> None:
    """Rules that are read by no day say nothing of it."""
    assert Judge(AssessmentDay()).value({}) is None
