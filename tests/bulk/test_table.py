"""A table of regions gets what an engine says of each of them, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.authoring.testing.regions import regions
from regiorules.bulk.tables.frames import CONFLICT, Table, assess_frame
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from regiorules.frozen import thaw
from regiorules.rules.bundled import bundled_rulesets
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge
from tests.bulk.rows import table, value_of
from tests.executors import EXAMPLES, SOME
from tests.partly import partly_known
from tests.paths import DATA, ROOT

CORE = Engine(load_rulesets(ruleset_folder("core")), "compiled")
PARTS = [ROOT / f"plugins/regiorules-{name}/src/regiorules_{name}/ruleset" for name in ("flevoland", "friesland")]
FACTS = CORE.knowledge.vocabulary
FEW = settings(SOME, max_examples=max(25, EXAMPLES // 8))  # each of all facts of core


def agree(engine: Engine, rows: Sequence[Region], found: pl.DataFrame, on: date | None = None) -> None:
    """Every row says what the engine says of its region."""
    facts = Table(engine.knowledge, engine.prepare(rows[0], on)).derived()
    assert len(found) == len(rows)
    for region, row in zip(rows, found.iter_rows(named=True), strict=True):
        wanted = engine.assess(region, on)
        states = {name: each.status for name, each in wanted.conclusions.items()}
        assert {name: row[name] for name in engine.knowledge.conclusions if row[name] is not None} == states
        derived = {each.id: thawed(wanted.facts[each.id].value) for each in facts}
        assert {each.id: thawed(value_of(each, row)) for each in facts} == derived
        assert row[CONFLICT] == [each.fact for each in wanted.conflicts]


def thawed(value: Any) -> Any:
    return {key: thaw(part) for key, part in value.items()} if isinstance(value, Mapping) else thaw(value)


@FEW
@given(st.lists(regions(FACTS), min_size=1, max_size=4))
def test_core_says_the_same_of_known_and_unknown_facts(rows: list[Region]) -> None:
    """No column of what is partly known: the plain path."""
    agree(CORE, rows, assess_frame(CORE, table(rows, FACTS, partly=False).lazy()).collect())


@FEW
@given(st.lists(partly_known(FACTS), min_size=1, max_size=4))
def test_core_says_the_same_of_partly_known_facts(rows: list[Region]) -> None:
    """Every form of what is partly known, records and their fields too."""
    agree(CORE, rows, assess_frame(CORE, table(rows, FACTS).lazy()).collect())


@pytest.mark.parametrize("on", [date(2025, 1, 1), date(2026, 11, 1), date(2030, 1, 1)])
def test_rules_of_a_day_and_a_region(on: date) -> None:
    """All rule sets that are bundled: rows of several regions, as their rules are on that day."""
    engine = Engine(load_rulesets(*bundled_rulesets(), *PARTS), "compiled")
    rows = [
        Region(name, region.facts)
        for name, region in zip(("Flevoland", "Friesland", "Flevoland", ""), [Region("")] * 4, strict=True)
    ]
    agree(engine, rows, assess_frame(engine, table(rows, engine.knowledge.vocabulary).lazy(), on).collect(), on)


FEES = Engine(load_rulesets(DATA / "fees"), "compiled")


@SOME
@given(data=st.data(), asked=st.booleans())
def test_numbers_are_worked_out(data: st.DataObject, asked: bool) -> None:
    """What rules work out, and what is made of all rows of a table: also where it is given beside that."""
    engine = ASKED if asked else FEES
    rows = data.draw(st.lists(partly_known(engine.knowledge.vocabulary), min_size=1, max_size=4))
    agree(engine, rows, assess_frame(engine, table(rows, engine.knowledge.vocabulary).lazy()).collect())


def _asked(knowledge: Knowledge) -> Knowledge:
    """The same, in which every number is asked."""
    asked = {name: evolve(fact, asked=True, question=fact.title) for name, fact in knowledge.vocabulary.facts.items()}
    return evolve(knowledge, vocabulary=evolve(knowledge.vocabulary, facts=asked))


ASKED = Engine(_asked(FEES.knowledge), "compiled")
