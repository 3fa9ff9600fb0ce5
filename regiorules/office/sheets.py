"""
A workbook as data: sheets, what stands in their cells, how that looks, drop-down lists and charts.

It knows no file: `regiorules.office.xlsx` and `regiorules.office.ods` write the same book, each in its own form.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from attrs import define, field

from regiorules.frozen import frozen
from regiorules.text import Language, Text, visible_lines

INK = "1F3A5F"
BAND = "D9E4F2"
INPUT = "FFF9DB"
QUIET = "F2F2F2"
LINE = "BFC7D1"
WHITE = "FFFFFF"
TABS = {
    "start": INK, "facts": "E0A800", "records": "E0A800", "sources": "7A9CC6", "parameters": "B8B8B8",
    "overview": INK, "comparison": INK,
}  # fmt: skip
PORTRAIT = ("start", "overview")
SIZE = 11  # points, of letters
LINE_HEIGHT = 15.0  # points, of a line of text of the usual size
MAX_HEIGHT = 409.0  # of a row
TEXT, THOUSANDS, PERCENT, DATE = "@", "#,##0", "0%", "dd-mm-yyyy"  # how a value is shown
DAY_NOUGHT = date(1899, 12, 30)  # from which workbooks count days
MAX_LENGTH = 32_767  # characters in a cell
_DIGITS = 15  # of a number; one with more is kept whole as text
_ROOM = 0.25  # lines, under the text of a row
_WIDTH = 1.08  # letters of a text for each digit that a column is wide
_BOLD = 0.9  # of the letters that a line has room for
_MERGED = 110  # characters in a line of merged text
_DEFAULT_WIDTH = 8.43
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Value = str | int | float | date


@frozen
class Look:
    """How a cell looks: `size` in points, colours as RRGGBB, `shown` one of those above or nothing."""

    bold: bool = False
    color: str = ""
    size: float = SIZE
    fill: str = ""
    indent: int = 0
    lined: bool = True
    wrap: bool = True
    middle: bool = False
    right: bool = False
    shown: str = ""


@frozen
class Area:
    """Cells of a sheet, from 1: `B2:D5` of the sheet with that title."""

    sheet: str
    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def corners(self) -> tuple[str, ...]:
        """The first cell and the last one, as `$B$2`; one where they are the same."""
        first, last = f"${letters(self.column)}${self.row}", f"${letters(self.last_column)}${self.last_row}"
        return (first,) if first == last else (first, last)

    @property
    def quoted(self) -> str:
        """The title of the sheet as formulas name it."""
        return "'" + self.sheet.replace("'", "''") + "'"

    def __str__(self) -> str:
        return f"{self.quoted}!{':'.join(self.corners)}"


@frozen
class Formula:
    """A formula: its functions in English with `;` between what they are given, and for each `{}` in it some cells."""

    text: str
    areas: tuple[Area, ...] = ()

    def with_areas(self, named: Iterable[str], separator: str) -> str:
        """The formula as a form of file writes it: how it names the cells, and what it has for `;`."""
        return self.text.replace(";", separator).format(*named)


@frozen
class Cell:
    """What stands in a cell; of a formula the value is what it comes to now."""

    value: Value
    look: Look = Look()
    formula: Formula | None = None


@frozen
class Days:
    """The days from a first up to and including a last."""

    first: date
    last: date


@frozen
class Choice:
    """A drop-down list in some cells, or days; `refusal` is title and text of what is said of another answer."""

    cells: Area
    labels: Area | Days
    refusal: tuple[str, str] | None = None
    strict: bool = True


@frozen
class Series:
    """Numbers of a chart, under the cell with their name; colour as RRGGBB."""

    heading: Area
    values: Area
    color: str


@frozen
class Chart:
    """Bars of parts that make a whole, one a label, at a cell; sizes in centimetres."""

    title: str
    labels: Area
    series: tuple[Series, ...]
    row: int
    column: int
    width: float
    height: float


class Heading(Protocol):
    """The heading of a column: `width` in characters; a technical one is hidden."""

    @property
    def label(self) -> Text:
        """What stands in it."""
        ...

    @property
    def width(self) -> int:
        """How wide the column is."""
        ...

    @property
    def technical(self) -> bool:
        """True for a column that isn't shown."""
        ...


