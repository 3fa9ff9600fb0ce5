"""
What the sheets look like: fonts, colours, borders, sizes and drop-down lists; the only file that draws.

It needs openpyxl, so import it only where that is known to be installed.
"""

from __future__ import annotations

import errno
import io
import math
import tempfile
import textwrap
import traceback
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.bound_dictionary import BoundDictionary
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension

from regiorules.errors import InputError, Place, Problem
from regiorules.facts.workbook.cells import letters
from regiorules.facts.workbook.layout import Column
from regiorules.messages.system import reason
from regiorules.text import Language, visible_lines

_INK = "1F3A5F"
_BAND = "D9E4F2"
_INPUT = "FFF9DB"
_QUIET = "F2F2F2"
_LINE = "BFC7D1"
_WHITE = "FFFFFF"
_TABS = {"start": _INK, "facts": "E0A800", "records": "E0A800", "sources": "7A9CC6", "parameters": "B8B8B8"}
_LINE_HEIGHT = 15.0  # points, of a line of text of the usual size
_MAX_HEIGHT = 409.0  # of a row
_SIZE = 11
_ROOM = 0.25  # lines, under the text of a row
_WIDTH = 1.08  # letters of a text for each digit that a column is wide
_MERGED = 110  # characters in a line of merged text
_DEFAULT_WIDTH = 8.43
_TEXT = "@"
_MAX_LENGTH = 32_767  # of a cell
_DIGITS = 15  # of a number; one with more is kept whole as text


class _GrowingRow(RowDimension):
    """A row with a height to begin with, which grows with what a person types; openpyxl's own rows are fixed."""

    customHeight = False  # noqa: N815 - its name in the format


class Book:
    """A workbook in the making, with one hidden sheet for what stands in drop-down lists."""

    def __init__(self, lists: str) -> None:
        self.book = Workbook()
        del self.book["Sheet"]
        self.lists_sheet = self.book.create_sheet(lists)
        self.lists: dict[tuple[str, ...], str] = {}

    def sheet(self, title: str, kind: str) -> Sheet:
        """A new sheet after the others."""
        made = self.book.create_sheet(title)
        made.row_dimensions = BoundDictionary("index", lambda: _GrowingRow(made))
        made.sheet_properties.tabColor = _TABS[kind]
        made.sheet_view.showGridLines = False
        made.page_setup.orientation = "portrait" if kind == "start" else "landscape"
        made.page_setup.paperSize = made.PAPERSIZE_A4
        made.page_setup.fitToHeight = 0
        made.sheet_properties.pageSetUpPr.fitToPage = True
        made.page_margins.left = made.page_margins.right = made.page_margins.top = 0.4
        made.oddFooter.left.text, made.oddFooter.right.text = "&A", "&P / &N"
        return Sheet(made)

    def list_of(self, labels: tuple[str, ...]) -> str:
        """Where these labels stand, for drop-down lists."""
        if labels not in self.lists:
            column = len(self.lists) + 1
            for row, label in enumerate(labels, 1):
                _put(self.lists_sheet.cell(row, column), label)
            letter = letters(column)
            self.lists[labels] = f"'{self.lists_sheet.title}'!${letter}$1:${letter}${len(labels)}"
        return self.lists[labels]

    def content(self, title: str) -> bytes:
        """The bytes of the file; the lists are hidden at the end."""
        self.book.move_sheet(self.lists_sheet, len(self.book.worksheets) - 1)
        self.lists_sheet.sheet_state = "hidden"
        self.book.active = 0
        self.book.properties.title = title
        self.book.properties.creator = "RegioRules"
        out = io.BytesIO()
        try:
            self.book.save(out)
        except Exception as cause:  # each sheet goes through a file of openpyxl's own first: that disk may be full
            failed = _refusal(cause)
            if failed is None:
                raise
            traceback.clear_frames(cause.__traceback__)  # or what it had begun complains at the end of the process
            problem = Problem("file_unwritable", {"why": reason(failed)}, Place(tempfile.gettempdir()))
            raise InputError([problem]) from failed
        return out.getvalue()


