"""
The durable executor: forward chaining by durable-rules' Rete network, through its C functions.

Every rule becomes two patterns, one for "is true" and one for "is false"; the known facts that a
group of rules of one layer reads go in as one message.  What is known to go wrong is met here:

* only typed, finite values go in, decimals without exponent, whole numbers clamped to what it reads;
* a sink pattern takes every message, so that an unmatched one is no error;
* comparisons it can't make (between facts, over records, in sets) go in as facts of their own;
* 64 patterns that match one message at once break its memory (error 303, then a crash), and an `and` of
  many `or`s takes exponential time: rules go in small groups, and what is too large by itself (or holds
  more "and" and "or" than a pattern can, error 113) goes in as a fact of its own;
* after an error code the state is left alone, as deleting it may crash;
* each assessment has its own `sid`, deleted afterwards; an alleged repetition gets a new `sid`, once;
* an error code or a contradiction is an EngineError, never an answer.
"""

from __future__ import annotations

import itertools
import json
import math
import threading
import weakref
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from regiorules.engine.executor import CONFLICT, Outcome, settle_value, settle_yes_no
from regiorules.engine.kleene import evaluate
from regiorules.engine.program import Layer, Program, ProgramRule
from regiorules.errors import EngineError, MissingExtra, Problem
from regiorules.rules.expressions import And, Compare, Constant, Expression, Not, OneOf, Or, Variable, children

try:
    import durable_rules_engine as rete
except ImportError:  # no compiler at install, or Python 3.13 and later
    rete = None

