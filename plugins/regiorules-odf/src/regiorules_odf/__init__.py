"""The advice and regions side by side as an OpenDocument report, as a plugin of RegioRules: `--format odt`."""

from __future__ import annotations

from collections.abc import Callable

from regiorules import hookimpl
from regiorules.advice.compare import Comparison
from regiorules.advice.model import Advice
from regiorules.render.renderer import ComparisonRenderer, Layout, Renderer


class OdtRenderer:
    """The renderer behind `--format odt`: the report that `--format docx` writes too."""

    name = "odt"
    suffixes = (".odt",)

    def render(self, advice: Advice, layout: Layout) -> bytes:
        """The report as an .odt file; a page has its own width, so of `layout` only `full` matters."""
        from regiorules_odf.report import write_report  # what writes it loads only for who wants a report

        return write_report(advice, layout)


class OdtComparison:
    """The format behind `regiorules compare --format odt`."""

    name = "odt"
    suffixes = (".odt",)

    def render(self, comparison: Comparison, layout: Layout) -> bytes:
        """Regions side by side as an .odt file; a page has its own width."""
        from regiorules_odf.report import write_comparison

        return write_comparison(comparison)


@hookimpl
def regiorules_renderers(register: Callable[[Renderer], None]) -> None:
    """Register the format `odt`."""
    register(OdtRenderer())


@hookimpl
def regiorules_comparisons(register: Callable[[ComparisonRenderer], None]) -> None:
    """Register the format `odt` for regions side by side."""
    register(OdtComparison())
