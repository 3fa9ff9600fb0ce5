"""Powers between bounds: everything that is possible lies within them, and no more than that where it is exact."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.engine.kleene import calculate
from regiorules.facts.possible import Span, spanning

numbers = st.floats(-1e3, 1e3) | st.integers(-9, 9).map(float)


@given(
    one=st.tuples(numbers, numbers),
    other=st.tuples(numbers, numbers),
    parts=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_every_power_lies_between_the_bounds(
    one: tuple[float, float], other: tuple[float, float], parts: tuple[float, float]
) -> None:
    """Where there are bounds there is a power of every number between them."""
    sides = [sorted(one), sorted(other)]
    found = calculate("**", *(spanning(*each) for each in sides))
    base, exponent = (min(high, low + part * (high - low)) for (low, high), part in zip(sides, parts, strict=True))
    each = calculate("**", base, exponent)
    if found is not None:
        low, high = (found.low, found.high) if isinstance(found, Span) else (found, found)
        assert each is not None
        assert low <= each <= high


@pytest.mark.parametrize(
    ("base", "exponent", "found"),
    [
        (Span(2, 3), 2, Span(4, 9)),
        (Span(-2, 3), 2, Span(0, 9)),
        (Span(-2, 1), 2, Span(0, 4)),
        (Span(0, 1e-200), 2, Span(0, 5e-324)),
        (Span(-3, 2), 3, Span(-27, 8)),
        (Span(0, 4), Span(0, 2), Span(0, 16)),
        (Span(-4, math.inf), 2, Span(0, math.inf)),
        (Span(-4, 4), 0, 1),
        (0, Span(1, math.inf), 0),
        (Span(0, 4), -1, None),
        (Span(-4, -1), 0.5, None),
        (Span(-4, -1), Span(1, 2), None),
        (Span(-4, 4), Span(1, 2), None),
        (Span(-4, 4), 0.5, None),
        (Span(0, 2), Span(1, 2), Span(0, 4)),
        (Span(10, 20), Span(300, 400), None),
    ],
)
def test_the_bounds_of_whole_numbers_are_exact(
    base: float | Span, exponent: float | Span, found: float | Span | None
) -> None:
    assert calculate("**", base, exponent) == found


@given(st.floats(0.001, 1e3), st.floats(-9, 9))
def test_a_bound_that_is_rounded_is_wider_by_that(base: float, exponent: float) -> None:
    """Neighbours may be rounded past each other; what is exact lies within."""
    found = calculate("**", Span(base, base * 2), 0.5)
    assert Fraction(found.low) ** 2 <= Fraction(base)
    assert Fraction(found.high) ** 2 >= Fraction(base * 2)
