"""The choices among routes that a rule set offers."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.rules.model import Conclusion, Knowledge
from regiorules.rules.terms import Path
from regiorules.text import Text

_ONLY = Path(Text("", ""))  # of routes that belong to no path


def choices(knowledge: Knowledge) -> Iterator[tuple[Path, tuple[Conclusion, ...]]]:
    """Each path with its routes, in order; one without an id where the routes belong to none."""
    declared = [path for path in knowledge.terms.get("path", {}).values() if isinstance(path, Path)]
    every = [each for each in knowledge.conclusions.values() if each.kind == "route"]
    for path in (*declared, _ONLY):
        routes = tuple(each for each in every if each.path == path.id)
        if routes:
            yield path, routes
