"""Assessments kept as JSON: edited or foreign ones are one clear error, and other rules never explain them."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import regiorules
from regiorules.authoring.schemas import schema
from regiorules.authoring.testing.strategies import regions
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.errors import InputError
from regiorules.facts.region import Given, Region, Source
from regiorules.rules.load import load_rulesets
from tests.mini import KNOWLEDGE, MINI, VOCABULARY
from tests.paths import SHARED

ENGINE = Engine(KNOWLEDGE, "compiled")
HOSTILE = SHARED / "hostile"
SOME = settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))
SCHEMA = Draft202012Validator(schema("assessment"))


def region(**values: Any) -> Region:
    told = Region("R").tell(VOCABULARY, **values)
    sources = {"a": Source("Rapport")}
    return evolve(told, sources=sources, facts={**told.facts, "effort": Given("low", ("a",), {"nl": "n", "en": "n"})})


CITIES = [{"name": "Urk", "population": 90_000}, {"name": "Goes", "population": 10_000}]
FOUND = ENGINE.assess(region(trust="low", strategy_agreed=False, municipalities=CITIES, domains=["work"]))
OPEN = ENGINE.assess(region(budget=5))
CONFLICT = ENGINE.assess(Region("R").tell(VOCABULARY, municipalities=CITIES, domains=["work", "care"], effort="high"))


def said(action: Callable[[], Any], language: Any = "en") -> str:
    """The one line that refuses a stored assessment."""
    with pytest.raises(InputError) as caught:
        action()
    [problem] = caught.value.problems
    assert problem.code == "assessment_json"
    [line] = problem.say(language).splitlines()
    assert isinstance(line, str)
    return line


def changed(path: str, value: Any, base: Assessment = FOUND) -> dict[str, Any]:
    """The data of an assessment with one part of it replaced (`...` removes it)."""
    data = base.to_data()
    *trail, last = path.split("/")
    part: Any = data
    for key in trail:
        part = part[int(key)] if isinstance(part, list) else part[key]
    if value is ...:
        del part[last]
    else:
        part[int(last) if isinstance(part, list) else last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("parameters/large_city", math.nan, "parameters.large_city"),
        ("parameters/large_city", math.inf, "parameters.large_city"),
        ("parameters/large_city", 10**400, "parameters.large_city"),
        ("parameters/large_city", True, "parameters.large_city"),
        ("parameters/large_city", "75000", "parameters.large_city"),
        ("parameters", [], "parameters"),
        ("facts/trust/origin", "guessed", "facts.trust.origin"),
        ("facts/trust/origin", None, "facts.trust.origin"),
        ("facts/trust/origin", "unknown", "facts.trust"),
        ("facts/trust/value", None, "facts.trust"),
        ("facts/trust/value", -math.inf, "facts.trust.value"),
        ("facts/trust/value", {"a": [math.nan]}, "facts.trust.value.a[1]"),
        ("facts/trust/value", "\ud800", "facts.trust.value"),
        ("facts/trust/value", {1, 2}, "facts.trust.value"),
        ("facts/trust/value", b"x", "facts.trust.value"),
        ("facts/trust/sources", ["nergens"], "facts.trust.sources"),
        ("facts/trust/sources", "a", "facts.trust.sources"),
        ("facts/trust/waits_for", ["trust"], "facts.trust"),
        ("facts/trust/rests_on", ["trust"], "facts.trust"),
        ("facts/trust/note", {"nl": 3}, "facts.trust.note.nl"),
        ("facts/trust/more", 1, "facts.trust"),
        ("facts/trust/note", ..., "facts.trust"),
        ("facts/trust", None, "facts.trust"),
        ("facts/shape/rules", ["no-such-rule"], "facts.shape.rules"),
        ("facts/shape/rests_on", ["no_such_fact"], "facts.shape"),
        ("rules/strained-little-trust/status", "maybe", "rules.strained-little-trust.status"),
        ("rules/strained-little-trust/status", "not_here", "rules.strained-little-trust.status"),
        ("rules/strained-little-trust/status", "fails", "conclusions.strained.rules"),
        ("rules/strained-little-trust/status", "open", "rules.strained-little-trust"),
        ("rules/strained-little-trust/waits_for", ["trust"], "rules.strained-little-trust"),
        ("rules/strained-little-trust/rests_on", ["no_such"], "rules.strained-little-trust"),
        ("rules/strained-little-trust", ..., "conclusions.strained.rules"),
        ("conclusions/strained/grade", "enormous", "conclusions.strained.grade"),
        ("conclusions/strained/grade", 3, "conclusions.strained.grade"),
        ("conclusions/strained/status", "perhaps", "conclusions.strained.status"),
        ("conclusions/strained/status", "fails", "conclusions.strained"),
        ("conclusions/strained/status", "not_here", "conclusions.strained"),
        ("conclusions/strained/rules", [], "conclusions.strained"),
        ("conclusions/strained/rests_on", ["no_such"], "conclusions.strained"),
        ("conclusions/strained/rests_on", [1], "conclusions.strained.rests_on[1]"),
        ("sources/a/title", None, "sources.a.title"),
        ("sources/a", "Rapport", "sources.a"),
        ("rulesets/0/digest", 1, "rulesets[1].digest"),
        ("rulesets/0", {}, "rulesets[1]"),
        ("rulesets", {}, "rulesets"),
        ("region", ..., ""),
        ("region", None, "region"),
        ("region", "\udfff", "region"),
        ("executor", ["durable"], "executor"),
        ("on", "gisteren", "on"),
        ("on", "2026-02-30", "on"),
        ("format", "regiorules-assessment/2", "format"),
        ("extra", 1, ""),
    ],
)
def test_one_wrong_part_is_one_error_that_says_where(path: str, value: Any, where: str) -> None:
    """In both languages, with the path of the part, and no word of a parser."""
    for language in ("nl", "en"):
        line = said(lambda: Assessment.from_data(changed(path, value)), language)
        assert line.startswith(f"{where}: " if where else ("dit is geen", "this isn't"))
    dutch = said(lambda: Assessment.from_data(changed(path, value)), "nl")
    assert not {"expected", "invalid", "missing", "object at"} & set(dutch.split())


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("conclusions/strained/waits_for", [], ""),
        ("conclusions/strained/rests_on", ["budget"], "conclusions.strained"),
        ("conclusions/strained/rules", [], "conclusions.strained"),
        ("conclusions/strained/grade", "high", "conclusions.strained"),
        ("conclusions/strained/status", "fails", "conclusions.strained"),
        ("facts/trust/origin", "not_here", ""),
    ],
)
def test_what_is_open_is_held_to_the_same(path: str, value: Any, where: str) -> None:
    """What is open rests on nothing yet, and has no grade."""
    data = changed(path, value, OPEN)
    if where:
        assert said(lambda: Assessment.from_data(data)).startswith(where)
    else:
        assert Assessment.from_data(data).to_data() == data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("conflicts/0/fact", "no_such"),
        ("conflicts/0/rules", ["no-such"]),
        ("conflicts/0/values", ["spread", "spread"]),
        ("conflicts/0/values", [math.nan, 1]),
        ("conflicts/0/given", 1),
    ],
)
def test_conflicts_are_checked_too(path: str, value: Any) -> None:
    """Two values, of a fact and by rules that are there."""
    assert CONFLICT.conflicts
    assert Assessment.from_data(CONFLICT.to_data()) == CONFLICT
    assert said(lambda: Assessment.from_data(changed(path, value, CONFLICT))).startswith("conflicts[1]")


@pytest.mark.parametrize("values", [[False, "spread"], ["spread", "no-such"], ["spread", "spread2"]])
def test_a_conflict_between_other_values_is_refused(values: list[Any]) -> None:
    """What isn't what its rules conclude is no conflict of theirs."""
    edited = Assessment.from_data(changed("conflicts/0/values", values, CONFLICT))
    assert "conflicts[1].values" in said(lambda: regiorules.make_advice(edited, KNOWLEDGE))


