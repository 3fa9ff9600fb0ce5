"""Writes the outcome of a program down as an assessment: each part when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve

from regiorules.engine.assessment import FORMAT, PARTLY, Assessment
from regiorules.engine.executor import Outcome
from regiorules.engine.provenance import Provenance
from regiorules.engine.records import record_states
from regiorules.engine.settling import CONFLICT
from regiorules.engine.states import ConclusionState, Conflict, FactState, RecordState, RuleState
from regiorules.facts.entries import Given
from regiorules.facts.partial import is_partial, records_in
from regiorules.facts.possible import contradicts
from regiorules.facts.region import Region
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import FrozenDict
from regiorules.rules.model import Knowledge

if TYPE_CHECKING:
    from regiorules.engine.engine import Prepared


class Writer:
    """
    One outcome, and what of it stands in an assessment; `every` is all knowledge, of which some may not apply here.

    An assessment keeps its writer until all of it was asked for.
    """

    def __init__(
        self, region: Region, prepared: Prepared, every: Knowledge, outcome: Outcome, given: Mapping[str, Any]
    ) -> None:
        self.region = region
        self.prepared = prepared
        self.plan = prepared.plan
        self.knowledge = prepared.knowledge
        self.every = every
        self.outcome = outcome
        self.given = given
        self._provenance: Provenance | None = None

    @property
    def provenance(self) -> Provenance:
        """What is behind every part of it; only this takes long, and a `cached_property` would lock in Python 3.11."""
        if self._provenance is None:
            self._provenance = Provenance(self.outcome, self.given, self.plan.findings)
        return self._provenance

    def assessment(self) -> Assessment:
        """The assessment; no part of it depends on when it is asked for."""
        plan = self.plan
        return Assessment(
            region=self.region.name,
            date=self.region.date,
            on=self.prepared.on,
            executor=self.outcome.by,
            rulesets=plan.rulesets,
            parameters=self.prepared.parameters,
            sources=FrozenDict.of(dict(sorted(self.region.sources.items()))),
            facts=FrozenDict.later(self.facts),
            rules=FrozenDict.later(self.rules),
            conclusions=FrozenDict.later(self.conclusions),
            conflicts=self.conflicts(),
            format=PARTLY if self.is_partly() else FORMAT,
        ).made_by(self.knowledge)

    def holding(self, name: str) -> list[str]:
        """The rules for a name that hold."""
        statuses = self.outcome.statuses
        return [rule.id for rule in self.plan.by_target.get(name, ()) if statuses[rule.id]]

    def is_partly(self) -> bool:
        """True where some fact is partly known, or a field of some record is."""
        given, facts = self.region.facts, self.knowledge.vocabulary.facts
        lists = filter(None, map(given.get, self.plan.records))
        return any(each.partly for each in lists) or any(
            name in facts and is_partial(facts[name].decode(value)) for name, value in self.outcome.partly()
        )

    def facts(self) -> dict[str, FactState]:
        """The states of all facts."""
        given, found, seen = dict(self.region.facts.items()), self.outcome.values, self.provenance.seen
        unknown, absence = self.plan.unknown, self.prepared.standing.of
        return {
            name: self.fact(name, fact, given.get(name, _NOT_GIVEN))
            if name in found or name in given
            else unknown(absence(fact), seen[name])
            for name, fact in self.plan.facts
        }

    def fact(self, name: str, fact: Fact, given: Given) -> FactState:
        """The state of a fact: as it was given, unless it is unknown, or known otherwise."""
        found = self.outcome.values.get(name)
        if given.value is not None and (fact.type == "records" or found == self.given[name]):
            waits_for = self.provenance.waits_for(name) if is_partial(given.value) else ()
            return FactState(given.value, "given", given.sources, given.note, (), (), waits_for)
        derived = None if found is None else fact.decode(found)
        if derived is not None:
            return self.derived(name, derived, given)
        state = self.plan.unknown(self.prepared.standing.of(fact), self.provenance.seen[name])
        return FactState(None, state.origin, given.sources, given.note, waits_for=state.waits_for)

    def derived(self, name: str, value: Any, given: Given) -> FactState:
        """The state of a fact that follows from others, perhaps beside what was given of it in part."""
        rules = tuple(self.holding(name))
        rests_on = self.provenance.rests_on(name)
        waits = self.provenance.waits_for(name) if is_partial(value) else ()
        return FactState(value, "derived", given.sources, given.note, rules, rests_on, waits)

    def rules(self) -> dict[str, RuleState]:
        """The states of all rules."""
        return self.provenance.states()

    def conclusions(self) -> dict[str, ConclusionState]:
        """The states of all conclusions."""
        found, state = self.provenance.found, self.plan.conclusion
        states = {
            name: self.not_concluded(name) if place is None else found[place].state or state(name, found[place])
            for name, place in self.plan.conclusions
        }
        for name in self.plan.drawn_for:
            states[name] = evolve(states[name], records=self.records(name))
        return states

    def not_concluded(self, name: str) -> ConclusionState:
        """The state of a conclusion for which there are no rules here."""
        return ConclusionState(self.prepared.standing.of(self.every.conclusions[name]) or "fails")

    def records(self, name: str) -> tuple[RecordState, ...]:
        """The records for which a conclusion that is drawn for each of them holds, or is open."""
        records = self.plan.drawn_for[name]
        if records not in self.outcome.values:
            return ()
        conditions = {rule.id: self.prepared.program.rules[rule.id].about_one for rule in self.plan.by_target[name]}
        fact = self.knowledge.vocabulary.facts[records]
        shown = records_in(self.region.facts[records].value)
        return tuple(record_states(conditions, fact, shown, self.provenance, partial(self.plan.grade, name)))

    def conflicts(self) -> tuple[Conflict, ...]:
        """The facts that get two values: the outcome tells of those that aren't given."""
        looked_at = self.outcome.conflicts | self.plan.disputable.intersection(self.given)
        return tuple(filter(None, map(self.conflict, sorted(looked_at)))) if looked_at else ()

    def conflict(self, name: str) -> Conflict | None:
        """How a fact gets two values, if it does."""
        said = self.said(name)
        if not said:
            return None
        against = contradicts(self.given.get(name), said.values())
        settle = self.prepared.program.settle[name]
        if not against and settle([(True, value) for value in said.values()]) is not CONFLICT:
            return None
        fact = self.knowledge.vocabulary.facts[name]
        values = [fact.decode(value) for value in dict.fromkeys(said.values())]
        values += [self.region.facts[name].value] if against else []
        return Conflict(name, _in_order(fact, values), tuple(said), against)

    def said(self, name: str) -> dict[str, Any]:
        """Of each rule that holds for a fact what it says (inner form), where that is known, perhaps in part."""
        rules, values = self.prepared.program.rules, self.outcome.values
        every = {rule: rules[rule].said(values) for rule in self.holding(name)}
        return {rule: value for rule, value in every.items() if value is not None}


def _in_order(fact: Fact, values: Iterable[Any]) -> tuple[Any, ...]:
    """Values of a fact that differ, in its order; after these what is known in part."""
    every = list(values)
    whole = {each for each in every if not is_partial(each)}
    return (*fact.ordered(whole), *(each for each in every if is_partial(each)))


_NOT_GIVEN = Given(None)
