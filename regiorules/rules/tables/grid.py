"""
Reading the file of a decision table, CSV, XLSX or ODS, into one grid of cells; each knows where it stands.

A CSV file may have commas, semicolons (as a Dutch spreadsheet program writes them) or tabs.  Its cells are named
as a spreadsheet names them: `B3`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any

from attrs import field

from regiorules.documents import MAX_VALUES, read_text
from regiorules.errors import Place, Problems, RegioRulesError
from regiorules.facts.csvtext import csv_text
from regiorules.facts.workbook.cells import Grid, read_grids
from regiorules.frozen import frozen
from regiorules.office.sheets import letters
from regiorules.patterns import pattern
from regiorules.rules.tables.sheets import chosen, dressed, looks
from regiorules.text import Near, fold

MARKS = ("→", "->", "=>")  # what a conclusion begins with in a header
_SAID = pattern(r"(?:(?P<then>dan|then)|als|if)\b[: ] ?(?P<rest>.+)", re.IGNORECASE)
_UNSEEN = str.maketrans({"\u200b": None, "\u2060": None, "\ufeff": None, "\xad": None})
_SHEETS = (".xlsx", ".ods")


@frozen
class PlainGrid(Grid):
    """The cells of a CSV file: a sheet without a name."""

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands."""
        return Place(self.file, cell=f"{letters(column)}{row}")


@frozen
class TableGrid(Grid):
    """
    The cells of a decision table, counted from its header; each keeps its place in the sheet.

    `hidden` are the rows and columns that a person doesn't see; `left_out` the rows that are no rules: struck through,
    a heading, or a note under the table.
    """

    sheet: Grid = field(kw_only=True)
    corner: tuple[int, int] = field(kw_only=True)
    hidden: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands in the sheet."""
        return self.sheet.place(row + self.corner[0], column + self.corner[1])


@frozen
class _Dress:
    """What the look of a sheet says of its rows."""

    grouping: frozenset[int] = frozenset()
    headings: Set[int] = frozenset()
    out: Set[int] = frozenset()
    hidden: tuple[str, ...] = ()


def marked(title: str) -> tuple[str, str]:
    """The arrow in a header (or `dan`), if any, and the rest of it, without `als`."""
    text = " ".join(title.split())
    mark = next((mark for mark in MARKS if text.startswith(mark)), "")
    found = None if mark else _SAID.fullmatch(text)
    if found:
        return ("→" if found["then"] else ""), found["rest"]
    return mark, text.removeprefix(mark).strip()


def read_grid(path: Path, sheet: str, problems: Problems) -> TableGrid | None:
    """
    The cells of a file, or of a sheet of it (by default the first that isn't hidden); None where it can't be read.

    Then `problems` says why: it is of another kind, it is damaged or too large, or openpyxl isn't installed.
    """
    before = len(problems.found)
    try:
        workbook = path.suffix.lower() in _SHEETS
        found, dress = _workbook(path, sheet, problems) if workbook else (_csv(path, problems), _Dress())
    except RegioRulesError as error:
        for problem in error.problems:
            problems.add(problem.code, problem.place if problem.place.file else Place(str(path)), **problem.fields)
        return None
    return _table(found, dress) if found and len(problems.found) == before else None


def _table(grid: Grid, dress: _Dress) -> TableGrid:
    """The table in a sheet: without what stands above it, the margin at its left, and notes under it."""
    seen = {at: value.translate(_UNSEEN) if isinstance(value, str) else value for at, value in grid.cells.items()}
    rows = _by_row(seen)
    top = _top(rows, dress)
    corner = (top - 1, min((at for row, at in seen if row >= top), default=1) - 1)
    below = {row: cells for row, cells in rows.items() if row > top}
    out = {row for row in dress.headings if row > top} | _notes(rows.get(top, {}), below)
    cells = {
        (row - corner[0], at - corner[1]): value for (row, at), value in seen.items() if row >= top and row not in out
    }
    left_out = tuple(map(str, sorted(out | {row for row in dress.out if row > top})))
    return TableGrid(
        grid.file, grid.title, cells, grid.problems, sheet=grid, corner=corner, hidden=dress.hidden, left_out=left_out
    )


def _by_row(cells: Mapping[tuple[int, int], Any]) -> dict[int, dict[int, str]]:
    """What stands in each row in which something does, by column."""
    rows: dict[int, dict[int, str]] = {}
    for (row, at), value in sorted(cells.items()):
        rows.setdefault(row, {})[at] = str(value)
    return rows


def _top(rows: Mapping[int, Mapping[int, str]], dress: _Dress) -> int:
    """
    The row of the header: the first with a conclusion, where only titles stand above it.

    A title is a row that says one thing, or one with a cell over several columns, or what an empty row sets apart.
    """
    top = next((row for row, said in rows.items() if _concludes(said)), 1)
    row = top - 1
    while row in rows:
        if len({*rows[row].values()}) > 1 and row not in dress.grouping:
            return 1
        row -= 1
    return top


def _concludes(said: Mapping[int, str]) -> bool:
    """True for a row with an arrow in it, or with `dan` beside other things."""
    arrows = any(each.startswith(MARKS) for each in said.values())
    return arrows or (len({*said.values()}) > 1 and any(marked(each)[0] for each in said.values()))


def _notes(header: Mapping[int, str], rows: Mapping[int, Mapping[int, str]]) -> set[int]:
    """The rows under a table, apart from it by an empty row, that say one thing and conclude nothing."""
    answers = {at for at, title in header.items() if marked(title)[0]}
    found: set[int] = set()
    for row in sorted(rows, reverse=True):
        if answers & rows[row].keys() or len({*rows[row].values()}) > 1:
            break
        found.add(row)
    first = next((row for row in sorted(found) if row - 1 not in rows), None)
    return {row for row in found if first is not None and row >= first}


def _workbook(path: Path, sheet: str, problems: Problems) -> tuple[Grid | None, _Dress]:
    read_grids(path, (), problems)  # refuses what isn't a workbook, or is too large, before it is opened
    sheets = looks(path)
    look = chosen(sheets, sheet)
    if look is None:
        near = Near(sheet, [each.title for each in sheets])
        problems.add("sheet_missing", Place(str(path)), name=sheet, suggestion=near)
        return None, _Dress()
    grid = next(iter(read_grids(path, {fold(look.title)}, problems)))
    out, headings = dressed(look, grid)
    return grid, _Dress(look.grouping, headings, out, look.hidden)


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
