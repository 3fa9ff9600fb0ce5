"""
The words of a rule set's own: its scales, addressees and paths, each in its place in an order.

Severities and strengths run from low to high; priorities and horizons in the order of the note, the first thing
to do first.  A rule set that builds on another adds its own at the end, or `after` one that is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from attrs import field, frozen

from regiorules.errors import NOWHERE, Place
from regiorules.text import Text

SECTIONS: Mapping[str, str] = {  # as a conclusion or a rule names one, and the section that declares them
    "severity": "severities",
    "strength": "strengths",
    "priority": "priorities",
    "horizon": "horizons",
    "level": "levels",
    "addressee": "addressees",
    "path": "paths",
}
TermT = TypeVar("TermT", bound="Term")


@frozen
class Term:
    """A severity, strength, priority, horizon or level; `after` is the one that it comes right behind."""

    title: Text
    after: str = ""
    id: str = field(default="", kw_only=True)
    ruleset: str = field(default="", kw_only=True)
    place: Place = field(default=NOWHERE, eq=False, kw_only=True)


@frozen
class Addressee(Term):
    """Who a recommendation is for; `named_by` is the fact whose value is its name, where that is known."""

    named_by: str = ""


@frozen
class Path(Term):
    """A choice among routes; `short` is what it is called in a table."""

    short: Text | None = None


KINDS: Mapping[str, type[Term]] = {"addressees": Addressee, "paths": Path}  # what has more to it


def in_order(terms: Mapping[str, TermT]) -> dict[str, TermT]:
    """The terms in their order; at the end those that come after none that there is, or after each other."""
    behind: dict[str, list[TermT]] = {}
    for term in terms.values():
        behind.setdefault(term.after, []).append(term)
    return {**{term.id: term for term in _following("", behind)}, **terms}


def _following(name: str, behind: Mapping[str, list[TermT]]) -> Iterator[TermT]:
    """What comes right behind a term, each with what follows it."""
    for term in behind.get(name, ()):
        yield term
        yield from _following(term.id, behind)


def is_circular(term: Term, terms: Mapping[str, Term]) -> bool:
    """True for a term that comes, by way of others, after itself."""
    seen = {term.id}
    while term.after in terms and term.after not in seen:
        seen.add(term.after)
        term = terms[term.after]
    return term.after in seen
