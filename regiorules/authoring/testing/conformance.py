"""
The conformance kit: what every plugin should pass.

    import regiorules_mine
    from regiorules.authoring.testing.conformance import Conformance

    class TestConformance(Conformance):
        plugin = regiorules_mine
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from regiorules.advice.advise import make_advice
from regiorules.api import render_advice
from regiorules.authoring.schemas import schema
from regiorules.authoring.testing.scenarios import check_suite, coverage, load_scenarios
from regiorules.documents import plain, read_document
from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from regiorules.plugins import BUILT_IN, Guard, Registry, load_plugins
from regiorules.plugins.commands import load_command
from regiorules.rules.coverage import cover
from regiorules.rules.folder import ruleset_files
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from regiorules.text import LANGUAGES

_NAME = "under test"
_SECONDS = 20.0  # for each thing that a plugin does
_PRINTED = ("pdf",)  # which is the page of HTML again, and needs an extra


class Conformance:
    """Tests for one plugin: subclass it in a test file, and let `plugin` be the plugin's module."""

    plugin: ClassVar[Any]

    def test_nothing_clashes(self) -> None:
        """The plugin loads, its hooks exist, no name is core's; a rule set's id is the name it is registered under."""
        registry, knowledge, _ = _beside_core(self.plugin)
        assert [problem.say("en") for problem in registry.problems] == []
        assert sorted(registry.rulesets) == sorted(each.id for each in knowledge.rulesets)

    def test_it_leaves_nothing_behind(self) -> None:
        """
        It is done in time, prints nothing to standard output, and changes nothing of the process: no locale, no folder.

        RegioRules puts such things back, but a plugin that does them isn't sure of anything either.
        """
        traces: list[str] = []
        registry = load_plugins(only=(), modules={_NAME: self.plugin}, guard=Guard(_SECONDS, traces=traces))
        assert [problem.say("en") for problem in registry.problems] == []
        knowledge = load_rulesets(*registry.rulesets.values())
        assessment = Engine(knowledge, "compiled").assess(Region("Testregio"))
        notes, problems = registry.notes(assessment, knowledge)
        assert [problem.say("en") for problem in problems] == []
        for kind in _own(registry, "regiorules_renderers"):
            render_advice(make_advice(assessment, knowledge, notes=notes), kind, registry=registry)
        for name in _own(registry, "regiorules_commands"):
            load_command(registry, name)
        assert traces == []

    def test_importing_it_prints_nothing(self) -> None:
        """Whatever it has to say, it says when it is asked."""
        if not isinstance(self.plugin, ModuleType) or self.plugin.__spec__ is None:
            return
        code = f"import sys; sys.path[:] = {sys.path!r}; import {self.plugin.__name__}"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603
        assert (done.returncode, done.stdout) == (0, b"")

    def test_files_follow_the_schemas(self) -> None:
        """Every file of a rule set is as an editor with the schemas wants it."""
        _, _, folders = _beside_core(self.plugin)
        import jsonschema

        for folder in folders.values():
            for path in (*ruleset_files(folder), *ruleset_files(folder, scenarios=True)):
                jsonschema.validate(plain(read_document(path)), schema(_kind(path, folder)))

    def test_scenarios_pass(self) -> None:
        """Every scenario and case sees what it expects, on every executor that is installed."""
        _, knowledge, folders = _beside_core(self.plugin)
        for folder in folders.values():
            for engine in _engines(knowledge):
                wrong = [check for check in check_suite(load_scenarios(folder), engine) if not check.passed]
                assert [f"{each.place} {each.subject}: {each.expected} != {each.shown('en')}" for each in wrong] == []

    def test_every_rule_is_tried_both_ways(self) -> None:
        """Each rule has a scenario in which it holds, and (if it has a condition) one in which it doesn't."""
        _, knowledge, folders = _beside_core(self.plugin)
        engine = Engine(knowledge, "compiled")
        for name, folder in folders.items():
            rules = {**knowledge.rules, **knowledge.replacements(name)}
            for rule_id, seen in coverage(load_scenarios(folder), engine, name).items():
                always = knowledge.is_unconditional(rules[rule_id])
                assert {"holds"} | (set() if always else {"fails"}) <= seen, rule_id

    def test_nothing_is_left_lying(self) -> None:
        """Every statement is used, and every conclusion and derived fact has a rule."""
        _, knowledge, folders = _beside_core(self.plugin)
        found = cover(knowledge)
        ours = {name for name, each in knowledge.statements.items() if each.ruleset in folders}
        assert sorted(ours & set(found.unused)) == []
        assert sorted(found.without_rule) == []

    def test_both_languages_say_something(self) -> None:
        """No reason of a rule and no text of a conclusion is the same sentence in Dutch and in English."""
        _, knowledge, folders = _beside_core(self.plugin)
        ours = [rule.because for rule in knowledge.rules.values() if rule.ruleset in folders]
        ours += [each.text for each in knowledge.conclusions.values() if each.ruleset in folders]
        assert [text.nl for text in ours if text.nl == text.en] == []

    def test_the_same_facts_give_the_same_bytes(self) -> None:
        """Twice the same region, in every format and both languages, and by every executor the same assessment."""
        registry, knowledge, _ = _beside_core(self.plugin)
        for name in set(knowledge.regional) or {"Testregio"}:
            first, *others = (engine.assess(Region(name)) for engine in _engines(knowledge) for _ in range(2))
            assert {_but_executor(first)} == {_but_executor(each) for each in others}
            notes, problems = registry.notes(first, knowledge)
            assert problems == ()
            formats = [kind for kind in registry.renderers if kind not in _PRINTED]
            for kind, language in product(formats, LANGUAGES):
                advice = make_advice(first, knowledge, language, notes=notes)
                once, again = (render_advice(advice, kind, registry=registry) for _ in range(2))
                assert once == again


@cache
def _beside_core(plugin: Any) -> tuple[Registry, Knowledge, dict[str, Path]]:
    """The built-ins with the plugin, core with its rule sets, and the folders of those."""
    registry = load_plugins(only=(), modules={_NAME: plugin})
    own = {name: registry.rulesets[name] for name in _own(registry, "regiorules_rulesets")}
    return registry, load_rulesets(*registry.rulesets.values()), own


def _own(registry: Registry, hook: str) -> list[str]:
    """The names that the plugin itself registers with a hook."""
    names = getattr(registry, hook.removeprefix("regiorules_"))
    return [name for name in names if registry.owner(hook, name).name != BUILT_IN]


def _engines(knowledge: Knowledge) -> Iterator[Engine]:
    for executor in ("compiled", "durable") if rete.available() else ("compiled",):
        yield Engine(knowledge, executor)


def _but_executor(assessment: Assessment) -> str:
    return assessment.to_json().replace(f'"executor": "{assessment.executor}"', "")


def _kind(path: Path, folder: Path) -> str:
    if path == folder / "ruleset.yaml":
        return "ruleset"
    return "scenario" if "scenarios" in path.relative_to(folder).parts else "catalogue"
