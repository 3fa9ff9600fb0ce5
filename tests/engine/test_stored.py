"""Assessments kept as JSON: an edited or foreign one is one clear error that says where."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

import regiorules
from regiorules.engine.assessment import Assessment
from tests.engine.keeping import CONFLICT, FOUND, OPEN, changed, said
from tests.mini import KNOWLEDGE
from tests.paths import SHARED

HOSTILE = SHARED / "hostile"


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
        ("executor", "warp", "executor"),
        ("executor", "", "executor"),
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
        refused = ("dit is niet te lezen als beoordeling: ", "this is no valid assessment: ")
        assert line.startswith(f"{where}: " if where else refused)
    dutch = said(lambda: Assessment.from_data(changed(path, value)), "nl")
    assert not {"expected", "invalid", "missing", "object at"} & set(dutch.split())


def test_a_rule_set_stands_in_it_once() -> None:
    data = FOUND.to_data()
    data["rulesets"] = [*data["rulesets"] * 2]
    assert said(lambda: Assessment.from_data(data)).startswith("rulesets: this is no valid assessment: mini ")


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


def test_an_advice_beside_it_is_left_aside() -> None:
    """What `advise --format json` writes is read as the assessment in it."""
    text = regiorules.render_advice(regiorules.make_advice(FOUND, KNOWLEDGE), "json")
    assert Assessment.from_json(str(text)) == FOUND
    assert json.loads(str(text))["advice"]
