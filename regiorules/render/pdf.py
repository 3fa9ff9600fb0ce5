"""The report as a PDF: the page of HTML as it is printed, tagged for who can't see it."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NoReturn

from regiorules.advice.model import Advice
from regiorules.errors import MissingExtra, Problem
from regiorules.patterns import pattern
from regiorules.render.html import render as render_html
from regiorules.render.renderer import Layout

# What WeasyPrint draws otherwise than browsers: the edge of a text comes over it, so the text is written again, without;
# and a figure with a size of its own keeps its height where it is made narrower.
_EDGE = pattern(r'(<text [^>]*?)( stroke="[^>]*paint-order="stroke")([^>]*>.*?</text>)')
_SIZE = pattern(r'(<svg [^>]*?viewBox="[^"]*") width="[^"]*" height="[^"]*"')


def render(advice: Advice, layout: Layout) -> bytes:
    """
    The advice as the bytes of a PDF, as it is behind `--format pdf`; the same advice gives the same bytes.

    It follows PDF/UA-1: with its language, its title, and what is a heading, a list or a table.  Nothing is fetched.
    Raises MissingExtra where WeasyPrint isn't installed, or lacks the libraries of the system that it draws with.
    """
    page = _SIZE.sub(r"\1", _EDGE.sub(r"\1\2\3\1\3", render_html(advice, layout)))
    report = _weasyprint().HTML(string=page, url_fetcher=_fetch_nothing)
    written: bytes = report.write_pdf(pdf_variant="pdf/ua-1")
    return written


def _weasyprint() -> Any:
    """The module weasyprint; raises MissingExtra where it can't be used."""
    try:
        return import_module("weasyprint")
    except ImportError:
        raise MissingExtra([Problem("pdf_missing")]) from None
    except OSError:
        raise MissingExtra([Problem("pdf_libraries")]) from None


def _fetch_nothing(url: str, *_: object, **__: object) -> NoReturn:
    """There is nothing to fetch in a page that stands alone."""
    raise ValueError(f"not fetched: {url}")