TEXT = FOUND.to_json()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no JSON (line 1, column 1)"),
        ("{", "no JSON"),
        ('"een tekst"', "an object belongs here"),
        ("null", "an object belongs here"),
        ("3", "an object belongs here"),
        (TEXT.replace('"date"', '"region"'), "region stands there twice"),
        (TEXT.replace('"trust": {', '"effort": {', 1), "effort stands there twice"),
        (TEXT.replace('"large_city": 75000', '"large_city": NaN'), "NaN isn't a finite number"),
        (TEXT.replace('"large_city": 75000', '"large_city": -Infinity'), "-Infinity isn't a finite number"),
        (TEXT.replace('"large_city": 75000', '"large_city": 1e999'), "Infinity isn't a finite number"),
        (TEXT.replace('"large_city": 75000', f'"large_city": {"9" * 5000}'), "a number of too many digits"),
        (TEXT.replace('"large_city": 75000', f'"large_city": {"9" * 400}'), "isn't a finite number"),
        (TEXT.replace('"value": "low"', '"value": "\\ud800"', 1), "half a character"),
        (TEXT.replace('"value": "low"', f'"value": {"[" * 20}{"]" * 20}', 1), "nested deeper than"),
        ("[" * 200_000, "nested deeper than"),
        (TEXT.replace('"value": "low"', f'"value": {"[" * 100_000}{"]" * 100_000}', 1), "nested deeper than"),
        (" " * 20_000_001, "more than 20000000 characters"),
    ],
)
def test_text_that_is_no_assessment_is_refused(text: str, words: str) -> None:
    """What isn't JSON, or says a thing twice, or can't be counted, is one error that says so."""
    assert text != TEXT
    assert words in said(lambda: Assessment.from_json(text))


