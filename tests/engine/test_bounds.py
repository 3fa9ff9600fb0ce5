"""Calculations and figures between bounds: as narrow as what is known allows, and none where there may be no answer."""

from __future__ import annotations

import math
from typing import Any

import pytest

from regiorules.engine.bounds import figure, total
from regiorules.engine.kleene import calculate
from regiorules.facts.possible import Some, Span

LARGE = 1e308  # two of which are no number


@pytest.mark.parametrize(
    ("op", "left", "right", "found"),
    [
        ("/", 6, Span(1, 2), Span(3, 6)),
        ("/", 6, Span(-2, -1), Span(-6, -3)),
        ("/", 6, Span(0, 2), None),
        ("/", 6, Span(-1, 1), None),
        ("*", 0, Span(1, math.inf), 0),
        ("-", Some(frozenset({3, 5})), 1, Span(2, 4)),
        ("*", LARGE, Span(1, 20), None),
        ("/", 10**400, Span(2, 3), None),
    ],
)
def test_a_calculation_lies_between_its_least_and_its_most(op: str, left: Any, right: Any, found: Any) -> None:
    """It is unknown where a divisor may be zero, or the answer too large for any number."""
    assert calculate(op, left, right) == found


@pytest.mark.parametrize(
    ("figures", "found"),
    [([LARGE, LARGE, -LARGE], LARGE), ([1, 2], 3), ([1.5, math.inf], math.inf), ([], 0)],
)
def test_a_sum_is_exact_until_the_end(figures: list[float], found: float) -> None:
    """Halfway it may be larger than any number."""
    assert total(figures) == found


FIELD = (1, 9)  # the limits of the numbers in the records


@pytest.mark.parametrize(
    ("function", "more", "found"),
    [
        ("sum", False, Span(9, 17)),
        ("sum", True, Span(9, math.inf)),
        ("min", False, Span(1, 3)),
        ("min", True, Span(1, 3)),
        ("max", False, Span(5, 9)),
        ("max", True, Span(5, 9)),
        ("median", False, Span(3, 5)),
        ("median", True, Span(1, 9)),
    ],
)
def test_a_figure_with_a_gap_lies_between_what_the_field_allows(function: str, more: bool, found: Span) -> None:
    """Of three numbers one lacks; with `more` there may be other records too."""
    assert figure(function, [3, None, 5], [True] * 3, FIELD, more=more) == found


@pytest.mark.parametrize(
    ("function", "more", "found"),
    [("min", False, Span(4, 6)), ("min", True, Span(1, 6)), ("max", False, Span(7, 8)), ("max", True, Span(7, 9))],
)
def test_another_record_may_be_less_or_more_than_all_that_are_known(function: str, more: bool, found: Span) -> None:
    assert figure(function, [Span(4, 8), Span(5, 6), 7], [True] * 3, FIELD, more=more) == found


@pytest.mark.parametrize(
    ("figures", "tests", "least", "most"),
    [
        ([3, None], [True, False], 3 / 12, 3 / 4),  # the rest is 9, or 1
        ([None, 3], [True, False], 1 / 4, 9 / 12),
        ([2, 4, 2], [True, None, False], 2 / 8, 6 / 8),
        ([2, 4], [False, None], 0, 4 / 6),
        ([2, 4], [True, None], 2 / 6, 1),
    ],
)
def test_a_share_lies_between_the_least_and_the_most(
    figures: list[Any], tests: list[bool | None], least: float, most: float
) -> None:
    """No wider than rounding may have it."""
    found = figure("share", figures, tests, FIELD, more=False)
    assert found.low <= least
    assert found.high >= most
    assert (found.low, found.high) == pytest.approx((least, most), rel=1e-15, abs=0)


@pytest.mark.parametrize(("counts", "share"), [(True, 1), (False, 0)])
def test_a_share_of_all_or_of_none_is_known_whatever_lacks(counts: bool, share: float) -> None:
    assert figure("share", [2, None, Span(3, 4)], [counts] * 3, FIELD, more=False) == share


@pytest.mark.parametrize(
    ("figures", "limits", "more"),
    [
        ([3, None], FIELD, True),  # another record may be anything
        ([3, None], (-1, 9), False),  # the whole may be nothing
        ([LARGE, Span(1, LARGE)], (0, math.inf), False),  # the whole may be too large
    ],
)
def test_a_share_without_bounds_is_unknown(figures: list[Any], limits: tuple[float, float], more: bool) -> None:
    assert figure("share", figures, [True, False], limits, more=more) is None
