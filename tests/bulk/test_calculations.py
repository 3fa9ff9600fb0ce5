"""Calculations with columns, to the last bit what the engine's own give."""

from __future__ import annotations

import random
from typing import Any

import polars as pl
import pytest

from regiorules.bulk.columns.executor import ColumnarExecutor
from regiorules.engine.kleene import calculate
from regiorules.engine.program import Derivation, Program, build_program
from regiorules.rules.expressions import Calculate, Constant, Expression, Variable

X = Variable("x")


def derived(tree: Expression) -> Program:
    return build_program(["x", "y"], [], [Derivation("y", tree)], [])


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
@pytest.mark.parametrize("rows", [1, 2000])
def test_a_division_by_one_number_is_a_division(engine: Any, rows: int) -> None:
    """Polars would multiply by the inverse, which may be another number in the last bit."""
    chance = random.Random(7)
    numbers = [chance.uniform(-1000, 1000) for _ in range(rows)]
    program = derived(Calculate("/", X, Constant(75000)))
    found = ColumnarExecutor(program).run(pl.LazyFrame({"x": numbers})).collect(engine=engine)
    assert found["y"].to_list() == [each / 75000 for each in numbers]


@pytest.mark.parametrize("exponent", [Constant(3), Constant(0.5), Constant(-1), X])
def test_a_power_is_that_of_the_engine(exponent: Expression) -> None:
    """To the last bit, and none where there is none: Polars would multiply, and give endless numbers."""
    chance = random.Random(7)
    numbers = [None, 0.0, -2.0, 1e300, *(chance.uniform(-9, 9) for _ in range(500))]
    found = ColumnarExecutor(derived(Calculate("**", X, exponent))).run(pl.LazyFrame({"x": numbers})).collect()
    other = [exponent.value if isinstance(exponent, Constant) else each for each in numbers]
    assert found["y"].to_list() == [calculate("**", *each) for each in zip(numbers, other, strict=True)]


@pytest.mark.parametrize("other", [Constant(0), Constant(2)])
def test_nothing_times_what_is_unknown_is_unknown(other: Expression) -> None:
    """And not nothing, also where others are known in part."""
    frame = pl.LazyFrame({"x": [None, 0.0, 3.0], "x.high": [None, 0.0, 3.0]})
    found = ColumnarExecutor(derived(Calculate("*", other, X))).run(frame).collect()
    assert found["y"].to_list() == [None, 0.0, 3.0 * other.value]