@define
class Sheet:
    """One sheet in the making; what stands in it needs the widths of its columns first."""

    name: str
    kind: str = ""
    cells: dict[tuple[int, int], Cell] = field(factory=dict)
    columns: list[float] = field(factory=list)
    hidden_columns: set[int] = field(factory=set)
    heights: dict[int, float] = field(factory=dict)  # in points; a row grows with what a person types
    fixed: set[int] = field(factory=set)  # rows that don't grow
    spans: dict[int, int] = field(factory=dict)  # row to how many columns its first cell covers
    freeze: tuple[int, int] = (1, 1)  # the first cell that moves
    repeated: int = 0  # the row that comes back on each page
    choices: list[Choice] = field(factory=list)
    charts: list[Chart] = field(factory=list)
    hidden: bool = False

    def area(self, row: int, column: int, last_row: int = 0, last_column: int = 0) -> Area:
        """Some cells of it: one where nothing else is named, or cells of one column."""
        return Area(self.name, row, column, last_row or row, last_column or column)

    def widths(self, *widths: float) -> None:
        """The widths of the columns, in characters."""
        self.columns = list(widths)

    def headings(self, row: int, columns: Iterable[Heading], language: Language, *, freeze: int = 1) -> None:
        """The headings of a table, in view with the columns before `freeze`; technical columns are hidden."""
        each = list(columns)
        self.widths(*(column.width for column in each))
        self.hidden_columns = {number for number, column in enumerate(each, 1) if column.technical}
        self.header(row, [column.label.say(language) for column in each], freeze=freeze)

    def header(self, row: int, labels: Sequence[str], *, freeze: int = 1, sticky: bool = True) -> None:
        """A heading row; a sticky one stays in view, with the columns before `freeze`, and comes back on each page."""
        for number, label in enumerate(labels, 1):
            self._cell(row, number, label, Look(bold=True, color=WHITE, fill=INK, middle=True), room=0.5)
        if sticky:
            self.freeze, self.repeated = (row + 1, freeze), row

    def title(self, row: int, text: str, *, size: int = 13) -> None:
        """The heading of a sheet, or of a part of it; it may run on to the right."""
        look = Look(bold=True, color=INK, size=size, lined=False, wrap=False, middle=True)
        self._cell(row, 1, text, look, room=0.5)

    def heading(self, row: int, value: str, formula: Formula) -> None:
        """A heading that a formula gives."""
        look = Look(bold=True, color=INK, size=13, lined=False, wrap=False, middle=True)
        self._cell(row, 1, value, look, room=0.5, formula=formula)

    def note(self, row: int, text: str) -> None:
        """A line of text without a border, which may run on to the right."""
        self._cell(row, 1, text, Look(lined=False, wrap=False))

    def band(self, row: int, text: str, columns: int) -> None:
        """The heading of a group of questions, over the whole width."""
        look = Look(bold=True, color=INK, size=12, fill=BAND, wrap=False, middle=True)
        for column in range(1, columns + 1):
            self._cell(row, column, text if column == 1 else "", look, room=0.5)

    def plain(self, row: int, column: int, text: str, *, bold: bool = False, indent: int = 0, fill: str = "") -> None:
        """Text to read, such as a question."""
        self._cell(row, column, text, Look(bold=bold, indent=indent, fill=fill))

    def count(
        self, row: int, column: int, value: Value, formula: Formula, *, bold: bool = False, shown: str = ""
    ) -> None:
        """What a formula comes to, and the formula; numbers stand at the right."""
        look = Look(bold=bold, wrap=False, right=not isinstance(value, str), shown=shown)
        self._cell(row, column, value, look, formula=formula)

    def merged(self, row: int, text: str, *, bold: bool = False) -> None:
        """Text above a table, over several columns; no program fits the height of such a row, so it is fixed."""
        columns = len(self.columns) + max(0, math.ceil((_MERGED - sum(self.columns)) / _DEFAULT_WIDTH))
        self._cell(row, 1, text, Look(bold=bold, color=INK if bold else "", lined=False))
        self.spans[row] = columns
        self.heights[row] = min(LINE_HEIGHT * (_lines(text, _MERGED) + _ROOM), MAX_HEIGHT)
        self.fixed.add(row)

    def input(
        self,
        row: int,
        column: int,
        value: Value,
        *,
        bold: bool = False,
        quiet: bool = False,
        shown: str = "",
    ) -> None:
        """A cell to fill in; as TEXT a program doesn't turn text into a number or a date."""
        self._cell(row, column, value, Look(bold=bold, fill=QUIET if quiet else INPUT, shown=shown))

    def choose(
        self, cells: Area, labels: Area | Days, refusal: tuple[str, str] | None = None, *, strict: bool = True
    ) -> None:
        """
        A drop-down list of what stands elsewhere, or the days that may be filled in.

        Whoever types something else is told so by a refusal (title and text); where that is `strict`, it can't stay.
        """
        shown = refusal and (refusal[0][:32], refusal[1][:255])
        self.choices.append(Choice(cells, labels, shown, strict))

    def _cell(
        self, row: int, column: int, value: Value, look: Look, *, room: float = _ROOM, formula: Formula | None = None
    ) -> None:
        """One cell; its row becomes as high as its text, and `room` lines more."""
        self.cells[row, column] = Cell(_kept(value), look, formula)
        if column not in self.hidden_columns:
            width = self.columns[column - 1] * (_BOLD if look.bold else 1)
            lines = _lines(str(value), width) if look.wrap else 1
            height = min(LINE_HEIGHT * (lines + room) * look.size / SIZE, MAX_HEIGHT)
            self.heights[row] = max(self.heights.get(row, 0), height)


