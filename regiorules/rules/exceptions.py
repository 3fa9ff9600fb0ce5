"""
Exceptions: `unless` on a rule, and `overrides`, by which a special rule goes before a general one.

One meaning, in three values: a rule holds where its condition does and its `unless` doesn't, and no rule that overrides
it holds; while one of those is open, so is the rule.  A rule that is itself overridden doesn't override.  Here all of
that becomes one condition, so that whatever reads the rule after this reads a plain tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import evolve, field

from regiorules.frozen import frozen
from regiorules.rules.expressions import ALWAYS, Aggregate, And, Expression, Not, some

if TYPE_CHECKING:
    from regiorules.rules.model import Rule


def but_not(condition: Expression, exceptions: Iterable[Expression]) -> Expression:
    """True where the condition is, and none of the exceptions."""
    denied = tuple(map(Not, exceptions))
    if not denied:
        return condition
    first = condition.parts if isinstance(condition, And) else () if condition == ALWAYS else (condition,)
    parts = (*first, *denied)
    return parts[0] if len(parts) == 1 else And(parts)


def written(rule: Rule) -> Expression:
    """The condition of a rule as it is written: without exceptions, and with `each` about one record."""
    if rule.condition is not None:
        return rule.condition
    return rule.when.where or ALWAYS if rule.each and isinstance(rule.when, Aggregate) else rule.when


def own(rule: Rule) -> Expression:
    """The condition of a rule as it is written, where its `unless` isn't so."""
    return but_not(written(rule), () if rule.exception is None else (rule.exception,))


def with_unless(rule: Rule, text: str, exception: Expression | None) -> Rule:
    """A rule that has no exception with this one, if there is one."""
    if exception is None:
        return rule
    condition, unless = written(rule), " ".join(text.split())
    when = some(rule.each, but_not(condition, (exception,)))
    return evolve(rule, when=when, condition=condition, unless=unless, exception=exception)


def beside(rule: Rule, exception: Expression) -> Expression:
    """Where a rule would hold by itself, and the exception that stands with it is so."""
    return some(rule.each, And((written(rule), exception)))


def composed(rules: Mapping[str, Rule]) -> dict[str, Rule]:
    """These rules, which are all that count, each with its exceptions in its condition; there is no circle in them."""
    over = Overriding(rules)
    return {name: over.rule(rule) for name, rule in rules.items()}


@frozen
class Overriding:
    """Which of these rules, by id, go before which; a rule that goes before a table goes before each of its rows."""

    rules: Mapping[str, Rule]
    by: Mapping[str, tuple[str, ...]] = field(init=False)  # the ids of those that go before a rule, in order

    @by.default
    def _by(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        for special in self.rules.values():
            for general in self.overridden(special):
                found.setdefault(general, set()).add(special.id)
        return {name: tuple(sorted(specials)) for name, specials in found.items()}

    def overridden(self, special: Rule) -> tuple[str, ...]:
        """The ids of the rules before which this one goes."""
        rows = {rule.id for name in special.overrides if name not in self.rules for rule in self.rows(name)}
        return tuple(sorted(rows | (set(special.overrides) & self.rules.keys())))

    def rows(self, table: str) -> list[Rule]:
        """The rules of a table."""
        return [rule for rule in self.rules.values() if rule.table == table]

    def rule(self, rule: Rule) -> Rule:
        """The rule with what goes before it in its condition."""
        specials = self.by.get(rule.id, ())
        if not specials and not rule.overridden_by:
            return rule
        return evolve(rule, when=self.whole(rule), condition=written(rule), overridden_by=specials)

    def whole(self, rule: Rule) -> Expression:
        """Where the rule holds; one about each record: of some record."""
        others = [each for each in self.over(rule) if not self.same_record(each, rule)]
        inner = self.one(rule, [each for each in self.over(rule) if self.same_record(each, rule)])
        return but_not(some(rule.each, inner), map(self.whole, others))

    def one(self, rule: Rule, specials: Iterable[Rule]) -> Expression:
        """Where the rule holds of one record, as far as these go before it."""
        return but_not(own(rule), (self.alone(each, rule) for each in specials))

    def alone(self, special: Rule, rule: Rule) -> Expression:
        """Where a special rule holds, as the exception to a rule about one record of the same list."""
        same = self.same_record(special, rule)
        return self.one(special, self.over(special)) if same else self.whole(special)

    def over(self, rule: Rule) -> list[Rule]:
        """The rules that go before this one."""
        return [self.rules[name] for name in self.by.get(rule.id, ())]

    def both(self, general: Rule, special: Rule) -> Expression:
        """Where a general rule would hold by itself and a special one does; of rules about one record, for the same."""
        if self.same_record(special, general):
            return some(general.each, And((own(general), self.alone(special, general))))
        return And((some(general.each, own(general)), self.whole(special)))

    @staticmethod
    def same_record(special: Rule, rule: Rule) -> bool:
        """True where both are about one record of the same list, so that the exception is about that record."""
        return bool(rule.each) and special.each == rule.each
