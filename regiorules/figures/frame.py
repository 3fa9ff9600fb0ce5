"""The grid of a figure as it is drawn: its cells, the lines between them, and what all of it is called."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.figures.grid import PAD, Grid
from regiorules.figures.marks import (
    AREA,
    EDGE,
    FIELD,
    HATCH,
    INK,
    LINE,
    PAPER,
    QUIET,
    box,
    hatch,
    leading,
    line,
    text,
)
from regiorules.figures.parts import Spot
from regiorules.frozen import frozen


@frozen
class Frame:
    """Draws a grid; the marks of regions and routes stand between `marks` and `names`."""

    grid: Grid

    def marks(self) -> Iterator[str]:
        """The cells, those where the region may stand, and what the levels and axes are called."""
        yield from self.cells()
        yield from self.borders()
        yield from self.names_of_levels()

    def cells(self) -> Iterator[str]:
        """The cells; the part in which the region certainly stands is tinted, where it may stand is hatched."""
        grid, tinted = self.grid, self.tinted()
        for spot in grid.every():
            yield box(*grid.corner(spot), grid.wide, grid.high, AREA if spot in tinted else FIELD)
        for spot in grid.spots if grid.marked and len(grid.spots) > 1 else ():
            yield box(*grid.corner(spot), grid.wide, grid.high, AREA)
            yield hatch(*grid.corner(spot), grid.wide, grid.high, HATCH)

    def tinted(self) -> set[Spot]:
        """The part in which the region certainly stands; its place alone where that is in none."""
        grid = self.grid
        held = {grid.owners[spot].id if spot in grid.owners else None for spot in grid.spots}
        if not grid.marked or len(held) > 1:
            return set()
        [name] = held
        return {*grid.spots} if name is None else {spot for spot, owner in grid.owners.items() if owner.id == name}

    def borders(self) -> Iterator[str]:
        """Thin lines between levels, then thick ones between parts with another name, and around all."""
        grid = self.grid
        lines = [(self.parted(one, other), one, other) for one, other in self.neighbours()]
        for parted, one, other in sorted(lines):
            yield self.between(one, other, EDGE if parted else LINE, 2 if parted else 1)
        yield box(grid.side, grid.top, grid.width - grid.side, grid.bottom - grid.top, "none", EDGE, 2)

    def neighbours(self) -> Iterator[tuple[Spot, Spot]]:
        """Each cell with the one to its right, and with the one above it."""
        for column, row in self.grid.every():
            if column + 1 < len(self.grid.columns):
                yield (column, row), (column + 1, row)
            if row + 1 < len(self.grid.rows):
                yield (column, row), (column, row + 1)

    def parted(self, one: Spot, other: Spot) -> bool:
        """True for cells that aren't in the same part."""
        return self.grid.owners.get(one) is not self.grid.owners.get(other)

    def between(self, one: Spot, other: Spot, colour: str, thick: float) -> str:
        """The line between a cell and the one to its right or above it."""
        x, y = self.grid.corner(other)
        low = y + self.grid.high
        beside = one[1] == other[1]
        return line(x, y if beside else low, x if beside else x + self.grid.wide, low, colour, thick)

    def names_of_levels(self) -> Iterator[str]:
        """What the levels and axes are called; those where the region certainly stands in bold."""
        grid = self.grid
        held = {spot[1] for spot in grid.spots} if grid.marked else set()
        if grid.up:
            yield text(0, 0, grid.up_title, bold=True)
        for row, level in enumerate(grid.rows):
            lines, bold = grid.beside(level), held == {row}
            y = grid.bottom - (row + 0.5) * grid.high - len(lines) * leading() / 2
            yield text(grid.side - PAD, y, lines, anchor="end", fill=INK if bold else QUIET, bold=bold)
        if grid.across:
            yield from self.names_below()

    def names_below(self) -> Iterator[str]:
        """The same below the grid."""
        grid, y = self.grid, self.grid.bottom + PAD / 2
        held = {spot[0] for spot in grid.spots} if grid.marked else set()
        for column, level in enumerate(grid.columns):
            bold = held == {column}
            fill = INK if bold else QUIET
            yield text(grid.x(column), y, grid.below(level), anchor="middle", fill=fill, bold=bold)
        y = grid.end - PAD - len(grid.across_title) * leading()
        yield text(grid.width, y, grid.across_title, anchor="end", bold=True)

    def names(self) -> Iterator[str]:
        """What the parts are called, on an edge of white so that they read on whatever is drawn there."""
        for part in self.grid.parts:
            x, y = self.grid.corner((part.left, part.low + part.rows - 1))
            yield text(x + PAD, y + PAD * 0.7, part.lines, fill=QUIET, bold=True, halo=PAPER)
