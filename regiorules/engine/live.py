"""
A live network: durable-rules fed one fact at a time.

Each variable is a fact of its own, joined by the Rete network, so that one more answer touches only
what depends on it; what fires is settled and asserted in turn, until nothing fires.  Working memory
only grows: an answer that is changed or withdrawn, and a value that rules dispute, start a new one.

One network serves every session with the same program; each has a working memory of its own in it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from weakref import WeakSet

from regiorules.engine.conjunctions import Conjunctions
from regiorules.engine.executor import Outcome
from regiorules.engine.judgement import Judge
from regiorules.engine.program import Derivation, Program, ProgramRule
from regiorules.engine.rete import Memory, Network, TooMuch
from regiorules.engine.settlers import settlers
from regiorules.engine.settling import CONFLICT, by_open_rules
from regiorules.errors import EngineError, Problem
from regiorules.facts.possible import Partly, both, is_known, is_partly
from regiorules.rules.expressions import reads
from regiorules.rules.model import by_target

_MOST_ALIVE = 16_000  # patterns in all working memories of a network together, of 12 KB each
_LARGEST = 4_000  # patterns in one
_NONE: frozenset[str] = frozenset()


class Disputed(Exception):
    """A fact gets two values, from rules or given beside them: only a full assessment tells what then follows."""


def _together(before: Any, value: Any) -> Any:
    """What is possible by what was known of a name and what is now; raises Disputed where nothing is."""
    if before is None:
        return value
    found = both(before, value) if is_partly(before) else both(value, before)
    if found is None or (is_known(before) and found != before):
        raise Disputed
    return found


def live_network(program: Program) -> LiveNetwork | None:
    """The live network of a program; None where it is too large for one."""
    try:
        conjunctions = Conjunctions(program)
    except TooMuch:
        return None
    return LiveNetwork(program, conjunctions) if conjunctions.patterns <= _LARGEST else None


class LiveNetwork:
    """The Rete networks of one program; `start` makes a fresh working memory in them."""

    def __init__(self, program: Program, conjunctions: Conjunctions | None = None) -> None:
        self.program = program
        self.conjunctions = conjunctions or Conjunctions(program)
        self.hidden = (self.conjunctions.always, *self.conjunctions.tests)  # what is told beside facts and conclusions
        self.engines = [Network(blueprint) for blueprint in self.conjunctions.blueprints]
        self.settlers = settlers(program.settle, by_target(program.rules.values()))
        self.beside: list[Derivation | str] = [each for layer in program.layers for each in layer.derivations]
        self.beside += self.conjunctions.tests
        self.readers: dict[str, list[Derivation | str]] = {}
        for reader in self.beside:
            for name in reads(self.judge(reader).tree):
                self.readers.setdefault(name, []).append(reader)
        self.rules_on: dict[str, list[tuple[ProgramRule, frozenset[str]]]] = {}  # a name, each with all that it reads
        for rule in program.rules.values():
            names = rule.reads
            for name in names:
                self.rules_on.setdefault(name, []).append((rule, names))
        self.partly = [name for name, settle in program.settle.items() if by_open_rules(settle)]
        self.worked_out: dict[str, list[str]] = {}  # from a name, the names for which a rule works something out of it
        for rule in program.rules.values():
            for name in reads(rule.works_out.tree) if rule.works_out else ():
                self.worked_out.setdefault(name, []).append(rule.target)
        self._alive: WeakSet[WorkingMemory] = WeakSet()
        self._lost = 0

    def judge(self, reader: Derivation | str) -> Judge:
        """What judges a derivation, or a test."""
        return self.conjunctions.tests[reader] if isinstance(reader, str) else reader.judge

    def has_room(self) -> bool:
        """True while the working memories in use, and those that are lost, take little enough together."""
        return (len(self._alive) + self._lost + 1) * self.conjunctions.patterns <= _MOST_ALIVE

    def start(self) -> WorkingMemory:
        """A fresh working memory."""
        memory = WorkingMemory(self)
        self._alive.add(memory)
        return memory

    def ended(self, memory: WorkingMemory) -> None:
        """A working memory was closed; a broken one is never given back."""
        self._alive.discard(memory)
        self._lost += any(each.broken for each in memory.memories)


class WorkingMemory:
    """What is known so far, and what fired; for one thread at a time, and forgotten when it is dropped."""

    def __init__(self, network: LiveNetwork) -> None:
        self.network = network
        self.memories: list[Memory] = [engine.memory() for engine in network.engines]
        self.statuses: dict[str, bool | None] = dict.fromkeys(network.program.rules)
        self.open = set(network.program.rules)
        self.values: dict[str, Any] = {}
        self.given: set[str] = set()  # names of which all is given
        self.partly: set[str] = set()  # names of which something is known, and not all
        self.agenda: deque[tuple[str, Any]] = deque([(network.conjunctions.always, 0)])
        self._look(network.beside)  # some of it is so without any fact
        for target in network.partly:
            self._settle(target)

    def tell(self, facts: Mapping[str, Any]) -> None:
        """
        Assert facts that weren't known; raises Disputed where rules come to contradict one another.

        A fact that was derived, or given before, needs a new working memory.  Nothing follows before the first.
        """
        self.given.update(name for name, value in facts.items() if is_known(value))
        self.agenda.extendleft(facts.items())  # what is given goes before what always follows
        self._chain()

    def outcome(self) -> Outcome:
        """What follows so far."""
        values = dict(self.values)
        for name in self.network.hidden:
            values.pop(name, None)
        return Outcome(dict(self.statuses), values, _NONE, "durable", self.partly.intersection(values))

    def close(self) -> None:
        """Forget everything."""
        for memory in self.memories:
            memory.close()
        self.network.ended(self)

    def _chain(self) -> None:
        """Forward chaining: assert, see what fires, settle it, and go on until the agenda is empty."""
        agenda, values, network = self.agenda, self.values, self.network
        while agenda:
            name, value = agenda.popleft()
            before = values.get(name)
            if before is not None:
                value = before if name in self.given and is_known(before) else _together(before, value)
                if value == before:
                    continue
            values[name] = value
            self._assert(name, value)
            if self.partly:
                self._judge(name)
            if name in network.readers:
                self._look(network.readers[name])
            for target in network.worked_out.get(name, ()):
                self._settle(target)

    def _assert(self, name: str, value: Any) -> None:
        """Tell the network, unless it is only known in part, or all rules are settled that it tells something of."""
        self.partly.discard(name)
        if isinstance(value, Partly):
            self.partly.add(name)
            return
        conjunctions, open_ = self.network.conjunctions, self.open
        for place, body, rules in conjunctions.messages(name, value):
            if not open_.isdisjoint(rules):
                self._fire(conjunctions.fires[place], self.memories[place].assert_fact(body))

    def _judge(self, name: str) -> None:
        """Judge open rules that read a name beside the network, which isn't told what is partly known."""
        for rule, names in self.network.rules_on.get(name, ()):
            if self.statuses[rule.id] is None and not self.partly.isdisjoint(names):
                self._note(rule.id, rule.judge.value(self.values))
                self._settle(rule.target)

    def _fire(self, says: Mapping[str, Sequence[tuple[str, str, bool]]], fired: Iterable[str]) -> None:
        statuses, targets = self.statuses, dict[str, None]()
        for name in sorted(fired):
            if name not in says:
                raise EngineError([Problem("durable_unknown_rule", {"name": name})])
            for rule, target, status in says[name]:
                known = statuses[rule]
                if known is None:
                    statuses[rule] = status
                    self.open.discard(rule)
                    targets[target] = None
                elif known is not status:
                    raise EngineError([Problem("durable_disagrees", {"name": rule})])
        for target in targets:
            self._settle(target)

    def _note(self, rule: str, status: bool | None) -> None:
        if status is not None:
            self.statuses[rule] = status
            self.open.discard(rule)

    def _settle(self, target: str) -> None:
        if target in self.given:
            return
        value = self.network.settlers[target](self.statuses, self.values)
        if value is CONFLICT:
            raise Disputed
        if value is not None:
            self.agenda.append((target, value))

    def _look(self, readers: Iterable[Derivation | str]) -> None:
        """Evaluate derivations, and the tests that are made beside the network."""
        for reader in readers:
            name = reader if isinstance(reader, str) else reader.target
            value = None if name in self.given else self.network.judge(reader).value(self.values)
            if value is not None:
                self.agenda.append((name, value))
