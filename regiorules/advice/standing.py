"""How things stand beside what holds: the risks that are open or excluded, and the answers with what rests on them."""

from __future__ import annotations

from collections import Counter

from regiorules.advice.model import GivenAnswer, Outlook
from regiorules.advice.reasons import Reasons
from regiorules.advice.wording import Wording
from regiorules.engine.states import FactState
from regiorules.facts.dates import days_of
from regiorules.facts.partial import is_partial, records_in
from regiorules.facts.vocabulary import Fact
from regiorules.text import Text

_RESTING = ("route", "risk", "recommendation", "confirmation")  # conclusions that are named where an answer is used
_OTHERS = Text("en andere", "and others")


def outlook(wording: Wording, why: Reasons) -> Outlook:
    """The risks that don't hold: open, with the facts that most of them wait for first; and excluded."""
    every = [name for name, each in wording.knowledge.conclusions.items() if each.kind == "risk"]
    still = [name for name in every if wording.is_open(name)]
    waits = Counter(fact for name in still for fact in wording.conclusion(name).awaited)
    excluded = [name for name in every if wording.conclusion(name).status == "fails"]
    severities = {name: wording.knowledge.conclusions[name].severity for name in (*still, *excluded)}
    return Outlook(
        why.lines(still), why.lines(name for name, _ in waits.most_common()), why.lines(excluded), severities
    )


def given_answers(wording: Wording, why: Reasons) -> tuple[GivenAnswer, ...]:
    """Every answer that was given, in the order of the vocabulary."""
    used, states = _used(wording), wording.assessment.facts
    applied = {each.id for each in wording.knowledge.rulesets}
    mine = (name for name, fact in wording.knowledge.vocabulary.facts.items() if fact.ruleset in applied)
    told = (name for name in mine if name in states and _told(states[name]))
    return tuple(_answer(name, states[name], used, wording, why) for name in told)


def _told(state: FactState) -> bool:
    """True for an answer, also for one that says why it isn't known."""
    return state.origin == "given" or bool(state.sources or state.note)


def _answer(name: str, state: FactState, used: dict[str, list[str]], wording: Wording, why: Reasons) -> GivenAnswer:
    known = wording.assessment.sources
    dated = any(days_of(known[each].date) for each in state.sources if each in known)
    return GivenAnswer(
        name,
        wording.title(name),
        _in_full(wording.knowledge.vocabulary.facts[name], state, wording),
        state.sources,
        state.note.get(wording.language, ""),
        "" if dated else wording.assessment.date,
        why.lines(dict.fromkeys(used.get(name, ()))),
    )


def _in_full(fact: Fact, state: FactState, wording: Wording) -> str:
    """A value as a person reads it; of a list every record."""
    records = records_in(state.value) if fact.type == "records" else ()
    if not records:
        return fact.show(state.value, wording.language)
    known = [[(field, each.get(field.id)) for field in fact.fields] for each in records]
    said = [
        ", ".join(field.show(value, wording.language) for field, value in each if value is not None) for each in known
    ]
    return "; ".join([*said, *([_OTHERS.say(wording.language)] if is_partial(state.value) else [])])


def _used(wording: Wording) -> dict[str, list[str]]:
    """By answer what rests on it: conclusions that hold or are excluded, places in figures, levels of topics."""
    knowledge, assessment = wording.knowledge, wording.assessment
    found: dict[str, list[str]] = {}
    for name, each in knowledge.conclusions.items():
        if each.kind in _RESTING and assessment.conclusions[name].status in ("holds", "fails"):
            _note(found, name, assessment.conclusions[name].rests_on)
    for name in [
        *(each.name for each in knowledge.positions.values()),
        *(each.fact for each in knowledge.topics.values()),
    ]:
        if name in assessment.facts and assessment.value(name) is not None:
            _note(found, name, assessment.facts[name].rests_on)
    return found


def _note(found: dict[str, list[str]], name: str, behind: tuple[str, ...]) -> None:
    for fact in behind:
        found.setdefault(fact, []).append(name)
