"""What a rule set knows of getting further: its goals, and what following a recommendation takes."""

from __future__ import annotations

from typing import Literal

from attrs import field

from regiorules.errors import NOWHERE, Place
from regiorules.frozen import frozen
from regiorules.rules.expressions import ALWAYS, Expression
from regiorules.text import Text

Basis = Literal["source", "interpretation", "assumption"]


@frozen
class Goal:
    """Where a region wants to be: the condition `when`; `position` is the figure that shows how far it is."""

    title: Text
    when: str
    basis: Basis
    statements: tuple[str, ...] = ()
    why: Text | None = None
    position: str = ""
    id: str = ""
    ruleset: str = ""
    place: Place = field(default=NOWHERE, eq=False)
    tree: Expression = ALWAYS  # of `when`

    @property
    def text(self) -> str:
        """The condition as written."""
        return self.when


@frozen
class Move:
    """
    What it takes to follow the recommendation of that id, which says in `effects` what is so once that is done.

    The condition `presupposes` must hold before; it takes so many `months`, and these addressees must agree to it.
    """

    basis: Basis
    presupposes: str = "always"
    months: int = 0
    agree: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    why: Text | None = None
    id: str = ""
    ruleset: str = ""
    place: Place = field(default=NOWHERE, eq=False)
    tree: Expression = ALWAYS  # of `presupposes`

    @property
    def text(self) -> str:
        """The condition as written."""
        return self.presupposes
