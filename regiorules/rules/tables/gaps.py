"""
Gaps: values for which no row of a decision table holds.

The values of each column fall into parts within which every row says the same; the columns together are searched
for a part of each that no row has.  An assumption in a cell has the value that it has now; a table in which another
fact decides, is left alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations, count
from typing import Any

from attrs import evolve

from regiorules.facts.dates import day_of
from regiorules.frozen import frozen
from regiorules.rules.expressions import Constant, ParameterOf, Variable, bind
from regiorules.rules.tables.columns import Column
from regiorules.rules.tables.hits import Asked
from regiorules.rules.tables.reach import Bound, Boxes, Edge, Finite, Mark, Reach, Spans, Texts
from regiorules.text import exact, fold

Say = Callable[[float], str]
MOST = 3  # gaps that are named
_STEPS = 200_000  # of the search; beyond it nothing is said
_OPTIONS = 6  # of a set that rows speak of


@frozen
class Gap:
    """
    Values for which no row holds: the header and the cell of each column that matters, as text.

    `example` has one such value of each of them (outer form), by the name of the fact or the assumption; it is None
    where a column is about something else, which nobody gives.
    """

    text: str
    example: Mapping[str, Any] | None


@frozen
class Part:
    """
    Values of a column that are alike: how they are written in a cell, and the rows that hold for them, as bits.

    `example` is one of them (outer form): of numbers the least that can be written easily.
    """

    text: str
    rows: int
    example: Any


class _Unsettled(Exception):
    pass


def gaps(
    columns: Mapping[int, Column], rows: Sequence[Asked], parameters: Mapping[str, float], given: Collection[str]
) -> Iterator[Gap]:
    """The first few gaps; `given` are the names of facts and assumptions."""
    try:
        used = [at for at in columns if any(at in row for row in rows)]
        asked = ([row[at].inside if at in row else None for row in rows] for at in used)
        parts = [list(_parts(columns[at], each, parameters)) for at, each in zip(used, asked, strict=True)]
        found = _search(parts, (1 << len(rows)) - 1)
    except _Unsettled:
        return
    for chosen in found[:MOST]:
        matter = [(columns[at], part) for at, part in zip(used, chosen, strict=True) if part]
        named = [f"{column.subject} {part.text}" for column, part in matter]
        yield Gap(", ".join(named), _example(matter, given))


def _example(matter: Sequence[tuple[Column, Part]], given: Collection[str]) -> Mapping[str, Any] | None:
    """A value for each column, where all of them can be given, and each is there once."""
    names = [column.tree.name for column, _ in matter if isinstance(column.tree, Variable | ParameterOf)]
    if len(set(names) & set(given)) < len(matter):
        return None
    return {name: part.example for name, (_, part) in zip(names, matter, strict=True)}


def _search(parts: Sequence[Sequence[Part]], every: int) -> list[tuple[Part | None, ...]]:
    """What to choose in each column so that no row is left; what doesn't matter there is None."""
    found: list[tuple[Part | None, ...]] = []
    seen: set[tuple[int, int]] = set()
    steps = 0

    def look(depth: int, rows: int, chosen: tuple[Part | None, ...]) -> None:
        nonlocal steps
        steps += 1
        if steps > _STEPS:
            raise _Unsettled
        if not rows:
            found.append(chosen + (None,) * (len(parts) - depth))
        elif depth < len(parts) and (depth, rows) not in seen and len(found) < MOST:
            seen.add((depth, rows))
            matters = any(part.rows & rows != rows for part in parts[depth])
            for part in parts[depth] if matters else parts[depth][:1]:
                look(depth + 1, rows & part.rows, (*chosen, part if matters else None))

    look(0, every, ())
    return found


def _parts(column: Column, asked: Sequence[Reach | None], parameters: Mapping[str, float]) -> Iterator[Part]:
    """The values of a column in parts that no row divides; rows that ask nothing hold for all of them."""
    reaches = [each if each is None else _settled(each, parameters) for each in asked]
    for text, part, example in _divided(column, [each for each in reaches if each is not None]):
        rows = sum(1 << at for at, each in enumerate(reaches) if each is None or each.meets(part))
        yield Part(text, rows, example)


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


def _divided(column: Column, reaches: Sequence[Any]) -> Iterator[tuple[str, Reach, Any]]:
    """Every part of the values of a column, with how it is written, and one of its values."""
    if isinstance(column.limits, Finite):
        for value in sorted(column.limits.every, key=_order(column)):
            word = {True: "= ja", False: "= nee"}.get(value, f"= {value}")
            yield word, Finite(frozenset({value}), column.limits.every), value
    elif column.kind in ("number", "date"):
        say, outer = (day_of, day_of) if column.kind == "date" else (_number, _plain)
        for first, last in _stretches(column.limits, reaches):
            part = Spans(((first, last),), column.limits.whole)
            yield _written(first, last, say), part, outer(_inside(first, last))
    elif column.kind == "text":
        named = frozenset().union(*(each.texts for each in reaches))
        for each in sorted(named, key=_as_written):
            yield f"= {each.written}", Texts(frozenset({each})), _said(each)
        yield "= …", Texts(named, others=True), _another({fold(_said(each)) for each in named})
    else:
        yield from _choices(sorted({part.value for each in reaches for box in each.boxes for part in box}))


def _as_written(text: Constant) -> str:
    return text.written


def _said(text: Constant) -> str:
    """The text that stands between quotes in a cell, as conditions write it."""
    return str(json.loads(text.written))


def _another(texts: Collection[str]) -> str:
    """A text that is none of these, which are folded."""
    return next(word for size in count(1) if (word := "x" * size) not in texts)


def _order(column: Column) -> Any:
    options = column.fact.option_ids if column.fact else ()
    return lambda value: options.index(value) if value in options else str(value)


def _choices(options: Sequence[str]) -> Iterator[tuple[str, Reach, Any]]:
    """Every choice from the options of a set that rows speak of."""
    if len(options) > _OPTIONS:
        raise _Unsettled
    for size in range(len(options) + 1):
        for chosen in combinations(options, size):
            marks = (evolve(Mark(option), wanted=option in chosen) for option in options)
            yield f"= {{{', '.join(chosen)}}}", Boxes.of(*marks), list(chosen)


def _stretches(limits: Spans, reaches: Sequence[Spans]) -> Iterator[tuple[Edge, Edge]]:
    """The numbers between the edges at which some row begins or ends."""
    whole = limits.whole
    begins = {first for each in (*reaches, limits) for first, _ in each.stretches}
    begins |= {_next(last, whole) for each in reaches for _, last in each.stretches}
    for first, last in limits.stretches:
        edges = [first, *sorted(each for each in begins if first < each <= last and math.isfinite(each[0]))]
        for at, edge in enumerate(edges):
            yield edge, _previous(edges[at + 1], whole) if at + 1 < len(edges) else last


def _inside(first: Edge, last: Edge) -> float:
    """A number of a stretch: its ends before what lies between, and a whole number before another."""
    (low, after), (high, before) = first, last
    if math.isinf(low):
        return 0 if math.isinf(high) else high if not before else math.ceil(high) - 1
    if not after:
        return low
    whole = math.floor(low) + 1
    if whole < high:
        return whole
    return high if not before else (low + high) / 2


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number


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
    return exact(_plain(number))
