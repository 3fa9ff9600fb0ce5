"""What an expression over columns gives, and what can be said of two of them: a nullable Boolean, null is open."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl
from attrs import frozen

from regiorules.bulk.forms import Form
from regiorules.rules.expressions import COMPARE, OPPOSITE

OPEN = pl.lit(None, dtype=pl.Boolean)
YES = pl.lit(True)
NO = pl.lit(False)


@frozen
class Truth:
    """Yes or no."""

    value: pl.Expr


@frozen
class Number:
    """From `low` up to and including `high` (null is without end); one column where it is never partly known."""

    low: pl.Expr
    high: pl.Expr
    partly: bool = False
    whole: bool = False  # whole numbers, that the engine calculates with without end


@frozen
class Options:
    """A mask of what is possible of a level or a choice; one bit where it is never partly known."""

    mask: pl.Expr
    form: Form
    partly: bool = False


@frozen
class Members:
    """The options in a set as a mask, and those that may be in it too."""

    yes: pl.Expr
    may: pl.Expr | None
    form: Form


@frozen
class Words:
    """A text."""

    value: pl.Expr


Operand = Truth | Number | Options | Members | Words


class Unfit(Exception):
    """What a column can't say: it goes row by row."""


def every(parts: Iterable[pl.Expr]) -> pl.Expr:
    """All of them; open as Kleene has it."""
    return reduce(and_, found) if (found := list(parts)) else YES


def some(parts: Iterable[pl.Expr]) -> pl.Expr:
    """One of them at least; open as Kleene has it."""
    return reduce(or_, found) if (found := list(parts)) else NO


def decided(true: pl.Expr, false: pl.Expr) -> pl.Expr:
    """Yes where the first is true, no where the second is, else open; null of either is not."""
    return pl.when(true).then(YES).when(false).then(NO)


def within(item: Options, wanted: int) -> pl.Expr:
    """Whether the option is one of a mask."""
    full = item.form.bits(item.form.options)
    may = item.mask & pl.lit(wanted, dtype=item.form.dtype) != 0
    if not item.partly:
        return may
    may_not = item.mask & pl.lit(full & ~wanted, dtype=item.form.dtype) != 0
    return pl.when(may != may_not).then(may)


def numbers(op: str, left: Number, right: Number) -> pl.Expr:
    """A comparison of numbers."""
    if not left.partly and not right.partly:
        return COMPARE[op](left.low, right.low)  # type: ignore[return-value]
    return decided(_certain(op, left, right), _certain(OPPOSITE[op], left, right))


def _certain(op: str, left: Number, right: Number) -> pl.Expr:
    match op:
        case "<" | "<=":
            return COMPARE[op](left.high, right.low)  # type: ignore[return-value]
        case ">" | ">=":
            return COMPARE[op](left.low, right.high)  # type: ignore[return-value]
        case "!=":
            return (left.high < right.low) | (left.low > right.high)
    return (left.low == left.high) & (right.low == right.high) & (left.low == right.low)


def options(op: str, left: Options, right: Options) -> pl.Expr:
    """A comparison of two levels, or of two choices, with the same options."""
    if left.form.options != right.form.options:
        raise Unfit
    if not left.partly and not right.partly:
        return COMPARE[op](left.mask, right.mask)  # type: ignore[return-value]
    return decided(_sure(op, left.mask, right.mask), _sure(OPPOSITE[op], left.mask, right.mask))


def _sure(op: str, left: pl.Expr, right: pl.Expr) -> pl.Expr:
    match op:
        case "==":
            return (left == right) & (left.bitwise_count_ones() == 1)
        case "!=":
            return left & right == 0
        case "<":
            return left < _lowest(right)
        case "<=":
            return left < _lowest(right) * 2
        case ">":
            return right < _lowest(left)
    return right < _lowest(left) * 2


def _lowest(mask: pl.Expr) -> pl.Expr:
    """The lowest bit of a mask."""
    return mask & (~mask + 1)


def plain(op: str, left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """A comparison of what is the same or isn't."""
    if op not in ("==", "!="):
        raise Unfit
    return left == right if op == "==" else left != right


def contains(item: Members, option: str) -> pl.Expr:
    """Whether an option is in a set."""
    bit = pl.lit(item.form.bits([option]), dtype=item.form.dtype)
    yes = item.yes & bit != 0
    return yes if item.may is None else pl.when(~(~yes & (item.may & bit != 0))).then(yes)


def among(item: Operand, known: tuple[Any, ...]) -> pl.Expr:
    """Whether a value is one of some constants."""
    match item:
        case Options(form=form):
            return within(item, form.bits(known))
        case Words(value):
            return value.is_in(list(known)) if known else pl.when(value.is_not_null()).then(NO)
        case Number(low, high, partly):
            return _between(low, high, known) if partly else _is_one(low, known)
    raise Unfit


def _is_one(value: pl.Expr, known: tuple[Any, ...]) -> pl.Expr:
    return some(value == each for each in known) if known else pl.when(value.is_not_null()).then(NO)


def _between(low: pl.Expr, high: pl.Expr, known: tuple[Any, ...]) -> pl.Expr:
    """A number that is known is one or isn't; of another is known whether it can be one."""
    outside = every((high < each) | (low > each) for each in known)
    is_something = low.is_not_null() | high.is_not_null()
    return decided((low == high) & _is_one(low, known), is_something & outside.fill_null(False))
