"""The chapters of facts and of assumptions: what may be known, and what is done with it."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.advice.assumed import by_date
from regiorules.book.model import Entry, Line, Link
from regiorules.book.shelf import Shelf
from regiorules.facts.saying import show_number
from regiorules.facts.vocabulary import Fact, Parameter


def facts(shelf: Shelf) -> Iterator[Entry]:
    """Each fact: its question, its answers, what it follows from, and what looks at it."""
    for fact in shelf.own(shelf.knowledge.vocabulary.facts):
        lines = (*_answers(fact, shelf), *_around(fact.id, fact, shelf))
        yield Entry(f"fact-{fact.id}", shelf.say(fact.title), fact.id, shelf.say(fact.question), lines)


def _answers(fact: Fact, shelf: Shelf) -> Iterator[Line]:
    yield from shelf.lines("help", [shelf.say(fact.help)])
    yield shelf.line("type", shelf.word(fact.type))
    yield from shelf.lines("options", [f"{shelf.say(each.label)} ({each.id})" for each in fact.options])
    yield from shelf.lines("options", [f"{shelf.say(each.title)} ({each.id})" for each in fact.fields])
    yield from _numbers(fact, shelf)


def _numbers(each: Fact | Parameter, shelf: Shelf) -> Iterator[Line]:
    yield from shelf.lines("unit", [shelf.say(each.unit)])
    ends = (("least", each.minimum), ("most", each.maximum))
    said = [shelf.word(name, number=show_number(end, shelf.language)) for name, end in ends if end is not None]
    yield from shelf.lines("bounds", said)


def _around(name: str, fact: Fact | None, shelf: Shelf) -> Iterator[Line]:
    if fact:
        yield from shelf.lines("derived", [Link(fact.derive)] if fact.derive else [])
        makers = [rule.id for rule in shelf.knowledge.rules_for(name)]
        yield from shelf.lines("concluded_by", shelf.links("rule", makers))
        yield from shelf.lines("says", shelf.links("statement", fact.statements))
    users = shelf.links("rule", shelf.used.rules.get(name, ()))
    yield from shelf.lines("used_by", [*users, *map(shelf.link, shelf.used.facts.get(name, ()))])


def parameters(shelf: Shelf) -> Iterator[Entry]:
    """Each assumption: its value, why that, and what rests on it."""
    for each in shelf.own(shelf.knowledge.vocabulary.parameters):
        value = shelf.line("value", show_number(each.value, shelf.language))
        others = (shelf.line("value", said) for said in by_date(each, shelf.language))
        lines = (value, *others, *_numbers(each, shelf), *_around(each.id, None, shelf))
        yield Entry(f"parameter-{each.id}", shelf.say(each.title), each.id, shelf.say(each.why), lines)
