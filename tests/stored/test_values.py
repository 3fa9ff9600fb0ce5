"""Every value that can be kept: to data and JSON and back, refused where it is wrong, as its schema says."""

from __future__ import annotations

import json
import math
import sys
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import regiorules
from regiorules.authoring.schemas import schema
from regiorules.authoring.schemas.written import WRITTEN
from regiorules.authoring.testing.regions import regions
from regiorules.engine.engine import Engine
from regiorules.errors import InputError
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.stored import Stored, to_json
from regiorules.stored.reading import MAX_NESTED, Wrong, structure
from regiorules.text import Language, visible_json
from tests.mini import MINI
from tests.paths import DATA, REGIONS, ROOT
from tests.spots import edits

LANGUAGES = get_args(Language)
RULE_SETS = {
    "mini": MINI,
    "tables": DATA / "tables",
    "core": ruleset_folder("core"),
    "jeugdzorg": ROOT / "examples" / "domains" / "jeugdzorg",
}
KINDS: dict[str, type[Stored]] = {
    name: kind for name, kind in WRITTEN.items() if isinstance(kind, type) and issubclass(kind, Stored)
}
SOME = settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
FORM = {"unknown_key", "missing_key", "not_one_of", "stored_kind"}  # what a schema can know
DUTCH = {
    "advice": "advies",
    "explanation": "uitleg",
    "changes": "lijst van veranderingen",
    "comparison": "vergelijking",
    "history": "geschiedenis",
}
EXAMPLES = sorted(REGIONS.glob("*.yaml"))


@cache
def engine(name: str) -> Engine:
    return Engine(load_rulesets(RULE_SETS[name]), "compiled")


@cache
def check(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name))


def values(machine: Engine, region: Region, other: Region, language: Language, named: str) -> dict[str, Stored]:
    """One value of each kind; what is named is explained."""
    knowledge = machine.knowledge
    found, changed = machine.assess(region), machine.assess(other)
    told = {name: each.value for name, each in other.facts.items()}
    return {
        "assessment": found,
        "advice": regiorules.make_advice(found, knowledge, language),
        "explanation": regiorules.explain(found, knowledge, named, language),
        "changes": regiorules.what_changes(found, changed, knowledge, told, language),
        "comparison": regiorules.compare([found, changed], knowledge, language),
        "history": regiorules.history(region, machine, language),
        "plan": regiorules.plan(found, knowledge, language, states=100),
    }


@cache
def example() -> dict[str, Stored]:
    """One value of each kind, of a real region."""
    machine = engine("core")
    region = regiorules.read_region(REGIONS / "rivierenland-2019.yaml", machine.knowledge.vocabulary)
    changed = region.set({"regional_network": "connected"}, machine.knowledge.vocabulary)
    firm = regiorules.robustness(machine, region, "en", names=["broad_get_moving"])
    return {**values(machine, region, changed, "en", "via_subregional"), "robust": firm}


@pytest.mark.parametrize("name", RULE_SETS)
@SOME
@given(data=st.data())
def test_a_round_trip_gives_an_equal_value(name: str, data: st.DataObject) -> None:
    """Of any region, by any of these rule sets, in either language; its data are what the schema says."""
    machine = engine(name)
    knowledge = machine.knowledge
    region, other = data.draw(regions(knowledge.vocabulary)), data.draw(regions(knowledge.vocabulary))
    named = data.draw(st.sampled_from([*knowledge.conclusions, *knowledge.vocabulary.facts]))
    language = data.draw(st.sampled_from(LANGUAGES))
    for kind, value in values(machine, region, other, language, named).items():
        again = KINDS[kind].from_data(json.loads(json.dumps(value.to_data())))
        assert again == value
        assert hash(again) == hash(value)
        assert KINDS[kind].from_json(value.to_json()).to_json() == value.to_json()
        assert check(kind).is_valid(value.to_data())
    if "centre_municipality" in region.facts:  # which must be one of them, where they are known
        region = region.retract("municipalities")
    assert Region.from_data(json.loads(json.dumps(region.to_data())), knowledge.vocabulary) == region
    assert Region.from_json(region.to_json(), knowledge.vocabulary) == region


