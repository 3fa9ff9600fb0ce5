"""What a column can't say, row by row: by plain functions, and only in the rows that need it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from regiorules.bulk.columns.forms import Form, Row, columns_of, decode

Work = Callable[[Mapping[str, Any]], Any]  # from the values of names to what a row gets


def by_row(
    names: Sequence[str], forms: Mapping[str, Form], columns: Mapping[str, Any], work: Work, dtype: Any, hard: pl.Expr
) -> pl.Expr:
    """
    A column of this type with what `work` gives, in the rows that are hard; null in the others.

    `work` gets the values of these names as the engine has them, and gives what Polars keeps (a struct is a dict).
    """
    parts = [column for name in names for column in columns_of(name, forms[name], columns)]
    used = [name for name in names if name in columns]

    def found(batch: pl.Series) -> pl.Series:
        frame = batch.struct.unnest()
        rows = frame["?hard"].arg_true().to_list()
        if not rows:
            return pl.repeat(None, len(frame), dtype=dtype, eager=True)
        answers: list[Any] = [None] * len(frame)
        for place, row in zip(rows, frame[rows].iter_rows(named=True), strict=True):
            answers[place] = work(values_of(used, forms, row))
        return pl.Series(answers, dtype=dtype, strict=False)

    picked = pl.struct(hard.alias("?hard"), *(pl.col(part) for part in parts))
    return picked.map_batches(found, return_dtype=dtype, is_elementwise=True)


def values_of(names: Sequence[str], forms: Mapping[str, Form], row: Row) -> dict[str, Any]:
    """The values in a row that are known, as the engine has them."""
    found = {name: decode(name, forms[name], row) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def by_value(columns: Mapping[str, pl.Expr], work: Callable[[Row], Any], dtype: Any, where: pl.Expr) -> pl.Expr:
    """A column of this type with what `work` gives for the values of these columns, each once; null in other rows."""

    def found(batch: pl.Series) -> pl.Series:
        frame = batch.struct.unnest()
        rows = frame["?where"].arg_true()
        if rows.is_empty():
            return pl.repeat(None, len(frame), dtype=dtype, eager=True)
        wanted = frame.drop("?where")[rows]
        nested = any(each.is_nested() for each in wanted.dtypes)
        different = wanted if nested else wanted.unique(maintain_order=True)
        answers = pl.Series("?found", [work(row) for row in different.iter_rows(named=True)], dtype=dtype, strict=False)
        if not nested:
            table = different.with_columns(answers)
            answers = wanted.join(table, on=wanted.columns, how="left", nulls_equal=True, maintain_order="left")[
                "?found"
            ]
        every = pl.DataFrame({"?row": rows, "?found": answers})
        places = pl.DataFrame({"?row": pl.int_range(len(frame), dtype=pl.UInt32, eager=True)})
        return places.join(every, on="?row", how="left", maintain_order="left")["?found"]

    picked = pl.struct(where.fill_null(False).alias("?where"), *(each.alias(name) for name, each in columns.items()))
    return picked.map_batches(found, return_dtype=dtype, is_elementwise=True)
