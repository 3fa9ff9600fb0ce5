"""
A live network: durable-rules fed one fact at a time.

Each variable is a fact of its own, joined by the Rete network, so that one more answer touches only
what depends on it; what fires is settled and asserted in turn, until nothing fires.  Working memory
only grows: an answer that is changed or withdrawn, and a value that rules dispute, start a new one.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

from regiorules.engine.codes import Codes
from regiorules.engine.executor import CONFLICT, Outcome, settle_value, settle_yes_no
from regiorules.engine.kleene import evaluate
from regiorules.engine.program import Derivation, Program, ProgramRule
from regiorules.engine.rete import Memory, Native, Network, native, together
from regiorules.errors import EngineError, Problem
from regiorules.rules.expressions import And, Expression, Not, Or, reads

_MOST_CONJUNCTIONS = 32
_MOST_JOINED = 12  # variables in one conjunction: with more than 16 the network has no frames left (error 304)
_MOST_PATTERNS = 30  # that one message may match: more than 64 at once break the network's memory
_VARIABLE, _VALUE, _SINK, _ALWAYS = "n", "v", "sink", "?"
Conjunction = tuple[tuple[str, str], ...]  # for each variable the pattern that its value must match


class Disputed(Exception):
    """Rules give a fact two values: only a full assessment, layer by layer, tells what then follows."""


class LiveNetwork:
    """One Rete network for a program; `start` makes a fresh working memory in it."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.names = frozenset(program.names)
        self.numbers: dict[tuple[str, int], int] = {}
        self.tests: dict[str, Expression] = {}  # comparisons made beside the network, by the name of their fact
        self.uses: dict[str, int] = {}  # how many patterns look at a variable
        self.fires: dict[str, tuple[str, bool]] = {}
        self.codes = Codes(program.rules.values())
        self.engine = Network(self._definition())
        self.by_target: dict[str, list[ProgramRule]] = {}
        for rule in program.rules.values():
            self.by_target.setdefault(rule.target, []).append(rule)
        self.beside: list[Derivation | str] = [each for layer in program.layers for each in layer.derivations]
        self.beside += self.tests
        self.readers: dict[str, list[Derivation | str]] = {}
        for reader in self.beside:
            for name in reads(self.tree(reader)):
                self.readers.setdefault(name, []).append(reader)

    def tree(self, reader: Derivation | str) -> Expression:
        """What a derivation, or a test, evaluates."""
        return self.tests[reader] if isinstance(reader, str) else reader.expression

    def start(self) -> WorkingMemory:
        """A fresh working memory."""
        return WorkingMemory(self)

    # --- patterns ------------------------------------------------------------------------------

    def _definition(self) -> str:
        rules = [f'"{_SINK}": {{"all": [{{"m": {{"$gte": {{"{_VARIABLE}": 0}}}}}}]}}']
        for number, rule in enumerate(self.program.rules.values()):
            for letter, wanted in (("t", True), ("f", False)):
                for index, conjunction in enumerate(self._conjunctions(rule.when, wanted)):
                    name = f"{letter}_{number}_{index}"
                    self.fires[name] = (rule.id, wanted)
                    rules.append(f'"{name}": {{"all": [{", ".join(self._patterns(conjunction))}]}}')
        return "{" + ", ".join(rules) + "}"

    def _patterns(self, conjunction: Conjunction) -> list[str]:
        """One pattern a variable: a message can't match two patterns of one rule."""
        merged: dict[str, list[str]] = {}
        for name, pattern in conjunction:
            merged.setdefault(name, []).append(pattern)
        if not merged:
            merged = {_ALWAYS: []}
        return [
            f'{{"m_{index}": {together("$and", [self._is(name), *patterns])}}}'
            for index, (name, patterns) in enumerate(merged.items())
        ]

    def _is(self, name: str) -> str:
        """The pattern that recognises a variable: one of its copies, each with few patterns."""
        use = self.uses.get(name, 0)
        self.uses[name] = use + 1
        return f'{{"{_VARIABLE}": {self._copy(name, use // _MOST_PATTERNS)}}}'

    def copies(self, name: str) -> list[int]:
        """The numbers under which a variable goes in."""
        return [self._copy(name, copy) for copy in range(-(-self.uses.get(name, 0) // _MOST_PATTERNS))]

    def _copy(self, name: str, copy: int) -> int:
        return self.numbers.setdefault((name, copy), len(self.numbers))

    def _conjunctions(self, tree: Expression, wanted: bool) -> list[Conjunction]:
        """Disjunctive normal form: the network knows no `or` between facts."""
        found = self._normal(tree, wanted)
        if found is None or any(len({name for name, _ in each}) > _MOST_JOINED for each in found):
            return [self._beside(tree, wanted)]
        return found

    def _normal(self, tree: Expression, wanted: bool) -> list[Conjunction] | None:
        """The conjunctions of a tree; None where there would be too many."""
        match tree:
            case Not(part):
                return self._normal(part, not wanted)
            case And(parts) | Or(parts):
                found = [self._normal(part, wanted) for part in parts]
                every = [each for each in found if each is not None]
                if len(every) < len(found):
                    return None
                if isinstance(tree, And) is wanted:
                    return self._product(every)
                return [conjunction for each in every for conjunction in each]
        return self._leaf(tree, wanted)

    def _product(self, parts: list[list[Conjunction]]) -> list[Conjunction] | None:
        size = 1
        for part in parts:
            size *= len(part)
        if size > _MOST_CONJUNCTIONS:
            return None
        return [tuple(itertools.chain(*choice)) for choice in itertools.product(*parts)]

    def _leaf(self, tree: Expression, wanted: bool) -> list[Conjunction]:
        found = native(tree, wanted)
        if isinstance(found, bool):
            return [()] if found else []
        if isinstance(found, Native):
            return [((found.name, found.pattern(_VALUE, self.codes.code)),)]
        return [self._beside(tree, wanted)]

    def _beside(self, tree: Expression, wanted: bool) -> Conjunction:
        known = {test: name for name, test in self.tests.items()}
        name = known.get(tree, f"?{len(self.tests)}")
        self.tests[name] = tree
        return ((name, f'{{"{_VALUE}": {self.codes.code(name, wanted)}}}'),)


class WorkingMemory:
    """What is known so far, and what fired."""

    def __init__(self, network: LiveNetwork) -> None:
        self.network = network
        self.memory: Memory = network.engine.memory()
        self.statuses: dict[str, bool | None] = dict.fromkeys(network.program.rules)
        self.values: dict[str, Any] = {}
        self.given: set[str] = set()
        self.agenda: deque[tuple[str, Any]] = deque([(_ALWAYS, 0)])
        self._look(network.beside)  # some of it is so without any fact

    def tell(self, facts: Mapping[str, Any]) -> None:
        """
        Assert facts that weren't known; raises Disputed where rules come to contradict one another.

        A fact that was derived, or given before, needs a new working memory.  Nothing follows before the first.
        """
        self.given.update(facts)
        self.agenda.extendleft(facts.items())  # what is given goes before what always follows
        self._chain()

    def outcome(self) -> Outcome:
        """What follows so far."""
        values = {name: value for name, value in self.values.items() if name in self.network.names}
        return Outcome(dict(self.statuses), values, frozenset())

    def close(self) -> None:
        """Forget everything."""
        self.memory.close()

    def _chain(self) -> None:
        """Forward chaining: assert, see what fires, settle it, and go on until the agenda is empty."""
        while self.agenda:
            name, value = self.agenda.popleft()
            if name in self.values:
                continue
            self.values[name] = value
            for number in self.network.copies(name):
                code = self.network.codes.code(name, value)
                self._fire(self.memory.assert_fact(f'"{_VARIABLE}": {number}, "{_VALUE}": {code}'))
            self._look(self.network.readers.get(name, ()))

    def _fire(self, fired: set[str]) -> None:
        targets = []
        for name in sorted(fired - {_SINK}):
            if name not in self.network.fires:
                raise EngineError([Problem("durable_unknown_rule", {"name": name})])
            rule_id, status = self.network.fires[name]
            if self.statuses[rule_id] is (not status):
                raise EngineError([Problem("durable_disagrees", {"name": rule_id})])
            self.statuses[rule_id] = status
            targets.append(self.network.program.rules[rule_id].target)
        for target in dict.fromkeys(targets):
            self._settle(target)

    def _settle(self, target: str) -> None:
        if target in self.given:
            return
        rules = [(self.statuses[rule.id], rule.value) for rule in self.network.by_target[target]]
        if target in self.network.program.yes_no:
            value = settle_yes_no(status for status, _ in rules)
        else:
            value = settle_value(rules)
        if value is CONFLICT:
            raise Disputed
        if value is not None and target not in self.values:
            self.agenda.append((target, value))

    def _look(self, readers: Iterable[Derivation | str]) -> None:
        """Evaluate derivations, and the tests that are made beside the network."""
        for reader in readers:
            name = reader if isinstance(reader, str) else reader.target
            value = None if name in self.given else evaluate(self.network.tree(reader), self.values)
            if value is not None:
                self.agenda.append((name, value))
