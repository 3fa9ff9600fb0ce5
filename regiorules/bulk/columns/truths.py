"""
True or false in columns, three-valued: one column with null for open, or two that are never null.

Kleene's logic is Polars' own, and costs three times as much as `and` of two columns without nulls.  So what is partly
known, and takes two columns anyhow, has two of those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl

from regiorules.frozen import frozen


@frozen
class Bits:
    """True or false, never null: a column, or the opposite of one, which costs nothing to join with another."""

    own: pl.Expr
    opposite: bool = False

    @classmethod
    def sure(cls, found: pl.Expr) -> Bits:
        """Where it is true, and not open."""
        return cls(found.eq_missing(pl.lit(True)))

    @classmethod
    def perhaps(cls, found: pl.Expr) -> Bits:
        """Where it is true or open."""
        return cls(found.ne_missing(pl.lit(False)))

    @property
    def column(self) -> pl.Expr:
        """As a column."""
        return ~self.own if self.opposite else self.own

    def __invert__(self) -> Bits:
        return Bits(self.own, not self.opposite)

    def __and__(self, other: Bits) -> Bits:
        match self.opposite, other.opposite:
            case False, False:
                return Bits(self.own & other.own)
            case True, True:
                return Bits(self.own | other.own, opposite=True)
            case False, True:
                return Bits(self.own > other.own)
        return Bits(other.own > self.own)

    def __or__(self, other: Bits) -> Bits:
        match self.opposite, other.opposite:
            case False, True:
                return Bits(self.own >= other.own)
            case True, False:
                return Bits(other.own >= self.own)
        return ~(~self & ~other)


@frozen
class Truth:
    """Yes or no in one nullable column, with null for open."""

    column: pl.Expr

    @property
    def least(self) -> Bits:
        """Where it is true."""
        return Bits.sure(self.column)

    @property
    def most(self) -> Bits:
        """Where it isn't false."""
        return Bits.perhaps(self.column)

    def __invert__(self) -> Truth:
        return Truth(~self.column)


@frozen
class Doubtful:
    """Yes or no about what may be partly known: where it is true at `least`, and where at `most`; else it is open."""

    least: Bits
    most: Bits

    @property
    def column(self) -> pl.Expr:
        """The two as one nullable column."""
        return pl.when((self.least | ~self.most).column).then(self.least.column)

    def __invert__(self) -> Doubtful:
        return Doubtful(~self.most, ~self.least)


Claim = Truth | Doubtful
_OPEN = pl.lit(None, dtype=pl.Boolean)
YES = Truth(pl.lit(True))
NO = Truth(pl.lit(False))
OPEN = Truth(_OPEN)


def every(parts: Iterable[Claim]) -> Claim:
    """All of them; open as Kleene has it."""
    return _joined(and_, list(parts), YES)


def some(parts: Iterable[Claim]) -> Claim:
    """One of them at least; open as Kleene has it."""
    return _joined(or_, list(parts), NO)


def _joined(join: Callable[[Any, Any], Any], parts: Sequence[Claim], none: Truth) -> Claim:
    plain = [part.column for part in parts if isinstance(part, Truth)]
    doubtful: list[Claim] = [part for part in parts if isinstance(part, Doubtful)]
    if plain:
        doubtful.append(Truth(reduce(join, plain)))
    if len(doubtful) < 2:
        return doubtful[0] if doubtful else none
    return Doubtful(reduce(join, [part.least for part in doubtful]), reduce(join, [part.most for part in doubtful]))
