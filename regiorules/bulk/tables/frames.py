"""
A table of regions in, the same table with what follows out: lazily, in the form that people have.

A column is a fact (the id of an option, a number, yes or no, a list), null is unknown; `fact.key` has what is partly
known, as `{key: …}` in a region file does.  `region` says which region a row is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from regiorules.bulk.columns.executor import ColumnarExecutor
from regiorules.bulk.columns.forms import Form, form_of
from regiorules.bulk.tables.inward import inner, keys_of
from regiorules.bulk.tables.outward import OWN, conflict, outer, status
from regiorules.engine.engine import Engine, Prepared
from regiorules.engine.program import Program
from regiorules.engine.settling import one_value
from regiorules.facts.partial import FORMS
from regiorules.facts.region import Region
from regiorules.facts.tables import REGION
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.rules.expressions import Aggregate, Field, walk
from regiorules.rules.model import Knowledge, by_target
from regiorules.rules.standing import Standing

CONFLICT = "conflicts"  # the column with the names of what contradicts itself


def assess_frame(
    engine: Engine, frame: pl.LazyFrame, on: date | None = None, parameters: Mapping[str, float] | None = None
) -> pl.LazyFrame:
    """
    The table with what follows, lazily: a column for each conclusion, for each fact that may be derived, and conflicts.

    A conclusion is `holds`, `fails` or `open`, or `not_in_force` or `not_here` where no fact could make it hold; null
    where it is only for other regions or days.  `on` is the day whose rules count (today), `parameters` the assumptions
    that are other than usual, for all rows.  A row goes where it came from; it may be collected or sunk as a stream.
    """
    if not engine.knowledge.regional:
        return Table(engine.knowledge, _prepared(engine, "", on, parameters)).assess(frame)
    types = frame.collect_schema()
    rows = Regions(engine, on, dict(parameters or {}))
    if REGION not in types:
        return rows.table("").assess(frame)
    empty = rows.assess(pl.DataFrame(schema=types))
    return frame.map_batches(rows.assess, schema=empty.schema, streamable=True)


def _prepared(engine: Engine, region: str, on: date | None, parameters: Mapping[str, float] | None) -> Prepared:
    return engine.prepare(Region(region, {}, parameters=dict(parameters or {})), on)


class Regions:
    """Assesses tables in which other rules count for some regions: each with the rows for which the same ones do."""

    def __init__(self, engine: Engine, on: date | None, parameters: Mapping[str, float]) -> None:
        self.engine, self.on, self.parameters = engine, on, parameters

    def table(self, region: str) -> Table:
        """What is used for a region."""
        prepared = _prepared(self.engine, region, self.on, self.parameters)
        return Table(self.engine.knowledge, prepared, region, every_key=True)

    def assess(self, frame: pl.DataFrame) -> pl.DataFrame:
        """One batch, with its rows in their order."""
        groups: dict[Any, tuple[str, list[str | None]]] = {}
        for region in frame[REGION].unique(maintain_order=True):
            groups.setdefault(self._key(region or ""), (region or "", []))[1].append(region)
        if len(groups) < 2:
            return self.table(next(iter(groups.values()))[0] if groups else "").assess(frame.lazy()).collect()
        numbered = frame.with_row_index("?row")
        parts = [
            self.table(region).assess(numbered.filter(pl.col(REGION).is_in(names, nulls_equal=True)).lazy()).collect()
            for region, names in groups.values()
        ]
        return pl.concat(parts, how="diagonal_relaxed").sort("?row").drop("?row")

    def _key(self, region: str) -> tuple[object, ...]:
        knowledge = self.engine.knowledge
        called = knowledge.vocabulary.called(region)
        values = (each.values_in(called) for each in knowledge.vocabulary.parameters.values())
        return (*(each.applies.covers(region) for each in knowledge.rulesets), *values)


@frozen
class Table:
    """
    Columns for one program: that of the rules that apply to a region.

    With `every_key` there are columns for all that may be partly known of what is derived, whatever the program.
    """

    every: Knowledge
    prepared: Prepared
    region: str = ""
    every_key: bool = False

    def assess(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The frame with what follows."""
        program, facts = self.prepared.program, self.every.vocabulary.facts
        types = frame.collect_schema()
        forms = self.forms(types)
        used = {*program.names, *(fact.id for fact in self.derived())}
        given = {name: inner(facts[name], form, types) for name, form in forms.items() if name in used}
        started = self._started(frame, given)
        partly = {name for name in given if keys_of(facts[name], types)}
        run = ColumnarExecutor(program, forms).run(started, partly)
        return run.select(self._answers(program, forms, types, run.collect_schema()))

    def _started(self, frame: pl.LazyFrame, given: Mapping[str, Mapping[str, pl.Expr]]) -> pl.LazyFrame:
        """The facts in inner form; other columns under a name that no fact has, and what was given kept as it was."""
        columns = frame.collect_schema().names()
        inner_columns = {name: each for found in given.values() for name, each in found.items()}
        kept = [pl.col(name).alias(_kept(name)) for name in columns]
        first = frame.select(*kept, **inner_columns)
        derived = {fact.id for fact in self.derived()}
        return first.with_columns(
            pl.col(column).alias(OWN + column) for name in given if name in derived for column in given[name]
        )

    def forms(self, types: Mapping[str, Any]) -> dict[str, Form]:
        """The forms of the facts; of records with the fields that a rule reads."""
        nodes = [node for tree in self.prepared.program.trees for node in walk(tree)]
        read = {node.name for node in nodes if isinstance(node, Field)}
        read |= {node.of for node in nodes if isinstance(node, Aggregate)}
        return {name: _slim(form_of(fact), read) for name, fact in self.every.vocabulary.facts.items()}

    def derived(self) -> list[Fact]:
        """The facts that may follow from others, in the order of the vocabulary."""
        targets = {rule.target for rule in self.every.rules.values()}
        return [each for each in self.every.vocabulary.facts.values() if each.derive or each.id in targets]

    def _answers(
        self, program: Program, forms: Mapping[str, Form], types: Mapping[str, Any], found: Mapping[str, Any]
    ) -> Iterator[pl.Expr]:
        derived = self.derived()
        replaced = {name for fact in derived for name in columns_of_fact(fact, types)}
        answers = {*self.every.conclusions, CONFLICT}
        yield from (pl.col(_kept(name)).alias(name) for name in types if name not in replaced | answers)
        yield from (self._status(name).alias(name) for name in sorted(self.every.conclusions))
        for fact in derived:
            yield from (
                each.alias(name) for name, each in outer(fact, forms[fact.id], found, always=self.every_key).items()
            )
        yield self._conflicts(program, forms, found).alias(CONFLICT)

    def _status(self, name: str) -> pl.Expr:
        """What is said of a conclusion."""
        knowledge = self.prepared.knowledge
        if name not in {*knowledge.conclusions, *self.prepared.program.yes_no}:
            return pl.lit(None, dtype=pl.String)
        if any(rule.target == name for rule in knowledge.rules.values()):
            return status(name)
        standing = Standing(self.every, knowledge, self.region, self.prepared.on)
        return pl.lit(standing.of(self.every.conclusions[name]) or "fails")

    def _conflicts(self, program: Program, forms: Mapping[str, Form], found: Mapping[str, Any]) -> pl.Expr:
        names = [
            conflict(program, forms, name, rules, found)
            for name, rules in sorted(by_target(program.rules.values()).items())
            if one_value(program.settle[name])
        ]
        return pl.concat_list(names).list.drop_nulls() if names else pl.lit([], dtype=pl.List(pl.String))


def columns_of_fact(fact: Fact, names: Mapping[str, Any]) -> list[str]:
    """The columns, of these, that say something of a fact."""
    every = [fact.id, *(f"{fact.id}.{key}" for key in FORMS.get(fact.type, ()))]
    return [name for name in every if name in names]


def _kept(name: str) -> str:
    return OWN + OWN + name


def _slim(form: Form, read: set[str]) -> Form:
    fields = {name: each for name, each in form.fields.items() if name in read}
    return Form(form.kind, form.options, fields)
