"""A figure in characters, for a terminal: the parts, the region's place or where it may stand, and its route."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from attrs import define

from regiorules.advice.model import Position
from regiorules.figures.grid import Grid
from regiorules.figures.parts import Spot
from regiorules.figures.several import Placed, inside, place_of
from regiorules.figures.words import word
from regiorules.render.lines import cells_of, wrapped
from regiorules.text import Language, visible

_SIDE, _LEAST, _MOST = 28, 9, 30  # cells: of the names beside it at most, and of a column
_HERE, _MAYBE, _END = "●", "░", "►"
_CORNERS = ("┌┬┐", "├┼┤", "└┴┘")  # of the top, of lines between, of the bottom


def draw_position(position: Position, width: int, language: Language) -> Iterator[str]:
    """The lines of a position; none where the terminal is too narrow for its columns."""
    grid = Grid(position)
    marks = {spot: _HERE if len(grid.spots) == 1 else _MAYBE * 5 for spot in grid.spots}
    ends = {end: f"{marks.get(end, '')} {_END}".strip() for end in map(grid.end_of, position.ways) if end}
    sketch = _Sketch(grid, {**marks, **ends}, width)
    if sketch.wide < _LEAST:
        return
    yield from sketch.lines()
    yield from _wrapped(f"{_HERE if len(grid.spots) == 1 else _MAYBE} {_place(position, grid, language)}", width)
    for way in position.ways:
        said = word("route" if way.status == "holds" else "route_open", language, titles=way.title)
        stops = word("then", language).join(f"{sketch.title(stop.fact)}: {stop.label}" for stop in way.stops)
        yield from _wrapped(f"{_END} {said} ({stops})", width)


def draw_positions(placed: Placed, width: int, language: Language) -> Iterator[str]:
    """The lines of several regions in one figure, each by its number; none where the terminal is too narrow."""
    marks = {spot: " ".join(str(number + 1) for number in numbers) for spot, numbers in inside(placed).items()}
    sketch = _Sketch(Grid(placed[0][1], marked=False), marks, width)
    if sketch.wide >= _LEAST:
        yield from sketch.lines()
        for number, (region, position) in enumerate(placed, 1):
            yield from _wrapped(f"{number}. {region}: {place_of(position, language)}", width)


def _place(position: Position, grid: Grid, language: Language) -> str:
    if len(grid.spots) > 1:
        return word("may_stand", language, name=place_of(position, language))
    return word("place", language, name=position.name) if position.name else word("place_bare", language)


def _wrapped(text: str, width: int) -> Iterator[str]:
    return (line.rstrip() for line in wrapped([(visible(text), "")], width))


@define
class _Sketch:
    """A grid on so many cells of a terminal; `marks` are what stands in its places."""

    grid: Grid
    marks: dict[Spot, str]
    width: int

    @property
    def side(self) -> int:
        """How wide the names of the rows are, with a space behind them."""
        return min(max(cells_of(visible(level.label)) for level in self.grid.rows), _SIDE) + 1

    @property
    def wide(self) -> int:
        """How wide a column is, without its border."""
        return min((self.width - self.side - 1) // len(self.grid.columns) - 1, _MOST)

    @property
    def high(self) -> int:
        """How high a row is, without its border: a line for the marks, below the names."""
        names = [len(self.name(part.area.label, part.columns)) for part in self.grid.parts]
        beside = [len(self.beside(level.label)) for level in self.grid.rows]
        return max([1, *(lines + 1 for lines in names), *beside])

    def name(self, label: str, columns: int) -> list[str]:
        """What a part is called, in lines that fit in so many columns."""
        return [line.rstrip() for line in wrapped([(visible(label), "")], columns * (self.wide + 1) - 2)]

    def beside(self, label: str) -> list[str]:
        """What a row is called, in lines."""
        return [line.rstrip() for line in wrapped([(visible(label), "")], self.side - 1)]

    def title(self, fact: str) -> str:
        """The title of the axis of a fact."""
        return next((axis.title for axis in self.grid.position.axes if axis.fact == fact), fact)

    def lines(self) -> Iterator[str]:
        """The grid with its marks and names, and the axes around it."""
        canvas = _Canvas(
            self.side + (self.wide + 1) * len(self.grid.columns) + 1, (self.high + 1) * len(self.grid.rows) + 1
        )
        self.borders(canvas)
        self.names(canvas)
        for spot, mark in self.marks.items():
            x, y = self.middle(spot)
            canvas.put(x - min(cells_of(mark), self.wide) // 2, y, mark)
        yield from _wrapped(f"↑ {self.grid.up.title}" if self.grid.up else "", self.width)
        yield from canvas.lines()
        yield from self.below()

    def corner(self, spot: Spot) -> tuple[int, int]:
        """The upper left corner of the border of a cell."""
        return self.side + spot[0] * (self.wide + 1), (len(self.grid.rows) - 1 - spot[1]) * (self.high + 1)

    def middle(self, spot: Spot) -> tuple[int, int]:
        """Where the mark of a cell stands."""
        x, y = self.corner(spot)
        return x + 1 + self.wide // 2, y + self.high

    def borders(self, canvas: _Canvas) -> None:
        """Lines around the cells; dotted between those with the same name."""
        columns, rows = len(self.grid.columns), len(self.grid.rows)
        for column, row in product(range(columns + 1), range(-1, rows)):
            x, y = self.corner((column, row))
            across = self.parted((column, row), (column, row + 1), "─", -1 < row < rows - 1)
            down = self.parted((column, row), (column - 1, row), "│", 0 < column < columns)
            canvas.put(x + 1, y, across * self.wide if column < columns else "")
            for step in range(1, self.high + 1 if row >= 0 else 1):
                canvas.put(x, y + step, down)
            canvas.put(x, y, _CORNERS[(row < rows - 1) + (row < 0)][(column > 0) + (column == columns)])

    def parted(self, one: Spot, other: Spot, sign: str, within: bool) -> str:
        """A line between two cells, dotted where both are in the same part."""
        owner = self.grid.owners.get(one)
        return "·" if within and owner is not None and self.grid.owners.get(other) is owner else sign

    def names(self, canvas: _Canvas) -> None:
        """The names of the rows and of the parts."""
        for part in self.grid.parts:
            x, y = self.corner((part.left, part.low + part.rows - 1))
            for down, line in enumerate(self.name(part.area.label, part.columns)):
                canvas.put(x + 2, y + 1 + down, line)
        for row, level in enumerate(self.grid.rows):
            for down, line in enumerate(self.beside(level.label)):
                canvas.put(self.side - 1 - cells_of(line), self.corner((0, row))[1] + 1 + down, line)

    def below(self) -> Iterator[str]:
        """The names of the columns and of the axis across."""
        if not self.grid.across:
            return
        heads = [
            [line.rstrip() for line in wrapped([(visible(level.label), "")], self.wide)] for level in self.grid.columns
        ]
        canvas = _Canvas(self.side + (self.wide + 1) * len(heads) + 1, max(map(len, heads)))
        for column, lines in enumerate(heads):
            for down, line in enumerate(lines):
                canvas.put(self.middle((column, 0))[0] - cells_of(line) // 2, down, line)
        yield from canvas.lines()
        title = f"{visible(self.grid.across.title)} →"
        yield from _wrapped(" " * max(canvas.wide - cells_of(title), 0) + title, self.width)


class _Canvas:
    """Cells of a terminal; a sign of two cells takes the next one too."""

    def __init__(self, wide: int, high: int) -> None:
        self.wide = wide
        self.cells = [[" "] * wide for _ in range(high)]

    def put(self, x: int, y: int, text: str) -> None:
        """A text from a cell on, as far as there is room."""
        for sign in text:
            width = cells_of(sign)
            if x >= 0 and x + width <= self.wide:
                if width:
                    self.cells[y][x : x + width] = [sign, *[""] * (width - 1)]
                elif x:
                    self.cells[y][x - 1] += sign
            x += width

    def lines(self) -> Iterator[str]:
        """The lines, without the spaces at their ends."""
        return ("".join(row).rstrip() for row in self.cells)