def test_every_value_is_tried() -> None:
    """No kind is left out, and each says its own format first."""
    assert set(example()) == set(KINDS)
    for name, value in example().items():
        data = value.to_data() if name != "advice" else value.to_data()["advice"]
        assert next(iter(data)) == "format"
        assert data["format"] == f"regiorules-{name}/1"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_written_of_every_example_follows_its_schema(path: Path) -> None:
    """The advice in both languages, every explanation, the changes, the comparison, the questions, the region."""
    machine = engine("core")
    knowledge = machine.knowledge
    region = regiorules.read_region(path, knowledge.vocabulary)
    other = regiorules.read_region(EXAMPLES[0], knowledge.vocabulary)
    found = machine.assess(region)
    for name in (*knowledge.conclusions, *knowledge.vocabulary.facts):
        explanation = regiorules.explain(found, knowledge, name, "nl")
        assert check("explanation").is_valid(explanation.to_data())
        assert regiorules.Explanation.from_data(explanation.to_data()) == explanation
    for language in LANGUAGES:
        made = values(machine, region, other, language, "via_subregional")
        for name, value in made.items():
            assert [each.message for each in check(name).iter_errors(value.to_data())] == []
            assert KINDS[name].from_data(value.to_data()) == value
        advice = made["advice"]
        assert isinstance(advice, regiorules.Advice)
        assert check("questions").is_valid(json.loads(to_json(advice.questions)))
    assert check("region").is_valid(region.to_data())


@cache
def small() -> dict[str, Any]:
    """The data of a value of each kind, by the tiny rule set: with a risk, a question, a change and a difference."""
    machine = engine("mini")
    region = Region("R").tell(machine.knowledge.vocabulary, trust="low", domains=["work"])
    made = values(machine, region, region.retract("trust"), "en", "strained")
    made["robust"] = regiorules.robustness(machine, region, "en")
    return {name: each.to_data() for name, each in made.items()}


def form(kind: str, data: Any) -> str:
    """What is wrong with data, as a code; "" for nothing."""
    try:
        KINDS[kind]._read(data)
    except Wrong as refused:
        return refused.problem.code
    return ""


