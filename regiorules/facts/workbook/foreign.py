"""
What stands in a workbook and isn't the questionnaire's: it would be lost where the questionnaire is written anew.

What is the questionnaire's: the cells that are read, and the texts that are written in either language, wherever they
were moved to.  All else was put there by a person: sheets, cells, comments, pictures and charts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from regiorules.documents import read_bytes
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.vocabulary import Vocabulary
from regiorules.facts.workbook import layout
from regiorules.facts.workbook.cells import Grid, Table, find_table
from regiorules.facts.workbook.contents import Contents, Drawn, Filled, contents_of
from regiorules.facts.workbook.found import find_sheets
from regiorules.facts.workbook.instructions import first_labels
from regiorules.facts.workbook.layout import Column, record_columns, records_key, records_of, sheet_titles
from regiorules.facts.workbook.overview import COLUMNS, FIXED
from regiorules.facts.workbook.writer import questionnaire
from regiorules.frozen import frozen
from regiorules.office.sheets import letters
from regiorules.text import LANGUAGES, fold, listing

_ID = {layout.FACTS: "fact", layout.PARAMETERS: "parameter"}  # the column that says which row is ours
_READ = {layout.FACTS: ("answer", "source", "note"), layout.PARAMETERS: ("value",)}  # of any other row
_NOT_OF_AN_OPTION = ("help", "source", "note", "note_nl", "note_en")  # neither written nor read in its row
_OWN_FILL = ("D9E4F2", "1F3A5F")  # of the heading of a group, and of a column: also where its text has changed since
_HEADER = 4  # of a list


def check_foreign(path: Path, vocabulary: Vocabulary) -> None:
    """Raises InputError with everything in a workbook, that could be read, which its update would lose."""
    grids = {grid.title: (key, grid) for key, grid in find_sheets(path, vocabulary, Problems()).items()}
    overviews = {fold(layout.TITLES[layout.OVERVIEW].say(language)) for language in LANGUAGES}
    overviews -= set(map(fold, grids))
    ours = _Ours.of(vocabulary)
    problems = Problems()
    try:
        for sheet in contents_of(read_bytes(path)):
            if sheet.title in grids:
                _check_cells(sheet, *grids[sheet.title], ours, problems)
                _check_drawn(sheet.title, sheet.drawn, str(path), problems)
            elif fold(sheet.title) in overviews:
                _check_overview(sheet, Grid(str(path), sheet.title, {}, problems))
            elif _is_filled(sheet) or sheet.drawn:
                problems.add("sheet_foreign", Place(str(path), cell=f"{sheet.title}!A1"), name=sheet.title)
    except Exception:  # whatever a damaged part that isn't an answer makes openpyxl or the XML reader say
        raise InputError([Problem("workbook_broken", {}, Place(str(path)))]) from None
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
            for sheet in questionnaire(vocabulary, None, language).sheets:
                key = keys[sheet.name]
                found = {at: fold(str(each.value)) for at, each in sheet.cells.items() if each.value != ""}
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

    def is_fixed(self, key: str, grid: Grid, cell: Filled) -> bool:
        """True for what stands beside tables."""
        if fold(cell.text) in self.texts[key]:
            return True
        beside = fold(str(grid.cells.get((cell.row, cell.column - 1), "")))
        at_its_place = (cell.row, cell.column) in self.cells[key]
        return at_its_place or (key == layout.START and beside in self.labels)

    def is_in_table(self, key: str, table: Table, cell: Filled) -> bool:
        """True for a cell of a table that is read, or that was written."""
        name = next((each for each, column in table.columns.items() if column == cell.column), "")
        if not name or key not in _ID or cell.row == table.header:
            return bool(name)
        if fold(cell.text) in self.texts[key]:
            return True
        if table.text(cell.row, _ID[key]):
            return not (table.text(cell.row, "option") and name in _NOT_OF_AN_OPTION)
        return name in _READ[key] or (name == "question" and _has_own_fill(cell))


def _check_cells(sheet: Contents, key: str, grid: Grid, ours: _Ours, problems: Problems) -> None:
    """Names the cells of a person's own."""
    if key == layout.LISTS:
        return
    table = find_table(grid, ours.columns[key]) if key in ours.columns else None

    def is_mine(cell: Filled) -> bool:
        if table and cell.row >= table.header:
            return ours.is_in_table(key, table, cell)
        return ours.is_fixed(key, grid, cell)

    _name_cells((cell for cell in sheet.cells if not is_mine(cell)), grid, problems)


def _name_cells(cells: Iterable[Filled], grid: Grid, problems: Problems) -> None:
    """One problem for each column with cells of a person's own."""
    foreign: dict[int, list[int]] = {}
    for cell in cells:
        foreign.setdefault(cell.column, []).append(cell.row)
    for column, rows in foreign.items():
        shown = listing(f"{letters(column)}{row}" for row in rows)
        problems.add("cells_foreign", grid.place(rows[0], column), cells=shown)


def _check_overview(sheet: Contents, grid: Grid) -> None:
    """On the overview all rows with a formula are ours, its headings and texts, and one chart."""
    counted = {cell.row for cell in sheet.cells if cell.formula}
    texts = {fold(text.say(language)) for text in FIXED for language in LANGUAGES}
    others = (cell for cell in sheet.cells if not (cell.column <= COLUMNS and cell.row in counted))
    _name_cells(
        (cell for cell in others if fold(cell.text) not in texts and not _has_own_fill(cell)), grid, grid.problems
    )
    charts = [each for each in sheet.drawn if each.kind == "chart"]
    drawn = [each for each in sheet.drawn if each not in charts[:1]]
    _check_drawn(sheet.title, drawn, grid.file, grid.problems)


def _check_drawn(title: str, drawn: Iterable[Drawn], file: str, problems: Problems) -> None:
    for each in dict.fromkeys(drawn):
        code = "comment_foreign" if each.kind == "comment" else "drawing_foreign"
        problems.add(code, Place(file, cell=f"{title}!{each.cell}"))


def _is_filled(sheet: Contents) -> bool:
    """True for a sheet with something on it; a list of ours that isn't asked any more, not filled in, has nothing."""
    headings = [cell for cell in sheet.cells if cell.row == _HEADER]
    own = bool(headings) and all(map(_has_own_fill, headings)) and all(cell.row <= _HEADER for cell in sheet.cells)
    return bool(sheet.cells) and not own


def _has_own_fill(cell: Filled) -> bool:
    return cell.fill.endswith(_OWN_FILL)
