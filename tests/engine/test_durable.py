"""The durable executor: the hazards of durable-rules, and that a failure is an error, never an answer."""

from __future__ import annotations

import gc
import json
import sys
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import patch

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine import durable, rete
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.engine import Engine
from regiorules.engine.program import Program, ProgramRule, build_program
from regiorules.errors import EngineError, MissingExtra
from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from regiorules.rules.expressions import And, Compare, Constant, Expression, Not, OneOf, Or, Variable
from tests.executors import SOME, installed
from tests.mini import KNOWLEDGE, messages

C_MODULE: Any = vars(rete)["library"]


def program(*conditions: Expression, names: tuple[str, ...] = ("x",)) -> Program:
    """One rule a condition: r0 concludes c0, and so on."""
    rules = [ProgramRule(f"r{number}", tree, f"c{number}") for number, tree in enumerate(conditions)]
    return build_program(names, [rule.target for rule in rules], [], rules)


def over(name: str, value: float) -> Expression:
    return Compare(">", Variable(name), Constant(value))


@frozen
class Fake:
    """The C functions, with some of them replaced."""

    real: Any
    replaced: dict[str, Callable[..., Any]]

    def __getattr__(self, name: str) -> Any:
        return self.replaced.get(name) or getattr(self.real, name)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Replace C functions by others, for the duration of a test and of all that it made."""

    def replace(**functions: Callable[..., Any]) -> None:
        gc.collect()  # what other tests left behind gives its memories back to the real ones
        monkeypatch.setattr(rete, "library", Fake(C_MODULE, functions))

    yield replace
    gc.collect()  # what this test left behind never reaches the real ones, which fall over what is unfinished


def reported(*names: str) -> dict[str, Callable[..., Any]]:
    """Functions that report that these fire; the state that the real ones then left unfinished may not be deleted."""
    actions = [f'{{"{name}":{{"m":{{"sid":"s0"}}}}}}' for name in names]
    return {
        "start_action_for_state": lambda *_: ("{}", actions.pop(0)),
        "complete_and_start_action": lambda *_: actions.pop(0) if actions else None,
        "delete_state": lambda *_: None,
    }


# --- what the engine doesn't take --------------------------------------------------------------------


@installed
@pytest.mark.parametrize(
    "number", [1e-05, 1.5e-10, 5e-324, 0.1, -2.5e-07, 1e15, 123456789.123, 2**53 - 1, -(2**53) + 1]
)
def test_a_number_in_any_notation_is_compared_exactly(number: float) -> None:
    """Just above and just below are told apart, whatever the size."""
    executor = DurableExecutor(program(over("x", number), Compare("==", Variable("x"), Constant(number))))
    step = max(abs(number) * 1e-15, 5e-324) * (1 if isinstance(number, float) else 1e15 / abs(number))
    for value in (number, number + step, number - step):
        assert {"r0": value > number, "r1": value == number} == executor.run({"x": value}).statuses


@installed
@pytest.mark.parametrize("value", [2**53, 2**53 + 1, 2**64, 10**40, 1e16, 1e308, -(2**64), -1e308])
def test_a_number_beyond_what_the_engine_reads_compares_as_it_should(value: float) -> None:
    """Whole numbers wrap around inside: only codes go in, on their own side of every constant."""
    conditions = [
        Compare(op, Variable("x"), Constant(limit))
        for op in ("<", ">", "==", "!=")
        for limit in (0, 2**53 - 1, 2**53, 1e16)
    ]
    built = program(*conditions)
    assert CompiledExecutor(built).run({"x": value}).statuses == DurableExecutor(built).run({"x": value}).statuses


@installed
@pytest.mark.parametrize("text", ["20", "true", "null", "", 'a "b" \\', "{", "[1]", "é€🚲", "\n\t\x01", "x" * 5000])
def test_a_text_is_only_equal_to_itself(text: str) -> None:
    """Texts with JSON's own signs, or that look like numbers, are texts."""
    executor = DurableExecutor(
        program(Compare("==", Variable("x"), Constant(text)), Compare("!=", Variable("x"), Constant(text)))
    )
    assert executor.run({"x": text}).statuses == {"r0": True, "r1": False}
    assert executor.run({"x": text + "a"}).statuses == {"r0": False, "r1": True}


