"""How rules settle a fact of any kind, on every executor and in a live session; and what such a fact rests on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.advice.session import Session
from regiorules.authoring.testing.regions import regions
from regiorules.authoring.testing.scenarios import check_suite, load_scenarios
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import EXECUTORS, Engine
from regiorules.engine.settling import (
    CONFLICT,
    Settle,
    matter,
    settle_calculated,
    settle_range,
    settle_set,
    settle_silent,
    settle_value,
    way,
)
from regiorules.engine.states import Conflict
from regiorules.errors import InputError
from regiorules.facts.possible import Held, Some, Span
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from tests.commands import flat, run
from tests.mini import messages
from tests.paths import DATA

DERIVED = DATA / "derived"
KNOWLEDGE = load_rulesets(DERIVED)
VOCABULARY = KNOWLEDGE.vocabulary
ENGINES = {name: Engine(KNOWLEDGE, name) for name in EXECUTORS if name != "durable" or rete.available()}
every_engine = pytest.mark.parametrize("engine", list(ENGINES.values()), ids=list(ENGINES))
SOME = settings(max_examples=60, deadline=None, database=None)
TRUTHS = st.sampled_from([True, False, None])
SETS = st.frozensets(st.sampled_from("abc"), min_size=1)


def region(**values: Any) -> Region:
    return Region("R").tell(VOCABULARY, **values)


@every_engine
def test_a_fact_of_every_kind_is_set(engine: Engine) -> None:
    """A number in its own notation, a text in its own spelling, the options of a set, yes, no and silence."""
    found = engine.assess(region(inhabitants=15_000, agreed=False, trusted=True))
    wanted = {"grant": 250_000, "contact": "'t Loket", "topics_shared": ("work", "care"), "bond": "loose"}
    assert {name: found.value(name) for name in wanted} == wanted
    assert (found.value("quiet"), found.facts["quiet"].origin) == (False, "derived")  # no rule says no
    assert (found.value("eligible"), found.facts["eligible"].origin) == (None, "unknown")  # one does, and fails
    large = engine.assess(region(inhabitants=250_000, agreed=False))
    assert (large.value("eligible"), large.facts["eligible"].rests_on) == (False, ("inhabitants",))


@every_engine
def test_a_set_is_known_once_nothing_can_be_added(engine: Engine) -> None:
    """An open rule that only adds what is in it already, keeps nothing open; what is left out has its reasons too."""
    nothing = engine.assess(region(agreed=True)).facts["topics_shared"]
    assert (nothing.value, nothing.waits_for) == ({"includes": ("work",)}, ("trusted",))
    state = engine.assess(region(agreed=False, trusted=True)).facts["topics_shared"]
    assert (state.value, state.rules) == (("work", "care"), ("work-and-care-are-shared",))
    assert state.rests_on == ("agreed", "trusted")  # youth would need both
    assert engine.assess(region(agreed=False)).value("topics_shared") == {"excludes": ("youth",)}
    assert engine.assess(region(agreed=False, trusted=False)).value("topics_shared") == ()


@every_engine
def test_rules_that_differ_leave_it_unknown(engine: Engine) -> None:
    """Two numbers at once, yes and no at once: both are told, in order; what is given goes before it."""
    told = region(inhabitants=15_000, agreed=True)
    found = engine.assess(told)
    assert found.value("grant") is None
    rules = ("grant-when-agreed", "grant-when-small")
    assert found.conflicts == (Conflict("grant", (1250.5, 250_000), rules),)
    both = engine.assess(region(inhabitants=150_000, agreed=True))
    assert both.conflicts == (Conflict("eligible", (False, True), ("eligible-when-agreed", "not-eligible-when-large")),)
    assert both.value("eligible") is None


@every_engine
@SOME
@given(told=regions(VOCABULARY), data=st.data())
def test_a_session_finds_the_same(engine: Engine, told: Region, data: st.DataObject) -> None:
    """Facts told one by one, in any order, give what they give together; kept as JSON it still follows."""
    wanted = engine.assess(told)
    with Session(engine, Region(told.name)) as session:
        for name in data.draw(st.permutations(sorted(told.facts))):
            session.tell(name, told.facts[name].value)
        assert session.assessment() == wanted
    assert Assessment.from_json(wanted.to_json()).checked(KNOWLEDGE) == KNOWLEDGE


FOUND = ENGINES["compiled"].assess(region(inhabitants=15_000, agreed=False, trusted=True))
EDITED = [
    ("quiet", True),
    ("eligible", False),
    ("grant", 250_001),
    ("topics_shared", ["work"]),
    ("topics_shared", ["work", "care", "youth"]),
]


@pytest.mark.parametrize(("name", "value"), EDITED)
def test_a_value_that_the_rules_do_not_give_is_refused(name: str, value: Any) -> None:
    """Of a fact of any kind; nothing rests on most of them."""
    data = json.loads(FOUND.to_json())
    data["facts"][name] |= {"value": value, "origin": "derived"}
    data["facts"][name]["waits_for"] = []
    [line] = messages(InputError, Assessment.from_data(data).checked, KNOWLEDGE)
    assert line.startswith(f"facts.{name}.value: this is no valid assessment: this doesn't follow from the facts")


def test_a_conflict_in_a_set_and_the_rules_of_another_fact_are_refused() -> None:
    """Options are added, so that two rules never differ; and what a fact rests on are its own rules."""
    data = FOUND.to_data()
    rules = ["work-and-care-are-shared", "bonds-4"]
    data["conflicts"] = [{"fact": "topics_shared", "values": [["work"], ["care"]], "rules": rules[:1], "given": True}]
    assert messages(InputError, Assessment.from_data(data).checked, KNOWLEDGE)[0].startswith("conflicts[1].values")
    data = FOUND.to_data()
    data["facts"]["topics_shared"]["rules"] = rules
    assert messages(InputError, Assessment.from_data(data).checked, KNOWLEDGE)[0].startswith(
        "facts.topics_shared.rules"
    )


@every_engine
def test_scenarios_expect_values_as_people_write_them(engine: Engine) -> None:
    """`250.000`, `werk; zorg`, `'t loket`: each is compared as a value of its fact, in stories and in cases."""
    suite = load_scenarios(DERIVED)
    assert [each for each in check_suite(suite, engine) if not each.passed] == []
    wrong = evolve(suite.scenarios[1], values={"grant": "260.000", "topics_shared": "werk", "contact": "nergens"})
    checks = list(check_suite(evolve(suite, scenarios=(wrong,), cases={}), engine))
    assert [(each.subject, each.expected, each.seen) for each in checks if not each.passed] == [
        ("grant", "260000", "250000"),
        ("topics_shared", "work", "work, care"),
        ("contact", "nergens", "'t Loket"),
    ]


def test_it_is_shown_as_it_is_written(tmp_path: Path) -> None:
    """`rules` writes a value as a file has it; the explanation of a set has the rules that could have added more."""
    code, out, _ = run("rules", "--ruleset", DERIVED, "--lang", "en")
    assert code == 0
    for line in ("→ eligible: no", "→ grant: 1250.5", "→ contact: 't Loket", "→ topics_shared: work, care", "→ quiet"):
        assert f"{line}\n" in out
    file = tmp_path / "r.yaml"
    file.write_text("region: R\nfacts: {inhabitants: 15000, agreed: nee, trusted: ja}\n")
    code, out, _ = run("explain", file, "topics_shared", "--ruleset", DERIVED, "--lang", "en")
    assert code == 0
    assert "✓ rule work-and-care-are-shared" in flat(out)
    assert "✗ rule bonds-2-topics-shared" in flat(out)


@given(st.lists(st.tuples(TRUTHS, SETS)))
def test_a_set_is_settled_option_by_option(said: list[tuple[bool | None, frozenset[str]]]) -> None:
    """In where a rule that holds adds it, out where none can, open else."""
    by_option = {each: settle_silent([(status, True) for status, options in said if each in options]) for each in "abc"}
    yes, may = ({each for each, truth in by_option.items() if truth is wanted} for wanted in (True, None))
    assert settle_set(said) == (Held(frozenset(yes), frozenset(may)) if may else yes)


@given(st.data(), st.sampled_from([st.just(True), st.booleans(), st.integers(0, 2), SETS]))
def test_what_matters_is_enough(data: st.DataObject, kind: st.SearchStrategy[Any]) -> None:
    """A value stands by the rules that matter alone; what is open waits for those that matter, and no other."""
    said = data.draw(st.lists(st.tuples(TRUTHS, kind), min_size=1))
    settle = way([value for _, value in said], yes_no=isinstance(said[0][1], bool))
    value = settle(said)
    if value is CONFLICT:
        return
    chosen = matter(settle, said, value)
    assert isinstance(value, Held) or all((said[at][0] is None) is (value is None) for at in chosen)
    if value is not None:
        others = [(status if at in chosen else None, each) for at, (status, each) in enumerate(said)]
        assert settle(others) == value
    else:
        closed = [(False if at in chosen else status, each) for at, (status, each) in enumerate(said)]
        assert settle(closed) is not None or settle is settle_value


@pytest.mark.parametrize(
    ("settle", "said", "value", "places"),
    [
        (settle_calculated, [(True, None), (None, 3), (False, 4)], None, [0]),  # what it works out is asked for
        (settle_calculated, [(True, 3), (True, Span(1, 5)), (None, 4)], 3, [0, 1]),
        (settle_calculated, [(None, 3), (False, 4)], None, [0]),
        (settle_range, [(None, 1), (None, 2), (False, 3)], Some(frozenset({1, 2})), [0, 1, 2]),
        (settle_range, [(None, 1), (True, 2), (False, 3)], 2, [1]),
        (settle_value, [(False, 1), (False, 2)], None, []),
    ],
)
def test_which_rules_matter(settle: Settle, said: list[tuple[bool | None, Any]], value: Any, places: list[int]) -> None:
    """By one that holds it has its value; what is left of several is by those that are out as well."""
    assert settle(said) == value
    assert matter(settle, said, value) == places
