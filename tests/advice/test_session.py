"""Live sessions: after every answer, in any order, what a fresh assessment of the same facts says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.advice.session import Session
from regiorules.authoring.testing.regions import outer_values
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.engine.live import WorkingMemory
from regiorules.engine.share import LiveShare
from regiorules.errors import InputError, UnknownName
from regiorules.facts.region import Region, read_region, region_of
from regiorules.rules.load import load_rulesets
from tests import mini
from tests.advice.sessions import ASKED, ENGINES, KNOWLEDGE, VOCABULARY, ZEELAND, partly
from tests.executors import each_executor, installed
from tests.mini import codes
from tests.paths import REGIONS

FEW = settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def fresh(session: Session, executor: str) -> Any:
    """The assessment of the facts of a session, made anew."""
    return ENGINES[executor].assess(session.region)


@st.composite
def moves(draw: st.DrawFn) -> list[tuple[str, Any]]:
    """Answers (whole or in part), changes of them, "don't know", facts taken back (...), assumptions, in any order."""
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
            answers = st.one_of(outer_values(ASKED[name], [75_000]), partly(ASKED[name]))
            found.append((name, None if how == "skip" else draw(answers)))
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
        if name not in ("municipalities", "centre_municipality") or error.problems[0].code != "not_among":
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
    assert codes(InputError, session.tell, "centre_municipality", "Almere") == ["not_among"]
    assert session.assessment() == before
    assert session.region == ZEELAND


@each_executor
def test_an_assumption_that_changes_counts_at_once(executor: str) -> None:
    """A threshold goes down and back up through a session, and what follows goes with it."""
    flevoland = read_region(REGIONS / "flevoland.yaml", VOCABULARY)
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
    session = Session(KNOWLEDGE, read_region(REGIONS / "flevoland.yaml", VOCABULARY), executor)
    before = session.assessment()
    session.tell("large_city", 100_000)
    assert session.retract("large_city") == before


@each_executor
def test_a_name_that_is_no_fact_cannot_be_taken_back(executor: str) -> None:
    """A slip of the pen is refused, with the name that it may be; a fact that wasn't told changes nothing."""
    session = Session(mini.KNOWLEDGE, Region("X"), executor)
    before = session.assessment()
    said = "trustt is neither a fact nor an assumption (see: regiorules facts); did you mean trust?"
    assert mini.messages(UnknownName, session.retract, "trustt") == [said]
    for wrong in (["trust"], None, ""):
        assert codes(UnknownName, session.retract, wrong) == ["set_unknown"]
    assert session.retract("trust") == before


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


@installed
def test_a_dispute_is_not_tried_again_before_it_may_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """More facts end no dispute, but for one that rules conclude themselves: only then a new memory is made."""
    made: list[LiveShare] = []
    real = LiveShare.start

    def start(share: LiveShare) -> WorkingMemory | None:
        made.append(share)
        return real(share)

    monkeypatch.setattr(LiveShare, "start", start)
    asked = mini.changed(
        "ruleset.yaml", "asked: no\n    scale: {one", "question: {nl: Welke?, en: Which?}\n    scale: {one"
    )
    (mini.copied(tmp_path) / "ruleset.yaml").write_text(asked)
    engine = Engine(load_rulesets(tmp_path / "mini"), "durable")
    session = Session(engine, Region("X"))
    big = [{"name": "A", "population": 90_000}, {"name": "B", "population": 10_000}]
    told = {"municipalities": big, "domains": ["work", "care"], "effort": "high", "trust": "low", "budget": 11}
    for name, value in told.items():
        assert session.tell(name, value) == engine.assess(session.region)
    assert [conflict.fact for conflict in session.assessment().conflicts] == ["shape"]
    assert (len(made), session._memory) == (1, None)
    assert session.tell("shape", "spread") == engine.assess(session.region)
    assert len(made) == 2


@each_executor
def test_a_list_that_is_told_may_take_along_what_was_one_of_it(executor: str) -> None:
    """The centre municipality that a table of regions gives goes where the list that is told is without it."""
    engine = ENGINES[executor]
    facts = region_of({"region": "Flevoland", "profile": "Flevoland"}, VOCABULARY)
    session = Session(engine, facts.retract("municipalities"))
    assert session.assessment().value("centre_municipality") is not None
    assert session.tell("municipalities", [{"name": "A", "population": 9}]) == engine.assess(session.region)
    assert session.assessment().value("centre_municipality") is None


NARROWER: dict[str, list[Any]] = {
    "regional_network": ["hoogstens los", "los"],
    "cooperation_domains": ["jeugd niet", "jeugd niet, economie in elk geval", "economie, arbeidsmarkt"],
    "regional_strategy_agreed": ["minstens deels", "deels"],
    "administrative_pullers": ["niet geen", "actief of in opkomst", "actief"],
}


