"""Calculations with columns of numbers, between bounds where something is partly known (see `engine.bounds`)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce
from operator import add, mul, or_, sub
from typing import Any

import polars as pl

from regiorules.bulk.columns.figures import PAIR, pair
from regiorules.bulk.columns.forms import Row
from regiorules.bulk.columns.operands import Number
from regiorules.bulk.columns.rowwise import by_value
from regiorules.engine.kleene import calculate
from regiorules.facts.possible import spanning


def _divided(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """One divided by the other, to the last bit: by a single number Polars would multiply by its inverse."""
    return one / (other + one.is_null().cast(pl.Float64) * 0.0)


def months(left: Number, right: Number) -> Number:
    """The whole months between two days, that only grow as the first is sooner or the second later."""
    first, second = _doubles(left), _doubles(right)
    if not left.partly and not right.partly:
        value = _months(first[0], second[0])
        return Number(value, value, whole=True)
    low, high = _months(first[1], second[0]), _months(first[0], second[1])
    endless = ((first[0] == -math.inf) & (second[0] == -math.inf)) | ((first[1] == math.inf) & (second[1] == math.inf))
    bounded = ~endless & ~((low == -math.inf) & (high == math.inf))
    least, most = (pl.when(bounded).then(end) for end in (low, high))
    return Number(least, most, whole=True)


def powers(left: Number, right: Number) -> Number:
    """The powers of two columns, each pair once and by the engine: those of Polars differ in the last bit."""
    ends = dict(zip(_ENDS, (*_doubles(left), *_doubles(right)), strict=True))
    known = pl.all_horizontal(each.is_not_null() for each in ends.values())
    found = by_value(ends, _power, PAIR, known).struct
    low = found.field("x")
    return Number(low, found.field("x.high") if left.partly or right.partly else low)


def _power(row: Row) -> dict[str, Any]:
    low, high, least, most = (row[end] for end in _ENDS)
    return pair(calculate("**", spanning(low, high), spanning(least, most)))


def _months(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """A column of months, worked out in one go, so that what asks for it several times stays small."""
    days = pl.struct(start.alias("start"), end.alias("end"))
    return days.map_batches(_whole_months, return_dtype=pl.Float64, is_elementwise=True)


def _whole_months(days: pl.Series) -> pl.Series:
    """As `facts.dates.months_between` has them."""
    start, end = pl.col("start"), pl.col("end")
    one, other = _parts(pl.min_horizontal(start, end)), _parts(pl.max_horizontal(start, end))
    found = (other[0] - one[0]) * 12 + other[1] - one[1] - (other[2] < one[2]).cast(pl.Int32)
    whole = found.cast(pl.Float64) * pl.when(start <= end).then(1.0).otherwise(-1.0)
    both = pl.when(start.is_finite() & end.is_finite()).then(whole).otherwise(end - start)
    return days.struct.unnest().select(both.alias(days.name)).to_series()


def _parts(day: pl.Expr) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """The year, the month and the day in it of the number of a day."""
    found = pl.when(day.is_finite()).then(day - _EPOCH).cast(pl.Int32).cast(pl.Date)
    return found.dt.year(), found.dt.month().cast(pl.Int32), found.dt.day()


_ENDS = ("low", "high", "least", "most")  # of a base and of an exponent
_EPOCH = date(1970, 1, 1).toordinal()
_CALCULATE: Mapping[str, Callable[[Any, Any], Any]] = {"+": add, "-": sub, "*": mul, "/": _divided}


def calculated(op: str, left: Number, right: Number) -> Number:
    """Left op right, as doubles; unknown where a side is, or where there is no finite answer."""
    if op == "months":
        return months(left, right)
    if op == "**":
        return powers(left, right)
    first, second = _doubles(left), _doubles(right)
    whole = left.whole and right.whole and op != "/"
    value = _CALCULATE[op](first[0], second[0])
    known = pl.when(value.is_finite()).then(value)
    if not left.partly and not right.partly:
        return Number(known, known, whole)
    corners = [_corner(op, one, other) for one in first for other in second]
    low, high = pl.min_horizontal(corners), pl.max_horizontal(corners)
    is_known = (first[0] == first[1]) & (second[0] == second[1])
    bounded = ~reduce(or_, (each.is_nan() for each in corners)) & ~((low == -math.inf) & (high == math.inf))
    if op == "/":
        bounded &= ~((second[0] <= 0) & (second[1] >= 0))
    least, most = (pl.when(is_known).then(known).when(bounded).then(end) for end in (low, high))
    return Number(least, most, whole)


def _doubles(side: Number) -> tuple[pl.Expr, pl.Expr]:
    return side.low.cast(pl.Float64), side.high.cast(pl.Float64)


def _corner(op: str, one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """One end with another; nothing times whatever it is is nothing, but not times what is unknown."""
    found: pl.Expr = _CALCULATE[op](one, other)
    too_large = found.is_infinite() & one.is_finite() & other.is_finite()
    found = pl.when(too_large).then(math.nan).otherwise(found)
    nothing = found.is_not_null() & ((one == 0) | (other == 0))
    return pl.when(nothing).then(pl.lit(0.0)).otherwise(found) if op == "*" else found
