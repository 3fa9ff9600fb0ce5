"""Each comparison of what is partly known, tried on everything that is possible."""

from __future__ import annotations

import itertools
import operator
from typing import Any

import pytest

from regiorules.facts.possible import Held, Some, Span, among, both, certain, has, held, is_partly, narrowed

SIGNS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
RANKS = range(4)
SUBSETS = [set(each) for size in range(1, 5) for each in itertools.combinations(RANKS, size)]
SPANS = [(low, high) for low in RANKS for high in RANKS if low <= high]


def some(values: set[int]) -> Any:
    """What one of these values is."""
    return Some(frozenset(values)) if len(values) > 1 else next(iter(values))


def span(low: int, high: int) -> Any:
    """A whole number between bounds."""
    return Span(low, high) if low < high else low


def agreed(truths: set[bool]) -> bool | None:
    """True or false where all agree."""
    return truths.pop() if len(truths) == 1 else None


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_a_comparison_is_what_it_is_for_every_pair(sign: str) -> None:
    """True where it is true of all, false where of none, else open; also by the signs of Python where it is certain."""
    for left, right in itertools.product(SUBSETS, SUBSETS):
        wanted = agreed({SIGNS[sign](one, other) for one in left for other in right})
        assert certain(sign, some(left), some(right)) is wanted
        if sign not in ("==", "!="):
            assert SIGNS[sign](some(left), some(right)) is (wanted is True)
    for (low, high), (least, most) in itertools.product(SPANS, SPANS):
        pairs = itertools.product({low, high, (low + high) / 2}, {least, most, (least + most) / 2})
        truths = {SIGNS[sign](one, other) for one, other in pairs}
        overlap = max(low, least) <= min(high, most) and (low < high or least < most)
        wanted = None if overlap and sign in ("==", "!=") else agreed(truths)
        assert certain(sign, span(low, high), span(least, most)) is wanted


def test_whether_one_of_some_values_is_known_of_each() -> None:
    """Of a level, and of a number."""
    for values, options in itertools.product(SUBSETS, SUBSETS):
        if len(values) > 1:
            assert among(some(values), options) is agreed({value in options for value in values})
    assert among(Span(1, 3), (0, 4)) is False
    assert among(Span(1, 3), (2,)) is None


def test_a_set_holds_lacks_or_may_hold() -> None:
    """An option is in it, isn't, or that is open."""
    partly = Held(frozenset({"a"}), frozenset({"b"}))
    assert [has(partly, option) for option in "abc"] == [True, None, False]
    assert [has(frozenset({"a"}), option) for option in "ab"] == [True, False]
    assert held(frozenset({"a"}), frozenset({"a"})) == frozenset({"a"})


def test_together_is_what_is_possible_by_both() -> None:
    """Whatever kind of value; nothing where they contradict each other, and then the first is kept."""
    for one, other in itertools.product(SUBSETS, SUBSETS):
        if len(one) > 1:
            found = both(some(one), some(other))
            assert found == (some(one & other) if one & other else None)
            assert narrowed(some(one), some(other)) == (found if one & other else some(one))
    for (low, high), (least, most) in itertools.product(SPANS, SPANS):
        if low < high:
            ends = max(low, least), min(high, most)
            assert both(Span(low, high), span(least, most)) == (span(*ends) if ends[0] <= ends[1] else None)
    given = Held(frozenset("a"), frozenset("bc"))
    assert both(given, Held(frozenset("b"), frozenset("ac"))) == Held(frozenset("ab"), frozenset("c"))
    assert both(given, frozenset("abc")) == frozenset("abc")
    assert both(given, frozenset("b")) is None
    assert not is_partly(both(given, frozenset("a")))
