"""How far the cells of a table reach: stretches of numbers and texts are sets, and every end lies where it should."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from regiorules.rules.expressions import Variable
from regiorules.rules.tables.reach import Bound, Spans, Texts

NUMBERS = (0, 1, 1.5, 2, 5)
SPANS = st.lists(st.tuples(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), st.sampled_from(NUMBERS)), max_size=4)
SAMPLES = (-1, 0, 0.5, 1, 1.2, 1.5, 1.7, 2, 3, 5, 9)


def spans(tests: list[tuple[str, float]], *, whole: bool) -> Spans:
    result = Spans((), whole)
    for op, number in tests:
        result = result.joined(Spans.of(op, number, whole=whole))
    return result


def has(one: Spans, number: float) -> bool:
    return one.meets(Spans.of("==", number, whole=one.whole))


@given(SPANS, SPANS, st.booleans())
def test_stretches_of_numbers_are_sets(one: Any, other: Any, whole: bool) -> None:
    """Opposites, unions and intersections are what they are number by number."""
    left, right = spans(one, whole=whole), spans(other, whole=whole)
    for number in (each for each in SAMPLES if not whole or each == int(each)):
        assert has(left.opposite(), number) is not has(left, number)
        assert has(left.joined(right), number) is (has(left, number) or has(right, number))
        assert has(left.narrowed(right), number) is (has(left, number) and has(right, number))
    assert left.opposite().opposite() == left
    assert left.meets(right) is not left.narrowed(right).empty


WORDS = st.frozensets(st.sampled_from("abc"))


@given(WORDS, WORDS, st.booleans(), st.booleans())
def test_texts_are_sets(one: frozenset[str], other: frozenset[str], two: bool, three: bool) -> None:
    """The same for texts, of which there is always another one."""
    left, right = Texts(one, two), Texts(other, three)
    for word in "abcd":
        single = Texts(frozenset({word}))
        assert left.opposite().meets(single) is not left.meets(single)
        assert left.joined(right).meets(single) is (left.meets(single) or right.meets(single))
        assert left.narrowed(right).meets(single) is (left.meets(single) and right.meets(single))


@pytest.mark.parametrize(
    ("upper", "closed", "number", "edge"),
    [
        (False, True, 5, 5),
        (False, False, 5, 6),
        (False, False, 5.5, 6),
        (True, True, 5, 5),
        (True, False, 5, 4),
        (True, False, 5.5, 5),
    ],
)
def test_the_outermost_whole_number_lies_within(upper: bool, closed: bool, number: float, edge: float) -> None:
    """Also where it is held against something else, of which the limits are known."""
    bound = Bound(upper, Variable("other"), closed, number, number, whole=True)
    assert bound.edge() == edge
    assert evolve(bound, whole=False).edge() == number
