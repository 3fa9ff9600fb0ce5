"""Which facts decide a condition, and which it still waits for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from regiorules.engine.executor import Outcome
from regiorules.engine.kleene import Values, evaluate
from regiorules.engine.program import Program
from regiorules.rules.expressions import And, Expression, Not, Or, reads


def deciding(tree: Expression, values: Values) -> frozenset[str]:
    """The names that make a condition true or false: of an `or` that holds, only the parts that do."""
    truth = evaluate(tree, values)
    match tree:
        case Not(part):
            return deciding(part, values)
        case And(parts) | Or(parts):
            enough = truth is (not isinstance(tree, And))  # one part is enough for this truth
            chosen = [part for part in parts if not enough or evaluate(part, values) is truth]
            return _union(deciding(part, values) for part in chosen)
    return reads(tree)


def missing(tree: Expression, values: Values) -> frozenset[str]:
    """The unknown names that keep a condition open; nothing where it isn't."""
    if evaluate(tree, values) is not None:
        return frozenset()
    match tree:
        case Not(part):
            return missing(part, values)
        case And(parts) | Or(parts):
            return _union(missing(part, values) for part in parts)
    unknown = frozenset(name for name in reads(tree) if values.get(name) is None)
    return unknown or reads(tree)  # nothing unknown: a record in it lacks a field


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


class Provenance:
    """The given facts behind every name of one outcome, and the facts that open names wait for."""

    def __init__(self, program: Program, outcome: Outcome, given: Mapping[str, Any], askable: frozenset[str]) -> None:
        self.values = outcome.values
        self.statuses = outcome.statuses
        self.given = given
        self.askable = askable
        self.rests_on: dict[str, frozenset[str]] = {}
        self.waits_for: dict[str, frozenset[str]] = {}
        for name in program.names:
            known = given.get(name) is not None
            self.rests_on[name] = frozenset([name] if known else ())
            self.waits_for[name] = frozenset([name] if not known and name in askable else ())
        for layer in program.layers:
            for derivation in layer.derivations:
                if given.get(derivation.target) is None:
                    self._follow(derivation.target, [derivation.expression])
            for target in layer.targets:
                if given.get(target) is None:
                    self._settle(target, [rule for rule in layer.rules if rule.target == target])

    def _settle(self, target: str, rules: list[Any]) -> None:
        value = self.values.get(target)
        if value is None:
            chosen = [rule for rule in rules if self.statuses[rule.id] is None]
        elif value is False:
            chosen = rules
        else:
            chosen = [rule for rule in rules if self.statuses[rule.id]]
        self._follow(target, [rule.when for rule in chosen])

    def _follow(self, target: str, trees: list[Expression]) -> None:
        if self.values.get(target) is None:
            names = _union(missing(tree, self.values) for tree in trees)
            self.waits_for[target] |= _union(self.waits(name) for name in names)
        else:
            names = _union(deciding(tree, self.values) for tree in trees)
            self.rests_on[target] = _union(self.rests_on[name] for name in names)
            self.waits_for[target] = frozenset()

    def waits(self, name: str) -> frozenset[str]:
        """What an open name waits for; a known one with holes in it waits for itself."""
        return self.waits_for[name] or self.rests_on[name]
