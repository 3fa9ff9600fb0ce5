"""Asking plugins what they register: each hook once, when something of its kind is wanted, and not before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from attrs import field

from regiorules.errors import PluginError, Problem
from regiorules.frozen import frozen
from regiorules.plugins.found import Found, Imported
from regiorules.plugins.guard import Guard
from regiorules.plugins.names import BUILT_IN
from regiorules.plugins.offers import Offer, collect
from regiorules.plugins.once import Once
from regiorules.plugins.plugin import HOOKS, Plugin
from regiorules.plugins.settling import Claim, Settled, settle

T = TypeVar("T")
NOTES = "regiorules_notes"
REGISTERING = tuple(hook for hook in HOOKS if hook != NOTES)


class Parts(Mapping[str, T]):
    """Parts by name: plugins are asked for a name that isn't built in, and for all names, but not before."""

    __slots__ = ("_all", "_built_in")

    def __init__(self, parts: Callable[[bool], Mapping[str, T]]) -> None:
        self._built_in = partial(parts, True)
        self._all = partial(parts, False)

    def __getitem__(self, name: str) -> T:
        built_in = self._built_in()
        return built_in[name] if name in built_in else self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


@frozen
class Asking:
    """The plugins that were found, held by `guard` when they are asked; `of_finding` is what was wrong before."""

    found: tuple[Found, ...]
    guard: Guard
    of_finding: tuple[Problem, ...] = ()
    _once: Once = field(factory=Once, init=False, eq=False, repr=False)
    _given_up: set[str] = field(factory=set, init=False, eq=False, repr=False)

    def plugins(self) -> tuple[Plugin, ...]:
        """The plugins that take part, all of them imported and asked what they register."""
        for hook in REGISTERING:
            self.settled(hook)
        imported = (self._imported(each).plugin for each in self.found)
        return tuple(each for each in imported if each is not None and each.name not in self._given_up)

    def noticed(self) -> tuple[Problem, ...]:
        """What is wrong with plugins, as far as they were asked for anything."""
        answers = (*(each.plugin.name for each in self.found), *((hook, False) for hook in REGISTERING))
        known = (self._once.known(each) for each in answers)
        return (*self.of_finding, *(problem for each in known if each is not None for problem in each.problems))

    def settled(self, hook: str, built_in: bool = False) -> Settled:
        """What is registered with a hook: by all plugins, or only what is `built_in`."""
        return self._once.get((hook, built_in), lambda: self._settled(hook, built_in))

    def _settled(self, hook: str, built_in: bool) -> Settled:
        claims: list[Claim] = []
        problems: list[Problem] = []
        for plugin in self.having(hook, built_in):
            try:
                claims += [(plugin, offer) for offer in self._offered(plugin, hook)]
            except PluginError as error:
                problems += error.problems
        return settle(claims, problems, reads=hook == "regiorules_sources")

    def _offered(self, plugin: Plugin, hook: str) -> list[Offer]:
        """What a plugin registers with a hook; one that doesn't end isn't asked anything again."""
        collecting = partial(collect, plugin.call, hook)
        if plugin.name == BUILT_IN:
            return collecting()
        try:
            return plugin.held(self.guard, hook, collecting)
        except PluginError as error:
            if any(problem.code == "plugin_slow" for problem in error.problems):
                self._given_up.add(plugin.name)
            raise

    def having(self, hook: str, built_in: bool = False) -> Iterator[Plugin]:
        """The plugins that have a hook, each imported when its turn comes."""
        for each in self.found:
            if hook in each.hooks and (each.plugin.name == BUILT_IN or not built_in):
                plugin = self._imported(each).plugin
                if plugin is not None and hook in plugin.hooks and plugin.name not in self._given_up:
                    yield plugin

    def _imported(self, found: Found) -> Imported:
        """A plugin, or what is wrong with it."""
        return self._once.get(found.plugin.name, lambda: self._single(found.imported(self.guard)))

    def _single(self, imported: Imported) -> Imported:
        """The plugin that was imported, unless its module is another one's too."""
        others = (self._once.known(each.plugin.name) for each in self.found)
        for other in (each.plugin for each in others if each is not None and each.plugin is not None):
            if imported.plugin is not None and imported.plugin.module is other.module:
                fields = {"plugin": str(imported.plugin), "other": str(other)}
                return Imported(None, (Problem("plugin_twice", fields),))
        return imported
