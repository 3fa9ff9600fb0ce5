"""The assessment: what it says of the mini rule set, that it is JSON, and that no order matters."""

from __future__ import annotations

import json
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.advice.session import Session
from regiorules.authoring.testing.regions import regions
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import EXECUTORS, Engine
from regiorules.engine.states import ConclusionState, Conflict, FactState, RuleState
from regiorules.errors import InputError, UnknownName
from regiorules.facts.entries import Given
from regiorules.facts.partial import says_partly
from regiorules.facts.region import Region, Source
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.mini import KNOWLEDGE, VOCABULARY, codes, messages

ENGINES = {name: Engine(KNOWLEDGE, name) for name in EXECUTORS if name != "durable" or rete.available()}
every_engine = pytest.mark.parametrize("engine", list(ENGINES.values()), ids=list(ENGINES))
CORE = load_rulesets(ruleset_folder("core"))
CORE_ENGINES = {name: Engine(CORE, name) for name in ENGINES}
SOME = settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def region(**values: Any) -> Region:
    return Region("R").tell(VOCABULARY, **values)


def cities(*populations: int | None) -> list[dict[str, Any]]:
    return [{"name": f"Stad {number}", "population": people} for number, people in enumerate(populations)]


@every_engine
def test_a_conclusion_says_what_it_rests_on(engine: Engine) -> None:
    """The rule that holds, its severity, and the given facts behind it."""
    found = engine.assess(region(trust="low", strategy_agreed=False))
    assert (
        ConclusionState("holds", "high", ("strained-little-trust",), ("strategy_agreed", "trust"))
        == found.conclusions["strained"]
    )
    assert (
        ConclusionState("holds", "", ("talk-under-strain",), ("strategy_agreed", "trust")) == found.conclusions["talk"]
    )
    assert RuleState("holds", ("strategy_agreed", "trust")) == found.rules["strained-little-trust"]
    assert found.holds("talk")
    assert not found.holds("city_first")


@every_engine
def test_an_open_conclusion_says_what_it_waits_for(engine: Engine) -> None:
    """Only facts that could still settle it: what one part already settles is left out."""
    found = engine.assess(region(trust="high", budget=5))
    assert (
        ConclusionState("open", "", ("strained-much-budget",), (), ("centre_municipality",))
        == found.conclusions["strained"]
    )
    assert RuleState("open", (), ("centre_municipality",)) == found.rules["strained-much-budget"]
    assert RuleState("fails", ("trust",)) == found.rules["strained-little-trust"]


@every_engine
def test_a_conclusion_fails_when_no_rule_can_hold(engine: Engine) -> None:
    """All its rules are named, and the facts that rule them out."""
    found = engine.assess(region(trust="high", budget=5, centre_municipality="Urk"))
    rules = ("strained-little-trust", "strained-much-budget")
    assert (
        ConclusionState("fails", "", rules, ("budget", "centre_municipality", "trust")) == found.conclusions["strained"]
    )


@every_engine
def test_the_highest_severity_counts(engine: Engine) -> None:
    """Without a rule that says more, a risk has its own."""
    assert engine.assess(region(budget=11)).conclusions["strained"].grade == "medium"
    both = engine.assess(region(budget=11, trust="low", strategy_agreed=False)).conclusions["strained"]
    assert (both.grade, both.rules) == ("high", ("strained-little-trust", "strained-much-budget"))


@every_engine
def test_figures_are_derived_from_records(engine: Engine) -> None:
    """With what they rest on; an incomplete record leaves only what needs it open."""
    found = engine.assess(region(municipalities=cities(90_000, 10_000)))
    assert FactState(1, "derived", rests_on=("municipalities",)) == found.facts["large_cities"]
    assert FactState(0.9, "derived", rests_on=("municipalities",)) == found.facts["largest_share"]
    assert (
        FactState("one_centre", "derived", rules=("one-centre-by-share",), rests_on=("municipalities",))
        == found.facts["shape"]
    )
    assert (found.conclusions["city_first"].status, found.conclusions["city_first"].grade) == ("holds", "strong")
    holes = engine.assess(region(municipalities=cities(90_000, None)))
    between = {"at_least": 1, "at_most": 2}
    assert (
        FactState(between, "derived", rests_on=("municipalities",), waits_for=("municipalities",))
        == holes.facts["large_cities"]
    )


