"""What a document may hold at most, whatever it is written in."""

from __future__ import annotations

from collections.abc import Callable

from attrs import mutable

from regiorules.errors import Place, Problem

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_VALUES = 300_000  # the largest file of a rule set of ten thousand rules has some 200,000


class Refused(Exception):
    """Reading can't go on; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@mutable
class Budget:
    """Counts what a document holds; raises `Refused` where it is too much."""

    values: int = 0
    size: int = 0

    def value(self, place: Place, depth: int, path: Callable[[], str] = str) -> None:
        """One more value, at this depth; `path` says where, if that must be known."""
        self.values += 1
        if self.values > MAX_VALUES:
            raise Refused(Problem("too_many", {"limit": MAX_VALUES}, place, path()))
        if depth > MAX_DEPTH:
            raise Refused(Problem("too_deep", {"limit": MAX_DEPTH}, place, path()))

    def text(self, length: int, place: Place, path: Callable[[], str] = str) -> None:
        """So much more text, in characters."""
        self.size += length
        if self.size > MAX_BYTES:
            raise Refused(Problem("data_too_large", {"limit": f"{MAX_BYTES / 1e6:.0f}"}, place, path()))
