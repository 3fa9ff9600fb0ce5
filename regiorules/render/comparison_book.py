"""Regions side by side as a workbook: a sheet for each part, with a column for each region."""

from __future__ import annotations

from collections.abc import Sequence

from regiorules.advice.compare import Comparison, Row
from regiorules.office.sheets import Book, Sheet
from regiorules.office.titles import sheet_title
from regiorules.render.change_notes import own_facts
from regiorules.render.phrases import phrase
from regiorules.render.speaking import small

_SUBJECT, _REGION, _WHY = 38, 30, 60  # characters
_PAGE = 150  # that stand beside each other on a page and stay readable
_DIFFERS = "FDEBD0"


def comparison_book(comparison: Comparison) -> Book:
    """The book, with a sheet for each part that has rows and one for what differs, and why."""
    book = Book("")
    book.name = comparison.title
    for part in comparison.parts:
        rows = [row for row in comparison.rows if row.kind == part.kind]
        sheet = book.sheet(sheet_title(part.title.replace("'", "’"), _taken(book)), "comparison")
        _side_by_side(sheet, f"{comparison.title}: {small(part.title)}", rows, comparison)
    title = phrase("differs", comparison.language)
    _differences(book.sheet(sheet_title(title, _taken(book)), "comparison"), title, comparison)
    return book


def _taken(book: Book) -> set[str]:
    """The titles that sheets have."""
    return {each.name for each in book.sheets}


def _side_by_side(sheet: Sheet, title: str, rows: Sequence[Row], comparison: Comparison) -> None:
    """The subjects with what holds for each region; where that isn't the same they stand out, and it says so."""
    language = comparison.language
    width = max(min(_REGION, (_PAGE - _SUBJECT) // len(comparison.regions)), 14)
    sheet.widths(_SUBJECT, *[width] * len(comparison.regions), 12)
    sheet.title(1, title, size=16)
    sheet.header(3, [phrase("subject", language), *comparison.regions, phrase("same", language)], freeze=2)
    for number, row in enumerate(rows, 4):
        sheet.plain(number, 1, row.title, bold=True)
        for column, cell in enumerate(row.cells, 2):
            sheet.plain(number, column, cell.value, fill=_DIFFERS if row.differs else "")
        sheet.plain(number, len(row.cells) + 2, phrase("no" if row.differs else "yes", language))


def _differences(sheet: Sheet, title: str, comparison: Comparison) -> None:
    """Of each region what holds where it isn't the same for all, and the facts that others don't share."""
    language = comparison.language
    sheet.widths(_SUBJECT, _REGION, _REGION, _WHY)
    sheet.title(1, title, size=16)
    words = ("subject", "of_whom", "outcome", "own_facts")
    sheet.header(3, [phrase(word, language) for word in words], freeze=2)
    number = 4
    for row in comparison.rows:
        for region, cell in zip(comparison.regions, row.cells, strict=True) if row.differs else ():
            texts = (row.title, region, cell.value, own_facts(row, cell))
            for column, text in enumerate(texts, 1):
                sheet.plain(number, column, text, bold=column == 1)
            number += 1
    if number == 4:
        sheet.note(4, phrase("no_difference", language))