class Book:
    """A workbook in the making, with one hidden sheet for what stands in drop-down lists."""

    def __init__(self, lists: str) -> None:
        self.lists = Sheet(lists, hidden=True)
        self.made: list[Sheet] = []
        self.name = ""
        self._known: dict[tuple[str, ...], Area] = {}

    @property
    def sheets(self) -> Sequence[Sheet]:
        """The sheets in order; the lists are at the end, where there are any."""
        return [*self.made, self.lists] if self._known else self.made

    def values(self, area: Area) -> list[Value]:
        """What stands in cells of one column; of a formula what it comes to."""
        sheet = next(each for each in self.sheets if each.name == area.sheet)
        return [sheet.cells[row, area.column].value for row in range(area.row, area.last_row + 1)]

    def sheet(self, title: str, kind: str) -> Sheet:
        """A new sheet after the others."""
        self.made.append(Sheet(title, kind))
        return self.made[-1]

    def list_of(self, labels: tuple[str, ...]) -> Area:
        """Where these labels stand, for drop-down lists."""
        if labels not in self._known:
            column = len(self._known) + 1
            for row, label in enumerate(labels, 1):
                self.lists.cells[row, column] = Cell(_kept(label), Look(lined=False, wrap=False))
            self._known[labels] = self.lists.area(1, column, len(labels))
        return self._known[labels]


def letters(column: int) -> str:
    """The letters of a column, from 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = _LETTERS[rest] + text
    return text


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; one too many rather than one too few."""
    return sum(max(1, len(textwrap.wrap(line, int(width * _WIDTH)))) for line in text.split("\n"))


def _kept(value: Value) -> Value:
    """A value as a cell can hold it."""
    if isinstance(value, float) and float(f"{value:.{_DIGITS}g}") != value:
        return repr(value)
    return visible_lines(value)[:MAX_LENGTH] if isinstance(value, str) else value
