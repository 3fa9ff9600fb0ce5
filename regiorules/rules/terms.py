"""
The words of a rule set's own: its scales, addressees, paths and periods, each in its place in an order.

Severities and strengths run from low to high; priorities and horizons in the order of the note, the first thing
to do first.  A rule set that builds on another adds its own at the end, or `after` one that is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from attrs import field

from regiorules.errors import NOWHERE, Place
from regiorules.frozen import frozen
from regiorules.text import Text

SECTIONS: Mapping[str, str] = {  # as a conclusion or a rule names one, and the section that declares them
    "severity": "severities",
    "strength": "strengths",
    "priority": "priorities",
    "horizon": "horizons",
    "level": "levels",
    "addressee": "addressees",
    "path": "paths",
    "period": "periods",
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


@frozen
class Period(Term):
    """A part of the time ahead, over which a plan is laid; `months` is when it is over, 0 for never."""

    months: int = 0


KINDS: Mapping[str, type[Term]] = {"addressees": Addressee, "paths": Path, "periods": Period}  # what has more to it


def in_order(terms: Mapping[str, TermT]) -> dict[str, TermT]:
    """The terms in their order; at the end those that come after none that there is, or after each other."""
    behind: dict[str, list[TermT]] = {}
    for term in terms.values():
        behind.setdefault(term.after, []).append(term)
    done: dict[str, TermT] = {}
    ahead = behind.get("", [])[::-1]  # the next one last
    while ahead:
        term = ahead.pop()
        if done.setdefault(term.id, term) is term and term.id:
            ahead.extend(reversed(behind.get(term.id, ())))
    return {**done, **terms}


def is_circular(term: Term, terms: Mapping[str, Term]) -> bool:
    """True for a term that comes, by way of others, after itself."""
    seen = {term.id}
    while term.after and term.after in terms and term.after not in seen:
        seen.add(term.after)
        term = terms[term.after]
    return bool(term.after) and term.after in seen
