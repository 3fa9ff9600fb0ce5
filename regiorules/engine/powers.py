"""Powers: a number to another as a double, and what it lies between where one of them is known in part."""

from __future__ import annotations

import math

from regiorules.engine.bounds import Bounds

_PLAIN = (0.0, 1.0)  # to these, and of these, no power is rounded


def power(base: float, exponent: float) -> float:
    """The base to the exponent; raises ValueError where it has no real answer, OverflowError where it is too large."""
    return math.pow(base, exponent)


def between_powers(base: Bounds, exponent: Bounds) -> Bounds | None:
    """
    What every power with such a base and exponent lies between; None where one may have no answer.

    On a base of zero or more a power only grows, or only shrinks, along each side, so that it is least and most at the
    corners.  A base that may be below zero has answers for a whole exponent only; there it may turn at zero.
    """
    if not _has_answers(base, exponent):
        return None
    turns = (0.0,) if base[0] < 0 < base[1] else ()
    try:
        ends = [_rounded(float(one), float(other)) for one in (*base, *turns) for other in exponent]
    except OverflowError:
        return None
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    return (low if base[0] < 0 else max(low, 0.0)), high


def _has_answers(base: Bounds, exponent: Bounds) -> bool:
    """True where no base to any exponent is a root of what is below zero, or divides by zero."""
    if base[0] < 0 and (exponent[0] != exponent[1] or exponent[0] != math.floor(exponent[0])):
        return False
    return exponent[0] >= 0 or not base[0] <= 0 <= base[1]


def _rounded(base: float, exponent: float) -> Bounds:
    """What the exact power lies between: a power that is rounded may be so much off."""
    found = power(base, exponent)
    if exponent in _PLAIN or base in _PLAIN or _is_exact(base, exponent, found):
        return found, found
    return math.nextafter(found, -math.inf), math.nextafter(found, math.inf)


def _is_exact(base: float, exponent: float, found: float) -> bool:
    """True for whole numbers that come to what they do without rounding."""
    return base.is_integer() and exponent.is_integer() and exponent >= 0 and int(base) ** int(exponent) == found
