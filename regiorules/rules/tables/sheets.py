"""
How a table looks in the sheet of a workbook, as far as that says something: what is merged, hidden or struck through.

Read of .xlsx and .ods alike; what is hidden counts, what is struck through isn't in force.
"""

from __future__ import annotations

import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from regiorules.documents import MAX_VALUES, read_bytes
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.values import clip
from regiorules.facts.workbook.cells import Grid
from regiorules.facts.workbook.layout import openpyxl
from regiorules.facts.workbook.opendocument import OpenSheet, is_open_document, read_sheets
from regiorules.frozen import frozen
from regiorules.office.sheets import letters
from regiorules.text import fold

_EVERYTHING = 2**20
_COLUMNS = 64  # as many as are read of a sheet


@frozen
class Span:
    """Cells that are merged into one: the first and the last row and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int


@frozen
class Look:
    """The look of one sheet; `shown` is False for a sheet that is hidden itself."""

    title: str
    shown: bool
    merged: tuple[Span, ...]
    rows: tuple[int, ...]  # hidden ones
    columns: tuple[int, ...]  # hidden ones
    struck: frozenset[tuple[int, int]]

    @property
    def hidden(self) -> tuple[str, ...]:
        """The numbers of the rows and the letters of the columns that are hidden."""
        return (*map(str, self.rows), *map(letters, self.columns))

    @property
    def grouping(self) -> frozenset[int]:
        """The rows in which a cell stands above several columns."""
        return frozenset(each.top for each in self.merged if each.right > each.left)

    def headings(self, cells: Iterable[tuple[int, int]]) -> set[int]:
        """The rows that are one merged cell, over all columns in which something stands."""
        columns = [column for _, column in cells]
        wide = [each for each in self.merged if each.top == each.bottom and each.left < each.right]
        return {each.top for each in wide if columns and each.left <= min(columns) and max(columns) <= each.right}

    def struck_rows(self, cells: Iterable[tuple[int, int]]) -> set[int]:
        """The rows of which all cells are struck through, but for those that are merged with other rows."""
        tall = {(each.top, each.left) for each in self.merged if each.bottom > each.top}
        own = {at for at in cells if at not in tall}
        return {row for row, _ in own & self.struck} - {row for row, _ in own - self.struck}


def spread(look: Look, cells: set[tuple[int, int]]) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    """Each first cell of what is merged with every cell that it covers, as far as the table goes."""
    rows, columns = (sorted({at[side] for at in cells}) for side in (0, 1))
    for each in look.merged:
        if (each.top, each.left) in cells:
            spanned = product(_between(rows, each.top, each.bottom), _between(columns, each.left, each.right))
            yield from (((each.top, each.left), at) for at in spanned)


def _between(numbers: Sequence[int], first: int, last: int) -> Sequence[int]:
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


def looks(path: Path) -> tuple[Look, ...]:
    """
    The look of every sheet of a workbook, in order.

    Raises InputError for a damaged one, and MissingExtra for .xlsx without openpyxl.
    """
    content = read_bytes(path)
    if is_open_document(content):
        sheets = read_sheets(content, lambda title: _EVERYTHING, _COLUMNS, MAX_VALUES)
        return tuple(map(_of_open, sheets))
    return tuple(map(_of_excel, _opened(path).worksheets))


def chosen(sheets: Sequence[Look], title: str) -> Look | None:
    """The sheet of that title; without one the first that isn't hidden.  None where there is none."""
    if title:
        return next((each for each in sheets if fold(each.title) == fold(title)), None)
    return next((each for each in sheets if each.shown), next(iter(sheets), None))


def dressed(look: Look, grid: Grid) -> tuple[set[int], set[int]]:
    """
    Gives what is merged to every cell that it covers, and takes out of the grid the rows that are no rules.

    Says which are struck through, and which are a heading.  A cell that is struck through in another row is a problem:
    what is meant by it can't be told.
    """
    out, headings = look.struck_rows(grid.cells), look.headings(grid.cells)
    covered = [*spread(look, set(grid.cells))]
    struck = look.struck.union(at for first, at in covered if first in look.struck)
    grid.cells.update({at: grid.cells[first] for first, at in covered})
    for at in sorted(struck.intersection(grid.cells)):
        if at[0] not in out:
            grid.problems.add("table_struck", grid.place(*at), value=clip(str(grid.cells[at])))
    for at in [each for each in grid.cells if each[0] in out]:
        del grid.cells[at]
    return out, headings


def _of_open(sheet: OpenSheet) -> Look:
    struck = frozenset(at for at, cell in sheet.cells.items() if cell.struck)
    merged = tuple(Span(*each) for each in sheet.spans)
    return Look(sheet.title, not sheet.hidden, merged, tuple(sheet.hidden_rows), tuple(sheet.hidden_columns), struck)


def _opened(path: Path) -> Any:
    """The whole workbook: what is merged or hidden in it isn't known while it is read cell by cell."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what openpyxl leaves out, which isn't ours
            return openpyxl().load_workbook(path, keep_links=False)
    except Exception as cause:  # whatever a damaged file makes openpyxl or the XML reader say
        why = clip(str(cause)) or type(cause).__name__
        raise InputError([Problem("workbook_broken", {"why": why}, Place(str(path)))]) from None


def _of_excel(sheet: Any) -> Look:
    merged = tuple(Span(each.min_row, each.min_col, each.max_row, each.max_col) for each in sheet.merged_cells.ranges)
    rows = tuple(number for number, each in sorted(sheet.row_dimensions.items()) if each.hidden)
    spans = [(each.min, each.max) for each in sheet.column_dimensions.values() if each.hidden]
    columns = tuple(sorted({at for first, last in spans for at in range(first, min(last, sheet.max_column) + 1)}))
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.value is not None and cell.font.strike)
    struck = frozenset((cell.row, cell.column) for cell in cells)
    return Look(sheet.title, sheet.sheet_state == "visible", merged, rows, columns, struck)
