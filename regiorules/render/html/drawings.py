"""The figures of the report, each with ids of its own."""

from __future__ import annotations

from markupsafe import Markup

from regiorules.advice.model import Advice, Position
from regiorules.figures.division import division_figure
from regiorules.figures.figure import Figure
from regiorules.figures.plan import plan_figure
from regiorules.figures.positions import position_figure
from regiorules.figures.risks import risk_figure
from regiorules.frozen import frozen


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
        self.count = 0

    def position(self, each: Position) -> Drawing:
        """Where the region stands in one figure."""
        return self.drawing(position_figure(each, self.advice.language))

    def risks(self) -> Drawing:
        """How the risks stand."""
        return self.drawing(risk_figure(self.advice))

    def plan(self) -> Drawing:
        """The steps of the plan in time."""
        return self.drawing(plan_figure(self.advice))

    def division(self) -> Drawing:
        """Which topic belongs at which level."""
        return self.drawing(division_figure(self.advice))

    def drawing(self, figure: Figure) -> Drawing:
        """A figure as it stands in the page, without the heading that its caption has."""
        self.count += 1
        svg = figure.svg(f"figure-{self.count}", heading=False)
        return Drawing(figure.title, figure.text, Markup(svg))  # noqa: S704  # a figure escapes its own text
