"""
The durable executor: forward chaining by durable-rules' Rete network, through its C functions.

Every rule becomes two patterns, one for "is true" and one for "is false"; the known facts that a
group of rules of one layer reads go in as one message.  What is known to go wrong is met here:

* what it makes of a number depends on the locale and on its size: only small whole numbers go in, as codes;
* a sink pattern takes every message, so that an unmatched one is no error;
* comparisons it can't make (between facts, over records, in sets) go in as facts of their own;
* 64 patterns that match one message at once break its memory (error 303, then a crash), and an `and` of
  many `or`s takes exponential time: rules go in small groups, and what is too large by itself (or holds
  more "and" and "or" than a pattern can, error 113) goes in as a fact of its own;
* deleting a state whose actions aren't all completed corrupts memory: after an error code it is left alone;
* each assessment has its own `sid`, deleted afterwards; an alleged repetition gets a new `sid`, once;
* an error code or a contradiction is an EngineError, never an answer.
"""

from __future__ import annotations

import itertools
import math
import threading
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from regiorules.engine.codes import Codes
from regiorules.engine.executor import CONFLICT, Outcome, settle_value, settle_yes_no
from regiorules.engine.kleene import evaluate
from regiorules.engine.program import Layer, Program, ProgramRule
from regiorules.engine.rete import Memory, Native, Network, Repeated, native, together
from regiorules.errors import EngineError, Problem
from regiorules.rules.expressions import And, Expression, Not, OneOf, Or, children

_MOST_LEAVES = 40  # comparisons that one message may match; the stack inside holds 64
_MOST_PATHS = 40  # ways in which one condition may come true
_MOST_JOINTS = 12  # times "and" or "or" in one condition; one pattern holds 14 and the layer's own
_LAYER = "layer"
_SINK = "sink"


class DurableExecutor:
    """Runs a program on durable-rules; one Rete network a program."""

    name = "durable"

    def __init__(self, program: Program) -> None:
        self._program = program
        self._patterns = _Patterns(program)
        self._network = Network(self._patterns.definition())
        self._lock = threading.Lock()

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
        memory = self._network.memory()
        values = {name: value for name, value in given.items() if value is not None}
        statuses: dict[str, bool | None] = {}
        conflicts: set[str] = set()
        try:
            for layer, groups in zip(self._program.layers, self._patterns.layers, strict=True):
                _derive(layer, values)
                for group in groups:
                    statuses |= self._statuses(group, memory, values)
                conflicts |= _settle(layer, self._program.yes_no, statuses, values)
        finally:
            memory.close()
        ordered = {name: statuses[name] for name in self._program.rules}
        return Outcome(ordered, values, frozenset(conflicts))

    def _statuses(self, group: _Group, memory: Memory, values: Mapping[str, Any]) -> dict[str, bool | None]:
        fired = memory.assert_fact(self._patterns.message(group, values))
        return self._patterns.statuses(group, fired)


def _derive(layer: Layer, values: dict[str, Any]) -> None:
    for derivation in layer.derivations:
        if derivation.target not in values:
            value = evaluate(derivation.expression, values)
            if value is not None:
                values[derivation.target] = value


def _settle(
    layer: Layer, yes_no: frozenset[str], statuses: Mapping[str, bool | None], values: dict[str, Any]
) -> set[str]:
    conflicts = set()
    for target in layer.targets:
        if target in values:
            continue
        rules = [(statuses[rule.id], rule.value) for rule in layer.rules if rule.target == target]
        value = settle_yes_no(status for status, _ in rules) if target in yes_no else settle_value(rules)
        if value is CONFLICT:
            conflicts.add(target)
        elif value is not None:
            values[target] = value
    return conflicts


@frozen
class _Group:
    """Rules of one layer that share a message: the facts they look at, and what is asked beside the network."""

    number: int
    rules: tuple[ProgramRule, ...]
    matched: set[str] = field(factory=set)
    tests: dict[Expression, str] = field(factory=dict)


