"""A plan as a time line: a row a step, a bar from where it begins to where it is done, over the periods ahead."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define

from regiorules.advice.model import Advice
from regiorules.advice.planned import Plan, PlanStep
from regiorules.figures.figure import Figure
from regiorules.figures.legend import Entry, legend
from regiorules.figures.marks import EDGE, FIELD, LINE, PLACE, QUIET, box, hatched, leading, line, lines_of, text, wide
from regiorules.figures.words import word
from regiorules.text import Language

_NAMES, _CHART, _PAD, _BAR = 290, 350, 8, 14  # of the titles, of the time line, around texts, of a bar
_LEAST = 12  # months that are shown
_YEAR = 12


def plan_figure(advice: Advice) -> Figure:
    """The steps of the plan of the advice over the time ahead; of one without steps only its words."""
    words = describe_plan(advice.plan, advice.language)
    title = word("plan", advice.language, region=advice.region)
    line_ = _TimeLine(advice.plan or _NONE, advice.language)
    if not line_.plan.steps:
        lines = lines_of(words, _NAMES + _CHART)
        return Figure.of(title, words, _NAMES + _CHART, len(lines) * leading(), [text(0, 0, lines)])
    entries, end = legend(line_.entries(), line_.bottom, _NAMES + _CHART)
    return Figure.of(title, words, _NAMES + _CHART, end, (*line_.draw(), *entries))


_NONE = Plan((), (), (), (), (), (), 0)


@define
class _TimeLine:
    plan: Plan
    language: Language

    @property
    def months(self) -> int:
        """How many are shown: whole years."""
        last = max([_LEAST, *(each.end for each in self.plan.steps)])
        return -(-last // _YEAR) * _YEAR

    @property
    def spans(self) -> list[tuple[list[str], float, float]]:
        """Each period as far as it is shown: its title in lines, and where it begins and ends."""
        found, start = [], 0
        for each in self.plan.periods:
            end = min(each.months or self.months, self.months)
            if end > start:
                room = self.x(end) - self.x(start) - _PAD
                found.append((lines_of(each.title, room, 3, bold=True), self.x(start), self.x(end)))
                start = end
        return found

    @property
    def top(self) -> float:
        """Where the rows begin, below the titles of the periods and the months."""
        return (max((len(lines) for lines, _, _ in self.spans), default=0) + 1) * leading() + _PAD

    @property
    def rows(self) -> list[tuple[PlanStep, list[str], float, float]]:
        """Each step with its title in lines, where its row begins, and how high that is."""
        found, y = [], self.top
        for each in self.plan.steps:
            lines = lines_of(f"{each.rank}. {each.title}", _NAMES - _PAD, 3)
            high = max(len(lines) * leading(), _BAR) + _PAD
            found.append((each, lines, y, high))
            y += high
        return found

    @property
    def bottom(self) -> float:
        return sum(self.rows[-1][2:])

    def x(self, month: float) -> float:
        return _NAMES + _CHART * month / self.months

    def draw(self) -> Iterator[str]:
        yield from self.time()
        for each, lines, y, high in self.rows:
            yield text(0, y + (high - len(lines) * leading()) / 2, lines)
            yield from self.bar(each, y + (high - _BAR) / 2)
            yield line(0, y + high, _NAMES + _CHART, y + high, LINE)

    def time(self) -> Iterator[str]:
        """The periods as bands, with the months at which a year ends."""
        for number, (lines, start, end) in enumerate(self.spans):
            if number % 2:
                yield box(start, 0, end - start, self.bottom, FIELD)
            half = max((wide(each, bold=True) for each in lines), default=0) / 2
            middle = min((start + end) / 2, _NAMES + _CHART - half)  # that of a short last period would be cut off
            yield text(middle, 0, lines, anchor="middle", bold=True)
        for month in range(_YEAR, self.months + 1, _YEAR):
            at = self.x(month)
            yield line(at, self.top, at, self.bottom, LINE)
            yield text(at, self.top - leading() - _PAD / 2, str(month), anchor="end", fill=QUIET)
        yield text(0, self.top - leading() - _PAD / 2, word("months", self.language), fill=QUIET)
        yield line(0, self.top, _NAMES + _CHART, self.top, EDGE, 2)

    def bar(self, each: PlanStep, y: float) -> Iterator[str]:
        """From where a step begins to where it is done; hatched where it may lapse."""
        start, length = self.x(each.start), max(self.x(each.end) - self.x(each.start), 4)
        if each.unless:
            yield from hatched(start, y, length, _BAR)
        else:
            yield box(start, y, length, _BAR, PLACE)

    def entries(self) -> Iterator[Entry]:
        """What the bars mean, those that there are."""
        if any(not each.unless for each in self.plan.steps):
            yield Entry(word("step", self.language), lambda x, y: [box(x, y - _BAR / 2, 36, _BAR, PLACE)])
        if any(each.unless for each in self.plan.steps):
            yield Entry(word("step_unless", self.language), lambda x, y: [*hatched(x, y - _BAR / 2, 36, _BAR)])


def describe_plan(plan: Plan | None, language: Language) -> str:
    """What the time line shows, for who can't see it."""
    if plan is None or not plan.steps:
        return word("no_plan", language)
    return " ".join(_sentence(each, language) for each in plan.steps)


def _sentence(each: PlanStep, language: Language) -> str:
    said = word("said_step", language, rank=each.rank, title=each.title, start=each.start, end=each.end)
    return f"{said} {word('said_unless', language)}" if each.unless else said
