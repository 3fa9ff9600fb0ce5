"""Which plugins are wanted, as the environment says."""

from __future__ import annotations

import os
from collections.abc import Iterable

from regiorules.errors import Problem
from regiorules.plugins.names import SELECTION
from regiorules.text import listing, nearest


def selection() -> tuple[frozenset[str] | None, frozenset[str]]:
    """The plugins that REGIORULES_PLUGINS wants (None for all) and those that it doesn't want."""
    text = os.environ.get(SELECTION)
    if text is None:
        return None, frozenset()
    names = {name.strip() for name in text.split(",") if name.strip()}
    blocked = frozenset(name[1:] for name in names if name.startswith("-"))
    selected = frozenset(name for name in names if not name.startswith("-"))
    return (selected if selected or not blocked else None), blocked


def not_installed(names: Iterable[str], known: list[str]) -> list[Problem]:
    """A problem for each plugin that is selected or blocked and isn't there."""
    return [
        Problem("plugin_unknown", {"name": name, "known": listing(known) or "-"}, suggestion=nearest(name, known))
        for name in sorted(set(names) - set(known))
    ]