@installed
def test_a_range_on_one_fact_fires() -> None:
    """Two comparisons of one fact go in one pattern; in two patterns they never fire."""
    executor = DurableExecutor(
        program(And((Compare(">=", Variable("x"), Constant(2)), Compare("<=", Variable("x"), Constant(4)))))
    )
    assert [executor.run({"x": x}).statuses["r0"] for x in (1, 2, 4, 5, None)] == [False, True, True, False, None]


@installed
@pytest.mark.parametrize("options", [("a", "a"), ("a", "a", "b"), (1, 1.0, True), tuple("abcdefghijklmnop")])
def test_an_option_given_twice_is_one_option(options: tuple[Any, ...]) -> None:
    """The same pattern twice in many rules is matched twice by one message, which breaks the memory of the engine."""
    built = program(*(OneOf(Variable("x"), (*options, f"own {number}")) for number in range(40)))
    executor = DurableExecutor(built)
    for value in (*options, "own 7", "none"):
        assert CompiledExecutor(built).run({"x": value}) == executor.run({"x": value})


@installed
@pytest.mark.parametrize("count", [63, 64, 65, 300, 1000])
def test_many_rules_may_match_at_once(count: int) -> None:
    """64 matches of one message break the memory of the engine, so rules go in small groups."""
    names = tuple(f"f{number}" for number in range(count))
    built = program(*(over(name, 3) for name in names), names=names)
    given = {name: number % 7 for number, name in enumerate(names)}
    executor = DurableExecutor(built)
    for _ in range(3):
        assert CompiledExecutor(built).run(given) == executor.run(given)


WIDE = [f"f{number}" for number in range(200)]
LARGE: dict[str, Expression] = {
    "and": And(tuple(over(name, -1) for name in WIDE)),
    "or": Or(tuple(over(name, 3) for name in WIDE)),
    "and of ors": And(tuple(Or((over(name, -1), over(name, -2))) for name in WIDE[:40])),
    "or of ands": Or(tuple(And((over(name, -1), over(name, 9))) for name in WIDE[:40])),
    "not of and of ors": Not(And(tuple(Or((over(name, 5), over(name, 7))) for name in WIDE[:40]))),
    "twelve joints": And(tuple(Or((over(name, 3), over("f0", -1))) for name in WIDE[:11])),
    "options": OneOf(Variable("f9"), tuple(range(150))),
}


@installed
@pytest.mark.parametrize("kind", LARGE)
@pytest.mark.parametrize("value", [0, 4, None])
def test_a_large_condition_is_no_trouble(kind: str, value: float | None) -> None:
    """What is too large for a pattern is asked beside the network, with the same answer."""
    built = program(LARGE[kind], Not(LARGE[kind]), names=tuple(WIDE))
    given: dict[str, Any] = {**dict.fromkeys(WIDE, 0), "f9": value}
    assert CompiledExecutor(built).run(given) == DurableExecutor(built).run(given)


# --- one after another -----------------------------------------------------------------------------


@installed
@SOME
@given(case=cases(), data=st.data())
def test_one_executor_answers_region_after_region(case: Case, data: st.DataObject) -> None:
    """Its memory is kept, or made anew each time; either way nothing of one region is left for the next."""
    whole = CompiledExecutor(case.program())
    with patch.object(durable, "_MOST_KEPT", data.draw(st.sampled_from([4_000, 0]))):
        executor = DurableExecutor(case.program())
    for _ in range(5):
        told = {name: value for name, value in case.given.items() if data.draw(st.booleans())}
        assert whole.run(told) == executor.run(told)


@installed
def test_what_is_kept_of_the_values_that_were_seen_has_an_end() -> None:
    """Any number of values, each right, also when it comes again; after the first hundred no more is kept."""
    executor = DurableExecutor(program(over("x", 500.5)))
    for value in [*range(1000), *range(1000)]:
        assert executor.run({"x": value}).statuses == {"r0": value > 500.5}
    ((_, texts),) = executor._patterns.layers[0][0].texts
    assert len(texts) == 100


