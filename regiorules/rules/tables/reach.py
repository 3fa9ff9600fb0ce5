"""
For which values a cell of a decision table holds, and with that whether two cells can hold for one value.

Of a fact with listed values this is decided exactly, and so it is of known numbers and of texts.  An assumption or
another fact in a cell is a number that isn't known yet: what might hold for some value of it, counts as possible.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from attrs import evolve

from regiorules.frozen import frozen
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


Edge = tuple[float, int]  # a number, and -1 for just below it, 1 for just above it


@frozen
class Spans:
    """Known numbers: stretches from one edge to another, in order and apart; of whole numbers from one to another."""

    stretches: tuple[tuple[Edge, Edge], ...]
    whole: bool = False

    @classmethod
    def of(cls, op: str, number: float, *, whole: bool) -> Spans:
        """The numbers of which a comparison with this one holds."""
        least, most = (-math.inf, 0), (math.inf, 0)
        if whole:
            low, high = math.ceil(number), math.floor(number)
            low, high = low + (op == ">" and low == number), high - (op == "<" and high == number)
            edges = {">": ((low, 0), most), "<": (least, (high, 0))}
        else:
            edges = {">": ((number, int(op == ">")), most), "<": (least, (number, -int(op == "<")))}
        if op in ("==", "!="):
            first, last = edges[">"][0], edges["<"][1]
            equal = cls(((first, last),) if first <= last else (), whole)
            return equal if op == "==" else equal.opposite()
        return cls((edges[op[0]],), whole)

    @property
    def sure(self) -> bool:
        """True: it is known which numbers these are."""
        return True

    @property
    def empty(self) -> bool:
        """True where there is no such number."""
        return not self.stretches

    def opposite(self) -> Spans:
        """The other numbers."""
        begin, found = (-math.inf, 0), []
        for first, last in self.stretches:
            before = self._before(first)
            if begin <= before:
                found.append((begin, before))
            begin = self._after(last)
        if begin <= (math.inf, 0):
            found.append((begin, (math.inf, 0)))
        return Spans(tuple(found), self.whole)

    def _before(self, edge: Edge) -> Edge:
        return (edge[0] - 1, 0) if self.whole and math.isfinite(edge[0]) else (edge[0], edge[1] - 1)

    def _after(self, edge: Edge) -> Edge:
        return (edge[0] + 1, 0) if self.whole and math.isfinite(edge[0]) else (edge[0], edge[1] + 1)

    def joined(self, other: Any) -> Any:
        """The numbers that are in one of both."""
        if not isinstance(other, Spans):
            return self.boxed().joined(other)
        found: list[tuple[Edge, Edge]] = []
        for first, last in sorted(self.stretches + other.stretches):
            if found and first <= self._after(found[-1][1]):
                found[-1] = (found[-1][0], max(last, found[-1][1]))
            else:
                found.append((first, last))
        return Spans(tuple(found), self.whole)

    def narrowed(self, other: Any) -> Any:
        """The numbers that are in both."""
        if not isinstance(other, Spans):
            return self.boxed().narrowed(other)
        return Spans(tuple(_common(self.stretches, other.stretches)), self.whole)

    def meets(self, other: Any) -> bool:
        """True where some number is in both."""
        if not isinstance(other, Spans):
            return bool(self.boxed().meets(other))
        return next(_common(self.stretches, other.stretches), None) is not None

    def boxed(self) -> Boxes:
        """The same beside numbers that aren't known."""
        return Boxes(tuple(frozenset(self._bounds(*each)) for each in self.stretches))

    def _bounds(self, first: Edge, last: Edge) -> Iterator[Bound]:
        for upper, (at, side) in ((False, first), (True, last)):
            if math.isfinite(at):
                yield Bound(upper, Constant(at), side == 0, at, at, self.whole)


def _common(mine: Sequence[tuple[Edge, Edge]], theirs: Sequence[tuple[Edge, Edge]]) -> Iterator[tuple[Edge, Edge]]:
    """What two rows of stretches have in common, in order."""
    one = other = 0
    while one < len(mine) and other < len(theirs):
        first = max(mine[one][0], theirs[other][0])
        last = min(mine[one][1], theirs[other][1])
        if first <= last:
            yield first, last
        if mine[one][1] < theirs[other][1]:
            one += 1
        else:
            other += 1


@frozen
class Texts:
    """Some texts, or (`others`) all texts but these."""

    texts: frozenset[Constant]
    others: bool = False

    @property
    def sure(self) -> bool:
        """True: a text is what it is."""
        return True

    @property
    def empty(self) -> bool:
        """True where there is no such text."""
        return not self.texts and not self.others

    def opposite(self) -> Texts:
        """The other texts."""
        return Texts(self.texts, not self.others)

    def joined(self, other: Any) -> Texts:
        """The texts that are in one of both."""
        return self.opposite().narrowed(other.opposite()).opposite()

    def narrowed(self, other: Any) -> Texts:
        """The texts that are in both."""
        if self.others and other.others:
            return Texts(self.texts | other.texts, True)
        if not self.others and not other.others:
            return Texts(self.texts & other.texts)
        some, but = (other, self) if self.others else (self, other)
        return Texts(some.texts - but.texts)

    def meets(self, other: Any) -> bool:
        """True where some text is in both."""
        return not self.narrowed(other).empty


@frozen
class Mark:
    """An option that a set has, or hasn't."""

    value: str
    wanted: bool = True

    @property
    def sure(self) -> bool:
        """True: an option is what it is."""
        return True

    def opposite(self) -> Mark:
        """The option isn't there."""
        return evolve(self, wanted=not self.wanted)

    def clashes(self, other: Any) -> bool:
        """True where both can't be."""
        return self.value == other.value and self.wanted is not other.wanted


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
        return Boxes(self.boxes + _boxed(other).boxes)

    def narrowed(self, other: Any) -> Boxes:
        """The values that are in both."""
        both = (mine | theirs for mine in self.boxes for theirs in _boxed(other).boxes)
        return Boxes(tuple(filter(_possible, both)))

    def meets(self, other: Any) -> bool:
        """True unless it is certain that no value is in both."""
        return any(not _apart(mine, theirs) for mine in self.boxes for theirs in _boxed(other).boxes)


Reach = Finite | Spans | Texts | Boxes
EVERY_NUMBER = Spans((((-math.inf, 0), (math.inf, 0)),))


def _boxed(reach: Any) -> Boxes:
    return reach.boxed() if isinstance(reach, Spans) else reach


def _possible(box: frozenset[Part]) -> bool:
    return not any(one.clashes(other) for one, other in combinations(box, 2))


def _apart(mine: frozenset[Part], theirs: frozenset[Part]) -> bool:
    return any(one.clashes(other) for one in mine for other in theirs)
