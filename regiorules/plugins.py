"""
The plugin manager: made by a factory, filled through the public hooks, built-ins first.

Nothing is loaded at import and nothing is shared.  A plugin that is broken, misspells a hook or
claims a taken name is left out and named; the others go on.  What is registered stands in the
order of its names, so that no order of registration shows.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, TypeVar

import pluggy
from attrs import evolve, field, frozen

from regiorules import builtins, hookspecs
from regiorules.engine.assessment import Assessment
from regiorules.errors import PluginError, Problem, RegioRulesError, unknown_name
from regiorules.facts.profiles import Profile
from regiorules.facts.source import FactSource
from regiorules.hookspecs import PROJECT
from regiorules.render.renderer import Renderer
from regiorules.rules.model import Knowledge
from regiorules.text import Text, listing, nearest

T = TypeVar("T")
BUILT_IN = "regiorules"
BUILT_IN_RULESET = "core"
SELECTION = "REGIORULES_PLUGINS"
_PARTS = {"regiorules_renderers": ("name", "render"), "regiorules_sources": ("name", "suffixes", "read")}


@frozen
class Plugin:
    """A plugin that is loaded: its name, the distribution it comes from, and the hooks that it implements."""

    name: str
    distribution: str
    version: str
    hooks: tuple[str, ...]
    module: Any = field(eq=False, repr=False)

    def __str__(self) -> str:
        return f"{self.name} ({self.distribution} {self.version})".replace(" )", ")")

    def broken(self, cause: BaseException) -> Problem:
        """The problem that names the plugin and what went wrong in it."""
        why = " ".join(f"{type(cause).__name__}: {cause}".split())
        return Problem("plugin_broken", {"plugin": str(self), "why": why})


@frozen
class Registry:
    """
    What is registered, by name; `problems` are what was wrong with plugins.

    `owners` says by hook and name whose each part is; `commands` are "module:attribute".
    """

    plugins: tuple[Plugin, ...]
    rulesets: Mapping[str, Path]
    renderers: Mapping[str, Renderer]
    sources: Mapping[str, FactSource]
    profiles: Mapping[str, Callable[[], Mapping[str, Profile]]]
    commands: Mapping[str, str]
    owners: Mapping[tuple[str, str], Plugin]
    problems: tuple[Problem, ...]
    _manager: pluggy.PluginManager = field(eq=False, repr=False)

    def contained(self, hook: str, name: str, action: Callable[[], T]) -> T:
        """
        What a registered part does.

        Raises PluginError, naming its owner, where it fails; RegioRules' own errors go through as they are.
        """
        try:
            return action()
        except RegioRulesError:
            raise
        except (Exception, SystemExit) as cause:
            raise PluginError([self.owners[hook, name].broken(cause)]) from cause

    def notes(
        self, assessment: Assessment, knowledge: Knowledge
    ) -> tuple[tuple[tuple[str, Text], ...], tuple[Problem, ...]]:
        """The notes that plugins add to an assessment, each with the plugin's name; and what went wrong."""
        found: list[tuple[str, Text]] = []
        problems: list[Problem] = []
        used = assessment.used(knowledge)
        for plugin in self.plugins:
            notes: list[Text] = []
            given = {"assessment": assessment, "knowledge": used, "register": notes.append}
            try:
                _call(self._manager, plugin, "regiorules_notes", **given)
                found += [(plugin.name, Text(note.nl, note.en)) for note in notes]
            except (Exception, SystemExit) as cause:
                problems.append(plugin.broken(cause))
        return tuple(found), tuple(problems)

    def suffixes(self) -> dict[str, tuple[str, ...]]:
        """The endings of the files that each renderer is for, by its name."""
        return {
            name: tuple(suffix.lower() for suffix in getattr(each, "suffixes", ()))
            for name, each in self.renderers.items()
        }

    def renderer(self, name: str) -> Renderer:
        """The renderer with that name; raises UnknownName."""
        if name not in self.renderers:
            raise unknown_name("unknown_format", name, self.renderers)
        return self.renderers[name]


def load_plugins(
    only: Iterable[str] | None = None, block: Iterable[str] = (), *, modules: Mapping[str, Any] | None = None
) -> Registry:
    """
    Everything that the built-ins and the installed plugins register.

    `only` and `block` are names of plugins; without them the variable REGIORULES_PLUGINS says which:
    names separated by commas, `-name` to block one, and an empty value for none.  `modules` are
    plugins that aren't installed, by name.
    """
    selected, blocked = _selection()
    wanted = selected if only is None else frozenset(only)
    unwanted = blocked | frozenset(block)
    loader = _Loader()
    loader.add(Plugin(BUILT_IN, "regiorules", "", (), builtins))
    entries = sorted(entry_points(group=PROJECT), key=lambda entry: entry.name)
    loader.asked_for((wanted or frozenset()) | unwanted, [entry.name for entry in entries])
    for entry in entries:
        if entry.name not in unwanted and (wanted is None or entry.name in wanted):
            loader.load(entry)
    for name, module in sorted((modules or {}).items()):
        loader.contain(Plugin(name, module.__name__, "", (), module))
    return loader.registry()


