"""
How rules settle a name: what the statuses of its rules make of it.

Where no rule says no, silence is no: yes if some rule holds, no if none can.  Of a set each rule that holds adds its
options, and each that is open may.  All else gets the value of the rules that hold; where they differ that is a
conflict, and it stays unknown.  Of rules that give exactly one value whatever the facts are, those that are open give
the values that are left.  What a rule works out may itself be unknown, or lie between bounds; so does what is made of
all rules that hold (their sum, the least or the most of them) while some are open.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from regiorules.engine.bounds import Bounds, between, total
from regiorules.facts.possible import Held, Some, held, is_known, spanning

Candidate = tuple[bool | None, Any]  # the status of a rule, and what it says (inner form)
Settle = Callable[[Iterable[Candidate]], Any]
CONFLICT = object()


def settle_silent(candidates: Iterable[Candidate]) -> bool | None:
    """True if some rule holds, false if none can, else unknown."""
    result: bool | None = False
    for status, _ in candidates:
        if status:
            return True
        if status is None:
            result = None
    return result


def settle_set(candidates: Iterable[Candidate]) -> frozenset[str] | Held:
    """All options of the rules that hold, and perhaps those of the open ones."""
    every = list(candidates)
    return held(_said(every, True), _said(every, None))


def _said(candidates: Iterable[Candidate], wanted: bool | None) -> frozenset[str]:
    return frozenset().union(*(options for status, options in candidates if status is wanted))


def settle_value(candidates: Iterable[Candidate]) -> Any:
    """The value of the rules that hold; unknown where none does; CONFLICT where they differ."""
    found = None
    for status, value in candidates:
        if status:
            if found is not None and value != found:
                return CONFLICT
            found = value
    return found


def settle_range(candidates: Iterable[Candidate]) -> Any:
    """As `settle_value`, of rules of which some value always holds: while some can't, one of those that may."""
    every = list(candidates)
    value = settle_value(every)
    left = frozenset(said for status, said in every if status is None)
    if value is not None or not left or len(left) == len({said for _, said in every}):
        return value
    return Some(left) if len(left) > 1 else next(iter(left))


def settle_calculated(candidates: Iterable[Candidate]) -> Any:
    """The number that all rules that hold may work out; unknown where none tells it; CONFLICT where there is none."""
    bounds = [between(value) for status, value in candidates if status and value is not None]
    if not bounds:
        return None
    low, high = max(low for low, _ in bounds), min(high for _, high in bounds)
    return CONFLICT if low > high else spanning(low, high)


def settle_sum(candidates: Iterable[Candidate]) -> Any:
    """The sum of what the rules say that hold; an open one may add what it says, or nothing."""
    bounds = [(status, *_bounds(value)) for status, value in candidates if status is not False]
    lows = [low if status else min(low, 0) for status, low, _ in bounds]
    highs = [high if status else max(high, 0) for status, _, high in bounds]
    try:
        return spanning(total(lows), total(highs))
    except OverflowError:
        return None


def settle_min(candidates: Iterable[Candidate]) -> Any:
    """The least of what the rules say that hold; unknown while none does."""
    bounds = [(status, *_bounds(value)) for status, value in candidates if status is not False]
    highs = [high for status, _, high in bounds if status]
    return spanning(min(low for _, low, _ in bounds), min(highs)) if highs else None


def settle_max(candidates: Iterable[Candidate]) -> Any:
    """The most of what the rules say that hold; unknown while none does."""
    bounds = [(status, *_bounds(value)) for status, value in candidates if status is not False]
    lows = [low for status, low, _ in bounds if status]
    return spanning(max(lows), max(high for _, _, high in bounds)) if lows else None


def _bounds(value: Any) -> Bounds:
    return (-math.inf, math.inf) if value is None else between(value)


COLLECT: Mapping[str, Settle] = {"sum": settle_sum, "count": settle_sum, "min": settle_min, "max": settle_max}


def one_value(settle: Settle) -> bool:
    """True for the ways in which rules that differ are a conflict."""
    return settle in (settle_value, settle_range, settle_calculated)


def by_open_rules(settle: Settle) -> bool:
    """True for the ways in which rules that are open already say something of a name."""
    return settle is settle_set or settle in COLLECT.values()


def way(values: Iterable[Any], *, yes_no: bool) -> Settle:
    """The way in which rules that say these values (inner form) settle a name, which is true or false or isn't."""
    said = list(values)
    if yes_no and False not in said:
        return settle_silent
    return settle_set if any(isinstance(value, frozenset) for value in said) else settle_value


def matter(settle: Settle, candidates: Sequence[Candidate], value: Any) -> list[int]:
    """The places of the rules by which a name has this value; of an unknown one those that keep it open."""
    if settle in COLLECT.values():  # what doesn't count matters too
        return list(range(len(candidates)))
    if settle is settle_set:  # what is left out counts too, unless another rule adds the same
        added = _said(candidates, True)
        counts = [status is True or not options <= added for status, options in candidates]
    else:
        silent = settle is settle_silent and value is False
        wanted = (True if _unclear(settle, candidates) else None) if value is None else not silent
        counts = [status is wanted for status, _ in candidates]
        if settle is settle_range and True not in counts:
            counts = [status is not True for status, _ in candidates]
    return [at for at, each in enumerate(counts) if each]


def _unclear(settle: Settle, candidates: Sequence[Candidate]) -> bool:
    """True where a rule holds, and what it works out is unknown."""
    holding = [value for status, value in candidates if status]
    return settle is settle_calculated and bool(holding) and not any(map(is_known, holding))
