"""Where a region stands: the axes and the parts of a figure, the region's place or the area it is in, and its route."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from regiorules.advice.model import Area, Position, Way
from regiorules.figures.figure import Figure
from regiorules.figures.frame import Frame
from regiorules.figures.grid import Grid
from regiorules.figures.legend import Entry, legend
from regiorules.figures.marks import PLACE, dot, hatched
from regiorules.figures.routes import Routes
from regiorules.figures.words import word
from regiorules.frozen import frozen
from regiorules.text import Language


def position_figure(position: Position, language: Language) -> Figure:
    """Where the region stands in one figure of the advice, and which way its route goes, in "nl" or "en"."""
    grid = Grid(position)
    drawn = _Drawing(grid, language)
    routes = Routes(grid, language)
    entries, end = legend((*drawn.entries(), *routes.entries()), grid.end, grid.width)
    marks = (*Frame(grid).marks(), *routes.marks(), *Frame(grid).names(), *drawn.place(), *entries)
    return Figure.of(titled(position, language), describe_position(position, language), grid.width, end, marks)


def titled(position: Position, language: Language) -> str:
    """The title of a figure, with its number where it has one."""
    return (
        word("numbered", language, number=position.figure, title=position.title) if position.figure else position.title
    )


# --- drawing -------------------------------------------------------------------------------------


@frozen
class _Drawing:
    grid: Grid
    language: Language

    def place(self) -> Iterator[str]:
        """The mark of the region, where its place is known."""
        if len(self.grid.spots) == 1:
            [(column, row)] = self.grid.spots
            yield dot(self.grid.x(column), self.grid.y(row), 10, PLACE)

    def entries(self) -> Iterator[Entry]:
        """What the marks mean."""
        position = self.grid.position
        if len(self.grid.spots) == 1:
            said = (
                word("place", self.language, name=position.name) if position.name else word("place_bare", self.language)
            )
            yield Entry(said, lambda x, y: [dot(x + 18, y, 8, PLACE)])
        else:
            said = word("somewhere", self.language)
            possible = f"{said}. {word('possible', self.language, names=', '.join(position.possible))}"
            yield Entry(possible if position.possible else said, _swatch)


def _swatch(x: float, y: float) -> list[str]:
    return [*hatched(x, y - 8, 36, 16)]


# --- in words ------------------------------------------------------------------------------------


def describe_position(position: Position, language: Language) -> str:
    """What the figure shows, for who can't see it."""
    return " ".join(_sentences(position, language))


def _sentences(position: Position, language: Language) -> Iterator[str]:
    known = "stands" if position.name else "stands_one_of" if position.possible else "stands_open"
    yield word(known, language, name=position.name or ", ".join(position.possible))
    for axis in position.axes[::-1]:
        yield word("on_axis", language, title=axis.title, value=axis.value)
    for way in position.ways:
        yield _way(way, position, language)
    yield from axes_in_words(position, language)


def axes_in_words(position: Position, language: Language) -> Iterator[str]:
    """The axes of a figure and its parts, whichever region stands in it."""
    for axis, direction in zip(position.axes[::-1], ("up", "across"), strict=False):
        yield word("axis", language, way=word(direction, language), title=axis.title, low=axis.low, high=axis.high)
    if position.areas:
        yield word("areas", language, names="; ".join(_area(area, position, language) for area in position.areas))


def _area(area: Area, position: Position, language: Language) -> str:
    """A part with the levels that it is at, where it is all that these have in common."""
    held = [{spot[number] for spot in area.spots} for number, _ in enumerate(position.axes)]
    if prod(map(len, held)) > len(area.spots):
        return area.label
    said = (
        f"{axis.title}: {word('or', language).join(each.label for each in axis.levels if each.id in levels)}"
        for axis, levels in zip(position.axes, held, strict=True)
    )
    return f"{area.label} ({', '.join(said)})"


def _way(way: Way, position: Position, language: Language) -> str:
    titles = {axis.fact: axis.title for axis in position.axes}
    stops = word("then", language).join(f"{titles[stop.fact]}: {stop.label}" for stop in way.stops)
    return word("leads" if way.status == "holds" else "leads_open", language, title=way.title, stops=stops)
