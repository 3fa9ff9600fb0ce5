"""
Strong Kleene logic on trees: true, false, or None for unknown.

The executors use it for figures over records; explanations use it for everything.
"""

from __future__ import annotations

import math
import operator
import statistics
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from regiorules.rules.expressions import (
    COMPARE,
    Aggregate,
    And,
    Calculate,
    Compare,
    Constant,
    Contains,
    Expression,
    Field,
    Known,
    Not,
    OneOf,
    Or,
    Variable,
)

Values = Mapping[str, Any]
Record = Mapping[str, Any]
_CALCULATE: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_FIGURES: dict[str, Callable[[Sequence[Any]], Any]] = {"max": max, "min": min, "median": statistics.median}


def evaluate(tree: Expression, values: Values, record: Record | None = None) -> Any:
    """The value of a bound tree (inner form), or None where it is unknown."""
    match tree:
        case Constant(value):
            return value
        case Variable(name):
            return values.get(name)
        case Field(name):
            return record.get(name) if record is not None else None
        case Known(name):
            return True if values.get(name) is not None else None
        case And(parts):
            return conjunction(evaluate(part, values, record) for part in parts)
        case Or(parts):
            return negation(conjunction(negation(evaluate(part, values, record)) for part in parts))
        case Not(part):
            return negation(evaluate(part, values, record))
        case Compare(op, left, right):
            return compare(op, evaluate(left, values, record), evaluate(right, values, record))
        case OneOf(item, options):
            found = evaluate(item, values, record)
            return None if found is None else found in options
        case Contains(collection, option):
            found = evaluate(collection, values, record)
            return None if found is None else option in found
        case Calculate(op, left, right):
            return calculate(op, evaluate(left, values, record), evaluate(right, values, record))
        case Aggregate(function, records, where, of):
            test = None if where is None else lambda each: evaluate(where, values, each)
            return aggregate(function, values.get(records), test, of)
    raise TypeError(f"an unbound tree: {tree}")


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


def compare(op: str, left: Any, right: Any) -> bool | None:
    """Left op right; unknown where a side is."""
    return None if left is None or right is None else COMPARE[op](left, right)


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
    tests = [True if where is None else where(record) for record in records]
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
