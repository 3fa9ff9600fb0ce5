"""CSV as spreadsheet programs write it: commas, semicolons (in Dutch) or tabs, and perhaps a line that says which."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from itertools import islice

from regiorules.frozen import frozen
from regiorules.patterns import pattern

_SAID = pattern(r'"?sep=([;,\t|])"?[;,\t|]*(?:\r\n?|\n)', re.IGNORECASE)
_LOOKED_AT = 5_000  # characters of a line; what the csv module takes for one cell is limited


@frozen
class CsvText:
    """The lines of a CSV text with their ends, what stands between cells, and how many lines were left out before."""

    lines: tuple[str, ...]
    delimiter: str
    skipped: int


def csv_text(text: str) -> CsvText:
    """A CSV text, taken apart; a first line `sep=;` is no row but says what stands between the cells."""
    said = _SAID.match(text)
    lines = tuple(io.StringIO(text[said.end() :] if said else text, newline=""))
    return CsvText(lines, said[1] if said else _delimiter(lines), 1 if said else 0)


def _delimiter(lines: Iterable[str]) -> str:
    """A semicolon or a tab where the first row has one outside quotes; else a comma."""
    start = [line[:_LOOKED_AT] for line in islice(lines, 20)]
    return next((each for each in ";\t" if len(_first(list(csv.reader(start, delimiter=each)))) > 1), ",")


def _first(rows: list[list[str]]) -> list[str]:
    """The first row that says something, or else the first."""
    return next(filter(any, rows), rows[0] if rows else [])
