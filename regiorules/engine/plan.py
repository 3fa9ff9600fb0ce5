"""What is the same of every assessment by one program: worked out once, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from regiorules.engine.findings import Finding, Findings
from regiorules.engine.program import Program
from regiorules.engine.settling import one_value
from regiorules.engine.states import STATUS, ConclusionState, FactState, Origin, RuleSetUsed
from regiorules.rules.model import Knowledge, Rule

_MOST_GRADES = 4_000
_MOST_STATES = 8_000  # of some hundreds of bytes each, and the bits of two sets of facts

State = TypeVar("State")


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
        self.drawn_for = dict(knowledge.drawn_for)
        self.findings = Findings(program, frozenset(name for name, fact in facts.items() if fact.asked))
        concluded = sorted({*knowledge.conclusions, *(program.yes_no & every.conclusions.keys())})
        self.conclusions = [(name, self.findings.places.get(name)) for name in concluded]
        self._rules = knowledge.rules
        self._every = every
        self._grades: dict[tuple[str, tuple[str, ...]], str] = {}
        self._states: dict[Any, Any] = {}

    def grade(self, name: str, rules: tuple[str, ...]) -> str:
        """The highest severity or strength that rules give, also a conclusion of rules that don't apply here."""
        found = self._grades.get((name, rules))
        if found is None:
            found = self._every.grade(name, [self._rules[each] for each in rules])
            if len(self._grades) >= _MOST_GRADES:
                self._grades.clear()
            self._grades[name, rules] = found
        return found

    def unknown(self, name: str, origin: Origin, awaited: int) -> FactState:
        """The state of a fact of which nothing is given or known; `awaited` are the bits of what it waits for."""
        key = name, origin, awaited
        found: FactState | None = self._states.get(key)
        return found or self._keep(key, FactState(None, origin, waits_for=self.findings.in_words(awaited)))

    def conclusion(self, name: str, found: Finding) -> ConclusionState:
        """The state of a conclusion, by what was found of it."""
        state: ConclusionState | None = self._states.get(found)
        if state is not None:
            return state
        truth, *bits = found.seen
        grade = self.grade(name, found.rules) if truth else ""
        rests_on, waits_for = map(self.findings.in_words, bits)
        return self._keep(found, ConclusionState(STATUS[truth], grade, found.rules, rests_on, waits_for))

    def _keep(self, key: Any, state: State) -> State:
        if len(self._states) >= _MOST_STATES:
            self._states.clear()
        self._states[key] = state
        return state
