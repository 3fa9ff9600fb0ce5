"""Plugins: contained when broken, named loudly, and never a matter of order."""

from __future__ import annotations

import time
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import regiorules
from regiorules.advice.model import Advice
from regiorules.api import render_advice
from regiorules.plugins import discovery, loading
from regiorules.plugins.hookspecs import hookimpl
from regiorules.plugins.rulesets import load_registered
from regiorules.render.renderer import Layout
from regiorules.text import Text
from tests.plugins.trial import BUNDLED, pretend

HEAD = """
ruleset:
  id: {id}
  version: 1.0.0
  title: {{nl: Proef, en: Trial}}
  source: {{title: {{nl: Proef, en: Trial}}}}
  extends: [core]
"""
CONCLUSION = """
conclusions:
  {id}_context:
    kind: context
    title: {{nl: Proef {id}, en: Trial {id}}}
    text: {{nl: Een proef., en: A trial.}}
rules:
  {id}-rule:
    when: {when}
    then: {id}_context
    because: {{nl: Daarom., en: Therefore.}}
    basis: assumption
    why: {{nl: Een proef., en: A trial.}}
"""


@frozen
class FakeEntry:
    """An entry point as importlib.metadata gives it."""

    name: str
    module: Any

    @property
    def dist(self) -> Any:
        """The distribution it comes from."""
        return SimpleNamespace(name=f"regiorules-{self.name}", version="9.9")

    def load(self) -> Any:
        """The module, or the error that importing it raises."""
        if isinstance(self.module, BaseException):
            raise self.module
        return self.module


def ruleset(folder: Path, name: str, when: str = "always", more: str = "") -> Path:
    """A small rule set on disk."""
    place = folder / name
    place.mkdir()
    (place / "ruleset.yaml").write_text(HEAD.format(id=name) + CONCLUSION.format(id=name, when=when) + more)
    return place


def plugin_with(name: str, folder: Path) -> Any:
    """A plugin that registers one rule set."""

    class Plugin:
        @hookimpl
        def regiorules_rulesets(self, register: Any) -> None:
            register(name, folder)

    return Plugin()


class Renderer:
    """A format that does what it is told."""

    def __init__(self, name: str, action: Any) -> None:
        self.name = name
        self.action = action

    def render(self, advice: Advice, layout: Layout) -> str:
        """Whatever the action gives."""
        return str(self.action())

    @hookimpl
    def regiorules_renderers(self, register: Any) -> None:
        """Register itself."""
        register(self)


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Pretend that these plugins are installed."""

    def load(**modules: Any) -> loading.Registry:
        entries = [FakeEntry(name, module) for name, module in modules.items()]
        pretend(monkeypatch, *entries)
        return loading.load_plugins()

    monkeypatch.delenv(discovery.SELECTION, raising=False)
    return load


def test_without_plugins_the_built_ins_are_there(install: Any) -> None:
    """Rule sets, formats, readers and profiles come in through the public hooks."""
    registry = install()
    assert list(registry.rulesets) == BUNDLED
    assert ["html", "json", "markdown", "pdf", "text"] == list(registry.renderers)
    assert ["region", "spreadsheet"] == list(registry.sources)
    assert [] == list(registry.profiles)
    assert () == registry.problems


def test_a_plugin_that_raises_at_import_is_named(install: Any) -> None:
    """The message has plugin, distribution, version and cause; the rest goes on."""
    registry = install(bad=ImportError("no such thing"), good=Renderer("good", str))
    [problem] = registry.problems
    assert problem.say("en") == "plugin bad (regiorules-bad 9.9) is left out: ImportError: no such thing"
    assert "good" in registry.renderers


def test_a_misspelt_hook_is_an_error(install: Any) -> None:
    """A hook that doesn't exist names the plugin and the nearest hook; nothing of that plugin is used."""

    class Plugin:
        @hookimpl
        def regiorules_rulsets(self, register: Any) -> None:
            """Never called."""

        @hookimpl
        def regiorules_renderers(self, register: Any) -> None:
            register(Renderer("half", str))

    registry = install(typo=Plugin())
    [problem] = registry.problems
    assert "plugin_hook" == problem.code
    assert "regiorules_rulesets" == problem.suggestion
    assert "half" not in registry.renderers


