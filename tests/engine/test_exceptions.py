"""Rules with exceptions, for the whole and for one record: what they come to, and what that waits for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.advice.session import Session
from regiorules.authoring.testing.regions import regions
from regiorules.authoring.testing.scenarios import case_regions, load_scenarios
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import EXECUTORS, Engine
from regiorules.engine.judgement import Judge
from regiorules.engine.states import STATUS, RuleState
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from tests.mutants import equivalent, mutants
from tests.paths import DATA

KNOWLEDGE = load_rulesets(DATA / "excepted", DATA / "excepted_region")
ENGINES = {name: Engine(KNOWLEDGE, name) for name in EXECUTORS if name != "durable" or rete.available()}
ENGINE = ENGINES["compiled"]
every_engine = pytest.mark.parametrize("engine", list(ENGINES.values()), ids=list(ENGINES))
SOME = settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
BEFORE, AFTER = date(2023, 12, 31), date(2024, 1, 1)


def state(rule: str, on: date = BEFORE, region: str = "Zeeland", **values: Any) -> RuleState:
    """What a rule comes to in a region with these facts."""
    return ENGINE.assess(Region(region).tell(KNOWLEDGE.vocabulary, **values), on).rules[rule]


def test_a_general_rule_is_open_while_its_exception_is() -> None:
    """And waits for what settles that; where it fails by itself it waits for nothing."""
    assert state("talk-with-little-trust", trust="low") == RuleState("open", (), ("agreed", "mediator", "quarrel"))
    assert state("talk-with-little-trust", trust="low", mediator=False).waits_for == ("agreed", "quarrel")
    assert state("talk-with-little-trust", trust="low", mediator=False, agreed=True).waits_for == ("quarrel",)
    assert state("talk-with-little-trust", trust="high") == RuleState("fails", ("trust",))
    assert state("talk-with-little-trust", mediator=True) == RuleState("fails", ("mediator",))
    found = state("talk-with-little-trust", trust="low", mediator=False, agreed=False)
    assert found == RuleState("holds", ("agreed", "mediator", "trust"))


def test_a_rule_that_is_overridden_overrides_nothing() -> None:
    """What it went before holds again; of the facts those count by which that is so."""
    facts = {"trust": "low", "mediator": False, "agreed": True}
    assert state("talk-with-little-trust", **facts, quarrel=False) == RuleState("fails", ("agreed", "quarrel"))
    assert state("talk-with-little-trust", **facts, quarrel=True) == RuleState(
        "holds", ("mediator", "quarrel", "trust")
    )
    assert state("act-by-agreement", agreed=True, quarrel=True) == RuleState("fails", ("quarrel",))


def test_only_a_rule_that_counts_goes_before_another() -> None:
    """In its region, from its day on."""
    facts = {"trust": "low", "mediator": False, "agreed": False}
    statuses = {
        (region, on): state("talk-with-little-trust", on, region, **facts).status
        for region in ("Zeeland", "Flevoland")
        for on in (BEFORE, AFTER)
    }
    assert [where for where, status in statuses.items() if status == "fails"] == [("Zeeland", AFTER)]
    assert set(statuses.values()) == {"holds", "fails"}


def test_an_exception_is_about_the_same_record() -> None:
    """One village with a shop is none to another without; what isn't known of one is open for that one."""
    villages = [
        {"name": "Aa", "people": 400, "shop": True},
        {"name": "Bee", "people": 400, "shop": False},
        {"name": "Cee", "people": 400},
        {"name": "Dee", "people": 200, "shop": True},
        {"name": "Eel", "people": 600, "shop": True},
    ]
    told = Region("R").tell(KNOWLEDGE.vocabulary, villages=villages)
    records = ENGINE.assess(told, BEFORE).conclusions["empty"].records
    assert [(each.name, each.status) for each in records] == [("Bee", "holds"), ("Cee", "open"), ("Dee", "holds")]


@every_engine
@SOME
@given(told=regions(KNOWLEDGE.vocabulary), here=st.booleans(), on=st.sampled_from([BEFORE, AFTER]), data=st.data())
def test_executors_and_sessions_agree(engine: Engine, told: Region, here: bool, on: date, data: st.DataObject) -> None:
    """Whichever runs the rules, and in whatever order the facts are told; kept as JSON it still follows."""
    told = evolve(told, name="Zeeland" if here else "Flevoland")
    wanted = evolve(ENGINE.assess(told, on), executor=engine.executor)
    assert engine.assess(told, on) == wanted
    with Session(engine, Region(told.name), on=on) as session:
        for name in data.draw(st.permutations(sorted(told.facts))):
            session.tell(name, told.facts[name].value)
        assert session.assessment() == wanted
    assert Assessment.from_json(wanted.to_json()).checked(KNOWLEDGE).rules == KNOWLEDGE.at(told.name, on).rules


def test_the_cases_find_every_mistake_in_the_rules() -> None:
    """An exception dropped, turned round or made of another part is found by some case of its rule."""
    plain = Engine(load_rulesets(DATA / "excepted"), "compiled")
    vocabulary, rules = plain.knowledge.vocabulary, plain.knowledge.rules
    run = plain.prepare(Region("")).executor.run
    cases = load_scenarios(DATA / "excepted").cases.items()
    for name, case in [(name, case) for name, case in cases if not rules[name].each]:  # of lists there are too many
        told = [(status, run(plain.given(region)).values) for status, region in case_regions(case, vocabulary)]
        missed = [
            wrong
            for wrong in mutants(rules[name].when, plain.knowledge)
            if all(STATUS[Judge(wrong).value(values)] == status for status, values in told)
        ]
        assert [each for each in missed if not equivalent(each, rules[name].when, plain.knowledge)] == [], name
