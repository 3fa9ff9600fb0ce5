"""
What a condition or an expression is worth, in the plainest way: three-valued logic as tables, and exact fractions.

It shares nothing with the engine but the trees.
"""

from __future__ import annotations

import itertools
import math
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from regiorules.facts.possible import Held, Incomplete, Partly, Some, Span
from regiorules.rules import expressions as ex

MINIMUM = {
    (True, True): True,
    (True, None): None,
    (True, False): False,
    (None, True): None,
    (None, None): None,
    (None, False): False,
    (False, True): False,
    (False, None): False,
    (False, False): False,
}
OPPOSITE = {True: False, False: True, None: None}


def truth(tree: ex.Expression, values: Mapping[str, Any], record: Mapping[str, Any] | None) -> bool | None:
    """True, false or unknown."""
    if isinstance(tree, ex.And):
        return _every([truth(part, values, record) for part in tree.parts])
    if isinstance(tree, ex.Or):
        return OPPOSITE[_every([OPPOSITE[truth(part, values, record)] for part in tree.parts])]
    if isinstance(tree, ex.Not):
        return OPPOSITE[truth(tree.part, values, record)]
    if isinstance(tree, ex.Known):
        return True if tree.name in values and not isinstance(values[tree.name], Partly) else None
    if isinstance(tree, ex.Compare):
        return _compare(tree.op, value_of(tree.left, values, record), value_of(tree.right, values, record))
    if isinstance(tree, ex.OneOf):
        item = value_of(tree.item, values, record)
        if item is None:
            return None
        if isinstance(item, Span):
            return None if any(item.low <= option <= item.high for option in tree.options) else False
        return _agreed({any(each == option for option in tree.options) for each in _points(item, None)})
    if isinstance(tree, ex.Contains):
        options = value_of(tree.collection, values, record)
        if isinstance(options, Held) and tree.option in options.may:
            return None
        yes = options.yes if isinstance(options, Held) else options
        return None if options is None else tree.option in yes
    found = value_of(tree, values, record)
    assert found in (True, False, None)
    return found  # type: ignore[no-any-return]


def _every(truths: Sequence[bool | None]) -> bool | None:
    result: bool | None = True
    for each in truths:
        result = MINIMUM[result, each]
    return result


def _compare(op: str, left: Any, right: Any) -> bool | None:
    """True or false where it is so for every pair of values that are possible."""
    if left is None or right is None:
        return None
    pairs = itertools.product(_points(left, right), _points(right, left))
    return _agreed({_plain_compare(op, one, other) for one, other in pairs})


def _plain_compare(op: str, left: Any, right: Any) -> bool:
    if op in ("==", "!="):
        return bool(left == right) is (op == "==")
    if op in ("<", ">="):
        return bool(left < right) is (op == "<")
    return bool(left > right) is (op == ">")


def _agreed(truths: set[bool]) -> bool | None:
    return truths.pop() if len(truths) == 1 else None


def _points(value: Any, other: Any) -> set[Any]:
    """Values that are possible: of a span its ends, what lies between, and the ends of the other within it."""
    if isinstance(value, Some):
        return set(value.values)
    if not isinstance(value, Span):
        return {value}
    edges = (other.low, other.high) if isinstance(other, Span) else (other,)
    middle = max(-1e300, value.low) / 2 + min(1e300, value.high) / 2
    middle = min(max(middle, value.low), value.high)  # as of what is larger than any number can be halved to
    return {value.low, middle, value.high} | {end for end in edges if value.low <= end <= value.high}


def value_of(tree: ex.Expression, values: Mapping[str, Any], record: Mapping[str, Any] | None) -> Any:
    """The value of anything, None where it is unknown."""
    if isinstance(tree, ex.Constant):
        return tree.value
    if isinstance(tree, ex.Variable):
        return values.get(tree.name)
    if isinstance(tree, ex.Field):
        assert record is not None
        return record[tree.name]
    if isinstance(tree, ex.Calculate):
        return _calculate(tree.op, value_of(tree.left, values, record), value_of(tree.right, values, record))
    if isinstance(tree, ex.Size):
        return _size(value_of(tree.collection, values, record))
    if isinstance(tree, ex.Aggregate):
        return _aggregate(tree, values)
    return truth(tree, values, record)


