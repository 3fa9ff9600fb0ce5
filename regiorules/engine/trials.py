"""
Trying what one more fact would settle, at the cost of what depends on that fact alone.

Running the whole program for every answer to every open question takes time that grows with the square of the
rules; here only the rules are looked at again that read something that changed.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from typing import Any

from regiorules.engine.findings import Values, judging, kept, most_of_one
from regiorules.engine.program import Derivation, Program, ProgramRule
from regiorules.engine.settling import CONFLICT
from regiorules.facts.possible import is_known, narrowed
from regiorules.frozen import frozen
from regiorules.rules.expressions import reads


@frozen
class _Step:
    """What settles one name: its derivation, or else its rules; `cost` is how much it reads."""

    target: str
    derivation: Derivation | None
    rules: Callable[[Values], tuple[Any]] | None
    cost: int


class _Steps:
    """Everything that settles a name, after what it depends on; `readers` are the places of those that read a name."""

    def __init__(self, program: Program) -> None:
        self.unknown: dict[str, Any] = dict.fromkeys(program.names)
        self.every: list[_Step] = []
        self.readers: dict[str, list[int]] = {}
        for layer in program.layers:
            derived = {each.target: each for each in layer.derivations}
            for target in {**derived, **layer.by_target}:
                own = layer.by_target.get(target, ())
                names = {name for rule in own for name in rule.reads}
                names |= reads(derived[target].expression) if target in derived else set()
                for name in names:
                    self.readers.setdefault(name, []).append(len(self.every))
                rules = _settling(program, target, own) if own else None
                self.every.append(_Step(target, derived.get(target), rules, 1 + len(own) + len(names)))


def _settling(program: Program, target: str, rules: Sequence[ProgramRule]) -> Callable[[Values], tuple[Any]]:
    """What finds, by the values of all names, what the rules make of one; kept, as most of it is asked again."""
    settle, judged = program.settle[target], judging(program)
    said = [(judged[rule.id], rule.said) for rule in rules]

    def settled(values: Values) -> tuple[Any]:
        return (settle((judge(values).value, say(values)) for judge, say in said),)

    return kept(settled, rules, most_of_one(program))


class Trials:
    """A program with the facts that are given (inner form); it changes and changes back: for one thread at a time."""

    def __init__(self, program: Program, given: Mapping[str, Any]) -> None:
        self._given = {name: value for name, value in given.items() if value is not None}
        self._whole = {name for name, value in self._given.items() if is_known(value)}
        self._steps: _Steps = program.memo.of("steps", lambda: _Steps(program))
        self._values = self._steps.unknown | self._given
        for step in self._steps.every:
            if step.target not in self._whole:
                self._values[step.target] = self._settle(step)
        self.cost = 0  # of all trials so far: the rules looked at again, and the names in them

    def value(self, name: str) -> Any:
        """What a name is by what is given (inner form); None where it is unknown."""
        return self._values.get(name)

    @property
    def values(self) -> dict[str, Any]:
        """All that is known by what is given, in inner form."""
        return {name: value for name, value in self._values.items() if value is not None}

    def settled(self, name: str, value: Any) -> dict[str, Any]:
        """The names that get another value where this fact is given too, with that value (None is unknown)."""
        before = self._assume(name, value)
        after = {each: self._values[each] for each in before}
        self._values |= before
        return after

    @contextmanager
    def assuming(self, name: str, value: Any, among: Set[str]) -> Iterator[None]:
        """Meanwhile a fact that isn't known whole has that value, and what is derived among these names follows it."""
        before = self._assume(name, value, among)
        self._whole.add(name)
        try:
            yield
        finally:
            self._whole.discard(name)
            self._values |= before

    def _assume(self, name: str, value: Any, among: Set[str] | None = None) -> dict[str, Any]:
        """Give a fact too, and settle what depends on it (None: whatever that is); what changed, as it was before."""
        values, readers = self._values, self._steps.readers
        before = {name: values.get(name)}
        values[name] = narrowed(value, before[name])
        waiting = list(readers.get(name, ()))
        last = -1
        while waiting:
            number = heapq.heappop(waiting)
            step = self._steps.every[number]
            if number == last or step.target == name or step.target in self._whole:
                continue
            last = number
            if among is not None and step.target not in among:
                continue
            self.cost += step.cost
            found, known = self._settle(step), values[step.target]
            if found != known:
                before[step.target] = known
                values[step.target] = found
                for reader in readers.get(step.target, ()):
                    heapq.heappush(waiting, reader)
        return before

    def _settle(self, step: _Step) -> Any:
        value, values = self._given.get(step.target), self._values
        if value is None and step.derivation is None and step.rules is not None:  # as most are
            (found,) = step.rules(values)
            return None if found is CONFLICT else found
        if step.derivation is not None:
            value = _with(value, step.derivation.judge.value(values))
        if step.rules is not None and not is_known(value):
            (found,) = step.rules(values)
            value = value if found is CONFLICT else _with(value, found)
        return value


def _with(value: Any, found: Any) -> Any:
    """What is known of a name, with what follows beside it."""
    return found if value is None else narrowed(value, found)
