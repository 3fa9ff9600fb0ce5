"""Live sessions: after every answer, in any order, what a fresh assessment of the same facts says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from regiorules.advice.questions import answers_of, rank_questions, weight
from regiorules.advice.session import Session
from regiorules.authoring.testing.strategies import Case, cases, outer_values
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.engine import Engine
from regiorules.engine.live import Disputed, LiveNetwork, WorkingMemory
from regiorules.engine.program import Derivation, Program, ProgramRule, build_program
from regiorules.errors import InputError
from regiorules.facts.region import Given, Region, read_region
from regiorules.rules.expressions import (
    ALWAYS,
    Aggregate,
    And,
    Compare,
    Constant,
    Contains,
    Expression,
    Field,
    Not,
    Or,
    Variable,
)
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests import mini
from tests.mini import codes
from tests.paths import REGIONS

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
VOCABULARY = KNOWLEDGE.vocabulary
ASKED = {name: fact for name, fact in VOCABULARY.facts.items() if fact.asked and name != "centre_municipality"}
EXAMPLES = REGIONS
ZEELAND = read_region(EXAMPLES / "zeeland.yaml", VOCABULARY)
installed = pytest.mark.skipif(not rete.available(), reason="durable-rules isn't installed")
each_executor = pytest.mark.parametrize("executor", ["compiled", pytest.param("durable", marks=installed)])
SOME = settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
FEW = settings(SOME, max_examples=15)
ENGINES = {name: Engine(KNOWLEDGE, name) for name in ("compiled", "durable") if name != "durable" or rete.available()}


def fresh(session: Session, executor: str) -> Any:
    """The assessment of the facts of a session, made anew."""
    return ENGINES[executor].assess(session.region)


# --- core ---------------------------------------------------------------------------------------


@st.composite
def moves(draw: st.DrawFn) -> list[tuple[str, Any]]:
    """Answers, changes of answers, "don't know", facts taken back (...), and assumptions, in any order."""
    found: list[tuple[str, Any]] = []
    told: list[str] = []
    for _ in range(draw(st.integers(3, 9))):
        how = draw(st.sampled_from(["tell", "tell", "tell", "change", "retract", "skip", "assume"]))
        if how in ("change", "retract") and told:
            name = draw(st.sampled_from(told))
        else:
            name = draw(st.sampled_from(sorted(ASKED)))
        if how == "assume":
            found.append(("large_city", draw(st.sampled_from([50_000, 75_000, 100_000]))))
        elif how == "retract":
            found.append((name, ...))
        else:
            found.append((name, None if how == "skip" else draw(outer_values(ASKED[name], [75_000]))))
            told.append(name)
    return found


def moved(session: Session, name: str, value: Any) -> Assessment:
    """What follows from a move; municipalities without the centre municipality are refused, and change nothing."""
    before = session.assessment()
    if value is ...:
        return session.retract(name)
    try:
        return session.tell(name, value)
    except InputError as error:
        if name not in ("municipalities", "centre_municipality") or error.problems[0].code != "no_such_municipality":
            raise
        return before


@each_executor
@FEW
@given(steps=moves(), start=st.sampled_from([Region("Testregio"), ZEELAND]))
def test_every_step_equals_a_fresh_assessment(executor: str, steps: list[tuple[str, Any]], start: Region) -> None:
    """Whatever is told, changed or taken back, in any order: the whole assessment, byte for byte."""
    session = Session(KNOWLEDGE, start, executor)
    assert session.assessment() == fresh(session, executor)
    for name, value in steps:
        found = moved(session, name, value)
        assert found == session.assessment()
        assert found.to_json() == fresh(session, executor).to_json()


@installed
@FEW
@given(steps=moves())
def test_both_executors_follow_each_other(steps: list[tuple[str, Any]]) -> None:
    """The live network and whole evaluation agree on everything but their name."""
    live, whole = (Session(KNOWLEDGE, Region("Testregio"), name) for name in ("durable", "compiled"))
    for name, value in steps:
        one, other = (moved(each, name, value) for each in (live, whole))
        assert (one.executor, other.executor) == ("durable", "compiled")
        assert evolve(one, executor="") == evolve(other, executor="")


@each_executor
def test_a_refused_answer_changes_nothing(executor: str) -> None:
    """A wrong level, an unknown fact, a derived fact: an InputError, and the session goes on as it was."""
    session = Session(KNOWLEDGE, ZEELAND, executor)
    before = session.assessment()
    assert codes(InputError, session.tell, "regional_strategy_agreed", "perhaps") == ["not_level"]
    assert codes(InputError, session.tell, "no_such_fact", "yes") == ["set_unknown"]
    assert codes(InputError, session.tell, "large_cities", 3) == ["not_asked"]
    assert codes(InputError, session.tell, "centre_municipality", "Almere") == ["no_such_municipality"]
    assert session.assessment() == before
    assert session.region == ZEELAND


@each_executor
def test_an_assumption_that_changes_counts_at_once(executor: str) -> None:
    """A threshold goes down and back up through a session, and what follows goes with it."""
    flevoland = read_region(EXAMPLES / "flevoland.yaml", VOCABULARY)
    session = Session(KNOWLEDGE, flevoland, executor)
    assert session.assessment().value("large_cities") == 2
    assert session.tell("large_city", 100_000).value("large_cities") == 1
    assert session.assessment() == fresh(session, executor)
    assert session.tell("outside_pull", True) == fresh(session, executor)
    assert session.tell("large_city", 75_000).value("large_cities") == 2
    assert session.assessment() == fresh(session, executor)


@each_executor
def test_an_assumption_that_is_taken_back_gets_its_own_value(executor: str) -> None:
    """Retracting an assumption undoes what was told of it."""
    session = Session(KNOWLEDGE, read_region(EXAMPLES / "flevoland.yaml", VOCABULARY), executor)
    before = session.assessment()
    session.tell("large_city", 100_000)
    assert session.retract("large_city") == before


@each_executor
def test_answers_in_dispute_are_disputed_and_then_mended(executor: str) -> None:
    """Rules that give a fact two values make a conflict in a session too, and retracting one mends it."""
    session = Session(mini.KNOWLEDGE, Region("X"), executor)
    engine = Engine(mini.KNOWLEDGE, executor)
    big = [{"name": "A", "population": 90_000}, {"name": "B", "population": 10_000}]
    told = {"municipalities": big, "domains": ["work", "care"], "effort": "high", "trust": "low", "budget": 11}
    seen = []
    for name, value in told.items():
        assert session.tell(name, value) == engine.assess(session.region)
        seen.append(len(session.assessment().conflicts))
    assert seen == [0, 0, 1, 1, 1]
    assert session.retract("domains") == engine.assess(session.region)
    assert session.assessment().conflicts == ()
    assert session.assessment().holds("strained")


# --- one more fact is one more message --------------------------------------------------------------


@pytest.fixture
def asserted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The messages that go into any working memory."""
    messages: list[str] = []
    real = rete.Memory.assert_fact

    def counted(memory: rete.Memory, body: str) -> set[str]:
        messages.append(body)
        return real(memory, body)

    monkeypatch.setattr(rete.Memory, "assert_fact", counted)
    return messages


