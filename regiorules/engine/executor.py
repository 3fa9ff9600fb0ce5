"""The protocol that every executor obeys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, Protocol

from regiorules.engine.program import Program
from regiorules.facts.possible import PARTLY

ExecutorName = Literal["durable", "compiled"]
Statuses = Mapping[str, bool | None]


class Outcome:
    """
    What running a program gives, in inner form; not to be changed.

    `statuses` says of every rule whether it holds (True), doesn't hold (False) or is open (None);
    `values` has every known fact and conclusion; `conflicts` the names that rules give two values; `by` is the
    executor that found it, which makes no difference to what it says.
    """

    __slots__ = ("_later", "by", "conflicts", "statuses", "values")
    statuses: Statuses
    values: Mapping[str, Any]
    conflicts: frozenset[str]
    _later: Mapping[str, Callable[[], Mapping[str, Any]]]

    by: ExecutorName

    def __init__(
        self,
        statuses: Statuses,
        values: Mapping[str, Any],
        conflicts: frozenset[str],
        by: ExecutorName = "compiled",
    ) -> None:
        self.by = by
        self.statuses = statuses
        self.values = values
        self.conflicts = conflicts

    @classmethod
    def later(
        cls, statuses: Callable[[], Statuses], values: Callable[[], Mapping[str, Any]], conflicts: frozenset[str]
    ) -> Outcome:
        """An outcome of which either mapping is made when it is first asked for."""
        made = cls.__new__(cls)
        made._later = {"statuses": statuses, "values": values}
        made.conflicts = conflicts
        made.by = "compiled"
        return made

    def partly(self) -> list[tuple[str, Any]]:
        """The names of which something is known, and not all, with what that is."""
        if PARTLY.isdisjoint(map(type, self.values.values())):
            return []
        return [(name, value) for name, value in self.values.items() if type(value) in PARTLY]

    def __getattr__(self, name: str) -> Any:
        if name not in ("statuses", "values"):
            raise AttributeError(name)
        found = self._later[name]()
        setattr(self, name, found)
        return found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Outcome):
            return NotImplemented
        return (self.statuses, self.values, self.conflicts) == (other.statuses, other.values, other.conflicts)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Outcome({self.statuses!r}, {self.values!r}, {self.conflicts!r})"


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
