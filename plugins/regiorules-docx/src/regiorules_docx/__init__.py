"""The advice and regions side by side as a Word report, as a plugin of RegioRules: `--format docx`."""

from __future__ import annotations

from collections.abc import Callable

from regiorules import hookimpl
from regiorules.advice.compare import Comparison
from regiorules.advice.model import Advice
from regiorules.render.renderer import ComparisonRenderer, Layout, Renderer


class DocxRenderer:
    """The renderer behind `--format docx`."""

    name = "docx"
    suffixes = (".docx",)

    def render(self, advice: Advice, layout: Layout) -> bytes:
        """The report as a .docx file; a page has its own width, so of `layout` only `full` matters."""
        from regiorules_docx.report import write_report  # python-docx loads only for who wants a report

        return write_report(advice, layout)


class DocxComparison:
    """The format behind `regiorules compare --format docx`."""

    name = "docx"
    suffixes = (".docx",)

    def render(self, comparison: Comparison, layout: Layout) -> bytes:
        """Regions side by side as a .docx file; a page has its own width."""
        from regiorules_docx.comparison import write_comparison

        return write_comparison(comparison)


@hookimpl
def regiorules_renderers(register: Callable[[Renderer], None]) -> None:
    """Register the format `docx`."""
    register(DocxRenderer())


@hookimpl
def regiorules_comparisons(register: Callable[[ComparisonRenderer], None]) -> None:
    """Register the format `docx` for regions side by side."""
    register(DocxComparison())