def known(session: Session) -> dict[str, Any]:
    """What the working memory of a session holds."""
    assert session._memory is not None
    return dict(session._memory.values)


def messages(session: Session, names: Iterable[str]) -> int:
    """How many messages these names take."""
    assert session._memory is not None
    return sum(copies(session._memory.network, name) for name in names)


def copies(network: LiveNetwork, name: str) -> int:
    """In how many messages a variable goes in."""
    return len(list(network.conjunctions.messages(name, 0)))


@installed
def test_a_new_answer_asserts_only_what_is_new(asserted: list[str]) -> None:
    """
    A new answer asserts itself and what becomes known by it, once, and nothing else; a changed one needs a new
    working memory, which asserts everything that is known again.
    """
    session = Session(KNOWLEDGE, read_region(EXAMPLES / "flevoland.yaml", VOCABULARY), "durable")
    assert len(asserted) == messages(session, known(session))
    for fact, answer in (("administrative_pullers", "active"), ("official_pullers", "active"), ("pursuit", "active")):
        before = known(session)
        asserted.clear()
        after = session.tell(fact, answer)
        new = known(session).keys() - before.keys()
        assert fact in new
        assert {name for name, state in after.conclusions.items() if state.status != "open"} <= known(session).keys()
        assert len(asserted) == messages(session, new)
        assert 0 < len(asserted) < messages(session, before) / 3
    asserted.clear()
    session.tell("pursuit", "passive")
    assert len(asserted) == messages(session, known(session))


