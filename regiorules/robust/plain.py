"""Counting without columns, for few worlds: answer by answer, no further than it takes to know the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

from attrs import field, frozen

from regiorules.engine.trials import Trials
from regiorules.robust.shares import Group
from regiorules.robust.slices import Reading, Slice
from regiorules.robust.tally import Count


def count_all(reading: Reading, group: Group) -> dict[str, Count]:
    """In how many of the worlds of a group each of its names holds and fails: what the columns count, exactly."""
    part = reading.slice(group.names)
    readers = Counter(name for rule in part.program.rules.values() for name in rule.reads)
    doubts = sorted(group.worlds.items(), key=lambda each: -readers[each[0]])  # what settles most goes first
    counting = _Counting(part, group.names, doubts, reading)
    return dict(zip(group.names, counting.count({}), strict=True))


@frozen
class _Counting:
    part: Slice
    names: Sequence[str]
    doubts: Sequence[tuple[str, Sequence[Any]]]
    reading: Reading
    steady: bool = field(init=False)

    @steady.default
    def _steady(self) -> bool:
        return self.reading.is_steady(self.names)

    def count(self, known: Mapping[str, Any]) -> list[Count]:
        """The counts of the worlds with these answers, which are those to the first doubts."""
        left = self.doubts[len(known) :]
        found = self.outcome(known)
        if not left or (self.steady and None not in found):
            worlds = prod(len(values) for _, values in left)
            return [Count(worlds, worlds * (value is True), worlds * (value is False)) for value in found]
        name, values = left[0]
        every = [self.count({**known, name: value}) for value in values]
        return [sum(counts, Count()) for counts in zip(*every, strict=True)]

    def outcome(self, known: Mapping[str, Any]) -> list[Any]:
        """What the names are with these answers."""
        if not self.doubts:
            return [self.reading.values.get(name) for name in self.names]
        trials = Trials(self.part.program, {**self.part.given, **known})
        return [trials.value(name) for name in self.names]
