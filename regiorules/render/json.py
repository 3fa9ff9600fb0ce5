"""JSON: the assessment, with the advice in words beside it."""

from __future__ import annotations

from regiorules.advice.model import Advice
from regiorules.render.renderer import Layout


def render(advice: Advice, layout: Layout) -> str:
    """The advice as it can be kept: what is behind `--format json`; its shape is `regiorules schema advice`."""
    return advice.to_json()
