"""
Outer values of a fact and the columns that hold them, both ways.

A column has the whole values, null for unknown; what is partly known stands in columns `fact.key` beside it, as in
plain data: `{at_least: 4}` is null in `fact` and 4 in `fact.at_least`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
from polars.datatypes import DataType

from regiorules.facts.partial import FORMS, is_partial
from regiorules.facts.vocabulary import Fact

_LISTS = ("one_of", "includes", "excludes")


def columns_of(fact: Fact, names: Iterable[str]) -> list[str]:
    """The columns among `names` that say something of a fact: its own, and those of what is partly known."""
    mine = {fact.id, *(f"{fact.id}.{key}" for key in FORMS.get(fact.type, ()))}
    return [name for name in names if name in mine]


def kind(fact: Fact, values: Iterable[Any] = ()) -> DataType:
    """The type of a column with whole values of a fact; records have room for what is partly known in `values`."""
    match fact.type:
        case "yes_no":
            return pl.Boolean()
        case "number":
            return pl.Int64() if fact.whole else pl.Float64()
        case "date":
            return pl.Date()
        case "set":
            return pl.List(pl.String())
        case "records":
            return pl.List(pl.Struct(_fields(fact, values)))
    return pl.String()


def to_columns(fact: Fact, values: Sequence[Any]) -> list[pl.Series]:
    """The columns of outer values (None is unknown): the whole ones, and each key that is used of those in part."""
    partly = [value for value in values if is_partial(value)]
    whole = [_plain(fact, None if is_partial(value) else value) for value in values]
    found = [pl.Series(fact.id, whole, dtype=kind(fact, values))]
    for key in FORMS.get(fact.type, ()):
        if any(key in value for value in partly):
            said = [_part(fact, key, value) for value in values]
            found.append(pl.Series(f"{fact.id}.{key}", said, dtype=_key_kind(fact, key, values)))
    return found


def to_values(fact: Fact, frame: pl.DataFrame) -> list[Any]:
    """The outer values in the columns of a fact; None where nothing is known of it."""
    names = columns_of(fact, frame.columns)
    if not names:
        return [None] * frame.height
    keys = [name.removeprefix(f"{fact.id}.") for name in names]
    return [value_of(fact, dict(zip(keys, row, strict=True))) for row in frame.select(names).iter_rows()]


def value_of(fact: Fact, said: Mapping[str, Any]) -> Any:
    """The outer value of which the whole stands under the id of the fact, or its parts under their keys."""
    whole = said.get(fact.id)
    parts = {key: _outer(fact, key, part) for key, part in said.items() if key != fact.id and part is not None}
    return parts or None if whole is None else _outer(fact, "", whole)


def _fields(fact: Fact, values: Iterable[Any]) -> dict[str, DataType]:
    """The fields of a record, with a column for each key that is used of one."""
    records = [record for value in values for record in _records(value)]
    found: dict[str, DataType] = {}
    for each in fact.fields:
        parts = [record.get(each.id) for record in records]
        found |= {
            column.name: column.dtype for column in to_columns(each, [part for part in parts if is_partial(part)])
        }
    return found


def _records(value: Any) -> Sequence[Mapping[str, Any]]:
    return (value["records"] if is_partial(value) else value) or ()


def _plain(fact: Fact, value: Any) -> Any:
    """A whole value as a column takes it."""
    if value is None or fact.type not in ("records", "set", "number", "date"):
        return value
    if fact.type == "number":
        return int(value) if fact.whole else float(value)
    if fact.type == "date":
        return date.fromisoformat(value)
    items: list[Any] = list(value)
    return [_record(fact, each) for each in items] if fact.type == "records" else list(items)


def _record(fact: Fact, record: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in fact.fields:
        value: Any = record.get(each.id)
        if is_partial(value):
            found |= {f"{each.id}.{key}": _part(each, key, value) for key in value}
        else:
            found[each.id] = _plain(each, value)
    return found


def _part(fact: Fact, key: str, value: Any) -> Any:
    part = value.get(key) if is_partial(value) else None
    if part is None or key == "complete":
        return part
    if key == "records":
        return _plain(fact, part)
    return list(part) if key in _LISTS else bound(fact, part)


def bound(fact: Fact, value: Any) -> Any:
    """An end of what a number, date or level lies between, as a column takes it."""
    if fact.type == "number":
        return float(value)
    return date.fromisoformat(value) if fact.type == "date" else value


def _key_kind(fact: Fact, key: str, values: Iterable[Any]) -> DataType:
    if key == "complete":
        return pl.Boolean()
    if key == "records":
        return kind(fact, values)
    if key in _LISTS:
        return pl.List(pl.String())
    return bound_kind(fact)


def bound_kind(fact: Fact) -> DataType:
    """The type of a column with such ends."""
    if fact.type == "number":
        return pl.Float64()
    return pl.Date() if fact.type == "date" else pl.String()


def _outer(fact: Fact, key: str, value: Any) -> Any:
    """A cell as an outer value."""
    if fact.type == "number":
        return int(value) if value == int(value) else value
    if fact.type == "date":
        return str(value)
    if fact.type == "records" and key != "complete":
        return tuple(_outer_record(fact, each) for each in value)
    return tuple(value) if isinstance(value, list) else value


def _outer_record(fact: Fact, record: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for each in fact.fields:
        keys = {name: name.removeprefix(f"{each.id}.") for name in columns_of(each, record)}
        found[each.id] = value_of(each, {key: record[name] for name, key in keys.items()})
    return found
