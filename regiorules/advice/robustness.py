"""
How firm the conclusions about a region are: in which part of all worlds each holds, and what overturns it.

A world is one answer to every question that is open or partly answered; each counts the same, so that a share says
how much is left to find out, and is no probability.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from importlib.util import find_spec
from math import prod
from typing import Any, ClassVar

from attrs import define, field

from regiorules.advice.counts import doubts_of
from regiorules.advice.lines import ADDED, FactLine
from regiorules.advice.varying import Varied
from regiorules.advice.wording import Wording
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.engine.states import STATUS
from regiorules.errors import MissingExtra, Problem
from regiorules.facts.possible import is_known
from regiorules.facts.region import Region
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import FrozenDict, frozen, frozen_dict
from regiorules.robust.changes import Turn, can_be_listed, turns
from regiorules.robust.shares import MOST, SEED, shares
from regiorules.robust.slices import Reading
from regiorules.robust.tally import Tally
from regiorules.robust.values import Ground, asked_of, ground_of
from regiorules.stored import Stored
from regiorules.text import Language, Text

FORMAT = "regiorules-robust/1"
Tell = Callable[[int, int], None]
_SUCH_AS = Text("zoals {value}", "such as {value}")


@frozen
class Doubt:
    """A fact that isn't known whole: what is known of it, and the values that it may have and that rules tell apart."""

    id: str
    title: str
    value: str
    values: tuple[str, ...]


@frozen
class Decisive:
    """A value of a fact with the share of the worlds with that value in which a conclusion holds (0 to 1)."""

    fact: str
    title: str
    value: str
    share: float


@frozen
class Overturn:
    """A given fact that, changed to this value and all else as given, makes a conclusion another `status`."""

    fact: str
    title: str
    value: str
    status: str
    label: str


@frozen
class Firmness:
    """
    How firm one conclusion is.

    Of `counted` worlds it `holds` and `fails` in so many; in the rest it waits for what can't be listed.  Those are all
    `worlds` that differ for it, or where it is `sampled` a random sample of them.  `share` is holds / counted, from
    `low` to `high` (95 %, Wilson; one and the same where nothing is sampled).  `decides` are the values of doubtful
    facts with which it holds always or never, `overturned` the changes of one given fact that turn it; `untried` are
    the given facts behind it of which other values can't be listed, so that one of them may turn it as well.
    """

    id: str
    kind: str
    title: str
    status: str
    label: str
    share: float
    low: float
    high: float
    holds: int
    fails: int
    counted: int
    worlds: int
    sampled: bool
    decides: tuple[Decisive, ...]
    overturned: tuple[Overturn, ...]
    untried: tuple[FactLine, ...] = field(default=(), metadata=ADDED)


@frozen
class Robustness(Stored):
    """
    How firm the conclusions about a region are.

    `worlds` is how many there are of all `doubts` together; `left` are the facts that aren't known whole and stay so
    in every world, as what they may be can't be listed.  `kinds` says in words what the kinds are called, `main` are
    those that a note shows; with `named` it was said which conclusions are asked for.  `seed` is that of the samples,
    `varied` has what follows from other assumptions.
    """

    _kind: ClassVar[str] = "robust"

    region: str
    language: Language
    worlds: int
    doubts: tuple[Doubt, ...]
    left: tuple[FactLine, ...]
    conclusions: tuple[Firmness, ...]
    kinds: Mapping[str, str] = field(factory=FrozenDict, converter=frozen_dict)
    main: tuple[str, ...] = ()
    named: bool = False
    seed: int = SEED
    varied: tuple[Varied, ...] = ()
    format: str = FORMAT


def robustness(
    engine: Engine,
    region: Region,
    language: Language = "nl",
    on: date | None = None,
    names: Collection[str] = (),
    tell: Tell = lambda done, total: None,
    most: int = MOST,
) -> Robustness:
    """
    How firm these conclusions are, or all of them, by the rules of the day `on` (today otherwise).

    At most so many worlds are looked at one by one, and a sample of the others; `tell` hears how many it have been, of
    how many.  Raises MissingExtra without Polars (the extra `batch`).
    """
    if find_spec("polars") is None:
        raise MissingExtra([Problem("robust_missing")])
    return _Work.of(engine, region, language, on).robustness(names, tell, most)


