"""What is drawn for each record: for which it holds, for which it is open, and on what that rests."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.advice.session import Session
from regiorules.authoring.testing.regions import regions
from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.each import judged
from regiorules.engine.engine import EXECUTORS, Engine
from regiorules.engine.states import ConclusionState, RecordState
from regiorules.errors import InputError
from regiorules.facts.entries import Given
from regiorules.facts.possible import Incomplete
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from tests.excepted import Rules
from tests.paths import DATA
from tests.reference_trees import truth

KNOWLEDGE = load_rulesets(DATA / "drawn")
VOCABULARY = KNOWLEDGE.vocabulary
ENGINES = {name: Engine(KNOWLEDGE, name) for name in EXECUTORS if name != "durable" or rete.available()}
ENGINE = ENGINES["compiled"]
every_engine = pytest.mark.parametrize("engine", list(ENGINES.values()), ids=list(ENGINES))
SOME = settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
VILLAGES = [
    {"name": "Aa", "people": 300, "shop": False, "side": "east"},
    {"name": "Bee", "people": 5000, "shop": True, "side": "west"},
    {"name": "Cee", "people": 800, "shop": None, "side": "west"},
    {"name": "Dee", "people": 2000, "shop": False, "side": None},
]


def region(**values: Any) -> Region:
    return Region("R").tell(VOCABULARY, **values)


@every_engine
def test_a_conclusion_says_for_which_records_it_holds(engine: Engine) -> None:
    """With the severity, the rules and the facts of each; those for which it is open say what they wait for."""
    found = engine.assess(region(villages=VILLAGES, bus=False))
    state = found.conclusions["empty"]
    assert (state.status, state.grade) == ("holds", "high")
    assert state.records == (
        RecordState("Aa", "holds", "medium", ("empty-when-small",), ("villages",)),
        RecordState("Bee", "holds", "high", ("empty-without-a-bus",), ("bus", "villages")),
        RecordState("Cee", "holds", "high", ("empty-without-a-bus",), ("bus", "villages")),
        RecordState("Dee", "open", "", ("empty-without-a-bus",), (), ("villages",)),
    )
    assert state.waits_for == ()
    assert state.awaited == ("villages",)
    assert found.conclusions["divided"].waits_for == ("trust",)  # stuck: for some village


@every_engine
def test_what_is_open_waits_for_what_that_record_needs(engine: Engine) -> None:
    """A fact of the region that could still settle it for one of them."""
    state = engine.assess(region(villages=VILLAGES[:2])).conclusions["empty"]
    assert [(each.name, each.status, each.waits_for) for each in state.records] == [
        ("Aa", "holds", ()),
        ("Bee", "open", ("bus",)),
    ]
    nothing = engine.assess(region(bus=True)).conclusions["empty"]
    rules = ("empty-when-small", "empty-without-a-bus")
    assert ConclusionState("open", "", rules, (), ("villages",)) == nothing
    assert engine.assess(region(villages=[])).conclusions["empty"].records == ()


@every_engine
@SOME
@given(told=regions(VOCABULARY), data=st.data())
def test_executors_and_sessions_agree(engine: Engine, told: Region, data: st.DataObject) -> None:
    """Whichever runs the rules, and in whatever order the facts are told; kept as JSON it still follows."""
    wanted = evolve(ENGINE.assess(told), executor=engine.executor)
    assert engine.assess(told) == wanted
    with Session(engine, Region(told.name)) as session:
        for name in data.draw(st.permutations(sorted(told.facts))):
            session.tell(name, told.facts[name].value)
        assert session.assessment() == wanted
    assert Assessment.from_json(wanted.to_json()).checked(KNOWLEDGE) == KNOWLEDGE


@SOME
@given(told=regions(VOCABULARY))
def test_a_record_is_judged_as_if_it_were_alone(told: Region) -> None:
    """What a conclusion is for one record, it is in a region that has no other."""
    together = ENGINE.assess(told).conclusions
    villages = told.facts.get("villages", Given(None)).value or ()
    for record in villages:
        alone = ENGINE.assess(evolve(told, facts={**told.facts, "villages": Given([record])})).conclusions
        for name in KNOWLEDGE.drawn_for:
            state = next((each for each in together[name].records if each.name == record["name"]), None)
            wanted = alone[name]
            if wanted.status == "fails":
                assert state is None
            else:
                assert state is not None
                assert (state.status, state.grade, state.rules) == (wanted.status, wanted.grade, wanted.rules)


@SOME
@given(told=regions(VOCABULARY), data=st.data())
def test_what_a_record_rests_on_and_waits_for_is_enough(told: Region, data: st.DataObject) -> None:
    """Without the other facts it still holds; whatever the other facts become, it stays open."""
    own = {"bus": st.booleans(), "trust": st.sampled_from(["low", "high"])}
    for name in KNOWLEDGE.drawn_for:
        for number, state in enumerate(ENGINE.assess(told).conclusions[name].records):
            if state.status == "holds":
                facts = {each: value for each, value in told.facts.items() if each in state.rests_on}
                facts["villages"] = told.facts["villages"]
            else:
                unknown = [each for each in own if told.facts.get(each, Given(None)).value is None]
                others = {each: Given(data.draw(own[each])) for each in unknown if each not in state.waits_for}
                facts = {**told.facts, **others}
                assert state.waits_for
            after = ENGINE.assess(evolve(told, facts=facts)).conclusions[name].records
            assert state.status in [each.status for each in after if each.name == state.name], (number, name)


@SOME
@given(case=cases())
def test_the_records_are_those_of_the_plain_reference(case: Case) -> None:
    """Of random rules about one record: for which of the records some rule is true, or may still be."""
    program = case.program()
    outcome, plain = CompiledExecutor(program).run(case.given), Rules(case.rules, case.excepted, truth)
    for target in sorted({rule.target for rule in case.rules if rule.each} - case.given.keys()):
        rules = [rule for rule in program.rules.values() if rule.target == target]
        records = rules[0].each
        found = {
            at: (holds, names)
            for at, holds, names in judged({r.id: r.about_one for r in rules}, records, outcome.values)
        }
        for at, record in enumerate(outcome.values.get(records, ())):
            truths = {rule.id: plain.holds_of(rule, outcome.values, record) for rule in rules}
            wanted = True if True in truths.values() else None if None in truths.values() else False
            named = tuple(name for name, truth in truths.items() if truth is wanted)
            assert found.get(at) == (None if wanted is False else (wanted, named))
        if records in outcome.values:
            held = [holds for holds, _ in found.values()]
            open_ = any(outcome.statuses[rule.id] is None for rule in rules)
            held += [None] if isinstance(outcome.values[records], Incomplete) and open_ else []
            assert outcome.values.get(target) is (True if True in held else None if None in held else False)


FOUND = ENGINE.assess(region(villages=VILLAGES, bus=False))
EDITED = [
    (("records", 0, "status"), "open", "conclusions.empty.records[1]"),
    (("records", 3, "grade"), "high", "conclusions.empty.records[4]"),
    (("records", 0, "rules"), [], "conclusions.empty.records[1]"),
    (("records", 0, "rules"), ["no-such"], "conclusions.empty.records[1].rules"),
    (("records", 0, "rests_on"), ["buss"], "conclusions.empty.records[1]"),
    (("records", 0, "grade"), "high", "conclusions.empty.records[1].grade"),
    (("records", 0, "name"), "Zee", "conclusions.empty.records"),
    (("records", 0, "rules"), ["empty-without-a-bus"], "conclusions.empty.records"),
    (("records",), [], "conclusions.empty.records"),
    (("rules",), ["empty-when-small"], "conclusions.empty"),
]


@pytest.mark.parametrize(("path", "value", "where"), EDITED)
def test_records_that_do_not_follow_are_refused(path: tuple[Any, ...], value: Any, where: str) -> None:
    """A stored assessment in which a record was changed, by itself or against its rules."""
    data = FOUND.to_data()
    part: Any = data["conclusions"]["empty"]
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    if path[-1] == "status":
        part |= {"grade": "", "rests_on": [], "waits_for": ["bus"], "rules": []}
    with pytest.raises(InputError) as caught:
        Assessment.from_data(data).checked(KNOWLEDGE)
    assert caught.value.say("en").startswith(f"{where}: this is no valid assessment: ")


def test_a_conclusion_that_fails_has_no_records() -> None:
    """Nor is a record open where the whole holds for none and isn't."""
    data = ENGINE.assess(region(villages=VILLAGES, bus=True, trust="high")).to_data()
    assert data["conclusions"]["stuck"]["status"] == "fails"
    data["conclusions"]["stuck"]["records"] = FOUND.to_data()["conclusions"]["stuck"]["records"]
    with pytest.raises(InputError, match=r"^conclusions\.stuck\.records\[1\]: "):
        Assessment.from_data(data)


def test_an_assessment_from_before_there_were_records_is_read() -> None:
    """What was kept then has no such part."""
    data = FOUND.to_data()
    for each in data["conclusions"].values():
        del each["records"]
    read = Assessment.from_data(data)
    assert read == evolve(
        FOUND, conclusions={name: evolve(each, records=()) for name, each in FOUND.conclusions.items()}
    )
