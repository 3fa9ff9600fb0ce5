"""What an operation is: how it is asked, over HTTP and as a line, and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from attrs import frozen

from regiorules.text import Text
from regiorules_web.answers import Answer, Document
from regiorules_web.asked import Asked

EVERYWHERE = ("language", "rulesets")  # fields that every operation takes


@frozen
class Operation:
    """
    One thing that can be asked.

    `name` is what a line calls it; `method` and `path` are its address below `/v1`.  `needs` and `may` are its fields:
    those that must be there, and those that may be.  `gives` names the schema of the answer.
    """

    name: str
    method: Literal["GET", "POST"]
    path: str
    run: Callable[[Asked], Answer | Document]
    gives: str
    summary: Text
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields that it takes."""
        return (*self.needs, *self.may, *EVERYWHERE)
