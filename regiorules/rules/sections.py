"""The sections that a file of a rule set may have: the keys of their items, and the form of their names."""

from __future__ import annotations

from datetime import date
from typing import Any

from regiorules.facts.tables import ProfileForm
from regiorules.facts.vocabulary import Fact, Option, Parameter
from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.rules.model import (
    Basis,
    Conclusion,
    Constraint,
    DecisionTable,
    OneOrMore,
    Position,
    Section,
    Statement,
    Topic,
)
from regiorules.rules.own_values import OwnValues
from regiorules.rules.plans import Goal, Move
from regiorules.rules.terms import KINDS, SECTIONS, Term
from regiorules.text import Text


@frozen
class RuleShape:
    """The keys of a rule as they stand in a file."""

    when: str
    then: Any
    because: Text
    basis: Basis
    statements: tuple[str, ...] = ()
    why: Text | None = None
    severity: str = ""
    strength: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    each: str = ""
    unless: str = ""
    overrides: OneOrMore = ()


@frozen
class ChangeShape:
    """What a rule set changes of a rule of another one."""

    reason: Text
    off: bool = False
    replace: RuleShape | None = None


SHAPES: dict[str, Any] = {
    "scales": tuple[Option, ...],
    "groups": Text,
    "words": Text,
    "profile": ProfileForm,
    "source_sections": Text,
    "parameters": Parameter,
    "facts": Fact,
    "statements": Statement,
    "conclusions": Conclusion,
    "positions": Position,
    "topics": Topic,
    "sections": Section,
    **{section: KINDS.get(section, Term) for section in SECTIONS.values()},
    "constraints": Constraint,
    "rules": RuleShape,
    "tables": DecisionTable,
    "goals": Goal,
    "moves": Move,
    "changes": ChangeShape,
    "values": OwnValues,
}
SINGLE = ("profile",)  # a section that is one item; its key in the items of its section is its own name
_DASHED = (pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*"), "kleine-letters-met-streepjes")
FORMS = {
    "rules": _DASHED,
    "constraints": _DASHED,
    "tables": _DASHED,
    "statements": (pattern(r"[A-Z][A-Z0-9_-]*"), "S01"),
    "changes": (pattern(r"[a-z][a-z0-9-]*"), "kleine-letters-met-streepjes"),
}
NAME = (pattern(r"[a-z][a-z0-9]*(_[a-z0-9]+)*"), "kleine_letters")
