"""
Gaps: values for which no row of a decision table holds.

The values of each column fall into parts within which every row says the same; the columns together are searched
for a part of each that no row has.  An assumption in a cell has the value that it has now; a table in which another
fact decides, is left alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from attrs import evolve, frozen

from regiorules.facts.dates import day_of
from regiorules.rules.expressions import Constant, bind
from regiorules.rules.tables.columns import Column
from regiorules.rules.tables.hits import Asked
from regiorules.rules.tables.reach import Bound, Boxes, Edge, Finite, Mark, Reach, Spans, Texts
from regiorules.text import exact

Say = Callable[[float], str]
MOST = 3  # gaps that are named
_STEPS = 200_000  # of the search; beyond it nothing is said
_OPTIONS = 6  # of a set that rows speak of


@frozen
class Part:
    """Values of a column that are alike: how they are written in a cell, and the rows that hold for them, as bits."""

    text: str
    rows: int


class _Unsettled(Exception):
    pass


def gaps(columns: Mapping[int, Column], rows: Sequence[Asked], parameters: Mapping[str, float]) -> Iterator[str]:
    """The first few gaps, each as the header and the cell of the columns that matter for it."""
    try:
        used = [at for at in columns if any(at in row for row in rows)]
        asked = ([row[at].inside if at in row else None for row in rows] for at in used)
        parts = [list(_parts(columns[at], each, parameters)) for at, each in zip(used, asked, strict=True)]
        found = _search(parts, (1 << len(rows)) - 1)
    except _Unsettled:
        return
    for chosen in found[:MOST]:
        named = (f"{columns[at].subject} {text}" for at, text in zip(used, chosen, strict=True) if text)
        yield ", ".join(named)


def _search(parts: Sequence[Sequence[Part]], every: int) -> list[tuple[str, ...]]:
    """What to choose in each column so that no row is left; what doesn't matter there is empty."""
    found: list[tuple[str, ...]] = []
    seen: set[tuple[int, int]] = set()
    steps = 0

    def look(depth: int, rows: int, chosen: tuple[str, ...]) -> None:
        nonlocal steps
        steps += 1
        if steps > _STEPS:
            raise _Unsettled
        if not rows:
            found.append(chosen + ("",) * (len(parts) - depth))
        elif depth < len(parts) and (depth, rows) not in seen and len(found) < MOST:
            seen.add((depth, rows))
            matters = any(part.rows & rows != rows for part in parts[depth])
            for part in parts[depth] if matters else parts[depth][:1]:
                look(depth + 1, rows & part.rows, (*chosen, part.text if matters else ""))

    look(0, every, ())
    return found


def _parts(column: Column, asked: Sequence[Reach | None], parameters: Mapping[str, float]) -> Iterator[Part]:
    """The values of a column in parts that no row divides; rows that ask nothing hold for all of them."""
    reaches = [each if each is None else _settled(each, parameters) for each in asked]
    for text, part in _divided(column, [each for each in reaches if each is not None]):
        rows = sum(1 << at for at, each in enumerate(reaches) if each is None or each.meets(part))
        yield Part(text, rows)


def _settled(reach: Reach, parameters: Mapping[str, float]) -> Reach:
    """For which values a cell holds, with the assumptions as they are."""
    if not isinstance(reach, Boxes) or all(isinstance(part, Mark) for box in reach.boxes for part in box):
        return reach
    found: Any = None
    for box in reach.boxes:
        spans: Any = None
        for part in box:
            assert isinstance(part, Bound)
            at = bind(part.at, parameters)
            if not isinstance(at, Constant):
                raise _Unsettled
            op = ("<" if part.upper else ">") + ("=" if part.closed else "")
            one = Spans.of(op, at.value, whole=part.whole)
            spans = one if spans is None else spans.narrowed(one)
        found = spans if found is None else found.joined(spans)
    return found or reach


def _divided(column: Column, reaches: Sequence[Any]) -> Iterator[tuple[str, Reach]]:
    """Every part of the values of a column, with how it is written."""
    if isinstance(column.limits, Finite):
        for value in sorted(column.limits.every, key=_order(column)):
            word = {True: "= ja", False: "= nee"}.get(value, f"= {value}")
            yield word, Finite(frozenset({value}), column.limits.every)
    elif column.kind in ("number", "date"):
        yield from _stretches(column.limits, reaches, day_of if column.kind == "date" else _number)
    elif column.kind == "text":
        named = frozenset().union(*(each.texts for each in reaches))
        yield from ((f"= {each.written}", Texts(frozenset({each}))) for each in sorted(named, key=_as_written))
        yield "= …", Texts(named, others=True)
    else:
        yield from _choices(sorted({part.value for each in reaches for box in each.boxes for part in box}))


def _as_written(text: Constant) -> str:
    return text.written


def _order(column: Column) -> Any:
    options = column.fact.option_ids if column.fact else ()
    return lambda value: options.index(value) if value in options else str(value)


def _choices(options: Sequence[str]) -> Iterator[tuple[str, Reach]]:
    """Every choice from the options of a set that rows speak of."""
    if len(options) > _OPTIONS:
        raise _Unsettled
    for size in range(len(options) + 1):
        for chosen in combinations(options, size):
            marks = (evolve(Mark(option), wanted=option in chosen) for option in options)
            yield f"= {{{', '.join(chosen)}}}", Boxes.of(*marks)


def _stretches(limits: Spans, reaches: Sequence[Spans], say: Say) -> Iterator[tuple[str, Reach]]:
    """The numbers between the edges at which some row begins or ends."""
    whole = limits.whole
    begins = {first for each in (*reaches, limits) for first, _ in each.stretches}
    begins |= {_next(last, whole) for each in reaches for _, last in each.stretches}
    for first, last in limits.stretches:
        edges = [first, *sorted(each for each in begins if first < each <= last and math.isfinite(each[0]))]
        for at, edge in enumerate(edges):
            end = _previous(edges[at + 1], whole) if at + 1 < len(edges) else last
            yield _written(edge, end, say), Spans(((edge, end),), whole)


def _next(edge: Edge, whole: bool) -> Edge:
    return (edge[0] + 1, 0) if whole else (edge[0], edge[1] + 1)


def _previous(edge: Edge, whole: bool) -> Edge:
    return (edge[0] - 1, 0) if whole else (edge[0], edge[1] - 1)


def _written(first: Edge, last: Edge, say: Say) -> str:
    """A stretch of numbers as it is written in a cell."""
    if first == last:
        return f"= {say(first[0])}"
    if math.isinf(first[0]) and math.isinf(last[0]):
        return "= …"
    if math.isinf(first[0]):
        return f"{'<' if last[1] else '<='} {say(last[0])}"
    if math.isinf(last[0]):
        return f"{'>' if first[1] else '>='} {say(first[0])}"
    return f"{']' if first[1] else '['}{say(first[0])}..{say(last[0])}{'[' if last[1] else ']'}"


def _number(number: float) -> str:
    return exact(int(number) if number == int(number) else number)
