"""From a filled-in workbook to a region: the cells become a document, and that is read like any region file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from pathlib import Path

from regiorules.documents import Mapping, Node, Scalar, Sequence
from regiorules.errors import NOWHERE, InputError, Place, Problems
from regiorules.facts.profiles import Profile
from regiorules.facts.region import Region, region_of
from regiorules.facts.values import is_unknown
from regiorules.facts.vocabulary import Vocabulary
from regiorules.facts.workbook import layout
from regiorules.facts.workbook.answers import AnswerReader, Row, read_targets
from regiorules.facts.workbook.cells import Grid, Table, find_table, read_grids
from regiorules.facts.workbook.layout import Column, fold, records_key, records_of
from regiorules.facts.workbook.wording import in_words
from regiorules.text import LANGUAGES, Text

_SEPARATORS = re.compile(r"[;\n]")


def read_workbook(path: Path | str, vocabulary: Vocabulary, profiles: AnyMapping[str, Profile] | None = None) -> Region:
    """
    The region in a workbook; a workbook without a name for the region takes that of the file.

    Raises InputError with every problem in it, each with sheet and cell; MissingExtra without openpyxl.
    """
    path = Path(path)
    problems = Problems()
    titles = [layout.sheet_titles(vocabulary, language) for language in LANGUAGES]
    grids = read_grids(path, {fold(title) for each in titles for title in each.values()}, problems)
    sheets = _sheets(path, titles, grids, problems)
    document = _Reader(path, vocabulary, sheets, problems).document()
    region = Region("")
    try:
        region = region_of(document, vocabulary, profiles)
    except InputError as error:
        problems.found.extend(error.problems)
    if problems.found:
        raise InputError(in_words(problem, vocabulary) for problem in problems.found)
    return region


def _sheets(
    path: Path, titles: AnySequence[AnyMapping[str, str]], grids: AnyMapping[str, Grid], problems: Problems
) -> dict[str, Grid]:
    """The sheets by key, under their title in either language; a problem for each that is missing."""
    found = {}
    for key in titles[0]:
        names = Text(titles[0][key], titles[1][key])
        grid = grids.get(fold(names.nl)) or grids.get(fold(names.en))
        if grid:
            found[key] = grid
        elif key != layout.LISTS:
            problems.add("sheet_missing", Place(str(path)), name=names)
    return found


class _Reader:
    """Makes the document of a region out of the sheets."""

    def __init__(self, path: Path, vocabulary: Vocabulary, sheets: AnyMapping[str, Grid], problems: Problems) -> None:
        self.path = path
        self.vocabulary = vocabulary
        self.sheets = sheets
        self.problems = problems
        self.place = Place(str(path))

    def document(self) -> Mapping:
        """Everything that is filled in, each with its cell."""
        entries: dict[str, Node] = dict(self.start())
        entries.setdefault("region", Scalar(self.path.stem, self.place, quoted=True))
        sources = self.sources()
        parts = {"sources": sources, "parameters": self.parameters(), "facts": self.facts(sources)}
        entries |= {name: self.mapping(part) for name, part in parts.items()}
        return self.mapping(entries)

    def mapping(self, entries: dict[str, Node]) -> Mapping:
        return Mapping(entries, {name: node.place for name, node in entries.items()}, self.place)

    def table(self, key: str, columns: AnySequence[Column]) -> Table | None:
        return find_table(self.sheets[key], columns) if key in self.sheets else None

    def start(self) -> dict[str, Scalar]:
        """The name of the region, the date and the profile: each beside its label."""
        grid = self.sheets.get(layout.START)
        labels = {"region": layout.NAME, "date": layout.DATE, "profile": layout.PROFILE}
        found: dict[str, Scalar] = {}
        for (row, column), value in sorted(grid.cells.items(), key=lambda each: each[0]) if grid else ():
            for name, label in labels.items():
                if isinstance(value, str) and fold(value) in (fold(label.nl), fold(label.en)) and name not in found:
                    answer = grid.scalar(row, column + 1) if grid else None
                    if answer and not is_unknown(answer):
                        found[name] = answer
        return found

    def sources(self) -> dict[str, Node]:
        table = self.table(layout.SOURCES, layout.SOURCE_COLUMNS)
        found: dict[str, Node] = {}
        for row in table.rows() if table else ():
            assert table is not None
            key = table.scalar(row, "key")
            cells = {name: cell for name in ("title", "url", "date") if (cell := table.scalar(row, name))}
            if key is None:
                label = layout.SOURCE_COLUMNS[0].label
                self.problems.add("cell_needed", table.place(row, "key"), "sources", name=label)
            elif key.text in found:
                self.problems.add("duplicate_record", key.place, "sources", name=key.text)
            else:
                places = {name: cell.place for name, cell in cells.items()}
                found[key.text] = Mapping(dict(cells), places, table.place(row, "title"))
        return found

    def parameters(self) -> dict[str, Node]:
        table = self.table(layout.PARAMETERS, layout.PARAMETER_COLUMNS)
        known = {fold(title): name for name, each in self.vocabulary.parameters.items() for title in _both(each.title)}
        found: dict[str, Node] = {}
        for row in table.rows() if table else ():
            assert table is not None
            value = table.scalar(row, "value")
            if value:
                title = table.text(row, "title")
                name = table.text(row, "parameter") or known.get(fold(title), title)
                found[name] = value
        return found

    def facts(self, sources: AnyMapping[str, Node]) -> dict[str, Node]:
        """Every fact of which something is filled in; one with only a source or a note is unknown."""
        table = self.table(layout.FACTS, layout.FACT_COLUMNS)
        rows = read_targets(table, self.vocabulary, self.problems) if table else {}
        tabs = {
            each.id: self.table(records_key(each), layout.record_columns(each)) for each in records_of(self.vocabulary)
        }
        reader = AnswerReader(self.vocabulary, rows, tabs, self.problems)
        found: dict[str, Node] = {}
        for name in dict.fromkeys([*(name for name, _ in rows), *tabs]):
            row = rows.get((name, ""))
            value = reader.answer(name)
            parts = {"source": _source(row, sources), "note": _note(row)} if row else {}
            entries = {key: node for key, node in parts.items() if node is not None}
            if value or entries:
                place = value.place if value else row.place("answer") if row else NOWHERE
                entries = {"value": value or Scalar("", place), **entries}
                found[name] = Mapping(entries, {key: node.place for key, node in entries.items()}, place)
        return found


def _both(text: Text) -> tuple[str, str]:
    return (text.nl, text.en)


def _source(row: Row, sources: AnyMapping[str, Node]) -> Node | None:
    """The short names of sources in a cell: one, or several with semicolons (or commas) between them."""
    cell = row.scalar("source")
    if cell is None or cell.text in sources:
        return cell
    names: list[str] = []
    for part in _SEPARATORS.split(cell.text):
        names += [part] if part.strip() in sources else part.split(",")
    return Sequence(tuple(Scalar(name.strip(), cell.place) for name in names if name.strip()), cell.place)


def _note(row: Row) -> Node | None:
    """The note; in both languages where the visible one is still as it was written."""
    cell = row.scalar("note")
    written = row.scalar("translations")
    if cell is None or written is None:
        return cell
    try:
        texts = json.loads(written.text)
    except (ValueError, RecursionError):
        return cell
    if not isinstance(texts, dict) or not all(isinstance(each, str) for each in texts.values()):
        return cell
    if fold(cell.text) not in map(fold, texts.values()):
        return cell
    nodes: dict[str, Node] = {name: Scalar(text, cell.place, quoted=True) for name, text in texts.items()}
    return Mapping(nodes, dict.fromkeys(nodes, cell.place), cell.place)
