"""
The outer form of what is partly known: plain data, as a region file and JSON have it.

`{at_least: 40000, less_than: 60000}` is a number (or with days a date), `{at_most: loose}` or
`{one_of: [absent, connected]}` a level (the last also a choice or a text), `{includes: [a], excludes: [b]}` a set,
`{records: […], complete: no}` a list.  What is possible has one form: the bounds of the fact itself aren't said, levels
in a row have bounds, not a list, and dates a first and a last day.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from regiorules.facts.possible import Held, Incomplete, Partly, Some, Span, held, spanning

if TYPE_CHECKING:
    from regiorules.facts.vocabulary import Fact

BOUNDS = ("at_least", "more_than", "at_most", "less_than")
FORMS: Mapping[str, tuple[str, ...]] = {  # the keys by type of fact
    "number": BOUNDS,
    "date": BOUNDS,
    "level": ("at_least", "at_most", "one_of"),
    "choice": ("one_of",),
    "text": ("one_of",),
    "set": ("includes", "excludes"),
    "records": ("records", "complete"),
}
_WHOLE = frozenset({str, bool, int, float, tuple, type(None)})  # soon told apart, as it is asked of every value


def is_partial(value: Any) -> bool:
    """True for an outer value that is partly known."""
    return type(value) not in _WHOLE and isinstance(value, Mapping)


def is_whole(value: Any) -> bool:
    """True for an outer value that is known, and not in part."""
    return value is not None and not is_partial(value)


def says_partly(value: Any) -> bool:
    """True for an outer value in which something is partly known: the whole, or a field of a record."""
    return is_partial(value) or (
        isinstance(value, tuple)
        and any(is_partial(part) for record in value if isinstance(record, Mapping) for part in record.values())
    )


def records_in(value: Any) -> tuple[Mapping[str, Any], ...]:
    """The records that are known of a list in outer form."""
    return value["records"] if is_partial(value) else value or ()


def options_of(fact: Fact, value: Mapping[str, Any]) -> tuple[str, ...]:
    """The options that are still possible of what is partly known, in order; none for a fact that has no options."""
    if fact.type == "level":
        return tuple(fact.option_ids[rank] for rank in sorted(_ranks(fact, value)))
    return tuple(value["one_of"]) if fact.type == "choice" else ()


def to_inner(fact: Fact, data: Mapping[str, Any]) -> Any:
    """
    The inner form of what is partly known; None where nothing is known.

    Raises ValueError where nothing is possible.
    """
    match fact.type:
        case "number" | "date":
            return _span(fact, data)
        case "set":
            yes = frozenset(data.get("includes", ()))
            return held(yes, frozenset(fact.option_ids) - yes - frozenset(data.get("excludes", ())))
        case "records":
            return Incomplete(fact.encode(data["records"])) or None
        case "level":
            return _some(fact, _ranks(fact, data))
    return _some(fact, frozenset(map(fact.encode, data["one_of"])))


def to_outer(fact: Fact, value: Partly) -> Any:
    """The outer form of what is partly known; None where that is nothing."""
    match value:
        case Span(low, high):
            return _bounds(fact, low, high) or None
        case Held(yes, may):
            lists = {
                "includes": tuple(each for each in fact.option_ids if each in yes),
                "excludes": tuple(each for each in fact.option_ids if each not in yes and each not in may),
            }
            return {key: found for key, found in lists.items() if found} or None
        case Incomplete():
            return {"records": fact.decode(tuple(value)), "complete": False}
        case Some(values) if fact.type == "level":
            return _levels(fact, sorted(values))
        case Some(values):
            return {"one_of": fact.ordered(map(fact.decode, values))}
    return None


def _span(fact: Fact, data: Mapping[str, Any]) -> Any:
    low, high = fact.limits
    data = data if fact.type == "number" else {key: fact.encode(each) for key, each in data.items()}
    if "at_least" in data:
        low = max(low, data["at_least"])
    if "more_than" in data:
        low = max(low, _next(fact, data["more_than"], math.inf))
    if "at_most" in data:
        high = min(high, data["at_most"])
    if "less_than" in data:
        high = min(high, _next(fact, data["less_than"], -math.inf))
    if low > high:
        raise ValueError((low, high))
    return None if (low, high) == fact.limits else spanning(low, high)


def _next(fact: Fact, bound: float, towards: float) -> float:
    """The nearest number beyond a bound that isn't in itself."""
    if fact.whole:
        return int(bound) + (1 if towards > 0 else -1)
    return math.nextafter(bound, towards)


def _bounds(fact: Fact, low: float, high: float) -> dict[str, Any]:
    least, most = fact.limits
    if fact.type == "date":
        ends = {"at_least": (low, low > least), "at_most": (high, high < most)}
        return {key: fact.decode(day) for key, (day, says) in ends.items() if says}
    found = {}
    if low > least:
        key, bound = _shorter(fact, low, -math.inf, ("at_least", "more_than"))
        found[key] = bound
    if high < most:
        key, bound = _shorter(fact, high, math.inf, ("at_most", "less_than"))
        found[key] = bound
    return found


def _shorter(fact: Fact, bound: float, outwards: float, keys: tuple[str, str]) -> tuple[str, float]:
    """A bound as it was said: the number just beyond it where that is the rounder one."""
    beyond = _next(fact, bound, outwards)
    if len(_digits(beyond)) >= len(_digits(bound)):
        return keys[0], bound
    return keys[1], int(beyond) if beyond == int(beyond) else beyond


def _digits(number: float) -> str:
    return str(int(number)).rstrip("0") or "0" if number == int(number) else repr(number)


def _ranks(fact: Fact, data: Mapping[str, Any]) -> frozenset[int]:
    order = fact.option_ids
    if "one_of" in data:
        return frozenset(map(order.index, data["one_of"]))
    low = order.index(data["at_least"]) if "at_least" in data else 0
    high = order.index(data["at_most"]) if "at_most" in data else len(order) - 1
    return frozenset(range(low, high + 1))


def _some(fact: Fact, values: frozenset[Any]) -> Any:
    if not values:
        raise ValueError(values)
    if len(values) == 1:
        return next(iter(values))
    every = len(fact.option_ids or fact.texts)
    return None if len(values) == every else Some(values)


def _levels(fact: Fact, ranks: list[int]) -> dict[str, Any]:
    ids = fact.option_ids
    if ranks != list(range(ranks[0], ranks[-1] + 1)):
        return {"one_of": tuple(ids[rank] for rank in ranks)}
    bounds = {} if ranks[0] == 0 else {"at_least": ids[ranks[0]]}
    return bounds if ranks[-1] == len(ids) - 1 else {**bounds, "at_most": ids[ranks[-1]]}
