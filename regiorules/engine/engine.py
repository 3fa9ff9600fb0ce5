"""The engine: some knowledge, an executor, and facts in; an assessment out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve, field

from regiorules.engine import patterns, rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.compiled import CompiledExecutor, compiled, keep_code
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.executor import Executor, MakeExecutor, Outcome
from regiorules.engine.locks import ProcessLock
from regiorules.engine.plan import Plan
from regiorules.engine.program import Program, program_of
from regiorules.engine.share import LiveShare
from regiorules.engine.states import STATUS, RuleStatus
from regiorules.engine.writer import Writer
from regiorules.errors import unknown_name
from regiorules.facts.dates import day_in, today
from regiorules.facts.region import Region
from regiorules.frozen import frozen, frozen_dict
from regiorules.kept import Cache
from regiorules.memo import Memo
from regiorules.rules.model import Knowledge
from regiorules.rules.standing import Standing

if TYPE_CHECKING:
    from regiorules.engine.live import WorkingMemory

_MOST_PREPARED = 64  # regions and days, where these matter
_MOST_PROGRAMS = 9  # the default, and a few what-ifs
EXECUTORS: Mapping[str, MakeExecutor] = {
    "durable": DurableExecutor,
    "compiled": CompiledExecutor,
}


@frozen
class Prepared:
    """What applies to a region, with its program and the executor that runs it; `on` is "" where no day matters."""

    knowledge: Knowledge
    parameters: Mapping[str, float] = field(converter=frozen_dict)
    program: Program
    executor: Executor
    on: str
    plan: Plan
    standing: Standing
    live: LiveShare | None = None

    def start(self) -> WorkingMemory | None:
        """A working memory for facts one by one, on the durable executor, while it has room for one."""
        return self.live.start() if self.live else None


class Engine:
    """
    Assesses regions with some knowledge; make one and use it from as many threads as you like.

    `executor` is "durable", "compiled" or "auto", which takes what the work asks for: compiled for whole assessments,
    and for a session of facts one by one a live network of durable, where that is installed.  Rules that are too many
    for durable run on compiled, as `Prepared.executor` says before it starts, and `Assessment.executor` after.
    With a `cache` the code that is made of the rules is kept for the next process, and taken from there.
    An engine survives a fork; pickled or copied it is made anew on the other side, without a cache.
    Raises UnknownName for another name, MissingExtra where durable-rules isn't installed.
    """

    def __init__(self, knowledge: Knowledge, executor: str = "auto", *, cache: Cache | None = None) -> None:
        self._asked = executor
        self._cache = cache
        self._is_live = executor == "durable" or (executor == "auto" and rete.available())
        executor = "compiled" if executor == "auto" else executor
        if executor not in EXECUTORS:
            raise unknown_name("unknown_executor", executor, ["auto", *EXECUTORS])
        self.knowledge = knowledge
        self.executor = executor
        self._prepared = Memo(_MOST_PREPARED)  # by region and day, where that matters
        self._programs = Memo(_MOST_PROGRAMS)  # as many as there are sets of rules
        self._facts = dict(knowledge.vocabulary.facts)
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
        day = day_in(on) if on else today() if self.knowledge.varies else None
        key = (region.name if self.knowledge.varies else "", day, region.parameters)
        known: Prepared | None = self._prepared.get(key)
        if known is not None:
            return known
        with self._lock:  # the first of many threads makes it, for all
            return self._prepared.of(key, lambda: self._prepare(region, day))

    def _prepare(self, region: Region, day: date | None) -> Prepared:
        knowledge = self.knowledge.at(region.name, day) if day else self.knowledge
        known = knowledge.vocabulary.parameters
        parameters = {name: region.parameters.get(name, known[name].value) for name in sorted(known)}
        rules = tuple(knowledge.rules.values()) if self.knowledge.varies else ()
        sets = tuple(each.id for each in knowledge.rulesets)  # one may apply of which no rule is in force
        spoken = day if self.knowledge.speaks_of_day else None
        own = tuple((rule.id, rule.ruleset, rule.valid_from) for rule in rules)
        key = (spoken, tuple(parameters.items()), sets, own)
        made = self._programs.of(key, lambda: self._made(knowledge, parameters))
        on = day.isoformat() if day else ""
        standing = Standing(self.knowledge, knowledge, region.name, on)
        return evolve(made, knowledge=knowledge, on=on, standing=standing)

    def _made(self, knowledge: Knowledge, parameters: Mapping[str, float]) -> Prepared:
        program = program_of(knowledge, parameters)
        keep_code(program, self._cache)
        executor, live = self._executor(program)
        plan, standing = Plan(knowledge, self.knowledge, program), Standing(self.knowledge, knowledge, "", "")
        return Prepared(knowledge, parameters, program, executor, "", plan, standing, live)

    def _executor(self, program: Program) -> tuple[Executor, LiveShare | None]:
        live = LiveShare(program) if self._is_live and patterns.fits(program) else None
        if live and self.executor == "durable":
            with suppress(rete.TooMuch):
                return DurableExecutor(program), live
            live = None
        return compiled(program), live

    def assess(self, region: Region, on: date | None = None) -> Assessment:
        """
        What follows from the facts of a region, by the rules of the day `on` (today, unless it is given).

        Raises EngineError where the executor fails; there is never a wrong answer instead.
        """
        prepared, given = self.prepare(region, on), self.given(region)
        return self.assessment(region, prepared, prepared.executor.run(given), given)

    def statuses(self, region: Region, on: date | None = None) -> dict[str, RuleStatus]:
        """The statuses of the rules alone: what `assess` finds, without what they rest on, and ten times as fast."""
        found = self.prepare(region, on).executor.run(self.given(region)).statuses
        return {name: STATUS[status] for name, status in found.items()}

    def given(self, region: Region) -> dict[str, Any]:
        """The known facts of a region in inner form; of a profile may come some that these rules know nothing of."""
        facts, given = self._facts, region.facts.items()
        known = [(name, each.value) for name, each in given if each.value is not None and name in facts]
        return {name: facts[name].encode(value) for name, value in known}

    def assessment(self, region: Region, prepared: Prepared, outcome: Outcome, given: Mapping[str, Any]) -> Assessment:
        """The outcome of running a region's program on what it gives, written down as an assessment."""
        return Writer(region, prepared, self.knowledge, outcome, given).assessment()