@installed
@pytest.mark.parametrize("name", NARROWER)
def test_what_is_known_better_is_told_to_the_same_memory(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that leaves out more goes in as a message more; one that takes back needs a new memory."""
    session = Session(KNOWLEDGE, ZEELAND.retract(name), "durable")
    closed: list[WorkingMemory] = []
    real = WorkingMemory.close
    monkeypatch.setattr(WorkingMemory, "close", lambda memory: (closed.append(memory), real(memory))[1])
    for answer in NARROWER[name]:
        assert session.tell(name, answer) == fresh(session, "durable")
    assert closed == []
    session.tell(name, NARROWER[name][0])
    assert len(closed) == 1
    assert session.assessment() == fresh(session, "durable")


def test_a_correction_is_what_counts() -> None:
    """What was partly known and is told otherwise, of which nothing fits what was said before."""
    for executor, engine in ENGINES.items():
        session = Session(KNOWLEDGE, Region("X"), executor)
        for answer in ("hoogstens los", "verbonden", "afwezig of verbonden", "los"):
            assert session.tell("regional_network", answer) == engine.assess(session.region)
        assert session.assessment().value("regional_network") == "loose"
        assert session.retract("regional_network") == engine.assess(Region("X"))


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


def bodies(session: Session, names: Iterable[str]) -> Counter[str]:
    """The messages that these names take, where all that they can tell is asked."""
    assert session._memory is not None
    conjunctions, values = session._memory.network.conjunctions, session._memory.values
    return Counter(message.body for name in names for message in conjunctions.messages(name, values[name]))


@installed
def test_a_new_answer_asserts_only_what_is_new(asserted: list[str]) -> None:
    """
    A new answer asserts itself and what becomes known by it, at most once, and nothing else; a changed one asserts
    nothing, and the next that is new needs a new working memory, in which what is known is asserted again.
    """
    session = Session(KNOWLEDGE, read_region(REGIONS / "flevoland.yaml", VOCABULARY), "durable")
    every = len(asserted)
    assert Counter(asserted) <= bodies(session, known(session))
    for fact, answer in (("administrative_pullers", "active"), ("official_pullers", "active"), ("pursuit", "active")):
        before = known(session)
        asserted.clear()
        after = session.tell(fact, answer)
        new = known(session).keys() - before.keys()
        assert fact in new
        assert {name for name, state in after.conclusions.items() if state.status != "open"} <= known(session).keys()
        assert Counter(asserted) <= bodies(session, new)
        assert 0 < len(asserted) < every / 3
    asserted.clear()
    session.tell("pursuit", "passive")
    assert (asserted, session._memory) == ([], None)
    session.tell("sme_role", "large")
    assert Counter(asserted) <= bodies(session, known(session))
    assert len(asserted) > every / 2


@installed
def test_a_session_forgets_what_it_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every working memory but the last is given back, so that a long interview doesn't grow."""
    closed = []
    real = WorkingMemory.close
    monkeypatch.setattr(WorkingMemory, "close", lambda memory: (closed.append(memory), real(memory))[1])
    session = Session(KNOWLEDGE, Region("X"), "durable")
    for answer in ("portfolio", "by_regulation", "portfolio"):
        session.tell("systematisation", answer)
    assert len(closed) == 1
    for fact in ("sme_role", "internal_differences"):
        session.tell(fact, "large")
        session.retract(fact)
    assert len(closed) == len(set(map(id, closed))) == 3
    assert session.assessment() == fresh(session, "durable")


@installed
def test_an_answer_against_what_the_rules_say_needs_a_new_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The one before is given back."""
    folder = mini.copied(tmp_path)
    because = "because: {nl: Zo is het., en: So it is.}, statements: [S01], basis: source"
    rule = f"{{when: effort == high, then: {{trust: low}}, {because}}}"
    (folder / "more.yaml").write_text(f"rules:\n  tiring: {rule}\n", "utf-8")
    engine = Engine(load_rulesets(folder), "durable")
    closed = []
    real = WorkingMemory.close
    monkeypatch.setattr(WorkingMemory, "close", lambda memory: (closed.append(memory), real(memory))[1])
    session = Session(engine, Region("X"))
    assert session.tell("effort", "high").value("trust") == "low"
    assert closed == []
    assert session.tell("trust", "high") == engine.assess(session.region)
    assert len(closed) == 1


@installed
def test_what_is_told_after_the_end_is_assessed_as_a_whole(
    monkeypatch: pytest.MonkeyPatch, asserted: list[str]
) -> None:
    """At the end of `with` the memory is given back, and none is made again."""
    closed = []
    real = WorkingMemory.close
    monkeypatch.setattr(WorkingMemory, "close", lambda memory: (closed.append(memory), real(memory))[1])
    with Session(KNOWLEDGE, ZEELAND.retract("pursuit"), "durable") as session:
        assert closed == []
    assert len(closed) == 1
    asserted.clear()
    assert session.tell("pursuit", "active") == fresh(session, "durable")
    assert (asserted, len(closed)) == ([], 1)


@pytest.mark.parametrize("name", [5, None, 1.5, ("trust",), ["trust"], b"trust", "self", "vocabulary", "region"])
def test_a_name_that_is_no_fact_is_refused_whatever_it_is(name: Any) -> None:
    """What a program tells under a key of the wrong kind is an unknown fact, and the session stays as it was."""
    session = Session(ENGINES["compiled"], Region("X"))
    before = session.assessment()
    assert codes(InputError, session.tell, name, 1) == ["set_unknown"]
    assert session.assessment() == before
