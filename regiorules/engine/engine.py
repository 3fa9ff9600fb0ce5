"""The engine: some knowledge, an executor, and facts in; an assessment out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from attrs import evolve, field, frozen

from regiorules.engine import patterns, rete
from regiorules.engine.assessment import (
    Assessment,
    ConclusionState,
    Conflict,
    FactState,
    Origin,
    RecordState,
    RuleSetUsed,
    RuleState,
    RuleStatus,
)
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.executor import Executor, MakeExecutor, Outcome
from regiorules.engine.live import LiveShare, WorkingMemory
from regiorules.engine.locks import ProcessLock
from regiorules.engine.program import Program, program_of
from regiorules.engine.provenance import Provenance
from regiorules.engine.records import record_states
from regiorules.engine.settling import one_value
from regiorules.errors import unknown_name
from regiorules.facts.dates import day_in, today
from regiorules.facts.entries import Given
from regiorules.facts.partial import is_partial, records_in
from regiorules.facts.possible import contradicts
from regiorules.facts.region import Region
from regiorules.frozen import frozen_dict
from regiorules.rules.model import Knowledge, by_target
from regiorules.rules.standing import Standing

EXECUTORS: Mapping[str, MakeExecutor] = {
    "durable": DurableExecutor,
    "compiled": CompiledExecutor,
}
_STATUS: Mapping[bool | None, RuleStatus] = {True: "holds", False: "fails", None: "open"}


@frozen
class Prepared:
    """What applies to a region, with its program and the executor that runs it; `on` is "" where no day matters."""

    knowledge: Knowledge
    parameters: Mapping[str, float] = field(converter=frozen_dict)
    program: Program
    executor: Executor
    on: str
    live: LiveShare | None = None

    def start(self) -> WorkingMemory | None:
        """A working memory for facts one by one, on the durable executor, while it has room for one."""
        return self.live.start() if self.live else None


class Engine:
    """
    Assesses regions with some knowledge; make one and use it from as many threads as you like.

    `executor` is "durable", "compiled" or "auto" (durable where it is installed, else compiled).  Rules that are too
    many for durable run on compiled, as `Prepared.executor` says before it starts, and `Assessment.executor` after.
    An engine survives a fork; pickled or copied it is made anew on the other side.
    Raises UnknownName for another name, MissingExtra where durable-rules isn't installed.
    """

    def __init__(self, knowledge: Knowledge, executor: str = "auto") -> None:
        self._asked = executor
        if executor == "auto":
            executor = "durable" if rete.available() else "compiled"
        if executor not in EXECUTORS:
            raise unknown_name("unknown_executor", executor, ["auto", *EXECUTORS])
        self.knowledge = knowledge
        self.executor = executor
        self._prepared: dict[Any, Prepared] = {}
        self._lock = ProcessLock()
        if not knowledge.varies:
            self.prepare(Region(""))

    def __reduce__(self) -> tuple[type[Engine], tuple[Knowledge, str]]:
        return type(self), (self.knowledge, self._asked)

    def prepare(self, region: Region, on: date | None = None) -> Prepared:
        """
        What applies to a region on a day, ready to run; kept, as the next region will mostly want the same.

        `on` is the day whose rules count: today, unless it is given.
        """
        asked = day_in(on) if on else None
        day = (asked or today()) if self.knowledge.varies else asked
        knowledge = self.knowledge.at(region.name, day) if day else self.knowledge
        known = knowledge.vocabulary.parameters
        parameters = {name: region.parameters.get(name, known[name].value) for name in sorted(known)}
        rules = tuple(knowledge.rules.values()) if self.knowledge.varies else ()
        key = (tuple(parameters.items()), tuple((rule.id, rule.ruleset, rule.valid_from) for rule in rules))
        with self._lock:
            if key not in self._prepared:
                if len(self._prepared) > 8:  # the default, and a few what-ifs
                    self._prepared.pop(next(iter(self._prepared)))
                self._prepared[key] = self._prepare(knowledge, parameters)
            return evolve(self._prepared[key], knowledge=knowledge, on=day.isoformat() if day else "")

    def _prepare(self, knowledge: Knowledge, parameters: Mapping[str, float]) -> Prepared:
        program = program_of(knowledge, parameters)
        if self.executor == "durable" and patterns.fits(program):
            with suppress(rete.TooMuch):
                return Prepared(knowledge, parameters, program, DurableExecutor(program), "", LiveShare(program))
        make = CompiledExecutor if self.executor == "durable" else EXECUTORS[self.executor]
        return Prepared(knowledge, parameters, program, make(program), "")

    def assess(self, region: Region, on: date | None = None) -> Assessment:
        """
        What follows from the facts of a region, by the rules of the day `on` (today, unless it is given).

        Raises EngineError where the executor fails; there is never a wrong answer instead.
        """
        prepared = self.prepare(region, on)
        return self.assessment(region, prepared, prepared.executor.run(self.given(region)))

    def statuses(self, region: Region, on: date | None = None) -> dict[str, RuleStatus]:
        """The statuses of the rules alone: what `assess` finds, without what they rest on, and ten times as fast."""
        found = self.prepare(region, on).executor.run(self.given(region)).statuses
        return {name: _STATUS[status] for name, status in found.items()}

    def given(self, region: Region) -> dict[str, Any]:
        """The known facts of a region in inner form; of a profile may come some that these rules know nothing of."""
        facts = self.knowledge.vocabulary.facts
        known = ((name, each.value) for name, each in region.facts.items() if name in facts)
        return {name: facts[name].encode(value) for name, value in known if value is not None}

    def assessment(self, region: Region, prepared: Prepared, outcome: Outcome) -> Assessment:
        """The outcome of running a region's program, written down as an assessment."""
        return _Writer(region, prepared, self.knowledge, outcome, self.given(region)).assessment()


