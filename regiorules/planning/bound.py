"""
What is certainly still needed: a number of steps that no way to the targets can do without.

Of every part that isn't met yet some action must be taken that may come to meet it; and where each of those asks a
part that isn't met, some action before that, and so on.  Of such sets of actions as have none in common, each asks a
step of its own.  It reckons too little at times, never too much, which is what makes the shortest plan the shortest.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import and_
from typing import NamedTuple

from regiorules.planning.problem import Problem
from regiorules.planning.ways import numbers, union


class Needed(NamedTuple):
    """At least this many steps, of at least this many months together."""

    steps: int
    months: int


class Bounds:
    """The bounds on the ways to the parts `wanted`, with only the actions that are `allowed`; each worked out once."""

    def __init__(self, problem: Problem, wanted: int, allowed: int) -> None:
        self._problem = problem
        self._wanted = wanted
        self._allowed = allowed
        self._asked = problem.ways.asked
        self._known: dict[int, Needed | None] = {}
        self._befores: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self._of_sets: dict[int, tuple[int, int]] = {}  # of each set of actions, the parts that they ask and the months

    def needed(self, met: int) -> Needed | None:
        """What is needed where these parts are met; None where no way leads to the targets."""
        if met not in self._known:
            self._known[met] = self._needed(met)
        return self._known[met]

    def certain(self, met: int) -> int:
        """The actions, as a set, that no way to the targets can do without."""
        return union(some for some in self._every(met) if some.bit_count() == 1)

    def _needed(self, met: int) -> Needed | None:
        every = self._every(met)
        if 0 in every:  # there is no such action
            return None
        steps = months = used = 0
        for some in sorted(every, key=_fewest):
            if not some & used:
                used |= some
                steps += 1
                months += self._of_set(some)[1]
        return Needed(steps, months)

    def _every(self, met: int) -> set[int]:
        """Sets of actions of each of which one must be taken; an empty one where no way leads to the targets."""
        possible = possible_of(self._problem, self._allowed, met)
        waiting = [self._problem.helpers[part] & possible for part in numbers(self._wanted & ~met)]
        found = set[int]()
        while waiting and 0 not in found:
            some = waiting.pop()
            if some not in found:
                found.add(some)
                waiting.extend(self._before(some, possible, met) if some else ())
        return found

    def _before(self, some: int, possible: int, met: int) -> tuple[int, ...]:
        """The sets of which one must be taken before the first of some actions can be."""
        unmet = self._of_set(some)[0] & ~met
        key = some, possible, unmet
        if key not in self._befores:
            self._befores[key] = tuple(self._sets(some, possible & ~some, unmet))
        return self._befores[key]

    def _sets(self, some: int, others: int, unmet: int) -> Iterator[int]:
        asked = [self._asked[action] & unmet for action in numbers(some)]
        helpers = self._problem.helpers
        shared = reduce(and_, asked)
        yield from (helpers[part] & others for part in numbers(shared))
        if not shared and all(asked):
            yield union(min((helpers[part] & others for part in numbers(each)), key=_fewest) for each in asked)

    def _of_set(self, some: int) -> tuple[int, int]:
        """The parts that some of these actions ask, and the months of the shortest."""
        if some not in self._of_sets:
            asked = union(self._asked[each] for each in numbers(some))
            self._of_sets[some] = asked, min(self._problem.ways.actions[each].months for each in numbers(some))
        return self._of_sets[some]


def _fewest(some: int) -> tuple[int, int]:
    """By how many there are in a set, to begin with the smallest."""
    return some.bit_count(), some


def possible_of(problem: Problem, allowed: int, met: int) -> int:
    """The actions that may be taken some day: each part that one asks is met, or may come to be by another."""
    possible, unmet = allowed, ~met
    while True:
        gone = union(action for action, parts in problem.hopeless(possible) if parts & unmet)
        if not gone:
            return possible
        possible &= ~gone
