"""Months between days as formulas of the solver."""

from __future__ import annotations

from regiorules.proofs.solver import z3

_FOUR_CENTURIES, _MARCH = 146_097, 306  # days; and those from the first of March of the year 0 to the year 1


def months(start: z3.ArithRef, end: z3.ArithRef) -> z3.ArithRef:
    """The whole months from one day to another, as `facts.dates.months_between` has them."""
    (one, one_day), (other, other_day) = _month(start), _month(end)  # apart: that of a fixed day is then a number
    apart = other - one
    whole = z3.If(start <= end, apart - z3.If(other_day < one_day, 1, 0), apart + z3.If(one_day < other_day, 1, 0))
    return z3.ToReal(whole)


def _month(day: z3.ArithRef) -> tuple[z3.ArithRef, z3.ArithRef]:
    """The months from the first of March of the year 0 to that of a day, and which day of the month it is."""
    number = (z3.ToInt(day) if z3.is_real(day) else day) + _MARCH - 1
    era, inside = number / _FOUR_CENTURIES, number % _FOUR_CENTURIES
    year = (inside - inside / 1_460 + inside / 36_524 - inside / 146_096) / 365
    of_year = inside - (365 * year + year / 4 - year / 100)
    month = (5 * of_year + 2) / 153
    return (era * 400 + year) * 12 + month, of_year - (153 * month + 2) / 5
