"""What there is to plan for one region: where it stands, what follows from what, and what may come of each action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from attrs import field

from regiorules.frozen import frozen
from regiorules.planning.derived import Sources
from regiorules.planning.lookout import Lookout
from regiorules.planning.ways import Part, Values, Ways, numbers, union

State = tuple[Any, ...]  # what is given of the changeable facts (inner form; None is unknown)
_MOST_REMEMBERED = 2_000  # states


@frozen
class Problem:
    """
    The start (given facts, inner form), and what can be done and is wanted.

    The start has what else the lookout must be given, too.  `sources` gives of every derived name what it is derived
    from, itself after those; `from_rules` the only values that some of those can get.
    """

    ways: Ways
    start: Values
    lookout: Lookout = field(eq=False, repr=False)
    sources: Sources = field(factory=dict, repr=False)
    from_rules: Mapping[str, Set[Any]] = field(factory=dict, repr=False)
    first: State = field(init=False, repr=False)
    helpers: tuple[int, ...] = field(init=False, repr=False)  # of every part, the actions that may come to meet it
    _hopeless: dict[int, list[tuple[int, int]]] = field(factory=dict, init=False, eq=False, repr=False)
    _seen: dict[State, int] = field(factory=dict, init=False, eq=False, repr=False)

    @first.default
    def _first(self) -> State:
        return tuple(map(self.start.get, self.ways.changeable))

    @helpers.default
    def _helpers(self) -> tuple[int, ...]:
        reach = dict(self.ways.changing)
        for name, behind in self.sources.items():
            reach[name] = reach.get(name, 0) | union(reach.get(each, 0) for each in behind)
        return tuple(
            alone | self._through(part, reach) for part, alone in zip(self.ways.parts, self.ways.alone, strict=True)
        )

    def _through(self, part: Part, reach: Mapping[str, int]) -> int:
        """The actions by which what a part is derived from may come to meet it."""
        if len(part.reads) != 1:
            return union(reach.get(name, 0) for name in part.reads)
        (only,) = part.reads
        given = self.from_rules.get(only)
        if given is not None and not any(part.met({only: value}) for value in given):
            return 0
        return union(reach.get(name, 0) for name in self.sources.get(only, ()))

    def met(self, state: State) -> int:
        """The parts that are met in a state, as a set; remembered, but for the very many of a long search."""
        found = self._seen.get(state)
        if found is None:
            found = self.lookout.met(self.given(state))
            if len(self._seen) < _MOST_REMEMBERED:
                self._seen[state] = found
        return found

    def values(self, state: State) -> Values:
        """What is known in a state, in inner form, of all that the lookout looks at."""
        return self.lookout.values(self.given(state))

    def given(self, state: State) -> dict[str, Any]:
        """The given facts in a state."""
        changed = zip(self.ways.changeable, state, strict=True)
        return {**self.start, **{name: value for name, value in changed if value is not None}}

    def after(self, state: State, action: int) -> State:
        """The state once that action has been taken."""
        changed = list(state)
        for place, value in self.ways.changes[action]:
            changed[place] = value
        return tuple(changed)

    def along(self, path: Sequence[int]) -> Iterator[State]:
        """The state at the start, and after each action."""
        state = self.first
        yield state
        for action in path:
            state = self.after(state, action)
            yield state

    def hopeless(self, possible: int) -> list[tuple[int, int]]:
        """Of these actions those that ask what none of the others may come to meet, each as a set, with those parts."""
        if possible not in self._hopeless:
            each = ((1 << action, self.ways.asked[action]) for action in numbers(possible))
            every = ((action, self._unhelped(asked, possible & ~action)) for action, asked in each)
            self._hopeless[possible] = [(action, parts) for action, parts in every if parts]
        return self._hopeless[possible]

    def _unhelped(self, parts: int, actions: int) -> int:
        """Those of some parts that none of these actions may come to meet."""
        return union(1 << part for part in numbers(parts) if not self.helpers[part] & actions)
