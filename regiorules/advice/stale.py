"""What would be otherwise by the newest table of regions and the rules of today, where older ones were used."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.advice.changes import what_changes
from regiorules.advice.dates import of_table, say_of
from regiorules.advice.model import Change
from regiorules.engine.assessment import Assessment
from regiorules.facts.dates import show_moment
from regiorules.rules.model import Knowledge
from regiorules.text import Language, Text

_RULES = Text("de regels van {date}", "the rules of {date}")
_AND = Text(" en ", " and ")
_SAME = Text("Met {parts} zou elke conclusie dezelfde zijn.", "With {parts} every conclusion would be the same.")
_OTHER = Text("Met {parts} zou dit advies anders zijn.", "With {parts} this advice would be different.")
_KINDS = {
    "new": Text("Er zou bij komen: {names}.", "Would be added: {names}."),
    "gone": Text("Er zou vervallen: {names}.", "Would lapse: {names}."),
    "other": Text("Anders zou zijn: {names}.", "Would be different: {names}."),
}


def would_change(
    before: Assessment, newer: Assessment, knowledge: Knowledge, language: Language
) -> tuple[tuple[Change, ...], str]:
    """What would change of the advice with a newer table or newer rules, and the line that says so."""
    found = what_changes(before, newer, knowledge, {}, language)
    changes = (*found.conclusions, *(each for each in found.facts if each.id in _shown(knowledge)))
    parts = _AND.say(language).join(_parts(before, newer, knowledge, language))
    lines = [(_OTHER if changes else _SAME).say(language).format(parts=parts)]
    for kind, text in _KINDS.items():
        names = "; ".join(_name(each, kind) for each in changes if _kind(each.id, before, newer) == kind)
        lines += [text.say(language).format(names=names)] if names else []
    return changes, " ".join(lines)


def _shown(knowledge: Knowledge) -> set[str]:
    """The facts that advice shows as its own findings: where the region stands, and what belongs at which level."""
    return {each.name for each in knowledge.positions.values()} | {each.fact for each in knowledge.topics.values()}


def _parts(before: Assessment, newer: Assessment, knowledge: Knowledge, language: Language) -> Iterator[str]:
    """What is newer: the table of regions, the rules."""
    profile = knowledge.vocabulary.profile
    table = of_table(newer, profile.fact) if profile else ""
    if profile and table != of_table(before, profile.fact):
        yield say_of(profile.title, table, language)
    if newer.on != before.on:
        yield _RULES.say(language).format(date=show_moment(newer.on, language))


def _kind(name: str, before: Assessment, newer: Assessment) -> str:
    old, new = (name in each.conclusions and each.holds(name) for each in (before, newer))
    return "other" if old == new else "new" if new else "gone"


def _name(change: Change, kind: str) -> str:
    return f"{change.title} ({change.before} → {change.after})" if kind == "other" else change.title
