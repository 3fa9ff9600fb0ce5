"""Sessions and engines come and go: networks are shared, memory is given back, copies are made anew."""

from __future__ import annotations

import copy
import gc
import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from regiorules.advice.session import Session
from regiorules.engine import live, rete
from regiorules.engine.engine import Engine
from regiorules.errors import EngineError
from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from tests.executors import each_executor, installed
from tests.mini import KNOWLEDGE, codes

LOW = Region("X", {"trust": Given("low")})


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often each C function is called; working memories are known by those that delete them."""
    library, counts = vars(rete)["library"], Counter[str]()

    class Counting:
        def __getattr__(self, name: str) -> Any:
            def call(*arguments: Any) -> Any:
                counts[name] += 1
                return getattr(library, name)(*arguments)

            return call

    gc.collect()
    monkeypatch.setattr(rete, "library", Counting())
    yield counts
    gc.collect()


def made(engine: Engine) -> Session:
    return Session(engine, LOW)


def with_statement(engine: Engine) -> Session:
    with Session(engine, LOW) as session:
        pass
    return session


def closed(engine: Engine) -> Session:
    session = Session(engine, LOW)
    session.close()
    session.close()
    return session


@installed
@pytest.mark.parametrize("make", [made, with_statement, closed])
def test_a_session_that_ends_gives_its_memory_back(calls: Counter[str], make: Callable[[Engine], Session]) -> None:
    """Dropped, closed or at the end of a `with`: its working memories are deleted, every one once."""
    engine = Engine(KNOWLEDGE, "durable")
    memories = len(engine.prepare(LOW).start().memories)  # type: ignore[union-attr]
    calls.clear()
    for number in range(1, 20):
        session = make(engine)
        assert calls["delete_state"] == (number if session._memory is None else number - 1) * memories
        del session
    gc.collect()
    assert calls["delete_state"] == 19 * memories
    assert calls["create_ruleset"] == 0


@installed
def test_sessions_with_an_engine_share_its_networks(calls: Counter[str]) -> None:
    """Two hundred sessions make no more networks than one; without a shared engine each makes its own."""
    engine = Engine(KNOWLEDGE, "durable")
    Session(engine, LOW)
    once = calls["create_ruleset"]
    for number in range(200):
        assert Session(engine, Region(str(number))).assessment().region == str(number)
    assert calls["create_ruleset"] == once
    Session(KNOWLEDGE, LOW, "durable")
    gc.collect()
    assert calls["create_ruleset"] == 2 * once
    del engine
    gc.collect()
    assert calls["delete_ruleset"] == 2 * once


@installed
def test_many_sessions_at_once_take_so_much_memory_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what is set aside, a session is assessed as a whole, with the same answers; room that is left is used."""
    monkeypatch.setattr(live, "_MOST_ALIVE", 3 * live.Conjunctions(program()).patterns)
    engine, whole = Engine(KNOWLEDGE, "durable"), Engine(KNOWLEDGE, "compiled")
    sessions = [Session(engine, Region("X")) for _ in range(6)]
    assert [session._memory is not None for session in sessions] == [True] * 3 + [False] * 3
    expected = whole.assess(LOW)
    for session in sessions:
        assert session.tell("trust", "low").conclusions == expected.conclusions
    sessions[0].close()
    assert sessions[5].tell("budget", 3).conclusions == whole.assess(sessions[5].region).conclusions
    assert sessions[5]._memory is not None
    assert sessions[4].retract("trust").conclusions == whole.assess(Region("X")).conclusions
    assert sessions[4]._memory is None


def program() -> Any:
    return Engine(KNOWLEDGE, "compiled").prepare(LOW).program


@each_executor
def test_a_closed_session_can_still_be_told(executor: str) -> None:
    """It keeps no memory, and answers as before."""
    with Session(Engine(KNOWLEDGE, executor), Region("X")) as session:
        session.tell("trust", "low")
    assert session.tell("budget", 3) == Engine(KNOWLEDGE, executor).assess(session.region)
    assert session.retract("trust") == Engine(KNOWLEDGE, executor).assess(session.region)
    assert session._memory is None


def test_an_engine_brings_its_own_executor() -> None:
    """Asking for another one is a mistake, and said."""
    with pytest.raises(TypeError, match="its own executor"):
        Session(Engine(KNOWLEDGE, "compiled"), LOW, "durable")


@installed
def test_a_session_survives_a_failure_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The failure is an error, not an answer; what is told next is answered."""
    session = Session(KNOWLEDGE, Region("X"), "durable")
    library = vars(rete)["library"]

    class Failing:
        def __getattr__(self, name: str) -> Any:
            return getattr(library, name) if name != "assert_fact" else lambda *_: (303, 0)

    with monkeypatch.context() as patched:
        patched.setattr(rete, "library", Failing())
        assert codes(EngineError, session.tell, "trust", "low") == ["durable_code"]
    assert session.tell("budget", 3) == Engine(KNOWLEDGE, "durable").assess(session.region)
    assert session._memory is not None


COPIES: list[Callable[[Any], Any]] = [lambda each: pickle.loads(pickle.dumps(each)), copy.deepcopy, copy.copy]


@each_executor
@pytest.mark.parametrize("again", COPIES, ids=["pickled", "deep-copied", "copied"])
def test_an_engine_and_a_session_are_made_anew_elsewhere(executor: str, again: Callable[[Any], Any]) -> None:
    """The copy gives the same assessments, and goes its own way."""
    engine = Engine(KNOWLEDGE, executor)
    assert again(engine).assess(LOW) == engine.assess(LOW)
    session = Session(engine, LOW, on=date(2020, 1, 2))
    session.tell("budget", 3)
    other = again(session)
    assert other.assessment() == session.assessment()
    assert other._on == date(2020, 1, 2)
    assert other.tell("trust", "high") == engine.assess(other.region, date(2020, 1, 2))
    assert session.region.facts["trust"].value == "low"


@each_executor
def test_threads_with_sessions_of_their_own_share_an_engine(executor: str) -> None:
    """Facts told in turn by eight threads: every session ends with what its own facts give."""
    engine = Engine(KNOWLEDGE, executor)

    def interview(number: int) -> bool:
        session = Session(engine, Region(str(number)))
        for fact, value in (
            ("trust", ("low", "medium", "high")[number % 3]),
            ("budget", number),
            ("budget", number + 1),
        ):
            session.tell(fact, value)
        return session.assessment() == Engine(KNOWLEDGE, executor).assess(session.region)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(interview, range(60)))
