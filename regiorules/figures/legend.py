"""The legend of a figure: each mark with what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from regiorules.figures.marks import leading, lines_of, text
from regiorules.frozen import frozen

Mark = Callable[
    [float, float], list[str]
]  # draws a mark of at most 38 units wide from a place, in the middle of a line
_GAP, _INDENT = 6, 46


@frozen
class Entry:
    """One mark, and what it means."""

    says: str
    mark: Mark


def legend(entries: Iterable[Entry], top: float, width: float) -> tuple[list[str], float]:
    """The entries below each other from `top`, and where they end."""
    marks: list[str] = []
    y = top + 2 * _GAP
    for entry in entries:
        lines = lines_of(entry.says, width - _INDENT, 8)
        marks += [*entry.mark(0, y + leading() / 2), text(_INDENT, y, lines)]
        y += len(lines) * leading() + _GAP
    return marks, y
