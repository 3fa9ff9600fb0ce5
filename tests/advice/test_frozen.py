"""Frozen means frozen: nothing in a public value can be changed, and what it was made of isn't kept."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import cattrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import regiorules
from regiorules.advice.explain import explain
from regiorules.authoring.testing.regions import regions
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.engine.states import FactState
from regiorules.errors import InputError, Problem
from regiorules.facts.entries import Given
from regiorules.facts.profiles import Profile, built_in_profiles
from regiorules.facts.region import Region, Source, read_region
from regiorules.frozen import FrozenDict, freeze, thaw
from regiorules.memo import Memo
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.paths import REGIONS

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
ENGINE = Engine(KNOWLEDGE, "compiled")
EXAMPLES = sorted(REGIONS.glob("*.yaml"))
SOME = settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
REGION = read_region(EXAMPLES[0], KNOWLEDGE.vocabulary)
ASSESSMENT = ENGINE.assess(REGION)
CHANGED = ENGINE.assess(REGION.set({"large_city": "1000000"}, KNOWLEDGE.vocabulary))
PUBLIC = {
    "region": REGION,
    "knowledge": KNOWLEDGE,
    "assessment": ASSESSMENT,
    "advice": regiorules.make_advice(ASSESSMENT, KNOWLEDGE),
    "explanation": explain(ASSESSMENT, KNOWLEDGE, "via_subregional"),
    "changes": regiorules.what_changes(ASSESSMENT, CHANGED, KNOWLEDGE, {"large_city": 1}),
    "comparison": regiorules.compare([ASSESSMENT, CHANGED], KNOWLEDGE),
    "history": regiorules.history(REGION, ENGINE),
    "questions": regiorules.rank_questions(ASSESSMENT, KNOWLEDGE),
    "profile": built_in_profiles(KNOWLEDGE.vocabulary)["Zeeland"],
    "problem": Problem("not_level", {"known": ["a"], "value": {"b": ["c"]}}),
}
each_value = pytest.mark.parametrize("value", PUBLIC.values(), ids=list(PUBLIC))
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def changeable(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all that could be changed in a value."""
    if attrs.has(type(value)):
        with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
            value.new_attribute = 1
        for each in attrs.fields(type(value)):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(value, each.name, None)
            yield from changeable(getattr(value, each.name), f"{path}.{each.name}")
    elif isinstance(value, Mapping):
        if type(value) is not FrozenDict:
            yield path
        for key, each in value.items():
            yield from changeable(key, f"{path} key {key}")
            yield from changeable(each, f"{path}[{key}]")
    elif isinstance(value, tuple | frozenset):
        for number, each in enumerate(value):
            yield from changeable(each, f"{path}[{number}]")
    elif not isinstance(value, str | int | float | bool | date | Memo | None):  # what is remembered changes no answer
        yield f"{path}: {type(value).__name__}"


@each_value
def test_nothing_in_a_public_value_can_be_changed(value: Any) -> None:
    """Down to the last part: no list, no dict, no set, no attribute that can be set."""
    assert list(changeable(value)) == []


@each_value
def test_public_values_survive_pickle_and_copy(value: Any) -> None:
    """What comes back is equal, and as frozen."""
    for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):
        assert again == value
        assert list(changeable(again)) == []


@pytest.mark.parametrize("name", ["assessment", "advice", "explanation", "changes", "comparison", "history", "region"])
def test_public_values_are_converted_to_plain_data(name: str) -> None:
    """Cattrs as it comes makes dicts of them that JSON takes; equal values have equal hashes."""
    value = PUBLIC[name]
    assert json.loads(json.dumps(cattrs.unstructure(value)))
    assert hash(value) == hash(pickle.loads(pickle.dumps(value)))
    assert len({value, copy.deepcopy(value)}) == 1


def test_an_assessment_does_not_reach_into_the_next_one() -> None:
    """The assumptions of one assessment can't be changed, so the next one has its own."""
    before = ASSESSMENT.to_json()
    for part in ("parameters", "facts", "rules", "conclusions", "sources"):
        found: Any = getattr(ASSESSMENT, part)
        for change in (
            lambda found: found.__setitem__("large_city", 1),
            lambda found: found.update(large_city=1),
            lambda found: found.clear(),
            lambda found: found.pop("large_city"),
            lambda found: found.setdefault("x", 1),
            lambda found: found.__delitem__("large_city"),
        ):
            with pytest.raises((TypeError, AttributeError)):
                change(found)
    assert ENGINE.assess(REGION).to_json() == before


@SOME
@given(value=json_like)
def test_what_a_value_was_made_of_can_be_changed_afterwards(value: Any) -> None:
    """A copy is taken on the way in, however deep; and thawed it is what went in."""
    mine = {"facts": {"x": Given(value, ["a"], {"nl": "n"})}, "parameters": {"p": 1.0}}  # type: ignore[arg-type]
    kept = copy.deepcopy(value)
    region = Region("R", mine["facts"], {"a": Source("A")}, "", mine["parameters"])  # type: ignore[arg-type]
    state = FactState(value, "given")
    profile = Profile(1, "P", {"x": [{"name": value}]}, "", "")
    problem = Problem("syntax", {"why": value})
    mine["facts"].clear()
    mine["parameters"].clear()
    spoil(value)
    assert region.facts["x"].value == state.value == profile.facts["x"][0]["name"] == problem.fields["why"]
    assert thaw(region.facts["x"].value) == kept
    assert (region.facts["x"].sources, region.parameters) == (("a",), {"p": 1.0})
    assert freeze(state.value) == state.value
    assert list(changeable((region, state, profile, problem))) == []


def spoil(value: Any) -> None:
    """Change whatever can be changed."""
    if isinstance(value, list):
        for each in value:
            spoil(each)
        value.append("more")
    elif isinstance(value, dict):
        for each in value.values():
            spoil(each)
        value["more"] = 1


@SOME
@given(region=regions(KNOWLEDGE.vocabulary))
def test_random_regions_and_their_assessments_are_frozen(region: Region) -> None:
    """With sets, records, sources and notes in them."""
    assert list(changeable((region, ENGINE.assess(region)))) == []
    assert Assessment.from_json(ENGINE.assess(region).to_json()) == ENGINE.assess(region)


@SOME
@given(items=st.dictionaries(st.text(max_size=3), st.integers()))
def test_a_frozen_dict_is_a_mapping_like_the_dict(items: dict[str, int]) -> None:
    """Equal, in the same order, with the same repr; hashed by what is in it."""
    found = FrozenDict(items)
    assert (found, dict(found), list(found), repr(found)) == (items, items, list(items), repr(items))
    assert (list(found.items()), list(found.values()), len(found)) == (
        list(items.items()),
        list(items.values()),
        len(items),
    )
    assert items == found
    assert hash(found) == hash(FrozenDict(reversed(list(items.items()))))
    with pytest.raises(AttributeError):
        found._items = {}  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del found._items


def test_errors_are_frozen_too(tmp_path: Path) -> None:
    """The fields of a problem can't be changed by who catches it."""
    with pytest.raises(InputError) as caught:
        read_region(tmp_path / "x.yaml", KNOWLEDGE.vocabulary)
    assert isinstance(caught.value.problems[0].fields, FrozenDict)
    assert type(caught.value.problems) is tuple


def test_a_mapping_is_made_once() -> None:
    """Making it again in place changes nothing."""
    made = FrozenDict({"a": 1})
    made.__init__({"a": 2})  # type: ignore[misc]
    assert made == {"a": 1}
