"""What expressions over columns give, and what can be said of two of them."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from regiorules.bulk.columns.forms import Form
from regiorules.bulk.columns.truths import Bits, Claim, Doubtful, Truth, some
from regiorules.frozen import frozen
from regiorules.rules.expressions import COMPARE, OPPOSITE


class Unfit(Exception):
    """What a column can't say: it goes row by row."""


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


Operand = Claim | Number | Options | Members | Words


@frozen
class Edges:
    """Two numbers beside each other."""

    left: Number
    right: Number

    @property
    def partly(self) -> bool:
        """True where one of them is more than one column."""
        return self.left.partly or self.right.partly

    def plain(self, op: str) -> pl.Expr:
        """What a comparison of them gives, where neither is partly known."""
        return COMPARE[op](self.left.low, self.right.low)  # type: ignore[return-value]

    def sure(self, op: str) -> Bits:
        """Where one is less (or no more) than the other, whatever each is."""
        return Bits.sure(COMPARE[op](self.left.high, self.right.low))  # type: ignore[arg-type]

    def perhaps(self, op: str) -> Bits:
        """Where one may be less (or no more) than the other."""
        return Bits.perhaps(COMPARE[op](self.left.low, self.right.high))  # type: ignore[arg-type]


def numbers(op: str, sides: Edges) -> Claim:
    """A comparison of numbers."""
    if not sides.partly:
        return Truth(sides.plain(op))
    match op:
        case "<" | "<=":
            return Doubtful(sides.sure(op), sides.perhaps(op))
        case ">" | ">=" | "!=":
            return ~numbers(OPPOSITE[op], sides)
    return Doubtful(sides.sure("<=") & ~sides.perhaps("<"), sides.perhaps("<=") & ~sides.sure("<"))


def options(op: str, left: Options, right: Options) -> Claim:
    """A comparison of two levels, or of two choices, with the same options."""
    if left.form.options != right.form.options or (op not in ("==", "!=") and left.form.kind == "choice"):
        raise Unfit
    if not left.partly and not right.partly:
        return Truth(COMPARE[op](left.mask, right.mask))  # type: ignore[arg-type]
    never = Bits.sure(_always(OPPOSITE[op], left.mask, right.mask))
    return Doubtful(Bits.sure(_always(op, left.mask, right.mask)), ~never)


def _always(op: str, left: pl.Expr, right: pl.Expr) -> pl.Expr:
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


def plain(op: str, left: pl.Expr, right: pl.Expr) -> Claim:
    """A comparison of what is the same or isn't."""
    if op not in ("==", "!="):
        raise Unfit
    return Truth(left == right if op == "==" else left != right)


def within(item: Options, wanted: int) -> Claim:
    """Whether the option is one of a mask."""
    may = item.mask & pl.lit(wanted, dtype=item.form.dtype) != 0
    if not item.partly:
        return Truth(may)
    others = item.form.bits(item.form.options) & ~wanted
    must = item.mask & pl.lit(others, dtype=item.form.dtype) == 0
    return Doubtful(Bits.sure(must), Bits.perhaps(may))


def contains(item: Members, option: str) -> Claim:
    """Whether an option is in a set."""
    bit = pl.lit(item.form.bits([option]), dtype=item.form.dtype)
    yes = item.yes & bit != 0
    if item.may is None:
        return Truth(yes)
    return Doubtful(Bits.sure(yes), Bits.perhaps(yes | (item.may & bit != 0)))


def size(item: Members) -> Number:
    """How many options are in a set."""
    least = item.yes.bitwise_count_ones().cast(pl.Int64)
    most = least if item.may is None else least + item.may.bitwise_count_ones().cast(pl.Int64)
    return Number(least, most, whole=True)


def among(item: Operand, known: tuple[Any, ...]) -> Claim:
    """Whether a value is one of some constants."""
    match item:
        case Options(form=form):
            return within(item, form.bits(known))
        case Words(value) | Number(value) if not known:
            return Truth(pl.when(value.is_not_null()).then(pl.lit(False)))
        case Words(value):
            return Truth(value.is_in(list(known)))
        case Number():
            return _one_of(item, known)
    raise Unfit


def _one_of(item: Number, known: tuple[Any, ...]) -> Claim:
    if not item.partly:
        return Truth(reduce(or_, [item.low == each for each in known]))
    return some(numbers("==", Edges(item, Number(each, each))) for each in map(pl.lit, known))
