"""
Reading a workbook safely into plain cells: what is filled in, and where.

Macros, pictures and formulas are never run; of a formula the value that was saved with it counts.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Literal

from attrs import field

from regiorules.documents import MAX_VALUES, Scalar, read_bytes
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.values import clip
from regiorules.facts.workbook.layout import Column, openpyxl
from regiorules.facts.workbook.opendocument import OpenCell, TooManyCells, is_open_document, is_readable, read_sheets
from regiorules.frozen import frozen
from regiorules.office.sheets import letters
from regiorules.text import exact, fold, unmistakable

MAX_UNPACKED = 50_000_000
MAX_PARTS = 1_000
_MAX_ROWS = 2**20  # of the format itself
_MAX_COLUMNS = 64  # what stands further to the right isn't ours
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MERGED = re.compile(rb"""mergeCell\s[^>]*ref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
FAULTS = ("cell_formula", "cell_error")


@frozen
class Fault:
    """A cell without a usable value: `code` says what is wrong with it."""

    code: Literal["cell_formula", "cell_error"]
    text: str


@frozen
class Grid:
    """The filled cells of one sheet, by row and column from 1; faults are reported when they are read."""

    file: str
    title: str
    cells: dict[tuple[int, int], Any]
    problems: Problems
    merged: tuple[str, ...] = ()  # ranges of more than one row, as B5:B7
    _said: set[tuple[int, int]] = field(factory=set, eq=False)

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands."""
        return Place(self.file, cell=f"{self.title}!{letters(column)}{row}")

    def scalar(self, row: int, column: int | None) -> Scalar | None:
        """What a person wrote in a cell; None for nothing, or for a fault."""
        if column is None or (row, column) not in self.cells:
            return None
        value = self.cells[row, column]
        if isinstance(value, Fault):
            if (row, column) not in self._said:
                self._said.add((row, column))
                self.problems.add(value.code, self.place(row, column), value=clip(value.text))
            return None
        return Scalar(value, self.place(row, column))

    def text(self, row: int, column: int | None) -> str:
        """The text of a cell; empty for nothing."""
        found = self.scalar(row, column)
        return found.text if found else ""


@frozen
class Table:
    """A table in a sheet: its heading row, and the column in which each of its columns stands."""

    grid: Grid
    header: int
    columns: dict[str, int]

    def rows(self) -> Iterator[int]:
        """The rows under the heading in which something is filled in."""
        mine = set(self.columns.values())
        return iter(sorted({row for row, column in self.grid.cells if row > self.header and column in mine}))

    def scalar(self, row: int, name: str) -> Scalar | None:
        """What a person wrote in a column of a row."""
        return self.grid.scalar(row, self.columns.get(name))

    def text(self, row: int, name: str) -> str:
        """The text in a column of a row."""
        return self.grid.text(row, self.columns.get(name))

    def place(self, row: int, name: str) -> Place:
        """Where the cell in a column of a row stands; the first column where that one isn't there."""
        return self.grid.place(row, self.columns.get(name, 1))


def find_table(grid: Grid, columns: Sequence[Column]) -> Table | None:
    """The table with these columns, wherever they stand; None, and a problem, where a required one is missing."""
    best = Table(grid, 1, {})
    for row in sorted({row for row, _ in grid.cells}):
        found = _headings(grid, row, columns)
        if len(found) > len(best.columns):
            best = Table(grid, row, found)
        if all(each.id in best.columns for each in columns if each.required) and len(best.columns) > 1:
            break
    for each in columns:
        if each.required and each.id in best.columns:
            _check_merged(best, best.columns[each.id])
    missing = [each for each in columns if each.required and each.id not in best.columns]
    for each in missing:
        grid.problems.add("column_missing", grid.place(best.header, 1), name=each.label)
    return None if missing else best


def _check_merged(table: Table, column: int) -> None:
    """An answer in a cell that covers more than one row: which of them it answers can't be told."""
    for each in table.grid.merged:
        first, row = _corner(each)
        if first == column and row > table.header and (row, column) in table.grid.cells:
            table.grid.problems.add("cell_merged", table.grid.place(row, column), range=each)


def _corner(cells: str) -> tuple[int, int]:
    """The column and the row, from 1, of the first cell of a range."""
    name, row = re.fullmatch(r"([A-Z]+)(\d+):[A-Z]+\d+", cells).groups()  # type: ignore[union-attr]
    return sum((_LETTERS.index(each) + 1) * 26**power for power, each in enumerate(reversed(name))), int(row)


def has_headings(grid: Grid, columns: Sequence[Column]) -> bool:
    """True where all these columns stand in one row."""
    rows = {row for row, _ in grid.cells}
    return any(len(_headings(grid, row, columns)) == len(columns) for row in rows)


