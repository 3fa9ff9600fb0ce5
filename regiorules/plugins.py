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
from attrs import field, frozen

from regiorules import builtins, hookspecs
from regiorules.errors import Problem, unknown_name
from regiorules.facts.profiles import Profile
from regiorules.facts.source import FactSource
from regiorules.hookspecs import PROJECT
from regiorules.render.renderer import Renderer
from regiorules.text import listing, nearest

T = TypeVar("T")
BUILT_IN = "regiorules"
BUILT_IN_RULESET = "core"
SELECTION = "REGIORULES_PLUGINS"


@frozen
class Plugin:
    """A plugin that is loaded: its name, the distribution it comes from, and the hooks that it implements."""

    name: str
    distribution: str
    version: str
    hooks: tuple[str, ...]
    module: Any = field(eq=False, repr=False)


@frozen
class Registry:
    """What is registered, by name; `problems` are what was wrong with plugins."""

    plugins: tuple[Plugin, ...]
    rulesets: Mapping[str, Path]
    renderers: Mapping[str, Renderer]
    sources: Mapping[str, FactSource]
    profiles: Mapping[str, Callable[[], Mapping[str, Profile]]]
    problems: tuple[Problem, ...]

    def renderer(self, name: str) -> Renderer:
        """The renderer with that name; raises UnknownName."""
        if name not in self.renderers:
            raise unknown_name("unknown_format", name, self.renderers)
        return self.renderers[name]


def load_plugins(only: Iterable[str] | None = None, block: Iterable[str] = ()) -> Registry:
    """
    Everything that the built-ins and the installed plugins register.

    `only` and `block` are names of plugins; without them the variable REGIORULES_PLUGINS says which:
    names separated by commas, `-name` to block one, and an empty value for none.
    """
    selected, blocked = _selection()
    wanted = selected if only is None else frozenset(only)
    unwanted = blocked | frozenset(block)
    loader = _Loader()
    loader.add(BUILT_IN, "regiorules", "", builtins)
    for entry in sorted(entry_points(group=PROJECT), key=lambda entry: entry.name):
        if entry.name not in unwanted and (wanted is None or entry.name in wanted):
            loader.load(entry)
    return loader.registry()


def _selection() -> tuple[frozenset[str] | None, frozenset[str]]:
    text = os.environ.get(SELECTION)
    if text is None:
        return None, frozenset()
    names = {name.strip() for name in text.split(",") if name.strip()}
    blocked = frozenset(name[1:] for name in names if name.startswith("-"))
    selected = frozenset(name for name in names if not name.startswith("-"))
    return (selected if selected or not blocked else None), blocked


class _Loader:
    """Loads plugins one by one, each contained."""

    def __init__(self) -> None:
        self.manager = pluggy.PluginManager(PROJECT)
        self.manager.add_hookspecs(hookspecs)
        self.plugins: list[Plugin] = []
        self.problems: list[Problem] = []
        self.specified = tuple(name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_"))

    def load(self, entry: EntryPoint) -> None:
        """One entry point; whatever goes wrong in it is a problem that names it."""
        distribution = entry.dist.name if entry.dist else "?"
        version = entry.dist.version if entry.dist else "?"
        try:
            module = entry.load()
        except BaseException as cause:
            if isinstance(cause, KeyboardInterrupt):
                raise
            self.failed(entry.name, distribution, version, cause)
            return
        self.add(entry.name, distribution, version, module)

    def failed(self, name: str, distribution: str, version: str, cause: BaseException) -> None:
        why = f"{type(cause).__name__}: {cause}"
        fields = {"name": name, "distribution": distribution, "version": version, "why": why}
        self.problems.append(Problem("plugin_broken", fields))

    def add(self, name: str, distribution: str, version: str, module: Any) -> None:
        """Register a plugin whose hooks are all known."""
        hooks = [each for each in dir(module) if self.manager.parse_hookimpl_opts(module, each) is not None]
        for hook in hooks:
            if hook not in self.specified:
                fields = {"name": name, "distribution": distribution, "version": version, "hook": hook}
                known = {"known": listing(self.specified)}
                self.problems.append(Problem("plugin_hook", fields | known, suggestion=nearest(hook, self.specified)))
                return
        self.manager.register(module, name)
        self.plugins.append(Plugin(name, distribution, version, tuple(hooks), module))

    def registry(self) -> Registry:
        return Registry(
            tuple(self.plugins),
            self.registered("regiorules_rulesets"),
            self.registered("regiorules_renderers"),
            self.registered("regiorules_sources"),
            self.registered("regiorules_profiles"),
            tuple(self.problems),
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
                both = " / ".join(f"{each.name} ({each.distribution} {each.version})".strip() for each in claimed)
                self.problems.append(Problem("plugin_clash", {"name": name, "owners": both}))
                if claimed[0].name != BUILT_IN:
                    del found[name]
        return dict(sorted(found.items()))

    def offered(self, plugin: Plugin, hook: str) -> list[tuple[str, Any]]:
        offers: list[tuple[str, Any]] = []

        def register(*given: Any) -> None:
            offers.append((given[0], given[1]) if len(given) > 1 else (given[0].name, given[0]))

        try:
            getattr(plugin.module, hook)(register=register)
        except Exception as cause:
            self.failed(plugin.name, plugin.distribution, plugin.version, cause)
            return []
        return offers
