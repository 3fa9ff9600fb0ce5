"""A plan as blocks: its goals, its steps by period, what is left, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiorules.advice.labels import LABELS
from regiorules.advice.lines import FactLine
from regiorules.advice.planned import Obstacle, Plan, PlanGoal, PlanNote, PlanStep
from regiorules.frozen import frozen
from regiorules.render.blocks import Block, Branch, Bullets, Heading, Paragraph
from regiorules.render.phrases import phrase
from regiorules.render.speaking import capital, small
from regiorules.text import Language

_ASKED = 5  # facts that are named of those by which a plan may become shorter


def plan_blocks(note: PlanNote) -> Iterator[Block]:
    """All of a plan."""
    yield Heading(1, phrase("plan", note.language, region=note.region))
    if note.plan is None:
        yield Paragraph(phrase("plan_none", note.language))
        return
    yield from PlanSpeaker(note.plan, note.language).whole()


def plan_in_short(plan: Plan, language: Language) -> Iterator[Block]:
    """A plan as a part of an advice: its goals, a line for each step, and what is in the way."""
    return PlanSpeaker(plan, language).in_short()


@frozen
class PlanSpeaker:
    """Says one plan."""

    plan: Plan
    language: Language

    def say(self, name: str, /, **fields: object) -> str:
        """A fixed phrase."""
        return phrase(name, self.language, **fields)

    def whole(self) -> Iterator[Block]:
        """All of it."""
        yield from self.opening()
        for title, steps in self.by_period():
            yield Heading(2, capital(title))
            for step in steps:
                yield Branch(self.head(step), tuple(map(Branch, self.about(step))))
        yield from self.closing()

    def in_short(self) -> Iterator[Block]:
        """A line for each step."""
        yield from self.opening()
        for title, steps in self.by_period():
            yield Branch(capital(title), tuple(Branch(self.brief(step)) for step in steps))
        yield from self.others()

    def opening(self) -> Iterator[Block]:
        """What stands before the steps: the goals, what is in the way, and how long it takes."""
        yield Bullets(tuple(map(self.goal, self.plan.goals)), self.say("plan_goals"))
        yield from self.blocked()
        yield from self.length()

    def closing(self) -> Iterator[Block]:
        """What stands after them: the risks that are left, other plans, and what to ask."""
        if self.plan.steps:
            yield from self.left()
        yield from self.others()
        yield from self.asked()

    # --- parts -----------------------------------------------------------------------------

    def goal(self, goal: PlanGoal) -> str:
        """A goal, how far it is, and where the region stands now."""
        now = f" ({self.say('goal_now', name=goal.standing)})" if goal.standing else ""
        return f"{goal.title}: {self.say(f'goal_{goal.reach}')}{now}"

    def length(self) -> Iterator[Block]:
        """How many steps and months, and how many steps may lapse."""
        steps = self.plan.steps
        if steps:
            doubtful = sum(bool(each.unless) for each in steps)
            said = self.say("plan_length", count=len(steps), months=max(each.end for each in steps))
            yield Paragraph(f"{said} {self.say('plan_unknown', count=doubtful)}" if doubtful else said)
        elif all(each.reach == "there" for each in self.plan.goals):
            yield Paragraph(self.say("plan_there"))

    def by_period(self) -> Iterator[tuple[str, list[PlanStep]]]:
        """The title of each period in which there are steps, with those; "" for a rule set without periods."""
        known = [(each.id, each.title) for each in self.plan.periods]
        for period, title in known or [("", self.say("steps"))]:
            steps = [each for each in self.plan.steps if each.period == period]
            if steps:
                yield title, steps

    def head(self, step: PlanStep) -> str:
        """A step with who takes it, when, and after which."""
        marks = [step.addressee, self.time(step), self.after(step)]
        return f"{step.rank}. {step.title} ({'; '.join(filter(None, marks))})"

    def time(self, step: PlanStep) -> str:
        """From which month to which."""
        return self.say("step_time", start=step.start, end=step.end) if step.months else ""

    def after(self, step: PlanStep) -> str:
        """The steps that it waits for, without those that these wait for themselves."""
        behind = {rank for each in step.after for rank in self.plan.steps[each - 1].after}
        direct = [str(each) for each in step.after if each not in behind]
        return self.say("step_after", count=len(direct), ranks=", ".join(direct)) if direct else ""

    def about(self, step: PlanStep) -> Iterator[str]:
        """What there is to say of a step."""
        if step.agree:
            yield self.say("step_agree", names=", ".join(step.agree))
        yield self.say("step_effects", facts=_facts(step.effects))
        if step.places:
            yield self.say("step_place", places="; ".join(f"{each.title}: {each.name}" for each in step.places))
        for name, lines in (("step_gone", step.gone), ("step_new", step.new)):
            if lines:
                yield self.say(name, names=_titles(lines))
        yield from self.doubt(step)
        if step.why:
            yield f"{step.why} [{', '.join((*step.statements, LABELS[step.basis].say(self.language)))}]"

    def doubt(self, step: PlanStep) -> Iterator[str]:
        """That a step may not be needed, and what to know for that."""
        if step.unless:
            yield self.say("step_unless")
        known = {line.id for line in step.unless}
        other = [line for line in step.waits_for if line.id not in known]
        if other:
            yield self.say("step_open", facts="; ".join(small(line.title) for line in other))

    def brief(self, step: PlanStep) -> str:
        """A step in a line."""
        marks = [step.addressee, self.say("step_months", count=step.months) if step.months else "", self.after(step)]
        return f"{step.rank}. {step.title} ({'; '.join(filter(None, marks))})"

    def left(self) -> Iterator[Block]:
        """The risks that no step took away."""
        if self.plan.left:
            yield Bullets(tuple(line.title for line in self.plan.left), self.say("plan_left"))
        else:
            yield Paragraph(f"{self.say('plan_no_left')}.", self.say("plan_left"))

    def others(self) -> Iterator[Block]:
        """Other plans of as many steps."""
        lines = [
            self.say("instead", take=_titles(each.take), leave=_titles(each.instead_of))
            for each in self.plan.alternatives
        ]
        if lines:
            yield Bullets(tuple(lines), self.say("plan_other"))

    def asked(self) -> Iterator[Block]:
        """The facts by which steps may lapse."""
        names = dict.fromkeys(line.title for step in self.plan.steps for line in step.unless)
        if names:
            yield Paragraph("; ".join(list(names)[:_ASKED]) + ".", self.say("plan_ask"))

    def blocked(self) -> Iterator[Block]:
        """What is in the way, and that all was searched."""
        if self.plan.obstacles:
            yield Bullets(tuple(map(self.obstacle, self.plan.obstacles)), self.say("plan_blocked"))
            yield Paragraph(self.say("plan_proved"))

    def obstacle(self, each: Obstacle) -> str:
        """What is asked, and whether an answer may still give it."""
        if not each.condition:
            return self.say("obstacle_not_advised", step=each.title)
        name = "obstacle" if each.step else "obstacle_goal"
        said = self.say(name, step=each.title, condition=each.condition)
        facts = _titles(each.waits_for)
        return f"{said}. {self.say('obstacle_unknown', facts=facts) if facts else self.say('obstacle_known')}"


def _facts(lines: Iterable[FactLine]) -> str:
    return "; ".join(f"{small(line.title)}: {line.value}" for line in lines)


def _titles(lines: Iterable[FactLine]) -> str:
    return "; ".join(line.title for line in lines)
