"""Strong Kleene logic: true, false, or None for unknown; with it calculations, and figures over records."""

from __future__ import annotations

import math
import operator
import statistics
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

Values = Mapping[str, Any]
Record = Mapping[str, Any]
_CALCULATE: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_FIGURES: dict[str, Callable[[Sequence[Any]], Any]] = {"max": max, "min": min, "median": statistics.median}


def conjunction(parts: Any) -> bool | None:
    """False as soon as one part is false, else unknown as soon as one is unknown."""
    result: bool | None = True
    for part in parts:
        if part is False:
            return False
        if part is None:
            result = None
    return result


def negation(value: bool | None) -> bool | None:
    """The opposite; unknown stays unknown."""
    return None if value is None else not value


def calculate(op: str, left: Any, right: Any) -> float | None:
    """Left op right; unknown where a side is, or where there is no finite answer."""
    if left is None or right is None:
        return None
    result: float | None = _finite(_CALCULATE[op], left, right)
    return result


def _finite(function: Callable[..., Any], *arguments: Any) -> Any:
    try:
        result = function(*arguments)
        return result if math.isfinite(result) else None
    except (ZeroDivisionError, OverflowError):
        return None


def _total(figures: Sequence[Any]) -> Any:
    """The sum, exact until the end, so that the order of records is nothing."""
    if all(isinstance(figure, int) for figure in figures):
        return sum(figures)
    return float(sum(map(Fraction, figures)))


def aggregate(
    function: str, records: Sequence[Record] | None, where: Callable[[Record], bool | None] | None, of: str
) -> Any:
    """A figure or statement about records; unknown where the records, or what it needs of them, are."""
    if records is None:
        return None
    return figure(function, records, [True if where is None else where(record) for record in records], of)


def figure(function: str, records: Sequence[Record], tests: Sequence[bool | None], of: str) -> Any:
    """As `aggregate`, of records of which is known whether each counts."""
    if function == "all":
        return conjunction(tests)
    if function == "any":
        return negation(conjunction(negation(test) for test in tests))
    if None in tests:
        return None
    if function == "count":
        return tests.count(True)
    figures = [record.get(of) for record in records]
    if None in figures:
        return None
    if function == "sum":
        return _finite(_total, figures)
    if function == "share":
        chosen = [figure for figure, test in zip(figures, tests, strict=True) if test]
        return calculate("/", _finite(_total, chosen), _finite(_total, figures))
    return _finite(_FIGURES[function], figures) if figures else None
