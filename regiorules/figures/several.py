"""Several regions in one figure: each a number, where it stands or may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiorules.advice.model import Position
from regiorules.figures.figure import Figure
from regiorules.figures.frame import Frame
from regiorules.figures.grid import Grid
from regiorules.figures.legend import Entry, legend
from regiorules.figures.marks import INK, PAPER, PLACE, dot, text, wide
from regiorules.figures.parts import Spot
from regiorules.figures.positions import axes_in_words, titled
from regiorules.figures.words import word
from regiorules.frozen import frozen
from regiorules.text import Language

Placed = Sequence[tuple[str, Position]]
_RADIUS, _STEP = 10, 24  # of a mark, and from mark to mark


def positions_figure(placed: Placed, language: Language) -> Figure:
    """Where regions stand in the same figure: each by its name, with its place there; at least one."""
    drawn = _Drawing.of(placed, language)
    grid = drawn.grid
    entries, end = legend(drawn.entries(), grid.end, grid.width)
    marks = (*Frame(grid).marks(), *Frame(grid).names(), *drawn.marks(), *entries)
    return Figure.of(titled(placed[0][1], language), describe_positions(placed, language), grid.width, end, marks)


def place_of(position: Position, language: Language) -> str:
    """What a place is called; while that is open, what it may be."""
    if position.name:
        return position.name
    possible = word("or", language).join(position.possible)
    return f"{word('place_open', language)} ({possible})" if possible else word("place_open", language)


@frozen
class _Drawing:
    placed: Placed
    language: Language
    grid: Grid
    across: int  # so many marks stand beside each other in a cell

    @classmethod
    def of(cls, placed: Placed, language: Language) -> _Drawing:
        """The grid, with cells in which all marks have room."""
        plain = Grid(placed[0][1], marked=False)
        across = max(int(plain.wide // _STEP), 1)
        most = max(map(len, inside(placed).values()), default=1)
        return cls(placed, language, Grid(placed[0][1], 12 + _STEP * -(-most // across), marked=False), across)

    def marks(self) -> Iterator[str]:
        """Every region in every cell where it is shown."""
        for (column, row), numbers in inside(self.placed).items():
            rows = [numbers[at : at + self.across] for at in range(0, len(numbers), self.across)]
            bottom = self.bottom((column, row), len(rows))
            for up, line in enumerate(reversed(rows)):
                left = self.grid.x(column) - (len(line) - 1) * _STEP / 2
                for at, number in enumerate(line):
                    yield from self.mark(number, left + at * _STEP, bottom - up * _STEP)

    def bottom(self, spot: Spot, rows: int) -> float:
        """The middle of the lowest row of marks: below the name of the part, or else in the middle of the cell."""
        y = self.grid.corner(spot)[1] + self.grid.high
        return y - 6 - _RADIUS if self.grid.parts else y - self.grid.high / 2 + (rows - 1) * _STEP / 2

    def mark(self, number: int, x: float, y: float) -> list[str]:
        """The number of a region, on a disc where its place is known and in a ring where it may stand there."""
        known = len(Grid(self.placed[number][1]).spots) == 1
        says, size = str(number + 1), 11.0
        while wide(says, bold=True, size=size) > 2 * _RADIUS - 2:
            size -= 1
        disc = dot(x, y, _RADIUS, PLACE, PAPER, 1.5) if known else _ring(x, y)
        return [
            disc,
            text(x, y - size * 0.54, says, anchor="middle", bold=True, fill=PAPER if known else INK, size=size),
        ]

    def entries(self) -> Iterator[Entry]:
        """Which region has which number, and where it stands."""
        for number, (region, position) in enumerate(self.placed):
            said = word("region_at", self.language, region=region, name=place_of(position, self.language))
            yield Entry(said, lambda x, y, number=number: self.mark(number, x + 18, y))  # type: ignore[misc]
        if any(len(Grid(position).spots) > 1 for _, position in self.placed):
            yield Entry(word("region_possible", self.language), lambda x, y: [_ring(x + 18, y)])


def _ring(x: float, y: float) -> str:
    return dot(x, y, _RADIUS, PAPER, PLACE, 1.5, "3 2")


def inside(placed: Placed) -> dict[Spot, list[int]]:
    """By cell the regions that are shown in it: not those that may stand in more than half of the cells."""
    found: dict[Spot, list[int]] = {}
    for number, (_, position) in enumerate(placed):
        grid = Grid(position)
        if len(grid.spots) == 1 or 2 * len(grid.spots) <= len([*grid.every()]):
            for spot in grid.spots:
                found.setdefault(spot, []).append(number)
    return found


def describe_positions(placed: Placed, language: Language) -> str:
    """What the figure shows, for who can't see it."""
    said = [word("at_level", language, level=region, names=place_of(position, language)) for region, position in placed]
    return " ".join([*said, *axes_in_words(placed[0][1], language)])
