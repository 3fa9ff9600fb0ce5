"""What if: what changes between two assessments of one region, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import field

from regiorules.advice.model import SPARSE, Change, FactLine
from regiorules.advice.wording import Wording
from regiorules.engine.assessment import Assessment
from regiorules.errors import unknown_name
from regiorules.facts.partial import says_partly
from regiorules.facts.possible import both, is_partly
from regiorules.frozen import frozen
from regiorules.rules.model import Knowledge
from regiorules.stored import Stored
from regiorules.text import Language

FORMAT = "regiorules-changes/1"


@frozen
class Changes(Stored):
    """All that changes when these facts or assumptions are set; `before` is what was partly known of them."""

    _kind: ClassVar[str] = "changes"

    region: str
    language: Language
    assignments: tuple[FactLine, ...]
    conclusions: tuple[Change, ...]
    facts: tuple[Change, ...]
    format: str = FORMAT
    before: tuple[FactLine, ...] = field(default=(), metadata=SPARSE)


def what_changes(
    before: Assessment, after: Assessment, knowledge: Knowledge, assigned: Mapping[str, Any], language: Language = "nl"
) -> Changes:
    """
    What changes from `before` to `after`; `assigned` names the facts or assumptions that were set.

    Raises UnknownName where one of them doesn't exist, and for another language than "nl" and "en".
    """
    known = {**knowledge.vocabulary.facts, **knowledge.vocabulary.parameters}
    for name in assigned:
        if name not in known:
            raise unknown_name("set_unknown", name, known)
    old, new = Wording(before, knowledge, language), Wording(after, knowledge, language)
    conclusions = [
        _conclusion(name, old, new) for name in knowledge.conclusions if _status(old, name) != _status(new, name)
    ]
    facts = [
        _fact(name, old, new)
        for name in knowledge.vocabulary.facts
        if name not in assigned and old.fact(name).value != new.fact(name).value
    ]
    partly = [
        name
        for name in knowledge.vocabulary.facts
        if name in assigned and says_partly(old.fact(name).value) and old.fact(name).value != new.fact(name).value
    ]
    return Changes(
        before.region,
        language,
        tuple(_line(name, new) for name in assigned),
        tuple(conclusions),
        tuple(facts),
        before=tuple(_line(name, old) for name in partly),
    )


def _status(wording: Wording, name: str) -> tuple[Any, ...]:
    state = wording.conclusion(name)
    return state.status, state.grade, [(each.name, each.status, each.grade) for each in state.records]


def _line(name: str, wording: Wording) -> FactLine:
    parameters = wording.knowledge.vocabulary.parameters
    if name in parameters:
        value = wording.quantity(name)
        return FactLine(name, wording.title(name), value)
    return FactLine(name, wording.title(name), wording.value(name))


def _conclusion(name: str, old: Wording, new: Wording) -> Change:
    kind = new.label(new.every.conclusions[name].kind)
    why = _why(new.conclusion(name).rules, new)
    return Change(name, kind, new.title(name), old.status(name), new.status(name), *why)


def _fact(name: str, old: Wording, new: Wording) -> Change:
    state, fact = new.fact(name), new.knowledge.vocabulary.facts[name]
    was, now = fact.encode(old.fact(name).value), fact.encode(state.value)
    narrowed = is_partly(was) and now is not None and both(was, now) == now
    return Change(name, "", new.title(name), old.value(name), new.value(name), *_why(state.rules, new), narrowed)


def _why(rules: tuple[str, ...], wording: Wording) -> tuple[tuple[str, ...], tuple[FactLine, ...]]:
    """The reasons of the rules that hold, and the facts by which rules hold or fail."""
    assessment = wording.assessment
    holding = [name for name in rules if assessment.rules[name].status == "holds"]
    names = dict.fromkeys(
        fact for name in rules for fact in assessment.rules[name].rests_on if fact in assessment.facts
    )
    said = (wording.knowledge.rules[name] for name in holding)
    because = tuple(words.say(rule.because) for rule in said for words in wording.of_rule(rule))
    return because, tuple(_line(name, wording) for name in names)