def test_a_hook_that_raises_is_contained(install: Any) -> None:
    """An error inside a hook is named like one at import."""

    class Plugin:
        @hookimpl
        def regiorules_rulesets(self, register: Any) -> None:
            raise KeyError("folder")

    [problem] = install(bad=Plugin()).problems
    assert "KeyError: 'folder'" in problem.say("nl")


def test_a_name_claimed_twice_is_nobodys(install: Any) -> None:
    """Both owners are named, and neither wins by coming first."""
    registry = install(one=Renderer("same", lambda: 1), two=Renderer("same", lambda: 2))
    [problem] = registry.problems
    assert "one (regiorules-one 9.9) / two (regiorules-two 9.9)" in problem.say("nl")
    assert "same" not in registry.renderers


def test_a_built_in_name_stays_built_in(install: Any) -> None:
    """A plugin can't take over `text`; it is told so."""
    registry = install(thief=Renderer("text", lambda: "stolen"))
    assert "plugin_clash" == registry.problems[0].code
    assert loading.BUILT_IN == registry.owner("regiorules_renderers", "text").name
    assert not isinstance(registry.renderers["text"], Renderer)


@pytest.mark.parametrize(
    ("variable", "expected"), [("", []), ("one", ["one"]), ("-one", ["two"]), ("one,two,-two", ["one"])]
)
def test_the_variable_selects_and_blocks(
    variable: str, expected: list[str], install: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REGIORULES_PLUGINS names the plugins wanted, or with a minus those unwanted; empty is none."""
    monkeypatch.setenv(discovery.SELECTION, variable)
    registry = install(one=Renderer("one", str), two=Renderer("two", str))
    assert expected == [each.name for each in registry.plugins if each.name != loading.BUILT_IN]


@pytest.mark.parametrize("variable", ["fiend", "-fiend"])
def test_a_plugin_asked_for_must_be_installed(variable: str, install: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt name in REGIORULES_PLUGINS is said, with the nearest."""
    monkeypatch.setenv(discovery.SELECTION, variable)
    [problem] = install(friend=Renderer("friend", str)).problems
    assert ("plugin_unknown", "friend") == (problem.code, problem.suggestion)


def test_two_plugins_of_one_name_are_a_problem(install: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two distributions that call their entry point the same: the second is left out and named."""
    entries = [FakeEntry("same", Renderer("one", str)), FakeEntry("same", Renderer("two", str))]
    pretend(monkeypatch, *entries)
    registry = loading.load_plugins()
    [problem] = registry.problems
    assert "same (regiorules-same 9.9)" in problem.say("nl")


def test_a_rule_set_of_a_plugin_is_used(install: Any, tmp_path: Path) -> None:
    """It builds on core, and its conclusions stand beside core's."""
    install(own=plugin_with("own", ruleset(tmp_path, "own", "internal_differences == large")))
    knowledge = regiorules.load()
    region = regiorules.region_of({"region": "X", "facts": {"internal_differences": "large"}}, knowledge.vocabulary)
    assert regiorules.Engine(knowledge, "compiled").assess(region).holds("own_context")


@pytest.mark.parametrize(
    ("when", "more", "cause"),
    [
        ("bad_context", "", "kring"),
        ("internal_diferences == large", "", "internal_differences"),
        ("subregional_strong", "  bad-circle:\n    when: bad_context\n    then: subregional_strong\n"
         "    because: {nl: x., en: x.}\n    basis: assumption\n    why: {nl: x., en: x.}\n", "kring"),
    ],
)  # fmt: skip
def test_a_broken_rule_set_is_left_out(when: str, more: str, cause: str, install: Any, tmp_path: Path) -> None:
    """A circle (also one through core) or a misspelt fact is named; core and the good plugin stand."""
    bad, good = ruleset(tmp_path, "bad", when, more), ruleset(tmp_path, "good")
    registry = install(bad=plugin_with("bad", bad), good=plugin_with("good", good))
    knowledge, [problem] = load_registered(registry)
    assert {*BUNDLED, "good"} == {each.id for each in knowledge.rulesets}
    assert "bad" == problem.fields["name"]
    assert cause in problem.say("nl")
    with pytest.warns(UserWarning, match="rule set bad"):
        regiorules.load()


def test_a_renderer_that_never_ends_is_stopped(install: Any) -> None:
    """After the time limit there is a clear error; other formats still work."""
    registry = install(slow=Renderer("slow", lambda: time.sleep(30)))
    knowledge = regiorules.load("core")
    region = regiorules.region_of({"region": "X"}, knowledge.vocabulary)
    advice = regiorules.make_advice(regiorules.Engine(knowledge, "compiled").assess(region), knowledge)
    with pytest.raises(regiorules.PluginError, match="slow"):
        render_advice(advice, "slow", registry=registry, time_limit=0.05)
    assert render_advice(advice, "text", registry=registry).startswith("Advies")


def test_a_renderer_that_raises_is_named(install: Any) -> None:
    """The error says which format failed and why."""
    registry = install(bad=Renderer("bad", lambda: 1 / 0))
    knowledge = regiorules.load("core")
    region = regiorules.region_of({"region": "X"}, knowledge.vocabulary)
    advice = regiorules.make_advice(regiorules.Engine(knowledge, "compiled").assess(region), knowledge)
    with pytest.raises(regiorules.PluginError, match="ZeroDivisionError"):
        render_advice(advice, "bad", registry=registry)


def notes_of(action: Any) -> Any:
    """A plugin that adds notes to every assessment."""

    class Plugin:
        @hookimpl
        def regiorules_notes(self, assessment: Any, register: Any) -> None:
            register(action(assessment))

    return Plugin()


def test_notes_stand_in_the_advice_with_the_plugin_s_name(install: Any) -> None:
    """In the language of the advice, by plugin; a plugin that fails is warned of, and the others' notes stand."""
    install(
        bad=notes_of(lambda assessment: assessment.facts["no_such_fact"]),
        good=notes_of(lambda assessment: Text(f"Zie {assessment.region}.", f"See {assessment.region}.")),
    )
    knowledge = regiorules.load("core")
    region = regiorules.region_of({"region": "X"}, knowledge.vocabulary)
    assessment = regiorules.Engine(knowledge, "compiled").assess(region)
    with pytest.warns(UserWarning, match="plugin bad .* KeyError"):
        notes = regiorules.plugin_notes(assessment, knowledge)
    advice = regiorules.make_advice(assessment, knowledge, "en", notes=notes)
    assert [("good", "See X.")] == [(each.plugin, each.text) for each in advice.notes]
    assert "See X. (good)" in str(render_advice(advice, full=True))
    assert "See X." in str(render_advice(advice))
    assert "(good)" not in str(render_advice(advice))


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(["a", "b", "c"]))
def test_the_order_of_registration_shows_nowhere(order: list[str]) -> None:
    """The same plugins in any order give the same assessment, byte for byte."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        made = {name: plugin_with(name, ruleset(Path(folder), name)) for name in ("a", "b", "c")}
        seen = set()
        for names in (["a", "b", "c"], order):
            entries = [FakeEntry(name, made[name]) for name in names]
            pretend(patch, *entries)
            knowledge = regiorules.load()
            region = regiorules.region_of({"region": "X"}, knowledge.vocabulary)
            seen.add(regiorules.Engine(knowledge, "compiled").assess(region).to_json())
        assert 1 == len(seen)
