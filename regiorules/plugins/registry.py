"""What is registered, and how it is used: whatever a plugin's part does is contained, and its owner named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from regiorules.errors import PluginError, Problem, unknown_name
from regiorules.frozen import frozen
from regiorules.plugins.asking import NOTES, Asking, Parts
from regiorules.plugins.guard import Guard, Misbehaviour
from regiorules.plugins.lending import lent
from regiorules.plugins.names import BUILT_IN
from regiorules.plugins.offers import collect_notes
from regiorules.plugins.plugin import Plugin

if TYPE_CHECKING:
    from pathlib import Path

    from regiorules.engine.assessment import Assessment
    from regiorules.facts.profiles import Profile
    from regiorules.facts.source import FactSource
    from regiorules.render.renderer import ComparisonRenderer, Renderer
    from regiorules.rules.forms import Exporter, Importer
    from regiorules.rules.model import Knowledge
    from regiorules.text import Text

T = TypeVar("T")
_OF_A_PART = {"plugin_broken": "part_broken", "plugin_slow": "part_slow"}
_KINDS = {
    "regiorules_renderers": "renderer",
    "regiorules_comparisons": "renderer",
    "regiorules_sources": "source",
    "regiorules_imports": "import",
    "regiorules_exports": "export",
    "regiorules_profiles": "profiles",
    "regiorules_commands": "command",
}


@frozen
class Registry:
    """
    What is registered, by name; each hook of a plugin is asked once, when something of its kind is asked for.

    `readers` says by the ending of a file which source reads it, `suffixes` by format for which endings it
    is; `commands` are "module:attribute".
    """

    _asking: Asking

    @property
    def guard(self) -> Guard:
        """How plugins are held."""
        return self._asking.guard

    @property
    def rulesets(self) -> Mapping[str, Path]:
        """The folders of rule sets, by id."""
        return self._parts("regiorules_rulesets")

    @property
    def renderers(self) -> Mapping[str, Renderer]:
        """The formats, by name."""
        return self._parts("regiorules_renderers")

    @property
    def comparisons(self) -> Mapping[str, ComparisonRenderer]:
        """The formats for regions side by side, by name."""
        return self._parts("regiorules_comparisons")

    @property
    def sources(self) -> Mapping[str, FactSource]:
        """The readers of facts, by name."""
        return self._parts("regiorules_sources")

    @property
    def imports(self) -> Mapping[str, Importer]:
        """The forms that rule sets are imported from, by name."""
        return self._parts("regiorules_imports")

    @property
    def exports(self) -> Mapping[str, Exporter]:
        """The forms that rule sets are exported to, by name."""
        return self._parts("regiorules_exports")

    def endings(self, hook: str) -> Mapping[str, tuple[str, ...]]:
        """The endings of the files of each part that is registered with a hook."""
        return Parts(lambda built_in: self._asking.settled(hook, built_in).suffixes)

    @property
    def profiles(self) -> Mapping[str, Callable[[], Mapping[str, Profile]]]:
        """What gives tables of regions, by name."""
        return self._parts("regiorules_profiles")

    @property
    def commands(self) -> Mapping[str, str]:
        """The commands, by name."""
        return self._parts("regiorules_commands")

    @property
    def readers(self) -> Mapping[str, str]:
        """The source of each ending."""
        return Parts(lambda built_in: self._asking.settled("regiorules_sources", built_in).readers)

    @property
    def suffixes(self) -> Mapping[str, tuple[str, ...]]:
        """The endings of each format."""
        return Parts(lambda built_in: self._asking.settled("regiorules_renderers", built_in).suffixes)

    @property
    def comparison_suffixes(self) -> Mapping[str, tuple[str, ...]]:
        """The endings of each format for regions side by side."""
        return Parts(lambda built_in: self._asking.settled("regiorules_comparisons", built_in).suffixes)

    @property
    def plugins(self) -> tuple[Plugin, ...]:
        """The plugins that take part; all of them are imported and asked what they register."""
        return self._asking.plugins()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with plugins; all of them are imported and asked what they register."""
        self._asking.plugins()
        return self._asking.noticed()

    @property
    def noticed(self) -> tuple[Problem, ...]:
        """What is wrong with plugins, as far as they were asked for anything."""
        return self._asking.noticed()

    def held_by(self, guard: Guard) -> Registry:
        """The same plugins held by another guard; they are asked anew."""
        return Registry(evolve(self._asking, guard=guard))

    def owner(self, hook: str, name: str) -> Plugin:
        """Whose the part is that is registered under that name with that hook."""
        return Parts(lambda built_in: self._asking.settled(hook, built_in).owners)[name]

    def contained(
        self, hook: str, name: str, action: Callable[[], T], *, guard: Guard | None = None, reads: bool = False
    ) -> T:
        """
        What a registered part does; `reads` says that it may read standard input.

        Raises PluginError, naming its owner, where it fails or takes too long; RegioRules' own errors go
        through as they are.  What is built in is simply done.
        """
        if self.owner(hook, name).name == BUILT_IN:
            return action()
        try:
            return (guard or self.guard).run(action, reads=reads)
        except Misbehaviour as wrong:
            raise self.failure(hook, name, wrong) from wrong.__cause__

    def given(self, hook: str, name: str, value: T) -> T:
        """A value as a part gets to see it: the owner of the part can't change it for others."""
        return value if self.owner(hook, name).name == BUILT_IN else lent(value)

    def failure(self, hook: str, name: str, wrong: Misbehaviour) -> PluginError:
        """The error that names a part, its owner, and what it did wrong."""
        fields = {"kind": _KINDS[hook], "name": name, "plugin": str(self.owner(hook, name)), **wrong.fields}
        return PluginError([Problem(_OF_A_PART[wrong.code], fields)])

    def notes(
        self, assessment: Assessment, knowledge: Knowledge
    ) -> tuple[tuple[tuple[str, Text], ...], tuple[Problem, ...]]:
        """The notes that plugins add to an assessment, each with the plugin's name; and what went wrong in them."""
        found: list[tuple[str, Text]] = []
        problems: list[Problem] = []
        used = assessment.used(knowledge)
        for plugin in self._asking.having(NOTES):
            collecting = partial(collect_notes, plugin.call, assessment, used)
            try:
                found += [(plugin.name, note) for note in plugin.held(self.guard, NOTES, collecting)]
            except PluginError as error:
                problems += error.problems
        return tuple(found), tuple(problems)

    def renderer(self, name: str) -> Renderer:
        """The renderer with that name; raises UnknownName."""
        if name not in self.renderers:
            raise unknown_name("unknown_format", name, self.renderers)
        return self.renderers[name]

    def _parts(self, hook: str) -> Mapping[str, Any]:
        return Parts(lambda built_in: self._asking.settled(hook, built_in).parts)
