"""
Trying what one more fact would settle, at the cost of what depends on that fact alone.

Running the whole program for every answer to every open question takes time that grows with the square of the
rules; here only the rules are looked at again that read something that changed.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from regiorules.engine.program import Derivation, Program, ProgramRule
from regiorules.engine.settling import CONFLICT
from regiorules.facts.possible import is_known, narrowed
from regiorules.rules.expressions import reads


@frozen
class Step:
    """What settles one name: its derivation, or else its rules; `reads` are the names that these look at."""

    target: str
    derivation: Derivation | None
    rules: tuple[ProgramRule, ...]
    reads: frozenset[str] = field(init=False)
    cost: int = field(init=False)

    @reads.default
    def _reads(self) -> frozenset[str]:
        trees = [rule.when for rule in self.rules] + ([self.derivation.expression] if self.derivation else [])
        return frozenset(name for tree in trees for name in reads(tree))

    @cost.default
    def _cost(self) -> int:
        return 1 + len(self.rules) + len(self.reads)


class Trials:
    """A program with the facts that are given (inner form); it changes and changes back: for one thread at a time."""

    def __init__(self, program: Program, given: Mapping[str, Any]) -> None:
        self._way = program.settle
        steps = program.memo.of("steps", lambda: tuple(_steps(program)))
        self._given = {name: value for name, value in given.items() if value is not None}
        self._values = dict(self._given)
        self._steps = [step for step in steps if not is_known(given.get(step.target))]
        self._readers: dict[str, list[int]] = {}
        for number, step in enumerate(self._steps):
            for name in step.reads:
                self._readers.setdefault(name, []).append(number)
            self._values[step.target] = self._settle(step)
        self.cost = 0  # of all trials so far: the rules looked at again, and the names in them

    def settled(self, name: str, value: Any) -> dict[str, Any]:
        """The names that get another value where this fact is given too, with that value (None is unknown)."""
        before = {name: self._values.get(name)}
        self._values[name] = narrowed(value, before[name])
        waiting = list(self._readers.get(name, ()))
        heapq.heapify(waiting)
        last = -1
        while waiting:
            number = heapq.heappop(waiting)
            step = self._steps[number]
            if number == last or step.target == name:
                continue
            last = number
            self.cost += step.cost
            found, known = self._settle(step), self._values[step.target]
            if found != known:
                before[step.target] = known
                self._values[step.target] = found
                for reader in self._readers.get(step.target, ()):
                    heapq.heappush(waiting, reader)
        after = {each: self._values[each] for each in before}
        self._values |= before
        return after

    def _settle(self, step: Step) -> Any:
        value = self._given.get(step.target)  # only where that is partly known: else this isn't a step
        if step.derivation is not None:
            value = _with(value, step.derivation.judge.value(self._values))
        if step.rules and not is_known(value):
            found = self._way[step.target]((rule.judge.value(self._values), rule.value) for rule in step.rules)
            value = value if found is CONFLICT else _with(value, found)
        return value


def _with(value: Any, found: Any) -> Any:
    """What is known of a name, with what follows beside it."""
    return found if value is None else narrowed(value, found)


def _steps(program: Program) -> Iterator[Step]:
    """Everything that settles a name, after what it depends on."""
    for layer in program.layers:
        derived = {each.target: each for each in layer.derivations}
        for target in {**derived, **layer.by_target}:
            yield Step(target, derived.get(target), layer.by_target.get(target, ()))
