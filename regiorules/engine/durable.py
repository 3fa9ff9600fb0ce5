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
* each assessment has its own `sid`, deleted afterwards; an alleged repetition gets a new `sid`, once;
* an error code or a contradiction is an EngineError, never an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regiorules.engine.executor import ExecutorName, Outcome
from regiorules.engine.locks import ProcessLock
from regiorules.engine.patterns import Group, Patterns
from regiorules.engine.program import Layer, Program
from regiorules.engine.rete import Memory, Network, Repeated
from regiorules.engine.settling import CONFLICT, Settle
from regiorules.errors import EngineError, Problem
from regiorules.facts.possible import is_known, is_partly, narrowed
from regiorules.rules.expressions import reads


class DurableExecutor:
    """Runs a program on durable-rules, for one thread at a time; the others wait."""

    name: ExecutorName = "durable"

    def __init__(self, program: Program) -> None:
        self._program = program
        self._patterns = Patterns(program)
        self._networks = [Network(blueprint) for blueprint in self._patterns.blueprints]
        self._lock = ProcessLock()

    def run(self, given: Mapping[str, Any]) -> Outcome:
        """The outcome for these given facts; raises EngineError where the engine fails."""
        with self._lock:
            try:
                return self._assess(given)
            except Repeated:
                pass
            try:
                return self._assess(given)
            except Repeated:
                raise EngineError([Problem("durable_code", {"code": 2, "what": "assert"})]) from None

    def _assess(self, given: Mapping[str, Any]) -> Outcome:
        values = {name: value for name, value in given.items() if value is not None}
        statuses: dict[str, bool | None] = {}
        conflicts: set[str] = set()
        memories = _Memories(self._networks)
        try:
            for layer, groups in zip(self._program.layers, self._patterns.layers, strict=True):
                _derive(layer, values)
                partly = {name for name, value in values.items() if is_partly(value)}
                whole = {name: value for name, value in values.items() if name not in partly} if partly else values
                for group in groups:
                    memory = memories.of(group.network)
                    found = group.statuses(memory.assert_fact(group.message(self._patterns.codes, whole, values)))
                    statuses |= _beside(group, found, partly, values) if partly else found
                conflicts |= _settle(layer, self._program.settle, statuses, values)
        finally:
            memories.close()
        ordered = {name: statuses[name] for name in self._program.rules}
        return Outcome(ordered, values, frozenset(conflicts))


class _Memories:
    """The working memories of one assessment: of one network at a time, as each takes a few megabytes."""

    def __init__(self, networks: list[Network]) -> None:
        self.networks = networks
        self.number = -1
        self.memory: Memory | None = None

    def of(self, number: int) -> Memory:
        """The working memory in this network; the groups of a program never go back to an earlier one."""
        if self.memory is None or number != self.number:
            self.close()
            self.number, self.memory = number, self.networks[number].memory()
        return self.memory

    def close(self) -> None:
        """Forget; a network that must keep a broken memory makes way for a new one."""
        if self.memory is not None:
            self.memory.close()
            if self.memory.broken:
                self.networks[self.number] = Network(self.networks[self.number].blueprint)


def _beside(
    group: Group, found: Mapping[str, bool | None], partly: set[str], values: Mapping[str, Any]
) -> dict[str, bool | None]:
    """The statuses with those of rules that the network left open, as it isn't told what is partly known."""
    return {
        rule.id: rule.judge.value(values)
        if found[rule.id] is None and not partly.isdisjoint(reads(rule.when))
        else found[rule.id]
        for rule in group.rules
    }


def _derive(layer: Layer, values: dict[str, Any]) -> None:
    for derivation in layer.derivations:
        known = values.get(derivation.target)
        if not is_known(known):
            value = derivation.judge.value(values)
            if value is not None:
                values[derivation.target] = value if known is None else narrowed(known, value)


def _settle(
    layer: Layer, settle: Mapping[str, Settle], statuses: Mapping[str, bool | None], values: dict[str, Any]
) -> set[str]:
    conflicts = set()
    for target, own in layer.by_target.items():
        known = values.get(target)
        if is_known(known):
            continue
        value = settle[target]((statuses[rule.id], rule.value) for rule in own)
        if value is CONFLICT:
            conflicts.add(target)
        elif value is not None:
            values[target] = value if known is None else narrowed(known, value)
    return conflicts
