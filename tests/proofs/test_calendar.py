"""Months between days as formulas of the solver, against the months that the engine counts."""

from __future__ import annotations

from datetime import date

import pytest

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from hypothesis import example, given
from hypothesis import strategies as st

from regiorules.facts.dates import months_between
from regiorules.proofs.calendar import months
from regiorules.proofs.solver import z3

DAYS = st.dates(date(1600, 1, 1), date(2400, 12, 31))


@given(DAYS, DAYS)
@example(date(2024, 1, 31), date(2024, 2, 29))
@example(date(2024, 2, 29), date(2024, 1, 31))
@example(date(2024, 3, 31), date(2024, 2, 29))
@example(date(2000, 2, 29), date(2000, 2, 29))
def test_the_formula_counts_as_the_engine_does(start: date, end: date) -> None:
    """Forwards and back, over leap years and centuries."""
    one, other = start.toordinal(), end.toordinal()
    found = z3.simplify(months(z3.IntVal(one), z3.IntVal(other)))
    assert found.as_long() == months_between(one, other)
    assert z3.simplify(months(z3.RealVal(one), z3.RealVal(other))).as_long() == months_between(one, other)
