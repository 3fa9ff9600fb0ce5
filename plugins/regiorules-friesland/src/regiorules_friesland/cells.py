"""
The cells of a CSV file, each with its place.

Dutch spreadsheet programs write `;` between the cells and a mark (BOM) in front; others write commas or tabs.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from regiorules.documents import read_bytes
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.csvtext import csv_text
from regiorules.text import Text, fill

_BINARY = Text(
    "dit is geen tekstbestand; bewaar de tabel in het spreadsheetprogramma als CSV (UTF-8)",
    "this isn't a text file; save the table in the spreadsheet program as CSV (UTF-8)",
)
_NOT_UTF8 = Text(
    "dit teken is geen UTF-8; bewaar de tabel in het spreadsheetprogramma als CSV UTF-8",
    "this character isn't UTF-8; save the table in the spreadsheet program as CSV UTF-8",
)
_BROKEN = Text(
    "vanaf hier is dit geen CSV; een cel die met een aanhalingsteken begint, moet er ook mee eindigen",
    "from here on this isn't CSV; a cell that begins with a quotation mark must end with one",
)


@frozen
class Cell:
    """One cell, without white space that doesn't matter, and its place."""

    text: str
    place: Place


def problem(text: Text, cell: Cell, path: str = "", **fields: Any) -> Problem:
    """A problem in a cell, with its fields filled in; `path` is the column."""
    return Problem.of(Text(fill(text.nl, **fields), fill(text.en, **fields)), cell.place, path)


def read_rows(path: Path, problems: Problems) -> Iterator[list[Cell]]:
    """
    The rows of a CSV file that aren't empty, until one that isn't CSV (then `problems` grows).

    Raises InputError where the file can't be read, is empty, or isn't UTF-8.
    """
    found = csv_text(_text(path))
    lines, delimiter, skipped = found.lines, found.delimiter, found.skipped
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    before = 0
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.found.append(Problem.of(_BROKEN, Place(str(path), skipped + before + 1, 1)))
            return
        raw = "".join(lines[before : reader.line_num])
        starts = _starts(raw, delimiter)
        if any(value.strip() for value in values):
            yield [
                Cell(" ".join(value.split()), _place(path, skipped + before, raw, start))
                for value, start in zip(values, starts, strict=True)
            ]
        before = reader.line_num


def _text(path: Path) -> str:
    content = read_bytes(path).removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\0" in content:
        raise InputError([Problem.of(_BINARY, Place(str(path)))])
    try:
        text = content.decode()
    except UnicodeDecodeError as cause:
        before = content[: cause.start].decode().split("\n")
        raise InputError([Problem.of(_NOT_UTF8, Place(str(path), len(before), len(before[-1]) + 1))]) from None
    if not text.strip():
        raise InputError([Problem("file_empty", {}, Place(str(path)))])
    return text


def _starts(raw: str, delimiter: str) -> list[int]:
    """Where the cells of a row begin; a delimiter inside quotation marks divides nothing."""
    starts = [0]
    inside = False
    for index, sign in enumerate(raw):
        if sign == '"' and raw[starts[-1]] == '"':
            inside = not inside
        elif sign == delimiter and not inside:
            starts.append(index + 1)
    return starts


def _place(path: Path, before: int, raw: str, start: int) -> Place:
    """The place of the first sign of a cell, `before` lines from the top."""
    start += len(raw[start:]) - len(raw[start:].lstrip(' "'))
    return Place(str(path), before + 1 + raw.count("\n", 0, start), start - raw.rfind("\n", 0, start))
