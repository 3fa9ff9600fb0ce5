"""Counting without columns, for few worlds: answer by answer, no further than it takes to know the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from math import prod
from typing import Any

from regiorules.engine.trials import Trials
from regiorules.frozen import frozen
from regiorules.robust.shares import Group
from regiorules.robust.slices import Reading
from regiorules.robust.tally import Count


def count_all(reading: Reading, group: Group, trials: Trials) -> dict[str, Count]:
    """
    In how many of the worlds of a group each of its names holds and fails: what the columns count, exactly.

    The trials are of the program that is read, with the same given facts.
    """
    needed = reading.needed(group.names)
    readers = Counter(name for target in needed for rule in reading.rules.get(target, ()) for name in rule.reads)
    doubts = sorted(group.worlds.items(), key=lambda each: -readers[each[0]])  # what settles most goes first
    counting = _Counting(trials, group.names, doubts, needed, reading.is_steady(group.names))
    return dict(zip(group.names, counting.count(), strict=True))


@frozen
class _Counting:
    """Counts while answers are assumed one after another; `needed` are the names between the doubts and these."""

    trials: Trials
    names: Sequence[str]
    doubts: Sequence[tuple[str, Sequence[Any]]]
    needed: Set[str]
    steady: bool

    def count(self, known: int = 0) -> list[Count]:
        """The counts of the worlds in which so many of the first doubts have the answers that are assumed now."""
        left = self.doubts[known:]
        found = [self.trials.value(name) for name in self.names]
        if not left or (self.steady and None not in found):
            worlds = prod(len(values) for _, values in left)
            return [Count(worlds, worlds * (value is True), worlds * (value is False)) for value in found]
        name, values = left[0]
        every = [self.with_one(name, value, known) for value in values]
        return [sum(counts, Count()) for counts in zip(*every, strict=True)]

    def with_one(self, name: str, value: Any, known: int) -> list[Count]:
        """The counts with an answer more."""
        with self.trials.assuming(name, value, self.needed):
            return self.count(known + 1)
