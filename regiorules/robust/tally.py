"""How often something holds: counts of worlds, shares, and the interval of a share that was sampled."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from attrs import field

from regiorules.frozen import FrozenDict, frozen, frozen_dict

_Z = 1.959963984540054  # standard deviations on either side that hold 95 % of a normal distribution


@frozen
class Count:
    """Of so many `worlds`, those in which it holds and those in which it fails; in the rest it stays open."""

    worlds: int = 0
    holds: int = 0
    fails: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.worlds + other.worlds, self.holds + other.holds, self.fails + other.fails)

    @property
    def share(self) -> Fraction:
        """The part of the worlds in which it holds; raises ZeroDivisionError where there are none."""
        return Fraction(self.holds, self.worlds)


@frozen
class Tally:
    """
    The count of one conclusion.

    `all_worlds` is how many there are; where the count has fewer it is a random sample of them.  `by` has the count
    for each value of each doubtful fact behind it: (name, place of the value among its values).
    """

    count: Count
    all_worlds: int
    by: Mapping[tuple[str, int], Count] = field(factory=FrozenDict, converter=frozen_dict)
    sampled: bool = False

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share lies, with 95 % confidence where it was sampled (Wilson): from 0 to 1."""
        if not self.sampled:
            return float(self.count.share), float(self.count.share)
        return wilson(self.count.holds, self.count.worlds)


def settled(*, holds: bool) -> Tally:
    """That of a conclusion that is the same in every world."""
    return Tally(Count(1, int(holds), int(not holds)), 1)


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """The interval of Wilson at 95 % for a share of which `hits` of `tries` were found: from 0 to 1."""
    share, spread = hits / tries, _Z * _Z / tries
    middle = share + spread / 2
    half = _Z * math.sqrt(share * (1 - share) / tries + spread / (4 * tries))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return max(0.0, low if hits else 0.0), min(1.0, high if hits < tries else 1.0)
