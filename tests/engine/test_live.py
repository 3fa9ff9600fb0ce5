"""The live network: facts told and taken back in any order give what whole evaluation gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine import rete
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.live import Disputed, LiveNetwork, WorkingMemory
from regiorules.engine.program import Derivation, Program, ProgramRule, build_program
from regiorules.facts.possible import Some, is_partly, narrowed
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
from tests.executors import copies, installed

SOME = settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))


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

    def contradicted(self, name: str) -> bool:
        """True for a fact that is given otherwise than follows from the others."""
        others = {each: value for each, value in self.known.items() if each != name}
        follows, given = self.whole.run(others).values.get(name), self.known[name]
        return follows is not None and (narrowed(follows, given) == follows != given if is_partly(follows) else True)

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
            assert expected.conflicts or any(map(self.contradicted, self.known))
            self.memory.close()
            self.memory = None
            self.counts["disputed"] += 1
            return
        found = self.memory.outcome()
        assert expected.conflicts == frozenset()
        assert found.statuses == dict(expected.statuses)
        assert {name: (isinstance(value, bool), value) for name, value in found.values.items()} == {
            name: (isinstance(value, bool), value) for name, value in expected.values.items()
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
def test_what_is_given_in_part_and_follows_too() -> None:
    """In whatever order they are told both count together; where they contradict each other only the whole tells."""
    rules = [
        ProgramRule("low", Compare("<", Variable("x"), Constant(1)), "level", 0),
        ProgramRule("high", Compare(">=", Variable("x"), Constant(1)), "level", 1),
    ]
    program = build_program(["x", "level"], [], [], rules, {"level": (0, 1, 2)})
    for told in ({"level": Some(frozenset({1, 2})), "x": 5}, {"x": 5, "level": Some(frozenset({1, 2}))}):
        live = Live(program)
        live.tell(told)
        assert live.memory is not None
        assert live.memory.outcome().values["level"] == 1
        live = Live(program)
        live.tell(told | {"level": Some(frozenset({0, 2}))})
        assert (live.memory, live.counts["disputed"]) == (None, 1)


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


@installed
def test_what_can_settle_nothing_more_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact goes into the network only where a rule that reads it is still open; what follows is the same."""
    told: list[str] = []
    real = rete.Memory.assert_fact

    def counted(memory: rete.Memory, body: str) -> set[str]:
        told.append(body)
        return real(memory, body)

    monkeypatch.setattr(rete.Memory, "assert_fact", counted)
    live = Live(program([And((over("x", 1), over("y", 1))), over("y", 3)], ["x", "y", "z"]))
    counts = []
    for facts in ({"x": 0}, {"y": 5}, {"z": 1}):
        told.clear()
        live.tell(facts)
        counts.append(len(told))
    assert counts == [1, 1, 0]
    assert live.memory is not None
    assert live.memory.open == set()
