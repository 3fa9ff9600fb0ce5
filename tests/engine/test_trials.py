"""What one more fact would settle, without running everything again."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.advice import questions
from regiorules.advice.questions import rank_questions
from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.engine import Engine
from regiorules.engine.program import Derivation, ProgramRule, build_program
from regiorules.engine.trials import Trials
from regiorules.facts.possible import Held, Span, is_partly
from regiorules.facts.region import Region
from regiorules.rules.expressions import And, Compare, Constant, Expression, Variable
from tests.engine import large
from tests.mini import KNOWLEDGE


@settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(case=cases(), data=st.data())
def test_a_trial_is_a_run_with_one_fact_more(case: Case, data: st.DataObject) -> None:
    """For random programs and facts: the same names change to the same values, and nothing stays behind."""
    program = case.program()
    executor = CompiledExecutor(program)
    known = {name: value for name, value in case.given.items() if value is not None}
    held_back = data.draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    start = {name: value for name, value in known.items() if name not in held_back}
    trials = Trials(program, start)
    before = executor.run(start).values
    for name in [*sorted(held_back), *sorted(held_back)]:
        after = executor.run({**start, name: known[name]}).values
        changed = {each for each in {*before, *after} if before.get(each) != after.get(each)}
        found = {each: value for each, value in trials.settled(name, known[name]).items() if before.get(each) != value}
        assert found == {each: after.get(each) for each in changed}


def partly(value: Any) -> st.SearchStrategy[Any]:
    """What may be partly known (inner form) of a fact with this value."""
    if isinstance(value, bool):
        return st.none()
    if isinstance(value, int | float):
        steps = st.tuples(st.integers(0, 2), st.integers(1, 2))
        return steps.map(lambda found: Span(value - found[0], value + found[1]))
    if isinstance(value, frozenset):
        return st.just(Held(frozenset(), value)) if value else st.none()
    return st.none()


@settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(case=cases(), data=st.data())
def test_a_trial_of_what_is_partly_known_is_a_run_with_it_known(case: Case, data: st.DataObject) -> None:
    """The same where something is known of a fact, that may be derived too."""
    program = case.program()
    executor = CompiledExecutor(program)
    known = {name: value for name, value in case.given.items() if value is not None}
    start = {name: value if data.draw(st.booleans()) else data.draw(partly(value)) for name, value in known.items()}
    trials = Trials(program, start)
    before = executor.run(start).values
    for name in (name for name, value in start.items() if is_partly(value)):
        after = executor.run({**start, name: known[name]}).values
        changed = {each for each in {*before, *after} if before.get(each) != after.get(each)}
        found = {each: value for each, value in trials.settled(name, known[name]).items() if before.get(each) != value}
        assert found == {each: after.get(each) for each in changed}


def test_what_is_assumed_goes_no_further_than_it_is_asked_and_leaves_nothing_behind() -> None:
    """Of what is derived only the names that are asked for follow; after that all is as before, and follows again."""
    derivations = [
        Derivation("a", Variable("n")),
        Derivation("b", Variable("n")),
        Derivation("c", Variable("b")),
        Derivation("d", Variable("c")),
    ]
    trials = Trials(build_program(["n"], [], derivations, []), {})
    with trials.assuming("b", 5, {"c"}):
        assert trials.values == {"b": 5, "c": 5}
        assert trials.settled("n", 3) == {"n": 3, "a": 3}
    assert trials.values == {}
    with trials.assuming("n", 4, {"b", "c"}):
        assert trials.values == {"n": 4, "b": 4, "c": 4}
    assert trials.settled("n", 3) == {"n": 3, "a": 3, "b": 3, "c": 3, "d": 3}


def both(name: str, other: str) -> Expression:
    return And((Compare("==", Variable(name), Constant(True)), Variable(other)))


def cost(count: int) -> int:
    """Of trying every fact of a program in which each rule has a fact of its own, or shares one with the next."""
    rules = [ProgramRule(f"r{each}", both(f"f{each}", f"f{each + 1}"), f"c{each}") for each in range(count)]
    trials = Trials(build_program([], [rule.target for rule in rules], [], rules), {})
    for number in range(count):
        trials.settled(f"f{number}", False)
    return trials.cost


def test_what_is_tried_grows_with_the_rules_alone() -> None:
    """Ten times as many rules and facts cost ten times as much, not a hundred times."""
    assert cost(1000) < 11 * cost(100)


def test_a_chain_costs_its_length() -> None:
    """One fact at the root of a chain looks at every rule once."""
    program = large.program("chain", 500)
    trials = Trials(program, {})
    assert len(trials.settled("f0", 1)) == 501
    assert trials.cost < 5 * 500


def test_what_is_tried_has_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes to the questions on which most waits; the others come after, in the order of what waits for them."""
    assessment = Engine(KNOWLEDGE, "compiled").assess(Region("X"))
    every = rank_questions(assessment, KNOWLEDGE)
    monkeypatch.setattr(questions, "_MOST_TRIED", 20)
    found: dict[str, Any] = {each.fact: each for each in rank_questions(assessment, evolve(KNOWLEDGE))}
    assert found.keys() == {each.fact for each in every}
    tried = {name for name, each in found.items() if each.answers}
    assert 0 < len(tried) < len({each.fact for each in every if each.answers})
    least = min(found[name].weight for name in tried)
    assert all(each.weight <= least for each in every if each.answers and each.fact not in tried)
    rest = [each.weight for name, each in found.items() if name not in tried]
    assert rest == sorted(rest, reverse=True)
