"""The figures of the report, each with an id of its own."""

from __future__ import annotations

from attrs import frozen
from markupsafe import Markup

from regiorules.advice.model import Advice, Position


@frozen
class Drawing:
    """A figure as it stands in the page: `drawn` is its SVG, `text` says the same in words."""

    title: str
    text: str
    drawn: Markup


class Drawings:
    """The figures of one advice."""

    def __init__(self, advice: Advice) -> None:
        self.advice = advice
        self.risks = None
        self.division = None

    def position(self, each: Position) -> Drawing | None:
        """Where the region stands in one figure."""
        return None
