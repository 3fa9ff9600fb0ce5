"""Kept assessments in which something is partly known: read back the same, or refused; and those from before that."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import regiorules
from regiorules.authoring.schemas import schema
from regiorules.authoring.testing.regions import regions
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.engine.fits import fits
from regiorules.errors import InputError
from regiorules.facts.region import region_of
from regiorules.rules.load import load_rulesets
from tests.blurred import blurring
from tests.mini import KNOWLEDGE, VOCABULARY, copied, messages
from tests.paths import DATA

jsonschema = pytest.importorskip("jsonschema")
ENGINE = Engine(KNOWLEDGE, "compiled")
SOME = settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
CHECK = jsonschema.Draft202012Validator(schema("assessment"))
FACTS = {
    "trust": "hoogstens gemiddeld",
    "domains": "werk in elk geval, zorg niet",
    "budget": "5 tot 8",
    "strategy_agreed": False,
    "centre_municipality": "Dorp of Stad",
    "municipalities": [
        {"name": "Dorp", "population": "1000 tot 2000"},
        {"name": "Stad", "population": 80_000, "role": "member"},
        "en andere",
    ],
}


def assessed(**facts: Any) -> Assessment:
    return ENGINE.assess(region_of({"region": "R", "facts": facts}, VOCABULARY))


ASKED = (
    "  contact:\n    type: text\n    asked: no\n",
    "  contact:\n    type: text\n    question: {nl: Wie is het aanspreekpunt?, en: Who is the contact?}\n",
)
FOUND = assessed(**FACTS)


def used(found: Assessment) -> Any:
    """All that is made of an assessment that is kept."""
    return (
        regiorules.make_advice(found, KNOWLEDGE),
        regiorules.explain(found, KNOWLEDGE, "strained"),
        regiorules.rank_questions(found, KNOWLEDGE),
        regiorules.compare([found, found], KNOWLEDGE),
        regiorules.what_changes(found, found, KNOWLEDGE, {}),
    )


def refused(data: Any) -> str:
    """The one line with which data are refused, read or used."""
    (line,) = messages(InputError, lambda: used(Assessment.from_data(data)))
    return line


def changed(change: Callable[[dict[str, Any]], Any], found: Assessment = FOUND) -> dict[str, Any]:
    """The data of an assessment with something in them changed."""
    data = copy.deepcopy(json.loads(found.to_json()))
    change(data)
    return data


# --- the form ----------------------------------------------------------------------------------------


def test_the_form_says_whether_something_is_partly_known() -> None:
    """A bound, a list with gaps, a field of a record: the second form.  All that is whole or unknown: the first."""
    for facts in (
        FACTS,
        {"trust": "minstens gemiddeld"},
        {"municipalities": [{"name": "A", "population": "minstens 5"}]},
    ):
        assert assessed(**facts).to_data()["format"] == "regiorules-assessment/2"
    for whole in ({}, {"trust": "low"}, {"municipalities": [{"name": "A", "population": 5}]}, {"domains": []}):
        assert assessed(**whole).to_data()["format"] == "regiorules-assessment/1"


def test_a_form_that_does_not_go_with_the_facts_is_refused() -> None:
    """The second where nothing is partly known, the first where something is, and any other."""
    line = refused(changed(lambda data: data.update(format="regiorules-assessment/2"), assessed(trust="low")))
    assert line.startswith("format: ")
    line = refused(changed(lambda data: data.update(format="regiorules-assessment/1")))
    assert line.startswith("facts.budget.value: ")
    line = refused(changed(lambda data: data.update(format="regiorules-assessment/3")))
    assert "regiorules-assessment/1, regiorules-assessment/2" in line


@SOME
@given(data=st.data())
def test_it_is_read_back_the_same(data: st.DataObject) -> None:
    """As a value and as bytes, also after use; and it follows the schema."""
    found = ENGINE.assess(data.draw(blurring(data.draw(regions(VOCABULARY)), VOCABULARY)))
    kept = Assessment.from_json(found.to_json())
    assert used(kept) == used(found)
    assert kept == found
    assert hash(kept) == hash(found)
    assert kept.to_json() == found.to_json()
    assert CHECK.is_valid(json.loads(found.to_json()))


@pytest.mark.parametrize("kinds", [["agreement"], ["agreement"] * 3])
def test_what_was_given_in_part_and_follows_too_is_read_back(kinds: list[str]) -> None:
    """A tradition of which something is known, beside a history that tells more, or as much."""
    core = regiorules.load("core")
    facts = {"cooperation_tradition": "minstens enige", "cooperation_history": [{"kind": each} for each in kinds]}
    found = Engine(core, "compiled").assess(region_of({"region": "R", "facts": facts}, core.vocabulary))
    assert found.facts["cooperation_tradition"].rests_on == ("cooperation_history", "cooperation_tradition")
    kept = Assessment.from_json(found.to_json())
    assert regiorules.make_advice(kept, core) == regiorules.make_advice(found, core)


def test_a_text_that_was_given_in_part_may_follow(tmp_path: Path) -> None:
    """Then it is what the rules say, also where it is kept: not the two that it might have been."""
    shutil.copytree(DATA / "derived", tmp_path / "derived")
    path = tmp_path / "derived" / "ruleset.yaml"
    path.write_text(path.read_text("utf-8").replace(*ASKED), "utf-8")
    knowledge = load_rulesets(tmp_path / "derived")
    told = {"region": "R", "facts": {"contact": "het Steunpunt of de Raad", "inhabitants": 150_000}}
    found = Engine(knowledge, "compiled").assess(region_of(told, knowledge.vocabulary))
    assert (found.value("contact"), found.facts["contact"].origin) == ("de Raad", "derived")
    kept = Assessment.from_json(found.to_json())
    assert regiorules.make_advice(kept, knowledge) == regiorules.make_advice(found, knowledge)


# --- damage ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("trust", {"at_most": "mediocre"}),
        ("trust", {"at_most": "high"}),  # the highest: no bound
        ("trust", {"at_least": "low"}),
        ("trust", {"at_least": "high", "at_most": "low"}),
        ("trust", {"at_least": "medium", "at_most": "medium"}),
        ("trust", {"one_of": ["low", "medium"]}),  # levels in a row have bounds
        ("trust", {"one_of": ["low"]}),
        ("trust", {"one_of": []}),
        ("trust", {"one_of": "low"}),
        ("trust", {"at_most": ["medium"]}),
        ("trust", {"at_most": None}),
        ("trust", {}),
        ("centre_municipality", {}),
        ("centre_municipality", {"at_least": "Dorp"}),
        ("trust", {"most": "medium"}),
        ("trust", {"includes": ["medium"]}),
        ("strategy_agreed", {"one_of": [True]}),
        ("domains", {"includes": ["work"], "excludes": ["work"]}),
        ("domains", {"includes": ["sport"]}),
        ("domains", {"includes": "work"}),
        ("domains", {"includes": ["work"], "excludes": ["care", "youth"]}),  # all of it is known
        ("domains", {"excludes": ["youth", "care"]}),  # not in their order
        ("budget", {"at_least": "5"}),
        ("budget", {"at_least": True}),
        ("budget", {"at_least": 8, "at_most": 5}),
        ("budget", {"at_least": 5, "more_than": 4}),
        ("budget", {"at_least": -3, "at_most": 5}),
        ("budget", {"at_least": 5, "at_most": 5}),
        ("centre_municipality", {"one_of": ["Dorp"]}),
        ("centre_municipality", {"one_of": [3, 4]}),
        ("municipalities", {"records": []}),
        ("municipalities", {"records": [], "complete": True}),
        ("municipalities", {"records": [{"name": "Dorp"}], "complete": True}),
        ("municipalities", {"records": {"name": "Dorp"}, "complete": False}),
        ("municipalities", {"records": [{"name": {"one_of": ["Dorp"]}}], "complete": False}),
        ("municipalities", {"records": [{"name": "Dorp", "population": {"at_most": 0}}], "complete": False}),
        (
            "municipalities",
            {"records": [{"name": "D", "population": {"at_least": 5, "at_most": 4}}], "complete": False},
        ),
        ("large_cities", {"at_least": 0}),
    ],
)
def test_what_a_fact_can_not_be_in_part_is_refused(fact: str, value: Any) -> None:
    """A key, an option or a number that it can't have, or the same said in another form."""
    line = refused(changed(lambda data: data["facts"][fact].update(value=value)))
    assert line.startswith(f"facts.{fact}.value: ")


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda data: data["facts"]["large_cities"].update(value={"at_least": 2}), "facts.large_cities.value"),
        (lambda data: data["facts"]["large_cities"].update(value=None, origin="unknown", rests_on=[]), "facts.large"),
        (lambda data: data["facts"]["large_cities"].update(waits_for=[]), "facts.large_cities.waits_for"),
        (lambda data: data["facts"]["large_cities"].update(rests_on=[]), "facts.large_cities.rests_on"),
        (lambda data: data["facts"]["trust"].update(value={"at_least": "medium"}), "rules."),
        (lambda data: data["rules"]["strained-much-budget"].update(status="open"), "rules.strained-much-budget"),
    ],
)
def test_what_does_not_follow_is_refused(change: Callable[[dict[str, Any]], Any], where: str) -> None:
    """A bound that the facts don't give, what is behind it, and a rule that they decide."""
    assert refused(changed(change)).startswith(where)