def is_in(part: Any, whole: Any) -> bool:
    """True where all that is in data comes out again, beside what older data lack."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(name in whole and is_in(each, whole[name]) for name, each in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        return len(part) == len(whole) and all(map(is_in, part, whole))
    return bool(part == whole)


@settings(SOME, max_examples=300)
@given(st.sampled_from(list(KINDS)).flatmap(lambda kind: st.tuples(st.just(kind), edits([small()[kind]]))))
def test_what_is_read_is_what_the_schema_accepts(edited: tuple[str, Any]) -> None:
    """One edit: what is read comes out as it went in; what is refused for its form, the schema refuses too."""
    kind, data = edited
    wrong, accepted = form(kind, data), check(kind).is_valid(data)
    assert accepted or wrong
    assert not accepted or wrong not in FORM
    if not wrong:
        assert is_in(data, KINDS[kind].from_data(data).to_data())


@pytest.mark.parametrize(
    ("kind", "path", "value", "where"),
    [
        ("advice", "advice/risks/0/title", 3, "advice.risks[1].title"),
        ("advice", "advice/risks/0/severity_label", ..., "advice.risks[1]"),
        ("advice", "advice/recommendations/0/rank", 1.5, "advice.recommendations[1].rank"),
        ("advice", "advice/recommendations/0/rank", True, "advice.recommendations[1].rank"),
        ("advice", "advice/language", "fr", "advice.language"),
        ("advice", "advice/positions/0/axes/0/coordinate", "0.5", "advice.positions[1].axes[1].coordinate"),
        ("advice", "advice/format", "regiorules-advice/2", "advice.format"),
        ("advice", "advice/more", 1, "advice"),
        ("advice", "advice", ..., ""),
        ("advice", "advice", None, "advice"),
        ("advice", "facts/sme_role/origin", "guessed", "facts.sme_role.origin"),
        ("advice", "format", "regiorules-assessment/2", "format"),
        ("explanation", "proof/steps/0/kind", "guess", "proof.steps[1].kind"),
        ("explanation", "waits_for", {}, "waits_for"),
        ("changes", "assignments/0/title", None, "assignments[1].title"),
        ("comparison", "rows/0/differs", 1, "rows[1].differs"),
        ("comparison", "rows/0/cells/1/value", "\ud800", "rows[1].cells[2].value"),
        ("comparison", "format", ..., "format"),
    ],
)
def test_one_wrong_part_is_one_error_that_says_where(kind: str, path: str, value: Any, where: str) -> None:
    """In both languages, with the path of the part and what the whole should be."""
    data: Any = example()[kind].to_data()
    *trail, last = path.split("/")
    part = data
    for key in trail:
        part = part[int(key)] if isinstance(part, list) else part[key]
    if value is ...:
        del part[last]
    else:
        part[int(last) if isinstance(part, list) else last] = value
    with pytest.raises(InputError) as caught:
        KINDS[kind].from_data(data)
    [problem] = caught.value.problems
    assert (problem.code, problem.path) == ("stored_json", where)
    assert f"dit is niet te lezen als {DUTCH[kind]}: " in problem.say("nl")
    assert "this is no valid " in problem.say("en")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("data", [None, 3, "x", [], {}, {"format": 1}, {1: 2}])
def test_what_is_no_value_at_all_is_refused(kind: str, data: Any) -> None:
    """Whatever else it is."""
    with pytest.raises(InputError):
        KINDS[kind].from_data(data)
    with pytest.raises(InputError):
        KINDS[kind].from_json(json.dumps(data))


def test_no_depth_is_too_much() -> None:
    """Steps in steps without end are one error, also where Python itself could go no deeper."""
    data = example()["explanation"].to_data()
    for depth in (MAX_NESTED + 1, sys.getrecursionlimit() * 5):
        step: Any = {**data["proof"], "steps": []}
        for _ in range(depth):
            step = {**step, "steps": [step]}
        with pytest.raises(InputError, match="dieper") as caught:
            regiorules.Explanation.from_data({**data, "proof": step})
        assert caught.value.problems[0].path.startswith("proof.steps[1].steps[1]")


def test_two_is_a_whole_number_however_it_is_written() -> None:
    """JSON knows one kind of number."""
    data = example()["advice"].to_data()
    data["advice"]["recommendations"][0]["rank"] = 1.0
    read = regiorules.Advice.from_data(data)
    assert read == example()["advice"]
    assert isinstance(read.recommendations[0].rank, int)


def test_advice_is_an_assessment_too() -> None:
    """What `--format json` prints is read as either."""
    advice = example()["advice"]
    assert isinstance(advice, regiorules.Advice)
    assert regiorules.Assessment.from_data(advice.to_data()) == advice.assessment
    assert {**advice.assessment.to_data(), "advice": advice.to_data()["advice"]} == advice.to_data()
    for odd in (3, None, {"format": "regiorules-advice/9"}):
        other = {**advice.to_data(), "advice": odd}
        assert regiorules.Assessment.from_data(other) == advice.assessment
        assert check("assessment").is_valid(other)


def test_a_region_of_another_format_is_refused() -> None:
    """By its place; without one it is a region file as people write it."""
    vocabulary = engine("mini").knowledge.vocabulary
    assert Region.from_data({"region": "X"}, vocabulary).to_data() == {
        "format": "regiorules-region/1",
        "region": "X",
        "facts": {},
    }
    with pytest.raises(InputError) as caught:
        Region.from_json('{"region": "X",\n "format": "regiorules-region/2"}', vocabulary, name="a.json")
    assert caught.value.say("en") == (
        "a.json:2:12 format: regiorules-region/2 can't stand here; choose from: regiorules-region/1"
    )


def test_a_value_is_made_of_its_class() -> None:
    """What isn't there is named, for any class."""
    with pytest.raises(Wrong) as caught:
        structure(regiorules.Source, {"title": "T", "url": ""})
    assert caught.value.problem.code == "missing_key"


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner),
)


@given(data=PLAIN)
def test_json_is_indented_as_python_does(data: Any) -> None:
    """Sign for sign, but for what can't be seen."""
    assert to_json(data) == visible_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_no_json(number: float) -> None:
    """Nor deep inside."""
    with pytest.raises(ValueError, match="JSON compliant"):
        to_json({"a": [number]})
