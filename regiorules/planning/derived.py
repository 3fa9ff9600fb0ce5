"""What is derived from what, as far as that can still come about where only some facts change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from attrs import field

from regiorules.engine.judgement import Judge
from regiorules.engine.program import Program, ProgramRule
from regiorules.engine.settling import one_value, settle_value
from regiorules.frozen import frozen
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
class Derivable:
    """What a program derives, where only the facts `changeable` change; whatever the region."""

    program: Program
    changeable: frozenset[str]
    expressed: frozenset[str] = field(init=False, repr=False)  # by an expression or a calculation, or true or false
    sources: Sources = field(init=False, repr=False)  # of every rule
    changing: frozenset[str] = field(init=False, repr=False)  # what may become another
    conditional: Mapping[str, tuple[Judge, ...]] = field(init=False, repr=False)

    @expressed.default
    def _expressed(self) -> frozenset[str]:
        worked_out = {rule.target for rule in self.program.rules.values() if rule.works_out}
        derived = {each.target for layer in self.program.layers for each in layer.derivations}
        return self.program.yes_no | worked_out | derived

    @sources.default
    def _sources(self) -> Sources:
        return self.sources_by(self.program.rules)

    @changing.default
    def _changing(self) -> frozenset[str]:
        found = set(self.changeable)
        found.update(name for name, others in self.sources.items() if not found.isdisjoint(others))
        return frozenset(found)

    @conditional.default
    def _conditional(self) -> Mapping[str, tuple[Judge, ...]]:
        """Of every rule that gives one of some values, what it asks that doesn't change."""
        settle = self.program.settle
        rules = (each for each in self.program.rules.values() if each.target not in self.expressed)
        return {each.id: self._fixed(each) for each in rules if settle[each.target] is settle_value}

    def _fixed(self, rule: ProgramRule) -> tuple[Judge, ...]:
        parts = rule.when.parts if isinstance(rule.when, And) else (rule.when,)
        return tuple(Judge(part) for part in parts if self.changing.isdisjoint(reads(part)))

    def sources_by(self, rules: Set[str] | Mapping[str, Any]) -> dict[str, set[str]]:
        """
        Of every name that one of these rules, or an expression, gives a value the names that it may follow from.

        Each stands after those that it follows from.
        """
        found: dict[str, set[str]] = {}
        for layer in self.program.layers:
            for each in layer.derivations:
                found.setdefault(each.target, set()).update(reads(each.expression))
            for rule in layer.rules:
                if rule.id in rules:
                    found.setdefault(rule.target, set()).update(rule.reads)
        return found


def derivable(program: Program, changeable: frozenset[str]) -> Derivable:
    """That of a program, worked out once."""
    return program.memo.of(("derivable", changeable), lambda: Derivable(program, changeable))


@frozen
class Derived:
    """
    What is derived from the state with these `values` (inner form).

    `given` are the names whose value is given, and so stands.
    """

    whole: Derivable
    values: Mapping[str, Any] = field(repr=False)
    given: Set[str] = field(repr=False)

    def sources(self) -> dict[str, set[str]]:
        """As those of the program, by the rules that can still make a difference."""
        return self.whole.sources_by({each.id for each in self._live()})

    def from_rules(self) -> dict[str, set[Any]]:
        """The values that names can still get of rules, where they get one of rules only, and aren't true or false."""
        found: dict[str, set[Any]] = {}
        settle = self.whole.program.settle
        for rule in self._live():
            if rule.target not in self.whole.expressed and one_value(settle[rule.target]):
                found.setdefault(rule.target, set()).add(rule.value)
        return found

    def _live(self) -> Iterator[ProgramRule]:
        """The rules that can still make a difference."""
        return (rule for rule in self.whole.program.rules.values() if not self._is_idle(rule))

    def _is_idle(self, rule: ProgramRule) -> bool:
        """True of a rule for a value that is given, or that can't become true by what changes."""
        if rule.target in self.whole.expressed:
            return False
        fixed = self.whole.conditional.get(rule.id, ())
        return rule.target in self.given or any(each.value(self.values) is not True for each in fixed)
