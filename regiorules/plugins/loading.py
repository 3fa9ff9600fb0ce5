"""
Loading plugins: built-ins first, then what is installed, by name.

Nothing is imported here: a registry imports a plugin when something of it is asked for, held by the guard.  One that
is broken, misspells a hook or claims a taken name is left out and named; the others go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from regiorules.errors import Problem
from regiorules.plugins.asking import Asking
from regiorules.plugins.finding import may_be_installed
from regiorules.plugins.found import Found, hooks_of
from regiorules.plugins.guard import Guard, environment_guard
from regiorules.plugins.names import BUILT_IN
from regiorules.plugins.plugin import Plugin
from regiorules.plugins.registry import Registry
from regiorules.plugins.selecting import not_installed, selection


def load_plugins(
    only: Iterable[str] | None = None,
    block: Iterable[str] = (),
    *,
    modules: Mapping[str, Any] | None = None,
    guard: Guard | None = None,
) -> Registry:
    """
    A registry of everything that the built-ins and the installed plugins register; it asks them when it is asked.

    `only` and `block` are names of plugins; without them the variable REGIORULES_PLUGINS says which:
    names separated by commas, `-name` to block one, and an empty value for none.  `modules` are
    plugins that aren't installed, by name.  `guard` holds them; without one its time limit is that of
    REGIORULES_TIME_LIMIT (in seconds; a minute otherwise).  Raises InputError where that is no time.
    """
    selected, blocked = selection()
    wanted = selected if only is None else frozenset(only)
    unwanted = blocked | frozenset(block)
    there, problems = _installed()
    names = [each.plugin.name for each in there]
    chosen = [
        each for each in there if each.plugin.name not in unwanted and (wanted is None or each.plugin.name in wanted)
    ]
    chosen += [_given(name, module) for name, module in sorted((modules or {}).items())]
    found, twice = _single([_BUILT_IN, *chosen])
    problems = (*problems, *not_installed((wanted or frozenset()) | unwanted, names), *twice)
    return Registry(Asking(tuple(found), guard or environment_guard(), problems))


def _installed() -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """The installed plugins, and what is wrong with any; where there are none, nothing is imported to ask for them."""
    if not may_be_installed():
        return (), ()
    from regiorules.plugins.discovery import installed

    return installed()


def _built_in() -> Any:
    from regiorules.plugins import builtins

    return builtins


_BUILT_IN = Found(Plugin(BUILT_IN, "regiorules", ""), _built_in)


def _given(name: str, module: Any) -> Found:
    address = getattr(module, "__name__", "?")
    return Found(Plugin(name, address, ""), lambda: module, hooks_of(address))


def _single(found: Iterable[Found]) -> tuple[list[Found], list[Problem]]:
    """The plugins, each name once; and a problem for each that has the name of another."""
    single: dict[str, Found] = {}
    twice: list[Problem] = []
    for each in found:
        other = single.setdefault(each.plugin.name, each)
        if other is not each:
            twice.append(Problem("plugin_twice", {"plugin": str(each.plugin), "other": str(other.plugin)}))
    return list(single.values()), twice
