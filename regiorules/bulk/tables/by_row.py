"""A table assessed row by row: slow, and the plain meaning of what columns must give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from regiorules.bulk.tables.outer import columns_of, to_columns, to_values
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from regiorules.facts.tables import REGION
from regiorules.facts.vocabulary import Fact
from regiorules.rules.model import Knowledge

CONFLICTS = "conflicts"


def derived_facts(knowledge: Knowledge) -> list[Fact]:
    """The facts that may follow from others, in the order of the vocabulary."""
    targets = {rule.target for rule in knowledge.rules.values()}
    return [each for each in knowledge.vocabulary.facts.values() if each.derive or each.id in targets]


def assess_rows(
    engine: Engine, frame: pl.DataFrame, on: date | None = None, parameters: Mapping[str, float] | None = None
) -> pl.DataFrame:
    """
    The table with a column for each conclusion and for each fact that may be derived, and the names in conflict.

    It has an outer column for each fact that is given (see `outer`), and the name of the region in `region`.
    """
    knowledge = engine.knowledge
    found = [engine.assess(region, on) for region in _regions(knowledge, frame, parameters or {})]
    derived = derived_facts(knowledge)
    columns = [_statuses(name, found) for name in sorted(knowledge.conclusions)]
    for fact in derived:
        columns += to_columns(fact, [each.facts[fact.id].value for each in found])
    columns.append(
        pl.Series(CONFLICTS, [[each.fact for each in state.conflicts] for state in found], dtype=pl.List(pl.String))
    )
    replaced = [name for fact in derived for name in columns_of(fact, frame.columns)]
    return frame.drop(replaced).with_columns(columns)


def _statuses(name: str, found: list[Assessment]) -> pl.Series:
    states = [each.conclusions.get(name) for each in found]
    return pl.Series(name, [state.status if state else None for state in states], dtype=pl.String)


def _regions(knowledge: Knowledge, frame: pl.DataFrame, parameters: Mapping[str, float]) -> Iterator[Region]:
    facts = {name: each for name, each in knowledge.vocabulary.facts.items() if columns_of(each, frame.columns)}
    names = frame[REGION] if REGION in frame.columns else [""] * frame.height
    values = [to_values(fact, frame) for fact in facts.values()]
    for at, name in enumerate(names):
        given: dict[str, Any] = {fact: Given(column[at]) for fact, column in zip(facts, values, strict=True)}
        yield Region(name or "", given, parameters=parameters)