def test_text_is_text() -> None:
    """A mark at the start, as some editors write it, is no harm; bytes, or nothing at all, are no text."""
    assert Assessment.from_json("\ufeff" + TEXT) == FOUND
    for other in (TEXT.encode(), None, 3, FOUND):
        assert "a text belongs here" in said(lambda other=other: Assessment.from_json(other))  # type: ignore[misc]


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the small inputs aren't beside this repository")
def test_the_hostile_assessments_are_refused() -> None:
    """Found by fuzzing: each is one error."""
    found = sorted(HOSTILE.glob("fz-assess-*.json"))
    assert found
    for path in found:
        assert said(lambda path=path: Assessment.from_json(path.read_text()))  # type: ignore[misc]


# --- against the schema -------------------------------------------------------------------------------


@st.composite
def edits(draw: st.DrawFn) -> Any:
    """The data of an assessment with one part removed, replaced or put elsewhere."""
    base = draw(st.sampled_from([FOUND, OPEN, CONFLICT]))
    data: Any = copy.deepcopy(base.to_data())
    places = list(spots(data))
    holder, key = draw(st.sampled_from(places))
    other, name = draw(st.sampled_from(places))
    values = st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=3) | st.just([]) | st.just({})
    action = draw(st.sampled_from(["remove", "replace", "copy", "add"]))
    if action == "remove" and isinstance(holder, dict):
        del holder[key]
    elif action == "add" and isinstance(holder, dict):
        holder[draw(st.text(max_size=3))] = draw(values)
    elif action == "copy":
        holder[key] = copy.deepcopy(other[name])
    else:
        holder[key] = draw(values)
    return data


def spots(part: Any) -> Any:
    """Every place in data, as its holder and its key."""
    keys = part if isinstance(part, dict) else range(len(part))
    for key in list(keys):
        yield part, key
        if isinstance(part[key], dict | list):
            yield from spots(part[key])


