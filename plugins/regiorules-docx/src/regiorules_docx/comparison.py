"""Regions side by side as a report: a table for each part of the advice, and where they differ and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regiorules.advice.compare import Comparison, Row
from regiorules.figures.png import figure_png
from regiorules.figures.several import positions_figure
from regiorules.render.change_notes import own_facts
from regiorules.render.phrases import phrase
from regiorules_docx import styles
from regiorules_docx.paper import Paper
from regiorules_docx.words import EARLIEST, LOCALES, tidy, word
from regiorules_docx.written import About, Cell, Line, Span, Written

LONGEST = 255  # characters that a property of a file can hold
BESIDE = 4  # regions in one table, at most
_FIGURE = 0.7  # of the width of the text
_SUBJECT = 0.28  # of the width of a table
_DIFFERS = "FDEBD0"


def write_comparison(comparison: Comparison, paper: Written | None = None) -> bytes:
    """Regions side by side as the bytes of a .docx file, or of what is written on `paper`; the same each time."""
    return _Report(comparison, paper or Paper(LOCALES[comparison.language])).written()


class _Report:
    def __init__(self, comparison: Comparison, paper: Written) -> None:
        self.comparison = comparison
        self.language = comparison.language
        self.paper = paper

    def written(self) -> bytes:
        """The whole report."""
        title, names = self.comparison.title, ", ".join(self.comparison.regions)
        locale = LOCALES[self.language]
        self.paper.describe(About(tidy(title)[:LONGEST], tidy(names)[:LONGEST], "", locale, EARLIEST))
        self.paper.footer(title, word("page", self.language, page="{page}", pages="{pages}"))
        self.paper.text(title, styles.TITLE)
        self.paper.text(names, styles.SUBTITLE)
        if any(row.differs for row in self.comparison.rows):
            self.paper.text(word("colored", self.language))
        self.paper.contents(word("contents", self.language))
        for part in self.comparison.parts:
            self.part(part.title, [row for row in self.comparison.rows if row.kind == part.kind])
        self.differences()
        return self.paper.done()

    def part(self, title: str, rows: Sequence[Row]) -> None:
        """The subjects of a part with what holds for each region, so many regions beside each other as fit."""
        self.paper.heading(1, title)
        regions = self.comparison.regions
        tables = -(-len(regions) // BESIDE)
        beside = -(-len(regions) // tables)  # so that no table has one column while others have many
        starts = range(0, len(regions), beside)
        for number, start in enumerate(starts, 1):
            names = regions[start : start + beside]
            several = word("part_of", self.language, title=title, number=number, count=len(starts))
            shares = (_SUBJECT, *[(1 - _SUBJECT) / len(names)] * len(names))
            cells = [_cells(row, start, len(names)) for row in rows]
            header = (phrase("subject", self.language), *names)
            self.paper.table(several if len(starts) > 1 else title, header, cells, shares)
            self.paper.text("")
        if rows[0].kind == "position":
            self.figures()

    def figures(self) -> None:
        """Where the regions stand, in each figure all of them."""
        for places in zip(*self.comparison.positions, strict=True):
            placed = tuple(zip(self.comparison.regions, places, strict=True))
            figure = positions_figure(placed, self.language)
            self.paper.picture(figure_png(figure), figure.title, figure.text, _FIGURE)

    def differences(self) -> None:
        """Of each subject that isn't the same everywhere: what holds for whom, and the facts that set it apart."""
        self.paper.heading(1, phrase("differs", self.language))
        different = [row for row in self.comparison.rows if row.differs]
        if not different:
            self.paper.text(phrase("no_difference", self.language))
        header = tuple(phrase(name, self.language) for name in ("of_whom", "outcome", "own_facts"))
        for row in different:
            self.paper.heading(2, row.title)
            self.paper.table(row.title, header, self.apart(row), (0.2, 0.25, 0.55))

    def apart(self, row: Row) -> Iterator[tuple[Cell, ...]]:
        for region, cell in zip(self.comparison.regions, row.cells, strict=True):
            yield _cell(region), _cell(cell.value), _cell(own_facts(row, cell) or "–")


def _cells(row: Row, start: int, count: int) -> tuple[Cell, ...]:
    fill = _DIFFERS if row.differs else ""
    title = Cell((Line([Span(row.title, styles.STRONG)]),))
    return title, *(_cell(cell.value, fill) for cell in row.cells[start : start + count])


def _cell(text: str, fill: str = "") -> Cell:
    return Cell((Line(text),), fill)
