"""Where a region stands in the figures: on axes, in parts that have a name, on a route."""

from __future__ import annotations

from attrs import field

from regiorules.advice.lines import ADDED, SPARSE
from regiorules.engine.states import Status
from regiorules.frozen import frozen


@frozen
class AxisLevel:
    """A level of an axis at which the region may stand."""

    id: str
    label: str
    coordinate: float


@frozen
class Axis:
    """
    One axis of a figure: from `low` to `high`; `coordinate` runs from 0 to 1, None where it isn't one.

    Of what is partly known `possible` are the levels that it may be, from low to high; else there are none.
    `levels` are all that the axis has, from low to high.
    """

    fact: str
    title: str
    low: str
    high: str
    value: str
    coordinate: float | None
    possible: tuple[AxisLevel, ...] = field(default=(), metadata=SPARSE)
    levels: tuple[AxisLevel, ...] = field(default=(), metadata=ADDED)


@frozen
class Area:
    """A part of a figure that has a name: `spots` has the level on each axis, by its id, of every place in it."""

    id: str
    label: str
    spots: tuple[tuple[str, ...], ...]


@frozen
class Stop:
    """What a route brings about next: the fact of an axis, and the level that it comes to have."""

    fact: str
    level: str
    label: str


@frozen
class Way:
    """A route through a figure: the stops that are still ahead, in order; `status` says whether the route holds."""

    route: str
    title: str
    status: Status
    stops: tuple[Stop, ...]


@frozen
class Position:
    """
    Where the region stands in one figure; `name` is "" while that is open.

    Then `possible` are the names that it may have, where what is partly known rules out others.  `areas` are the
    parts of the figure that the rules give a name by its axes alone: the quadrants, where there are two; `ways` are
    the routes through it, those that hold or else those that may still.
    """

    id: str
    figure: int
    title: str
    name: str
    axes: tuple[Axis, ...]
    statements: tuple[str, ...]
    possible: tuple[str, ...] = field(default=(), metadata=SPARSE)
    areas: tuple[Area, ...] = field(default=(), metadata=ADDED)
    ways: tuple[Way, ...] = field(default=(), metadata=ADDED)
