"""Which rule set something is of, the publication that it rests on, and where it applies."""

from __future__ import annotations

from attrs import field

from regiorules.facts.dates import NO_DATE, Moment
from regiorules.frozen import frozen
from regiorules.rules.scope import Scope
from regiorules.text import Text


@frozen
class RuleSource:
    """The publication that a rule set rests on; `date` is the day, month or year whose law and practice it has."""

    title: Text
    publisher: str = ""
    url: str = ""
    note: Text | None = None
    date: Moment = NO_DATE


@frozen
class RuleSetInfo:
    """Which rule set this is, what it builds on and where it applies; `digest` is the SHA-256 of its files."""

    id: str
    version: str
    title: Text
    source: RuleSource
    extends: tuple[str, ...] = ()
    applies: Scope = field(factory=Scope)
    digest: str = ""
