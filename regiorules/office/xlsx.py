"""
A book as an .xlsx file.

It needs openpyxl, so import it only where that is known to be installed.
"""

from __future__ import annotations

import errno
import io
import tempfile
import traceback
from collections.abc import Mapping
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.series import Series as BarSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.bound_dictionary import BoundDictionary
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension

from regiorules.errors import InputError, Place, Problem
from regiorules.messages.system import reason
from regiorules.office.computed import with_values
from regiorules.office.sheets import (
    DAY_NOUGHT,
    LINE,
    PORTRAIT,
    TABS,
    Area,
    Book,
    Cell,
    Chart,
    Choice,
    Days,
    Look,
    Series,
    Sheet,
    letters,
)
from regiorules.text import visible


class _GrowingRow(RowDimension):
    """A row with a height to begin with, which grows with what a person types; openpyxl's own rows are fixed."""

    customHeight = False  # noqa: N815 - its name in the format


def write_xlsx(book: Book) -> bytes:
    """The bytes of the file; raises InputError where the folder for temporary files is full."""
    made = Workbook()
    del made["Sheet"]
    for sheet in book.sheets:
        _draw(made.create_sheet(sheet.name), sheet, book)
    made.active = 0
    made.properties.title = visible(book.name)
    made.properties.creator = "RegioRules"
    values = {
        number: {
            f"{letters(column)}{row}": cell.value
            for (row, column), cell in sheet.cells.items()
            if cell.formula and not isinstance(cell.value, date)
        }
        for number, sheet in enumerate(book.sheets, 1)
    }
    return with_values(_saved(made), {number: found for number, found in values.items() if found})


def _saved(made: Any) -> bytes:
    out = io.BytesIO()
    try:
        made.save(out)
    except Exception as cause:  # each sheet goes through a file of openpyxl's own first: that disk may be full
        failed = _refusal(cause)
        if failed is None:
            raise
        traceback.clear_frames(cause.__traceback__)  # or what it had begun complains at the end of the process
        raise InputError([_unsaved(failed)]) from failed
    return out.getvalue()


def _unsaved(failed: OSError) -> Problem:
    try:
        return Problem("file_unwritable", {"why": reason(failed)}, Place(tempfile.gettempdir()))
    except FileNotFoundError:  # as Python looks for one by writing in it
        return Problem("scratch_missing")


def _draw(made: Any, sheet: Sheet, book: Book) -> None:
    """One sheet: what stands in it, and around it."""
    looks: dict[Look, Mapping[str, Any]] = {}
    for (row, column), cell in sheet.cells.items():
        _put(made.cell(row, column), cell, looks)
    for column, width in enumerate(sheet.columns, 1):
        made.column_dimensions[letters(column)].width = width
        made.column_dimensions[letters(column)].hidden = column in sheet.hidden_columns
    if sheet.hidden:
        made.sheet_state = "hidden"
        return
    _set_rows(made, sheet)
    _set_page(made, sheet)
    for choice in sheet.choices:
        made.add_data_validation(_validation(choice))
    for chart in sheet.charts:
        made.add_chart(_chart(chart, book), f"{letters(chart.column)}{chart.row}")


def _set_rows(made: Any, sheet: Sheet) -> None:
    made.row_dimensions = BoundDictionary("index", lambda: _GrowingRow(made))
    for row, height in sheet.heights.items():
        if row in sheet.fixed:
            made.row_dimensions[row] = RowDimension(made, index=row, ht=height)
        else:
            made.row_dimensions[row].ht = height
    for row, columns in sheet.spans.items():
        made.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    if sheet.freeze != (1, 1):
        made.freeze_panes = f"{letters(sheet.freeze[1])}{sheet.freeze[0]}"
    if sheet.repeated:
        made.print_title_rows = f"{sheet.repeated}:{sheet.repeated}"


def _set_page(made: Any, sheet: Sheet) -> None:
    made.sheet_properties.tabColor = TABS[sheet.kind]
    made.sheet_view.showGridLines = False
    made.page_setup.orientation = "portrait" if sheet.kind in PORTRAIT else "landscape"
    made.page_setup.paperSize = made.PAPERSIZE_A4
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.page_margins.left = made.page_margins.right = made.page_margins.top = 0.4
    made.oddFooter.left.text, made.oddFooter.right.text = "&A", "&P / &N"


