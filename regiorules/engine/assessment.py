"""
The assessment: what follows from the facts of one region, as a frozen value.

It holds ids and values in outer form, no words; JSON in, JSON out, same bytes.  Everything is in
the order of the ids, so that it doesn't depend on the order of facts or rules.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self, TypeVar

from attrs import Factory, field, frozen

from regiorules.engine.coherence import consistent, fitting, same_rules
from regiorules.engine.executor import ExecutorName
from regiorules.errors import Problem, UnknownName
from regiorules.facts.partial import says_partly
from regiorules.facts.region import Source
from regiorules.frozen import FrozenDict, freeze, frozen_dict
from regiorules.rules.model import Knowledge
from regiorules.stored import Stored
from regiorules.stored.reading import structure
from regiorules.text import nearest

RuleStatus = Literal["holds", "fails", "open"]
Status = Literal["holds", "fails", "open", "not_in_force", "not_here"]
Origin = Literal["given", "derived", "unknown", "not_in_force", "not_here"]
State = TypeVar("State")
FORMAT = "regiorules-assessment/1"
PARTLY = "regiorules-assessment/2"  # in which a value may be what is partly known of it


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


@frozen
class Assessment(Stored):
    """
    What follows from the facts of one region; see the classes above.

    `conclusions` are those of the rule sets used: what is only for other regions or days isn't among them.
    `date` is that of the facts; `on` the day whose rules were used, "" where no rule depends on the day.
    `format` follows from the facts: who reads the first form only is never given a value that it can't know.
    """

    _kind: ClassVar[str] = "assessment"

    region: str
    date: str
    on: str
    executor: ExecutorName
    rulesets: tuple[RuleSetUsed, ...]
    parameters: Mapping[str, float] = field(converter=frozen_dict)
    sources: Mapping[str, Source] = field(converter=frozen_dict)
    facts: Mapping[str, FactState] = field(converter=frozen_dict)
    rules: Mapping[str, RuleState] = field(converter=frozen_dict)
    conclusions: Mapping[str, ConclusionState] = field(converter=frozen_dict)
    conflicts: tuple[Conflict, ...] = ()
    format: str = field(
        default=Factory(lambda self: self.form, takes_self=True), metadata={"formats": (FORMAT, PARTLY)}
    )
    _kept: bool = field(default=False, init=False, eq=False, repr=False)  # read back: anyone may have edited it

    def holds(self, conclusion: str) -> bool:
        """True where the conclusion holds; raises UnknownName for a name that isn't among `conclusions`."""
        return self._of(self.conclusions, conclusion).status == "holds"

    def value(self, fact: str) -> Any:
        """The outer value of a fact; None is unknown.  Raises UnknownName for a name that isn't among `facts`."""
        return self._of(self.facts, fact).value

    @property
    def partly(self) -> bool:
        """True where of some fact, or of a field of a record, something is known and not all."""
        return any(says_partly(each.value) for each in self.facts.values())

    @property
    def form(self) -> str:
        """What `format` says."""
        return PARTLY if self.partly else FORMAT

    def _of(self, states: Mapping[str, State], name: str) -> State:
        if name not in states:
            raise UnknownName(
                [Problem("not_assessed", {"name": name, "region": self.region}, suggestion=nearest(name, states))]
            )
        return states[name]

    def used(self, knowledge: Knowledge) -> Knowledge:
        """
        What of some knowledge was used here: these rule sets for this region, on this day.

        Raises InputError where the knowledge has other versions of them than the assessment was made with.
        """
        same_rules(self.rulesets, knowledge.rulesets)
        names = [each.id for each in self.rulesets]
        if not knowledge.varies and len(names) == len(knowledge.rulesets):
            return knowledge
        return knowledge.only(names, datetime.date.fromisoformat(self.on) if self.on else None)

    def checked(self, knowledge: Knowledge) -> Knowledge:
        """As `used`; raises InputError also where the parts aren't those that this knowledge gives, as when edited."""
        used = self.used(knowledge)
        fitting(self, used)
        return used

    @classmethod
    def _read(cls, data: Any) -> Self:
        """The parts fit with each other too; an `advice` beside them is ignored."""
        if isinstance(data, Mapping):
            data = {name: value for name, value in data.items() if name != "advice"}
        found = structure(cls, data)
        consistent(found)
        object.__setattr__(found, "_kept", True)
        return found
