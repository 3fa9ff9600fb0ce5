"""Regions as a table, and a row of a table as outer values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from regiorules.facts.partial import BOUNDS, FORMS, is_partial
from regiorules.facts.region import Region
from regiorules.facts.vocabulary import Fact, Vocabulary


def table(regions: Sequence[Region], vocabulary: Vocabulary, *, partly: bool = True) -> pl.DataFrame:
    """The regions, a row each, with a column for every fact, and for what is partly known."""
    kinds: dict[str, Any] = {"region": pl.String}
    for fact in vocabulary.facts.values():
        kinds |= schema(fact, partly=partly)
    rows = [{"region": each.name, **_row(each, vocabulary)} for each in regions]
    return pl.DataFrame(rows, schema=kinds, orient="row")


def _row(region: Region, vocabulary: Vocabulary) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, given in region.facts.items():
        row |= cells(vocabulary.facts[name], given.value)
    return row


def schema(fact: Fact, *, partly: bool = True) -> dict[str, Any]:
    """The columns of a fact, and their types."""
    kind: Any = {"yes_no": pl.Boolean, "number": pl.Float64, "set": pl.List(pl.String)}.get(fact.type, pl.String)
    if fact.type == "records":
        fields: dict[str, Any] = {}
        for each in fact.fields:
            fields |= schema(each, partly=partly)
        kind = pl.List(pl.Struct(fields))
    found = {fact.id: kind}
    for key in FORMS.get(fact.type, ()) if partly else ():
        single = pl.Boolean if key == "complete" else kind
        found[f"{fact.id}.{key}"] = pl.List(pl.String) if key in ("one_of", "includes", "excludes") else single
        assert key not in BOUNDS or fact.type in ("number", "level", "date")
    return found


def cells(fact: Fact, value: Any) -> dict[str, Any]:
    """The cells of an outer value."""
    if is_partial(value):
        return {f"{fact.id}.{key}": _cell(fact, part, key) for key, part in value.items()}
    return {fact.id: _cell(fact, value, fact.id)}


def _cell(fact: Fact, value: Any, key: str) -> Any:
    if fact.type == "records" and isinstance(value, tuple | list):
        return [
            {name: cell for each in fact.fields for name, cell in cells(each, record.get(each.id)).items()}
            for record in value
        ]
    return list(value) if isinstance(value, tuple) else value


def value_of(fact: Fact, row: Mapping[str, Any]) -> Any:
    """The outer value in a row of a table."""
    if row.get(fact.id) is not None:
        return _plain(row[fact.id])
    said = {key: _plain(row.get(f"{fact.id}.{key}")) for key in FORMS.get(fact.type, ())}
    return {key: part for key, part in said.items() if part is not None} or None


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
