"""Powers in proofs: exact where the exponent is a small whole number; of others nothing is proved that isn't so."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from regiorules.proofs.conditions import calculated
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import ALWAYS, Scalar
from tests.proofs.sown import findings, sown


@given(st.fractions(-5, 5, max_denominator=8), st.integers(-8, 8))
def test_a_whole_exponent_is_exact(base: Fraction, exponent: int) -> None:
    found = calculated("**", *(Scalar(ALWAYS, z3.Q(*each.as_integer_ratio())) for each in (base, Fraction(exponent))))
    known = z3.is_true(z3.simplify(found.known))
    assert known is (base != 0 or exponent >= 0)
    if known:
        assert z3.simplify(found.value).as_fraction() == base**exponent


def said(folder: Path, when: str) -> set[tuple[str, bool]]:
    """What is found of a rule with this condition, and whether that is settled."""
    found = findings(sown(folder, spend_more=f"{{when: '{when}', then: spend, GROUNDS}}"))
    return {(each.problem.code, each.settled) for each in found}


def test_what_a_square_never_is_is_proved(tmp_path: Path) -> None:
    assert ("check_never_holds", True) in said(tmp_path, "budget ** 2 < 0")


@pytest.mark.parametrize("when", ["budget ** 0.5 > 11", "2 ** budget < 0", "(budget - 3) ** budget > 4"])
def test_of_any_other_power_it_is_said_that_nothing_is_proved(when: str, tmp_path: Path) -> None:
    """The first two never hold; that isn't known of them, so that they aren't called fine either."""
    found = said(tmp_path, when)
    assert found
    assert not any(settled for _, settled in found)
