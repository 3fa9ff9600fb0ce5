"""
Reading the sheets of an .ods file safely: one element at a time, without entities, within bounds.

Nothing is worked out: of a formula the value that was saved with it counts.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.parsers import expat

from attrs import define, field

from regiorules.frozen import frozen
from regiorules.office.sheets import letters
from regiorules.text import exact, unmistakable

KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_CHUNK = 65_536
_SPACES = 1_000  # that stand for one element, at most
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_PREFIXES = {
    _OFFICE: "office",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
_CELLS = ("table:table-cell", "table:covered-table-cell")
_BREAKS = {"text:tab": "\t", "text:line-break": "\n"}


@frozen
class OpenCell:
    """A cell with something in it: what it says, its formula, and the colour behind it (RRGGBB), where it has them."""

    value: str | None  # None for a formula without a value
    error: bool = False
    formula: str = ""
    fill: str = ""
    struck: bool = False


@define
class OpenSheet:
    """
    A sheet: its cells by row and column, what is merged and hidden, and what is drawn on it.

    `merged` are the ranges of several rows; `spans` all, by their first and last row and column.
    """

    title: str
    hidden: bool = False
    cells: dict[tuple[int, int], OpenCell] = field(factory=dict)
    merged: list[str] = field(factory=list)
    spans: list[tuple[int, int, int, int]] = field(factory=list)
    hidden_rows: list[int] = field(factory=list)
    hidden_columns: list[int] = field(factory=list)
    comments: list[str] = field(factory=list)
    charts: list[str] = field(factory=list)
    pictures: list[str] = field(factory=list)


class TooManyCells(Exception):
    """A file holds more cells than are read."""


class NotOpenDocument(Exception):
    """A file isn't what it seems, or is made to do harm."""


def is_open_document(content: bytes) -> bool:
    """True for an .ods file, whatever it is called."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _start(archive, "mimetype").strip().startswith(KIND)


def is_readable(content: bytes) -> bool:
    """True for an .ods file without a password."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        secret = b":encryption-data" in _start(archive, _MANIFEST)
        return _CONTENT in archive.namelist() and not secret and is_open_document(content)


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    """What a small part holds; nothing where it isn't there, or is damaged."""
    try:
        with archive.open(name) as part:
            return part.read(_CHUNK)
    except Exception:  # whatever a damaged archive makes its reader say
        return b""


def read_sheets(content: bytes, rows: Callable[[str], int], columns: int, limit: int) -> list[OpenSheet]:
    """
    The sheets of which some `rows` are read, by their title, each to that many columns.

    Raises TooManyCells beyond that limit, NotOpenDocument for entities, expat's error for what is no XML.
    """
    reader = _Reader(rows, columns, limit)
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_CONTENT) as source:
        reader.read(iter(lambda: source.read(_CHUNK), b""))
    return reader.sheets


def _refuse(*_: Any) -> None:
    raise NotOpenDocument


