"""
Loading plugins: built-ins first, then what is installed, one by one, each held by the guard.

Nothing is loaded at import and nothing is shared.  A plugin that is broken, misspells a hook or
claims a taken name is left out and named; the others go on.  What is registered stands in the
order of its names, so that no order of registration shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib.metadata import EntryPoint
from typing import Any

import pluggy
from attrs import evolve

from regiorules.errors import PluginError, Problem
from regiorules.plugins import builtins, hookspecs
from regiorules.plugins.discovery import installed, not_installed, origin, selection
from regiorules.plugins.guard import Guard, Misbehaviour, environment_guard
from regiorules.plugins.hookspecs import PROJECT
from regiorules.plugins.offers import Offer, collect
from regiorules.plugins.registry import BUILT_IN, Plugin, Registry
from regiorules.plugins.said import one_line
from regiorules.text import Text, fold, listing, nearest

_HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_"))
_IMPORTING = Text("het importeren", "the import")


def load_plugins(
    only: Iterable[str] | None = None,
    block: Iterable[str] = (),
    *,
    modules: Mapping[str, Any] | None = None,
    guard: Guard | None = None,
) -> Registry:
    """
    Everything that the built-ins and the installed plugins register.

    `only` and `block` are names of plugins; without them the variable REGIORULES_PLUGINS says which:
    names separated by commas, `-name` to block one, and an empty value for none.  `modules` are
    plugins that aren't installed, by name.  `guard` holds them; without one its time limit is that of
    REGIORULES_TIME_LIMIT (in seconds; a minute otherwise).  Raises InputError where that is no time.
    """
    selected, blocked = selection()
    wanted = selected if only is None else frozenset(only)
    unwanted = blocked | frozenset(block)
    loader = _Loader(guard or environment_guard())
    loader.plugins.append(_adopted(Plugin(BUILT_IN, "regiorules", ""), builtins))
    entries, problems = installed()
    loader.problems += problems
    loader.problems += not_installed((wanted or frozenset()) | unwanted, [entry.name for entry in entries])
    for entry in entries:
        if entry.name not in unwanted and (wanted is None or entry.name in wanted):
            loader.load(entry)
    for name, module in sorted((modules or {}).items()):
        loader.add(Plugin(name, getattr(module, "__name__", "?"), ""), lambda module=module: module)  # type: ignore[misc]
    return loader.registry()


Claim = tuple[Plugin, Offer]


def _adopted(plugin: Plugin, module: Any) -> Plugin:
    """
    The plugin with its hooks, in a manager of its own.

    Raises Misbehaviour for a hook that doesn't exist, and what pluggy does for one that is wrong.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    options = {each: manager.parse_hookimpl_opts(module, each) for each in dir(module)}
    hooks = tuple(found.get("specname") or name for name, found in options.items() if found is not None)
    for hook in hooks:
        if hook not in _HOOKS:
            raise Misbehaviour("plugin_hook", nearest(hook, _HOOKS), hook=one_line(hook), known=listing(_HOOKS))
    manager.register(module, plugin.name)
    return evolve(plugin, hooks=hooks, module=module, manager=manager)


class _Loader:
    """Loads plugins one by one, each contained."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.plugins: list[Plugin] = []
        self.owners: dict[tuple[str, str], Plugin] = {}
        self.readers: dict[str, str] = {}
        self.suffixes: dict[str, tuple[str, ...]] = {}
        self.problems: list[Problem] = []

    def load(self, entry: EntryPoint) -> None:
        """One entry point; whatever goes wrong in it is a problem that names it."""
        self.add(Plugin(entry.name, *origin(entry)), entry.load)

    def add(self, plugin: Plugin, load: Callable[[], Any]) -> None:
        """Load a plugin; whatever goes wrong is a problem that names it."""
        try:
            loaded = plugin.held(self.guard, _IMPORTING, lambda: _adopted(plugin, load()))
        except PluginError as error:
            self.problems += error.problems
            return
        for other in self.plugins:
            if other.name == plugin.name or other.module is loaded.module:
                self.problems.append(Problem("plugin_twice", {"plugin": str(plugin), "other": str(other)}))
                return
        self.plugins.append(loaded)

    def registry(self) -> Registry:
        """All that the plugins register, hook by hook."""
        rulesets, renderers, sources, profiles, commands = (
            self.registered(f"{PROJECT}_{each}")
            for each in ("rulesets", "renderers", "sources", "profiles", "commands")
        )
        return Registry(
            tuple(self.plugins),
            rulesets,
            renderers,
            sources,
            profiles,
            commands,
            dict(sorted(self.readers.items())),
            dict(sorted(self.suffixes.items())),
            self.owners,
            tuple(self.problems),
            self.guard,
        )

    def registered(self, hook: str) -> dict[str, Any]:
        """What plugins register with one hook, and under which names."""
        claims: dict[str, list[Claim]] = {}
        for plugin in [each for each in self.plugins if hook in each.hooks]:
            for offer in self.offered(plugin, hook):
                claims.setdefault(fold(offer.name), []).append((plugin, offer))
        settled = [claim for _, claim in self.settled(claims, "plugin_clash")]
        self.owners |= {(hook, offer.name): plugin for plugin, offer in settled}
        if hook == "regiorules_sources":
            self.read_by(settled)
        elif hook == "regiorules_renderers":
            self.suffixes |= {offer.name: offer.suffixes for _, offer in settled}
        return {offer.name: offer.value for _, offer in sorted(settled, key=lambda claim: claim[1].name)}

    def read_by(self, sources: list[Claim]) -> None:
        """Which source reads files of which suffix."""
        claims: dict[str, list[Claim]] = {}
        for plugin, offer in sources:
            for suffix in dict.fromkeys(offer.suffixes):
                claims.setdefault(suffix, []).append((plugin, offer))
        self.readers |= {suffix: offer.name for suffix, (_, offer) in self.settled(claims, "plugin_suffix")}

    def settled(self, claims: Mapping[str, list[Claim]], code: str) -> Iterator[tuple[str, Claim]]:
        """Whose each thing is: what is claimed twice is nobody's, unless it is built in."""
        for name, claimed in claims.items():
            if len(claimed) > 1:
                owners = " / ".join(str(plugin) for plugin, _ in claimed)
                self.problems.append(Problem(code, {"name": name, "owners": owners}))
            if len(claimed) == 1 or claimed[0][0].name == BUILT_IN:
                yield name, claimed[0]

    def offered(self, plugin: Plugin, hook: str) -> list[Offer]:
        """What one plugin registers with a hook; one that doesn't end isn't asked again."""
        collecting = partial(collect, plugin.call, hook)
        if plugin.name == BUILT_IN:
            return collecting()
        try:
            return plugin.held(self.guard, hook, collecting)
        except PluginError as error:
            self.problems += error.problems
            if any(problem.code == "plugin_slow" for problem in error.problems):
                self.plugins.remove(plugin)
            return []
