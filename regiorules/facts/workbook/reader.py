"""From a filled-in workbook to a region: the cells become a document, and that is read like any region file."""

from __future__ import annotations

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
from regiorules.facts.workbook.cells import FAULTS, Grid, Table, find_table
from regiorules.facts.workbook.found import find_sheets
from regiorules.facts.workbook.layout import Column, records_key, records_of
from regiorules.facts.workbook.wording import in_words
from regiorules.patterns import pattern
from regiorules.text import LANGUAGES, Text, fold

_SEPARATORS = pattern(r"[;\n]")


def read_workbook(path: Path | str, vocabulary: Vocabulary, profiles: AnyMapping[str, Profile] | None = None) -> Region:
    """
    The region in a workbook; without a name it has that of the known region chosen, or of the file.

    Raises InputError with every problem in it, each with sheet and cell; MissingExtra without openpyxl.
    """
    path = Path(path)
    problems = Problems()
    document = _Reader(path, vocabulary, find_sheets(path, vocabulary, problems), problems).document()
    region = Region("")
    try:
        region = region_of(document, vocabulary, profiles)
    except InputError as error:
        problems.found.extend(error.problems)
    if problems.found:
        faults = {problem.place for problem in problems.found if problem.code in FAULTS}
        said = (each for each in problems.found if each.code in FAULTS or each.place not in faults)
        raise InputError(in_words(problem, vocabulary) for problem in said)
    return region


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
        for key in (layout.START, layout.FACTS, layout.SOURCES, layout.PARAMETERS):
            if key not in self.sheets:
                self.problems.add("sheet_missing", self.place, name=layout.TITLES[key])
        entries: dict[str, Node] = dict(self.start())
        if "profile" not in entries:
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
            each.id: self.table(records_key(each), layout.record_columns(each))
            for each in records_of(self.vocabulary)
            if records_key(each) in self.sheets
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
    """The short names of sources in a cell, with semicolons (or commas) between them."""
    cell = row.scalar("source")
    if cell is None:
        return None
    known = {fold(name): name for name in sources}
    names: list[str] = []
    for part in _SEPARATORS.split(cell.text):
        names += [part] if fold(part) in known else part.split(",")
    stripped = (name.strip() for name in names if name.strip())
    items = (name if name in sources else known.get(fold(name), name) for name in stripped)
    return Sequence(tuple(Scalar(name, cell.place) for name in items), cell.place)


def _note(row: Row) -> Node | None:
    """The note; in both languages where the visible one is still as it was written."""
    cell = row.scalar("note")
    texts = {name: text for name in LANGUAGES if (text := row.text(f"note_{name}"))}
    if cell is None or fold(cell.text) not in map(fold, texts.values()):
        return cell
    nodes: dict[str, Node] = {name: Scalar(text, cell.place, quoted=True) for name, text in texts.items()}
    return Mapping(nodes, dict.fromkeys(nodes, cell.place), cell.place)
