"""Positions of any form, for tests that hold for all of them."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from regiorules.advice.model import Area, Axis, AxisLevel, Position, Stop, Way

MARKUP = (
    "<script>alert(1)</script>",
    "</text></svg><b onload='x'>",
    'a" onload="alert(1)',
    "]]>&lt;&#x3c;",
    "\u202eomgekeerd",
    "\x1b[31m\0\ufffe\ud800",
    "arbeidsmarktregiosamenwerkingsovereenkomstenadministratie",
    "漢字" * 20,
    "WWWWMMMM%%%%@@@@" * 4,
    " \n ",
    "",
)
names = st.one_of(st.sampled_from(MARKUP), st.text(max_size=40), st.sampled_from(("laag", "hoog", "los en losser")))


@st.composite
def _axes(draw: DrawFn, name: str) -> Axis:
    count = draw(st.integers(1, 6))
    levels = tuple(AxisLevel(f"l{at}", draw(names), at / max(count - 1, 1)) for at in range(count))
    known = draw(st.sampled_from([None, *levels]))
    possible = draw(st.sets(st.sampled_from(levels), min_size=2)) if known is None and count > 2 else set()
    held = tuple(each for each in levels if each in possible)
    ends = (levels[0].label, levels[-1].label)
    return Axis(name, draw(names), *ends, known.label if known else "?", known and known.coordinate, held, levels)


@st.composite
def _positions(draw: DrawFn) -> Position:
    axes = tuple(draw(_axes(name)) for name in "xy"[: draw(st.integers(1, 2))])
    spots: list[tuple[str, ...]] = [()]
    for axis in axes:
        spots = [(*spot, level.id) for spot in spots for level in axis.levels]
    owners = [draw(st.integers(0, 3)) for _ in spots]  # 0: in no part
    parts = {owner: tuple(spot for spot, each in zip(spots, owners, strict=True) if each == owner) for owner in owners}
    areas = tuple(Area(f"a{owner}", draw(names), inside) for owner, inside in parts.items() if owner)
    stops = [Stop(axis.fact, level.id, level.label) for axis in axes for level in axis.levels]
    routes = draw(st.lists(st.lists(st.sampled_from(stops), min_size=1, max_size=3), max_size=3))
    status = draw(st.sampled_from(("holds", "open")))
    ways = tuple(Way(f"r{at}", draw(names), status, tuple(each)) for at, each in enumerate(routes))
    name, possible = draw(names), tuple(draw(st.lists(names, max_size=2)))
    return Position("p", draw(st.integers(0, 12)), draw(names), name, axes, (), possible, areas, ways)


positions: SearchStrategy[Position] = _positions()
