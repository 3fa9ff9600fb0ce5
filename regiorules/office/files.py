"""The forms of files that a workbook is written in, each with what writes it, which is imported when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from regiorules.errors import MissingExtra, Problem
from regiorules.office.forms import WORKBOOKS
from regiorules.office.sheets import Book


def needed(form: str) -> Any:
    """The library that writes a form; raises MissingExtra where it isn't installed."""
    library, code = WORKBOOKS[form]
    try:
        return import_module(library)
    except ImportError:
        raise MissingExtra([Problem(code)]) from None


def written(book: Book, form: str) -> bytes:
    """
    A book as the bytes of a file in one of the forms of `WORKBOOKS`.

    Raises MissingExtra where what writes it isn't installed, InputError where there is no room to write.
    """
    needed(form)
    content: bytes = getattr(import_module(f"regiorules.office.{form}"), f"write_{form}")(book)
    return content
