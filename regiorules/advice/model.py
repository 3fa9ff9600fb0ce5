"""What advice consists of.  Every text is in the language of the advice; ids are the rule set's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple, Self

from attrs import field

from regiorules.advice.axes import Area as Area
from regiorules.advice.axes import Axis as Axis
from regiorules.advice.axes import AxisLevel as AxisLevel
from regiorules.advice.axes import Position as Position
from regiorules.advice.axes import Stop as Stop
from regiorules.advice.axes import Way as Way
from regiorules.advice.grids import TableLine
from regiorules.advice.lines import ADDED as ADDED
from regiorules.advice.lines import SPARSE as SPARSE
from regiorules.advice.lines import CertainLine as CertainLine
from regiorules.advice.lines import Dated as Dated
from regiorules.advice.lines import FactLine as FactLine
from regiorules.advice.lines import Reason as Reason
from regiorules.advice.lines import RuleSetLine as RuleSetLine
from regiorules.advice.lines import SourceLine as SourceLine
from regiorules.advice.lines import StatementLine as StatementLine
from regiorules.advice.planned import Plan
from regiorules.engine.assessment import Assessment
from regiorules.engine.states import Status
from regiorules.errors import Problem
from regiorules.frozen import FrozenDict, frozen, frozen_dict
from regiorules.stored import Stored
from regiorules.stored.reading import structure, wrong
from regiorules.text import Language, Text

FORMAT = "regiorules-advice/1"
SHARED = ("assessment", "region", "date")  # what stands in the assessment, and not again in its advice


@frozen
class Route:
    """
    A route that holds or may still hold, with its steps.

    While it is open, `reasons` and `points` are the findings and the facts that already speak for it.
    """

    id: str
    path: str
    title: str
    text: str
    status: Status
    strength: str
    steps: tuple[str, ...]
    reasons: tuple[Reason, ...]
    waits_for: tuple[FactLine, ...]
    statements: tuple[str, ...]
    points: tuple[FactLine, ...] = field(default=(), metadata=ADDED)


@frozen
class Decided:
    """An answer that decides a choice: for a route, or for none ("")."""

    answer: str
    route: str
    title: str


@frozen
class Decider:
    """A question of which an answer decides a choice that is open; `always` where each of its answers does."""

    fact: str
    title: str
    question: str
    always: bool
    decided: tuple[Decided, ...]


@frozen
class RouteShare:
    """Of so many `worlds`, ways in which the open questions may be answered, those in which a route `holds`."""

    id: str
    title: str
    holds: int
    worlds: int


@frozen
class Choice:
    """
    A choice among routes: the one that holds, or else those that may still; `title` is "" for the only choice.

    `excluded` are the routes that can't hold any more; `deciders` has the question that would decide, where one does.
    `shares` says of routes that may still hold in which part of all answers each does, where those are few enough to
    count here (`regiorules robust` counts more).
    """

    id: str
    title: str
    routes: tuple[Route, ...]
    excluded: tuple[FactLine, ...] = field(default=(), metadata=ADDED)
    deciders: tuple[Decider, ...] = field(default=(), metadata=ADDED)
    shares: tuple[RouteShare, ...] = field(default=(), metadata=SPARSE)


@frozen
class Remedy:
    """A recommendation against a risk; `advised` where it holds."""

    id: str
    title: str
    advised: bool


@frozen
class Risk:
    """A risk that holds; `record` names the record for which it does, "" where it is of the region."""

    id: str
    title: str
    text: str
    severity: str
    severity_label: str
    reasons: tuple[Reason, ...]
    remedies: tuple[Remedy, ...]
    statements: tuple[str, ...]
    record: str = ""


@frozen
class Confirmation:
    """What goes well, and what would endanger it; `record` is as of a risk."""

    id: str
    title: str
    text: str
    danger: str
    reasons: tuple[Reason, ...]
    statements: tuple[str, ...]
    record: str = ""


@frozen
class Outlook:
    """
    The risks that may still hold, with the facts that they wait for, most first; and those that are excluded.

    `severities` has the severity that the rule set gives each of these, by its id; a rule may give it another.
    """

    open: tuple[FactLine, ...] = ()
    waits_for: tuple[FactLine, ...] = ()
    excluded: tuple[FactLine, ...] = ()
    severities: Mapping[str, str] = field(factory=FrozenDict, converter=frozen_dict, metadata=ADDED)


@frozen
class Recommendation:
    """A recommendation that holds, with its place in the order (from 1); `record` is as of a risk."""

    rank: int
    id: str
    title: str
    text: str
    addressee: str
    level: str
    horizon: str
    priority: str
    section: str
    steps: tuple[str, ...]
    effects: tuple[FactLine, ...]
    reasons: tuple[Reason, ...]
    against: tuple[str, ...]
    statements: tuple[str, ...]
    record: str = ""


@frozen
class Division:
    """
    At which level a topic belongs, and why; "" while that is open, and then `possible` as of a position.

    `levels` are all that there are for it, in order.
    """

    id: str
    title: str
    level: str
    label: str
    reasons: tuple[Reason, ...]
    waits_for: tuple[FactLine, ...]
    statements: tuple[str, ...]
    possible: tuple[str, ...] = field(default=(), metadata=SPARSE)
    levels: tuple[str, ...] = field(default=(), metadata=ADDED)


@frozen
class Background:
    """An example, a pointer or a piece of context; `beside` are the ids it belongs to, `record` is as of a risk."""

    id: str
    kind: str
    title: str
    text: str
    url: str
    beside: tuple[str, ...]
    statements: tuple[str, ...]
    record: str = ""

    def goes_with(self, name: str, record: str) -> bool:
        """True where it belongs beside a conclusion, that may be of a record ("": of the region)."""
        return name in self.beside and (not record or self.record in ("", record))


@frozen
class Section:
    """A section of the advice with the recommendations that belong in it."""

    id: str
    title: str
    recommendations: tuple[str, ...]


@frozen
class Answer:
    """One possible answer, and the conclusions that it would settle, what matters most first; values say their kind."""

    value: Any
    label: str
    holds: tuple[FactLine, ...]
    fails: tuple[FactLine, ...]


@frozen
class Question:
    """
    An unknown fact, and how much knowing it would settle.

    `score` is the mean weight of what an answer settles at once; `waiting` counts the open
    conclusions that wait for it (alone or with others), and `weight` is what they weigh together; `tied` says that the
    next one scores the same.
    """

    fact: str
    title: str
    question: str
    help: str
    score: float
    waiting: int
    tied: bool
    answers: tuple[Answer, ...]
    weight: int = field(default=0, metadata=ADDED)


@frozen
class GivenAnswer:
    """
    An answer that was given, with its sources (by id) and its note, and what rests on it.

    `date` is that of all answers, where no source of this one has a date; "" otherwise.
    """

    fact: str
    title: str
    value: str
    sources: tuple[str, ...]
    note: str
    date: str
    used: tuple[FactLine, ...]


@frozen
class Note:
    """A note that a plugin adds."""

    plugin: str
    text: str


class PluginNote(NamedTuple):
    """A note in both languages, with the name of the plugin that adds it: what `plugin_notes` gives `make_advice`."""

    plugin: str
    text: Text


@frozen
class Change:
    """
    One thing that changes: from, to, and the reasons of the rules that decide it now.

    `narrowed` says that a fact was partly known, and that more of it is known now: nothing is taken back.
    """

    id: str
    kind: str
    title: str
    before: str
    after: str
    because: tuple[str, ...]
    facts: tuple[FactLine, ...]
    narrowed: bool = field(default=False, metadata=SPARSE)


@frozen
class Advice(Stored):
    """
    The advice for one region in one language; `assessment` is what it was made from.

    `words` are the headings (see `regiorules.facts.words`); `kinds` are those of the conclusions that the rule sets
    know, so that what they don't speak of leaves no heading behind; `severities` have a word each, from low to high.
    `on` is the day whose rules were used, "" where it makes no difference here; `warnings` are what a reader has to
    know first; `stale` is what would change by the newest table of regions and the rules of today;
    `plan` is the shortest way to the goals of the rule set, None where it has none; `certain` are the open conclusions
    that come to the same whatever the answers are, where that was asked (`certain_of`); `tables` are the decision
    tables of which some row holds.
    """

    _kind: ClassVar[str] = "advice"

    language: Language
    words: Mapping[str, str] = field(converter=frozen_dict)
    kinds: tuple[str, ...]
    severities: Mapping[str, str] = field(converter=frozen_dict)
    region: str
    date: str
    on: str
    dates: tuple[Dated, ...]
    warnings: tuple[str, ...]
    assessment: Assessment
    summary: tuple[FactLine, ...]
    positions: tuple[Position, ...]
    choices: tuple[Choice, ...]
    recommendations: tuple[Recommendation, ...]
    sections: tuple[Section, ...]
    risks: tuple[Risk, ...]
    divisions: tuple[Division, ...]
    background: tuple[Background, ...]
    questions: tuple[Question, ...]
    open_conclusions: int
    notes: tuple[Note, ...]
    conflicts: tuple[str, ...]
    assumptions: tuple[FactLine, ...]
    sources: tuple[SourceLine, ...]
    statements: tuple[StatementLine, ...]
    rulesets: tuple[RuleSetLine, ...]
    confirmations: tuple[Confirmation, ...] = field(default=(), metadata=SPARSE)
    outlook: Outlook = field(default=Outlook(), metadata=ADDED)
    answers: tuple[GivenAnswer, ...] = field(default=(), metadata=ADDED)
    format: str = FORMAT
    stale: tuple[Change, ...] = field(default=(), metadata=SPARSE)
    plan: Plan | None = field(default=None, metadata=SPARSE)
    certain: tuple[CertainLine, ...] = field(default=(), metadata=SPARSE)
    tables: tuple[TableLine, ...] = field(default=(), metadata=SPARSE)

    def to_data(self) -> dict[str, Any]:
        """The assessment as plain data, ready for JSON, with the advice in words beside it."""
        words = {name: each for name, each in super().to_data().items() if name not in SHARED}
        return {**self.assessment.to_data(), "advice": words}

    @classmethod
    def _read(cls, data: Any) -> Self:
        assessment = Assessment._read(data)
        if "advice" not in data:
            wrong(Problem("missing_key", {"name": "advice"}))
        shared = {"assessment": assessment, "region": assessment.region, "date": assessment.date}
        return structure(cls, data["advice"], "advice", shared)
