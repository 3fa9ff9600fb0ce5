"""The conformance kit refuses what it says it refuses."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Callable
from importlib import import_module
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from regiorules.authoring.testing import conformance
from regiorules.authoring.testing.conformance import Conformance
from regiorules.plugins.hookspecs import hookimpl
from regiorules.render.renderer import Layout
from tests.paths import ROOT

EXAMPLE = ROOT / "plugins" / "regiorules-example" / "src" / "regiorules_example"
CHECKS = sorted(name for name in vars(Conformance) if name.startswith("test_"))


class Renderer:
    """A format that never gives the same twice."""

    name = "restless"

    def __init__(self) -> None:
        self.numbers = count()

    def render(self, advice: Any, layout: Layout) -> str:
        """Another number every time."""
        return str(next(self.numbers))


class Plugin:
    """A plugin with one rule set, and perhaps more."""

    __name__ = "trial"

    def __init__(self, folder: Path, name: str = "example", renderer: Any = None) -> None:
        self.folder = folder
        self.name = name
        self.renderer = renderer

    @hookimpl
    def regiorules_rulesets(self, register: Callable[[str, Path], None]) -> None:
        """The rule set."""
        register(self.name, self.folder)

    @hookimpl
    def regiorules_renderers(self, register: Callable[[Any], None]) -> None:
        """The format, if there is one."""
        if self.renderer:
            register(self.renderer)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The rule set of the example, to be spoilt."""
    return shutil.copytree(EXAMPLE / "ruleset", tmp_path / "ruleset")


def spoil(folder: Path, old: str, new: str, name: str = "ruleset.yaml") -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def failing(plugin: Any) -> list[str]:
    """The checks of the kit that a plugin doesn't pass."""
    kit = type("TestTrial", (Conformance,), {"plugin": plugin})()
    found = []
    for name in CHECKS:
        try:
            getattr(kit, name)()
        except Exception:
            found.append(name.removeprefix("test_"))
    return found


def test_the_example_passes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a module, and as any object with hooks."""
    monkeypatch.setattr(sys, "path", [str(EXAMPLE.parent), *sys.path])
    assert failing(import_module("regiorules_example")) == []
    assert failing(Plugin(folder)) == []


@pytest.mark.parametrize(
    ("old", "new", "file", "check"),
    [
        ("joint and regional", "joint or regional", "ruleset.yaml", "scenarios_pass"),
        ("{example_job_fair: none, regional_network: absent}", "{}", "scenarios/example.yaml", "scenarios_pass"),
        ("    fails:\n", "    holds_not:\n", "scenarios/example.yaml", "files_follow_the_schemas"),
        ("[EX01]\n\nconclusions", "[]\n\nconclusions", "ruleset.yaml", ""),
        ("en: There is no joint job fair yet, and the regional network could do with an occasion to meet.",
         "en: Er is nog geen gezamenlijke banenmarkt, en het regionale netwerk kan een aanleiding om elkaar te treffen "
         "gebruiken.", "ruleset.yaml", "both_languages_say_something"),
        ("source_sections", "statements_too: x\nsource_sections", "ruleset.yaml", "files_follow_the_schemas"),
    ],
)  # fmt: skip
def test_what_is_spoilt_is_found(old: str, new: str, file: str, check: str, folder: Path) -> None:
    """A flipped condition, a scenario that no longer fits, a misspelt key, a text in one language only."""
    spoil(folder, old, new, file)
    found = failing(Plugin(folder))
    assert check in found if check else found == []


def test_a_rule_without_both_kinds_of_scenario_is_found(folder: Path) -> None:
    """Cases in which a rule fails may not be missing."""
    text = (folder / "scenarios" / "example.yaml").read_text()
    (folder / "scenarios" / "example.yaml").write_text(text[: text.index("    fails:")])
    assert failing(Plugin(folder)) == ["every_rule_is_tried_both_ways"]


def test_what_is_left_lying_is_found(folder: Path) -> None:
    """A statement that nothing uses, and a conclusion that no rule gives."""
    spoil(folder, "statements:\n  EX01", "statements:\n  EX02:\n    section: example_practice\n"
          "    text: {nl: Ongebruikt., en: Unused.}\n  EX01")  # fmt: skip
    assert failing(Plugin(folder)) == ["nothing_is_left_lying"]


def test_a_clash_is_found(folder: Path) -> None:
    """A rule set under another name than its id, and a format that is core's."""
    assert "nothing_clashes" in failing(Plugin(folder, "other"))
    renderer = Renderer()
    renderer.name = "text"
    assert "nothing_clashes" in failing(Plugin(folder, renderer=renderer))


def test_a_format_that_differs_each_time_is_found(folder: Path) -> None:
    """The same advice must give the same bytes."""
    assert failing(Plugin(folder, renderer=Renderer())) == ["the_same_facts_give_the_same_bytes"]


def rendering(action: Callable[[], object]) -> Any:
    """A format that does something besides what it is for."""

    class Busy:
        name = "busy"

        def render(self, advice: Any, layout: Layout) -> str:
            action()
            return "x"

    return Busy()


@pytest.mark.parametrize(
    "action",
    [
        lambda: print("klaar"),  # noqa: T201
        lambda: os.chdir("/"),
        lambda: os.environ.update(REGIORULES_LANG="en"),
        lambda: warnings.simplefilter("ignore"),
        lambda: sys.setrecursionlimit(5000),
    ],
)
def test_what_is_left_behind_is_found(action: Callable[[], object], folder: Path) -> None:
    """RegioRules puts it back, and the author hears of it."""
    assert failing(Plugin(folder, renderer=rendering(action))) == ["it_leaves_nothing_behind"]


def test_a_plugin_that_takes_its_time_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that doesn't end is given up."""
    monkeypatch.setattr(conformance, "_SECONDS", 0.2)
    never = Event()
    slow = Plugin(folder, renderer=rendering(lambda: never.wait(1)))
    assert "it_leaves_nothing_behind" in failing(slow)


def test_a_command_that_can_not_be_loaded_is_found(folder: Path) -> None:
    """Before a user asks for it."""

    class WithCommand(Plugin):
        @hookimpl
        def regiorules_commands(self, register: Callable[[str, str], None]) -> None:
            """A command that isn't there."""
            register("nergens", "nergens:command")

    assert failing(WithCommand(folder)) == ["it_leaves_nothing_behind"]


def test_a_module_that_prints_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it is imported."""
    (tmp_path / "regiorules_loud.py").write_text("print('hallo')")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "stdout", sys.stderr)
    assert failing(import_module("regiorules_loud")) == ["importing_it_prints_nothing"]


def test_a_rule_that_is_replaced_by_one_without_condition_needs_no_failing_case(folder: Path) -> None:
    """What counts is the rule that takes its place, not the one of core."""
    both = "{nl: Altijd., en: Always.}"
    (folder / "changes.yaml").write_text(
        f"changes:\n  subregional-differences-in-size:\n    reason: {both}\n    replace:\n      when: always\n"
        f"      then: subregional_possible\n      because: {both}\n      basis: assumption\n      why: {both}\n"
    )
    with (folder / "scenarios" / "example.yaml").open("a") as cases:
        cases.write("  subregional-differences-in-size:\n    gives: subregional_possible\n    holds: [{}]\n")
    assert failing(Plugin(folder)) == []
