"""Strong Kleene logic: true, false, or None for unknown; with it calculations, and figures over records."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from regiorules.engine import bounds
from regiorules.engine.bounds import between, median, total
from regiorules.engine.powers import between_powers, power
from regiorules.facts.dates import months_between
from regiorules.facts.possible import Incomplete, Span, is_partly, spanning

Values = Mapping[str, Any]
Record = Mapping[str, Any]
_CALCULATE: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": power,
    "months": months_between,
}
_FIGURES: dict[str, Callable[[Sequence[Any]], Any]] = {"max": max, "min": min, "median": median}


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


def calculate(op: str, left: Any, right: Any) -> Any:
    """Left op right, between bounds where a side is; unknown where a side is, or where there is no finite answer."""
    if left is None or right is None:
        return None
    if is_partly(left) or is_partly(right):
        if op == "**":
            ends = between_powers(between(left), between(right))
            return None if ends is None else spanning(*ends)
        return bounds.calculate(_CALCULATE[op], left, right, divides=op == "/")
    return _finite(_CALCULATE[op], left, right)


def _finite(function: Callable[..., Any], *arguments: Any) -> Any:
    try:
        result = function(*arguments)
        return result if math.isfinite(result) else None
    except (ZeroDivisionError, OverflowError, ValueError):
        return None


def aggregate(
    function: str,
    records: Sequence[Record] | None,
    where: Callable[[Record], bool | None] | None,
    of: str,
    limits: tuple[float, float],
) -> Any:
    """A figure or statement about records; unknown where the records, or what it needs of them, are."""
    if records is None:
        return None
    return figure(function, records, [True if where is None else where(record) for record in records], of, limits)


def figure(
    function: str, records: Sequence[Record], tests: list[bool | None], of: str, limits: tuple[float, float]
) -> Any:
    """
    As `aggregate`, of records of which is known whether each counts.

    Where something lacks it lies between bounds; `limits` are those of the field.
    """
    more = isinstance(records, Incomplete)
    if function in ("all", "any"):
        return _statement(function, [*tests, None] if more else tests)
    figures = [record.get(of) for record in records] if of else []
    if more or None in tests or None in figures or Span in map(type, figures):
        return bounds.figure(function, figures, tests, limits, more=more)
    if function == "count":
        return tests.count(True)
    if function == "sum":
        return _finite(total, figures)
    if function == "share":
        chosen = [figure for figure, test in zip(figures, tests, strict=True) if test]
        return calculate("/", _finite(total, chosen), _finite(total, figures))
    return _finite(_FIGURES[function], figures) if figures else None


def _statement(function: str, tests: Sequence[bool | None]) -> bool | None:
    return conjunction(tests) if function == "all" else negation(conjunction(map(negation, tests)))