class _Patterns:
    """The patterns of a program, and the messages that go past them."""

    def __init__(self, program: Program) -> None:
        self.keys = {name: f"x{number}" for number, name in enumerate(program.names)}
        self.rule_names = {f"r{number}": rule_id for number, rule_id in enumerate(program.rules)}
        self.numbers = {rule_id: number for number, rule_id in self.rule_names.items()}
        self.codes = Codes(program.rules.values())
        count = itertools.count()
        self.layers = [[_Group(next(count), rules) for rules in _grouped(layer.rules)] for layer in program.layers]

    def definition(self) -> str:
        patterns = {_SINK: f'{{"$gte": {{"{_LAYER}": 0}}}}'}
        for group in itertools.chain.from_iterable(self.layers):
            own = f'{{"{_LAYER}": {group.number}}}'
            for rule, (prefix, wanted) in itertools.product(group.rules, (("t_", True), ("f_", False))):
                pattern = _PatternWriter(self.keys, self.codes, group).pattern(rule.when, wanted)
                if pattern is not None:
                    patterns[prefix + self.numbers[rule.id]] = together("$and", [own, pattern])
        return "{" + ", ".join(f'"{name}": {{"all": [{{"m": {each}}}]}}' for name, each in patterns.items()) + "}"

    def message(self, group: _Group, values: Mapping[str, Any]) -> str:
        parts = [f'"{_LAYER}": {group.number}']
        for name in sorted(group.matched):
            if name in values:
                parts.append(f'"{self.keys[name]}": {self.codes.code(name, values[name])}')
        for tree, key in group.tests.items():
            truth = evaluate(tree, values)
            if truth is not None:
                parts.append(f'"{key}": {int(truth)}')
        return ", ".join(parts)

    def statuses(self, group: _Group, fired: set[str]) -> dict[str, bool | None]:
        expected = {prefix + self.numbers[rule.id] for rule in group.rules for prefix in ("t_", "f_")} | {_SINK}
        for name in fired - expected:
            raise EngineError([Problem("durable_unknown_rule", {"name": self.rule_names.get(name[2:], name)})])
        found: dict[str, bool | None] = {}
        for rule in group.rules:
            true, false = (prefix + self.numbers[rule.id] in fired for prefix in ("t_", "f_"))
            if true and false:
                raise EngineError([Problem("durable_disagrees", {"name": rule.id})])
            found[rule.id] = True if true else False if false else None
        return found


@frozen
class _PatternWriter:
    """Writes the patterns of one group, and notes what its message must hold."""

    keys: Mapping[str, str]
    codes: Codes
    group: _Group

    def pattern(self, tree: Expression, wanted: bool) -> str | None:
        """The pattern that matches where the tree has the wanted truth; None where it never can."""
        if _too_large(tree):
            return self.test(tree, wanted)
        match tree:
            case Not(part):
                return self.pattern(part, not wanted)
            case And(parts) | Or(parts):
                return self.combined(tree, parts, wanted)
        found = native(tree, wanted)
        if found is None:
            return self.test(tree, wanted)
        if isinstance(found, Native):
            self.group.matched.add(found.name)
            return found.pattern(self.keys[found.name], self.codes.code)
        return f'{{"$gte": {{"{_LAYER}": 0}}}}' if found else None

    def combined(self, tree: Expression, parts: tuple[Expression, ...], wanted: bool) -> str | None:
        every = isinstance(tree, And) is wanted  # not (a and b) is (not a) or (not b)
        patterns = [self.pattern(part, wanted) for part in parts]
        possible = [pattern for pattern in patterns if pattern is not None]
        if not possible or (every and len(possible) < len(patterns)):
            return None
        return together("$and" if every else "$or", possible)

    def test(self, tree: Expression, wanted: bool) -> str:
        """The pattern of a comparison that is made beside the network."""
        key = self.group.tests.setdefault(tree, f"y{len(self.group.tests)}")
        return f'{{"{key}": {int(wanted)}}}'


def _grouped(rules: tuple[ProgramRule, ...]) -> list[tuple[ProgramRule, ...]]:
    """The rules of a layer in groups that together stay small enough for one message."""
    groups: list[tuple[ProgramRule, ...]] = []
    room = 0
    for rule in rules:
        size = 1 if _too_large(rule.when) else _leaves(rule.when)
        if size > room:
            groups.append(())
            room = _MOST_LEAVES
        groups[-1] += (rule,)
        room -= size
    return groups


def _leaves(tree: Expression) -> int:
    return sum(map(_leaves, _parts(tree))) if _parts(tree) else 1


def _paths(tree: Expression, wanted: bool) -> int:
    """In how many ways the network may find that a tree has the wanted truth."""
    match tree:
        case Not(part):
            return _paths(part, not wanted)
        case And(parts) | Or(parts):
            ways = [_paths(part, wanted) for part in parts]
            return math.prod(ways) if isinstance(tree, And) is wanted else sum(ways)
    return 1


def _joints(tree: Expression) -> int:
    return isinstance(tree, And | Or | OneOf) + sum(map(_joints, _parts(tree)))


def _parts(tree: Expression) -> tuple[Expression, ...]:
    return children(tree) if isinstance(tree, And | Or | Not) else ()


def _too_large(tree: Expression) -> bool:
    paths = max(_paths(tree, True), _paths(tree, False))
    return _leaves(tree) > _MOST_LEAVES or paths > _MOST_PATHS or _joints(tree) > _MOST_JOINTS
