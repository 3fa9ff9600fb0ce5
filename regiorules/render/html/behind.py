"""What stands behind a conclusion: its reasons, what the source says, and the answers it rests on or waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiorules.advice.model import Advice, FactLine, GivenAnswer, Position, Reason, StatementLine
from regiorules.frozen import frozen


@frozen
class Behind:
    """
    The explanation of one conclusion; `title` says which.

    Of a place `rules` are those that gave it, by id, and `statements` those of the source; a reason has its own.
    """

    title: str
    reasons: tuple[Reason, ...] = ()
    answers: tuple[GivenAnswer, ...] = ()
    waits_for: tuple[FactLine, ...] = ()
    rules: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """False where there is nothing to explain it by."""
        return bool(self.reasons or self.answers or self.waits_for or self.rules)


class Explainer:
    """Finds in the advice and its assessment what stands behind each conclusion."""

    def __init__(self, advice: Advice) -> None:
        self.advice = advice
        self.said: dict[str, StatementLine] = {each.id: each for each in advice.statements}
        self.answered: dict[str, GivenAnswer] = {each.fact: each for each in advice.answers}
        self.titles = dict(_titles(advice))

    def conclusion(self, name: str, title: str, reasons: Iterable[Reason] = (), record: str = "") -> Behind:
        """What stands behind a conclusion, or behind it for one record."""
        state = self.advice.assessment.conclusions.get(name)
        if state is None:
            return Behind(title, tuple(reasons))
        of_record = next((each for each in state.records if each.name == record), None)
        rests_on, waits = (of_record.rests_on, of_record.waits_for) if of_record else (state.rests_on, state.awaited)
        return Behind(
            title, tuple(reasons), self.answers(rests_on), self.waiting(waits if state.status == "open" else ())
        )

    def seen(self, title: str, reasons: tuple[Reason, ...], waits_for: tuple[FactLine, ...] = ()) -> Behind:
        """What stands behind a fact of which only the reasons are told: the answers behind what they saw."""
        names = (line.id for reason in reasons for line in reason.facts)
        return Behind(title, reasons, self.answers(name for each in names for name in self.given(each)), waits_for)

    def position(self, place: Position) -> Behind:
        """What stands behind a place in a figure: of what its axes say, the answers, rules and what is waited for."""
        facts = [axis.fact for axis in place.axes]
        states = [self.advice.assessment.facts[name] for name in facts if name in self.advice.assessment.facts]
        waits = dict.fromkeys(name for each in states for name in each.waits_for)
        rules = dict.fromkeys(name for each in states for name in each.rules)
        answers = self.answers(name for each in facts for name in self.given(each))
        said = tuple(name for name in place.statements if name in self.said) if place.name else ()
        return Behind(place.title, (), answers, self.waiting(waits), tuple(rules), said)

    def given(self, name: str) -> tuple[str, ...]:
        """The given facts behind a fact, a field of a record, or a conclusion; itself where it was given."""
        found = self.advice.assessment
        if name in found.conclusions:
            return found.conclusions[name].rests_on
        fact = name.partition(".")[0]
        return found.facts[fact].rests_on or (fact,) if fact in found.facts else ()

    def answers(self, names: Iterable[str]) -> tuple[GivenAnswer, ...]:
        """The answers to these, in the order of the appendix."""
        wanted = {*names}
        return tuple(each for each in self.advice.answers if each.fact in wanted)

    def waiting(self, names: Iterable[str]) -> tuple[FactLine, ...]:
        """These facts by their titles."""
        return tuple(FactLine(name, self.titles.get(name, name), "") for name in names)


def _titles(advice: Advice) -> Iterator[tuple[str, str]]:
    """The facts that may be waited for, with their titles."""
    yield from ((each.fact, each.title) for each in advice.answers)
    yield from ((line.id, line.title) for line in advice.outlook.waits_for)
    yield from ((each.fact, each.title) for each in advice.questions)
    lines = [line for each in advice.choices for route in each.routes for line in route.waits_for]
    lines += [line for each in advice.divisions for line in each.waits_for]
    yield from ((line.id, line.title) for line in lines)