def test_a_list_that_is_not_complete_may_have_less_records_than_there_must_be() -> None:
    """The others may be among those that aren't known."""
    fact = evolve(VOCABULARY.facts["municipalities"], minimum=2)
    known = ({"name": "Dorp"},)
    assert fits(fact, {"records": known, "complete": False})
    assert not fits(fact, known)


# --- from before ----------------------------------------------------------------------------------------


def from_before(found: Assessment) -> dict[str, Any]:
    """An assessment as it was made before there were bounds: what lacks in a list left its figures unknown."""
    data = copy.deepcopy(json.loads(found.to_json()))
    for state in data["facts"].values():
        if isinstance(state["value"], dict):
            state.update(value=None, origin="unknown", rests_on=[])
    data["format"] = "regiorules-assessment/1"
    return data


GAP = [{"name": "Dorp", "population": None}, {"name": "Stad", "population": 80_000}]


def test_what_was_kept_before_there_were_bounds_is_read_and_used() -> None:
    """It says less than these facts tell now, which makes it no less right; it stays as it was kept."""
    data = from_before(assessed(municipalities=GAP, trust="low"))
    assert data["facts"]["large_cities"]["value"] is None
    kept = Assessment.from_data(data)
    advice, explanation, *_ = used(kept)
    assert json.loads(kept.to_json()) == data
    assert "onbekend" in [line.value for each in advice.positions for line in each.axes]
    assert explanation.status == "open"
    assert regiorules.explain(kept, KNOWLEDGE, "large_cities").proof.status == "unknown"


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda data: data["facts"]["trust"].update(value="high"), "rules."),
        (lambda data: data["facts"]["large_cities"].update(value=2, origin="derived"), "facts.large_cities"),
        (
            lambda data: data["facts"]["large_cities"].update(value=3, origin="derived", waits_for=[]),
            "facts.large_cities.value",
        ),
        (lambda data: data["rules"]["talk-under-strain"].update(status="fails", waits_for=[]), "conclusions.talk"),
        (lambda data: data["conclusions"]["strained"].update(status="holds", waits_for=[]), "conclusions.strained"),
        (lambda data: data["facts"]["municipalities"]["value"][0].update(population=4), "facts.large_cities.value"),
    ],
)
def test_what_was_edited_in_it_is_refused(change: Callable[[dict[str, Any]], Any], where: str) -> None:
    """That it may say less is no leave for it to say something else."""
    data = from_before(assessed(municipalities=GAP, trust="low"))
    change(data)
    assert refused(data).startswith(where)


