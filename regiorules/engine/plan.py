"""What is the same of every assessment by one program: worked out once, and kept."""

from __future__ import annotations

from collections.abc import Mapping

from regiorules.engine.findings import Finding, Findings, Seen
from regiorules.engine.program import Program
from regiorules.engine.settling import one_value
from regiorules.engine.states import STATUS, ConclusionState, FactState, RuleSetUsed
from regiorules.memo import Bounded
from regiorules.rules.model import Knowledge, Rule
from regiorules.rules.standing import Absence

_MOST_GRADES = 4_000
_MOST_STATES = 4_000  # of some hundreds of bytes each, and the bits of a set of facts


class Plan:
    """
    How the outcomes of a program are written down, for any number of threads.

    `knowledge` is what applies of `every`thing that is known.  `facts` and `conclusions` are what an assessment
    speaks of, these with their places among the findings (None where no rules settle them); `records` are the facts
    that are lists, `by_target` the rules for each name, and `disputable` the facts of which rules that differ are a
    conflict.
    """

    def __init__(self, knowledge: Knowledge, every: Knowledge, program: Program) -> None:
        facts = knowledge.vocabulary.facts
        self.by_target: Mapping[str, tuple[Rule, ...]] = knowledge.by_target
        self.disputable = frozenset(name for name in self.by_target if one_value(program.settle[name]))
        self.records = [name for name, fact in facts.items() if fact.type == "records"]
        self.rulesets = tuple(RuleSetUsed(each.id, each.version, each.digest) for each in knowledge.rulesets)
        self.facts = sorted(facts.items())
        self.findings = Findings(program, frozenset(name for name, fact in facts.items() if fact.asked))
        concluded = sorted({*knowledge.conclusions, *(program.yes_no & every.conclusions.keys())})
        self.conclusions = [(name, self.findings.places.get(name)) for name in concluded]
        self.drawn_for = {name: each for name, each in knowledge.drawn_for.items() if name in self.findings.places}
        self._rules = knowledge.rules
        self._every = every
        self._grades: Bounded[tuple[str, tuple[str, ...]], str] = Bounded(_MOST_GRADES)
        self._states: Bounded[tuple[Absence | None, Seen], FactState] = Bounded(_MOST_STATES)

    def grade(self, name: str, rules: tuple[str, ...]) -> str:
        """The highest severity or strength that rules give, also a conclusion of rules that don't apply here."""
        found = self._grades.get((name, rules))
        if found is None:
            found = self._grades.keep((name, rules), self._every.grade(name, [self._rules[each] for each in rules]))
        return found

    def unknown(self, absence: Absence | None, seen: Seen) -> FactState:
        """The state of a fact of which nothing is given or known, by why that is so and what is seen of it."""
        found = self._states.get((absence, seen))
        if found is None:
            waits_for = () if absence else self.findings.in_words(seen.waits_for)
            found = self._states.keep((absence, seen), FactState(None, absence or "unknown", waits_for=waits_for))
        return found

    def conclusion(self, name: str, found: Finding) -> ConclusionState:
        """The state of a conclusion, by what was found of it."""
        if found.state is None:
            seen, in_words = found.seen, self.findings.in_words
            grade = self.grade(name, found.rules) if seen.value else ""
            said = STATUS[seen.value], grade, found.rules, in_words(seen.rests_on), in_words(seen.waits_for)
            found.state = ConclusionState(*said)
        return found.state
