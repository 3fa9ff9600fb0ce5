"""
Figures and statements about the records of lists, a batch at a time: every record a row, and then a row a list again.

They are the bounds of `engine.bounds`.  Where sums aren't whole, or something is without end, `engine.kleene` does it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from regiorules.bulk.columns.forms import Form, columns_of, encode
from regiorules.bulk.columns.operands import Number
from regiorules.bulk.columns.rowwise import values_of
from regiorules.bulk.columns.truths import Claim
from regiorules.engine.judgement import Judge
from regiorules.frozen import frozen
from regiorules.rules.expressions import Aggregate, reads

FIELD = "."  # before the name of a field of the record that is looked at
PAIR = pl.Struct({"x": pl.Float64, "x.high": pl.Float64})
_EXACT = 2**53  # whole numbers up to here are exact as a double
_NUMBER = Form("number")
_STATEMENTS = ("any", "all")


@frozen
class Figure:
    """
    What is asked of the records of a list: whether each counts, and a number in it.

    `test` and `of` are columns of a table with a row a record, in which `hard` are the rows that a column can't say.
    """

    tree: Aggregate
    forms: Mapping[str, Form]
    test: Claim | None
    of: Number | None
    hard: tuple[pl.Expr, ...]

    @property
    def dtype(self) -> Any:
        """The type of the column that it gives: true or false, or two ends."""
        return pl.Boolean if self.tree.function in _STATEMENTS else PAIR

    def column(self, columns: Mapping[str, Any]) -> pl.Expr:
        """The column, of a table with these columns."""
        names = [name for name in sorted(reads(self.tree)) if name in columns]
        parts = [column for name in names for column in columns_of(name, self.forms[name], columns)]
        found = pl.struct(pl.col(part) for part in parts)
        return found.map_batches(lambda batch: self.batch(batch, names), return_dtype=self.dtype, is_elementwise=True)

    def batch(self, batch: pl.Series, names: list[str]) -> pl.Series:
        """The figures of one batch."""
        frame = batch.struct.unnest().with_row_index("?row")
        more = (
            pl.col(f"{self.tree.records}.more").fill_null(False)
            if f"{self.tree.records}.more" in frame
            else pl.lit(False)
        )
        lists = frame.select("?row", pl.col(self.tree.records).list.len().alias("?size"), more.alias("?more"))
        found = lists.join(self.by_list(self.by_record(frame)), on="?row", how="left", maintain_order="left")
        answers = found.select(_FIGURES[self.tree.function](self.tree.limits).alias("?found"), self._hard())
        return self._patched(answers, frame, names)

    def by_record(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A row for each record."""
        records = self.tree.records
        rows = frame.filter(pl.col(records).list.len() > 0).explode(records)
        fields = rows[records].struct.unnest() if rows.height else pl.DataFrame()
        rows = (
            pl.concat([rows.drop(records), fields.rename(lambda name: FIELD + name)], how="horizontal")
            if rows.height
            else rows
        )
        low, high = (self.of.low, self.of.high) if self.of else (pl.lit(0.0), pl.lit(0.0))
        test = self.test.column if self.test else pl.lit(True)
        least, most = (pl.lit(float(end)) for end in self.tree.limits)
        if not rows.height:
            low, high, test, hard = pl.lit(0.0), pl.lit(0.0), pl.lit(True), pl.lit(False)
        else:
            hard = pl.any_horizontal(each.fill_null(False) for each in self.hard) if self.hard else pl.lit(False)
        low, high = low.cast(pl.Float64).fill_null(least), high.cast(pl.Float64).fill_null(most)
        found = {"?low": low, "?high": high, "?test": test, "?odd": hard}
        each = pl.col("?row").is_not_null()  # what Polars finds to be the same for all is said of each too
        return rows.select("?row", **{name: pl.when(each).then(one) for name, one in found.items()})

    def by_list(self, rows: pl.DataFrame) -> pl.DataFrame:
        """A row for each list that has records."""
        low, high, test = pl.col("?low"), pl.col("?high"), pl.col("?test")
        counts = test.fill_null(False)
        columns = {
            "?yes": counts.sum(),
            "?open": test.null_count(),
            "?count": pl.len(),
            "?odd": (pl.col("?odd") | low.is_infinite() | high.is_infinite()).any(),
            "?gap": (low != high).any(),
            "?broken": ((low != low.floor()) | (high != high.floor())).any()
            | (low.abs().sum() + high.abs().sum() > _EXACT),
            "?part": low.filter(counts).sum(),
            "?sum": low.sum(),
            "?sums": high.sum(),
            "?max": low.max(),
            "?maxs": high.max(),
            "?min": low.min(),
            "?mins": high.min(),
            "?median": low.median(),
            "?medians": high.median(),
        }
        return rows.group_by("?row").agg(**columns)

    def _hard(self) -> pl.Expr:
        """Where columns of doubles aren't exact, or say too little."""
        function, unbounded = self.tree.function, any(map(math.isinf, self.tree.limits))
        hard = pl.col("?odd").fill_null(False) & pl.lit(bool(self.of or self.hard))
        if function in ("sum", "share", "median"):  # of an even number Polars halves what lies between the middle two
            hard |= pl.col("?broken").fill_null(False)
        if function == "share":
            hard |= pl.col("?gap").fill_null(False) | (pl.col("?open") > 0).fill_null(False) | pl.col("?more")
        if function not in ("count", *_STATEMENTS):
            hard |= pl.col("?more") & (pl.lit(unbounded) | (pl.col("?size") == 0))
        return (hard & pl.col("?size").is_not_null()).alias("?hard")

    def _patched(self, answers: pl.DataFrame, frame: pl.DataFrame, names: list[str]) -> pl.Series:
        """The figures, with those that are hard done one by one."""
        found = answers["?found"].cast(self.dtype)
        rows = answers["?hard"].arg_true()
        if rows.is_empty():
            return found
        work = Judge(self.tree).value
        said = [work(values_of(names, self.forms, row)) for row in frame[rows].iter_rows(named=True)]
        if self.dtype == PAIR:
            said = [pair(each) for each in said]
        table = pl.DataFrame({"?row": rows, "?said": pl.Series(said, dtype=self.dtype, strict=False)})
        joined = frame.select("?row").with_columns(found).join(table, on="?row", how="left", maintain_order="left")
        chosen = pl.when(answers["?hard"]).then(pl.col("?said")).otherwise(pl.col("?found"))
        return joined.select(chosen.alias("?found")).to_series()