def _size(options: Any) -> Any:
    if isinstance(options, Held):
        return between([len(options.yes), len(options.yes | options.may)])
    return None if options is None else len([*options])


def _calculate(op: str, left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if not isinstance(left, Partly) and not isinstance(right, Partly):
        return _plain_calculate(op, left, right)
    if op == "**":
        return _power_between(ends(left), ends(right))
    if op == "/" and ends(right)[0] <= 0 <= ends(right)[1]:
        return None
    corners = [_corner(op, one, other) for one in ends(left) for other in ends(right)]
    return None if any(each is None or math.isnan(each) for each in corners) else between(corners)


def _corner(op: str, one: float, other: float) -> Any:
    if math.isfinite(one) and math.isfinite(other):
        return _plain_calculate(op, one, other)
    if op == "*":
        return 0 if 0 in (one, other) else one * other
    return one + other if op == "+" else one - other if op == "-" else other - one if op == "months" else one / other


def _power_between(base: tuple[float, float], exponent: tuple[float, float]) -> Any:
    """Over the ends, and zero where the base may be on both sides of it; rounded powers may be one step further off."""
    below = base[0] < 0
    if below and not (exponent[0] == exponent[1] and float(exponent[0]).is_integer()):
        return None
    if exponent[0] < 0 and base[0] <= 0 <= base[1]:
        return None
    found = []
    for one, other in itertools.product({*base, *([0] if below and base[1] > 0 else [])}, set(exponent)):
        try:
            each = float(one) ** float(other)
        except OverflowError:
            return None
        natural = math.isfinite(one) and math.isfinite(other) and one == int(one) and other == int(other) >= 0
        if other in (0, 1) or one in (0, 1) or (natural and Fraction(int(one)) ** int(other) == each):
            found.append(each)
        else:
            found += [math.nextafter(each, -math.inf), math.nextafter(each, math.inf)]
    return between(found if below else [max(each, 0.0) for each in found])


def ends(value: Any) -> tuple[float, float]:
    """The least and the greatest that a number may be."""
    if isinstance(value, Some):
        return min(value.values), max(value.values)
    return (value.low, value.high) if isinstance(value, Span) else (value, value)


def between(found: Sequence[float]) -> Any:
    """What lies between the least and the greatest of these; None where that is anything."""
    low, high = min(found), max(found)
    if low == high:
        return low
    return None if (low, high) == (-math.inf, math.inf) else Span(low, high)


def _plain_calculate(op: str, left: Any, right: Any) -> Any:
    if op == "months":
        return months(left, right)
    if op == "/" and right == 0:
        return None
    if op == "**" and (right < 0 if left == 0 else left < 0 and right != math.floor(right)):
        return None
    try:
        if op == "**":
            return _finite(float(left) ** float(right))
        if op == "/":
            return _finite(left / right)
        return _finite(left + right if op == "+" else left - right if op == "-" else left * right)
    except OverflowError:
        return None


def months(start: int, end: int) -> int:
    """How often the day of the month of the first comes round until the second; a day that there isn't comes after."""
    if start > end:
        return -months(end, start)
    first, last = date.fromordinal(int(start)), date.fromordinal(int(end))
    whole, year, month = 0, first.year, first.month
    while (following := (year + month // 12, month % 12 + 1, first.day)) <= (last.year, last.month, last.day):
        whole, (year, month, _) = whole + 1, following
    return whole


def _finite(number: Any) -> Any:
    return number if abs(number) <= sys.float_info.max else None


def _aggregate(tree: ex.Aggregate, values: Mapping[str, Any]) -> Any:
    if tree.records not in values:
        return None
    records = values[tree.records]
    tests = [True if tree.where is None else truth(tree.where, values, record) for record in records]
    more = isinstance(records, Incomplete)
    if tree.function in ("all", "any"):
        tests += [None] if more else []
        return _every(tests) if tree.function == "all" else OPPOSITE[_every([OPPOSITE[test] for test in tests])]
    column = [record[tree.of] for record in records] if tree.of else [0] * len(tests)
    if not more and None not in tests and None not in column and not any(isinstance(each, Span) for each in column):
        return _figure(tree.function, column, tests)
    return _figure_between(tree, column, tests, more)


def _figure(function: str, column: Sequence[Any], tests: Sequence[Any]) -> Any:
    if function == "count":
        return len([test for test in tests if test])
    if function == "sum":
        return total(column)
    if function == "share":
        chosen = total([each for each, test in zip(column, tests, strict=True) if test])
        return None if chosen is None else _calculate("/", chosen, total(column))
    return one_of(function, sorted(column))


def _figure_between(tree: ex.Aggregate, column: Sequence[Any], tests: Sequence[bool | None], more: bool) -> Any:
    """The least and the most that it may be, over every way to fill the gaps."""
    if tree.function == "count":
        return between([tests.count(True), math.inf if more else len(tests) - tests.count(False)])
    low, high = tree.limits
    if tree.function == "share" and (more or low < 0 or any(ends(each)[0] < 0 for each in column if each is not None)):
        return None
    edges = [set(tree.limits) if each is None else set(ends(each)) for each in column]
    chosen = [[True, False] if test is None else [test] for test in tests]
    found = []
    for filled in itertools.product(*edges):
        for counted in itertools.product(*chosen):
            found.append(_with_infinite(tree.function, filled, counted))
            if more and column:
                found += _with_others(tree.function, filled, tree.limits)
    if more and not column and tree.function == "sum":
        found = [0, *([math.inf] if high > 0 else []), *([-math.inf] if low < 0 else [])]
    return None if not found or any(each is None or math.isnan(each) for each in found) else between(found)


def _with_infinite(function: str, filled: Sequence[float], counted: Sequence[bool]) -> Any:
    """A figure of which some numbers may be endless."""
    if all(map(math.isfinite, filled)):
        return _figure(function, filled, counted)
    if function == "sum":
        return sum(filled)
    if function == "share":
        part = sum(each for each, test in zip(filled, counted, strict=True) if test)
        return 0 if math.isfinite(part) else 1
    return one_of(function, sorted(filled))


def _with_others(function: str, filled: Sequence[float], limits: tuple[float, float]) -> list[float]:
    low, high = limits
    if function == "sum":
        return [math.inf if high > 0 else sum(filled), -math.inf if low < 0 else sum(filled)]
    if function == "median":
        return [low, high]
    return [max(*filled, low), max(*filled, high)] if function == "max" else [min(*filled, low), min(*filled, high)]


def total(column: Sequence[Any]) -> Any:
    """The exact sum, rounded once; whole numbers stay whole."""
    exact = sum((Fraction(each) for each in column), Fraction(0))
    if all(isinstance(each, int) for each in column):
        return _finite(int(exact))
    try:
        return _finite(float(exact))
    except OverflowError:
        return None


def one_of(function: str, column: Sequence[Any]) -> Any:
    """The least, the greatest or the middle of numbers in order; None of none."""
    if not column:
        return None
    if function in ("min", "max"):
        return column[0 if function == "min" else -1]
    middle = len(column) // 2
    if len(column) % 2:
        return column[middle]
    low, high = column[middle - 1 : middle + 1]
    if math.isfinite(low) and math.isfinite(high):
        return float((Fraction(low) + Fraction(high)) / 2)
    return low + high


def whole(value: Any) -> bool:
    """True for what is known, and not in part."""
    return value is not None and not isinstance(value, Partly)
