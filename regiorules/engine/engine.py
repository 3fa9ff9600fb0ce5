"""The engine: some knowledge, an executor, and facts in; an assessment out."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

from regiorules.engine import durable
from regiorules.engine.assessment import (
    Assessment,
    ConclusionState,
    Conflict,
    FactState,
    Origin,
    RuleSetUsed,
    RuleState,
    Status,
)
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.executor import Executor, MakeExecutor, Outcome
from regiorules.engine.program import Program, program_of
from regiorules.engine.provenance import Provenance, deciding, missing
from regiorules.errors import unknown_name
from regiorules.facts.region import Given, Region
from regiorules.rules.model import SEVERITIES, STRENGTHS, Knowledge, Rule

EXECUTORS: Mapping[str, MakeExecutor] = {
    "durable": durable.DurableExecutor,
    "compiled": CompiledExecutor,
}
_GRADES = (*SEVERITIES, *STRENGTHS)  # a conclusion has grades of one kind only
_STATUS: Mapping[bool | None, Status] = {True: "holds", False: "fails", None: "open"}


class Engine:
    """
    Assesses regions with some knowledge; make one and use it from as many threads as you like.

    `executor` is "durable", "compiled" or "auto" (durable where it is installed, else compiled).
    Raises UnknownName for another name, MissingExtra where durable-rules isn't installed.
    """

    def __init__(self, knowledge: Knowledge, executor: str = "auto") -> None:
        if executor == "auto":
            executor = "durable" if durable.available() else "compiled"
        if executor not in EXECUTORS:
            raise unknown_name("unknown_executor", executor, ["auto", *EXECUTORS])
        self.knowledge = knowledge
        self.executor = executor
        self._prepared: dict[tuple[tuple[str, float], ...], tuple[Program, Executor]] = {}
        self._lock = Lock()
        self._prepare(self._parameters({}))

    def _parameters(self, changed: Mapping[str, float]) -> dict[str, float]:
        known = self.knowledge.vocabulary.parameters
        return {name: changed.get(name, known[name].value) for name in sorted(known)}

    def _prepare(self, parameters: Mapping[str, float]) -> tuple[Program, Executor]:
        key = tuple(parameters.items())
        with self._lock:
            if key not in self._prepared:
                if len(self._prepared) > 8:  # the default, and a few what-ifs
                    self._prepared.pop(next(iter(self._prepared)))
                program = program_of(self.knowledge, parameters)
                self._prepared[key] = (program, EXECUTORS[self.executor](program))
            return self._prepared[key]

    def assess(self, region: Region) -> Assessment:
        """
        What follows from the facts of a region.

        Raises EngineError where the executor fails; there is never a wrong answer instead.
        """
        _, executor = self._prepare(self._parameters(region.parameters))
        return self.assessment(region, executor.run(self.given(region)))

    def program(self, region: Region) -> Program:
        """The program with the assumptions of a region in place."""
        return self._prepare(self._parameters(region.parameters))[0]

    def given(self, region: Region) -> dict[str, Any]:
        """The known facts of a region in inner form."""
        facts = self.knowledge.vocabulary.facts
        return {name: facts[name].encode(each.value) for name, each in region.facts.items() if each.value is not None}

    def assessment(self, region: Region, outcome: Outcome) -> Assessment:
        """The outcome of running the region's program, written down as an assessment."""
        parameters = self._parameters(region.parameters)
        writer = _Writer(self, region, self.program(region), outcome, self.given(region))
        return writer.assessment(parameters)


class _Writer:
    """Writes the outcome of a program down as an assessment."""

    def __init__(
        self, engine: Engine, region: Region, program: Program, outcome: Outcome, given: Mapping[str, Any]
    ) -> None:
        self.knowledge = engine.knowledge
        self.executor = engine.executor
        self.region = region
        self.program = program
        self.outcome = outcome
        self.given = given
        askable = frozenset(name for name, fact in self.knowledge.vocabulary.facts.items() if fact.asked)
        self.provenance = Provenance(program, outcome, given, askable)
        self.by_target: dict[str, list[Rule]] = {}
        for rule in self.knowledge.rules.values():
            self.by_target.setdefault(rule.target, []).append(rule)

    def assessment(self, parameters: Mapping[str, float]) -> Assessment:
        knowledge = self.knowledge
        return Assessment(
            region=self.region.name,
            date=self.region.date,
            executor=self.executor,
            rulesets=tuple(RuleSetUsed(each.id, each.version, each.digest) for each in knowledge.rulesets),
            parameters=parameters,
            sources=dict(sorted(self.region.sources.items())),
            facts={name: self.fact(name) for name in sorted(knowledge.vocabulary.facts)},
            rules={name: self.rule(name) for name in knowledge.rules},
            conclusions={name: self.conclusion(name) for name in sorted(knowledge.conclusions)},
            conflicts=self.conflicts(),
        )

    def fact(self, name: str) -> FactState:
        fact = self.knowledge.vocabulary.facts[name]
        value = fact.decode(self.outcome.values.get(name))
        given = self.region.facts.get(name, Given(None))
        origin: Origin = "given" if name in self.given else "unknown" if value is None else "derived"
        rules = [rule.id for rule in self.by_target.get(name, ()) if self.outcome.statuses[rule.id]]
        return FactState(
            value,
            origin,
            given.sources,
            given.note,
            tuple(rules) if origin == "derived" else (),
            self.names(self.provenance.rests_on[name]) if origin == "derived" else (),
            self.names(self.provenance.waits_for[name]),
        )

    def rule(self, name: str) -> RuleState:
        tree = self.program.rules[name].when
        status = self.outcome.statuses[name]
        if status is None:
            return RuleState("open", waits_for=self.names(missing(tree, self.outcome.values)))
        return RuleState(_STATUS[status], self.names(deciding(tree, self.outcome.values)))

    def conclusion(self, name: str) -> ConclusionState:
        status = self.outcome.values.get(name)
        rules = [rule for rule in self.by_target.get(name, ()) if self.outcome.statuses[rule.id] is status]
        grade = self.grade(name, rules) if status else ""
        return ConclusionState(
            _STATUS[status],
            grade,
            tuple(rule.id for rule in rules),
            self.names(self.provenance.rests_on[name]),
            self.names(self.provenance.waits_for[name]),
        )

    def grade(self, name: str, rules: list[Rule]) -> str:
        """The highest severity or strength that a holding rule gives."""
        default = self.knowledge.conclusions[name].severity or ""
        return max((rule.grade or default for rule in rules), key=lambda grade: _GRADES.index(grade) if grade else -1)

    def conflicts(self) -> tuple[Conflict, ...]:
        found = []
        facts = self.knowledge.vocabulary.facts
        for name, rules in sorted(self.by_target.items()):
            if name not in facts or facts[name].type == "yes_no":
                continue
            holding = [rule for rule in rules if self.outcome.statuses[rule.id]]
            values = {rule.value for rule in holding}
            own = self.region.facts.get(name)
            given = own is not None and own.value is not None
            if own is not None and given:
                values.add(own.value)
            if len(values) > 1:
                shown = tuple(option for option in facts[name].option_ids if option in values)
                found.append(Conflict(name, shown, tuple(rule.id for rule in holding), given))
        return tuple(found)

    @staticmethod
    def names(found: frozenset[str]) -> tuple[str, ...]:
        return tuple(sorted(found))
