"""
Open questions, ranked by how much they settle.

For every fact that isn't known whole each answer that is still possible is tried; its score is the mean weight of the
conclusions that an answer settles at once.  Facts whose answers can't be listed (numbers, most texts, records) score
nothing; they are ranked by what waits for them.  So are those for which, in very large rule sets, there is no time:
what is tried has a budget, which goes first to the questions on which most waits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from attrs import evolve

from regiorules.advice.given import given_of, kept_by_facts
from regiorules.engine.assessment import Assessment
from regiorules.engine.program import program_of
from regiorules.engine.trials import Trials
from regiorules.facts.partial import is_partial
from regiorules.facts.possible import is_known
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.rules.model import Conclusion, Knowledge

_MOST_TRIED = 400_000  # rules looked at, and names in them: a second or two; `core` takes some thousands


@frozen
class Settled:
    """
    What one answer settles: the ids of the conclusions that come to hold, and that come to fail.

    `facts` are the outcomes of a rule set that become known, with their values (outer form); see `weights_of`.
    """

    value: Any
    holds: tuple[str, ...]
    fails: tuple[str, ...]
    facts: tuple[tuple[str, Any], ...] = ()

    @property
    def names(self) -> Iterator[str]:
        """All that is settled."""
        yield from (*self.holds, *self.fails)
        yield from (name for name, _ in self.facts)


@frozen
class OpenQuestion:
    """
    A fact that is unknown or partly known; see `regiorules.advice.model.Question` for the figures.

    `answers` has those that are still possible, where they can be listed.
    """

    fact: str
    score: float
    waiting: int
    weight: int
    answers: tuple[Settled, ...]
    tied: bool = False


def weights_of(knowledge: Knowledge) -> dict[str, int]:
    """
    How much each conclusion matters.

    Risks count from 1 by severity, recommendations from 1 by priority, routes more than any of these; the rest 0.
    In rule sets that know none of these all conclusions count 1, and so do the facts at the head of the advice: of a
    decision model these are the outcome.
    """
    severities = list(knowledge.terms.get("severity", ()))
    priorities = list(knowledge.terms.get("priority", ()))[::-1]
    most = 1 + max(len(severities), len(priorities), 1)

    def weight(each: Conclusion) -> int:
        if each.kind == "risk":
            return 1 + severities.index(each.severity) if each.severity else 1
        if each.kind == "recommendation":
            return 1 + priorities.index(each.priority) if each.priority else 1
        return most if each.kind == "route" else 0

    found = {name: weight(each) for name, each in knowledge.conclusions.items()}
    head = (each.id for each in knowledge.vocabulary.facts.values() if each.in_summary)
    return found if any(found.values()) else dict.fromkeys((*found, *head), 1)


def answers_of(fact: Fact, known: Any = None) -> tuple[Any, ...]:
    """The answers to a question (outer form) that are possible by what is known of it, where they can be listed."""
    every = {"yes_no": (True, False), "level": fact.option_ids, "choice": fact.option_ids}.get(fact.type, fact.texts)
    if not is_partial(known):
        return every
    if not every and "one_of" in known:  # a text of which not all that it may be was known before
        return tuple(known["one_of"])
    possible = fact.encode(known)
    return tuple(value for value in every if possible.holds(fact.encode(value)))


def rank_questions(assessment: Assessment, knowledge: Knowledge) -> tuple[OpenQuestion, ...]:
    """
    The facts that something open waits for (unknown, or partly known), the one that settles most first.

    Of regions with the same facts they are ranked once.
    """
    used = assessment.checked(knowledge)
    assumed = {name: each.value for name, each in used.vocabulary.parameters.items()} | dict(assessment.parameters)
    kept = kept_by_facts(assessment, used, assumed)
    return kept.of("questions", lambda: _ranked(assessment, used, assumed))


def _ranked(assessment: Assessment, knowledge: Knowledge, parameters: Mapping[str, float]) -> tuple[OpenQuestion, ...]:
    facts = knowledge.vocabulary.facts
    weights = weights_of(knowledge)
    waiting = _waiting(assessment, weights)
    trials = Trials(program_of(knowledge, parameters), given_of(assessment, knowledge))
    probe = _Probe(assessment, facts, trials, weights, waiting)
    found = [probe.question(fact) for name, fact in facts.items() if name in waiting]
    found.sort(key=lambda question: (-question.score, -question.weight))  # stable: then in vocabulary order
    return tuple(
        evolve(each, tied=(each.score, each.weight) == (after.score, after.weight)) if after else each
        for each, after in zip_longest(found, found[1:])
    )


def _waiting(assessment: Assessment, weights: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """For every fact that something waits for: how many conclusions that are, and how much they weigh together."""
    by_weight: dict[int, Counter[str]] = {}
    for name, weight in weights.items():
        if weight:
            by_weight.setdefault(weight, Counter()).update(_awaited(name, assessment))
    every = dict.fromkeys(fact for counter in by_weight.values() for fact in counter)
    return {
        fact: (
            sum(counter[fact] for counter in by_weight.values()),
            sum(each * counter[fact] for each, counter in by_weight.items()),
        )
        for fact in every
    }


def _awaited(name: str, assessment: Assessment) -> tuple[str, ...]:
    """The facts that a conclusion, or a fact, still waits for."""
    if name in assessment.facts:
        return assessment.facts[name].waits_for
    return assessment.conclusions[name].awaited if name in assessment.conclusions else ()


class _Probe:
    """Tries answers on one assessment: first of the questions on which most waits, as long as that isn't too much."""

    def __init__(
        self,
        assessment: Assessment,
        facts: Mapping[str, Fact],
        trials: Trials,
        weights: Mapping[str, int],
        waiting: Mapping[str, tuple[int, int]],
    ) -> None:
        self.known = {name: state.value for name, state in assessment.facts.items()}
        self.trials = trials
        self.weights = weights
        self.open = {
            name for name, each in assessment.conclusions.items() if each.status == "open" and weights.get(name)
        }
        self.heads = {name: facts[name] for name in weights if name in facts and _awaited(name, assessment)}
        self.waiting = waiting
        first = sorted(facts.keys() & waiting.keys(), key=lambda name: (-waiting[name][1], name))
        self.answers = {name: tuple(self.tried(facts[name])) for name in first}

    def question(self, fact: Fact) -> OpenQuestion:
        answers = self.answers[fact.id]
        total = sum(self.weights[name] for answer in answers for name in answer.names)
        score = round(total / len(answers), 3) if answers else 0.0
        count, weighs = self.waiting[fact.id]
        return OpenQuestion(fact.id, score, count, weighs, answers)

    def tried(self, fact: Fact) -> Iterator[Settled]:
        """What each answer settles; nothing where the questions before took too much."""
        if self.trials.cost > _MOST_TRIED:
            return
        for value in answers_of(fact, self.known[fact.id]):
            found = self.trials.settled(fact.id, fact.encode(value))
            names = sorted(self.open.intersection(found))
            holds = tuple(name for name in names if found[name] is True)
            fails = tuple(name for name in names if found[name] is False)
            yield Settled(value, holds, fails, tuple(self.known_by(found)))

    def known_by(self, found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """The facts at the head of the advice that are known by this."""
        for name, fact in self.heads.items():
            if is_known(found.get(name)):
                yield name, fact.decode(found[name])
