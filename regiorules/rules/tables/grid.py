"""
Reading the file of a decision table, CSV or XLSX, into one grid of cells; each knows where it stands.

A CSV file may have commas or (as a Dutch spreadsheet program writes them) semicolons.  Its cells are named
as a spreadsheet names them: `B3`.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from attrs import frozen

from regiorules.documents import MAX_VALUES, read_text
from regiorules.errors import Place, Problems, RegioRulesError
from regiorules.facts.workbook.cells import Grid, letters, read_grids
from regiorules.facts.workbook.layout import openpyxl
from regiorules.text import fold, nearest

_LOOKED_AT = 5_000  # characters of a line; what the csv module takes for one cell is limited


@frozen
class PlainGrid(Grid):
    """The cells of a CSV file: a sheet without a name."""

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands."""
        return Place(self.file, cell=f"{letters(column)}{row}")


def read_grid(path: Path, sheet: str, problems: Problems) -> Grid | None:
    """
    The cells of a file, or of a sheet of it (by default the first); None where it can't be read.

    Then `problems` says why: it isn't CSV or XLSX, it is damaged or too large, or openpyxl isn't installed.
    """
    try:
        return _workbook(path, sheet, problems) if path.suffix.lower() == ".xlsx" else _csv(path, problems)
    except RegioRulesError as error:
        for problem in error.problems:
            problems.add(problem.code, problem.place if problem.place.file else Place(str(path)), **problem.fields)
        return None


def _workbook(path: Path, sheet: str, problems: Problems) -> Grid | None:
    read_grids(path, (), problems)  # refuses what isn't a workbook, or is too large, before it is opened
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what openpyxl leaves out, which isn't ours
        book = openpyxl().load_workbook(path, read_only=True, keep_links=False)
        titles = [each.title for each in book.worksheets]
        book.close()
    wanted = fold(sheet or next(iter(titles), ""))
    found = next(iter(read_grids(path, {wanted}, problems)), None)
    if found is None:
        problems.add("sheet_missing", Place(str(path)), name=sheet, suggestion=nearest(sheet, titles))
    return found


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
    lines = list(io.StringIO(text, newline=""))
    delimiter = _delimiter(lines)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number, begin = 1, 0
    try:
        for row in reader:
            yield row
            number, begin = number + 1, reader.line_num
    except csv.Error:
        grid.problems.add("table_quote", grid.place(number, _unreadable("".join(lines[begin:]), delimiter)))


def _delimiter(lines: Iterable[str]) -> str:
    """What stands between the cells: a semicolon where the first row has one outside quotes."""
    start = (line[:_LOOKED_AT] for line in islice(lines, 20))
    return ";" if len(next(csv.reader(start, delimiter=";"), ())) > 1 else ","


def _unreadable(text: str, delimiter: str) -> int:
    """The number of the cell at which a row can't be read on: the first that no delimiter follows."""
    cell = re.compile(rf'(?:"(?:[^"]|"")*"|[^"{delimiter}\r\n][^{delimiter}\r\n]*)?{delimiter}')
    number, at = 1, 0
    while found := cell.match(text, at):
        number, at = number + 1, found.end()
    return number
