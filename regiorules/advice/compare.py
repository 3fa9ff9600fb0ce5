"""Regions side by side: positions, routes, risks, recommendations and topics, where they differ and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from attrs import field

from regiorules.advice.model import ADDED, FactLine, Position
from regiorules.advice.paths import choices
from regiorules.advice.places import Places
from regiorules.advice.wording import Wording
from regiorules.engine.assessment import Assessment
from regiorules.engine.coherence import ABSENT
from regiorules.errors import InputError, Problem
from regiorules.frozen import frozen
from regiorules.rules import model as rules
from regiorules.rules.model import Conclusion, Knowledge, Topic
from regiorules.stored import Stored
from regiorules.text import Language, Text

FORMAT = "regiorules-comparison/1"
_PARTS = {"position": "positions", "route": "route", "risk": "risks", "division": "division"}  # in words of advice
_ADVISED = Text("Adviezen", "Recommendations")
_OPEN = Text("nog open", "still open")
_NO = Text("geen", "none")


@frozen
class Cell:
    """What holds for one region, and the facts it rests on."""

    value: str
    facts: tuple[FactLine, ...]


@frozen
class Row:
    """One subject: a cell a region; `differs` where the values aren't all the same."""

    id: str
    kind: str
    title: str
    cells: tuple[Cell, ...]
    differs: bool


@frozen
class ComparedPart:
    """What the rows of a kind are called together."""

    kind: str
    title: str


@frozen
class Comparison(Stored):
    """Regions side by side, in the order asked; `positions` has for each of them its place in every figure."""

    _kind: ClassVar[str] = "comparison"

    language: Language
    title: str
    regions: tuple[str, ...]
    rows: tuple[Row, ...]
    format: str = FORMAT
    positions: tuple[tuple[Position, ...], ...] = field(default=(), metadata=ADDED)
    parts: tuple[ComparedPart, ...] = field(default=(), metadata=ADDED)


def compare(assessments: Sequence[Assessment], knowledge: Knowledge, language: Language = "nl") -> Comparison:
    """
    The positions, routes, risks, recommendations and topics of regions side by side.

    A risk or a recommendation that holds nowhere is left out.

    Raises InputError where there are none to compare, UnknownName for another language than "nl" and "en".
    """
    if not assessments:
        raise InputError([Problem("two_regions_needed")])
    wordings = [Wording(each, knowledge, language) for each in assessments]
    rows = [
        _row(each.id, "position", wordings[0].say(each.title), [_position(each, wording) for wording in wordings])
        for each in knowledge.positions.values()
    ]
    for path, routes in choices(knowledge):
        title = (path.short or path.title).say(language) or knowledge.vocabulary.word("route", language)
        rows.append(_row(path.id, "route", title, [_route(routes, wording) for wording in wordings]))
    rows += [*_drawn("risk", wordings, knowledge), *_drawn("recommendation", wordings, knowledge)]
    rows += [
        _row(each.id, "division", wordings[0].say(each.title), [_topic(each, wording) for wording in wordings])
        for each in knowledge.topics.values()
    ]
    return Comparison(
        language,
        knowledge.vocabulary.word("comparison", language),
        tuple(each.region for each in assessments),
        tuple(rows),
        parts=tuple(_part(kind, knowledge, language) for kind in dict.fromkeys(row.kind for row in rows)),
        positions=tuple(Places(each).positions() for each in wordings),
    )


def _part(kind: str, knowledge: Knowledge, language: Language) -> ComparedPart:
    word = _PARTS.get(kind)
    return ComparedPart(kind, knowledge.vocabulary.word(word, language) if word else _ADVISED.say(language))


def _drawn(kind: str, wordings: Sequence[Wording], knowledge: Knowledge) -> Iterator[Row]:
    """The conclusions of a kind that hold somewhere."""
    for each in knowledge.conclusions.values():
        if each.kind == kind and any(wording.conclusion(each.id).status == "holds" for wording in wordings):
            yield _row(each.id, kind, wordings[0].title(each.id), [_conclusion(each, wording) for wording in wordings])


def _row(name: str, kind: str, title: str, cells: list[Cell]) -> Row:
    return Row(name, kind, title, tuple(cells), len({cell.value for cell in cells}) > 1)


def _lines(names: Sequence[str], wording: Wording) -> tuple[FactLine, ...]:
    return tuple(FactLine(name, wording.title(name), wording.value(name)) for name in names)


def _position(position: rules.Position, wording: Wording) -> Cell:
    fact = position.name
    state = wording.fact(fact)
    absent = wording.standing.ruleset(position.ruleset) or (state.origin if state.origin in ABSENT else None)
    if absent:
        return Cell(wording.label(absent), ())
    if state.value is None:
        return Cell(_OPEN.say(wording.language), _lines(state.waits_for, wording))
    return Cell(wording.value(fact), _lines([*dict.fromkeys((*state.rests_on, *state.waits_for))], wording))


def _route(routes: Sequence[Conclusion], wording: Wording) -> Cell:
    states = {route.id: wording.conclusion(route.id) for route in routes}
    for route in routes:
        state = states[route.id]
        if state.status == "holds":
            grade = f" ({wording.grade(route.id)})" if state.grade else ""
            return Cell(wording.say(route.title) + grade, _lines(state.rests_on, wording))
    open_routes = [each for each in states.values() if each.status == "open"]
    if states and all(each.status in ABSENT for each in states.values()):
        return Cell(wording.label(next(iter(states.values())).status), ())
    waits = dict.fromkeys(name for each in open_routes for name in each.waits_for)
    return Cell((_OPEN if open_routes else _NO).say(wording.language), _lines(list(waits), wording))


def _topic(topic: Topic, wording: Wording) -> Cell:
    state = wording.fact(topic.fact)
    absent = wording.standing.ruleset(topic.ruleset) or (state.origin if state.origin in ABSENT else None)
    if absent:
        return Cell(wording.label(absent), ())
    if state.value is None:
        return Cell(_OPEN.say(wording.language), _lines(state.waits_for, wording))
    return Cell(wording.value(topic.fact), _lines(state.rests_on, wording))


def _conclusion(each: Conclusion, wording: Wording) -> Cell:
    state = wording.conclusion(each.id)
    value = {"holds": wording.grade(each.id) or wording.label("holds"), "fails": _NO.say(wording.language)}
    shown = value.get(state.status) or wording.label(state.status)
    shown = f"{shown}: {wording.names(each.id)}" if state.records else shown
    return Cell(shown, _lines(state.rests_on if state.status != "open" else state.waits_for, wording))
