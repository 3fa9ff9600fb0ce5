"""
The durable executor: forward chaining by durable-rules' Rete network, through its C functions.

The known facts that a group of rules of one layer reads go in as one message.  What is known to go wrong is met here,
in `codes`, `patterns` and `rete`:

* what it makes of a number depends on the locale and on its size: only small whole numbers go in, as codes;
* a sink pattern takes every message, so that an unmatched one is no error;
* comparisons it can't make (between facts, over records, in sets) go in as facts of their own;
* too many patterns in a network, or matched by a message, make it hang or crash: rules go in small groups in
  several networks, and what is too large by itself (or holds more "and" and "or" than a pattern can, error 113)
  goes in as a fact of its own; what is too large altogether the engine gives to the compiled executor;
* deleting a state whose actions aren't all completed corrupts memory: after an error code it is left alone;
* it can't hold what is partly known: that doesn't go in, and the rules left open that read it are judged beside it;
* a working memory is kept from one assessment to the next, as making one costs more than all that is asked of it:
  each message is taken back as soon as it is answered.  Each thread has its own while it assesses;
* an alleged repetition gets a new working memory, once;
* an error code or a contradiction is an EngineError, never an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from regiorules.engine.executor import ExecutorName, Outcome
from regiorules.engine.locks import Pool
from regiorules.engine.patterns import Group, Patterns
from regiorules.engine.program import Layer, Program
from regiorules.engine.rete import Memory, Network, Repeated
from regiorules.engine.settlers import Settler, settlers
from regiorules.engine.settling import CONFLICT
from regiorules.errors import EngineError, Problem
from regiorules.facts.possible import PARTLY, Partly, is_known, narrowed

_MOST_KEPT = 4_000  # patterns in all working memories that are kept, of 12 KB each
_MOST_LANES = 8  # threads that assess at one time: as Python runs one at a time, with more none was served sooner


class DurableExecutor:
    """Runs a program on durable-rules, for any number of threads."""

    name: ExecutorName = "durable"

    def __init__(self, program: Program) -> None:
        self._program = program
        self._patterns = Patterns(program)
        self._networks = [Network(blueprint) for blueprint in self._patterns.blueprints]
        self._settlers = [settlers(program.settle, layer.by_target) for layer in program.layers]
        size = 1 + sum(blueprint.patterns for blueprint in self._patterns.blueprints)
        lanes = max(2, min(_MOST_LANES, _MOST_KEPT // size))
        self._lanes = Pool(partial(_Lane, self._networks, keep=size <= _MOST_KEPT), lanes)

    def run(self, given: Mapping[str, Any]) -> Outcome:
        """The outcome for these given facts; raises EngineError where the engine fails."""
        try:
            return self._run(given)
        except Repeated:
            pass
        try:
            return self._run(given)
        except Repeated:
            raise EngineError([Problem("durable_code", {"code": 2, "what": "assert"})]) from None

    def _run(self, given: Mapping[str, Any]) -> Outcome:
        with self._lanes.lent() as lane:
            try:
                return self._assess(given, lane)
            finally:
                lane.leave()

    def _assess(self, given: Mapping[str, Any], lane: _Lane) -> Outcome:
        known = _Known(given)
        statuses: dict[str, bool | None] = dict.fromkeys(self._program.rules)
        conflicts: set[str] = set()
        for layer, groups, ways in zip(self._program.layers, self._patterns.layers, self._settlers, strict=True):
            _derive(layer, known)
            for group in groups:
                group.note(lane.memory(group.network).ask(group.message(known.whole, known.values)), statuses)
                if len(known.whole) < len(known.values):
                    _beside(group, statuses, known)
            conflicts |= _settle(ways, statuses, known)
        return Outcome(statuses, known.values, frozenset(conflicts), "durable")


class _Known:
    """What is known: `values` of all names, and of those that are known `whole`, which alone go into a network."""

    __slots__ = ("values", "whole")

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.values = {name: value for name, value in given.items() if value is not None}
        self.whole = self.values.copy()
        if not PARTLY.isdisjoint(map(type, self.values.values())):
            self.whole = {name: value for name, value in self.values.items() if is_known(value)}

    def learn(self, name: str, value: Any) -> None:
        """A name that isn't known whole gets a value, or one of the values that were possible."""
        before = self.values.get(name)
        self.values[name] = found = value if before is None else narrowed(before, value)
        if not isinstance(found, Partly):
            self.whole[name] = found

    def in_part(self, names: Iterable[str]) -> bool:
        """True where one of these names is partly known."""
        return any(name in self.values and name not in self.whole for name in names)


class _Lane:
    """
    The working memories of one thread while it assesses, one in each network.

    Of a large program none is kept, and only one is there at a time, as each takes a few megabytes.
    """

    def __init__(self, networks: list[Network], *, keep: bool) -> None:
        self._networks = networks
        self._keep = keep
        self._memories: dict[int, Memory] = {}

    def memory(self, number: int) -> Memory:
        """The working memory in this network; the groups of a program never go back to an earlier one."""
        memory = self._memories.get(number)
        if memory is None:
            self.leave()
            memory = self._memories[number] = self._networks[number].memory()
        return memory

    def leave(self) -> None:
        """Forget what isn't kept; a network that must keep a broken memory makes way for a new one."""
        for number, memory in list(self._memories.items()):
            if memory.broken:
                self._networks[number] = Network(self._networks[number].blueprint)
            if memory.broken or not self._keep:
                self._memories.pop(number).close()


def _beside(group: Group, statuses: dict[str, bool | None], known: _Known) -> None:
    """Judge the rules that the network left open, as it isn't told what is partly known."""
    for rule, reads in group.rules:
        if statuses[rule.id] is None and known.in_part(reads):
            statuses[rule.id] = rule.judge.value(known.values)


def _derive(layer: Layer, known: _Known) -> None:
    for derivation in layer.derivations:
        if derivation.target not in known.whole:
            value = derivation.judge.value(known.values)
            if value is not None:
                known.learn(derivation.target, value)


def _settle(ways: Mapping[str, Settler], statuses: Mapping[str, bool | None], known: _Known) -> set[str]:
    conflicts = set()
    for target, settle in ways.items():
        value = None if target in known.whole else settle(statuses, known.values)
        if value is CONFLICT:
            conflicts.add(target)
        elif value is not None:
            known.learn(target, value)
    return conflicts
