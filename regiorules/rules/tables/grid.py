"""
Reading the file of a decision table, CSV or XLSX, into one grid of cells; each knows where it stands.

A CSV file may have commas, semicolons (as a Dutch spreadsheet program writes them) or tabs.  Its cells are named
as a spreadsheet names them: `B3`.
"""

from __future__ import annotations

import csv
import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from attrs import field, frozen

from regiorules.documents import MAX_VALUES, read_text
from regiorules.errors import InputError, Place, Problem, Problems, RegioRulesError
from regiorules.facts.csvtext import csv_text
from regiorules.facts.values import clip
from regiorules.facts.workbook.cells import Grid, read_grids
from regiorules.facts.workbook.layout import openpyxl
from regiorules.office.sheets import letters
from regiorules.text import Near, fold

MARKS = ("→", "->", "=>")  # what a conclusion begins with in a header


@frozen
class PlainGrid(Grid):
    """The cells of a CSV file: a sheet without a name."""

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands."""
        return Place(self.file, cell=f"{letters(column)}{row}")


@frozen
class _Within(Grid):
    """A table that doesn't begin at the edge of its sheet, counted from its header; its cells keep their places."""

    sheet: Grid = field(kw_only=True)
    corner: tuple[int, int] = field(kw_only=True)

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands in the sheet."""
        return self.sheet.place(row + self.corner[0], column + self.corner[1])


def read_grid(path: Path, sheet: str, problems: Problems) -> Grid | None:
    """
    The cells of a file, or of a sheet of it (by default the first); None where it can't be read.

    Then `problems` says why: it isn't CSV or XLSX, it is damaged or too large, or openpyxl isn't installed.
    """
    try:
        found = _workbook(path, sheet, problems) if path.suffix.lower() == ".xlsx" else _csv(path, problems)
        return found and _from_header(found)
    except RegioRulesError as error:
        for problem in error.problems:
            problems.add(problem.code, problem.place if problem.place.file else Place(str(path)), **problem.fields)
        return None


def _from_header(grid: Grid) -> Grid:
    """The table without titles above it (a row that says one thing) and without the margin at its left."""
    rows: dict[int, set[str]] = {}
    for (row, _), value in sorted(grid.cells.items()):
        rows.setdefault(row, set()).add(str(value))
    top = next((row for row, said in rows.items() if any(each.startswith(MARKS) for each in said)), 1)
    if any(len(said) > 1 for row, said in rows.items() if row < top):
        return grid
    left = min((column for row, column in grid.cells if row >= top), default=1)
    if (top, left) == (1, 1):
        return grid
    cells = {(row - top + 1, at - left + 1): value for (row, at), value in grid.cells.items() if row >= top}
    return _Within(grid.file, grid.title, cells, grid.problems, sheet=grid, corner=(top - 1, left - 1))


def _workbook(path: Path, sheet: str, problems: Problems) -> Grid | None:
    read_grids(path, (), problems)  # refuses what isn't a workbook, or is too large, before it is opened
    book = _opened(path)
    titles = [each.title for each in book.worksheets]
    wanted = fold(sheet or next(iter(titles), ""))
    found = next(iter(read_grids(path, {wanted}, problems)), None)
    if found is None:
        problems.add("sheet_missing", Place(str(path)), name=sheet, suggestion=Near(sheet, titles))
        return None
    _spread(found, book[found.title].merged_cells.ranges)
    return found


def _opened(path: Path) -> Any:
    """The whole workbook: what is merged or hidden in it isn't known while it is read cell by cell."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what openpyxl leaves out, which isn't ours
            return openpyxl().load_workbook(path, keep_links=False)
    except Exception as cause:  # whatever a damaged file makes openpyxl or the XML reader say
        why = clip(str(cause)) or type(cause).__name__
        raise InputError([Problem("workbook_broken", {"why": why}, Place(str(path)))]) from None


def _spread(grid: Grid, merged: Iterable[Any]) -> None:
    """A merged cell counts for every row and column that it spans, as far as the table goes."""
    rows, columns = (sorted({at[side] for at in grid.cells}) for side in (0, 1))
    for each in merged:
        value = grid.cells.get((each.min_row, each.min_col))
        if value is not None:
            spanned = product(_between(rows, each.min_row, each.max_row), _between(columns, each.min_col, each.max_col))
            grid.cells.update(dict.fromkeys(spanned, value))


def _between(numbers: Sequence[int], first: int, last: int) -> Sequence[int]:
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


def hidden_parts(path: Path, sheet: str) -> tuple[str, ...]:
    """The numbers of the rows and the letters of the columns that are hidden in a sheet of a workbook that was read."""
    book = _opened(path)
    found = next((each for each in book.worksheets if fold(each.title) == fold(sheet)), book.worksheets[0])
    rows = [str(number) for number, each in sorted(found.row_dimensions.items()) if each.hidden]
    spans = [(each.min, each.max) for each in found.column_dimensions.values() if each.hidden]
    columns = sorted({at for first, last in spans for at in range(first, min(last, found.max_column) + 1)})
    return (*rows, *map(letters, columns))


def _csv(path: Path, problems: Problems) -> Grid | None:
    text = read_text(path)
    grid = PlainGrid(str(path), "", {}, problems)
    before = len(problems.found)
    for number, row in enumerate(_rows(text, grid), 1):
        grid.cells.update({(number, at): value.strip() for at, value in enumerate(row, 1) if value.strip()})
        if len(grid.cells) > MAX_VALUES:
            problems.add("too_many", Place(str(path)), limit=MAX_VALUES)
            return None
    return grid if len(problems.found) == before else None


def _rows(text: str, grid: Grid) -> Iterator[list[str]]:
    """The rows, as a spreadsheet program counts them; a quote that isn't closed ends them, and is a problem."""
    found = csv_text(text)
    reader = csv.reader(found.lines, delimiter=found.delimiter, strict=True)
    number, begin = 1, 0
    try:
        for row in reader:
            yield row
            number, begin = number + 1, reader.line_num
    except csv.Error:
        grid.problems.add("table_quote", grid.place(number, _unreadable("".join(found.lines[begin:]), found.delimiter)))


def _unreadable(text: str, delimiter: str) -> int:
    """The number of the cell at which a row can't be read on: the first that no delimiter follows."""
    cell = re.compile(rf'(?:"(?:[^"]|"")*"|[^"{delimiter}\r\n][^{delimiter}\r\n]*)?{delimiter}')
    number, at = 1, 0
    while found := cell.match(text, at):
        number, at = number + 1, found.end()
    return number
