"""The reasons of what holds: the sentences of its rules and of the findings that those rest on, with what was seen."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field

from regiorules.advice.dates import as_of
from regiorules.advice.model import FactLine, Reason
from regiorules.advice.wording import Wording
from regiorules.frozen import frozen
from regiorules.rules.model import Rule


@frozen
class Reasons:
    """Reasons in the words of one wording, that speaks of the region."""

    wording: Wording
    _said: dict[tuple[str, ...], tuple[Reason, ...]] = field(factory=dict, init=False, eq=False)  # of the region

    def lines(self, names: Iterable[str]) -> tuple[FactLine, ...]:
        """Facts and conclusions of the region with what was seen of them."""
        return tuple(map(self.wording.line, names))

    def reasons(self, names: Iterable[str], about: Wording | None = None) -> tuple[Reason, ...]:
        """The reasons of rules, each followed by those of the findings it rests on; each once, or once a record."""
        rules, words = tuple(names), about or self.wording
        if words.subject is not None:
            return self._found(rules, words)
        if rules not in self._said:
            self._said[rules] = self._found(rules, words)
        return self._said[rules]

    def _found(self, names: tuple[str, ...], about: Wording) -> tuple[Reason, ...]:
        found: dict[tuple[str, str], Reason] = {}
        todo = [(name, about) for name in names][::-1]
        while todo:
            name, words = todo.pop()
            rule = self.wording.knowledge.rules[name]
            for spoken in words.of_rule(rule):
                key = (name, spoken.subject.name if spoken.subject else "")
                if key not in found:
                    seen = spoken.rests_on(rule)
                    found[key] = self.reason(rule, spoken, seen)
                    findings = [each for each in seen if self.is_finding(each)]
                    rules = [rule for each in findings for rule in self.wording.assessment.conclusions[each].rules]
                    todo += [(each, self.wording) for each in rules[::-1]]
        return tuple(found.values())

    def is_finding(self, name: str) -> bool:
        """True for a finding that holds."""
        conclusion = self.wording.every.conclusions.get(name)
        return conclusion is not None and conclusion.kind == "finding" and self.wording.assessment.holds(name)

    def reason(self, rule: Rule, wording: Wording, seen: Iterable[str]) -> Reason:
        """The sentence of a rule, with what it rests on and what was seen."""
        say, lines = wording.say, tuple(map(wording.line, seen))
        return Reason(
            rule.id, say(rule.because), rule.basis, say(rule.why), rule.statements, lines, self.added(rule.ruleset)
        )

    def added(self, ruleset: str) -> str:
        """A rule set that builds on another, with its date; "" for one that stands by itself."""
        known = {each.id: each for each in self.wording.knowledge.rulesets if each.extends}
        return as_of(known[ruleset], self.wording.language) if ruleset in known else ""
