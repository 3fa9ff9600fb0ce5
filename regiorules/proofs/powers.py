"""Powers as formulas of the solver: products where the exponent is a small whole number, and otherwise anything."""

from __future__ import annotations

from regiorules.engine.kleene import calculate
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import ALWAYS, NEVER, number

MOST = 8  # factors: what is more the solver doesn't settle


def power(base: z3.ArithRef, exponent: z3.ArithRef) -> tuple[z3.BoolRef, z3.ArithRef]:
    """
    Whether there is a power, and what it is.

    Of any other exponent nothing is said but that a power is one number for the same two: more than is possible, so
    that what is proved holds, and what is found is tried by the engine.
    """
    one, other = (z3.ToReal(each) if z3.is_int(each) else each for each in (base, exponent))
    fixed = [z3.simplify(each) for each in (one, other)]
    factors = _factors(fixed[1])
    if factors is None and all(map(z3.is_rational_value, fixed)):
        return _worked_out(*(float(each.as_fraction()) for each in fixed))
    if factors is None:
        return _exists()(one, other), _value()(one, other)
    product = z3.Product([z3.RealVal(1), *[one] * abs(factors)])
    return (ALWAYS, product) if factors >= 0 else (one != 0, 1 / product)


def _worked_out(base: float, exponent: float) -> tuple[z3.BoolRef, z3.ArithRef]:
    """The power of two numbers, as the engine has it."""
    found = calculate("**", base, exponent)
    return (NEVER, z3.RealVal(0)) if found is None else (ALWAYS, number(found))


def _factors(exponent: z3.ArithRef) -> int | None:
    """How often the base is a factor, below zero where it divides; None where that isn't a small whole number."""
    if not z3.is_rational_value(exponent) or exponent.denominator_as_long() != 1:
        return None
    number = int(exponent.numerator_as_long())
    return number if abs(number) <= MOST else None


def _exists() -> z3.FuncDeclRef:
    return z3.Function("has power", z3.RealSort(), z3.RealSort(), z3.BoolSort())


def _value() -> z3.FuncDeclRef:
    return z3.Function("power", z3.RealSort(), z3.RealSort(), z3.RealSort())
