"""The lines that advice is made of: a fact, a reason, a source.  Every text is in the language of the advice."""

from __future__ import annotations

from attrs import field

from regiorules.frozen import frozen

ADDED = {"added": True}  # see regiorules.stored.reading.added
SPARSE = {"sparse": True}  # see regiorules.stored.reading.sparse


@frozen
class FactLine:
    """
    A fact with its value as a person reads it; `id` may also be that of a conclusion.

    Of a field of a record it is the list with the field: `list.field`.
    """

    id: str
    title: str
    value: str


@frozen
class Reason:
    """
    Why something holds: the rule's own sentence, what the rule rests on, and the facts seen.

    `ruleset` is the rule set with its date, where the rule is of one that builds on another.
    """

    rule: str
    text: str
    basis: str
    why: str
    statements: tuple[str, ...]
    facts: tuple[FactLine, ...]
    ruleset: str = field(default="", metadata=SPARSE)


@frozen
class CertainLine:
    """
    A conclusion that is open, and holds or fails (`status`) whatever the answers to what is still unknown.

    `value` is the status in words, `facts` are those known that suffice for it.
    """

    id: str
    title: str
    kind: str
    status: str
    value: str
    facts: tuple[FactLine, ...]


@frozen
class SourceLine:
    """A source of facts, as the region file names it."""

    id: str
    title: str
    url: str
    date: str


@frozen
class StatementLine:
    """A statement of the source that the advice rests on."""

    id: str
    section: str
    text: str


@frozen
class RuleSetLine:
    """A rule set that was used, and its source."""

    id: str
    version: str
    title: str
    source: str


@frozen
class Dated:
    """
    A part that the advice rests on, and its date: the answers, what comes from a table of regions, or rules.

    `date` is a day, a month or a year in ISO form, "" where it isn't known; `old` says that the part is too old for
    the day of the advice (see `regiorules.advice.dates.LIMITS`).
    """

    id: str
    text: str
    date: str
    old: bool
