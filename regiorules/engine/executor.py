"""The protocol that every executor obeys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import compress
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
    executor that found it, which makes no difference to what it says.  `in_part` are the names of which something is
    known, and not all, where the executor knows them.
    """

    __slots__ = ("_in_part", "_rules", "_truths", "_values", "by", "conflicts", "statuses", "values")
    statuses: Statuses
    values: Mapping[str, Any]
    conflicts: frozenset[str]
    by: ExecutorName
    _in_part: Collection[str] | None
    _rules: Iterable[str]
    _truths: Iterable[bool | None]
    _values: Callable[[], Mapping[str, Any]]

    def __init__(
        self,
        statuses: Statuses,
        values: Mapping[str, Any],
        conflicts: frozenset[str],
        by: ExecutorName = "compiled",
        in_part: Collection[str] | None = None,
    ) -> None:
        self.statuses = statuses
        self.values = values
        self.conflicts = conflicts
        self.by = by
        self._rules, self._truths = statuses, statuses.values()
        self._in_part = in_part

    @classmethod
    def later(
        cls,
        rules: Sequence[str],
        truths: Sequence[bool | None],
        values: Callable[[], Mapping[str, Any]],
        conflicts: frozenset[str],
    ) -> Outcome:
        """An outcome of the compiled executor, of which either mapping is made when it is first asked for."""
        made = cls.__new__(cls)
        made._rules, made._truths, made._values = rules, truths, values
        made._in_part = None
        made.conflicts = conflicts
        made.by = "compiled"
        return made

    def holding(self) -> list[str]:
        """The rules that hold."""
        return list(compress(self._rules, self._truths))

    def partly(self) -> list[tuple[str, Any]]:
        """The names of which something is known, and not all, with what that is."""
        if self._in_part is not None:
            return [(name, self.values[name]) for name in self._in_part]
        if PARTLY.isdisjoint(map(type, self.values.values())):
            return []
        return [(name, value) for name, value in self.values.items() if type(value) in PARTLY]

    def __getattr__(self, name: str) -> Any:
        if name == "statuses":
            self.statuses = dict(zip(self._rules, self._truths, strict=True))
            return self.statuses
        if name == "values":
            self.values = self._values()
            return self.values
        raise AttributeError(name)

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