def pair(value: Any) -> dict[str, Any]:
    """The ends of a number."""
    return {"x": None, "x.high": None, **encode("x", _NUMBER, value)}


# --- from the columns of a list to what is known of it ---------------------------------------------


def _between(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    """Two ends; null where there are none, or no list."""
    known = pl.col("?size").is_not_null() & ~((low == -math.inf) & (high == math.inf)).fill_null(False)
    return pl.struct(pl.when(known).then(low).alias("x"), pl.when(known).then(high).alias("x.high"))


def _count(limits: tuple[float, float]) -> pl.Expr:
    yes = pl.col("?yes").fill_null(0).cast(pl.Float64)
    most = pl.when("?more").then(pl.lit(math.inf)).otherwise(yes + pl.col("?open").fill_null(0))
    return _between(yes, most)


def _sum(limits: tuple[float, float]) -> pl.Expr:
    low, high = pl.col("?sum").fill_null(0.0), pl.col("?sums").fill_null(0.0)
    if limits[0] < 0:
        low = pl.when("?more").then(pl.lit(-math.inf)).otherwise(low)
    return _between(low, pl.when("?more").then(pl.lit(math.inf)).otherwise(high) if limits[1] > 0 else high)


def _max(limits: tuple[float, float]) -> pl.Expr:
    most = pl.max_horizontal(pl.col("?maxs"), *map(pl.lit, map(float, limits)))
    return _between(pl.col("?max"), pl.when("?more").then(most).otherwise(pl.col("?maxs")))


def _min(limits: tuple[float, float]) -> pl.Expr:
    least = pl.min_horizontal(pl.col("?min"), *map(pl.lit, map(float, limits)))
    return _between(pl.when("?more").then(least).otherwise(pl.col("?min")), pl.col("?mins"))


def _median(limits: tuple[float, float]) -> pl.Expr:
    low, high = pl.col("?median"), pl.col("?medians")
    least = pl.min_horizontal(low, pl.lit(float(limits[0])))
    most = pl.max_horizontal(high, pl.lit(float(limits[1])))
    return _between(pl.when("?more").then(least).otherwise(low), pl.when("?more").then(most).otherwise(high))


def _share(limits: tuple[float, float]) -> pl.Expr:
    part, total = pl.col("?part"), pl.col("?sum")
    share = pl.when(total != 0).then(part / total)
    return _between(share, share)


def _any(limits: tuple[float, float]) -> pl.Expr:
    lacks = (pl.col("?open").fill_null(0) > 0) | pl.col("?more")
    found = pl.when(pl.col("?yes") > 0).then(pl.lit(True)).when(~lacks).then(pl.lit(False))
    return pl.when(pl.col("?size").is_not_null()).then(found)


def _all(limits: tuple[float, float]) -> pl.Expr:
    lacks = (pl.col("?open").fill_null(0) > 0) | pl.col("?more")
    fails = (pl.col("?yes") + pl.col("?open") < pl.col("?count")).fill_null(False)
    found = pl.when(fails).then(pl.lit(False)).when(~lacks).then(pl.lit(True))
    return pl.when(pl.col("?size").is_not_null()).then(found)


_FIGURES: Mapping[str, Callable[[tuple[float, float]], pl.Expr]] = {
    "count": _count,
    "sum": _sum,
    "max": _max,
    "min": _min,
    "median": _median,
    "share": _share,
    "any": _any,
    "all": _all,
}
