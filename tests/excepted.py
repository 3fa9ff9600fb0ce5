"""What rules with exceptions are by the definition, for the plain reference: nothing is made one condition here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from regiorules.authoring.testing.excepting import Excepted
from regiorules.engine.program import ProgramRule
from regiorules.facts.possible import Incomplete
from regiorules.rules import expressions as ex

Values = Mapping[str, Any]


@frozen
class Rules:
    """
    Rules with the exceptions to them, by the definition and not by the conditions that the engine makes of them.

    A rule holds where its own condition does, its `unless` doesn't, and none of the rules that go before it does.
    """

    rules: Sequence[ProgramRule]
    excepted: Mapping[str, Excepted]
    truth: Callable[[ex.Expression, Values, Values | None], bool | None]

    def holds(self, rule: ProgramRule, values: Values) -> bool | None:
        """Whether it holds: one about each record for some record, where nothing about the whole goes before it."""
        if rule.id not in self.excepted:
            return self.truth(rule.when, values, None)
        others = [_not(self.holds(each, values)) for each in self.before(rule) if not self.same(each, rule)]
        if not rule.each:
            return _every([self.of_one(rule, values, None), *others])
        records = values.get(rule.each)
        found = [_not(self.of_one(rule, values, record)) for record in records or ()]
        found += [None] if records is None or isinstance(records, Incomplete) else []
        return _every([_not(_every(found)), *others])

    def holds_of(self, rule: ProgramRule, values: Values, record: Values) -> bool | None:
        """Whether one about each record holds for this one."""
        others = [_not(self.holds(each, values)) for each in self.before(rule) if not self.same(each, rule)]
        return _every([self.of_one(rule, values, record), *others])

    def of_one(self, rule: ProgramRule, values: Values, record: Values | None) -> bool | None:
        """Its condition and what stands with it, for a record or for the whole, and what goes before it there."""
        said = self.excepted.get(rule.id)
        if said is None:
            assert isinstance(rule.when, ex.Aggregate) or not rule.each
            when = rule.when.where if rule.each and isinstance(rule.when, ex.Aggregate) else rule.when
            return self.truth(when or ex.ALWAYS, values, record)
        parts = [self.truth(said.when, values, record)]
        parts += [_not(self.truth(said.unless, values, record))] if said.unless is not None else []
        for each in self.before(rule):
            if self.same(each, rule):
                assert record is not None
                parts.append(_not(self.holds_of(each, values, record)))
        return _every(parts)

    def before(self, rule: ProgramRule) -> list[ProgramRule]:
        """The rules that go before it."""
        names = self.excepted[rule.id].by if rule.id in self.excepted else ()
        return [each for each in self.rules if each.id in names]

    def same(self, special: ProgramRule, rule: ProgramRule) -> bool:
        """True where both are about one record of one list."""
        return rule.each != "" and special.each == rule.each

    def nodes(self, rule: ProgramRule) -> list[ex.Expression]:
        """Every node in what it takes for a rule to hold."""
        said = self.excepted.get(rule.id)
        if said is None:
            return list(ex.walk(rule.when))
        trees = [tree for tree in (said.when, said.unless) if tree not in (None, ex.ALWAYS)]
        found = [node for tree in trees if tree is not None for node in ex.walk(tree)]
        return found + [node for each in self.before(rule) for node in self.nodes(each)]


def _every(truths: Sequence[bool | None]) -> bool | None:
    return False if False in truths else None if None in truths else True


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth
