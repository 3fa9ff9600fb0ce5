"""What the sheets look like: fonts, colours, borders, widths and drop-down lists; the only file that draws."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterable
from typing import Any

from regiorules.facts.workbook.layout import Column, openpyxl
from regiorules.text import Language

_INK = "1F3A5F"
_BAND = "D9E4F2"
_INPUT = "FFF9DB"
_QUIET = "F2F2F2"
_LINE = "BFC7D1"
_GREY = "6B7280"
_TABS = {"start": _INK, "facts": "E0A800", "records": "E0A800", "sources": "7A9CC6", "parameters": "B8B8B8"}
_LINE_HEIGHT = 15.0  # points, of a line of text
_MERGED = 110  # characters in a line of merged text
_TEXT = "@"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MAX_LENGTH = 32_767  # of a cell


class Book:
    """A workbook in the making, with one hidden sheet for what stands in drop-down lists."""

    def __init__(self, lists: str) -> None:
        self.book = openpyxl().Workbook()
        self.book.remove(self.book.active)
        self.lists: dict[tuple[str, ...], str] = {}
        self.lists_title = lists
        self.lists_sheet: Any = self.book.create_sheet(lists)
        self.validations: dict[tuple[str, str], Any] = {}

    def sheet(self, title: str, kind: str) -> Sheet:
        """A new sheet after the others."""
        made = self.book.create_sheet(title)
        made.sheet_properties.tabColor = _TABS[kind]
        made.sheet_view.showGridLines = False
        made.page_setup.orientation = "portrait" if kind == "start" else "landscape"
        made.page_setup.paperSize = made.PAPERSIZE_A4
        made.page_setup.fitToHeight = 0
        made.sheet_properties.pageSetUpPr = openpyxl("worksheet.properties").PageSetupProperties(fitToPage=True)
        made.page_margins.left = made.page_margins.right = 0.4
        made.oddFooter.left.text, made.oddFooter.right.text = "&A", "&P / &N"
        return Sheet(made)

    def choices(self, sheet: Sheet, labels: tuple[str, ...], title: str, text: str) -> Callable[[str], None]:
        """What adds a drop-down list with these labels to cells."""
        where = self.lists.get(labels) or self._list(labels)
        key = (sheet.name, where)
        if key not in self.validations:
            rule = openpyxl("worksheet.datavalidation").DataValidation("list", where, allow_blank=True)
            rule.errorTitle, rule.error, rule.errorStyle = title[:32], text[:255], "stop"
            rule.showErrorMessage = True
            sheet.sheet.add_data_validation(rule)
            self.validations[key] = rule
        add: Callable[[str], None] = self.validations[key].add
        return add

    def hint(self, sheet: Sheet, where: str, cells: str) -> None:
        """A drop-down list that helps, while anything else may be typed."""
        rule = openpyxl("worksheet.datavalidation").DataValidation("list", where, allow_blank=True)
        rule.showErrorMessage = False
        rule.add(cells)
        sheet.sheet.add_data_validation(rule)

    def _list(self, labels: tuple[str, ...]) -> str:
        column = len(self.lists) + 1
        for row, label in enumerate(labels, 1):
            _put(self.lists_sheet.cell(row, column), label)
        letter = self.lists_sheet.cell(1, column).column_letter
        self.lists[labels] = f"'{self.lists_title}'!${letter}$1:${letter}${len(labels)}"
        return self.lists[labels]

    def finish(self) -> None:
        """Hide the lists at the end, and open at the first sheet."""
        self.book.move_sheet(self.lists_sheet, len(self.book.worksheets) - 1)
        self.lists_sheet.sheet_state = "hidden"
        self.book.active = 0

    def content(self, title: str) -> bytes:
        """The bytes of the file."""
        self.book.properties.title = title
        self.book.properties.creator = "RegioRules"
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


class Sheet:
    """One sheet in the making."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.name: str = sheet.title
        self.styles = openpyxl("styles")

    def widths(self, *widths: float) -> None:
        """The widths of the first columns, in characters."""
        for column, width in enumerate(widths, 1):
            self.sheet.column_dimensions[self.sheet.cell(1, column).column_letter].width = width

    def headings(self, row: int, columns: Iterable[Column], language: Language, *, freeze: str) -> None:
        """The headings of a table, which stay in view; technical columns are hidden."""
        for number, column in enumerate(columns, 1):
            cell = self._cell(row, number, column.label.say(language), bold=True, color="FFFFFF", fill=_INK)
            size = self.sheet.column_dimensions[cell.column_letter]
            size.width, size.hidden = column.width, column.technical
        self.sheet.row_dimensions[row].height = 1.5 * _LINE_HEIGHT
        self.sheet.freeze_panes = freeze
        self.sheet.print_title_rows = f"{row}:{row}"

    def title(self, row: int, text: str) -> None:
        """The title of the whole workbook."""
        self._cell(row, 1, text, bold=True, color=_INK, size=18, lined=False, wrap=False)
        self.sheet.row_dimensions[row].height = 2 * _LINE_HEIGHT

    def subtitle(self, row: int, text: str) -> None:
        """The heading of a part of a sheet."""
        self._cell(row, 1, text, bold=True, color=_INK, size=13, lined=False, wrap=False)
        self.sheet.row_dimensions[row].height = 1.5 * _LINE_HEIGHT

    def band(self, row: int, text: str, columns: int) -> None:
        """The heading of a group of questions, over the whole width."""
        for column in range(1, columns + 1):
            self._cell(row, column, text if column == 1 else "", bold=True, color=_INK, size=12, fill=_BAND, wrap=False)
        self.sheet.row_dimensions[row].height = 1.5 * _LINE_HEIGHT

    def label(self, row: int, column: int, text: str) -> None:
        """The name of one thing to fill in."""
        self._cell(row, column, text, bold=True)

    def strong(self, row: int, column: int, text: str) -> None:
        """A question."""
        self._cell(row, column, text, bold=True)

    def plain(self, row: int, column: int, text: str, *, indent: int = 0) -> None:
        """Text to read."""
        self._cell(row, column, text, indent=indent)

    def small(self, row: int, text: str) -> None:
        """A line in the margin."""
        self._cell(row, 1, text, color=_GREY, size=9, lined=False, wrap=False)

    def paragraph(self, row: int, first: int, last: int, text: str) -> None:
        """Text over several columns; their height is an estimate, as merged cells don't grow by themselves."""
        self._cell(row, first, text, lined=False)
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
        self.sheet.row_dimensions[row].height = _LINE_HEIGHT * math.ceil(len(text) / (_MERGED - 10)) + 5

    def merged(self, row: int, text: str, *, strong: bool = False) -> None:
        """Text above a table."""
        self._cell(row, 1, text, bold=strong, size=12 if strong else 11, lined=False, color=_INK if strong else None)
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=8)
        self.sheet.row_dimensions[row].height = _LINE_HEIGHT * math.ceil(len(text) / (_MERGED - 10)) + 5

    def input(
        self,
        row: int,
        column: int,
        value: Any,
        *,
        as_text: bool = False,
        wide: bool = False,
        quiet: bool = False,
        thousands: bool = False,
    ) -> None:
        """A cell to fill in; `as_text` keeps a program from turning text into a number or a date."""
        cell = self._cell(row, column, value, fill=_QUIET if quiet else _INPUT, bold=not wide, center=not wide)
        if as_text:
            cell.number_format = _TEXT
        elif thousands:
            cell.number_format = "#,##0"

    def _cell(
        self,
        row: int,
        column: int,
        value: Any,
        *,
        bold: bool = False,
        color: str | None = None,
        size: int = 11,
        fill: str | None = None,
        indent: int = 0,
        lined: bool = True,
        wrap: bool = True,
        center: bool = False,
    ) -> Any:
        cell = self.sheet.cell(row, column)
        _put(cell, value)
        cell.font = self.styles.Font(name="Calibri", size=size, bold=bold, color=color)
        vertical = "center" if center or not wrap else "top"
        cell.alignment = self.styles.Alignment(wrap_text=wrap, vertical=vertical, indent=indent, horizontal="left")
        if fill:
            cell.fill = self.styles.PatternFill("solid", fgColor=fill)
        if lined:
            side = self.styles.Side("thin", color=_LINE)
            cell.border = self.styles.Border(left=side, right=side, top=side, bottom=side)
        return cell


def _put(cell: Any, value: Any) -> None:
    """A value in a cell; text is always text, also where it starts with `=`."""
    if isinstance(value, str):
        text = _ILLEGAL.sub("", value)[:_MAX_LENGTH]
        if text:
            cell.value = text
            cell.data_type = "s"
    else:
        cell.value = value
