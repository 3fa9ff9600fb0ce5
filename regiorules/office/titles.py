"""Titles of sheets as spreadsheet programs allow them."""

from __future__ import annotations

from collections.abc import Collection

from regiorules.patterns import pattern
from regiorules.text import fold, visible

_LENGTH = 31
_RESERVED = "history"  # by Excel
_NOT_ALLOWED = pattern(r"[\[\]:*?/\\']+")


def sheet_title(title: str, taken: Collection[str]) -> str:
    """The title, without what isn't allowed in it, shortened and numbered where others have it already."""
    others = {_RESERVED, *map(fold, taken)}
    clean = " ".join(_NOT_ALLOWED.sub(" ", visible(title)).split()) or "-"
    number, found = 1, clean[:_LENGTH].strip()
    while fold(found) in others:
        number += 1
        found = f"{clean[: _LENGTH - 4].strip()} {number}"
    return found
