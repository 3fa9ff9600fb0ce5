"""
For which values a cell of a decision table holds, and with that whether two cells can hold for one value.

Of a fact with listed values this is decided exactly, and so it is of numbers.  An assumption or another fact
in a cell is a number that isn't known yet: what might hold for some value of it, counts as possible.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

from attrs import evolve, frozen

from regiorules.rules.expressions import Constant, Expression


@frozen
class Finite:
    """Some of the values of a fact that has only these."""

    values: frozenset[Any]
    every: frozenset[Any]

    @property
    def sure(self) -> bool:
        """True where it is known which values these are."""
        return True

    @property
    def empty(self) -> bool:
        """True where there is no such value."""
        return not self.values

    def opposite(self) -> Finite:
        """The other values."""
        return evolve(self, values=self.every - self.values)

    def joined(self, other: Any) -> Finite:
        """The values that are in one of both."""
        return evolve(self, values=self.values | other.values)

    def narrowed(self, other: Any) -> Finite:
        """The values that are in both."""
        return evolve(self, values=self.values & other.values)

    def meets(self, other: Any) -> bool:
        """True where some value is in both."""
        return not self.values.isdisjoint(other.values)


@frozen
class Bound:
    """One side of an interval of numbers; `least` and `most` say between which numbers `at` certainly is."""

    upper: bool
    at: Expression
    closed: bool
    least: float = -math.inf
    most: float = math.inf
    whole: bool = False

    @property
    def sure(self) -> bool:
        """True where the number is known."""
        return isinstance(self.at, Constant)

    def opposite(self) -> Bound:
        """What lies on the other side."""
        return evolve(self, upper=not self.upper, closed=not self.closed)

    def clashes(self, other: Any) -> bool:
        """True where no number can be within both."""
        if self.upper is other.upper:
            return False
        low, high = (other, self) if self.upper else (self, other)
        closed = low.closed and high.closed
        if low.at == high.at:
            return not closed
        bottom, top = low.edge(), high.edge()
        return bool(bottom > top or (bottom == top and not closed and not self.whole))

    def edge(self) -> float:
        """The outermost number that may lie within, or that it only nears; of whole numbers one that does."""
        number = self.most if self.upper else self.least
        if not self.whole or math.isinf(number):
            return number
        step = 0 if self.closed or number != int(number) else 1
        return math.floor(number) - step if self.upper else math.ceil(number) + step


@frozen
class Mark:
    """An option that a set has, or the text that a fact is (`single`: it is only one); or hasn't, or isn't."""

    value: str
    single: bool
    wanted: bool = True

    @property
    def sure(self) -> bool:
        """True: an option or a text is what it is."""
        return True

    def opposite(self) -> Mark:
        """The option isn't there."""
        return evolve(self, wanted=not self.wanted)

    def clashes(self, other: Any) -> bool:
        """True where both can't be."""
        if self.value == other.value:
            return self.wanted is not other.wanted
        return bool(self.single and self.wanted and other.wanted)


Part = Bound | Mark


@frozen
class Boxes:
    """The values for which all parts of at least one of the boxes hold."""

    boxes: tuple[frozenset[Part], ...] = (frozenset(),)

    @classmethod
    def of(cls, *parts: Part) -> Boxes:
        """The values for which all these parts hold."""
        return cls((frozenset(parts),))

    @property
    def sure(self) -> bool:
        """True where it is known which values these are."""
        return all(part.sure for box in self.boxes for part in box)

    @property
    def empty(self) -> bool:
        """True where there is certainly no such value."""
        return not any(map(_possible, self.boxes))

    def opposite(self) -> Boxes:
        """All other values: of every box at least one part doesn't hold."""
        found = [frozenset[Part]()]
        for box in self.boxes:
            longer = (each | {part.opposite()} for each in found for part in box)
            found = [each for each in dict.fromkeys(longer) if _possible(each)]
        return Boxes(tuple(found))

    def joined(self, other: Any) -> Boxes:
        """The values that are in one of both."""
        return Boxes(self.boxes + other.boxes)

    def narrowed(self, other: Any) -> Boxes:
        """The values that are in both."""
        both = (mine | theirs for mine in self.boxes for theirs in other.boxes)
        return Boxes(tuple(filter(_possible, both)))

    def meets(self, other: Any) -> bool:
        """True unless it is certain that no value is in both."""
        return any(not _apart(mine, theirs) for mine in self.boxes for theirs in other.boxes)


Reach = Finite | Boxes


def _possible(box: frozenset[Part]) -> bool:
    return not any(one.clashes(other) for one, other in combinations(box, 2))


def _apart(mine: frozenset[Part], theirs: frozenset[Part]) -> bool:
    return any(one.clashes(other) for one in mine for other in theirs)
