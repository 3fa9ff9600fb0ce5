"""Facts of several regions as a table in inner form, and cases as a table can have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from attrs import evolve

from regiorules.authoring.testing.strategies import Case
from regiorules.authoring.testing.values import Name
from regiorules.bulk.columns.forms import Form, encode, schema
from regiorules.facts.possible import Span


def form(name: Name) -> Form:
    """The form of a name of a case."""
    return Form(name.kind, name.options, {each.id: form(each) for each in name.fields})


def told(names: Mapping[str, Name], rows: Sequence[Mapping[str, Any]]) -> pl.LazyFrame:
    """Facts of several regions as a table in inner form."""
    kinds: dict[str, Any] = {}
    for name in {name for row in rows for name in row}:
        kinds |= schema(name, form(names[name]))
    data = [
        {column: each for name in row for column, each in encode(name, form(names[name]), row[name]).items()}
        for row in rows
    ]
    return pl.LazyFrame(data, schema=kinds, strict=False, orient="row")


def doubled(value: Any) -> Any:
    """The value with its numbers as a column of numbers has them."""
    if isinstance(value, Span):
        return Span(float(value.low), float(value.high))
    if isinstance(value, tuple):
        return type(value)({name: doubled(part) for name, part in record.items()} for record in value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def ready(case: Case) -> Case:
    """The case with the numbers of its facts, and those that rules give, as doubles; ranks stay."""
    numbers = {name for name, each in case.names.items() if each.kind in ("number", "records")}
    rules = tuple(evolve(rule, value=doubled(rule.value)) if rule.target in numbers else rule for rule in case.rules)
    return evolve(case, rules=rules, given={n: doubled(v) if n in numbers else v for n, v in case.given.items()})
