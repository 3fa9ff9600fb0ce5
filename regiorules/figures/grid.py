"""The axes of a figure as a grid: a column for each level across, a row for each level up, the highest on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import product

from attrs import define

from regiorules.advice.model import Area, Axis, AxisLevel, Position, Stop, Way
from regiorules.figures.marks import (
    leading,
    lines_of,
    wide,
)
from regiorules.figures.parts import Part, Spot

WIDTH = 640  # of the whole
LEAST, MOST = 96, 240  # beside it, for the names of the levels
PAD = 8
LOW = 0.7  # how far down in its cell a mark stands, below the name of the part
ROOM = 36  # for a mark below a name


def levels_of(axis: Axis) -> tuple[AxisLevel, ...]:
    """The levels of an axis; of advice from before these were kept those that it speaks of."""
    if axis.levels:
        return axis.levels
    ends = (AxisLevel("", axis.low, 0.0), AxisLevel("", axis.high, 1.0))
    own = () if axis.coordinate is None else (AxisLevel("", axis.value, axis.coordinate),)
    found = {each.coordinate: each for each in (*ends, *axis.possible, *own)}
    return tuple(found[at] for at in sorted(found))


def places_on(axis: Axis) -> list[int]:
    """The places from the start of an axis where the region may stand; all of them where nothing is known."""
    every = [each.coordinate for each in levels_of(axis)]
    known = [axis.coordinate] if axis.coordinate is not None else [each.coordinate for each in axis.possible]
    return [every.index(each) for each in known] or [*range(len(every))]


def _at(axis: Axis | None, stop: Stop, otherwise: float) -> float:
    """The place of a stop on an axis, where it is one of that axis."""
    if axis is None or axis.fact != stop.fact:
        return otherwise
    return next((at for at, each in enumerate(axis.levels) if each.id == stop.level), otherwise)


@define(slots=False)
class Grid:
    """Where everything of a position is drawn; a figure with one axis is a ladder, a grid of one column."""

    position: Position
    room: float = ROOM  # for the marks in a cell, below the name of its part
    marked: bool = True  # where the region stands

    @cached_property
    def up(self) -> Axis | None:
        """The axis from bottom to top."""
        return self.position.axes[-1] if self.position.axes else None

    @cached_property
    def across(self) -> Axis | None:
        """The axis from left to right, where there is one."""
        return self.position.axes[0] if len(self.position.axes) > 1 else None

    @cached_property
    def columns(self) -> tuple[AxisLevel, ...]:
        """The levels from left to right."""
        return levels_of(self.across) if self.across else (AxisLevel("", "", 0.0),)

    @cached_property
    def rows(self) -> tuple[AxisLevel, ...]:
        """The levels from bottom to top."""
        return levels_of(self.up) if self.up else (AxisLevel("", "", 0.0),)

    @cached_property
    def spots(self) -> list[Spot]:
        """Where the region may stand: one place where that is known."""
        across = places_on(self.across) if self.across else [0]
        return [*product(across, places_on(self.up) if self.up else [0])]

    def way(self, way: Way) -> Iterator[tuple[float, float]]:
        """Where a route goes: from the region's place, or the middle of where that may be, to each of its stops."""
        column, row = (sum(each) / len(self.spots) for each in zip(*self.spots, strict=True))
        yield column, row
        for stop in way.stops:
            column = _at(self.across, stop, column)
            row = _at(self.up, stop, row)
            yield column, row

    def end_of(self, way: Way) -> Spot | None:
        """The place where a route ends; None where that may be several."""
        ends = {(int(column), int(row)) for column, row in (self._moved(way, spot) for spot in self.spots)}
        return ends.pop() if len(ends) == 1 else None

    def _moved(self, way: Way, spot: Spot) -> tuple[float, float]:
        """Where a route leads from a place."""
        column, row = map(float, spot)
        for stop in way.stops:
            column, row = _at(self.across, stop, column), _at(self.up, stop, row)
        return column, row

    # --- sizes -----------------------------------------------------------------------------------

    @cached_property
    def side(self) -> float:
        """How wide the names of the levels are beside the grid: the longest word fits where that can be."""
        words = (wide(word, bold=True) for level in self.rows for word in level.label.split())
        return min(max([LEAST, *words]) + 2 * PAD, MOST)

    @cached_property
    def wide(self) -> float:
        """How wide a cell is."""
        words = (wide(word, bold=True) for level in self.columns for word in level.label.split())
        return max((WIDTH - self.side) / len(self.columns), min(max([72, *words]) + PAD, 160))

    @cached_property
    def high(self) -> float:
        """How high a cell is: the names beside it and in it have room."""
        beside = max(len(self.beside(each)) for each in self.rows) * leading() + PAD
        inside = [len(part.lines) * leading() + self.room for part in self.parts]
        return max(300 / len(self.rows), self.room + PAD, beside, *inside)

    @cached_property
    def width(self) -> int:
        """How wide the figure is."""
        return round(self.side + self.wide * len(self.columns))

    @cached_property
    def top(self) -> float:
        """Where the grid begins, below the title of the axis."""
        return leading() * len(self.up_title) + PAD if self.up else 0

    @cached_property
    def bottom(self) -> float:
        """Where the grid ends."""
        return self.top + self.high * len(self.rows)

    @cached_property
    def end(self) -> float:
        """Where the names of the axis across end."""
        if not self.across:
            return self.bottom + PAD
        below = max(len(self.below(each)) for each in self.columns)
        return self.bottom + leading() * (below + len(self.across_title)) + 2 * PAD

    def x(self, column: float) -> float:
        """The middle of a column, or a place between two."""
        return self.side + (column + 0.5) * self.wide

    def y(self, row: float) -> float:
        """Where a mark stands in a row."""
        return self.bottom - (row + 1 - (LOW if self.parts else 0.5)) * self.high

    def every(self) -> Iterable[Spot]:
        """Every place."""
        return product(range(len(self.columns)), range(len(self.rows)))

    def corner(self, spot: Spot) -> tuple[float, float]:
        """The upper left of a cell."""
        return self.side + spot[0] * self.wide, self.bottom - (spot[1] + 1) * self.high

    # --- texts -----------------------------------------------------------------------------------

    @cached_property
    def up_title(self) -> list[str]:
        """The title of the axis up, in lines."""
        return lines_of(f"↑ {self.up.title}", self.width - PAD, 3, bold=True) if self.up else []

    @cached_property
    def across_title(self) -> list[str]:
        """The title of the axis across, in lines."""
        return lines_of(f"{self.across.title} →", self.width - self.side - PAD, 3, bold=True) if self.across else []

    def beside(self, level: AxisLevel) -> list[str]:
        """The name of a level up, in lines."""
        return lines_of(level.label, self.side - 2 * PAD, 5, bold=True)

    def below(self, level: AxisLevel) -> list[str]:
        """The name of a level across, in lines."""
        return lines_of(level.label, self.wide - PAD, 5, bold=True)

    # --- the parts that have a name --------------------------------------------------------------

    @cached_property
    def owners(self) -> dict[Spot, Area]:
        """By place the part that it is in."""
        number = [{each.id: at for at, each in enumerate(levels)} for levels in self._levels()]
        found: dict[Spot, Area] = {}
        for area in self.position.areas:
            for spot in area.spots:
                at = [where[level] for where, level in zip(number, spot, strict=True)]
                found[(at[0] if len(at) > 1 else 0, at[-1])] = area
        return found

    def _levels(self) -> list[tuple[AxisLevel, ...]]:
        return [self.columns, self.rows] if self.across else [self.rows]

    @cached_property
    def parts(self) -> list[Part]:
        """The largest rectangle of each part, which holds its name."""
        found = [Part.of(area, self.owners) for area in self.position.areas if area.spots]
        for part in found:
            part.lines = lines_of(part.area.label, part.columns * self.wide - 2 * PAD, 6, bold=True)
        return found
