"""The parts of an assessment: what is said of each fact, rule and conclusion, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field

from regiorules.frozen import FrozenDict, freeze, frozen, frozen_dict

RuleStatus = Literal["holds", "fails", "open"]
Status = Literal["holds", "fails", "open", "not_in_force", "not_here"]
Origin = Literal["given", "derived", "unknown", "not_in_force", "not_here"]
STATUS: Mapping[bool | None, RuleStatus] = {True: "holds", False: "fails", None: "open"}


@frozen
class FactState:
    """
    One fact: its value (None is unknown) and where it comes from.

    `origin` is given, derived or unknown; of what can't be known here, not_in_force (no rule for it is, on
    this day) or not_here (it belongs to other regions).
    `sources` and `note` are as given; `rules` derived it; `rests_on` are the given facts behind it,
    `waits_for` the facts that could still settle it.
    """

    value: Any = field(converter=freeze)
    origin: Origin
    sources: tuple[str, ...] = ()
    note: Mapping[str, str] = field(factory=FrozenDict, converter=frozen_dict)
    rules: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()


@frozen
class RuleState:
    """One rule that counts: its status, and the facts and conclusions directly in its condition that decide it."""

    status: RuleStatus
    rests_on: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()


@frozen
class RecordState:
    """
    One record for which a conclusion is drawn: it holds for that record, or it is open there.

    `name` is what the record is called; the rest is as of a conclusion, for this record.
    """

    name: str
    status: Literal["holds", "open"]
    grade: str = ""
    rules: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()


@frozen
class ConclusionState:
    """
    One conclusion: its status, its severity or strength (a term of the rule set), and what it rests on.

    `status` is one of five: it holds, fails (no rule for it can hold any more), or is open; it is not_in_force
    where no rule for it is in force on this day, and not_here where none is for this region.
    `rules` hold (or, where it fails, don't hold; or are open); `rests_on` are the given facts
    behind it, `waits_for` the facts that could still settle it.  One that is drawn for each record holds where it
    does for some; `records` are those for which it holds or is open, in the order of the list.
    """

    status: Status
    grade: str = ""
    rules: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    records: tuple[RecordState, ...] = field(default=(), metadata={"added": True})

    @property
    def awaited(self) -> tuple[str, ...]:
        """The facts that could still settle it, for whatever record."""
        if not self.records:
            return self.waits_for
        return tuple(sorted({*self.waits_for, *(name for each in self.records for name in each.waits_for)}))


@frozen
class Conflict:
    """A fact that gets two values: from rules, or from a rule beside the one given (`given`)."""

    fact: str
    values: tuple[Any, ...] = field(converter=freeze)
    rules: tuple[str, ...]
    given: bool = False


@frozen
class RuleSetUsed:
    """A rule set with its version and the SHA-256 of its files."""

    id: str
    version: str
    digest: str
