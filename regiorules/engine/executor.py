"""The protocol that every executor obeys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol

from attrs import frozen

from regiorules.engine.program import Program

ExecutorName = Literal["durable", "compiled"]
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

    name: ExecutorName

    def run(self, given: Mapping[str, Any]) -> Outcome:
        """The outcome for these given facts (inner form; None or absent is unknown)."""
        ...


class MakeExecutor(Protocol):
    """Makes the executor of a program."""

    def __call__(self, program: Program) -> Executor:
        """The executor, ready to run."""
        ...