@SOME
@given(data=edits())
def test_what_the_schema_refuses_is_refused(data: Any) -> None:
    """And what is read comes out as it went in, and either serves the advice or is refused there."""
    try:
        read = Assessment.from_data(data)
    except InputError:
        return
    assert SCHEMA.is_valid(data)
    assert read.to_data() == data
    assert Assessment.from_json(read.to_json()).to_json() == read.to_json()
    for use in (
        lambda: regiorules.make_advice(read, KNOWLEDGE),
        lambda: [regiorules.explain(read, KNOWLEDGE, name) for name in (*KNOWLEDGE.conclusions, *VOCABULARY.facts)],
        lambda: regiorules.what_changes(read, FOUND, KNOWLEDGE, {}),
        lambda: regiorules.compare([FOUND, read], KNOWLEDGE),
    ):
        with suppress(InputError):
            use()


@SOME
@given(told=regions(VOCABULARY))
def test_what_is_assessed_can_be_kept(told: Region) -> None:
    """Every assessment that the engine gives is read back, with the same bytes, and fits the knowledge."""
    found = ENGINE.assess(told)
    again = Assessment.from_json(found.to_json())
    assert (again, again.to_json(), again.checked(KNOWLEDGE)) == (found, found.to_json(), KNOWLEDGE)
    assert SCHEMA.is_valid(found.to_data())


# --- against the knowledge ------------------------------------------------------------------------------


@pytest.fixture
def other(tmp_path: Path) -> Any:
    """The mini rule set in a version that differs in one threshold."""
    for path in MINI.rglob("*"):
        if path.is_file():
            target = tmp_path / "mini" / path.relative_to(MINI)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    head = tmp_path / "mini" / "ruleset.yaml"
    head.write_text(head.read_text().replace("1.2.3", "1.3.0"))
    return load_rulesets(tmp_path / "mini")


USES: list[Callable[[Any, Any], Any]] = [
    lambda found, knowledge: regiorules.explain(found, knowledge, "strained"),
    lambda found, knowledge: regiorules.make_advice(found, knowledge),
    lambda found, knowledge: regiorules.compare([found, found], knowledge),
    lambda found, knowledge: regiorules.what_changes(found, found, knowledge, {}),
    lambda found, knowledge: regiorules.rank_questions(found, knowledge),
    lambda found, knowledge: regiorules.plugin_notes(found, knowledge),
]


@pytest.mark.parametrize("use", USES)
def test_other_rules_never_explain_it(use: Callable[[Any, Any], Any], other: Any) -> None:
    """Both versions are named, wherever the assessment is used; with its own rules it is used as before."""
    stored = Assessment.from_json(FOUND.to_json())
    assert use(stored, KNOWLEDGE) == use(FOUND, KNOWLEDGE)
    with pytest.raises(InputError) as caught:
        use(stored, other)
    [problem] = caught.value.problems
    assert problem.code == "stored_rules"
    for language in ("nl", "en"):
        line = problem.say(language)
        assert "mini 1.2.3 (" in line
        assert "1.3.0 (" in line


def test_rules_that_are_gone_are_named(other: Any) -> None:
    """A rule set that isn't loaded at all; the same version with other files is another version too."""
    foreign = evolve(FOUND, rulesets=(evolve(FOUND.rulesets[0], id="gone"),))
    with pytest.raises(InputError, match=r"gone 1\.2\.3"):
        regiorules.explain(foreign, KNOWLEDGE, "strained")
    edited = evolve(FOUND, rulesets=(evolve(FOUND.rulesets[0], digest="0" * 64),))
    with pytest.raises(InputError, match="000000000000"):
        regiorules.explain(edited, KNOWLEDGE, "strained")


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("facts/trust/value", "extreme", "facts.trust.value"),
        ("facts/trust/value", 3, "facts.trust.value"),
        ("facts/strategy_agreed/value", "no", "facts.strategy_agreed.value"),
        ("facts/domains/value", ["sport"], "facts.domains.value"),
        ("facts/domains/value", "work", "facts.domains.value"),
        ("facts/municipalities/value", [{"name": "Urk", "people": 3}], "facts.municipalities.value"),
        ("facts/municipalities/value", [{"name": 3}], "facts.municipalities.value"),
        ("facts/municipalities/value", {"name": "Urk"}, "facts.municipalities.value"),
        ("facts/large_cities/value", True, "facts.large_cities.value"),
        ("facts/trust/origin", "derived", "facts.trust"),
        ("parameters/fair_share", ..., "parameters"),
        ("conclusions/city_first", ..., "conclusions"),
        ("rules/talk-under-strain", {"status": "holds", "rests_on": [], "waits_for": []}, ""),
    ],
)
def test_what_these_rules_can_not_have_given_is_refused(path: str, value: Any, where: str) -> None:
    """A part that lacks, a value that the fact can't have: said where the assessment is used."""
    stored = Assessment.from_data(changed(path, value))
    if not where:
        assert regiorules.explain(stored, KNOWLEDGE, "talk").status == "holds"
        return
    for use in USES[:5]:
        assert said(lambda use=use: use(stored, KNOWLEDGE)).startswith(f"{where}: ")  # type: ignore[misc]


