"""
What stands in a workbook and isn't the questionnaire's: it would be lost where the questionnaire is written anew.

What is the questionnaire's: the cells that are read, and the texts that are written in either language, wherever they
were moved to.  All else was put there by a person: sheets, cells, comments, pictures and charts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import frozen

from regiorules.documents import read_bytes
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.vocabulary import Vocabulary
from regiorules.facts.workbook import layout
from regiorules.facts.workbook.cells import Grid, Table, find_table, letters
from regiorules.facts.workbook.found import find_sheets
from regiorules.facts.workbook.instructions import first_labels
from regiorules.facts.workbook.layout import Column, record_columns, records_key, records_of, sheet_titles
from regiorules.facts.workbook.writer import workbook_content
from regiorules.text import LANGUAGES, fold, listing

_ID = {layout.FACTS: "fact", layout.PARAMETERS: "parameter"}  # the column that says which row is ours
_READ = {layout.FACTS: ("answer", "source", "note"), layout.PARAMETERS: ("value",)}  # of any other row
_NOT_OF_AN_OPTION = ("help", "source", "note", "note_nl", "note_en")  # neither written nor read in its row
_OWN_FILL = ("D9E4F2", "1F3A5F")  # of the heading of a group, and of a column: also where its text has changed since
_HEADER = 4  # of a list


def check_foreign(path: Path, vocabulary: Vocabulary) -> None:
    """Raises InputError with everything in a workbook, that could be read, which its update would lose."""
    grids = {grid.title: (key, grid) for key, grid in find_sheets(path, vocabulary, Problems()).items()}
    ours = _Ours.of(vocabulary)
    book = layout.openpyxl().load_workbook(io.BytesIO(read_bytes(path)), read_only=True, keep_links=False)
    problems = Problems()
    try:
        for sheet in book.worksheets:
            if sheet.title in grids:
                _check_cells(sheet, *grids[sheet.title], ours, problems)
                _check_drawn(sheet, str(path), problems)
            elif _is_filled(sheet) or any(_drawn(sheet)):
                problems.add("sheet_foreign", Place(str(path), cell=f"{sheet.title}!A1"), name=sheet.title)
        for sheet in book.chartsheets:
            problems.add("sheet_foreign", Place(str(path), cell=f"{sheet.title}!A1"), name=sheet.title)
    except Exception:  # whatever a damaged part that isn't an answer makes openpyxl or the XML reader say
        raise InputError([Problem("workbook_broken", {}, Place(str(path)))]) from None
    finally:
        book.close()
    problems.stop(InputError)


@frozen
class _Ours:
    """What the questionnaire writes when it is empty: by sheet the texts, and the cells that they stand in."""

    texts: Mapping[str, set[str]]
    cells: Mapping[str, set[tuple[int, int]]]
    labels: set[str]  # on the first sheet, with something of ours or an answer to the right of it
    columns: Mapping[str, tuple[Column, ...]]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> _Ours:
        texts: dict[str, set[str]] = {}
        cells: dict[str, set[tuple[int, int]]] = {}
        labels = set(map(fold, first_labels()))
        texts[layout.START] = set(labels)
        for language in LANGUAGES:
            keys = {title: key for key, title in sheet_titles(vocabulary, language).items()}
            content = io.BytesIO(workbook_content(vocabulary, None, language))
            for sheet in layout.openpyxl().load_workbook(content, read_only=True).worksheets:
                key, found = (
                    keys[sheet.title],
                    {(each.row, each.column): fold(str(each.value)) for each in _filled(sheet)},
                )
                texts.setdefault(key, set()).update(found.values())
                cells.setdefault(key, set()).update(found)
                if key == layout.START:
                    labels |= {text for (row, column), text in found.items() if (row, column + 1) in found}
        columns: dict[str, tuple[Column, ...]] = {
            records_key(fact): record_columns(fact) for fact in records_of(vocabulary)
        }
        columns |= {
            layout.FACTS: layout.FACT_COLUMNS,
            layout.SOURCES: layout.SOURCE_COLUMNS,
            layout.PARAMETERS: layout.PARAMETER_COLUMNS,
        }
        return cls(texts, cells, labels, columns)

    def is_fixed(self, key: str, grid: Grid, cell: Any) -> bool:
        """True for what stands beside tables."""
        if fold(str(cell.value)) in self.texts[key]:
            return True
        beside = fold(str(grid.cells.get((cell.row, cell.column - 1), "")))
        at_its_place = (cell.row, cell.column) in self.cells[key]
        return at_its_place or (key == layout.START and beside in self.labels)

    def is_in_table(self, key: str, table: Table, cell: Any) -> bool:
        """True for a cell of a table that is read, or that was written."""
        name = next((each for each, column in table.columns.items() if column == cell.column), "")
        if not name or key not in _ID or cell.row == table.header:
            return bool(name)
        if fold(str(cell.value)) in self.texts[key]:
            return True
        if table.text(cell.row, _ID[key]):
            return not (table.text(cell.row, "option") and name in _NOT_OF_AN_OPTION)
        return name in _READ[key] or (name == "question" and _has_own_fill(cell))


def _check_cells(sheet: Any, key: str, grid: Grid, ours: _Ours, problems: Problems) -> None:
    """One problem for each column with cells of a person's own."""
    if key == layout.LISTS:
        return
    table = find_table(grid, ours.columns[key]) if key in ours.columns else None
    foreign: dict[int, list[int]] = {}
    for cell in _filled(sheet):
        if table and cell.row >= table.header:
            mine = ours.is_in_table(key, table, cell)
        else:
            mine = ours.is_fixed(key, grid, cell)
        if not mine:
            foreign.setdefault(cell.column, []).append(cell.row)
    for column, rows in foreign.items():
        cells = listing(f"{letters(column)}{row}" for row in rows)
        problems.add("cells_foreign", grid.place(rows[0], column), cells=cells)


