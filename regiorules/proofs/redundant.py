"""Rules that add nothing: those that say the same, as groups, and those that hold only where another one does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import count

from attrs import field

from regiorules.errors import Problem
from regiorules.frozen import frozen
from regiorules.proofs.claims import every, rule_is, rule_is_not
from regiorules.proofs.finding import Finding
from regiorules.proofs.prover import Prover
from regiorules.rules.alike import duplicate, same_rules
from regiorules.rules.model import Knowledge, Rule

Group = list[Rule]


@frozen
class Redundancy:
    """
    What adds nothing among rules that conclude the same; only what is wrong with the `own` rules is found.

    Every region that the solver comes with is remembered by the rules that hold in it.  It tells many rules apart, so
    that the solver is asked only about those that no region tells apart so far.
    """

    knowledge: Knowledge
    own: frozenset[str]
    prover: Prover
    partial: Prover
    _seen: Counter[str] = field(factory=Counter, init=False, eq=False)  # for each rule a bit a region
    _bits: Iterator[int] = field(factory=count, init=False, eq=False)
    _somewhere: dict[str, bool] = field(factory=dict, init=False, eq=False)

    def findings(self, rules: Iterable[Rule]) -> Iterator[Finding]:
        """Each group of rules that hold in the same regions once, and the nearest rule that covers another."""
        groups = self.groups(rules)
        for group in groups:
            mine = [rule for rule in group if rule.id in self.own and not self.knowledge.is_unconditional(rule)]
            if mine and len(group) > 1 and self._holds(mine[0]):
                names = tuple(rule.id for rule in group)
                yield Finding(duplicate(mine[0], group), rules=names)
            if mine and (nearest := self.nearest(mine[0], [each[0] for each in groups if each is not group])):
                fields = {"name": mine[0].id, "other": nearest.id}
                yield Finding(Problem("check_implied", fields, mine[0].place, f"rules.{mine[0].id}"))

    def groups(self, rules: Iterable[Rule]) -> list[Group]:
        """The rules that hold in the same regions and say the same, together."""
        groups: list[Group] = []
        for alike in same_rules(rules):
            for group in groups:
                if self._same(alike[0], group[0]):
                    group += alike
                    break
            else:
                groups.append(list(alike))
        return groups

    def _same(self, one: Rule, other: Rule) -> bool:
        if self._seen[one.id] != self._seen[other.id] or not (self._says(one, other) and self._says(other, one)):
            return False
        return self.covers(one, other) and self.covers(other, one)

    def nearest(self, rule: Rule, others: Iterable[Rule]) -> Rule | None:
        """Of the rules that say as much and hold wherever this one does, one that holds in the fewest regions."""
        found = None
        for other in sorted(others, key=lambda each: self._seen[each.id].bit_count()):
            nearer = found is None or self.covers(found, other)
            if nearer and self._says(rule, other) and self.covers(other, rule):
                found = other
        return found

    def covers(self, other: Rule, rule: Rule) -> bool:
        """It is proved that the other rule holds wherever this one does, and this one does somewhere."""
        if self._seen[rule.id] & ~self._seen[other.id]:
            return False
        answer = self.partial.ask(every((rule_is(rule.id, True), rule_is_not(other.id, True))))
        if answer.says == "some":
            self._remember(self.partial.outcome(answer.region).statuses)
        return answer.says == "none" and self._holds(rule)

    def _says(self, rule: Rule, other: Rule) -> bool:
        """True where what a rule says is said where the other holds."""
        if self.knowledge.is_unconditional(rule) or (rule.value, rule.each) != (other.value, other.each):
            return False
        if rule.target not in self.knowledge.conclusions:
            return True
        grade = partial(self.knowledge.grade, rule.target)
        return grade([rule, other]) == grade([other])

    def _holds(self, rule: Rule) -> bool:
        """It is found that the rule holds in some region."""
        if rule.id not in self._somewhere:
            self._somewhere[rule.id] = self.prover.ask(rule_is(rule.id, True)).says == "some"
        return self._somewhere[rule.id]

    def _remember(self, statuses: Mapping[str, bool | None]) -> None:
        bit = 1 << next(self._bits)
        for name, status in statuses.items():
            self._seen[name] |= bit if status else 0