@every_engine
def test_an_assumption_changes_what_follows(engine: Engine) -> None:
    """The changed value stands in the assessment, the others with their own."""
    told = region(municipalities=cities(90_000, 10_000))
    found = engine.assess(told.set({"large_city": "100000"}, VOCABULARY))
    assert found.parameters == {"fair_share": 0.5, "large_city": 100_000}
    assert (found.value("large_cities"), found.conclusions["city_first"].status) == (0, "fails")
    assert engine.assess(told).value("large_cities") == 1


@every_engine
def test_rules_that_differ_are_a_conflict(engine: Engine) -> None:
    """The fact stays unknown, what reads it open, and the conflict names values and rules."""
    found = engine.assess(region(municipalities=cities(90_000, 10_000), domains=["work", "care"], effort="high"))
    assert (
        Conflict("shape", ("one_centre", "spread"), ("one-centre-by-share", "spread-by-domains")),
    ) == found.conflicts
    assert None is found.value("shape")
    assert found.conclusions["city_first"].status == "open"


@every_engine
def test_rules_that_agree_are_no_conflict(engine: Engine) -> None:
    """Two rules may give the same value."""
    found = engine.assess(region(municipalities=cities(50_000, 50_000), domains=["work", "care"], effort="high"))
    assert (found.conflicts, found.value("shape")) == ((), "spread")
    assert found.facts["shape"].rules == ("spread-by-domains", "spread-by-share")


@every_engine
def test_nothing_known_leaves_everything_open(engine: Engine) -> None:
    """Unknown is never false: without facts no rule holds or fails."""
    found = engine.assess(Region("R"))
    assert {"open"} == {state.status for state in found.rules.values()}
    assert {"open"} == {state.status for state in found.conclusions.values()}
    assert {(None, "unknown")} == {(state.value, state.origin) for state in found.facts.values()}


def test_a_given_fact_keeps_its_source_and_note() -> None:
    """What the region file says about a fact goes through unchanged; an explicit unknown is unknown."""
    told = Region(
        "R",
        {"trust": Given("low", ("a",), {"nl": "x", "en": "y"}), "budget": Given(None, ("a",))},
        {"a": Source("Rapport", "https://example.org", "2015")},
        "2016",
    )
    found = ENGINES["compiled"].assess(told)
    assert FactState("low", "given", ("a",), {"nl": "x", "en": "y"}) == found.facts["trust"]
    assert (found.facts["budget"].origin, found.facts["budget"].sources) == ("unknown", ("a",))
    assert ("R", "2016", told.sources) == (found.region, found.date, found.sources)
    assert [("mini", "1.2.3", KNOWLEDGE.rulesets[0].digest)] == [(r.id, r.version, r.digest) for r in found.rulesets]


def test_an_unknown_executor_is_refused() -> None:
    """With the nearest name."""
    assert messages(UnknownName, Engine, KNOWLEDGE, "durabel") == [
        "durabel isn't an executor (but: auto, durable, compiled); did you mean durable?"
    ]


def test_auto_takes_what_the_work_asks_for() -> None:
    """And the assessment says which: compiled for a whole one, a live network for facts one by one."""
    engine = Engine(KNOWLEDGE)
    assert engine.assess(Region("R")).executor == "compiled"
    with Session(engine, Region("R")) as session:
        expected = "durable" if rete.available() else "compiled"
        assert session.assessment().executor == session.tell("trust", "low").executor == expected


