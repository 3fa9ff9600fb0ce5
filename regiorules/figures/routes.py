"""The routes in a figure: an arrow from where the region stands to where the route leads."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.advice.model import Way
from regiorules.figures.grid import Grid
from regiorules.figures.legend import Entry, Mark
from regiorules.figures.marks import PAPER, ROUTE, arrow, bends, dot, text
from regiorules.figures.words import word
from regiorules.frozen import frozen
from regiorules.text import Language

Points = tuple[tuple[float, float], ...]  # one is the end alone, for a route of which the start isn't known at all
_DASH = "7 4"  # of a route that may still be another


@frozen
class Routes:
    """The routes of a position, as they stand in its grid."""

    grid: Grid
    language: Language

    def found(self) -> dict[Points, list[Way]]:
        """The ways through the figure, by where they go; those that go the same way together."""
        found: dict[Points, list[Way]] = {}
        for way in self.grid.position.ways:
            points = self.points(way)
            if points:
                found.setdefault(points, []).append(way)
        return found

    def points(self, way: Way) -> Points:
        """Where a route goes; nothing where it goes nowhere that can be shown."""
        end = self.grid.end_of(way)
        if len(self.grid.spots) > 1 and len(self.grid.spots) == len([*self.grid.every()]):
            return ((self.grid.x(end[0]), self.grid.y(end[1])),) if end else ()
        points = bends([(self.grid.x(column), self.grid.y(row)) for column, row in self.grid.way(way)])
        return points if len(points) > 1 else ()

    def marks(self) -> Iterator[str]:
        """An arrow each, or the end alone; with a number where there are several."""
        found = self.found()
        for points, ways in found.items():
            yield from _drawn(points, ways)
        for number, points in enumerate(found, 1) if len(found) > 1 else ():
            yield from _badge(number, *_middle(points))

    def entries(self) -> Iterator[Entry]:
        """What the arrows mean."""
        found = self.found()
        for number, (points, ways) in enumerate(found.items(), 1):
            name = ("route" if ways[0].status == "holds" else "route_open") + ("_end" if len(points) == 1 else "")
            said = word(name, self.language, titles=", ".join(way.title for way in ways))
            yield Entry(said, _sample(points, ways, number if len(found) > 1 else 0))


def _drawn(points: Points, ways: list[Way]) -> Iterator[str]:
    if len(points) == 1:
        yield from _target(*points[0])
    else:
        yield from arrow(points, ROUTE, "" if ways[0].status == "holds" else _DASH)
        yield dot(*points[0], 5, ROUTE)


def _target(x: float, y: float) -> Iterator[str]:
    yield dot(x, y, 9, PAPER, ROUTE, 3)
    yield dot(x, y, 4, ROUTE, PAPER, 0)


def _sample(points: Points, ways: list[Way], number: int) -> Mark:
    def draw(x: float, y: float) -> list[str]:
        start = x + (15 if number else 2)
        shown = _drawn(((start, y), (x + 35, y)) if len(points) > 1 else ((x + 26, y),), ways)
        return [*shown, *(_badge(number, x + 8, y) if number else ())]

    return draw


def _badge(number: int, x: float, y: float) -> Iterator[str]:
    yield dot(x, y, 8, PAPER, ROUTE, 1.5)
    yield text(x, y - 6, str(number), anchor="middle", bold=True, size=11)


def _middle(points: Points) -> tuple[float, float]:
    """Where the number of a route stands: halfway its first line, or beside its end."""
    if len(points) == 1:
        return points[0][0] + 20, points[0][1]
    (x, y), (u, v) = points[:2]
    return (x + u) / 2, (y + v) / 2
