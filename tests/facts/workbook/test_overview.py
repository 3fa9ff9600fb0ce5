"""The overview on which the questionnaire opens: its formulas count what the program counts, and it is never read."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("openpyxl")

from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference

from regiorules.errors import InputError
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, read_region
from regiorules.facts.vocabulary import Vocabulary
from regiorules.facts.workbook import check_foreign, read_workbook
from regiorules.facts.workbook.overview import STATES, state_of
from regiorules.text import LANGUAGES, Language
from tests.facts.workbook.books import BY_NAME, EXAMPLES, KNOWN, VOCABULARY, changed, written
from tests.facts.workbook.libreoffice import NO_SPREADSHEET, converted
from tests.facts.workbook.person import OVERVIEW, Person
from tests.mini import VOCABULARY as SMALL
from tests.mini import codes

FIRST = 6  # the row of the first group


def counted(region: Region, vocabulary: Vocabulary = VOCABULARY) -> list[int]:
    """How many questions are answered, not known and open, and how many there are."""
    asked = [fact for fact in vocabulary.facts.values() if fact.asked]
    found = [sum(state_of(region, fact) is state for fact in asked) for state in STATES]
    return [*found, len(asked)]


def saved(path: Path, language: Language = "nl") -> list[list[Any]]:
    """The overview with the values that were saved with its formulas."""
    sheet = load_workbook(path, data_only=True)[OVERVIEW[language]]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def total(rows: list[list[Any]]) -> list[int]:
    """The line of all groups together."""
    return next([int(cell) for cell in row[1:5]] for row in rows[FIRST:] if row[0] in ("Samen", "Together"))


@BY_NAME
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_saved_is_what_the_program_counts(tmp_path: Path, example: Path, language: Language) -> None:
    """For programs that work nothing out: totals, groups, and every question in words."""
    region = read_region(example, VOCABULARY)
    rows = saved(written(tmp_path, region, language), language)
    assert total(rows) == counted(region)
    groups = [row for row in rows[FIRST - 1 : FIRST + 20] if isinstance(row[4], int)]
    assert [sum(row[column] for row in groups[:-1]) for column in range(1, 5)] == counted(region)
    states = [row[1] for row in rows[FIRST + len(groups) :] if row[1] in {each.say(language) for each in STATES}]
    asked = [fact for fact in VOCABULARY.facts.values() if fact.asked]
    assert sorted(states) == sorted(state_of(region, fact).say(language) for fact in asked)


def test_it_opens_on_the_overview(tmp_path: Path) -> None:
    """First in the book, in front, with one chart that has the numbers of now."""
    book = load_workbook(written(tmp_path, read_region(EXAMPLES[0], VOCABULARY)))
    assert (book.active, book.sheetnames[0]) == (book["Overzicht"], "Overzicht")
    [chart] = book["Overzicht"]._charts
    assert [len(each.val.numRef.numCache.pt) for each in chart.series] == [7, 7, 7]


@NO_SPREADSHEET
def test_formulas_count_what_the_program_counts(tmp_path: Path) -> None:
    """Filled in by a person, and worked out by LibreOffice: for every kind of question, in both languages."""
    (tmp_path / "in").mkdir()
    regions: dict[str, Region] = {}
    for language in LANGUAGES:
        for example in EXAMPLES[::4]:
            region = read_region(example, VOCABULARY)
            fill = (Person(load_workbook(written(tmp_path, None, language)), language), region)
            fill[0].region(region, profile=False)
            name = f"{example.stem}-{language}"
            fill[0].book.save(tmp_path / "in" / f"{name}.xlsx")
            regions[name] = region
    made = converted((tmp_path / "in").glob("*.xlsx"), "csv", tmp_path)
    for name, region in regions.items():
        with (made / f"{name}.csv").open(encoding="latin-1") as file:
            assert total(list(csv.reader(file))) == counted(region), name


def test_nothing_of_the_overview_is_read(tmp_path: Path) -> None:
    """Whatever is typed there, and without the sheet: the same region."""

    def scribble(book: Any) -> None:
        for row, cells in enumerate([["Vraag", "Antwoord"], ["Naam van de regio", "Elders"], ["Bekende regio", 1]], 1):
            for column, value in enumerate(cells, 1):
                book["Overzicht"].cell(row, column).value = value

    path = written(tmp_path, KNOWN, vocabulary=SMALL)
    assert read_workbook(changed(path, scribble), SMALL) == KNOWN
    assert read_workbook(changed(path, lambda book: book.remove(book["Overzicht"])), SMALL) == KNOWN


def test_what_a_person_adds_to_the_overview_is_kept(tmp_path: Path) -> None:
    """A cell beside it, and a second chart, would be lost by an update: that is refused."""
    path = written(tmp_path, KNOWN, vocabulary=SMALL)
    check_foreign(path, SMALL)
    changed(path, lambda book: book["Overzicht"].__setitem__("G3", "Navragen"))
    assert codes(InputError, check_foreign, path, SMALL) == ["cells_foreign"]

    def draw(book: Any) -> None:
        chart = BarChart()
        chart.add_data(Reference(book["Overzicht"], min_col=2, min_row=6, max_row=7))
        book["Overzicht"].add_chart(chart, "H9")

    path = written(tmp_path, KNOWN, vocabulary=SMALL)
    assert codes(InputError, check_foreign, changed(path, draw), SMALL) == ["drawing_foreign"]


def test_an_unknown_answer_is_neither_answered_nor_open() -> None:
    """Said to be unknown, known, and left open."""
    facts = SMALL.facts
    region = Region("X", {"trust": Given(None), "budget": Given(3)})
    assert [state_of(region, facts[name]).en for name in ("trust", "budget", "domains")] == [
        "not known",
        "answered",
        "open",
    ]
