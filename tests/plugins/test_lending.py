"""Plugins can't change what they see: whatever they do to it, the advice is byte for byte what it was."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import regiorules
from regiorules.advice.advise import make_advice
from regiorules.advice.explain import explain
from regiorules.api import render_advice
from regiorules.facts.profiles import Profile, built_in_profiles
from regiorules.facts.region import Region, read_region
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import FrozenDict
from regiorules.plugins import load_plugins
from regiorules.plugins.using import read_facts
from regiorules.rules.model import Knowledge
from regiorules.text import Text
from tests.paths import ROOT
from tests.plugins.trial import installed, plugin

HOSTILE = ROOT.parent / "shared" / "cases" / "inputs" / "hostile"
KNOWLEDGE = regiorules.load("core")
ENGINE = regiorules.Engine(KNOWLEDGE, "compiled")
REGION = read_region(ROOT / "examples" / "regions" / "flevoland.yaml", KNOWLEDGE.vocabulary)
PROFILES = built_in_profiles(KNOWLEDGE.vocabulary)


def everything(value: Any, seen: set[int]) -> Iterator[Any]:
    """All objects that can be reached from a value through attributes and items."""
    if id(value) in seen or isinstance(value, str | int | float | bool | None | type):
        return
    seen.add(id(value))
    yield value
    inside = [getattr(value, each.name) for each in attrs.fields(type(value))] if attrs.has(type(value)) else []
    inside += list(value.items()) if isinstance(value, FrozenDict | dict) else []
    inside += list(value) if isinstance(value, tuple | list | set | frozenset) else []
    for each in inside:
        yield from everything(each, seen)


def spoil(*values: Any) -> None:
    """Change all that can be reached, by any means that Python has."""
    for value in list(everything(values, set())):
        if isinstance(value, FrozenDict):
            value._items.clear()
        elif attrs.has(type(value)):
            for each in attrs.fields(type(value)):
                object.__setattr__(value, each.name, "spoilt")


def spoiling_notes(assessment: Any, knowledge: Any, register: Callable[[Text], None]) -> None:
    note = Text("Gedaan.", "Done.")
    spoil(assessment, knowledge)
    register(note)


def writing_notes(assessment: Any, register: Callable[[Text], None]) -> None:
    for name, state in list(assessment.conclusions.items()):
        assessment.conclusions[name] = attrs.evolve(state, status="fails")


def by_hand(assessment: Any, register: Callable[[Text], None]) -> None:
    for state in assessment.conclusions.values():
        object.__setattr__(state, "status", "fails")


def whole(notes: Any = ()) -> list[str | bytes]:
    """All that is said of the region, made anew."""
    assessment = ENGINE.assess(REGION)
    advice = make_advice(assessment, KNOWLEDGE, notes=notes)
    said: list[str | bytes] = [render_advice(advice, form) for form in ("text", "markdown", "json")]
    return [*said, assessment.to_json(), repr(explain(assessment, KNOWLEDGE, "via_subregional")), repr(KNOWLEDGE)]


@pytest.mark.parametrize("notes", [spoiling_notes, writing_notes, by_hand])
def test_a_notes_plugin_changes_nothing(notes: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the assessment, nor the knowledge, nor what another plugin sees of them."""

    def after(assessment: Any, knowledge: Any, register: Callable[[Text], None]) -> None:
        register(Text(assessment.to_json(), str(len(knowledge.rules))))

    before = whole()
    seen: list[Any] = []
    registry = installed(monkeypatch, a=lambda: plugin(notes=notes), z=lambda: plugin(notes=after))
    assessment = ENGINE.assess(REGION)
    found, problems = registry.notes(assessment, KNOWLEDGE)
    seen += [text for name, text in found if name == "z"]
    assert seen == [Text(assessment.to_json(), str(len(KNOWLEDGE.rules)))]
    assert whole() == before
    assert make_advice(assessment, KNOWLEDGE) == make_advice(ENGINE.assess(REGION), KNOWLEDGE)
    if notes is writing_notes:
        [problem] = problems
        assert "a (regiorules-a 1.2.3)" in problem.say("en")
    else:
        assert problems == ()


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the small inputs aren't beside this repository")
def test_the_hostile_plugin_is_named_and_harms_nothing() -> None:
    """The one that turned every conclusion to "fails"."""
    spec = importlib.util.spec_from_file_location("mutates", HOSTILE / "F_plugin_mutates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    before = whole()
    assessment = ENGINE.assess(REGION)
    notes, [problem] = load_plugins(modules={"mutates": module}).notes(assessment, KNOWLEDGE)
    assert "mutates" in problem.say("nl")
    assert notes == ()
    assert whole() == before


def test_a_renderer_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The advice that it writes is its own; the next format writes the advice."""

    class Spoils:
        name = "spoils"

        def render(self, advice: Any, layout: Any) -> str:
            region = advice.region
            spoil(advice)
            return f"{region}"

    registry = installed(monkeypatch, bad=lambda: plugin(renderers=lambda register: register(Spoils())))
    advice = make_advice(ENGINE.assess(REGION), KNOWLEDGE)
    before = render_advice(advice, "json")
    assert render_advice(advice, "spoils", registry=registry) == "Flevoland"
    assert render_advice(advice, "json") == before
    assert advice == make_advice(ENGINE.assess(REGION), KNOWLEDGE)


def test_a_source_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The words and the table that it reads with are its own, and what it gives is kept as it gave it."""
    given: dict[str, Any] = {}

    class Spoils:
        name = "spoils"
        suffixes = ()

        def read(self, path: Path, vocabulary: Vocabulary, profiles: Any) -> Region:
            region = regiorules.region_of({"region": "X", "facts": {"regional_network": "loose"}}, vocabulary)
            given.update(region.facts)
            spoil(vocabulary, profiles)
            return Region("X", given)

    registry = installed(monkeypatch, bad=lambda: plugin(sources=lambda register: register(Spoils())))
    before = repr((KNOWLEDGE, PROFILES))
    found = read_facts(registry, "spoils", tmp_path / "x", KNOWLEDGE.vocabulary, PROFILES)
    given.clear()
    assert found.facts["regional_network"].value == "loose"
    assert repr((KNOWLEDGE, PROFILES)) == before


def test_the_registry_can_not_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command gets to see it: it can't take another's format away."""
    registry = installed(monkeypatch)
    for part in ("rulesets", "renderers", "sources", "profiles", "commands", "readers", "suffixes"):
        found: Any = getattr(registry, part)
        with pytest.raises(TypeError):
            found["text"] = None
        assert not hasattr(found, "clear")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        registry.renderers = {}  # type: ignore[misc]


def test_profiles_are_kept_as_they_were_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that keeps its records and changes them later changes no region."""
    from regiorules.plugins.using import give_profiles

    record = {"name": "Urk", "population": 3}
    table = {"X": Profile(1, "X", {"municipalities": [record]}, "", "")}
    registry = installed(monkeypatch, bad=lambda: plugin(profiles=lambda register: register("t", lambda: table)))
    found = give_profiles(registry, "t", KNOWLEDGE.vocabulary)
    record["population"] = 4
    table.clear()
    assert found["X"].facts["municipalities"] == ({"name": "Urk", "population": 3},)


def test_what_can_not_be_changed_still_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that only reads sees all there is."""

    def reads(assessment: Any, knowledge: Knowledge, register: Callable[[Text], None]) -> None:
        again = regiorules.explain(assessment, knowledge, "via_subregional")
        register(Text(again.status, again.proof.id))

    registry = installed(monkeypatch, good=lambda: plugin(notes=reads))
    found, problems = registry.notes(ENGINE.assess(REGION), KNOWLEDGE)
    assert problems == ()
    assert [text for _, text in found] == [Text("holds", "via_subregional")]
