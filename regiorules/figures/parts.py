"""The parts of a grid that have a name: the rectangle in each that the name stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count, takewhile

from attrs import define

from regiorules.advice.model import Area

Spot = tuple[int, int]  # a column from the left, a row from the bottom


@define
class Part:
    """A rectangle in a part of the grid that has a name: so many columns and rows, from a place at its lower left."""

    area: Area
    left: int
    low: int
    columns: int
    rows: int
    lines: Sequence[str] = ()

    @classmethod
    def of(cls, area: Area, owners: Mapping[Spot, Area]) -> Part:
        """The widest rectangle of the largest."""
        spots = {spot for spot, owner in owners.items() if owner is area}
        every = (cls(area, *spot, columns, rows) for spot in spots for columns, rows in _from(spot, spots))
        return max(every, key=lambda each: (each.columns * each.rows, each.columns, -each.left, each.low))


def _from(spot: Spot, spots: set[Spot]) -> Iterator[tuple[int, int]]:
    """The rectangles from a place at their lower left, as high as can be: columns and rows."""
    left, low = spot
    rows = len(spots)
    for column in takewhile(lambda column: (column, low) in spots, count(left)):
        rows = min(rows, _high((column, low), spots))
        yield column - left + 1, rows


def _high(spot: Spot, spots: set[Spot]) -> int:
    """How many places there are from one upward."""
    column, low = spot
    return sum(1 for _ in takewhile(lambda row: (column, row) in spots, count(low)))
