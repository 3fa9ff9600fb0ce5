"""
What is still possible of a fact that is partly known: the inner form, beside plain values and None for unknown.

A number is a `Span`, a level, choice or text is `Some` of its values, a set is `Held` so far, and a list of records
that is `Incomplete` may hold more.  `<`, `<=`, `>` and `>=` say what is *certain*: true where it is so for every value
that is possible, so that neither of two opposites may hold.  `==` compares the objects; `certain` has the certain form
of each comparison.  Each has at least two values: one is a plain value, and all of them is unknown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from regiorules.frozen import frozen


class Partly:
    """A value of which something is known, and not all."""

    __slots__ = ()


@frozen(order=False)
class Span(Partly):
    """A number from `low` up to and including `high`; either may be infinite."""

    low: float
    high: float

    def __lt__(self, other: Any) -> bool:
        return bool(self.high < _low(other))

    def __le__(self, other: Any) -> bool:
        return bool(self.high <= _low(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.low > _high(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self.low >= _high(other))

    def holds(self, value: Any) -> bool:
        """True where this value is possible."""
        return bool(self.low <= value <= self.high)


@frozen(order=False)
class Some(Partly):
    """One of these values: ranks of a scale, options, or texts."""

    values: frozenset[Any]

    def __lt__(self, other: Any) -> bool:
        return bool(max(self.values) < _low(other))

    def __le__(self, other: Any) -> bool:
        return bool(max(self.values) <= _low(other))

    def __gt__(self, other: Any) -> bool:
        return bool(min(self.values) > _high(other))

    def __ge__(self, other: Any) -> bool:
        return bool(min(self.values) >= _high(other))

    def holds(self, value: Any) -> bool:
        """True where this value is possible."""
        return value in self.values


@frozen(order=False)
class Held(Partly):
    """A set that certainly holds `yes`, and may hold `may`; nothing else."""

    yes: frozenset[str]
    may: frozenset[str]

    def __contains__(self, option: str) -> bool:
        return option in self.yes

    def lacks(self, option: str) -> bool:
        """True where the option is certainly not in the set."""
        return option not in self.yes and option not in self.may


class Incomplete(tuple[Any, ...], Partly):
    """Records of a list that may hold others too."""

    __slots__ = ()


PARTLY: frozenset[type] = frozenset({Span, Some, Held, Incomplete})  # every kind of value that is partly known


def is_partly(value: Any) -> bool:
    """True for what is partly known."""
    return isinstance(value, Partly)


def is_known(value: Any) -> bool:
    """True for what is known whole: neither unknown nor partly known."""
    return value is not None and not isinstance(value, Partly)


def spanning(low: float, high: float) -> float | Span | None:
    """The number between two bounds: one where they are equal, unknown where there are none."""
    if low == high:
        return low
    return None if math.isinf(low) and math.isinf(high) else Span(low, high)


def certain(sign: str, left: Any, right: Any) -> bool | None:
    """Whether left `sign` right is true for all that is possible (True), for nothing (False), or neither."""
    opposite, test = _OPPOSITES[sign]
    if test(left, right):
        return True
    return False if _TESTS[opposite](left, right) else None


def among(item: Any, options: Iterable[Any]) -> bool | None:
    """Whether a partly known value is one of the options."""
    known = list(options)
    if isinstance(item, Some):
        found = {value in known for value in item.values}
        return found.pop() if len(found) == 1 else None
    return None if any(map(item.holds, known)) else False


def has(collection: Any, option: str) -> bool | None:
    """Whether an option is in a set."""
    if isinstance(collection, Held):
        return True if option in collection.yes else False if collection.lacks(option) else None
    return option in collection


def size(collection: Any) -> int | Span | None:
    """How many options are in a set; None where that is unknown."""
    if isinstance(collection, Held):
        return Span(len(collection.yes), len(collection.yes) + len(collection.may))
    return None if collection is None else len(collection)


def equal(left: Any, right: Any) -> bool:
    """True where two values are certainly the same."""
    return not is_partly(left) and not is_partly(right) and bool(left == right)


def unequal(left: Any, right: Any) -> bool:
    """True where two values are certainly not the same."""
    if isinstance(left, Span) or isinstance(right, Span):
        return bool(_high(left) < _low(right) or _low(left) > _high(right))
    return _values(left).isdisjoint(_values(right))


def contradicts(given: Any, values: Iterable[Any]) -> bool:
    """True where one of the values isn't possible by what is given."""
    if is_partly(given):
        return any(both(given, value) is None for value in values)
    return given is not None and any(unequal(given, value) if is_partly(value) else value != given for value in values)


def narrowed(given: Any, derived: Any) -> Any:
    """A given value with what is derived of it; as it was given where the two don't go together."""
    found = both(given, derived)
    return given if found is None else found


def both(given: Any, derived: Any) -> Any:
    """What is possible by both of two values; None where nothing is."""
    if derived is None or not is_partly(given):
        return given
    if isinstance(given, Span):
        low, high = max(given.low, _low(derived)), min(given.high, _high(derived))
        return None if low > high else low if low == high else Span(low, high)
    if isinstance(given, Some):
        left = given.values & _values(derived)
        return (next(iter(left)) if len(left) == 1 else Some(left)) if left else None
    return _held_both(given, derived) if isinstance(given, Held) else given


def held(yes: frozenset[str], may: frozenset[str]) -> frozenset[str] | Held:
    """A set with these options, and perhaps those."""
    return Held(yes, may - yes) if may - yes else yes


def _held_both(given: Held, derived: Any) -> Any:
    yes, may = (derived.yes, derived.may) if isinstance(derived, Held) else (derived, frozenset())
    if not yes <= given.yes | given.may or not given.yes <= yes | may:
        return None
    return held(given.yes | yes, given.may & may)


def _low(value: Any) -> Any:
    return value.low if isinstance(value, Span) else min(value.values) if isinstance(value, Some) else value


def _high(value: Any) -> Any:
    return value.high if isinstance(value, Span) else max(value.values) if isinstance(value, Some) else value


def _values(value: Any) -> frozenset[Any]:
    return value.values if isinstance(value, Some) else frozenset({value})


_TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "==": equal,
    "!=": unequal,
    "<": lambda left, right: bool(left < right),
    "<=": lambda left, right: bool(left <= right),
    ">": lambda left, right: bool(left > right),
    ">=": lambda left, right: bool(left >= right),
}
_OPPOSITES = {
    sign: (opposite, _TESTS[sign])
    for sign, opposite in (("==", "!="), ("!=", "=="), ("<", ">="), (">=", "<"), (">", "<="), ("<=", ">"))
}
