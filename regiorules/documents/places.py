"""From a position in a text to the line and column that an editor shows."""

from __future__ import annotations

from bisect import bisect_right

from regiorules.errors import Place
from regiorules.patterns import pattern

_BREAK = pattern(r"\r\n|\r|\n")


class Lines:
    """The lines of a text; a line ends where an editor ends it, and nowhere else."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, at: int) -> Place:
        """The place of a position: line and column count from 1."""
        line = bisect_right(self.starts, at)
        return Place(self.name, line, at - self.starts[line - 1] + 1)

    def line(self, at: int) -> int:
        """The line of a position, from 1."""
        return bisect_right(self.starts, at)
