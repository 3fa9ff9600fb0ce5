"""What is registered, and how it is used: whatever a plugin's part does is contained, and its owner named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import pluggy
from attrs import field, frozen

from regiorules.engine.assessment import Assessment
from regiorules.errors import PluginError, Problem, RegioRulesError, unknown_name
from regiorules.facts.profiles import Profile
from regiorules.facts.source import FactSource
from regiorules.plugins.guard import Guard, Misbehaviour
from regiorules.plugins.lending import lent
from regiorules.plugins.offers import collect_notes
from regiorules.plugins.said import one_line
from regiorules.render.renderer import Renderer
from regiorules.rules.model import Knowledge
from regiorules.text import LANGUAGES, Text

T = TypeVar("T")
BUILT_IN = "regiorules"
BUILT_IN_RULESET = "core"
_OF_A_PART = {"plugin_broken": "part_broken", "plugin_slow": "part_slow"}
_KINDS = {
    "regiorules_renderers": "renderer",
    "regiorules_sources": "source",
    "regiorules_profiles": "profiles",
    "regiorules_commands": "command",
}


def read_only(given: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """A copy that can't be changed; what is in it are the plugins' own parts, and stay as they are."""
    return MappingProxyType(dict(given))


@frozen
class Plugin:
    """A plugin that is loaded: its name, the distribution it comes from, and the hooks that it implements."""

    name: str
    distribution: str
    version: str
    hooks: tuple[str, ...] = ()
    module: Any = field(default=None, eq=False, repr=False)
    manager: pluggy.PluginManager | None = field(default=None, eq=False, repr=False)

    def __str__(self) -> str:
        return one_line(f"{self.name} ({self.distribution} {self.version})".replace(" )", ")"))

    def call(self, hook: str, **arguments: Any) -> None:
        """One hook of this plugin; each has a manager of its own, so that none can get between the others."""
        if hook in self.hooks and self.manager is not None:
            getattr(self.manager.hook, hook)(**arguments)

    def held(self, guard: Guard, doing: str | Text, action: Callable[[], T]) -> T:
        """
        What the plugin does at import or in a hook.

        Raises PluginError that names the plugin and what it was `doing`, also for RegioRules' own errors.
        """
        try:
            return guard.run(action)
        except RegioRulesError as error:
            said = (f"{type(error).__name__}: {one_line(error.say(language))}" for language in LANGUAGES)
            wrong = Misbehaviour("plugin_broken", why=Text(*said))
        except Misbehaviour as misbehaviour:
            wrong = misbehaviour
        fields = {"plugin": str(self), "doing": doing, **wrong.fields}
        raise PluginError([Problem(wrong.code, fields, suggestion=wrong.suggestion)]) from wrong.__cause__


@frozen
class Registry:
    """
    What is registered, by name; `problems` are what was wrong with plugins.

    `readers` says by the ending of a file which source reads it, `suffixes` by format for which endings it
    is, `owners` by hook and name whose each part is; `commands` are "module:attribute".  `guard` is how
    plugins are held.
    """

    plugins: tuple[Plugin, ...]
    rulesets: Mapping[str, Path] = field(converter=read_only)
    renderers: Mapping[str, Renderer] = field(converter=read_only)
    sources: Mapping[str, FactSource] = field(converter=read_only)
    profiles: Mapping[str, Callable[[], Mapping[str, Profile]]] = field(converter=read_only)
    commands: Mapping[str, str] = field(converter=read_only)
    readers: Mapping[str, str] = field(converter=read_only)
    suffixes: Mapping[str, tuple[str, ...]] = field(converter=read_only)
    owners: Mapping[tuple[str, str], Plugin] = field(converter=read_only)
    problems: tuple[Problem, ...]
    guard: Guard

    def contained(
        self, hook: str, name: str, action: Callable[[], T], *, guard: Guard | None = None, reads: bool = False
    ) -> T:
        """
        What a registered part does; `reads` says that it may read standard input.

        Raises PluginError, naming its owner, where it fails or takes too long; RegioRules' own errors go
        through as they are.  What is built in is simply done.
        """
        owner = self.owners[hook, name]
        if owner.name == BUILT_IN:
            return action()
        try:
            return (guard or self.guard).run(action, reads=reads)
        except Misbehaviour as wrong:
            raise self.failure(hook, name, wrong) from wrong.__cause__

    def given(self, hook: str, name: str, value: T) -> T:
        """A value as a part gets to see it: the owner of the part can't change it for others."""
        return value if self.owners[hook, name].name == BUILT_IN else lent(value)

    def failure(self, hook: str, name: str, wrong: Misbehaviour) -> PluginError:
        """The error that names a part, its owner, and what it did wrong."""
        fields = {"kind": _KINDS[hook], "name": name, "plugin": str(self.owners[hook, name]), **wrong.fields}
        return PluginError([Problem(_OF_A_PART[wrong.code], fields)])

    def notes(
        self, assessment: Assessment, knowledge: Knowledge
    ) -> tuple[tuple[tuple[str, Text], ...], tuple[Problem, ...]]:
        """The notes that plugins add to an assessment, each with the plugin's name; and what went wrong."""
        found: list[tuple[str, Text]] = []
        problems: list[Problem] = []
        hook = "regiorules_notes"
        used = assessment.used(knowledge)
        for plugin in (each for each in self.plugins if hook in each.hooks):
            collecting = partial(collect_notes, plugin.call, assessment, used)
            try:
                found += [(plugin.name, note) for note in plugin.held(self.guard, hook, collecting)]
            except PluginError as error:
                problems += error.problems
        return tuple(found), tuple(problems)

    def renderer(self, name: str) -> Renderer:
        """The renderer with that name; raises UnknownName."""
        if name not in self.renderers:
            raise unknown_name("unknown_format", name, self.renderers)
        return self.renderers[name]
