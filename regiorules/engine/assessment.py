"""
The assessment: what follows from the facts of one region, as a frozen value.

It holds ids and values in outer form, no words; JSON in, JSON out, same bytes.  Everything is in
the order of the ids, so that it doesn't depend on the order of facts or rules.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self, TypeVar

from attrs import Factory, field

from regiorules.engine.coherence import consistent, fitting, same_rules
from regiorules.engine.executor import ExecutorName
from regiorules.engine.states import (
    ConclusionState,
    Conflict,
    FactState,
    RuleSetUsed,
    RuleState,
)
from regiorules.errors import Problem, UnknownName
from regiorules.facts.partial import says_partly
from regiorules.facts.region import Source
from regiorules.frozen import frozen, frozen_dict
from regiorules.memo import Memo
from regiorules.rules.model import Knowledge
from regiorules.stored import Stored
from regiorules.stored.reading import structure
from regiorules.text import nearest

State = TypeVar("State")
FORMAT = "regiorules-assessment/1"
PARTLY = "regiorules-assessment/2"  # in which a value may be what is partly known of it


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
    _fitting: Memo = field(factory=Memo, init=False, eq=False, repr=False)  # the knowledge that it goes with

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
        day = datetime.date.fromisoformat(self.on) if self.on else None
        used = knowledge.only(names, day)
        return used.valued(self.region, day).with_day(day) if day else used

    def checked(self, knowledge: Knowledge) -> Knowledge:
        """As `used`; raises InputError also where the parts aren't those that this knowledge gives, as when edited."""
        used = self.used(knowledge)
        return self._fitting.of(id(used), lambda: fitting(self, used))

    def made_by(self, used: Knowledge) -> Self:
        """The same, of which is known that what was used is this knowledge."""
        self._fitting.of(id(used), lambda: used)  # kept, so that its id stays its own
        return self

    @classmethod
    def _read(cls, data: Any) -> Self:
        """The parts fit with each other too; an `advice` beside them is ignored."""
        if isinstance(data, Mapping):
            data = {name: value for name, value in data.items() if name != "advice"}
        found = structure(cls, data)
        consistent(found)
        object.__setattr__(found, "_kept", True)
        return found
