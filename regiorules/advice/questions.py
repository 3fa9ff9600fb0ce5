"""
Open questions, ranked by how much they settle.

For every unknown fact each possible answer is tried; its score is the mean weight of the conclusions
that an answer settles at once.  Facts whose answers can't be listed (numbers, texts, records) score
nothing; they are ranked by what waits for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from attrs import evolve, frozen

from regiorules.engine.assessment import Assessment
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.program import program_of
from regiorules.facts.vocabulary import Fact
from regiorules.rules.model import Conclusion, Knowledge

_WEIGHTS = {"watch": 1, "medium": 2, "high": 3, "normal": 1, "first": 3}
_ROUTE_WEIGHT = 4


@frozen
class Settled:
    """What one answer settles: the ids of the conclusions that come to hold, and that come to fail."""

    value: Any
    holds: tuple[str, ...]
    fails: tuple[str, ...]


@frozen
class OpenQuestion:
    """An unknown fact; see `regiorules.advice.model.Question` for the figures."""

    fact: str
    score: float
    waiting: int
    weight: int
    answers: tuple[Settled, ...]
    tied: bool = False


def weight(conclusion: Conclusion) -> int:
    """How much a conclusion matters: routes 4, risks by severity, recommendations by priority, the rest 0."""
    if conclusion.kind == "route":
        return _ROUTE_WEIGHT
    if conclusion.kind == "risk":
        return _WEIGHTS[conclusion.severity or "medium"]
    if conclusion.kind == "recommendation":
        return 2 if conclusion.priority == "high" else _WEIGHTS[conclusion.priority or "normal"]
    return 0


def answers_of(fact: Fact) -> tuple[Any, ...]:
    """The possible answers to a question in outer form, where they can be listed."""
    if fact.type == "yes_no":
        return (True, False)
    if fact.type in ("level", "choice"):
        return fact.option_ids
    return ()


def rank_questions(assessment: Assessment, knowledge: Knowledge) -> tuple[OpenQuestion, ...]:
    """The unknown facts that something open waits for, the one that settles most first."""
    knowledge = assessment.checked(knowledge)
    facts = knowledge.vocabulary.facts
    weights = {name: weight(conclusion) for name, conclusion in knowledge.conclusions.items()}
    waiting: dict[str, list[str]] = {}
    for name, state in assessment.conclusions.items():
        for fact in state.waits_for if weights.get(name) else ():
            waiting.setdefault(fact, []).append(name)
    probe = _Probe(assessment, knowledge, weights)
    found = [probe.question(fact, waiting[name]) for name, fact in facts.items() if name in waiting]
    found.sort(key=lambda question: (-question.score, -question.weight))  # stable: then in vocabulary order
    return tuple(
        evolve(each, tied=(each.score, each.weight) == (after.score, after.weight)) if after else each
        for each, after in zip_longest(found, found[1:])
    )


class _Probe:
    """Tries answers on one assessment."""

    def __init__(self, assessment: Assessment, knowledge: Knowledge, weights: Mapping[str, int]) -> None:
        parameters = {name: each.value for name, each in knowledge.vocabulary.parameters.items()}
        self.executor = CompiledExecutor(program_of(knowledge, {**parameters, **assessment.parameters}))
        self.weights = weights
        self.open = [
            name for name, state in assessment.conclusions.items() if state.status == "open" and weights.get(name)
        ]
        self.given = {
            name: knowledge.vocabulary.facts[name].encode(state.value)
            for name, state in assessment.facts.items()
            if state.origin == "given"
        }

    def question(self, fact: Fact, waiting: list[str]) -> OpenQuestion:
        answers = tuple(self.answer(fact, value) for value in answers_of(fact))
        total = sum(self.weights[name] for answer in answers for name in (*answer.holds, *answer.fails))
        score = round(total / len(answers), 3) if answers else 0.0
        return OpenQuestion(fact.id, score, len(waiting), sum(self.weights[name] for name in waiting), answers)

    def answer(self, fact: Fact, value: Any) -> Settled:
        values = self.executor.run({**self.given, fact.id: fact.encode(value)}).values
        holds = tuple(name for name in self.open if values.get(name) is True)
        return Settled(value, holds, tuple(name for name in self.open if values.get(name) is False))
