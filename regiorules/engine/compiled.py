"""
The compiled executor: Python generated from the rules' own trees (see `source`).

Two functions are made of a program, each for the first region that asks for it.  One is for facts that are known or
unknown, and is all that most regions need; the other also knows of what is partly known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import NoneType
from typing import Any

from regiorules.engine.executor import ExecutorName, Outcome
from regiorules.engine.program import Derivation, Program
from regiorules.engine.source import Piece, Step, piece_of
from regiorules.facts.possible import PARTLY
from regiorules.kept import Cache

_MOST_RULES = 1000  # in one function: a large one takes much memory to compile
_UNUSUAL = PARTLY | {NoneType}


class CompiledExecutor:
    """Runs a program as one generated Python function, or a large program as some in turn."""

    name: ExecutorName = "compiled"

    def __init__(self, program: Program, cache: Cache | None = None) -> None:
        self._program = program
        self._cache = cache
        self._plain: list[Piece] = []
        self._general: list[Piece] = []

    def run(self, given: Mapping[str, Any]) -> Outcome:
        """The outcome for these given facts."""
        known, partly = dict(given), False
        if not _UNUSUAL.isdisjoint(map(type, known.values())):
            known = {name: value for name, value in known.items() if value is not None}
            partly = not PARTLY.isdisjoint(map(type, known.values()))
        pieces = (self._general if partly else self._plain) or self._made(partly=partly)
        if len(pieces) > 1:
            return self._in_turn(pieces, known)
        (piece,) = pieces
        statuses, values, conflicts = piece.function(known.get)
        return Outcome.later(
            piece.rules, statuses, lambda: self._known(known) | _settled(piece, values), frozenset(conflicts)
        )

    def _made(self, *, partly: bool) -> list[Piece]:
        """The functions, when the first region asks for them; two threads that do so at once make the same."""
        made = _functions(self._program, self._cache, partly=partly)
        if partly:
            self._general = made
        else:
            self._plain = made
        return made

    def _known(self, known: dict[str, Any]) -> dict[str, Any]:
        """What was given of the names in the program."""
        names = self._program.known_names
        return known if known.keys() <= names else {name: known[name] for name in known.keys() & names}

    def _in_turn(self, pieces: Iterable[Piece], known: dict[str, Any]) -> Outcome:
        statuses: dict[str, bool | None] = dict.fromkeys(self._program.rules)
        values, disputed = dict(self._known(known)), set[str]()
        for piece in pieces:
            found, settled, conflicts = piece.function(values.get)
            statuses.update(zip(piece.rules, found, strict=True))
            values.update(_settled(piece, settled))
            disputed.update(conflicts)
        return Outcome(statuses, values, frozenset(disputed))


def _settled(piece: Piece, values: Iterable[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(piece.settled, values, strict=True) if value is not None}


def compiled(program: Program) -> CompiledExecutor:
    """The compiled executor of a program, made once; its code is kept where `keep_code` says."""
    return program.memo.of("compiled", lambda: CompiledExecutor(program, program.memo.get("cache")))


def keep_code(program: Program, cache: Cache | None) -> None:
    """Let the code of a program be kept in a cache, whoever has it made: an engine, or what tries answers."""
    program.memo.of("cache", lambda: cache)


def _functions(program: Program, cache: Cache | None, *, partly: bool) -> list[Piece]:
    steps = list(_steps(program))
    return [piece_of(program, each, cache, partly=partly, alone=len(steps) == 1) for each in steps]


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
