"""The next question: the one of which an answer settles most, about what isn't known yet, until there is none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from regiorules.advice.questions import answers_of, rank_questions, weights_of
from regiorules.advice.session import Session
from regiorules.engine.engine import Engine
from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import FrozenDict
from regiorules.rules.load import load_rulesets
from regiorules.text import Text
from tests.advice.sessions import ASKED, ENGINES, KNOWLEDGE, VOCABULARY, ZEELAND
from tests.executors import each_executor
from tests.mini import MINI

PARTLY = {
    "cooperation_tradition": ("minstens enige", ["some", "rich"]),
    "sme_role": ("niet gemiddeld", ["small", "large"]),
    "regional_network": ("hoogstens los", ["absent", "loose"]),
    "regional_strategy_agreed": ("minstens deels", ["partly", "yes"]),
    "employer_service_point": ("niet in bedrijf", ["none", "planned"]),
    "administrative_pullers": ("minstens in opkomst", ["emerging", "active", "dominant"]),
    "centre_municipality_role": ("bepaler of verbinder", ["connector", "decider"]),
    "cooperation_domains": ("jeugd niet", []),
}


def ranked_by_hand(session: Session, possible: Mapping[str, Any] = FrozenDict()) -> list[tuple[str, float, int, int]]:
    """Fact, score, conclusions waiting and their weight, from fresh assessments of every answer, best first."""
    engine, before = ENGINES["compiled"], session.assessment()
    weights = weights_of(KNOWLEDGE)
    found = []
    for name, fact in VOCABULARY.facts.items():
        waiting = [each for each, state in before.conclusions.items() if name in state.waits_for and weights[each] > 0]
        if not waiting:
            continue
        settled = []
        answers = possible.get(name, answers_of(fact))
        for value in answers:
            after = engine.assess(evolve(session.region, facts={**session.region.facts, name: Given(value)}))
            settled += [
                weights[each]
                for each, state in before.conclusions.items()
                if state.status == "open" and after.conclusions[each].status != "open"
            ]
        score = round(sum(settled) / len(answers), 3) if answers else 0.0
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


def test_of_what_is_partly_known_only_what_is_possible_is_tried() -> None:
    """The score is the mean over the answers that are left, and those are the answers that the question shows."""
    told = Region("X").set({name: text for name, (text, _) in PARTLY.items()}, VOCABULARY)
    session = Session(KNOWLEDGE, told, "compiled")
    ranked = rank_questions(session.assessment(), KNOWLEDGE)
    found = [(each.fact, each.score, each.waiting, each.weight) for each in ranked]
    assert found == ranked_by_hand(session, {name: answers for name, (_, answers) in PARTLY.items()})
    shown = {each.fact: [answer.value for answer in each.answers] for each in ranked}
    assert {name: shown[name] for name in PARTLY} == {name: answers for name, (_, answers) in PARTLY.items()}


def test_of_a_text_that_may_be_some_those_are_tried() -> None:
    """Also where nobody knows beforehand what it may be."""
    place = Fact("text", Text("Plaats", "Place"), id="place")
    assert answers_of(place) == ()
    assert answers_of(place, {"one_of": ("Zee", "Berg")}) == ("Zee", "Berg")
    assert answers_of(evolve(place, texts=("Berg", "Dal", "Zee")), {"one_of": ("Zee", "Berg")}) == ("Berg", "Zee")


def test_what_is_partly_known_is_asked_after_what_is_unknown() -> None:
    """Once all else is known or skipped; skipped itself, there is no question left."""
    session = Session(KNOWLEDGE, ZEELAND, "compiled")
    first = session.next_question()
    assert first is not None
    session.tell(first.fact, {"one_of": [first.answers[0].value, first.answers[1].value]})
    asked = set()
    while (question := session.next_question(skip=frozenset(asked))) and question.fact != first.fact:
        asked.add(question.fact)
    assert question is not None
    assert [each.value for each in question.answers] == [each.value for each in first.answers[:2]]
    assert len(asked) > 20
    asked.add(first.fact)
    assert session.next_question(skip=frozenset(asked)) is None


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


ADDED = """
ruleset: {id: added, version: 1.0.0, title: {nl: A, en: A}, source: {title: {nl: B, en: B}}}
facts:
  s:
    type: set
    title: {nl: S, en: S}
    question: {nl: S?, en: S?}
    scale: {a: {nl: aa, en: aa}, b: {nl: bb, en: bb}, c: {nl: cc, en: cc}, d: {nl: dd, en: dd}}
  q: {type: yes_no, title: {nl: Q, en: Q}, question: {nl: Q?, en: Q?}}
  y: {type: yes_no, title: {nl: Y, en: Y}, question: {nl: Y?, en: Y?}}
conclusions:
  risky: {kind: risk, title: {nl: R, en: R}, text: {nl: R, en: R}, severity: medium}
rules:
"""


def test_what_is_given_in_part_counts_also_where_rules_say_more(tmp_path: Path) -> None:
    """A set without cc by what was given, with aa by the rules: what needs both is settled by one answer."""
    added = ADDED
    for name, when, then in (
        ("says-a", "trust == high", "{s: [a]}"),
        ("may-say-c-d", "y", "{s: [c, d]}"),
        ("is-risky", "q and a in s and (not c in s or not d in s)", "risky"),
    ):
        added += f"  {name}: {{when: {when}, then: {then}, because: {{nl: x., en: x.}}, basis: assumption, "
        added += "why: {nl: x, en: x}}\n"
    (tmp_path / "ruleset.yaml").write_text(added)
    knowledge = load_rulesets(MINI, tmp_path)
    known: dict[str, Any] = {"cc niet": {"includes": ("a",), "excludes": ("b", "c")}, "cc niet, dd niet": ("a",)}
    for given, value in known.items():
        told = Region("X").set({"s": given, "trust": "high"}, knowledge.vocabulary)
        assessment = Engine(knowledge, "compiled").assess(told)
        assert (assessment.facts["s"].origin, assessment.value("s")) == ("derived", value)
        found = {each.fact: each for each in rank_questions(assessment, knowledge)}
        settled = [(each.holds, each.fails) for each in found["q"].answers]
        assert settled == [(("risky",), ()), ((), ("risky",))]
