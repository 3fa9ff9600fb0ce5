"""Every plan for the examples, replayed by each executor: each step may be taken, and the goals are met."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.advice.advise import make_advice
from regiorules.advice.plans import BRIEFLY, plan
from regiorules.engine.engine import Engine
from regiorules.engine.judgement import Judge
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, read_region, region_of
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge
from tests.executors import each_executor
from tests.paths import REGIONS, ROOT

CORE = load_rulesets(ruleset_folder("core"))
OTHER = load_rulesets(ROOT / "examples" / "domains" / "jeugdzorg")
EXAMPLES = [(CORE, path) for path in sorted(REGIONS.glob("*.yaml"))]
EXAMPLES += [(OTHER, path) for path in sorted((ROOT / "examples" / "domains").glob("*.yaml"))]
ENGINES = {(id(known), name): Engine(known, name) for known in (CORE, OTHER) for name in ("compiled",)}


def engine_of(knowledge: Knowledge, executor: str) -> Engine:
    """The engine, made once."""
    key = (id(knowledge), executor)
    if key not in ENGINES:
        ENGINES[key] = Engine(knowledge, executor)
    return ENGINES[key]


def known(engine: Engine, region: Region) -> Mapping[str, Any]:
    """All that is known of a region, in inner form."""
    return engine.prepare(region).executor.run(engine.given(region)).values


def followed(region: Region, knowledge: Knowledge, advice: str) -> Region:
    """The region once that recommendation has been followed."""
    effects = knowledge.conclusions[advice].effects
    return evolve(region, facts={**region.facts, **{name: Given(value) for name, value in effects.items()}})


@each_executor
@pytest.mark.parametrize(("knowledge", "path"), EXAMPLES, ids=[path.stem for _, path in EXAMPLES])
def test_a_plan_leads_to_the_goals_by_either_executor(executor: str, knowledge: Knowledge, path: Path) -> None:
    """What a step presupposes holds when it is taken, its advice isn't contradicted, and it changes something."""
    engine = engine_of(knowledge, executor)
    region = read_region(path, knowledge.vocabulary)
    found = plan(engine.assess(region), knowledge, states=BRIEFLY).plan
    assert found is not None
    assert {each.reach for each in found.goals} <= {"there", "planned"}
    for step in found.steps:
        values = known(engine, region)
        assert Judge(knowledge.moves[step.id].tree, engine.prepare(region).parameters).value(values) is True
        assert values.get(step.id) is not False
        after = followed(region, knowledge, step.id)
        assert after.facts != region.facts
        old, new = (engine.assess(each) for each in (region, after))
        risks = {name for name, each in knowledge.conclusions.items() if each.kind == "risk"}
        assert {line.id for line in step.gone} == {each for each in risks if old.holds(each) and not new.holds(each)}
        assert {line.id for line in step.new} == {each for each in risks if new.holds(each) and not old.holds(each)}
        region = after
    places = {each.rank: each for each in found.steps}
    assert all(places[rank].end <= each.start for each in found.steps for rank in each.after)
    for goal in knowledge.goals.values():
        assert Judge(goal.tree, engine.prepare(region).parameters).value(known(engine, region)) is True
    assert {line.id for line in found.left} == set(risks_of(engine, region))


@settings(max_examples=10, deadline=None, database=None)
@given(path=st.sampled_from(sorted(REGIONS.glob("*.yaml"))), data=st.data())
def test_an_advice_has_the_plan_of_its_own_region(path: Path, data: st.DataObject) -> None:
    """Also where a region with nearly the same facts was advised before, and its plan is kept."""
    engine = engine_of(CORE, "compiled")
    region = read_region(path, CORE.vocabulary)
    without = data.draw(st.sampled_from(sorted(region.facts)))
    other = evolve(region, facts={name: each for name, each in region.facts.items() if name != without})
    for each in (region, other, region):
        assessment = engine.assess(each)
        assert make_advice(assessment, CORE).plan == plan(assessment, CORE, states=BRIEFLY).plan


def risks_of(engine: Engine, region: Region) -> list[str]:
    """The risks that hold."""
    found = engine.assess(region)
    return [name for name, each in engine.knowledge.conclusions.items() if each.kind == "risk" and found.holds(name)]


def test_a_region_of_which_nothing_is_known_has_every_step_and_each_may_lapse() -> None:
    """Nothing counts as done; and nothing is said to be needed for certain."""
    found = plan(engine_of(CORE, "compiled").assess(region_of({"region": "X"}, CORE.vocabulary)), CORE).plan
    assert found is not None
    assert len(found.steps) == 15
    assert not any(step.certain for step in found.steps)
    assert all(step.unless for step in found.steps)
    assert [each.standing for each in found.goals] == ["", ""]


def test_who_is_there_has_no_steps() -> None:
    """Both networks are connected, and the alliances in order."""
    facts = {"local_networks": "connected", "regional_network": "connected", "systematisation": "harmonised"}
    region = region_of({"region": "X", "facts": facts}, CORE.vocabulary)
    found = plan(engine_of(CORE, "compiled").assess(region), CORE, "en").plan
    assert found is not None
    assert [each.reach for each in found.goals] == ["there", "there"]
    assert found.steps == ()
    assert found.goals[0].standing == "local and regional both connected"
