"""The catalogue of a rule set: what can be concluded, with its texts, and how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field

from regiorules.errors import NOWHERE, Place
from regiorules.frozen import FrozenDict, frozen, frozen_dict
from regiorules.text import Text

ConclusionKind = Literal["finding", "risk", "recommendation", "route", "confirmation", "example", "pointer", "context"]


@frozen
class Statement:
    """One statement of the source, paraphrased; `section` is the id of a section of the source."""

    section: str
    text: Text
    id: str = ""
    ruleset: str = ""


@frozen
class Conclusion:
    """
    What a rule can conclude: a finding, risk, recommendation, route, confirmation, example, pointer or context.

    `severity` and `remedies` go with risks; `addressee` to `effects` with recommendations;
    `path`, `steps` and `effects`, in the order in which they are reached, with routes; `danger`, what would endanger
    it, with a confirmation of what goes well; `url` and `beside` (ids of other conclusions) with background.
    Severities, addressees, levels, horizons, priorities and paths are terms of the rule set (see `terms`).
    """

    kind: ConclusionKind
    title: Text
    text: Text
    statements: tuple[str, ...] = ()
    severity: str = ""
    remedies: tuple[str, ...] = ()
    addressee: str = ""
    level: str = ""
    horizon: str = ""
    priority: str = ""
    section: str = ""
    steps: tuple[Text, ...] = ()
    effects: Mapping[str, Any] = field(factory=FrozenDict, converter=frozen_dict)
    path: str = ""
    danger: Text | None = None
    url: str = ""
    beside: tuple[str, ...] = ()
    id: str = ""
    ruleset: str = ""
    place: Place = field(default=NOWHERE, eq=False)


@frozen
class Position:
    """Facts on one or two axes, and the fact that names the quadrant or rung; `figure` is its number in the source."""

    title: Text
    y: str
    name: str
    x: str = ""
    figure: int = 0
    statements: tuple[str, ...] = ()
    id: str = ""
    ruleset: str = ""


@frozen
class Topic:
    """A topic that is divided over the levels; `fact` says to which."""

    title: Text
    fact: str
    statements: tuple[str, ...] = ()
    id: str = ""
    ruleset: str = ""


@frozen
class Section:
    """A section of the advice."""

    title: Text
    statements: tuple[str, ...] = ()
    id: str = ""
    ruleset: str = ""


@frozen
class Constraint:
    """
    What is so of some conclusions in every region of which all is known, and is proved (see `regiorules.proofs`).

    Exactly one of these holds, or at most one, or the first never does together with another.
    """

    because: Text
    exactly_one: tuple[str, ...] = ()
    at_most_one: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    id: str = ""
    ruleset: str = ""
    place: Place = field(default=NOWHERE, eq=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The conclusions that it speaks of."""
        return (*self.exactly_one, *self.at_most_one, *self.excludes)
