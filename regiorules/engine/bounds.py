"""Calculations and figures between bounds: what is certain of them where a number or a list is partly known."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from regiorules.facts.possible import Some, Span, spanning

_LARGEST_HALF = 2.0**1022  # two that are smaller can be added up
Bounds = tuple[float, float]


def calculate(function: Callable[[Any, Any], Any], left: Any, right: Any, *, divides: bool) -> Any:
    """What a calculation with at least one span lies between; unknown where it may have no answer."""
    first, second = between(left), between(right)
    if divides and second[0] <= 0 <= second[1]:
        return None
    found = [_corner(function, one, other) for one in first for other in second]
    return None if any(map(math.isnan, found)) else spanning(min(found), max(found))


def _corner(function: Callable[[Any, Any], Any], one: float, other: float) -> float:
    try:
        result = function(one, other)
    except OverflowError:
        return math.nan
    if _too_large(result, one, other):
        return math.nan
    return 0 if math.isnan(result) and 0 in (one, other) else result  # nothing times whatever


def _too_large(result: float, *numbers: float) -> bool:
    """True for what numbers that aren't endless make endless: there it has no answer."""
    return math.isinf(result) and all(map(math.isfinite, numbers))


def between(value: Any) -> Bounds:
    """The bounds of a number."""
    if isinstance(value, Some):
        return min(value.values), max(value.values)
    return (value.low, value.high) if isinstance(value, Span) else (value, value)


def total(figures: Sequence[Any]) -> Any:
    """The sum, exact until the end, so that the order of records is nothing."""
    if {int}.issuperset(map(type, figures)):
        return sum(figures)
    from fractions import Fraction  # which few need, and takes longer to import than all else here

    infinite = [figure for figure in figures if math.isinf(figure)]
    return sum(infinite) if infinite else float(sum(map(Fraction, figures)))


def figure(function: str, figures: Sequence[Any], tests: Sequence[bool | None], limits: Bounds, *, more: bool) -> Any:
    """
    A figure over records of which something lacks: a number, whether one counts, or (`more`) other records.

    `limits` are those of the field: what a gap in it, or another record, lies between.
    """
    if function == "count":
        return spanning(tests.count(True), math.inf if more else len(tests) - tests.count(False))
    columns = [limits if each is None else between(each) for each in figures]
    lows, highs = [low for low, _ in columns], [high for _, high in columns]
    try:
        if function == "share":
            return _share(columns, tests, more or limits[0] < 0)
        return _FIGURES[function](lows, highs, limits, more)
    except OverflowError:
        return None


def _sum(lows: Sequence[float], highs: Sequence[float], limits: Bounds, more: bool) -> Any:
    low = -math.inf if more and limits[0] < 0 else total(lows)
    return spanning(low, math.inf if more and limits[1] > 0 else total(highs))


def _max(lows: Sequence[float], highs: Sequence[float], limits: Bounds, more: bool) -> Any:
    return spanning(max(lows), max(*highs, *limits) if more else max(highs)) if lows else None


def _min(lows: Sequence[float], highs: Sequence[float], limits: Bounds, more: bool) -> Any:
    return spanning(min(*lows, *limits) if more else min(lows), min(highs)) if lows else None


def median(numbers: Sequence[float]) -> float:
    """The middle one of some numbers, or what lies between the middle two; without the cost of `statistics`."""
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    low, high = ordered[middle - 1 : middle + 1]
    return (low + high) / 2 if max(-low, high) < _LARGEST_HALF else low / 2 + high / 2


def _median(lows: Sequence[float], highs: Sequence[float], limits: Bounds, more: bool) -> Any:
    if not lows:
        return None
    low, high = median(lows), median(highs)
    return spanning(min(low, limits[0]), max(high, limits[1])) if more else spanning(low, high)


_FIGURES: dict[str, Callable[[Sequence[float], Sequence[float], Bounds, bool], Any]] = {
    "sum": _sum,
    "max": _max,
    "min": _min,
    "median": _median,
}


def _share(columns: Sequence[Bounds], tests: Sequence[bool | None], unbounded: bool) -> Any:
    """The part of those that count: least where they are small and the rest is large, and the other way round."""
    sure = [column for column, test in zip(columns, tests, strict=True) if test]
    others = [column for column, test in zip(columns, tests, strict=True) if test is False]
    either = [column for column, test in zip(columns, tests, strict=True) if test is None]
    if unbounded or total([low for low, _ in columns]) <= 0 or any(low < 0 for low, _ in columns):
        return None
    low = _part(total([low for low, _ in sure]), total([high for _, high in (*others, *either)]))
    high = 1 - _part(total([low for low, _ in others]), total([high for _, high in (*sure, *either)]))
    return None if math.isnan(low + high) else spanning(_wider(low, 0), _wider(high, 1))


def _part(part: float, rest: float) -> float:
    if _too_large(part + rest, part, rest):
        raise OverflowError
    return part / (part + rest) if part else 0.0


def _wider(share: float, end: float) -> float:
    """A rounded share, so much nearer to the end as rounding may have taken it away."""
    return share if share in (0, 1) else math.nextafter(share, end)
