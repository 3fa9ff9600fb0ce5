"""Mistakes in the rules of a rule set, and whether its cases notice them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from types import SimpleNamespace
from typing import Any

from attrs import evolve

from regiorules.authoring.testing.scenarios import Check, Suite, case_assessments, check_case
from regiorules.engine.engine import Engine
from regiorules.engine.judgement import Judge
from regiorules.facts.region import Region
from regiorules.rules.expressions import Expression
from regiorules.rules.model import GRADED, Knowledge, Rule


class _Values(Engine):
    """An engine that gives the assumptions and the values of everything (inner form), without an assessment."""

    def assess(self, region: Region, on: Any = None) -> Any:
        prepared = self.prepare(region, on)
        return prepared.parameters, prepared.executor.run(self.given(region)).values


class _Unbuilt(Engine):
    """An engine that only knows its knowledge: there is no program, so nothing to run."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def prepare(self, region: Region, on: Any = None) -> Any:
        return SimpleNamespace(knowledge=self.knowledge)


class Mistakes:
    """Of the rules of one rule set, with its cases."""

    def __init__(self, knowledge: Knowledge, suite: Suite) -> None:
        self.knowledge, self.suite = knowledge, suite
        self.values = _Values(knowledge, "compiled")

    def answers(self, rule: Rule) -> Callable[[Expression], bool]:
        """Whether a condition in the place of this rule's would pass all of its cases."""
        cases: Any = case_assessments(self.suite.cases[rule.id], self.values)
        seen = [(status == "holds", *told) for status, told in cases]
        return lambda tree: all(Judge(tree, parameters).value(known) is wanted for wanted, parameters, known in seen)

    def wrong_outcomes(self, rule: Rule) -> Iterator[Rule]:
        """The rule with another target, value or grade."""
        if rule.value is True:
            yield from (evolve(rule, target=other) for other in self.knowledge.conclusions if other != rule.target)
            kind = self.knowledge.conclusions[rule.target].kind
            grades = ("", *self.knowledge.grades(kind)) if kind in GRADED else ()
            yield from (evolve(rule, **{GRADED[kind]: grade}) for grade in grades if grade != rule.grade)
        else:
            facts = self.knowledge.vocabulary.facts
            options = facts[rule.target].option_ids
            yield from (evolve(rule, value=value) for value in options if value != rule.value)
            yield from (evolve(rule, target=other) for other in facts if other != rule.target)

    def outcome_checks(self, rule: Rule, knowledge: Knowledge) -> Iterator[Check]:
        """The first two checks of a case: what the rule gives, and its grade."""
        place = self.suite.places[rule.id]
        return islice(check_case(rule.id, self.suite.cases[rule.id], place, _Unbuilt(knowledge)), 2)