@pytest.mark.parametrize("section", ["facts", "rules", "conclusions"])
def test_a_part_that_these_rules_do_not_know_is_refused(section: str) -> None:
    """A fact with a value, a rule, or a conclusion that counts."""
    data = FOUND.to_data()
    template = {"facts": "trust", "rules": "strained-little-trust", "conclusions": "strained"}[section]
    data[section]["nowhere"] = copy.deepcopy(data[section][template])
    stored = Assessment.from_data(data)
    line = said(lambda: regiorules.explain(stored, KNOWLEDGE, "strained"))
    assert line == f"{section}: this isn't a valid assessment: nowhere doesn't exist here"


def test_an_advice_beside_it_is_left_aside() -> None:
    """What `advise --format json` writes is read as the assessment in it."""
    text = regiorules.render_advice(regiorules.make_advice(FOUND, KNOWLEDGE), "json")
    assert Assessment.from_json(str(text)) == FOUND
    assert json.loads(str(text))["advice"]


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("facts.municipalities.value.1.population", 90_000, "facts.large_cities.value"),  # a second large city
        ("facts.largest_share.value", 0.95, "facts.largest_share.value"),
        ("parameters.large_city", 5_000, "facts.large_cities.value"),
        ("parameters.fair_share", 0.95, "rules.one-centre-by-share.status"),
        ("facts.trust.value", "high", "rules.strained-little-trust.status"),
        ("facts.shape.value", "spread", "rules.city-first-one-centre.status"),
        ("facts.domains.value", ["work", "care"], None),  # nothing rests on it here
        ("conclusions.strained.grade", "watch", "conclusions.strained.grade"),
    ],
)
def test_what_no_longer_follows_is_refused(path: str, value: Any, where: str | None) -> None:
    """A fact or an assumption that was changed afterwards never stands beside conclusions that don't follow from it."""
    data = FOUND.to_data()
    *steps, last = path.split(".")
    part: Any = data
    for step in steps:
        part = part[int(step) if isinstance(part, list) else step]
    part[last] = value
    kept = Assessment.from_data(data)
    if where is None:
        assert regiorules.explain(kept, KNOWLEDGE, "strained").status == "holds"
        return
    for use in (
        lambda: regiorules.explain(kept, KNOWLEDGE, "strained"),
        lambda: regiorules.make_advice(kept, KNOWLEDGE),
    ):
        line = said(use)
        assert line.startswith(f"{where}: this isn't a valid assessment: this doesn't follow from the facts")


@SOME
@given(regions(VOCABULARY))
def test_whatever_is_assessed_follows(told: Region) -> None:
    """Nothing that was made here is taken for changed, conflicts and gaps included."""
    for parameters in ({}, {"large_city": 10_000, "fair_share": 0.25}):
        found = ENGINE.assess(evolve(told, parameters=parameters))
        assert Assessment.from_json(found.to_json()).checked(KNOWLEDGE) == KNOWLEDGE