@define
class _Work:
    """A region, assessed, with its doubts."""

    wording: Wording
    assessment: Assessment
    reading: Reading
    facts: Mapping[str, Fact]

    @classmethod
    def of(cls, engine: Engine, region: Region, language: Language, on: date | None) -> _Work:
        prepared, given = engine.prepare(region, on), engine.given(region)
        outcome = prepared.executor.run(given)
        assessment = engine.assessment(region, prepared, outcome, given)
        facts = prepared.knowledge.vocabulary.facts
        doubts = doubts_of(facts, outcome.values, asked_of(prepared.program))
        reading = Reading(prepared.program, given, outcome.values, doubts)
        return cls(Wording(assessment, engine.knowledge, language), assessment, reading, facts)

    def robustness(self, names: Collection[str], tell: Tell, most: int) -> Robustness:
        from regiorules.bulk.columns.forms import form_of

        known = self.assessment.conclusions
        asked = [name for name in known if (name in names or not names) and name in self.reading.program.known_names]
        forms = {name: form_of(fact) for name, fact in self.facts.items()}
        tallies = shares(self.reading, asked, forms, tell, most=most)
        overturned = self.overturned(asked)
        read = frozenset().union(*map(self.reading.doubts_of, asked))
        doubts = tuple(self.doubt(name) for name in self.reading.doubts if name in read)
        kinds = dict.fromkeys(self.wording.every.conclusions[name].kind for name in asked)
        return Robustness(
            self.assessment.region,
            self.wording.language,
            prod(len(each.values) for each in doubts),
            doubts,
            tuple(map(self.wording.line, self.left(asked))),
            tuple(self.firmness(name, tallies[name], overturned.get(name, ())) for name in asked),
            {kind: self.wording.label(kind) for kind in kinds},
            tuple(kinds) if names else tuple(kind for kind in _MAIN if kind in kinds),
            bool(names),
        )

    def left(self, names: Iterable[str]) -> Iterator[str]:
        """The facts behind these names that aren't known whole and whose values can't be listed."""
        behind = self.reading.behind_all(names)
        for name, fact in self.facts.items():
            listed = name in self.reading.doubts or is_known(self.reading.values.get(name))
            if name in behind and fact.asked and not listed:
                yield name

    def doubt(self, name: str) -> Doubt:
        values = tuple(self.shown(name, value) for value in self.reading.doubts[name])
        return Doubt(name, self.wording.title(name), self.wording.value(name), values)

    def shown(self, name: str, value: Any) -> str:
        """An inner value of a fact as a person reads it; a number stands for all that rules don't tell from it."""
        fact = self.facts[name]
        shown = fact.show(fact.decode(value), self.wording.language)
        return _SUCH_AS.say(self.wording.language).format(value=shown) if fact.is_figure else shown

    def overturned(self, names: Collection[str]) -> dict[str, list[Turn]]:
        reading, found = self.reading, dict[str, list[Turn]]()
        grounds: dict[str, Ground] = {name: ground_of(self.facts[name]) for name in reading.given if name in self.facts}
        for turn in turns(reading.program, reading.given, reading.values, grounds, names):
            if turn.before is not None:
                found.setdefault(turn.name, []).append(turn)
        return found

    def firmness(self, name: str, tally: Tally, overturned: Iterable[Turn]) -> Firmness:
        status, count, (low, high) = self.assessment.conclusions[name].status, tally.count, tally.interval
        return Firmness(
            name,
            self.wording.every.conclusions[name].kind,
            self.wording.title(name),
            status,
            self.wording.label(status),
            float(count.share),
            low,
            high,
            count.holds,
            count.fails,
            count.worlds,
            tally.all_worlds,
            tally.sampled,
            tuple(self.decides(tally)),
            tuple(map(self.overturn, overturned)),
            tuple(map(self.wording.line, self.untried(name))),
        )

    def untried(self, name: str) -> Iterator[str]:
        """The given facts behind a conclusion of which no other value was tried, as they can't be listed."""
        tests = asked_of(self.reading.program)
        for fact in self.assessment.conclusions[name].rests_on:
            whole = is_known(self.reading.given.get(fact))
            if whole and not can_be_listed(ground_of(self.facts[fact]), tests.get(fact, ())):
                yield fact

    def decides(self, tally: Tally) -> Iterator[Decisive]:
        """The values with which it is the same in all worlds, where it isn't so already."""
        if tally.count.worlds in (tally.count.holds, tally.count.fails) or tally.sampled:
            return
        for (fact, place), count in tally.by.items():
            if count.worlds in (count.holds, count.fails):
                value = self.shown(fact, self.reading.doubts[fact][place])
                yield Decisive(fact, self.wording.title(fact), value, float(count.share))

    def overturn(self, turn: Turn) -> Overturn:
        status = STATUS[turn.after]
        value = self.shown(turn.fact, turn.value)
        return Overturn(turn.fact, self.wording.title(turn.fact), value, status, self.wording.label(status))


_MAIN = ("route", "recommendation", "risk")  # what a note shows of all that is counted