_OPERATORS = {"==": "", "!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}
_INVERSE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_LARGEST = 2**53
_MOST_LEAVES = 40  # comparisons that one message may match; the stack inside holds 64
_MOST_PATHS = 40  # ways in which one condition may come true
_MOST_JOINTS = 12  # times "and" or "or" in one condition; one pattern holds 14 and the layer's own
_OBSERVED = 2
_LAYER = "layer"
_SINK = "sink"
_names = itertools.count()


def available() -> bool:
    """True where durable-rules is installed and can be imported."""
    return rete is not None


class _Repeated(Exception):
    """The engine takes a new message for one it has seen: identity there is a 32-bit hash."""


class DurableExecutor:
    """Runs a program on durable-rules; one Rete network a program."""

    name = "durable"

    def __init__(self, program: Program) -> None:
        if rete is None:
            raise MissingExtra([Problem("durable_missing")])
        self._program = program
        self._network = _Network(program)
        self._lock = threading.Lock()
        self._sids = itertools.count()
        definition = self._network.definition()
        self._handle = _checked(rete.create_ruleset, f"regiorules{next(_names)}", definition, what="ruleset")
        weakref.finalize(self, rete.delete_ruleset, self._handle)

    def run(self, given: Mapping[str, Any]) -> Outcome:
        """The outcome for these given facts; raises EngineError where the engine fails."""
        with self._lock:
            try:
                return self._assess(given)
            except _Repeated:
                pass
            try:
                return self._assess(given)
            except _Repeated:
                raise EngineError([Problem("durable_code", {"code": _OBSERVED, "what": "assert"})]) from None

    def _assess(self, given: Mapping[str, Any]) -> Outcome:
        sid = f"s{next(self._sids)}"
        values = {name: value for name, value in given.items() if value is not None}
        statuses: dict[str, bool | None] = {}
        conflicts: set[str] = set()
        try:
            for layer, groups in zip(self._program.layers, self._network.layers, strict=True):
                _derive(layer, values)
                for group in groups:
                    fired = self._fire(self._network.message(group, values, sid))
                    statuses |= self._network.statuses(group, fired)
                conflicts |= _settle(layer, self._program.yes_no, statuses, values)
        except _Repeated:
            _checked(rete.delete_state, self._handle, sid, what="delete")
            raise
        if any(self._network.layers):  # without a message there is no state
            _checked(rete.delete_state, self._handle, sid, what="delete")
        ordered = {name: statuses[name] for name in self._program.rules}
        return Outcome(ordered, values, frozenset(conflicts))

    def _fire(self, message: str) -> set[str]:
        """The names of the patterns that a message matches."""
        code, state = _checked(rete.assert_fact, self._handle, message, what="assert")
        if code == _OBSERVED:
            raise _Repeated
        if code != 0:
            raise EngineError([Problem("durable_code", {"code": code, "what": "assert"})])
        fired: set[str] = set()
        started = _checked(rete.start_action_for_state, self._handle, state, what="start")
        action = started[1] if started else None
        while action:
            fired.update(json.loads(action))
            action = _checked(rete.complete_and_start_action, self._handle, state, what="complete")
        return fired


def _checked(function: Any, *arguments: Any, what: str) -> Any:
    try:
        return function(*arguments)
    except Exception as cause:
        raise EngineError([Problem("durable_code", {"code": str(cause), "what": what})]) from cause


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


class _Network:
    """The patterns of a program, and the messages that go past them."""

    def __init__(self, program: Program) -> None:
        self.keys = {name: f"x{number}" for number, name in enumerate(program.names)}
        self.rule_names = {f"r{number}": rule_id for number, rule_id in enumerate(program.rules)}
        self.numbers = {rule_id: number for number, rule_id in self.rule_names.items()}
        count = itertools.count()
        self.layers = [[_Group(next(count), rules) for rules in _grouped(layer.rules)] for layer in program.layers]

    def definition(self) -> str:
        patterns = {_SINK: f'{{"$gte": {{"{_LAYER}": 0}}}}'}
        for group in itertools.chain.from_iterable(self.layers):
            own = f'{{"{_LAYER}": {group.number}}}'
            for rule, (prefix, wanted) in itertools.product(group.rules, (("t_", True), ("f_", False))):
                pattern = _Patterns(self.keys, group).pattern(rule.when, wanted)
                if pattern is not None:
                    patterns[prefix + self.numbers[rule.id]] = _together("$and", [own, pattern])
        return "{" + ", ".join(f'"{name}": {{"all": [{{"m": {each}}}]}}' for name, each in patterns.items()) + "}"

    def message(self, group: _Group, values: Mapping[str, Any], sid: str) -> str:
        parts = [f'"sid": "{sid}"', f'"{_LAYER}": {group.number}']
        for name in sorted(group.matched):
            if name in values:
                parts.append(f'"{self.keys[name]}": {_json(values[name])}')
        for tree, key in group.tests.items():
            truth = evaluate(tree, values)
            if truth is not None:
                parts.append(f'"{key}": {_json(truth)}')
        return "{" + ", ".join(parts) + "}"

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
class _Patterns:
    """Writes the patterns of one group, and notes what its message must hold."""

    keys: Mapping[str, str]
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
            case Constant(value):
                return f'{{"$gte": {{"{_LAYER}": 0}}}}' if bool(value) is wanted else None
            case Variable(name):
                return self.equals(name, wanted)
            case Compare(op, Variable(name), Constant(value)) if _native(value):
                return self.comparison(name, op if wanted else _INVERSE[op], value)
            case Compare(op, Constant(value), Variable(name)) if _native(value):
                mirrored = _MIRRORED[op]
                return self.comparison(name, mirrored if wanted else _INVERSE[mirrored], value)
            case OneOf(Variable(name), options) if options and all(_native(option) for option in options):
                single = [self.comparison(name, "==" if wanted else "!=", option) for option in options]
                return _together("$or" if wanted else "$and", single)
        return self.test(tree, wanted)

    def combined(self, tree: Expression, parts: tuple[Expression, ...], wanted: bool) -> str | None:
        every = isinstance(tree, And) is wanted  # not (a and b) is (not a) or (not b)
        patterns = [self.pattern(part, wanted) for part in parts]
        possible = [pattern for pattern in patterns if pattern is not None]
        if not possible or (every and len(possible) < len(patterns)):
            return None
        return _together("$and" if every else "$or", possible)

    def equals(self, name: str, value: Any) -> str:
        self.group.matched.add(name)
        return f'{{"{self.keys[name]}": {_json(value)}}}'

    def comparison(self, name: str, op: str, value: Any) -> str:
        if op == "==":
            return self.equals(name, value)
        return f'{{"{_OPERATORS[op]}": {self.equals(name, value)}}}'

    def test(self, tree: Expression, wanted: bool) -> str:
        """The pattern of a comparison that is made beside the network."""
        key = self.group.tests.setdefault(tree, f"y{len(self.group.tests)}")
        return f'{{"{key}": {_json(wanted)}}}'


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


def _together(how: str, patterns: list[str]) -> str:
    return patterns[0] if len(patterns) == 1 else f'{{"{how}": [{", ".join(patterns)}]}}'


def _native(value: Any) -> bool:
    """True for constants that the network compares as we do."""
    if isinstance(value, bool):
        return False
    return isinstance(value, str) or (isinstance(value, int | float) and abs(value) < _LARGEST)


def _json(value: Any) -> str:
    if isinstance(value, bool | str):
        return json.dumps(value)
    if isinstance(value, float) and abs(value) < _LARGEST:
        return format(Decimal(repr(value)), "f")
    return str(max(-_LARGEST, min(_LARGEST, int(value))))  # beyond every constant a pattern can hold
