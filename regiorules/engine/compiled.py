"""
The compiled executor: Python generated from the rules' own trees (see `source`).

Two functions are made of a program.  One is for facts that are known or unknown, and is all that most regions need;
the other also knows of what is partly known, and is only made for the first region where something is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import NoneType
from typing import Any

from regiorules.engine.executor import ExecutorName, Outcome
from regiorules.engine.program import Derivation, Program
from regiorules.engine.source import Piece, Step, piece_of
from regiorules.facts.possible import PARTLY

_MOST_RULES = 1000  # in one function: a large one takes much memory to compile
_UNUSUAL = PARTLY | {NoneType}
_NOTHING = Piece((), (), lambda _: ((), (), ()))


class CompiledExecutor:
    """Runs a program as one generated Python function, or a large program as some in turn."""

    name: ExecutorName = "compiled"

    def __init__(self, program: Program) -> None:
        self._program = program
        self._plain = _functions(program, partly=False)
        self._general: list[Piece] = []

    def run(self, given: Mapping[str, Any]) -> Outcome:
        """The outcome for these given facts."""
        known, pieces = dict(given), self._plain
        if not _UNUSUAL.isdisjoint(map(type, known.values())):
            known = {name: value for name, value in known.items() if value is not None}
            if not PARTLY.isdisjoint(map(type, known.values())):
                pieces = self._general = self._general or _functions(self._program, partly=True)
        if len(pieces) > 1:
            return self._in_turn(pieces, known)
        (piece,) = pieces
        statuses, values, conflicts = piece.function(known.get)
        return Outcome.later(
            lambda: dict(zip(piece.rules, statuses, strict=True)),
            lambda: self._values(known, piece, values),
            frozenset(conflicts),
        )

    def _values(self, known: dict[str, Any], piece: Piece, values: Iterable[Any]) -> dict[str, Any]:
        """All that is known in the end: what was given of the program, and what was settled."""
        names = self._program.known_names
        found = known if known.keys() <= names else {name: known[name] for name in known.keys() & names}
        return found | {name: value for name, value in zip(piece.settled, values, strict=True) if value is not None}

    def _in_turn(self, pieces: Iterable[Piece], known: dict[str, Any]) -> Outcome:
        statuses: dict[str, bool | None] = dict.fromkeys(self._program.rules)
        values, disputed = self._values(known, _NOTHING, ()), set[str]()
        for piece in pieces:
            found, settled, conflicts = piece.function(values.get)
            statuses.update(zip(piece.rules, found, strict=True))
            values = self._values(values, piece, settled)
            disputed.update(conflicts)
        return Outcome(statuses, values, frozenset(disputed))


def _functions(program: Program, *, partly: bool) -> list[Piece]:
    steps = list(_steps(program))
    return [piece_of(program, each, partly=partly, alone=len(steps) == 1) for each in steps]


def _steps(program: Program) -> Iterator[list[Step]]:
    """The steps of a program in order, so many together as go in one function."""
    piece: list[Step] = []
    size = 0
    for layer in program.layers:
        steps: list[Step] = [*layer.derivations, *layer.by_target.values()]
        for step in steps:
            if size >= _MOST_RULES:
                yield piece
                piece, size = [], 0
            piece.append(step)
            size += 1 if isinstance(step, Derivation) else len(step)
    yield piece
