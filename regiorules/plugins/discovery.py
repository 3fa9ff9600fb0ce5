"""Which plugins are installed; nothing of them is imported here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib import invalidate_caches
from importlib.metadata import Distribution, EntryPoint, MetadataPathFinder, distributions, entry_points
from typing import Any

from regiorules.errors import Problem
from regiorules.plugins.finding import may_be_installed
from regiorules.plugins.found import Found, hooks_of
from regiorules.plugins.guard import Misbehaviour
from regiorules.plugins.names import PROJECT, SELECTION
from regiorules.plugins.once import Once
from regiorules.plugins.plugin import Plugin
from regiorules.plugins.said import one_line, shown, what_it_says

_ONCE = Once()


def installed() -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """
    The installed plugins, by name; looked for once a process.

    A distribution whose metadata can't be read is a problem if it says anything of RegioRules; it
    doesn't keep the others out.
    """
    return _ONCE.get(SELECTION, _installed)


def forget() -> None:
    """Look for plugins anew when they are next asked for: for a program in which they come and go, as tests are."""
    invalidate_caches()  # Python keeps what is in a folder, and doesn't see what is added within a tick of the clock
    MetadataPathFinder().invalidate_caches()  # which the line above leaves out in Python 3.11
    _ONCE.forget()
    may_be_installed.cache_clear()


def _installed() -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    problems: list[Problem] = []
    try:
        entries = list(entry_points(group=PROJECT))
    except Exception:  # one broken distribution anywhere: look at them one by one
        entries = list(_one_by_one(problems))
    found = (Found(_plugin(entry), partial(_load, entry), hooks_of(getattr(entry, "value", ""))) for entry in entries)
    return tuple(sorted(found, key=lambda each: (each.plugin.name, str(each.plugin)))), tuple(problems)


def _load(entry: EntryPoint) -> Any:
    """What an entry point names; raises Misbehaviour where it names nothing."""
    if isinstance(entry, EntryPoint) and not entry.pattern.match(entry.value):
        raise Misbehaviour("plugin_entry", value=shown(entry.value))
    return entry.load()


def _one_by_one(problems: list[Problem]) -> Iterator[EntryPoint]:
    seen: set[str] = set()
    for distribution in distributions():
        name = _named(distribution)[0]
        if name not in seen:
            seen.add(name)
            try:
                yield from distribution.entry_points.select(group=PROJECT)
            except Exception as cause:
                if f"[{PROJECT}]" in (distribution.read_text("entry_points.txt") or ""):
                    problems.append(Problem("plugin_metadata", {"name": one_line(name), "why": what_it_says(cause)}))


def _named(distribution: Distribution | None) -> tuple[str, str]:
    """Name and version of a distribution, "?" where its metadata don't say."""
    try:
        return str(distribution.name), str(distribution.version)  # type: ignore[union-attr]
    except Exception:
        return "?", "?"


def _plugin(entry: EntryPoint) -> Plugin:
    return Plugin(entry.name, *_named(getattr(entry, "dist", None)))