@installed
def test_a_session_forgets_what_it_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every working memory but the last is given back, so that a long interview doesn't grow."""
    closed = []
    real = WorkingMemory.close
    monkeypatch.setattr(WorkingMemory, "close", lambda memory: (closed.append(memory), real(memory))[1])
    session = Session(KNOWLEDGE, ZEELAND, "durable")
    for answer in ("portfolio", "by_regulation", "portfolio"):
        session.tell("systematisation", answer)
    assert len(closed) == len(set(map(id, closed))) == 2


# --- random programs -----------------------------------------------------------------------------------


class Live:
    """A live network, driven as a session drives it, against whole evaluation."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.whole = CompiledExecutor(program)
        self.network = LiveNetwork(program)
        self.memory: WorkingMemory | None = None
        self.known: dict[str, Any] = {}
        self.counts: Counter[str] = Counter()

    def tell(self, facts: Mapping[str, Any]) -> None:
        """New facts, or new values, become known; what then follows is what whole evaluation finds."""
        again = self.memory is None or any(name in self.memory.values for name in facts)
        self.known |= facts
        self.follow(self.known if again else facts, again=again)

    def retract(self, name: str) -> None:
        """A fact is taken back."""
        del self.known[name]
        self.follow(self.known, again=True)

    def follow(self, facts: Mapping[str, Any], *, again: bool) -> None:
        """The facts go in, into a new working memory where that must be."""
        if again:
            if self.memory is not None:
                self.memory.close()
            self.memory = self.network.start()
        assert self.memory is not None
        self.counts["restart" if again else "live"] += 1
        expected = self.whole.run(self.known)
        try:
            self.memory.tell(facts)
        except Disputed:
            assert expected.conflicts
            self.memory.close()
            self.memory = None
            self.counts["disputed"] += 1
            return
        found = self.memory.outcome()
        assert expected.conflicts == frozenset()
        assert found.statuses == dict(expected.statuses)
        assert {name: (type(value), value) for name, value in found.values.items()} == {
            name: (type(value), value) for name, value in expected.values.items()
        }


@installed
@SOME
@given(case=cases(), data=st.data())
def test_a_live_network_follows_any_program(case: Case, data: st.DataObject) -> None:
    """
    Facts one by one in any order, then some taken back: every status and value is that of whole evaluation, and rules
    that give two values are a dispute in both.
    """
    live = Live(case.program())
    live.tell({})
    for name in data.draw(st.permutations(list(case.given))):
        live.tell({name: case.given[name]})
    for name in data.draw(st.lists(st.sampled_from(sorted(case.given)), unique=True)) if case.given else ():
        live.retract(name)
    event(f"disputed: {live.counts['disputed'] > 0}")
    event(f"live: {live.counts['live'] > 1}")


def over(name: str, value: float) -> Expression:
    return Compare(">", Variable(name), Constant(value))


def program(conditions: list[Expression], names: list[str], derivations: tuple[Derivation, ...] = ()) -> Program:
    """One rule a condition: r0 concludes c0, and so on."""
    rules = [ProgramRule(f"r{number}", tree, f"c{number}") for number, tree in enumerate(conditions)]
    return build_program(names, [rule.target for rule in rules], derivations, rules)


@installed
@pytest.mark.parametrize("count", [30, 31, 64, 65, 300])
def test_many_patterns_on_one_fact_are_no_trouble(count: int) -> None:
    """More than 64 patterns that match one message break the network's memory: a fact goes in as copies."""
    live = Live(program([over("x", number) for number in range(count)], ["x"]))
    assert copies(live.network, "x") == -(-count // 15)  # a pattern for true and one for false
    for value in (-1, count // 2, count):
        live.tell({"x": value})
    assert live.counts["restart"] == 3


@installed
@pytest.mark.parametrize("count", [12, 13, 16, 17, 40, 200])
@pytest.mark.parametrize("shape", ["and", "or", "and of ors", "or of ands", "not"])
def test_a_condition_on_many_facts_is_no_trouble(shape: str, count: int) -> None:
    """17 facts in one conjunction are error 304 and many ors explode: these are asked beside the network."""
    names = [f"f{number}" for number in range(count)]
    trees: dict[str, Expression] = {
        "and": And(tuple(over(name, 3) for name in names)),
        "or": Or(tuple(over(name, 3) for name in names)),
        "and of ors": And(tuple(Or((over(name, 3), over(name, 9))) for name in names)),
        "or of ands": Or(tuple(And((over(name, 3), over("f0", 1))) for name in names)),
        "not": Not(And(tuple(Or((over(name, 3), over("f1", 9))) for name in names))),
    }
    live = Live(program([trees[shape], Not(trees[shape])], names))
    live.tell(dict.fromkeys(names[:-1], 2))
    live.tell({names[-1]: 4})
    live.tell(dict.fromkeys(names, 4))


@installed
def test_rules_and_derivations_without_facts_follow_at_once_and_give_way() -> None:
    """What always follows does so without any fact, and a given value goes before it."""
    never = Compare(">", Constant(1), Constant(2))
    rules = [
        ProgramRule("always", ALWAYS, "a"),
        ProgramRule("never", never, "b"),
        ProgramRule("level", ALWAYS, "level", 2),
        ProgramRule("reader", Compare("==", Variable("level"), Constant(2)), "c"),
    ]
    derivations = [
        Derivation("half", And((Constant(False), Variable("x")))),
        Derivation("two", Constant(2)),
    ]
    live = Live(build_program(["x", "level", "half", "two"], ["a", "b", "c", "half"], derivations, rules))
    live.tell({})
    assert live.memory is not None
    assert live.memory.outcome().values == {"a": True, "b": False, "level": 2, "c": True, "half": False, "two": 2}
    live.tell({"level": 1})
    live.tell({"half": True, "two": 3, "x": True})
    assert live.memory.outcome().values["c"] is False


@installed
def test_sets_and_records_are_asked_beside_the_network() -> None:
    """A set, a list with a gap, and figures about lists settle rules as soon as they can."""
    cities = Compare(">=", Aggregate("count", "towns", Compare(">", Field("people"), Constant(10))), Constant(2))
    some = Aggregate("any", "towns", Compare(">", Field("people"), Constant(10)))
    live = Live(program([Contains(Variable("domains"), "care"), cities, And((some, Variable("x")))], ["x"]))
    live.tell({"domains": frozenset({"care"})})
    live.tell({"towns": ({"people": 20}, {"people": None})})
    assert live.memory is not None
    assert live.memory.statuses == {"r0": True, "r1": None, "r2": None}
    live.tell({"x": True})
    assert live.memory.statuses == {"r0": True, "r1": None, "r2": True}
    live.tell({"towns": ({"people": 20}, {"people": 11}), "domains": frozenset()})
    assert live.memory.statuses == {"r0": False, "r1": True, "r2": True}


@installed
def test_a_dispute_is_told_from_agreement() -> None:
    """Two rules with one value agree; with two values they dispute, however late the second comes."""
    rules = [
        ProgramRule("low", over("x", 1), "level", "low"),
        ProgramRule("also", over("y", 1), "level", "low"),
        ProgramRule("high", over("z", 1), "level", "high"),
        ProgramRule("reader", Compare("==", Variable("level"), Constant("low")), "c"),
    ]
    live = Live(build_program(["x", "y", "z", "level"], ["c"], [], rules))
    for name in ("x", "y", "z"):
        live.tell({name: 2})
    assert live.counts["disputed"] == 1
    live.tell({"z": 0})
    live.tell({"level": "high", "z": 2})
    assert live.counts["disputed"] == 1


# --- the next question -------------------------------------------------------------------------------


def ranked_by_hand(session: Session) -> list[tuple[str, float, int, int]]:
    """Fact, score, conclusions waiting and their weight, from fresh assessments of every answer, best first."""
    engine, before = ENGINES["compiled"], session.assessment()
    weights = {name: weight(each) for name, each in KNOWLEDGE.conclusions.items()}
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
    for each in KNOWLEDGE.conclusions.values():
        found.setdefault(each.kind, set()).add(weight(each))
        if each.kind == "risk" and each.severity:
            assert weight(each) == {"watch": 1, "medium": 2, "high": 3}[each.severity]
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


@pytest.mark.parametrize("name", [5, None, 1.5, ("trust",), ["trust"], b"trust", "self", "vocabulary", "region"])
def test_a_name_that_is_no_fact_is_refused_whatever_it_is(name: Any) -> None:
    """What a program tells under a key of the wrong kind is an unknown fact, and the session stays as it was."""
    session = Session(ENGINES["compiled"], Region("X"))
    before = session.assessment()
    assert codes(InputError, session.tell, name, 1) == ["set_unknown"]
    assert session.assessment() == before