SHARED = load_rulesets(DATA / "derived")


def test_a_set_was_unknown_then_while_a_rule_for_it_was_open() -> None:
    """Now it is known what isn't in it; a value that no rule gives is refused as ever."""
    told = region_of({"region": "R", "facts": {"agreed": False}}, SHARED.vocabulary)
    found = Engine(SHARED, "compiled").assess(told)
    assert found.value("topics_shared") == {"excludes": ("youth",)}
    data = from_before(found)
    assert Assessment.from_data(data).checked(SHARED) == SHARED
    data["facts"]["topics_shared"].update(value=["work"], origin="derived", rests_on=["agreed"], waits_for=[])
    (line,) = messages(InputError, Assessment.from_data(data).checked, SHARED)
    assert line.startswith("facts.topics_shared.value: ")


COUNTED = """\
rules:
  counted:
    when: count(municipalities, population > 50000) > 0
    then: city_first
    because: {nl: x, en: x}
    statements: [S01]
    basis: source
"""


def test_a_rule_about_a_list_with_a_gap_was_open_then(tmp_path: Path) -> None:
    """Now that it holds whatever lacks, it may be open; that it fails is refused."""
    folder = copied(tmp_path)
    (folder / "z.yaml").write_text(COUNTED, encoding="utf-8")
    rules = load_rulesets(folder)
    told = region_of({"region": "R", "facts": {"municipalities": GAP}}, rules.vocabulary)
    found = Engine(rules, "compiled").assess(told)
    assert found.rules["counted"].status == "holds"
    data = from_before(found)
    data["rules"]["counted"].update(status="open", rests_on=[], waits_for=["municipalities"])
    data["conclusions"]["city_first"].update(status="open", rests_on=[], waits_for=["municipalities"])
    data["conclusions"]["city_first"]["rules"].insert(0, "city-first-one-centre")
    assert Assessment.from_data(data).checked(rules) == rules
    data["rules"]["counted"].update(status="fails", rests_on=["municipalities"], waits_for=[])
    data["conclusions"]["city_first"]["rules"].remove("counted")
    (line,) = messages(InputError, Assessment.from_data(data).checked, rules)
    assert line.startswith("rules.counted.status: ")
