"""The reports that `regiorules-docx` writes, on paper of OpenDocument."""

from __future__ import annotations

from regiorules_docx import comparison as of_comparison
from regiorules_docx import report as of_advice

from regiorules.advice.compare import Comparison
from regiorules.advice.model import Advice
from regiorules.render.renderer import Layout
from regiorules_odf.paper import Paper


def write_report(advice: Advice, layout: Layout | None = None) -> bytes:
    """The advice as the bytes of an .odt file; the same advice gives the same bytes."""
    return of_advice.write_report(advice, layout, Paper())


def write_comparison(comparison: Comparison) -> bytes:
    """Regions side by side as the bytes of an .odt file; the same each time."""
    return of_comparison.write_comparison(comparison, Paper())
