"""The plan in words: the shortest way from where the region stands to the goals of the rule set, step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import field

from regiorules.advice.conditions import ConditionWords
from regiorules.advice.given import given_of
from regiorules.advice.lines import FactLine
from regiorules.advice.planned import Alternative, Obstacle, Plan, PlanGoal, PlanNote, PlanPeriod, PlanPlace, PlanStep
from regiorules.advice.wording import Wording
from regiorules.engine.assessment import Assessment
from regiorules.facts.possible import Some, Span, is_known
from regiorules.frozen import frozen
from regiorules.planning import blocked
from regiorules.planning.course import Course, course, problem_of
from regiorules.planning.schedule import Taken
from regiorules.planning.search import Budget
from regiorules.planning.ways import Action, Values
from regiorules.rules.model import Knowledge
from regiorules.rules.plans import Goal
from regiorules.rules.terms import Period
from regiorules.text import Language

BRIEFLY = 2_000  # states that are looked at for the plan in an advice: a second; `core` takes some tens
MOST = 200_000  # for a plan that is asked for


def plan(
    assessment: Assessment,
    knowledge: Knowledge,
    language: Language = "nl",
    *,
    states: int = MOST,
    seconds: float | None = None,
    tell: Callable[[int], None] | None = None,
) -> PlanNote:
    """
    The plan for an assessed region in Dutch ("nl") or English ("en"); raises UnknownName for another language.

    At most so many `states` are looked at, and for at most so many `seconds` (None: as long as it takes); `tell` hears
    now and then how many it has been.
    """
    wording = Wording(assessment, knowledge, language)
    return PlanNote(assessment.region, language, plan_of(wording, Budget(states, seconds, tell)))


def plan_of(wording: Wording, budget: Budget) -> Plan | None:
    """The plan in these words; None where the rule set has no goals."""
    return _told(wording, _course(wording, budget)) if wording.knowledge.goals else None


def brief_plan(wording: Wording) -> Plan | None:
    """The same, within `BRIEFLY`; for regions with the same facts it is looked for once, and said once a language."""
    if not wording.knowledge.goals:
        return None
    return wording.once("plan", lambda: _told(wording, _brief_course(wording)))


def _brief_course(wording: Wording) -> Course:
    return wording.kept.of("course", lambda: _course(wording, Budget(BRIEFLY)))


def _told(wording: Wording, found: Course) -> Plan:
    return _Teller(wording, found, _periods(wording.knowledge)).plan()


def _course(wording: Wording, budget: Budget) -> Course:
    given = given_of(wording.assessment, wording.knowledge)
    problem = problem_of(wording.knowledge, wording.parameters, given)
    return course(problem, _periods(wording.knowledge), budget)


def _periods(knowledge: Knowledge) -> list[Period]:
    return [each for each in knowledge.terms.get("period", {}).values() if isinstance(each, Period)]


@frozen
class _Teller:
    """Puts a course into words."""

    wording: Wording
    found: Course
    periods: Sequence[Period]
    words: ConditionWords = field(init=False)
    risks: tuple[tuple[str, ...], ...] = field(init=False)  # that hold at the start, and after each step

    @words.default
    def _words(self) -> ConditionWords:
        return ConditionWords(self.wording)

    @risks.default
    def _risks(self) -> tuple[tuple[str, ...], ...]:
        every = [each.id for each in self.wording.knowledge.conclusions.values() if each.kind == "risk"]
        return tuple(tuple(name for name in every if values.get(name) is True) for values in self.found.values)

    def plan(self) -> Plan:
        steps = tuple(self.step(place, each) for place, each in enumerate(self.found.steps))
        return Plan(
            tuple(self.goal(each) for each in self.wording.knowledge.goals.values()),
            tuple(self.period(each, steps) for each in self.periods),
            steps,
            tuple(self.alternative(each) for each in self.found.alternatives),
            tuple(self.obstacle(each) for each in self.found.obstacles),
            self.lines(self.risks[-1]),
            self.found.states,
        )

    def goal(self, goal: Goal) -> PlanGoal:
        standing = self.place(goal.position, self.found.values[0]) if goal.position else ""
        reach = self.found.goals[goal.id]
        return PlanGoal(goal.id, self.wording.say(goal.title), reach, goal.position, standing, goal.statements)

    def period(self, period: Period, steps: Iterable[PlanStep]) -> PlanPeriod:
        ranks = tuple(each.rank for each in steps if each.period == period.id)
        return PlanPeriod(period.id, self.wording.say(period.title), period.months, ranks)

    def step(self, place: int, taken: Taken) -> PlanStep:
        before, after = self.found.values[place : place + 2]
        action = self.found.problem.ways.actions[taken.action]
        knowledge, say, term = self.wording.knowledge, self.wording.say, self.wording.term
        advice, move = knowledge.conclusions[action.id], knowledge.moves[action.id]
        old, new = self.risks[place : place + 2]
        undone = {name: value for name, value in action.effects.items() if before.get(name) != value}
        certain = not all(_may_be(before.get(name), value) for name, value in undone.items())
        return PlanStep(
            rank=place + 1,
            id=action.id,
            title=say(advice.title),
            addressee=self.wording.addressee(advice),
            agree=tuple(term("addressee", name) for name in move.agree),
            months=move.months,
            start=taken.start,
            end=taken.end,
            period=taken.period,
            after=tuple(each + 1 for each in taken.after),
            effects=tuple(self.fact(name, value) for name, value in action.effects.items()),
            certain=certain,
            unless=() if certain else tuple(self.fact(name, value) for name, value in undone.items()),
            waits_for=self.awaited(action, before),
            places=tuple(self.places(before, after)),
            gone=self.lines(name for name in old if name not in new),
            new=self.lines(name for name in new if name not in old),
            why=say(move.why),
            basis=move.basis,
            statements=move.statements,
        )

    def awaited(self, action: Action, values: Values) -> tuple[FactLine, ...]:
        """The facts by which a recommendation may yet not hold; what it presupposes is so."""
        return self.asked(name for part in action.parts for name in blocked.awaited(part, self.found.problem, values))

    def places(self, before: Values, after: Values) -> Iterator[PlanPlace]:
        """The figures in which the region stands elsewhere after than before."""
        for each in self.wording.knowledge.positions.values():
            name = self.place(each.id, after)
            if name and name != self.place(each.id, before):
                yield PlanPlace(each.id, each.figure, self.wording.say(each.title), name)

    def place(self, position: str, values: Values) -> str:
        """What the place of the region in a figure is called; "" where that isn't known."""
        fact = self.wording.knowledge.vocabulary.facts[self.wording.knowledge.positions[position].name]
        value = values.get(fact.id)
        return fact.show(fact.decode(value), self.wording.language) if is_known(value) else ""

    def alternative(self, other: frozenset[int]) -> Alternative:
        mine = {each.action for each in self.found.steps}
        return Alternative(self.actions(mine - other), self.actions(other - mine))

    def obstacle(self, each: blocked.Obstacle) -> Obstacle:
        """In words; there is no condition to say where it is only that the recommendation isn't advised here."""
        step = self.found.problem.ways.actions[each.action].id if each.action is not None else ""
        title = self.wording.title(step) if step else ""
        condition = "" if each.part.weak else self.words.say(each.part.tree)
        return Obstacle(step, title, condition, self.asked(each.waits_for))

    def actions(self, places: Iterable[int]) -> tuple[FactLine, ...]:
        return self.lines(self.found.problem.ways.actions[each].id for each in sorted(places))

    def lines(self, names: Iterable[str]) -> tuple[FactLine, ...]:
        """Conclusions by their titles, each with its kind."""
        kinds = self.wording.every.conclusions
        return tuple(FactLine(name, self.wording.title(name), self.wording.label(kinds[name].kind)) for name in names)

    def asked(self, names: Iterable[str]) -> tuple[FactLine, ...]:
        return tuple(map(self.wording.line, names))

    def fact(self, name: str, value: Any) -> FactLine:
        """A fact with a value in inner form."""
        fact = self.wording.knowledge.vocabulary.facts[name]
        return FactLine(name, self.wording.title(name), fact.show(fact.decode(value), self.wording.language))


def _may_be(known: Any, wanted: Any) -> bool:
    """True where it isn't known whether a fact has that value."""
    return known is None or (isinstance(known, Some | Span) and known.holds(wanted))
