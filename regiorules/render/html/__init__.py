"""The report for people who look: one page of HTML that needs nothing beside it, on a screen and on paper."""

from __future__ import annotations

from regiorules.advice.model import Advice
from regiorules.render.renderer import Layout


def render(advice: Advice, layout: Layout) -> str:
    """
    The advice as one HTML page, as it is behind `--format html`; of `layout` only `ids` and `full` matter.

    The same advice gives the same page.
    """
    from regiorules.render.html.environment import environment
    from regiorules.render.html.page import Page

    page: str = environment().get_template("page.html.j2").render(page=Page(advice, layout))
    return page
