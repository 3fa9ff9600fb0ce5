"""What expressions over columns give, and what can be said of two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl

from regiorules.bulk.columns.forms import Form
from regiorules.frozen import frozen
from regiorules.rules.expressions import COMPARE, OPPOSITE


class Unfit(Exception):
    """What a column can't say: it goes row by row."""


_OPEN = pl.lit(None, dtype=pl.Boolean)


@frozen
class Truth:
    """
    Yes or no, nullable, with null for open: at `least` so true, and at `most`.

    Both are one column where nothing is partly known.  Of a comparison that is open the first is false and the second
    true; `and` and `or` keep that order, so that what both say is so, and anything else is open.
    """

    least: pl.Expr
    most: pl.Expr

    @classmethod
    def of(cls, value: pl.Expr) -> Truth:
        """What one column says."""
        return cls(value, value)

    @property
    def column(self) -> pl.Expr:
        """The two as one nullable Boolean column: true where the first is, and open where only the second is."""
        return self.least if self.most is self.least else self.least | (self.most & _OPEN)

    def __invert__(self) -> Truth:
        return Truth.of(~self.least) if self.most is self.least else Truth(~self.most, ~self.least)


@frozen
class Number:
    """From `low` up to and including `high`: one column where it is never partly known; null is unknown."""

    low: pl.Expr
    high: pl.Expr
    whole: bool = False  # whole numbers, that the engine calculates with without end

    @property
    def partly(self) -> bool:
        """True where there are two columns."""
        return self.high is not self.low


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
YES = Truth.of(pl.lit(True))
NO = Truth.of(pl.lit(False))
OPEN = Truth.of(_OPEN)


def every(parts: Iterable[Truth]) -> Truth:
    """All of them; open as Kleene has it."""
    return _joined(and_, list(parts), YES)


def some(parts: Iterable[Truth]) -> Truth:
    """One of them at least; open as Kleene has it."""
    return _joined(or_, list(parts), NO)


def _joined(join: Callable[[Any, Any], Any], parts: list[Truth], none: Truth) -> Truth:
    if not parts:
        return none
    least = reduce(join, [part.least for part in parts])
    if all(part.most is part.least for part in parts):
        return Truth.of(least)
    return Truth(least, reduce(join, [part.most for part in parts]))


def numbers(op: str, left: Number, right: Number) -> Truth:
    """A comparison of numbers."""
    if not left.partly and not right.partly:
        return Truth.of(COMPARE[op](left.low, right.low))  # type: ignore[arg-type]
    match op:
        case "<" | "<=":
            return Truth(COMPARE[op](left.high, right.low), COMPARE[op](left.low, right.high))  # type: ignore[arg-type]
        case ">" | ">=":
            return Truth(COMPARE[op](left.low, right.high), COMPARE[op](left.high, right.low))  # type: ignore[arg-type]
        case "!=":
            return ~numbers("==", left, right)
    return Truth(
        (left.low == right.high) & (left.high == right.low), (left.low <= right.high) & (left.high >= right.low)
    )


def options(op: str, left: Options, right: Options) -> Truth:
    """A comparison of two levels, or of two choices, with the same options."""
    if left.form.options != right.form.options or (op not in ("==", "!=") and left.form.kind == "choice"):
        raise Unfit
    if not left.partly and not right.partly:
        return Truth.of(COMPARE[op](left.mask, right.mask))  # type: ignore[arg-type]
    return Truth(_sure(op, left.mask, right.mask), ~_sure(OPPOSITE[op], left.mask, right.mask))


def _sure(op: str, left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """Where a comparison is so for all that is possible."""
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


def plain(op: str, left: pl.Expr, right: pl.Expr) -> Truth:
    """A comparison of what is the same or isn't."""
    if op not in ("==", "!="):
        raise Unfit
    return Truth.of(left == right if op == "==" else left != right)


def within(item: Options, wanted: int) -> Truth:
    """Whether the option is one of a mask."""
    may = item.mask & pl.lit(wanted, dtype=item.form.dtype) != 0
    if not item.partly:
        return Truth.of(may)
    others = item.form.bits(item.form.options) & ~wanted
    return Truth(item.mask & pl.lit(others, dtype=item.form.dtype) == 0, may)


def contains(item: Members, option: str) -> Truth:
    """Whether an option is in a set."""
    bit = pl.lit(item.form.bits([option]), dtype=item.form.dtype)
    yes = item.yes & bit != 0
    return Truth.of(yes) if item.may is None else Truth(yes, yes | (item.may & bit != 0))


def size(item: Members) -> Number:
    """How many options are in a set."""
    least = item.yes.bitwise_count_ones().cast(pl.Int64)
    most = least if item.may is None else least + item.may.bitwise_count_ones().cast(pl.Int64)
    return Number(least, most, whole=True)


def among(item: Operand, known: tuple[Any, ...]) -> Truth:
    """Whether a value is one of some constants."""
    match item:
        case Options(form=form):
            return within(item, form.bits(known))
        case Words(value) | Number(value) if not known:
            return Truth.of(pl.when(value.is_not_null()).then(pl.lit(False)))
        case Words(value):
            return Truth.of(value.is_in(list(known)))
        case Number():
            return _one_of(item, known)
    raise Unfit


def _one_of(item: Number, known: tuple[Any, ...]) -> Truth:
    if not item.partly:
        return Truth.of(reduce(or_, [item.low == each for each in known]))
    return Truth(
        reduce(or_, [(item.low == each) & (item.high == each) for each in known]),
        reduce(or_, [(item.low <= each) & (item.high >= each) for each in known]),
    )
