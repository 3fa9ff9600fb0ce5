"""Answers in a workbook, with the same bytes whenever it is written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module
from typing import Any

import polars as pl

from regiorules.bulk.resume import Parts
from regiorules.bulk.writing.answers import Answers
from regiorules.bulk.writing.parts import DATA
from regiorules.errors import InputError, Problem
from regiorules.facts.dates import in_a_sheet
from regiorules.facts.vocabulary import FactType
from regiorules.facts.workbook.layout import openpyxl
from regiorules.frozen import frozen
from regiorules.text import visible_lines

_MOST = 2**20 - 1  # rows under the head
_LONGEST = 32_767  # characters of a cell
_MODIFIED = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_TITLE = "regiorules"


@frozen
class Sheet:
    """A workbook with one sheet, a row a row; numbers and dates are that, all else is text and never a formula."""

    answers: Answers

    def part(self, frame: pl.DataFrame) -> bytes:
        """The cells as text, with numbers to be made of those that are."""
        out = io.BytesIO()
        self.answers.texts(frame).write_ipc(out)
        return out.getvalue()

    def whole(self, parts: Parts) -> Iterator[bytes]:
        """The workbook; raises InputError where there are more rows than a sheet holds."""
        frames = [pl.read_ipc(path) for path in parts.files(DATA)]
        if (rows := sum(frame.height for frame in frames)) > _MOST:
            raise InputError([Problem("batch_sheet_full", {"count": rows, "limit": _MOST})])
        book = openpyxl().Workbook(write_only=True)
        sheet = book.create_sheet(_TITLE)
        sheet.append([_cell(sheet, name) for name in self.answers.names])
        types = {name: fact.type for name, fact in self.answers.facts.items()}
        kinds = [types.get(name, "text") for name in self.answers.names]
        for row in (row for frame in frames for row in frame.iter_rows()):
            sheet.append([_value(sheet, text, kind) for text, kind in zip(row, kinds, strict=True)])
        out = io.BytesIO()
        book.save(out)
        yield _timeless(out.getvalue())


def _value(sheet: Any, text: str | None, kind: FactType) -> Any:
    if text is None:
        return None
    if kind == "number" and not text.startswith("{"):
        return float(text) if "." in text or "e" in text else int(text)
    if kind == "date" and in_a_sheet(text):
        return date.fromisoformat(text)
    return _cell(sheet, text)


def _cell(sheet: Any, text: str) -> Any:
    """A cell with a text, also where that begins as a formula does."""
    found = import_module("openpyxl.cell").WriteOnlyCell(sheet, visible_lines(text)[:_LONGEST])
    found.data_type = "s"
    return found


def _timeless(content: bytes) -> bytes:
    """The same archive without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in _sorted(old.infolist()):
            new.writestr(zipfile.ZipInfo(part.filename), _MODIFIED.sub(b"", old.read(part)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sorted(parts: Iterable[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The list of contents first, as some readers want it; the rest as it was."""
    return sorted(parts, key=lambda part: part.filename != "[Content_Types].xml")
