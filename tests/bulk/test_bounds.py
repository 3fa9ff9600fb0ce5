"""Calculations between bounds: columns give what the engine's own give, also where an end is too large."""

from __future__ import annotations

import itertools
import math
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.authoring.testing.values import Name
from regiorules.bulk.columns.executor import ColumnarExecutor
from regiorules.bulk.columns.forms import Form, decode
from regiorules.engine.kleene import calculate, figure
from regiorules.engine.program import Derivation, build_program
from regiorules.facts.possible import Span, spanning
from regiorules.rules.expressions import Aggregate, Calculate, Variable
from tests.bulk.inner import form, told
from tests.executors import SOME

HUGE, TINY = 1e308, 5e-324
RECORDS = Name("r", "records", (), (Name("n", "number", (), ()),))
ends = st.sampled_from([-math.inf, -HUGE, -3.0, -0.3, 0.0, TINY, 0.3, 2.0, 1e200, HUGE, math.inf])


def numbers(low: float, high: float) -> list[float]:
    """Finite numbers from low up to and including high."""
    found = [max(low, -HUGE), min(high, HUGE), *(each for each in (-2.0, 0.0, 0.5, 7.0, 1e200) if low <= each <= high)]
    return [each for each in found if low <= each <= high]


@SOME
@given(op=st.sampled_from(("+", "-", "*", "/", "**")), one=st.tuples(ends, ends), other=st.tuples(ends, ends))
def test_a_calculation_says_what_holds_of_every_number(
    op: str, one: tuple[float, float], other: tuple[float, float]
) -> None:
    """A number for certain only where all numbers between the bounds give it; columns say the same."""
    left, right = (spanning(*sorted(each)) for each in (one, other))
    if left is None or right is None or math.inf in (left, right) or -math.inf in (left, right):
        return
    found = calculate(op, left, right)
    sides = [(each.low, each.high) if isinstance(each, Span) else (each, each) for each in (left, right)]
    for pair in itertools.product(*(numbers(*each) for each in sides)):
        each = calculate(op, *pair)
        if found is not None and (each is not None or not isinstance(found, Span)):
            low, high = (found.low, found.high) if isinstance(found, Span) else (found, found)
            assert each is not None
            assert low <= each <= high
    frame = pl.LazyFrame(
        {n + end: [v] for n, s in zip("xy", sides, strict=True) for end, v in zip(("", ".high"), s, strict=True)}
    )
    program = build_program(["x", "y", "z"], [], [Derivation("z", Calculate(op, Variable("x"), Variable("y")))], [])
    row = ColumnarExecutor(program).run(frame).collect().row(0, named=True)
    assert decode("z", Form("number"), row) == found


@pytest.mark.parametrize(
    ("op", "left", "right"),
    [
        ("*", Span(-math.inf, -HUGE), Span(-math.inf, -HUGE)),
        ("+", Span(HUGE, math.inf), HUGE),
        ("*", Span(1.0, HUGE), 10),
    ],
)
def test_what_is_too_large_at_an_end_has_no_bounds(op: str, left: Span, right: Span | float) -> None:
    assert calculate(op, left, right) is None


def middle(figures: list[float | Span]) -> tuple[Any, Any]:
    """The median as the engine has it, and in columns."""
    records = [{"n": each} for each in figures]
    found = figure("median", records, [True] * len(records), "n", (-math.inf, math.inf))
    frame = told({"r": RECORDS}, [{"r": tuple(records)}])
    tree = Aggregate("median", "r", None, "n", (-math.inf, math.inf))
    program = build_program(["r", "m"], [], [Derivation("m", tree)], [])
    row = ColumnarExecutor(program, {"r": form(RECORDS)}).run(frame).collect().row(0, named=True)
    return found, decode("m", Form("number"), row)


@pytest.mark.parametrize("figures", [[HUGE, HUGE], [-HUGE, -HUGE, 1.0, -HUGE], [Span(HUGE, math.inf), HUGE]])
def test_the_middle_of_large_numbers_is_one_of_them(figures: list[float | Span]) -> None:
    found, in_columns = middle(figures)
    assert (found.low if isinstance(found, Span) else found) in (HUGE, -HUGE)
    assert in_columns == found


@pytest.mark.parametrize("figures", [[-1.0, 1e-05], [1e-05, Span(-1.0, 2.0**53)], [0.1, 0.2, 0.7, 0.9], [1.0, 2.0]])
def test_the_middle_of_two_is_rounded_as_the_engine_does(figures: list[float | Span]) -> None:
    found, in_columns = middle(figures)
    assert in_columns == found


def test_a_share_of_what_may_be_too_large_has_no_bounds() -> None:
    records = [{"n": HUGE, "t": True}, {"n": Span(1.0, HUGE), "t": False}]
    assert figure("share", records, [True, False], "n", (0.0, math.inf)) is None
