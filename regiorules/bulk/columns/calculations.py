"""Calculations with columns of numbers, between bounds where something is partly known (see `engine.bounds`)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import reduce
from operator import add, mul, or_, sub
from typing import Any

import polars as pl

from regiorules.bulk.columns.operands import Number


def _divided(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """One divided by the other, to the last bit: by a single number Polars would multiply by its inverse."""
    return one / (other + one.is_null().cast(pl.Float64) * 0.0)


_CALCULATE: Mapping[str, Callable[[Any, Any], Any]] = {"+": add, "-": sub, "*": mul, "/": _divided}


def calculated(op: str, left: Number, right: Number) -> Number:
    """Left op right, as doubles; unknown where a side is, or where there is no finite answer."""
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
