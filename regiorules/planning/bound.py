"""
What is certainly still needed: a number of steps that no way to the targets can do without.

Of every part that isn't met yet some action must be taken that may come to meet it; and where each of those asks a
part that isn't met, some action before that, and so on.  Of such sets of actions as have none in common, each asks a
step of its own.  It reckons too little at times, never too much, which is what makes the shortest plan the shortest.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import NamedTuple

from regiorules.planning.problem import Problem, numbers


class Needed(NamedTuple):
    """At least this many steps, of at least this many months together."""

    steps: int
    months: int


class Bounds:
    """The bounds of one problem, with only the actions that are `allowed`; each worked out once."""

    def __init__(self, problem: Problem, allowed: int) -> None:
        self._problem = problem
        self._allowed = allowed
        self._known: dict[int, Needed | None] = {}

    def needed(self, met: int) -> Needed | None:
        """What is needed where these parts are met; None where no way leads to the targets."""
        if met not in self._known:
            self._known[met] = self._needed(met)
        return self._known[met]

    def certain(self, met: int) -> int:
        """The actions, as a set, that no way to the targets can do without."""
        return reduce(or_, (some for some in self._every(met) if some.bit_count() == 1), 0)

    def _needed(self, met: int) -> Needed | None:
        every = self._every(met)
        if 0 in every:  # there is no such action
            return None
        steps = months = used = 0
        for some in sorted(every, key=_fewest):
            if not some & used:
                used |= some
                steps += 1
                months += min(self._problem.actions[each].months for each in numbers(some))
        return Needed(steps, months)

    def _every(self, met: int) -> set[int]:
        """Sets of actions of each of which one must be taken; an empty one where no way leads to the targets."""
        possible = possible_of(self._problem, self._allowed, met)
        first = [self._problem.helpers[part] & possible for part in numbers(self._problem.wanted & ~met)]
        return self._sets(first, possible, met)

    def _sets(self, waiting: list[int], possible: int, met: int) -> set[int]:
        """The sets of actions of each of which one must be taken."""
        found = set[int]()
        while waiting and 0 not in found:
            some = waiting.pop()
            if some not in found:
                found.add(some)
                waiting.extend(self._before(some, possible, met) if some else ())
        return found

    def _before(self, some: int, possible: int, met: int) -> Iterator[int]:
        """The sets of which one must be taken before the first of some actions can be."""
        asked = [self._problem.asked[action] & ~met for action in numbers(some)]
        others = [[self._problem.helpers[part] & possible & ~some for part in numbers(each)] for each in asked]
        shared = asked[0]
        for each in asked:
            shared &= each
        yield from (self._problem.helpers[part] & possible & ~some for part in numbers(shared))
        if not shared and all(asked):
            yield reduce(or_, (min(each, key=_fewest) for each in others))


def _fewest(some: int) -> tuple[int, int]:
    """By how many there are in a set, to begin with the smallest."""
    return some.bit_count(), some


def possible_of(problem: Problem, allowed: int, met: int) -> int:
    """The actions that may be taken some day: each part that one asks is met, or may come to be by another."""
    possible, before = allowed, -1
    while possible != before:
        before = possible
        for action in numbers(possible):
            others = possible & ~(1 << action)
            if not all(problem.helpers[part] & others for part in numbers(problem.asked[action] & ~met)):
                possible = others
    return possible
