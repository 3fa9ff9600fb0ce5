"""All that stands in a workbook, ours or a person's: cells with the colour behind them, and what is drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Literal

from regiorules.documents import MAX_VALUES
from regiorules.facts.workbook import layout
from regiorules.facts.workbook.opendocument import is_open_document, read_sheets
from regiorules.frozen import frozen
from regiorules.office.sheets import letters

_EVERYTHING = 2**20  # rows of a sheet, and more columns than there are


@frozen
class Filled:
    """A cell in which something stands; `fill` ends in the colour behind it, as RRGGBB."""

    row: int
    column: int
    text: str
    fill: str = ""
    formula: bool = False


@frozen
class Drawn:
    """What is drawn on a sheet, and the cell where it begins."""

    kind: Literal["comment", "picture", "chart"]
    cell: str


@frozen
class Contents:
    """What stands on a sheet; one that is nothing but a chart has that alone."""

    title: str
    cells: tuple[Filled, ...]
    drawn: tuple[Drawn, ...]


def contents_of(content: bytes) -> Iterator[Contents]:
    """The contents of every sheet; raises whatever a damaged file makes its reader say."""
    return _in_open_document(content) if is_open_document(content) else _in_xlsx(content)


def _in_open_document(content: bytes) -> Iterator[Contents]:
    for sheet in read_sheets(content, lambda title: _EVERYTHING, _EVERYTHING, MAX_VALUES):
        cells = (
            Filled(row, column, cell.value or cell.formula, cell.fill, bool(cell.formula))
            for (row, column), cell in sorted(sheet.cells.items())
        )
        drawn = [Drawn("comment", cell) for cell in sheet.comments]
        drawn += [Drawn("picture", cell) for cell in sheet.pictures]
        drawn += [Drawn("chart", cell) for cell in sheet.charts]
        yield Contents(sheet.title, tuple(cells), tuple(drawn))


def _in_xlsx(content: bytes) -> Iterator[Contents]:
    book = layout.openpyxl().load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            yield Contents(sheet.title, tuple(_filled(sheet)), tuple(_drawn(sheet)))
        for sheet in book.chartsheets:
            yield Contents(sheet.title, (), (Drawn("chart", "A1"),))
    finally:
        book.close()


def _filled(sheet: Any) -> Iterator[Filled]:
    """The cells of a sheet, of any size, in which something stands."""
    sheet.reset_dimensions()  # as they are said to be may be far too large
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and str(cell.value).strip():
                fill = str(cell.fill.fgColor.rgb)
                yield Filled(cell.row, cell.column, str(cell.value), fill, cell.data_type == "f")


def _drawn(sheet: Any) -> Iterator[Drawn]:
    """Every comment, picture and chart; openpyxl doesn't read all of those."""
    relations: Any = import_module("openpyxl.packaging.relationship")
    fromstring: Any = import_module("openpyxl.xml.functions").fromstring
    archive = sheet.parent._archive
    rels = relations.get_rels_path(sheet._worksheet_path)
    for each in relations.get_dependents(archive, rels) if rels in archive.namelist() else ():
        kind = each.Type.rpartition("/")[2]
        if kind == "comments":
            tree = fromstring(archive.read(each.target))
            yield from (Drawn("comment", part.get("ref", "A1")) for part in tree.iter() if _tag(part) == "comment")
        elif kind == "drawing":
            tree = fromstring(archive.read(each.target))
            yield from (_anchored(part) for part in tree.iter() if _tag(part).endswith("Anchor"))


def _anchored(anchor: Any) -> Drawn:
    """A picture or a chart in the cell where it begins; the first of the sheet where it doesn't hang on a cell."""
    start = next((part for part in anchor if _tag(part) == "from"), ())
    at = {_tag(part): int(part.text) for part in start}
    is_chart = any(_tag(part) == "graphicFrame" for part in anchor)
    return Drawn("chart" if is_chart else "picture", f"{letters(at.get('col', 0) + 1)}{at.get('row', 0) + 1}")


def _tag(part: Any) -> str:
    return str(part.tag).rpartition("}")[2]
