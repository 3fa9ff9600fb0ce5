"""
What a fact may still be: its values one by one, where they can be listed.

A number has one value of each interval that the rules tell apart.  A list of records has no such values, nor has a
number that rules calculate with, or a text that may be anything; those stay as they are.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, groupby, pairwise
from typing import Any

from regiorules.engine.program import Program
from regiorules.facts.possible import Held, Some, Span
from regiorules.facts.vocabulary import Fact, FactType
from regiorules.frozen import frozen
from regiorules.rules.expressions import (
    COMPARE,
    MIRRORED,
    Aggregate,
    Compare,
    Constant,
    Expression,
    OneOf,
    Variable,
    children,
    walk,
)

MOST_OPTIONS = 12  # of a set: more have too many subsets to list
UNTOLD = Constant(None)  # of a number that is read in a way that tells no intervals apart
Asked = Mapping[str, Sequence[Expression]]


@frozen
class Ground:
    """What a name may be when nothing is known of it: its options in inner form, or the numbers between two ends."""

    kind: FactType
    options: tuple[Any, ...] = ()
    low: float = -math.inf
    high: float = math.inf
    whole: bool = False


def ground_of(fact: Fact) -> Ground:
    """That of a fact of the vocabulary."""
    options = fact.texts if fact.type == "text" else fact.option_ids
    inner = options if fact.type == "set" else tuple(map(fact.encode, options))
    return Ground("number" if fact.is_figure else fact.type, inner, *fact.limits, fact.whole)


def values_of(ground: Ground, known: Any, tests: Sequence[Expression] = ()) -> tuple[Any, ...]:
    """
    The values in inner form that are possible by what is `known` (None, or partly known), in order.

    `tests` are what the rules ask of a number (see `asked_of`).  Nothing where they can't be listed.
    """
    match ground.kind:
        case "yes_no":
            return (False, True)
        case "number":
            return tuple(_numbers(ground, known, tests))
        case "set":
            return tuple(_subsets(ground, known))
        case "level" | "choice" | "text":
            every = ground.options or (tuple(sorted(known.values)) if isinstance(known, Some) else ())
            return tuple(each for each in every if known is None or known.holds(each))
    return ()


def _subsets(ground: Ground, known: Any) -> Iterator[frozenset[str]]:
    yes, may = (known.yes, known.may) if isinstance(known, Held) else (frozenset(), ground.options)
    options = [each for each in ground.options if each in may]
    if len(options) > MOST_OPTIONS:
        return
    for some in chain.from_iterable(combinations(options, size) for size in range(len(options) + 1)):
        yield frozenset(yes) | frozenset(some)


# --- numbers ---------------------------------------------------------------------------------


def asked_of(program: Program) -> Asked:
    """What is asked of each number outside records: comparisons with fixed numbers; `Constant(None)` for all else."""
    return program.memo.of("asked", lambda: _asked_of(program))


def _asked_of(program: Program) -> Asked:
    found: dict[str, list[Expression]] = {}
    for name, test in chain.from_iterable(map(_tests, program.trees)):
        found.setdefault(name, []).append(test)
    return found


def _tests(tree: Expression) -> Iterator[tuple[str, Expression]]:
    match tree:
        case Compare(_, Variable(name), Constant()) | Compare(_, Constant(), Variable(name)) | OneOf(Variable(name)):
            yield name, tree
        case Variable(name):
            yield name, UNTOLD
        case Aggregate():
            yield from ((each.name, UNTOLD) for each in walk(tree) if isinstance(each, Variable))
        case _:
            yield from chain.from_iterable(map(_tests, children(tree)))


def _numbers(ground: Ground, known: Any, tests: Sequence[Expression]) -> Iterator[float]:
    """One number of each interval between the ends in which every test gives the same."""
    if UNTOLD in tests or isinstance(known, Some):
        yield from sorted(known.values) if isinstance(known, Some) else ()
        return
    low, high = (known.low, known.high) if isinstance(known, Span) else (-math.inf, math.inf)
    low, high = max(low, ground.low), min(high, ground.high)
    tried = (each for each in _tried(_cuts(tests), low, high, whole=ground.whole) if low <= each <= high)
    for _, alike in groupby(tried, lambda number: [passes(test, number) for test in tests]):
        yield next(alike)


def _cuts(tests: Iterable[Expression]) -> list[float]:
    found: set[float] = set()
    for test in tests:
        found |= {*test.options} if isinstance(test, OneOf) else {_against(test)[1]}
    return sorted(found)


def _against(test: Expression) -> tuple[str, Any]:
    match test:
        case Compare(op, Variable(), Constant(value)):
            return op, value
        case Compare(op, Constant(value), Variable()):
            return MIRRORED[op], value
    raise AssertionError(test)


def passes(test: Expression, number: float) -> bool:
    """What a test of a number gives."""
    if isinstance(test, OneOf):
        return number in test.options
    op, value = _against(test)
    return COMPARE[op](number, value)


def _tried(cuts: Collection[float], low: float, high: float, *, whole: bool) -> list[float]:
    """The cuts and the ends, with a number between each two and beyond the last."""
    finite = sorted({*cuts, *(each for each in (low, high) if math.isfinite(each))}) or [0]
    beside = [finite[0] - 1, finite[-1] + 1, *(one + (other - one) / 2 for one, other in pairwise(finite))]
    if whole:
        near = {math.floor(each) + step for each in finite for step in (-1, 0, 1)}
        return sorted(near)
    return sorted({*finite, *beside})
