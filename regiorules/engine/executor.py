"""The protocol that every executor obeys, and what all of them share: how rules settle a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from attrs import frozen

from regiorules.engine.program import Program

Statuses = Mapping[str, bool | None]


@frozen
class Outcome:
    """
    What running a program gives, in inner form.

    `statuses` says of every rule whether it holds (True), doesn't hold (False) or is open (None);
    `values` has every known fact and conclusion; `conflicts` the names that rules give two values.
    """

    statuses: Statuses
    values: Mapping[str, Any]
    conflicts: frozenset[str]


class Executor(Protocol):
    """Runs one program; safe to use from several threads."""

    name: str

    def run(self, given: Mapping[str, Any]) -> Outcome:
        """The outcome for these given facts (inner form; None or absent is unknown)."""
        ...


class MakeExecutor(Protocol):
    """Makes the executor of a program."""

    def __call__(self, program: Program) -> Executor:
        """The executor, ready to run."""
        ...


CONFLICT = object()


def settle_yes_no(statuses: Iterable[bool | None]) -> bool | None:
    """True if some rule holds, false if none can, else unknown."""
    result: bool | None = False
    for status in statuses:
        if status:
            return True
        if status is None:
            result = None
    return result


def settle_value(candidates: Iterable[tuple[bool | None, Any]]) -> Any:
    """The value of the rules that hold; unknown where none does; CONFLICT where they differ."""
    values = {value for status, value in candidates if status}
    if len(values) > 1:
        return CONFLICT
    return values.pop() if values else None