class _Writer:
    """Writes the outcome of a program down as an assessment."""

    def __init__(
        self, region: Region, prepared: Prepared, every: Knowledge, outcome: Outcome, given: Mapping[str, Any]
    ) -> None:
        self.prepared = prepared
        self.every = every
        self.standing = Standing(every, prepared.knowledge, region.name, prepared.on)
        self.knowledge = prepared.knowledge
        self.region = region
        self.program = program = prepared.program
        self.outcome = outcome
        self.given = given
        askable = frozenset(name for name, fact in self.knowledge.vocabulary.facts.items() if fact.asked)
        self.provenance = Provenance(program, outcome, given, askable)
        self.by_target = by_target(self.knowledge.rules.values())

    def assessment(self) -> Assessment:
        knowledge = self.knowledge
        conclusions = {*knowledge.conclusions, *(self.program.yes_no & self.every.conclusions.keys())}
        return Assessment(
            region=self.region.name,
            date=self.region.date,
            on=self.prepared.on,
            executor=self.prepared.executor.name,
            rulesets=tuple(RuleSetUsed(each.id, each.version, each.digest) for each in knowledge.rulesets),
            parameters=self.prepared.parameters,
            sources=dict(sorted(self.region.sources.items())),
            facts={name: self.fact(name) for name in sorted(knowledge.vocabulary.facts)},
            rules={name: self.rule(name) for name in sorted(knowledge.rules)},
            conclusions={name: self.conclusion(name) for name in sorted(conclusions)},
            conflicts=self.conflicts(),
        )

    def fact(self, name: str) -> FactState:
        fact = self.knowledge.vocabulary.facts[name]
        given = self.region.facts.get(name, Given(None))
        found = self.outcome.values.get(name)
        as_given = name in self.given and (fact.type == "records" or found == self.given[name])
        value = given.value if as_given else fact.decode(found)  # names as they were written
        origin: Origin = "given" if as_given else "derived"
        if value is None:
            origin = self.standing.of(fact) or "unknown"
        rules = [rule.id for rule in self.by_target.get(name, ()) if self.outcome.statuses[rule.id]]
        return FactState(
            value,
            origin,
            given.sources,
            given.note,
            tuple(rules) if origin == "derived" else (),
            self.provenance.rests_on(name) if origin == "derived" else (),
            self.provenance.waits_for(name) if origin == "unknown" or is_partial(value) else (),
        )

    def rule(self, name: str) -> RuleState:
        judgement = self.provenance.judgements[name]
        return RuleState(_STATUS[self.outcome.statuses[name]], judgement.rests_on, judgement.waits_for)

    def conclusion(self, name: str) -> ConclusionState:
        if name not in self.by_target:
            return ConclusionState(self.standing.of(self.every.conclusions[name]) or "fails")
        status = self.outcome.values.get(name)
        rules = tuple(rule.id for rule in self.by_target[name] if self.outcome.statuses[rule.id] is status)
        return ConclusionState(
            _STATUS[status],
            self.grade(name, rules) if status else "",
            rules,
            self.provenance.rests_on(name),
            self.provenance.waits_for(name),
            tuple(self.records(name)),
        )

    def records(self, name: str) -> Iterable[RecordState]:
        """The records for which a conclusion that is drawn for each of them holds, or is open."""
        records = self.knowledge.drawn_for.get(name, "")
        if records not in self.outcome.values:
            return ()
        conditions = {rule.id: self.program.rules[rule.id].about_one for rule in self.by_target[name]}
        fact = self.knowledge.vocabulary.facts[records]
        shown = records_in(self.region.facts[records].value)
        return record_states(conditions, fact, shown, self.provenance, partial(self.grade, name))

    def grade(self, name: str, rules: Iterable[str]) -> str:
        """The highest severity or strength that rules give, also a conclusion of rules that don't apply here."""
        return self.every.grade(name, (self.knowledge.rules[each] for each in rules))

    def conflicts(self) -> tuple[Conflict, ...]:
        found = []
        facts = self.knowledge.vocabulary.facts
        for name, rules in sorted(self.by_target.items()):
            if not one_value(self.program.settle[name]):
                continue
            holding = [rule for rule in rules if self.outcome.statuses[rule.id]]
            values = facts[name].ordered({rule.value for rule in holding})
            own = self.region.facts.get(name)
            against = own is not None and contradicts(facts[name].encode(own.value), map(facts[name].encode, values))
            if own is not None and against:
                partly = is_partial(own.value)
                values = (*values, own.value) if partly else facts[name].ordered({*values, own.value})
            if len(values) > 1:
                found.append(Conflict(name, values, tuple(rule.id for rule in holding), against))
        return tuple(found)
