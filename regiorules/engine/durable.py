"""
The durable executor: forward chaining by durable-rules' Rete network, through its C functions.

Every rule becomes two patterns, one for "is true" and one for "is false"; a layer's known facts go
in as one message.  What is known to go wrong in that engine is met here:

* only typed, finite values go in, decimals without exponent, whole numbers clamped to what it reads;
* a sink pattern takes every message, so that an unmatched one is no error;
* comparisons it can't make (between facts, over records, in sets) go in as facts of their own;
* each assessment has its own `sid`, deleted afterwards; an alleged repetition gets a new `sid`, once;
* an error code or a contradiction is an EngineError, never an answer.
"""

from __future__ import annotations

import itertools
import json
import threading
import weakref
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from regiorules.engine.executor import CONFLICT, Outcome, settle_value, settle_yes_no
from regiorules.engine.kleene import evaluate
from regiorules.engine.program import Layer, Program
from regiorules.errors import EngineError, MissingExtra, Problem
from regiorules.rules.expressions import And, Compare, Constant, Expression, Not, OneOf, Or, Variable

try:
    import durable_rules_engine as rete
except ImportError:  # no compiler at install, or Python 3.13 and later
    rete = None

_OPERATORS = {"==": "", "!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}
_INVERSE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_LARGEST = 2**53
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
            for number, layer in enumerate(self._program.layers):
                _derive(layer, values)
                fired = self._fire(self._network.message(number, values, sid))
                statuses |= self._network.statuses(layer, fired)
                conflicts |= _settle(layer, self._program.yes_no, statuses, values)
        finally:
            rete.delete_state(self._handle, sid)
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


class _Network:
    """The patterns of a program, and the messages that go past them."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.keys = {name: f"x{number}" for number, name in enumerate(program.names)}
        self.rule_names = {f"r{number}": rule_id for number, rule_id in enumerate(program.rules)}
        self.numbers = {rule_id: number for number, rule_id in self.rule_names.items()}
        self.matched: list[set[str]] = []  # by layer, the facts that some pattern looks at
        self.tests: list[dict[Expression, str]] = []  # by layer, what is asked beside the network

    def definition(self) -> str:
        rules = {_SINK: f'{{"$gte": {{"{_LAYER}": 0}}}}'}
        for number, layer in enumerate(self.program.layers):
            self.matched.append(set())
            self.tests.append({})
            for rule in layer.rules:
                for prefix, wanted in (("t_", True), ("f_", False)):
                    pattern = self.pattern(rule.when, wanted)
                    if pattern is not None:
                        rules[prefix + self.numbers[rule.id]] = _together(
                            "$and", [f'{{"{_LAYER}": {number}}}', pattern]
                        )
        return "{" + ", ".join(f'"{name}": {{"all": [{{"m": {pattern}}}]}}' for name, pattern in rules.items()) + "}"

    def pattern(self, tree: Expression, wanted: bool) -> str | None:
        """The pattern that matches where the tree has the wanted truth; None where it never can."""
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
        return f'{{"{self.test(tree)}": {_json(wanted)}}}'

    def combined(self, tree: Expression, parts: tuple[Expression, ...], wanted: bool) -> str | None:
        every = isinstance(tree, And) is wanted  # not (a and b) is (not a) or (not b)
        patterns = [self.pattern(part, wanted) for part in parts]
        possible = [pattern for pattern in patterns if pattern is not None]
        if not possible or (every and len(possible) < len(patterns)):
            return None
        return _together("$and" if every else "$or", possible)

    def equals(self, name: str, value: Any) -> str:
        self.matched[-1].add(name)
        return f'{{"{self.keys[name]}": {_json(value)}}}'

    def comparison(self, name: str, op: str, value: Any) -> str:
        if op == "==":
            return self.equals(name, value)
        return f'{{"{_OPERATORS[op]}": {self.equals(name, value)}}}'

    def test(self, tree: Expression) -> str:
        """The key of a comparison that is made beside the network."""
        return self.tests[-1].setdefault(tree, f"y{len(self.tests[-1])}")

    def message(self, number: int, values: Mapping[str, Any], sid: str) -> str:
        parts = [f'"sid": "{sid}"', f'"{_LAYER}": {number}']
        for name in sorted(self.matched[number]):
            if name in values:
                parts.append(f'"{self.keys[name]}": {_json(values[name])}')
        for tree, key in self.tests[number].items():
            truth = evaluate(tree, values)
            if truth is not None:
                parts.append(f'"{key}": {_json(truth)}')
        return "{" + ", ".join(parts) + "}"

    def statuses(self, layer: Layer, fired: set[str]) -> dict[str, bool | None]:
        expected = {prefix + self.numbers[rule.id] for rule in layer.rules for prefix in ("t_", "f_")} | {_SINK}
        for name in fired - expected:
            raise EngineError([Problem("durable_unknown_rule", {"name": self.rule_names.get(name[2:], name)})])
        found: dict[str, bool | None] = {}
        for rule in layer.rules:
            true, false = (prefix + self.numbers[rule.id] in fired for prefix in ("t_", "f_"))
            if true and false:
                raise EngineError([Problem("durable_disagrees", {"name": rule.id})])
            found[rule.id] = True if true else False if false else None
        return found


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
