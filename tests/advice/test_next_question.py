"""The next question: the one of which an answer settles most, about what isn't known yet, until there is none."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from regiorules.advice.questions import answers_of, rank_questions, weights_of
from regiorules.advice.session import Session
from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from tests.advice.sessions import ASKED, ENGINES, KNOWLEDGE, VOCABULARY, ZEELAND
from tests.executors import each_executor


def ranked_by_hand(session: Session) -> list[tuple[str, float, int, int]]:
    """Fact, score, conclusions waiting and their weight, from fresh assessments of every answer, best first."""
    engine, before = ENGINES["compiled"], session.assessment()
    weights = weights_of(KNOWLEDGE)
    found = []
    for name, fact in VOCABULARY.facts.items():
        waiting = [each for each, state in before.conclusions.items() if name in state.waits_for and weights[each] > 0]
        if not waiting:
            continue
        settled = []
        for value in answers_of(fact):
            after = engine.assess(evolve(session.region, facts={**session.region.facts, name: Given(value)}))
            settled += [
                weights[each]
                for each, state in before.conclusions.items()
                if state.status == "open" and after.conclusions[each].status != "open"
            ]
        score = round(sum(settled) / len(answers_of(fact)), 3) if answers_of(fact) else 0.0
        found.append((name, score, len(waiting), sum(weights[each] for each in waiting)))
    return sorted(found, key=lambda each: (-each[1], -each[3]))


def test_scores_are_what_fresh_assessments_settle() -> None:
    """The score of every question is the mean weight of what an answer settles; equal ones are flagged as tied."""
    session = Session(KNOWLEDGE, ZEELAND, "compiled")
    ranked = rank_questions(session.assessment(), KNOWLEDGE)
    expected = ranked_by_hand(session)
    assert [(each.fact, each.score, each.waiting, each.weight) for each in ranked] == expected
    figures = [(score, weight) for _, score, _, weight in expected]
    tied = [here == after for here, after in zip(figures, [*figures[1:], None], strict=True)]
    assert [each.tied for each in ranked] == tied
    assert len(ranked) > 20
    assert any(tied)
    assert not all(tied)


def test_the_weights_are_by_severity_and_priority() -> None:
    """A route counts 4, a risk 1 to 3, a recommendation 1 or 2 or 3, what is only background nothing."""
    found: dict[str, set[int]] = {}
    weights = weights_of(KNOWLEDGE)
    for each in KNOWLEDGE.conclusions.values():
        found.setdefault(each.kind, set()).add(weights[each.id])
        if each.kind == "risk" and each.severity:
            assert weights[each.id] == {"watch": 1, "medium": 2, "high": 3}[each.severity]
    assert found["route"] == {4}
    assert found["recommendation"] <= {1, 2, 3}
    assert found["finding"] == found["example"] == found["pointer"] == found["context"] == {0}


@each_executor
def test_no_question_about_what_is_known_or_skipped(executor: str) -> None:
    """An interview to the end: every question is new, and about an unknown fact that something open waits for."""
    session = Session(
        KNOWLEDGE, Region("X", {"municipalities": Given([{"name": "Dorp", "population": None}])}), executor
    )
    skipped: set[str] = set()
    asked: list[str] = []
    while question := session.next_question(skip=frozenset(skipped)):
        state = session.assessment()
        assert question.fact not in asked
        assert state.value(question.fact) is None
        assert any(question.fact in each.waits_for for each in state.conclusions.values() if each.status == "open")
        asked.append(question.fact)
        if question.answers and len(asked) % 4:
            session.tell(question.fact, question.answers[-1].value)
        else:
            skipped.add(question.fact)
    assert len(asked) > 30
    assert "municipalities" not in asked  # a list with a gap is known; answering would throw it away
    assert session.next_question(skip=frozenset(skipped)) is None


def test_where_nothing_is_open_there_is_no_question() -> None:
    """All facts known: None."""
    every = {name: Given(value) for name, value in complete().items()}
    session = Session(KNOWLEDGE, Region("X", every), "compiled")
    assert {state.status for state in session.assessment().conclusions.values()} == {"holds", "fails"}
    assert session.next_question() is None


def complete() -> dict[str, Any]:
    simple = {name: answers_of(fact)[0] for name, fact in ASKED.items() if answers_of(fact)}
    rest = {
        "municipalities": [{"name": "Dorp", "population": 20_000}],
        "cooperation_history": [{"year": 2010, "kind": "agreement", "what": "Begin"}],
        "cooperation_domains": ["labour_market"],
    }
    others = {name: 3 for name, fact in ASKED.items() if fact.type == "number"}
    return {**simple, **rest, **others}
