"""The smallest changes to what is wanted, against every change there is; and of the examples, assessed anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings

pytest.importorskip("z3", reason="the extra proofs isn't installed")

import regiorules
from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine.compiled import CompiledExecutor
from regiorules.facts.vocabulary import Fact
from regiorules.proofs.changes import EFFORT, Changing, Goal
from tests.executors import EXAMPLES
from tests.paths import REGIONS
from tests.proofs.few import facts_of, is_given, whole, worlds

FEW = settings(
    max_examples=max(30, EXAMPLES // 6), deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
KNOWLEDGE = regiorules.load()
ENGINE = regiorules.Engine(KNOWLEDGE)


def effort(facts: Mapping[str, Fact], before: Mapping[str, Any], after: Mapping[str, Any]) -> int | None:
    """What it takes to go from some facts to others; None where that can't be done."""
    total = 0
    for name in before.keys() | after.keys():
        was, now = before.get(name), after.get(name)
        influence = facts[name].influence
        if was == now:
            continue
        if now is None or influence is None:
            return None
        if was is None or facts[name].type in ("yes_no", "choice"):
            steps = 1
        else:
            steps = abs(now - was) if facts[name].type == "level" else len(was ^ now)
        total += steps * EFFORT[influence]
    return total


@FEW
@given(case=cases(layers=3))
def test_the_ways_are_all_that_take_least(case: Case) -> None:
    program = case.program()
    efforts = ("low", "medium", None, "high")
    facts = {
        name: evolve(each, influence=efforts[at % 4] if is_given(name) else None)
        for at, (name, each) in enumerate(sorted(facts_of(case).items()))
    }
    known = {name: value for name, value in case.given.items() if is_given(name)}
    found = worlds(case, unknown=True)
    assume(found is not None and whole(known))
    assert found is not None
    run = CompiledExecutor(program).run
    reachable = [(effort(facts, known, world), world, run(world)) for world in found]
    for name in (name for name, each in case.names.items() if not is_given(name) and each.kind == "yes_no"):
        for goal in (Goal(name), Goal(name, avoid=True)):
            reached = [
                (takes, world)
                for takes, world, outcome in reachable
                if takes is not None and outcome.values.get(name) is (not goal.avoid)
            ]
            said = Changing(facts, program, known).ways([goal], 1000)
            least = min((takes for takes, _ in reached), default=None)
            if least is None:
                assert said.says in ("none", "unsettled") or said.answered
                assume(said.says != "unsettled")
            elif least == 0:
                assert said.says == "reached"
            else:
                assert not said.answered
                ways = [
                    {**known, **{each.fact: facts[each.fact].encode(each.after) for each in way.changes}}
                    for way in said.ways
                ]
                expected = [
                    {n: v for n, v in world.items() if v is not None} for takes, world in reached if takes == least
                ]
                assert all(each in expected for each in ways)
                assert all(each in ways for each in expected)
                assert {way.effort for way in said.ways} == {least}


@pytest.mark.parametrize("path", sorted(REGIONS.glob("*.yaml")), ids=lambda path: path.stem)
def test_of_every_example_each_way_is_assessed_anew(path: Any) -> None:
    """Risks that hold are avoided, and every position is reached, or it is proved that they can't be."""
    region = regiorules.read_region(path, KNOWLEDGE.vocabulary)
    prepared, assessment = ENGINE.prepare(region), ENGINE.assess(region)
    changing = Changing(KNOWLEDGE.vocabulary.facts, prepared.program, ENGINE.given(region))
    risks = [n for n, each in assessment.conclusions.items() if KNOWLEDGE.conclusions[n].kind == "risk"]
    for name in (name for name in risks if assessment.holds(name)):
        for way in changing.ways([Goal(name, avoid=True)]).ways:
            told = region.tell(KNOWLEDGE.vocabulary, **{each.fact: each.after for each in way.changes})
            assert ENGINE.assess(told).conclusions[name].status == "fails"
    for position in KNOWLEDGE.positions.values():
        fact = KNOWLEDGE.vocabulary.facts[position.name]
        for option in fact.option_ids:
            found = changing.ways([Goal(fact.id, fact.encode(option))])
            assert found.says != "unsettled"
            for way in found.ways:
                told = region.tell(KNOWLEDGE.vocabulary, **{each.fact: each.after for each in way.changes})
                assert ENGINE.assess(told).value(fact.id) == option


def test_what_is_better_isnt_made_worse() -> None:
    """A coalition that is fragile isn't given up to be rid of the risk that it ends."""
    region = regiorules.read_region(REGIONS / "flevoland.yaml", KNOWLEDGE.vocabulary)
    changing = Changing(KNOWLEDGE.vocabulary.facts, ENGINE.prepare(region).program, ENGINE.given(region))
    [way] = changing.ways([Goal("continuity_lost", avoid=True)]).ways
    assert {each.fact: each.after for each in way.changes}["coalition"] == "solid"


def test_what_a_region_cant_change_is_proved_out_of_reach_or_left_to_an_answer() -> None:
    region = regiorules.region_of({"region": "X", "facts": {"local_network_importance": "high"}}, KNOWLEDGE.vocabulary)
    changing = Changing(KNOWLEDGE.vocabulary.facts, ENGINE.prepare(region).program, ENGINE.given(region))
    assert changing.ways([Goal("local_network_importance", 0)]).says == "none"
    answered = changing.ways([Goal("sme_role", 0)])
    assert (answered.says, answered.answered) == ("found", True)
    assert [each.fact for each in answered.ways[0].changes] == ["sme_role"]


def test_what_is_open_and_out_of_reach_is_proved_to_be_so() -> None:
    """A conclusion that no fact leads to that can be influenced, and of which nothing is known but a list."""
    region = regiorules.region_of({"region": "X", "facts": {}}, KNOWLEDGE.vocabulary)
    changing = Changing(KNOWLEDGE.vocabulary.facts, ENGINE.prepare(region).program, ENGINE.given(region))
    assert changing.ways([Goal("large_cities", 3)]).says == "none"


def test_no_more_ways_than_asked_for() -> None:
    region = regiorules.region_of({"region": "X", "facts": {}}, KNOWLEDGE.vocabulary)
    changing = Changing(KNOWLEDGE.vocabulary.facts, ENGINE.prepare(region).program, ENGINE.given(region))
    fact = KNOWLEDGE.vocabulary.facts["position_networks"]
    goal = Goal(fact.id, fact.encode("both_loose"))
    every = changing.ways([goal], 100)
    assert len(every.ways) > 1
    assert not every.more
    first = changing.ways([goal], 1)
    assert (len(first.ways), first.more) == (1, True)
