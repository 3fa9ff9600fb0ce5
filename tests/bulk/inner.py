"""Facts of several regions as a table in inner form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from regiorules.authoring.testing.strategies import Name
from regiorules.bulk.columns.forms import Form, encode, schema


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