def _headings(grid: Grid, row: int, columns: Sequence[Column]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number in range(1, _MAX_COLUMNS + 1):
        value = grid.cells.get((row, number))
        for column in columns:
            if isinstance(value, str) and column.called(value):
                found.setdefault(column.id, number)
    return found


def read_grids(
    path: Path, wanted: Iterable[str], problems: Problems, *, peek: int = 0, skipped: Iterable[str] = ()
) -> tuple[Grid, ...]:
    """
    The sheets with these (folded) titles; with `peek` the others too, but only that number of rows from the top.

    Those that are `skipped` aren't read at all.

    Raises InputError where the file isn't a workbook, is damaged, or is too large.
    """
    content = read_bytes(path)
    check_archive(content, Place(str(path)))
    rows = _Rows(frozenset(wanted), peek, frozenset(skipped))
    read = _read_open if is_open_document(content) else partial(_read, openpyxl().load_workbook)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what openpyxl leaves out, which isn't ours
            found = read(content, rows)
    except (_TooMany, TooManyCells):
        raise InputError([Problem("too_many", {"limit": MAX_VALUES}, Place(str(path)))]) from None
    except Exception:  # whatever a damaged file makes openpyxl or the XML reader say
        raise InputError([Problem("workbook_broken", {}, Place(str(path)))]) from None
    return tuple(Grid(str(path), title, each.cells, problems, each.merged) for title, each in found.items())


@frozen
class _Sheet:
    """What stands in a sheet."""

    cells: dict[tuple[int, int], Any]
    merged: tuple[str, ...]


@frozen
class _Rows:
    """How many rows of a sheet are read."""

    wanted: frozenset[str]
    peek: int
    skipped: frozenset[str]

    def of(self, title: str) -> int:
        if fold(title) in self.skipped:
            return 0
        return _MAX_ROWS if fold(title) in self.wanted else self.peek


class _TooMany(Exception):
    pass


def check_archive(content: bytes, place: Place) -> None:
    """Raises InputError for what is no workbook, or one that would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        if content.startswith(b"PK"):  # cut short, or worse
            raise InputError([Problem("workbook_broken", {}, place)]) from None
        raise InputError([Problem("not_workbook", {}, place)]) from None
    size = sum(part.file_size for part in parts)
    if size > MAX_UNPACKED or len(parts) > MAX_PARTS:
        fields = {"size": f"{size / 1e6:.0f}", "limit": f"{MAX_UNPACKED / 1e6:.0f}"}
        raise InputError([Problem("workbook_too_large", fields, place)])
    is_xlsx = any("workbook" in part.filename.casefold() for part in parts)
    if not is_xlsx and not is_readable(content):  # a text document, say
        raise InputError([Problem("not_workbook", {}, place)])


def _read(load: Any, content: bytes, rows: _Rows) -> dict[str, _Sheet]:
    """The cells of the sheets; a second reading gives the saved values of formulas where there are any."""
    found = _cells(load(io.BytesIO(content), read_only=True, keep_links=False), rows)
    formulas = [(title, at) for title, each in found.items() for at, value in each.cells.items() if _is_formula(value)]
    if formulas:
        saved = _cells(load(io.BytesIO(content), read_only=True, keep_links=False, data_only=True), rows)
        for title, at in formulas:
            found[title].cells[at] = saved[title].cells.get(at, found[title].cells[at])
    return found


def _read_open(content: bytes, rows: _Rows) -> dict[str, _Sheet]:
    """The cells of the sheets of an .ods file."""
    sheets = read_sheets(content, rows.of, _MAX_COLUMNS, MAX_VALUES)
    return {
        each.title: _Sheet({at: _open_value(cell) for at, cell in each.cells.items()}, tuple(each.merged))
        for each in sheets
    }


def _open_value(cell: OpenCell) -> str | Fault:
    if cell.error:
        return Fault("cell_error", cell.value or "")
    return Fault("cell_formula", cell.formula.removeprefix("of:")) if cell.value is None else cell.value


def _is_formula(value: Any) -> bool:
    return isinstance(value, Fault) and value.code == "cell_formula"


def _cells(book: Any, rows: _Rows) -> dict[str, _Sheet]:
    found: dict[str, _Sheet] = {}
    count = 0
    for sheet in book.worksheets:
        if not rows.of(sheet.title):
            continue
        cells: dict[tuple[int, int], Any] = {}
        found[sheet.title] = _Sheet(cells, _merged(sheet))
        for row in sheet.iter_rows(max_row=rows.of(sheet.title), max_col=_MAX_COLUMNS):
            for cell in row:
                value = _value(cell) if cell.value is not None else None
                if value is not None:
                    count += 1
                    cells[cell.row, cell.column] = value
            if count > MAX_VALUES:
                raise _TooMany
    book.close()
    return found


def _merged(sheet: Any) -> tuple[str, ...]:
    """The merged ranges of more than one row, which openpyxl leaves out where it reads row by row."""
    with sheet.parent._archive.open(sheet._worksheet_path) as source:
        ranges = _MERGED.findall(source.read())
    return tuple((b"%b%b:%b%b" % each).decode() for each in ranges if each[1] != each[3])


def _value(cell: Any) -> str | Fault | None:
    """A cell as a person would have typed it in a region file; None for nothing."""
    value = cell.value
    if cell.data_type == "f":
        return Fault("cell_formula", str(getattr(value, "text", value)))
    if cell.data_type == "e":
        return Fault("cell_error", str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and "%" in (cell.number_format or ""):
        return f"{unmistakable(f'{(Decimal(repr(value)) * 100).normalize():f}')}%"  # as it is shown
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, float):
        return exact(value)
    if isinstance(value, datetime) and value == datetime.combine(value, datetime.min.time()):
        return value.date().isoformat()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).strip() or None