# --- many at once -----------------------------------------------------------------------------------


@installed
@pytest.mark.parametrize("most", [4_000, 0], ids=["kept", "too many to keep"])
def test_sixty_four_threads_share_one_engine(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """The answers are those of one thread, whether memories are kept or not, and with fewer of them than threads."""
    monkeypatch.setattr(durable, "_MOST_KEPT", most)
    before = sys.getswitchinterval()
    engine = Engine(KNOWLEDGE, "durable")
    told = [Region(str(n), {"trust": Given(("low", "medium", "high")[n % 3]), "budget": Given(n)}) for n in range(400)]
    expected = [engine.assess(region) for region in told]
    sys.setswitchinterval(1e-6)  # so that threads are halted in the middle of an assessment
    try:
        with ThreadPoolExecutor(64) as threads:
            assert expected == list(threads.map(engine.assess, told))
    finally:
        sys.setswitchinterval(before)


@installed
def test_an_executor_that_is_gone_takes_its_network_along(fake: Callable[..., None]) -> None:
    """Handles are limited, so each is given back."""
    deleted: list[int] = []
    fake(delete_ruleset=deleted.append)
    executor = DurableExecutor(program(over("x", 1)))
    handle, alive = executor._networks[0]._handle, weakref.ref(executor)
    del executor
    gc.collect()
    assert alive() is None
    assert [handle] == deleted


def deletions(fake: Callable[..., None]) -> list[str]:
    """The working memories that are given back from now on."""
    seen: list[str] = []

    def delete_state(handle: int, sid: str) -> Any:
        seen.append(sid)
        return C_MODULE.delete_state(handle, sid)

    fake(delete_state=delete_state)
    return seen


@installed
def test_an_assessment_leaves_nothing_in_the_memory_that_it_used(fake: Callable[..., None]) -> None:
    """What one was told is no fact for the next; the memory itself is given back with the executor."""
    deleted, sids = deletions(fake), set()
    executor = DurableExecutor(program(over("x", 1), over("y", 1), names=("x", "y")))
    for value in range(50):
        assert executor.run({"xy"[value % 2]: value}).statuses["r" + str((value + 1) % 2)] is None
        with executor._lanes.lent() as lane:
            sids |= {memory._state.sid for memory in lane._memories.values()}
        (sid,) = sids
        assert json.loads(C_MODULE.get_facts(executor._networks[0]._handle, sid)) == []
    assert deleted == []
    del executor, lane
    gc.collect()
    assert deleted == [sid]


@installed
def test_a_large_program_keeps_no_working_memory(fake: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is given back before the next one is made, and never used again."""
    monkeypatch.setattr(durable, "_MOST_KEPT", 100)
    deleted = deletions(fake)
    built = program(*(over("x", number) for number in range(100)))
    executor = DurableExecutor(built)
    for value in range(5):
        assert CompiledExecutor(built).run({"x": value}) == executor.run({"x": value})
        assert len(deleted) == len(set(deleted)) == (value + 1) * len(executor._networks)
    assert len(executor._networks) > 1


@installed
def test_a_network_with_a_broken_memory_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory can't be given back; the next assessment has a network without it, and is right."""
    executor = DurableExecutor(program(over("x", 1)))
    (before,) = executor._networks
    with monkeypatch.context() as patched:
        patched.setattr(rete, "library", Fake(C_MODULE, {"retract_fact": lambda *_: (305, 0)}))
        expected = ["durable-rules returned error code 305 on retract; there is no answer"]
        assert expected == messages(EngineError, executor.run, {"x": 2})
    assert executor._networks[0] is not before
    assert executor.run({"x": 2}).statuses == {"r0": True}


# --- what fails is an error ---------------------------------------------------------------------------


def alleged(times: int, sids: list[str]) -> Callable[..., Any]:
    """An `assert_fact` that calls the first messages repetitions."""
    real = C_MODULE.assert_fact

    def assert_fact(handle: int, message: str) -> Any:
        sids.append(message.split('"')[3])
        code, state = real(handle, message)
        return (2 if len(sids) <= times else code), state

    return assert_fact


@installed
def test_an_alleged_repetition_gets_one_more_try(fake: Callable[..., None]) -> None:
    """A collision of 32-bit hashes is met with a new `sid`, and the answer is right."""
    sids: list[str] = []
    fake(assert_fact=alleged(1, sids))
    assert DurableExecutor(program(over("x", 1))).run({"x": 2}).statuses == {"r0": True}
    assert 2 == len(sids) == len(set(sids))


@installed
def test_two_alleged_repetitions_are_an_error(fake: Callable[..., None]) -> None:
    """It isn't tried for ever."""
    sids: list[str] = []
    fake(assert_fact=alleged(2, sids))
    expected = ["durable-rules returned error code 2 on assert; there is no answer"]
    executor = DurableExecutor(program(over("x", 1)))
    assert expected == messages(EngineError, executor.run, {"x": 2})
    assert executor.run({"x": 2}).statuses == {"r0": True}


@installed
@pytest.mark.parametrize("code", [1, 3, 204, 303])
def test_an_error_code_is_an_error(fake: Callable[..., None], code: int) -> None:
    """Any code but 0 and 2; the state is left alone, as deleting it may crash."""
    deleted: list[str] = []
    fake(assert_fact=lambda *_: (code, 0), delete_state=lambda _, sid: deleted.append(sid))
    expected = [f"durable-rules returned error code {code} on assert; there is no answer"]
    assert expected == messages(EngineError, DurableExecutor(program(over("x", 1))).run, {"x": 2})
    assert deleted == []


@installed
@pytest.mark.parametrize(
    ("function", "what"),
    [("assert_fact", "assert"), ("start_action_for_state", "start"), ("complete_and_start_action", "complete")],
)
def test_an_exception_inside_is_an_error(fake: Callable[..., None], function: str, what: str) -> None:
    """Whatever the C functions raise becomes an EngineError that says what was being done."""

    def fail(*_: Any) -> Any:
        raise RuntimeError("error code: 999")

    fake(**{function: fail})
    expected = [f"durable-rules returned error code error code: 999 on {what}; there is no answer"]
    assert expected == messages(EngineError, DurableExecutor(program(over("x", 1))).run, {"x": 2})


@installed
def test_a_rule_set_that_the_engine_refuses_is_an_error(fake: Callable[..., None]) -> None:
    """At once, when the executor is made."""

    def fail(*_: Any) -> Any:
        raise RuntimeError("113")

    fake(create_ruleset=fail)
    expected = ["durable-rules returned error code 113 on ruleset; there is no answer"]
    assert expected == messages(EngineError, DurableExecutor, program(over("x", 1)))


@installed
def test_a_rule_that_both_holds_and_fails_is_an_error(fake: Callable[..., None]) -> None:
    """The engine contradicts itself: there is no answer."""
    fake(**reported("0000", "0001"))
    expected = ["durable-rules reports that rule r0 both holds and doesn't hold"]
    assert expected == messages(EngineError, DurableExecutor(program(over("x", 1))).run, {"x": 2})


@installed
@pytest.mark.parametrize("name", ["0007", "1000", "else"])
def test_a_rule_that_was_not_asked_is_an_error(fake: Callable[..., None], name: str) -> None:
    """A name from nowhere, or from another group of rules."""
    fake(**reported(name))
    expected = [f"durable-rules reports an unknown rule: {name}"]
    assert expected == messages(EngineError, DurableExecutor(program(over("x", 1))).run, {"x": 2})


def test_without_durable_rules_there_is_a_way_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """`auto` takes compiled; asking for durable says what to install."""
    monkeypatch.setattr(rete, "library", None)
    assert not rete.available()
    assert Engine(KNOWLEDGE).executor == "compiled"
    expected = [
        "durable-rules isn't installed; install regiorules[durable] (from Python 3.13 on you build it yourself: see the"
        " README), or choose --engine compiled"
    ]
    assert expected == messages(MissingExtra, Engine, KNOWLEDGE, "durable")
