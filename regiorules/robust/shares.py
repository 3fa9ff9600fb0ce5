"""
In which part of all worlds each conclusion holds.

Conclusions with the same doubtful facts behind them are counted together; the smallest such groups first, exactly as
long as fewer than `MOST` worlds are looked at in all, and the others by a random sample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import prod
from typing import TYPE_CHECKING

from regiorules.frozen import frozen
from regiorules.robust.slices import Reading, Worlds
from regiorules.robust.tally import Count, Tally, settled

if TYPE_CHECKING:
    from regiorules.bulk.columns.forms import Form

MOST = 50_000_000  # worlds that are looked at one by one
SAMPLE = 200_000  # worlds, where there are more
SEED = 20160413
Tell = Callable[[int, int], None]  # the worlds that were looked at, of so many
_OPEN = Tally(Count(1), 1)  # no doubtful fact is behind it: it waits for what can't be listed


@frozen
class Group:
    """Conclusions with the doubtful facts behind them, and what each of those may be."""

    names: tuple[str, ...]
    worlds: Worlds

    @property
    def size(self) -> int:
        """How many worlds there are."""
        return prod(map(len, self.worlds.values()))


def groups_of(reading: Reading, names: Iterable[str]) -> list[Group]:
    """These names by the doubts behind them, the smallest group first."""
    found: dict[frozenset[str], list[str]] = {}
    for name in names:
        found.setdefault(reading.doubts_of(name), []).append(name)
    order = list(reading.doubts)
    groups = [
        Group(tuple(own), {each: reading.doubts[each] for each in sorted(facts, key=order.index)})
        for facts, own in found.items()
    ]
    return sorted(groups, key=lambda group: (group.size, group.names))


def shares(
    reading: Reading,
    names: Iterable[str],
    forms: Mapping[str, Form],
    tell: Tell = lambda done, total: None,
    *,
    most: int = MOST,
    sample: int = SAMPLE,
    seed: int = SEED,
) -> dict[str, Tally]:
    """
    The tally of each name that is true or false.

    `forms` are those of the facts in columns.  Raises ImportError without Polars (the extra `batch`).
    """
    asked = list(names)
    known = {name: holds for name in asked if (holds := reading.certain(name)) is not None}
    found = {name: settled(holds=holds) for name, holds in known.items()}
    groups = [each for each in groups_of(reading, (name for name in asked if name not in known)) if each.worlds]
    run = _Run(reading, forms, tell, sample, seed)
    run.plan(groups, most)
    for group in groups:
        found |= run.count(group)
    return {name: found.get(name, _OPEN) for name in asked}


class _Run:
    """Counts groups, and tells how far it is."""

    def __init__(self, reading: Reading, forms: Mapping[str, Form], tell: Tell, sample: int, seed: int) -> None:
        self.reading, self.forms, self.tell, self.sample, self.seed = reading, forms, tell, sample, seed
        self.exact: set[tuple[str, ...]] = set()
        self.done = self.total = 0

    def plan(self, groups: Iterable[Group], most: int) -> None:
        """Which groups are looked at whole."""
        left = most
        for group in groups:
            if group.size <= left:
                left -= group.size
                self.exact.add(group.names)
            self.total += group.size if group.names in self.exact else self.sample

    def count(self, group: Group) -> dict[str, Tally]:
        from regiorules.robust.columns import tallies

        part = self.reading.slice(group.names)
        sample = None if group.names in self.exact else (self.sample, self.seed)
        found = tallies(part, group.names, group.worlds, self.forms, self.told, sample)
        return dict(zip(group.names, found, strict=True))

    def told(self, worlds: int) -> None:
        self.done += worlds
        self.tell(self.done, self.total)
