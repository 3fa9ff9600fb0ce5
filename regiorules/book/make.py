"""From what is known by a rule set to its book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from regiorules.book.chapters import CHAPTERS
from regiorules.book.model import Book, Chapter, Entry, Line, Link, Table
from regiorules.book.shelf import Shelf
from regiorules.facts.dates import show_moment
from regiorules.frozen import frozen
from regiorules.rules.model import Knowledge, RuleSetInfo
from regiorules.text import Language


@frozen
class Tried:
    """How a rule is tried: facts in which it holds, facts in which it doesn't, and the stories it has a part in."""

    holds: int = 0
    fails: int = 0
    stories: tuple[str, ...] = ()


def make_book(knowledge: Knowledge, ruleset: str, language: Language, tried: Mapping[str, Tried]) -> Book:
    """
    The book of one of the rule sets in what is known; `tried` says by the id of a rule how scenarios try it.

    What other rule sets hold is named where it is used, and has no entry.
    """
    info = next(each for each in knowledge.rulesets if each.id == ruleset)
    shelf = Shelf(knowledge, ruleset, language, tried)
    planned = [Chapter(name, shelf.word(name), tuple(entries(shelf))) for name, entries in CHAPTERS.items()]
    chapters = [each for each in planned if each.entries]
    known = {entry.anchor for chapter in chapters for entry in chapter.entries}
    bound = tuple(evolve(each, entries=tuple(_bound(entry, known) for entry in each.entries)) for each in chapters)
    return Book(info.title.say(language), language, tuple(_about(info, shelf)), bound)


def _about(info: RuleSetInfo, shelf: Shelf) -> Iterator[Line]:
    source = ", ".join(filter(None, (shelf.say(info.source.title), info.source.publisher, info.source.url)))
    if info.source.date:
        source += f" ({show_moment(info.source.date, shelf.language)})"
    yield shelf.line("version", f"{info.id} {info.version}")
    yield shelf.line("source", source)
    yield from shelf.lines("extends", info.extends)
    yield from shelf.lines("in_force", [shelf.period(info.applies)])
    yield shelf.line("digest", info.digest)


def _bound(part: Any, known: set[str]) -> Any:
    """The same, with links to entries that are there alone."""
    match part:
        case Link():
            return part if part.to in known else evolve(part, to="")
        case Line():
            return evolve(part, items=_bound(part.items, known))
        case Table():
            return evolve(part, rows=_bound(part.rows, known))
        case Entry():
            return evolve(part, lines=_bound(part.lines, known), table=_bound(part.table, known))
        case tuple():
            return tuple(_bound(each, known) for each in part)
    return part
