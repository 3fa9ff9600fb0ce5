"""What is derived from what, as far as that can still come about where only some facts change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from attrs import field, frozen

from regiorules.engine.judgement import Judge
from regiorules.engine.program import Program, ProgramRule
from regiorules.engine.settling import one_value, settle_value
from regiorules.rules.expressions import And, reads

Sources = Mapping[str, Set[str]]


def behind(names: Iterable[str], sources: Sources) -> set[str]:
    """These names, and all that they are derived from."""
    found, waiting = set[str](), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(sources.get(name, ()))
    return found


@frozen
class Derived:
    """
    What a program derives, where only the facts `changeable` change, from the state with these `values` (inner form).

    `given` are the names whose value is given, and so stands.
    """

    program: Program
    values: Mapping[str, Any] = field(repr=False)
    given: Set[str] = field(repr=False)
    changeable: Set[str]
    expressed: frozenset[str] = field(init=False, repr=False)  # derived by an expression, or true or false
    every: Sources = field(init=False, repr=False)

    @expressed.default
    def _expressed(self) -> frozenset[str]:
        return self.program.yes_no | {each.target for layer in self.program.layers for each in layer.derivations}

    @every.default
    def _every(self) -> Sources:
        return self._sources(self.program.rules.values())

    def sources(self) -> dict[str, set[str]]:
        """Of every name that rules or expressions give a value the names that it may follow from."""
        return self._sources(self._live())

    def from_rules(self) -> dict[str, set[Any]]:
        """The values that names can still get of rules, where they get one of rules only, and aren't true or false."""
        found: dict[str, set[Any]] = {}
        for rule in self._live():
            if rule.target not in self.expressed and one_value(self.program.settle[rule.target]):
                found.setdefault(rule.target, set()).add(rule.value)
        return found

    def _sources(self, rules: Iterable[ProgramRule]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for layer in self.program.layers:
            for each in layer.derivations:
                found.setdefault(each.target, set()).update(reads(each.expression))
        for rule in rules:
            found.setdefault(rule.target, set()).update(rule.reads)
        return found

    def _live(self) -> Iterator[ProgramRule]:
        """The rules that can still make a difference."""
        return (rule for rule in self.program.rules.values() if not self._is_idle(rule))

    def _is_idle(self, rule: ProgramRule) -> bool:
        """True of a rule for a value that is given, or that can't become true by what changes."""
        if rule.target in self.expressed:
            return False
        if rule.target in self.given:
            return True
        if self.program.settle[rule.target] is not settle_value:
            return False
        parts = rule.when.parts if isinstance(rule.when, And) else (rule.when,)
        fixed = [part for part in parts if not behind(reads(part), self.every) & self.changeable]
        return not all(Judge(part).value(self.values) is True for part in fixed)