@SOME
@given(told=regions(VOCABULARY))
def test_json_in_json_out_gives_the_same_bytes(told: Region) -> None:
    """An assessment survives JSON, as a value and as text."""
    found = ENGINES["compiled"].assess(told)
    text = found.to_json()
    assert found == Assessment.from_json(text)
    assert text == Assessment.from_json(text).to_json()
    assert found == Assessment.from_data({**json.loads(text), "advice": {"anything": 1}})
    partly = any(says_partly(each.value) for each in found.facts.values())
    assert next(iter(json.loads(text).values())) == f"regiorules-assessment/{2 if partly else 1}"


def without_executor(found: Assessment) -> str:
    return evolve(found, executor="").to_json()


@pytest.mark.parametrize("core", [False, True], ids=["mini", "core"])
@pytest.mark.parametrize("complete", [False, True], ids=["partial", "complete"])
def test_executors_and_orders_give_the_same_bytes(core: bool, complete: bool) -> None:
    """The executor's name is all that differs; the order in which facts are given is nothing at all."""
    knowledge, engines = (CORE, CORE_ENGINES) if core else (KNOWLEDGE, ENGINES)
    seen = []

    @SOME
    @given(told=regions(knowledge.vocabulary, complete=complete), data=st.data())
    def check(told: Region, data: st.DataObject) -> None:
        expected = without_executor(engines["compiled"].assess(told))
        shuffled = evolve(told, facts=dict(data.draw(st.permutations(list(told.facts.items())))))
        seen.append(expected)
        for engine in engines.values():
            assert expected == without_executor(engine.assess(shuffled))

    check()
    assert len(set(seen)) > 20


@SOME
@given(told=regions(CORE.vocabulary, complete=True))
def test_core_settles_a_complete_region_without_rules_in_conflict(told: Region) -> None:
    """Rules that give values to one fact exclude each other; only a given value may differ from a rule's."""
    found = CORE_ENGINES["compiled"].assess(told)
    assert tuple(conflict for conflict in found.conflicts if not conflict.given) == ()
    assert [name for name, state in found.conclusions.items() if state.status == "open"] == []


@SOME
@given(told=regions(CORE.vocabulary), data=st.data())
def test_core_only_settles_what_was_open(told: Region, data: st.DataObject) -> None:
    """One more fact turns no conclusion that holds or fails, unless a conflict is reported."""
    engine = CORE_ENGINES["compiled"]
    before = engine.assess(told)
    open_facts = [name for name, fact in CORE.vocabulary.facts.items() if fact.asked and before.value(name) is None]
    if not open_facts:
        return
    complete = data.draw(regions(CORE.vocabulary, complete=True))
    name = data.draw(st.sampled_from(open_facts))
    after = engine.assess(evolve(told, facts={**told.facts, name: complete.facts[name]}))
    if before.conflicts or after.conflicts:
        return
    settled = {key: state.status for key, state in before.conclusions.items() if state.status != "open"}
    assert settled == {key: after.conclusions[key].status for key in settled}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nul",
        "[]",
        "{}",
        '{"format": "regiorules-assessment/2"}',
        '{"format": "regiorules-assessment/1"}',
        "[" * 100_000,
    ],
)
def test_what_is_no_assessment_is_refused(text: str) -> None:
    """One problem, whatever is wrong with it."""
    assert codes(InputError, Assessment.from_json, text) == ["stored_json"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"region": None}, "region"),
        ({"extra": 1}, "extra"),
        ({"rules": {"r": {"status": "maybe"}}}, "status"),
        ({"facts": []}, "facts"),
    ],
)
def test_an_assessment_with_a_wrong_part_is_refused(change: dict[str, Any], reason: str) -> None:
    """Unknown keys, wrong statuses and wrong shapes aren't taken for something else."""
    data = {**ENGINES["compiled"].assess(Region("R")).to_data(), **change}
    assert codes(InputError, Assessment.from_data, data) == ["stored_json"]