def _put(made: Any, cell: Cell, looks: dict[Look, Mapping[str, Any]]) -> None:
    """A cell; text is always text, also where it starts with `=`."""
    if cell.formula:
        made.value = f"={cell.formula.with_areas(map(str, cell.formula.areas), ',')}"
    elif cell.value != "":
        made.value = cell.value
        if isinstance(cell.value, str):
            made.data_type = "s"
    if cell.look not in looks:
        looks[cell.look] = _look(cell.look)
    for name, value in looks[cell.look].items():
        setattr(made, name, value)


def _look(look: Look) -> Mapping[str, Any]:
    """The styles of a cell."""
    vertical, horizontal = "center" if look.middle else "top", "right" if look.right else "left"
    found: dict[str, Any] = {
        "font": Font(name="Calibri", size=look.size, bold=look.bold, color=look.color or None),
        "alignment": Alignment(wrap_text=look.wrap, vertical=vertical, indent=look.indent, horizontal=horizontal),
    }
    if look.fill:
        found["fill"] = PatternFill("solid", fgColor=look.fill)
    if look.lined:
        side = Side("thin", color=LINE)
        found["border"] = Border(left=side, right=side, top=side, bottom=side)
    return found | ({"number_format": look.shown} if look.shown else {})


def _validation(choice: Choice) -> DataValidation:
    rule = _days(choice.labels) if isinstance(choice.labels, Days) else _list(choice.labels)
    rule.allow_blank, rule.showErrorMessage = True, choice.refusal is not None
    rule.errorStyle = None if choice.strict else "warning"
    if choice.refusal:
        rule.errorTitle, rule.error = choice.refusal
    rule.add(":".join(choice.cells.corners).replace("$", ""))
    return rule


def _list(labels: Area) -> DataValidation:
    corners = labels.corners
    return DataValidation("list", f"{labels.quoted}!{corners[0]}:{corners[-1]}")  # a list of one is a range too


def _days(days: Days) -> DataValidation:
    first, last = (str((each - DAY_NOUGHT).days) for each in (days.first, days.last))
    return DataValidation("date", operator="between", formula1=first, formula2=last)


def _chart(chart: Chart, book: Book) -> BarChart:
    """Stacked bars, with the values that they have now for programs that work nothing out."""
    drawn = BarChart()
    drawn.type, drawn.grouping, drawn.overlap, drawn.gapWidth = "bar", "percentStacked", 100, 40
    drawn.title = chart.title
    drawn.width, drawn.height = chart.width, chart.height  # type: ignore[assignment]
    drawn.legend.position = "b"
    drawn.x_axis.scaling.orientation = "maxMin"  # the first label above, as in the table
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.majorGridlines, drawn.y_axis.number_format = None, "0%"
    labels = _labels(chart.labels, book)
    drawn.series = [_series(number, each, labels, book) for number, each in enumerate(chart.series)]
    return drawn


def _labels(area: Area, book: Book) -> AxDataSource:
    found = [StrVal(idx=at, v=str(value)) for at, value in enumerate(book.values(area))]
    return AxDataSource(strRef=StrRef(f=str(area), strCache=StrData(ptCount=len(found), pt=found)))


def _series(number: int, series: Series, labels: AxDataSource, book: Book) -> BarSeries:
    found = [NumVal(idx=at, v=str(value)) for at, value in enumerate(book.values(series.values))]
    cache = NumData(formatCode="General", ptCount=len(found), pt=found)
    values = NumDataSource(numRef=NumRef(f=str(series.values), numCache=cache))
    title = StrData(ptCount=1, pt=[StrVal(idx=0, v=str(book.values(series.heading)[0]))])
    name = SeriesLabel(strRef=StrRef(f=str(series.heading), strCache=title))
    look = GraphicalProperties(solidFill=series.color)
    return BarSeries(idx=number, order=number, tx=name, cat=labels, val=values, spPr=look)


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