def _selection() -> tuple[frozenset[str] | None, frozenset[str]]:
    text = os.environ.get(SELECTION)
    if text is None:
        return None, frozenset()
    names = {name.strip() for name in text.split(",") if name.strip()}
    blocked = frozenset(name[1:] for name in names if name.startswith("-"))
    selected = frozenset(name for name in names if not name.startswith("-"))
    return (selected if selected or not blocked else None), blocked


def _call(manager: pluggy.PluginManager, plugin: Plugin, hook: str, **arguments: Any) -> None:
    """One hook of one plugin alone; what it doesn't implement is nothing."""
    others = [module for _, module in manager.list_name_plugin() if module is not plugin.module]
    manager.subset_hook_caller(hook, others)(**arguments)


def _check_suffixes(renderer: Any) -> None:
    """Raises TypeError for endings of files that aren't a tuple of words like ".docx"."""
    suffixes = getattr(renderer, "suffixes", ())
    if not isinstance(suffixes, tuple | list) or not all(
        isinstance(each, str) and each[:1] == "." for each in suffixes
    ):
        raise TypeError(f'suffixes of {renderer.name} is {suffixes!r}, and should be like (".docx",)')


class _Loader:
    """Loads plugins one by one, each contained."""

    def __init__(self) -> None:
        self.manager = pluggy.PluginManager(PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self.plugins: list[Plugin] = []
        self.owners: dict[tuple[str, str], Plugin] = {}
        self.problems: list[Problem] = []
        self.specified = tuple(name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_"))

    def asked_for(self, names: Iterable[str], installed: list[str]) -> None:
        """Plugins that are selected or blocked must be installed."""
        for name in sorted(set(names) - set(installed)):
            fields = {"name": name, "known": listing(installed) or "-"}
            self.problems.append(Problem("plugin_unknown", fields, suggestion=nearest(name, installed)))

    def load(self, entry: EntryPoint) -> None:
        """One entry point; whatever goes wrong in it is a problem that names it."""
        distribution, version = (entry.dist.name, entry.dist.version) if entry.dist else ("?", "?")
        self.contain(Plugin(entry.name, distribution, version, (), None), entry.load)

    def contain(self, plugin: Plugin, load: Callable[[], Any] | None = None) -> None:
        """Add a plugin, loaded first where need be; whatever goes wrong is a problem that names it."""
        try:
            self.add(evolve(plugin, module=load()) if load else plugin)
        except KeyboardInterrupt:
            raise
        except BaseException as cause:
            self.problems.append(plugin.broken(cause))

    def add(self, plugin: Plugin) -> None:
        """Register a plugin whose hooks are all known; raises what pluggy does for a hook that is wrong."""
        module = plugin.module
        hooks = tuple(each for each in dir(module) if self.manager.parse_hookimpl_opts(module, each) is not None)
        for hook in hooks:
            if hook not in self.specified:
                fields = {"plugin": str(plugin), "hook": hook, "known": listing(self.specified)}
                self.problems.append(Problem("plugin_hook", fields, suggestion=nearest(hook, self.specified)))
                return
        self.manager.register(module, plugin.name)
        self.plugins.append(evolve(plugin, hooks=hooks))

    def registry(self) -> Registry:
        return Registry(
            tuple(self.plugins),
            self.registered("regiorules_rulesets"),
            self.registered("regiorules_renderers"),
            self.registered("regiorules_sources"),
            self.registered("regiorules_profiles"),
            self.registered("regiorules_commands"),
            self.owners,
            tuple(self.problems),
            self.manager,
        )

    def registered(self, hook: str) -> dict[str, Any]:
        """What plugins register with one hook; a name with two owners is nobody's, unless it is built in."""
        found: dict[str, Any] = {}
        owners: dict[str, list[Plugin]] = {}
        for plugin in self.plugins:
            if hook in plugin.hooks:
                for name, value in self.offered(plugin, hook):
                    found.setdefault(name, value)
                    owners.setdefault(name, []).append(plugin)
        for name, claimed in owners.items():
            if len(claimed) > 1:
                both = " / ".join(map(str, claimed))
                self.problems.append(Problem("plugin_clash", {"name": name, "owners": both}))
                if claimed[0].name != BUILT_IN:
                    del found[name]
                    continue
            self.owners[hook, name] = claimed[0]
        return dict(sorted(found.items()))

    def offered(self, plugin: Plugin, hook: str) -> list[tuple[str, Any]]:
        offers: list[tuple[str, Any]] = []

        def register(*given: Any) -> None:
            lacking = [each for each in _PARTS.get(hook, ()) if not hasattr(given[0], each)]
            if lacking:
                raise TypeError(f"{given[0]!r} has no {', '.join(lacking)}")
            if hook == "regiorules_renderers":
                _check_suffixes(given[0])
            offers.append((given[0], given[1]) if len(given) > 1 else (given[0].name, given[0]))

        try:
            _call(self.manager, plugin, hook, register=register)
        except (Exception, SystemExit) as cause:
            self.problems.append(plugin.broken(cause))
            return []
        return offers
