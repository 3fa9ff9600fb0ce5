"""The report as a PDF: the page of HTML as it is printed, tagged for who can't see it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from regiorules.advice.model import Advice
from regiorules.errors import MissingExtra, Problem
from regiorules.patterns import pattern
from regiorules.render.html import render as render_html
from regiorules.render.renderer import Layout

# What WeasyPrint does otherwise than browsers with a figure: it paints the edge of a text over the text, so that is
# written again without; it keeps the height of one that is made narrower; and it reads the title out, not the words.
_FIGURES = (
    (pattern(r'(<text [^>]*?)( stroke="[^>]*paint-order="stroke")([^>]*>.*?</text>)'), r"\1\2\3\1\3"),
    (pattern(r'(<svg [^>]*?viewBox="[^"]*") width="[^"]*" height="[^"]*"'), r"\1"),
    (pattern(r"(<title id=[^>]*>[^<]*)</title>\s*<desc [^>]*>([^<]*)</desc>"), r"\1. \2</title>"),
)


def render(advice: Advice, layout: Layout) -> bytes:
    """
    The advice as the bytes of a PDF, as it is behind `--format pdf`; the same advice gives the same bytes.

    It follows PDF/UA-1: with its language, its title, and what is a heading, a list or a table.  Nothing is fetched.
    Raises MissingExtra where WeasyPrint isn't installed, or lacks the libraries of the system that it draws with.
    """
    page = render_html(advice, layout)
    for otherwise, written in _FIGURES:
        page = otherwise.sub(written, page)
    weasyprint = _weasyprint()
    fetching = weasyprint.urls.URLFetcher(allowed_protocols=())  # a page that stands alone needs nothing
    report: bytes = weasyprint.HTML(string=page, url_fetcher=fetching).write_pdf(pdf_variant="pdf/ua-1")
    return report


def _weasyprint() -> Any:
    """The module weasyprint; raises MissingExtra where it can't be used."""
    try:
        return import_module("weasyprint")
    except ImportError:
        raise MissingExtra([Problem("pdf_missing")]) from None
    except OSError:
        raise MissingExtra([Problem("pdf_libraries")]) from None