class _Reader:
    """What stands in the file so far; where we are: which sheet, row and cell."""

    def __init__(self, rows: Callable[[str], int], columns: int, limit: int) -> None:
        self.rows_of, self.columns, self.limit = rows, columns, limit
        self.sheets: list[OpenSheet] = []
        self.fills: dict[str, str] = {}
        self.struck: set[str] = set()  # styles
        self.unseen: set[str] = set()  # styles of sheets
        self.style = ""
        self.sheet: OpenSheet | None = None
        self.nested = 0  # tables in tables, of which nothing is read
        self.last = 0  # how many rows are read of this sheet
        self.row, self.rows, self.row_cells = 1, 1, {}  # type: int, int, dict[int, OpenCell]
        self.column, self.cell = 1, None  # type: int, Mapping[str, str] | None
        self.texts: list[str] = []
        self.aside = 0  # in a comment, or in something drawn
        self.count = 0

    def read(self, parts: Iterator[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse  # ODF has none, and entities do harm
        parser.EntityDeclHandler = _refuse
        parser.StartElementHandler = lambda name, given: self.start(_short(name), _named(given))
        parser.EndElementHandler = lambda name: self.end(_short(name))
        parser.CharacterDataHandler = self.text
        parser.buffer_text = True
        for part in parts:
            parser.Parse(part, False)
        parser.Parse(b"", True)

    # --- elements ------------------------------------------------------------------------------

    def start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "style:style":
            self.style = given.get("style:name", "")
        elif name == "style:table-cell-properties":
            self.fills[self.style] = given.get("fo:background-color", "").lstrip("#").upper()
        elif name == "style:text-properties":
            self.struck |= {self.style} if given.get("style:text-line-through-style", "none") != "none" else set()
        elif name == "style:table-properties":
            self.unseen |= {self.style} if given.get("table:display") == "false" else set()
        elif name == "table:table":
            self.table(given)
        elif self.sheet is not None and not self.nested:
            self.within(name, given)

    def within(self, name: str, given: Mapping[str, str]) -> None:
        """An element of a sheet."""
        if name in ("office:annotation", "draw:frame") or (name.startswith("draw:") and not self.aside):
            self.drawn(name)
        elif name == "draw:object" and self.sheet and self.sheet.pictures and self.aside:
            self.sheet.charts.append(self.sheet.pictures.pop())
        elif name == "table:table-row":
            self.rows, self.row_cells, self.column = _number(given, "table:number-rows-repeated"), {}, 1
            self.hides(given, self.sheet.hidden_rows if self.sheet else [], self.row, self.rows, self.last)
        elif name == "table:table-column":
            many = _number(given, "table:number-columns-repeated")
            self.hides(given, self.sheet.hidden_columns if self.sheet else [], self.column, many, self.columns)
            self.column += many
        elif name in _CELLS and not self.aside:
            self.cell, self.texts = given, []
        elif self.cell is not None and not self.aside:
            self.piece(name, given)

    def hides(self, given: Mapping[str, str], hidden: list[int], first: int, many: int, last: int) -> None:
        """Rows or columns that may be hidden, as far as they are read."""
        if given.get("table:visibility", "visible") != "visible":
            hidden += range(first, min(first + many, last + 1))

    def piece(self, name: str, given: Mapping[str, str]) -> None:
        """What stands for text in a cell."""
        if name == "text:p" and self.texts:
            self.texts.append("\n")
        elif name == "text:s":
            self.texts.append(" " * min(_number(given, "text:c"), _SPACES))
        elif name in _BREAKS:
            self.texts.append(_BREAKS[name])

    def drawn(self, name: str) -> None:
        """A comment, or something drawn, at the cell that we are in; the first of the sheet outside of cells."""
        if self.sheet is not None and not self.aside and name != "draw:object":
            at = f"{letters(self.column)}{self.row}" if self.cell is not None else "A1"
            (self.sheet.comments if name == "office:annotation" else self.sheet.pictures).append(at)
        self.aside += name in ("office:annotation", "draw:frame")

    def end(self, name: str) -> None:
        if name == "table:table":
            self.nested, self.sheet = max(self.nested - 1, 0), self.sheet if self.nested else None
        elif self.sheet is None or self.nested:
            return
        elif name in ("office:annotation", "draw:frame"):
            self.aside -= 1
        elif name in _CELLS and self.cell is not None and not self.aside:
            self.close_cell(self.cell)
            self.cell = None
        elif name == "table:table-row":
            self.close_row()

    def text(self, text: str) -> None:
        if self.cell is not None and not self.aside and not self.nested:
            self.texts.append(text)

    # --- sheets, rows and cells ----------------------------------------------------------------

    def table(self, given: Mapping[str, str]) -> None:
        if self.sheet is not None:
            self.nested += 1
            return
        title = given.get("table:name", "")
        hidden = given.get("table:style-name", "") in self.unseen
        self.sheet, self.row, self.column, self.last = OpenSheet(title, hidden), 1, 1, self.rows_of(title)
        if self.last:
            self.sheets.append(self.sheet)

    def close_cell(self, given: Mapping[str, str]) -> None:
        """The cell goes into its row, as often as it is said to be repeated."""
        repeated = _number(given, "table:number-columns-repeated")
        found = self.value(given) if self.row <= self.last else None
        if found is not None and self.sheet is not None:
            until = min(self.column + repeated, self.columns + 1)
            self.row_cells |= dict.fromkeys(range(self.column, until), found)
            self.merge(given, self.sheet)
        self.column += repeated

    def merge(self, given: Mapping[str, str], sheet: OpenSheet) -> None:
        """A cell that may cover others."""
        height, width = (_number(given, f"table:number-{each}-spanned") for each in ("rows", "columns"))
        bottom, right = self.row + height - 1, self.column + width - 1
        if height > 1:
            sheet.merged.append(f"{letters(self.column)}{self.row}:{letters(right)}{bottom}")
        if height > 1 or width > 1:
            sheet.spans.append((self.row, self.column, bottom, right))

    def close_row(self) -> None:
        """The row goes into its sheet, as often as it is said to be repeated."""
        until = min(self.row + self.rows, self.last + 1)
        self.count += len(self.row_cells) * max(until - self.row, 0)
        if self.count > self.limit:
            raise TooManyCells
        if self.sheet is not None and self.row_cells:
            for row in range(self.row, until):
                self.sheet.cells |= {(row, column): cell for column, cell in self.row_cells.items()}
        self.row += self.rows

    def value(self, given: Mapping[str, str]) -> OpenCell | None:
        """What a cell says, as a person would have typed it in a region file; None for nothing."""
        formula = given.get("table:formula", "")
        kind = given.get("calcext:value-type") or given.get("office:value-type", "")
        shown = "".join(self.texts).strip()
        style = given.get("table:style-name", "")
        fill, struck = self.fills.get(style, ""), style in self.struck
        if kind == "error" or (formula and shown.startswith(("#", "Err:")) and kind in ("", "string")):
            return OpenCell(shown, True, formula, fill, struck)
        said = _said(kind, given, shown)
        if formula and not kind:
            return OpenCell(None, False, formula, fill, struck)
        return OpenCell(said, False, formula, fill, struck) if said or formula else None


def _short(name: str) -> str:
    """The name of an element or an attribute with our own prefix for its namespace."""
    space, _, local = name.rpartition(" ")
    return f"{_PREFIXES.get(space, '')}:{local}"


def _named(given: Mapping[str, str]) -> dict[str, str]:
    return {_short(name): value for name, value in given.items()}


def _number(given: Mapping[str, str], name: str) -> int:
    """How often, or how far; once for what is no number."""
    text = given.get(name, "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _said(kind: str, given: Mapping[str, str], shown: str) -> str:
    """A value of that kind, as text."""
    if kind == "boolean":
        return "yes" if given.get("office:boolean-value") == "true" else "no"
    if kind == "date":
        return _moment(given.get("office:date-value", "")) or shown
    if kind in ("float", "currency", "percentage"):
        return _figure(given.get("office:value", ""), kind) or shown
    return shown or given.get("office:string-value", "").strip()


def _figure(text: str, kind: str) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return ""
    if not value.is_finite() or abs(value.adjusted()) > 300:
        return ""
    if kind == "percentage":
        return f"{unmistakable(f'{(value * 100).normalize():f}')}%"
    if value == value.to_integral_value() and abs(value) < 2**53:
        return str(int(value))
    return exact(float(value))


def _moment(text: str) -> str:
    """A day without its time at midnight."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text.strip()
    return found.date().isoformat() if found.time() == datetime.min.time() else found.isoformat()