class Sheet:
    """One sheet in the making; what stands in it needs the widths of its columns first."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self._widths: list[float] = []

    def widths(self, *widths: float) -> None:
        """The widths of the columns, in characters."""
        self._widths = list(widths)
        for column, width in enumerate(widths, 1):
            self.sheet.column_dimensions[letters(column)].width = width

    def headings(self, row: int, columns: Iterable[Column], language: Language, *, freeze: str) -> None:
        """The headings of a table, which stay in view; technical columns are hidden."""
        each = list(columns)
        self.widths(*(column.width for column in each))
        for number, column in enumerate(each, 1):
            label = column.label.say(language)
            self._cell(row, number, label, bold=True, color=_WHITE, fill=_INK, room=0.5)
            self.sheet.column_dimensions[letters(number)].hidden = column.technical
        self.sheet.freeze_panes = freeze
        self.sheet.print_title_rows = f"{row}:{row}"

    def title(self, row: int, text: str, *, size: int = 13) -> None:
        """The heading of a sheet, or of a part of it; it may run on to the right."""
        self._cell(row, 1, text, bold=True, color=_INK, size=size, lined=False, wrap=False, room=0.5)

    def band(self, row: int, text: str, columns: int) -> None:
        """The heading of a group of questions, over the whole width."""
        for column in range(1, columns + 1):
            shown = text if column == 1 else ""
            self._cell(row, column, shown, bold=True, color=_INK, size=12, fill=_BAND, wrap=False, room=0.5)

    def plain(self, row: int, column: int, text: str, *, bold: bool = False, indent: int = 0) -> None:
        """Text to read, such as a question."""
        self._cell(row, column, text, bold=bold, indent=indent)

    def merged(self, row: int, text: str, *, bold: bool = False) -> None:
        """Text above a table, over several columns; no program fits the height of such a row, so it is fixed."""
        columns = len(self._widths) + max(0, math.ceil((_MERGED - sum(self._widths)) / _DEFAULT_WIDTH))
        self._cell(row, 1, text, bold=bold, color=_INK if bold else None, lined=False)
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        height = min(_LINE_HEIGHT * (_lines(text, _MERGED) + _ROOM), _MAX_HEIGHT)
        self.sheet.row_dimensions[row] = RowDimension(self.sheet, index=row, ht=height)

    def input(
        self,
        row: int,
        column: int,
        value: Any,
        *,
        as_text: bool = False,
        bold: bool = False,
        quiet: bool = False,
        thousands: bool = False,
    ) -> None:
        """A cell to fill in; `as_text` keeps a program from turning text into a number or a date."""
        cell = self._cell(row, column, value, bold=bold, fill=_QUIET if quiet else _INPUT)
        if as_text:
            cell.number_format = _TEXT
        elif thousands:
            cell.number_format = "#,##0"

    def choices(self, cells: str, where: str, refusal: tuple[str, str] | None = None, *, strict: bool = True) -> None:
        """
        A drop-down list of what stands elsewhere.

        Whoever types something else is told so by a refusal (title and text); where that is `strict`, it can't stay.
        """
        rule = DataValidation("list", where, allow_blank=True, showErrorMessage=refusal is not None)
        rule.errorStyle = None if strict else "warning"
        if refusal:
            rule.errorTitle, rule.error = refusal[0][:32], refusal[1][:255]
        rule.add(cells)
        self.sheet.add_data_validation(rule)

    def _cell(
        self,
        row: int,
        column: int,
        value: Any,
        *,
        bold: bool = False,
        color: str | None = None,
        size: int = _SIZE,
        fill: str | None = None,
        indent: int = 0,
        lined: bool = True,
        wrap: bool = True,
        room: float = _ROOM,
    ) -> Any:
        """One cell; its row becomes as high as its text, and `room` lines more."""
        cell = self.sheet.cell(row, column)
        _put(cell, value)
        cell.font = Font(name="Calibri", size=size, bold=bold, color=color)
        vertical = "top" if room == _ROOM else "center"
        cell.alignment = Alignment(wrap_text=wrap, vertical=vertical, indent=indent, horizontal="left")
        if fill:
            cell.fill = PatternFill("solid", fgColor=fill)
        if lined:
            side = Side("thin", color=_LINE)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
        if not self.sheet.column_dimensions[letters(column)].hidden:
            lines = _lines(str(value), self._widths[column - 1]) if wrap else 1
            height = min(_LINE_HEIGHT * (lines + room) * size / _SIZE, _MAX_HEIGHT)
            self.sheet.row_dimensions[row].ht = max(self.sheet.row_dimensions[row].ht or 0, height)
        return cell


def _refusal(cause: BaseException | None) -> OSError | None:
    """What the system refused, in an error of openpyxl, of the zip file around it, or of lxml (`IO_ENOSPC`)."""
    while cause is not None:
        if isinstance(cause, OSError):
            return cause
        number = getattr(errno, str(cause).removeprefix("IO_"), None)
        if isinstance(number, int):
            return OSError(number, str(cause))
        cause = cause.__context__
    return None


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; one too many rather than one too few."""
    return sum(max(1, len(textwrap.wrap(line, int(width * _WIDTH)))) for line in text.split("\n"))


def _put(cell: Any, value: Any) -> None:
    """A value in a cell; text is always text, also where it starts with `=`."""
    if isinstance(value, float) and float(f"{value:.{_DIGITS}g}") != value:
        value = repr(value)
    if isinstance(value, str):
        text = visible_lines(value)[:_MAX_LENGTH]
        if text:
            cell.value = text
            cell.data_type = "s"
    else:
        cell.value = value
