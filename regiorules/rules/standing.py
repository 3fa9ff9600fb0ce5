"""
What doesn't count for a region on a day, and why: not in force on that day, or not for that region.

That is something else than being refuted: no fact could make such a rule hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from attrs import evolve

from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.rules.model import Conclusion, Knowledge, Rule, RuleChange, Scope

Absence = Literal["not_in_force", "not_here"]


@frozen
class Unused:
    """
    A rule that doesn't count, and why; `regions` and the days say where and when it does.

    `off` is the change by which a rule set switched it off here.
    """

    rule: Rule
    why: Absence
    scope: Scope
    off: RuleChange | None = None


class Standing:
    """
    What of all `knowledge` doesn't count for a region on a day ("": any day), where only `used` does.

    What does apply there, but wasn't used, as it came later, is nothing here.
    """

    def __init__(self, knowledge: Knowledge, used: Knowledge, region: str, on: str) -> None:
        self.region = region
        self.on = date.fromisoformat(on) if on else None
        self.used = used
        self.concluded = {rule.target for rule in used.rules.values()}
        self.scopes = {each.id: each.applies for each in knowledge.rulesets}
        self.applied = {each.id for each in used.rulesets}
        self._rules: dict[str, list[Unused]] = {}
        self._absences: dict[str, Absence | None] = {}
        if knowledge.varies:
            for each in self._unused(knowledge):
                self._rules.setdefault(each.rule.target, []).append(each)

    def rules(self, target: str) -> tuple[Unused, ...]:
        """The rules for a target that don't count, in the order of their ids."""
        return tuple(self._rules.get(target, ()))

    def of(self, each: Conclusion | Fact) -> Absence | None:
        """
        Why a conclusion or an unknown fact can't be settled here: its rule set, or every rule for it, doesn't count.

        None where it can: a fact by asking, say.
        """
        if each.id not in self._absences:
            self._absences[each.id] = self._of(each)
        return self._absences[each.id]

    def _of(self, each: Conclusion | Fact) -> Absence | None:
        if each.id in self.concluded:
            return None
        absent = self.ruleset(each.ruleset)
        if absent is None and not (isinstance(each, Fact) and (each.asked or each.derive)):
            absent = self._of_rules(each.id)
        return absent

    def ruleset(self, name: str) -> Absence | None:
        """Why a rule set doesn't count; None where it does."""
        if name in self.applied or name not in self.scopes:
            return None
        scope = self.scopes[name]
        if not scope.covers(self.region):
            return "not_here"
        return "not_in_force" if self.on and not scope.holds(self.region, self.on) else None

    def scope(self, ruleset: str) -> Scope:
        """Where and when a rule set applies."""
        return self.scopes.get(ruleset, Scope())

    def _of_rules(self, target: str) -> Absence | None:
        found = {each.why for each in self.rules(target)}
        return "not_in_force" if "not_in_force" in found else "not_here" if found else None

    def _unused(self, knowledge: Knowledge) -> Iterator[Unused]:
        changes = {each.rule: each for each in knowledge.changes if each.ruleset in self.applied}
        for name, original in sorted(knowledge.rules.items()):
            if name not in self.used.rules:
                change = changes.get(name)
                rule = change.by if change and change.by else original
                if rule.ruleset in self.applied or self.ruleset(rule.ruleset):
                    yield self._why(rule, change)

    def _why(self, rule: Rule, change: RuleChange | None) -> Unused:
        applies = self.scopes[rule.ruleset]
        first, last = _both(applies, rule)
        days = evolve(applies, valid_from=first, valid_until=last)
        if change and change.by is None:
            return Unused(rule, "not_here", days, change)
        here = days.covers(self.region)
        return Unused(rule, "not_in_force" if here else "not_here", days)


def _both(scope: Scope, rule: Rule) -> tuple[date | None, date | None]:
    """The days on which both the rule set and the rule are in force."""
    first = [day for day in (scope.valid_from, rule.valid_from) if day]
    last = [day for day in (scope.valid_until, rule.valid_until) if day]
    return max(first, default=None), min(last, default=None)
