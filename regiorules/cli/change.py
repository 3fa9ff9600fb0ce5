"""`regiorules change`: the smallest changes by which what is wanted comes true; exit code 1 where none is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click
from attrs import asdict

from regiorules.cli.codes import FOUND_WANTING
from regiorules.cli.given import Given, region_options
from regiorules.cli.options import command as make
from regiorules.cli.options import completed, option, text_or_json
from regiorules.cli.output import write, write_json
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Problem, Problems, UnknownName
from regiorules.frozen import frozen
from regiorules.text import Language, Text, fill, visible

if TYPE_CHECKING:
    from regiorules.engine.assessment import Assessment
    from regiorules.facts.vocabulary import Fact
    from regiorules.proofs.changes import Change, Goal, Way, Ways
    from regiorules.rules.model import Knowledge

_SAYS: Mapping[str, Text] = {
    "reached": Text("Dit is al zo.", "This is so already."),
    "found": Text("De kleinste veranderingen waarmee dat lukt:", "The smallest changes that do it:"),
    "none": Text(
        "Met wat te beïnvloeden is, is dit niet te bereiken: bewezen.",
        "With what can be influenced this can't be reached: proved.",
    ),
    "unsettled": Text("Niet uitgemaakt of dit te bereiken is.", "Not settled whether this can be reached."),
}
_CLASH = Text("In geen enkele regio kan dit samen: {goals}.", "These can't both be, in any region: {goals}.")
_ANSWERED = Text(
    "Met wat te beïnvloeden is alleen lukt het niet; het kan als open vragen zo beantwoord worden:",
    "It can't be done with what can be influenced alone; it can if open questions are answered like this:",
)
_WANTED = Text("geldt: {name}", "holds: {name}")
_VALUED = Text("{name} is {value}", "{name} is {value}")
_AVOIDED = Text("geldt zeker niet: {name}", "certainly doesn't hold: {name}")
_EFFORT = Text("{at}. inspanning {effort}", "{at}. effort {effort}")
_ANSWERS = Text("{at}. met deze antwoorden", "{at}. with these answers")
_UNKNOWN = Text("nu onbekend", "unknown now")
_ANSWER = Text("als het antwoord is", "if the answer is")
_MORE = Text("Er zijn meer wegen die even klein zijn; --limit toont er meer.", "More are as small; --limit shows more.")
_WAITS = Text("Nog open, en van belang: {names}", "Still open, and of influence: {names}")


@make(*HELP["change"], waits=True)
@region_options
@option(
    "--to",
    "wanted",
    multiple=True,
    metavar="CONCLUSIE|FEIT=WAARDE",
    shell_complete=completed("conclusions"),
    nl="Wat moet gelden: een conclusie, of een feit of positie met een waarde; meermaals te geven.",
    en="What must hold: a conclusion, or a fact or position with a value; may be repeated.",
)
@option(
    "--avoid",
    "avoided",
    multiple=True,
    metavar="CONCLUSIE",
    shell_complete=completed("conclusions"),
    nl="Wat zeker niet mag gelden: een conclusie, zoals een risico; meermaals te geven.",
    en="What must certainly not hold: a conclusion, such as a risk; may be repeated.",
)
@option(
    "--limit",
    type=click.IntRange(1, 100),
    default=5,
    show_default=True,
    nl="Hoeveel wegen hoogstens.",
    en="How many ways at most.",
)
@text_or_json
def command(
    given: Given, wanted: tuple[str, ...], avoided: tuple[str, ...], limit: int, format: str, lang: Language
) -> int:
    """Look for ways, and write them."""
    from regiorules.proofs.changes import Changing

    if not wanted and not avoided:
        raise InputError([Problem("goal_needed")])
    machine, region = given.machine(), given.region()
    prepared, assessment = machine.prepare(region, given.on), machine.assess(region, given.on)
    goals = list(_goals(wanted, avoided, prepared.knowledge, assessment))
    changing = Changing(prepared.knowledge.vocabulary.facts, prepared.program, machine.given(region))
    found = changing.ways(goals, limit)
    if format == "json":
        facts = prepared.knowledge.vocabulary.facts
        asked, clash = ([_data(each, facts) for each in some] for some in (goals, found.clash))
        write_json({"region": region.name, "goals": asked, **asdict(found), "clash": clash})
    else:
        write("\n".join(_Words(prepared.knowledge, assessment, lang).lines(goals, found)) + "\n")
    return 0 if found.says in ("reached", "found") else FOUND_WANTING


def _goals(
    wanted: Iterable[str], avoided: Iterable[str], knowledge: Knowledge, assessment: Assessment
) -> Iterator[Goal]:
    from regiorules.advice.named import name_of
    from regiorules.proofs.changes import Goal

    for said in wanted:
        word, equals, text = said.partition("=")
        name = name_of(word.strip(), knowledge)
        fact = knowledge.vocabulary.facts.get(name)
        if fact is None:
            _here(name, assessment)
        yield Goal(name, _value(fact, text.strip(), said) if fact or equals else True)
    for said in avoided:
        name = name_of(said, knowledge)
        if name not in knowledge.conclusions:
            raise InputError([Problem("goal_conclusion", {"name": said})])
        _here(name, assessment)
        yield Goal(name, avoid=True)


def _data(goal: Goal, facts: Mapping[str, Fact]) -> dict[str, Any]:
    """A goal as plain data, with its value in outer form."""
    fact = facts.get(goal.name)
    return {**asdict(goal), "value": fact.decode(goal.value) if fact else goal.value}


def _here(name: str, assessment: Assessment) -> None:
    """Raises UnknownName for a conclusion that there is elsewhere or on another day only."""
    if name not in assessment.conclusions:
        raise UnknownName([Problem("not_assessed", {"name": name, "region": assessment.region})])


def _value(fact: Fact | None, text: str, said: str) -> Any:
    """The value (inner form) that a fact must have; raises InputError for what is none."""
    from regiorules.documents import Scalar
    from regiorules.facts.values import read_value

    if fact is None or fact.type == "records" or not (text or fact.type == "yes_no"):
        raise InputError([Problem("goal_value", {"value": said})])
    if not text:
        return True
    problems = Problems()
    value = read_value(fact, Scalar(text), problems, fact.id)
    problems.stop(InputError)
    if value is None:
        raise InputError([Problem("goal_value", {"value": said})])
    return fact.encode(value)


@frozen
class _Words:
    """What was found, in one language."""

    knowledge: Knowledge
    assessment: Assessment
    language: Language

    def lines(self, goals: Iterable[Goal], found: Ways) -> Iterator[str]:
        """The goals, what is said of them, and the ways."""
        wanted = list(goals)
        yield f"{visible(self.assessment.region)} — {'; '.join(map(self._goal, wanted))}"
        yield (_ANSWERED if found.answered else _SAYS[found.says]).say(self.language)
        if found.clash:
            yield _CLASH.say(self.language).format(goals="; ".join(map(self._goal, found.clash)))
        for at, way in enumerate(found.ways, 1):
            yield from self._way(at, way, answered=found.answered)
        if found.more:
            yield _MORE.say(self.language)
        open_ = [] if found.says in ("reached", "found") else list(self._awaited(wanted))
        if open_:
            yield fill(_WAITS.say(self.language), names=", ".join(open_))

    def _goal(self, goal: Goal) -> str:
        name = self._title(goal.name)
        if goal.avoid or goal.name in self.knowledge.conclusions:
            return (_AVOIDED if goal.avoid else _WANTED).say(self.language).format(name=name)
        return _VALUED.say(self.language).format(name=name, value=self._shown(goal.name, goal.value, inner=True))

    def _way(self, at: int, way: Way, *, answered: bool) -> Iterator[str]:
        yield (_ANSWERS if answered else _EFFORT).say(self.language).format(at=at, effort=way.effort)
        yield from (f"   {self._title(each.fact)}: {self._change(each)}" for each in way.changes)

    def _change(self, change: Change) -> str:
        after = self._shown(change.fact, change.after)
        if not self.knowledge.vocabulary.facts[change.fact].influence:
            return f"{_ANSWER.say(self.language)}: {after}"
        before = _UNKNOWN.say(self.language) if change.before is None else self._shown(change.fact, change.before)
        return f"{before} → {after}"

    def _awaited(self, goals: Iterable[Goal]) -> Iterator[str]:
        """What could still settle the goals, by title."""
        names: dict[str, None] = {}
        for goal in goals:
            state = self.assessment.conclusions.get(goal.name)
            awaited = state.awaited if state else self.assessment.facts[goal.name].waits_for
            names |= dict.fromkeys(awaited)
        yield from map(self._title, names)

    def _title(self, name: str) -> str:
        from regiorules.rules.declared import unfilled

        known = self.knowledge.conclusions.get(name) or self.knowledge.vocabulary.facts[name]
        return visible(unfilled(known.title.say(self.language)))

    def _shown(self, name: str, value: Any, *, inner: bool = False) -> str:
        fact = self.knowledge.vocabulary.facts[name]
        return visible(fact.show(fact.decode(value) if inner else _tuples(value), self.language))


def _tuples(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
