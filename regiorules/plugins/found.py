"""
A plugin that was found: imported when something of it is asked for, not before.

Which hooks it may have is read in the text of its module, without running it.  Where that can't be sure
(no text, no hook in it, a name that is none of our hooks, `import *`) it may have them all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import field

from regiorules.errors import PluginError, Problem
from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.plugins.guard import Guard, Misbehaviour
from regiorules.plugins.names import BUILT_IN
from regiorules.plugins.once import Once
from regiorules.plugins.plugin import HOOKS, Plugin
from regiorules.text import Text

_IMPORTING = Text("het importeren", "the import")
_WORD = pattern(r"\bregiorules_\w*|\bimport[\s\\]*\*")


@frozen
class Imported:
    """A plugin with its hooks; none, and what is wrong, where it can't be imported."""

    plugin: Plugin | None
    problems: tuple[Problem, ...] = ()


@frozen
class Found:
    """A plugin, with what imports it and the hooks that it may have; it is imported once, whoever asks."""

    plugin: Plugin
    load: Callable[[], Any] = field(eq=False, repr=False)
    hooks: frozenset[str] = frozenset(HOOKS)
    _once: Once = field(factory=Once, init=False, eq=False, repr=False)

    def imported(self, guard: Guard) -> Imported:
        """The plugin with its hooks, or what was wrong with it; that stays so for as long as the process lives."""
        return self._once.get(_IMPORTING, lambda: self._imported(guard))

    def _imported(self, guard: Guard) -> Imported:
        if self.plugin.name == BUILT_IN:
            return Imported(self._adopted())
        try:
            return Imported(self.plugin.held(guard, _IMPORTING, self._adopted))
        except PluginError as error:
            return Imported(None, error.problems)

    def _adopted(self) -> Plugin:
        plugin = self.plugin.adopted(self.load())
        for hook in plugin.hooks:
            if hook not in self.hooks:
                raise Misbehaviour("plugin_hidden", hook=hook)
        return plugin


def hooks_of(address: str) -> frozenset[str]:
    """The hooks that a plugin may have, by the text of its module; all where it is something in a module (`a:b`)."""
    try:
        words = set(_WORD.findall(_text(address))) - ({address.partition(".")[0]} - set(HOOKS))
    except Exception:  # importing it will tell what is wrong
        words = set()
    return frozenset(words if words and words <= set(HOOKS) else HOOKS)


def _text(module: str) -> str:
    """The source of a module, found without importing it, nor the packages that it is in."""
    from importlib.machinery import PathFinder
    from importlib.util import find_spec

    name, *inner = module.split(".")
    spec = find_spec(name)
    for each in inner:
        inside = spec.submodule_search_locations if spec is not None else None
        name = f"{name}.{each}"
        spec = PathFinder.find_spec(name, list(inside or ()))
    loader: Any = spec and spec.loader
    text: str = loader.get_source(name)
    return text
