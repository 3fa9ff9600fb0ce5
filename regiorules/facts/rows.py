"""The rows of a table in a file of any kind: CSV, XLSX or JSON; the first is the one with the names of the columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from regiorules.documents import Mapping, Node, Scalar, Sequence, read_document, read_text
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.values import is_unknown
from regiorules.frozen import frozen

_ALL = 2**20  # rows of a sheet


@frozen
class Row:
    """The text of each cell, with the line of the file (or the row of the sheet, from 1) and its place."""

    cells: tuple[str, ...]
    line: int
    place: Place


def table_rows(path: Path, problems: Problems) -> Iterator[Row]:
    """
    The rows in which something is filled in; what can't be read of a row goes on the list.

    Raises InputError for a file that can't be read at all, and MissingExtra for XLSX without openpyxl.
    """
    kinds = {".xlsx": _in_sheet, ".json": _in_json}
    rows = kinds.get(path.suffix.lower(), _in_csv)(path, problems)
    return (row for row in rows if any(cell.strip() for cell in row.cells))


def _in_csv(path: Path, problems: Problems) -> Iterator[Row]:
    import csv

    from regiorules.facts.csvtext import csv_text

    text = csv_text(read_text(path))
    lines = csv.reader(text.lines, delimiter=text.delimiter)
    try:
        for cells in lines:
            line = lines.line_num + text.skipped
            yield Row(tuple(cells), line, Place(str(path), line, 1))
    except csv.Error:
        problems.add("csv_broken", Place(str(path), lines.line_num + text.skipped, 1))


def _in_sheet(path: Path, problems: Problems) -> Iterator[Row]:
    """Those of the first sheet in which something stands."""
    from regiorules.facts.workbook.cells import read_grids

    for grid in read_grids(path, (), problems, peek=_ALL):
        width = max((column for _, column in grid.cells), default=0)
        for row in sorted({row for row, _ in grid.cells}):
            yield Row(tuple(grid.text(row, column) for column in range(1, width + 1)), row, grid.place(row, 1))
        if width:
            return


def _in_json(path: Path, problems: Problems) -> Iterator[Row]:
    """A list of objects: their keys are the columns, and what an object leaves out is an empty cell."""
    node = read_document(path, problems=problems)
    if not isinstance(node, Sequence):
        raise InputError([Problem("expected_list", {}, node.place)])
    heads = tuple(dict.fromkeys(name for each in node.items if isinstance(each, Mapping) for name in each.entries))
    yield Row(heads, node.place.line, node.place)
    for each in node.items:
        if isinstance(each, Mapping):
            cells = tuple(_text(each.entries.get(name), name, problems) for name in heads)
            yield Row(cells, each.place.line, each.place)
        else:
            problems.add("expected_mapping", each.place)


def _text(node: Node | None, name: str, problems: Problems) -> str:
    """The text of a value; nothing for null."""
    if node is None or (isinstance(node, Scalar) and is_unknown(node, quoted=False)):
        return ""
    if not isinstance(node, Scalar):
        problems.add("expected_text", node.place, name)
        return ""
    return node.text