def _check_drawn(sheet: Any, file: str, problems: Problems) -> None:
    for code, cell in dict.fromkeys(_drawn(sheet)):
        problems.add(code, Place(file, cell=f"{sheet.title}!{cell}"))


def _filled(sheet: Any) -> Iterator[Any]:
    """The cells of a sheet, of any size, in which something stands."""
    sheet.reset_dimensions()  # as they are said to be may be far too large
    for row in sheet.iter_rows():
        yield from (cell for cell in row if cell.value is not None and str(cell.value).strip())


def _is_filled(sheet: Any) -> bool:
    """True for a sheet with something on it; a list of ours that isn't asked any more, not filled in, has nothing."""
    cells = list(_filled(sheet))
    headings = [cell for cell in cells if cell.row == _HEADER]
    own = bool(headings) and all(map(_has_own_fill, headings)) and all(cell.row <= _HEADER for cell in cells)
    return bool(cells) and not own


def _has_own_fill(cell: Any) -> bool:
    return str(cell.fill.fgColor.rgb).endswith(_OWN_FILL)


def _drawn(sheet: Any) -> Iterator[tuple[str, str]]:
    """The code of a problem and the cell of every comment, picture and chart; openpyxl doesn't read all of those."""
    relations: Any = import_module("openpyxl.packaging.relationship")
    fromstring: Any = import_module("openpyxl.xml.functions").fromstring
    archive = sheet.parent._archive
    rels = relations.get_rels_path(sheet._worksheet_path)
    for each in relations.get_dependents(archive, rels) if rels in archive.namelist() else ():
        kind = each.Type.rpartition("/")[2]
        if kind == "comments":
            tree = fromstring(archive.read(each.target))
            yield from (("comment_foreign", part.get("ref", "A1")) for part in tree.iter() if _tag(part) == "comment")
        elif kind == "drawing":
            tree = fromstring(archive.read(each.target))
            yield from (("drawing_foreign", _corner(part)) for part in tree.iter() if _tag(part).endswith("Anchor"))


def _tag(part: Any) -> str:
    return str(part.tag).rpartition("}")[2]


def _corner(anchor: Any) -> str:
    """The cell in which a picture begins; the first of the sheet for one that doesn't hang on a cell."""
    start = next((part for part in anchor if _tag(part) == "from"), ())
    at = {_tag(part): int(part.text) for part in start}
    return f"{letters(at.get('col', 0) + 1)}{at.get('row', 0) + 1}"
