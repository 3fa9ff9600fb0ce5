"""Which sheet is which: copies, second sheets, renamed sheets and merged cells are never left out without a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("openpyxl")

from regiorules.facts.workbook import read_workbook, workbook_content
from tests.commands import run
from tests.facts.workbook import books
from tests.facts.workbook.books import KNOWN, changed
from tests.mini import MINI, VOCABULARY


def questionnaire(folder: Path, change: Callable[[Any], object]) -> Path:
    """A filled-in questionnaire after a change."""
    path = folder / "scan.xlsx"
    path.write_bytes(workbook_content(VOCABULARY, KNOWN))
    return changed(path, change)


def said(path: Path) -> list[str]:
    """What is wrong with a workbook, without its name."""
    return books.said(path)["nl"]


def copied(title: str, name: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book.copy_worksheet(book[title]).title = name

    return change


@pytest.mark.parametrize("title", ["Start", "Feiten", "Gemeenten", "Bronnen", "Aannames"])
@pytest.mark.parametrize("name", ["{} (2)", "{}_2", "Kopie van {}", "Jan"])
def test_a_copied_sheet_is_named(title: str, name: str, tmp_path: Path) -> None:
    """Whatever a program or a person calls the copy: it is recognised by what stands in it."""
    name = name.format(title)
    assert said(questionnaire(tmp_path, copied(title, name))) == [
        f"{name}!A1: het tabblad {name} lijkt op het tabblad {title}; "
        f"zet alle antwoorden op {title} en verwijder {name}"
    ]


@pytest.mark.parametrize("title", ["Start", "Feiten", "Gemeenten", "Bronnen", "Aannames"])
def test_a_renamed_sheet_is_named(title: str, tmp_path: Path) -> None:
    """One message, with the name that it should have."""

    def rename(book: Any) -> None:
        book[title].title = "Mijn blad"

    assert said(questionnaire(tmp_path, rename)) == [
        f"Mijn blad!A1: het tabblad Mijn blad hoort {title} te heten; geef het die naam terug"
    ]


def test_a_second_sheet_of_answers_is_named(tmp_path: Path) -> None:
    """The columns of the questions, typed by hand on a sheet of one's own, under some other text."""

    def second(book: Any) -> None:
        sheet = book.create_sheet("Antwoorden van Piet", 0)
        for cells in (["Gesprek met Piet"], [], ["Vraag", "Antwoord"], ["Vertrouwen", "hoog"]):
            sheet.append(cells)

    [line] = said(questionnaire(tmp_path, second))
    assert line.startswith("Antwoorden van Piet!A1: het tabblad Antwoorden van Piet lijkt op het tabblad Feiten;")


def test_the_same_sheet_in_two_languages_is_named(tmp_path: Path) -> None:
    """Facts beside Feiten: neither is chosen without a word."""
    assert said(questionnaire(tmp_path, copied("Feiten", "Facts")))[0].startswith("Facts!A1: ")


def test_sheets_of_ones_own_are_left_alone(tmp_path: Path) -> None:
    """Scratch paper is nobody's business: text, numbers, a formula, a list of municipalities."""

    def scratch(book: Any) -> None:
        sheet = book.create_sheet("Kladblok")
        for cells in (["Vraag aan Jan"], ["Naam", "Telefoon"], ["A", "=1+1"], [None, 3]):
            sheet.append(cells)

    assert read_workbook(questionnaire(tmp_path, scratch), VOCABULARY).facts.keys() == KNOWN.facts.keys()


@pytest.mark.parametrize("where", ["Feiten!B6:B7", "Gemeenten!B5:B6", "Bronnen!A2:B3", "Aannames!B2:B3"])
def test_an_answer_in_merged_cells_is_refused_with_the_cell(where: str, tmp_path: Path) -> None:
    """Which of the lines it answers can't be told."""
    title, _, cells = where.partition("!")
    first = cells.partition(":")[0]

    def merge(book: Any) -> None:
        book[title].merge_cells(cells)
        book[title][first] = {"Feiten": "hoog", "Gemeenten": 5, "Bronnen": "s", "Aannames": ""}[title] or 5000

    found = said(questionnaire(tmp_path, merge))
    assert (
        f"{title}!{first}: de cellen {cells} zijn samengevoegd; splits ze, en geef elke regel een eigen antwoord"
        in (found)
    )


def test_merged_cells_that_lose_nothing_are_read(tmp_path: Path) -> None:
    """Beside each other, without an answer, or in the column of the explanation."""

    def merge(book: Any) -> None:
        for cells in ("A1:A1", "B5:C5", "C8:C9"):
            book["Feiten"].merge_cells(cells)

    assert read_workbook(questionnaire(tmp_path, merge), VOCABULARY).facts.keys() == KNOWN.facts.keys()


@pytest.mark.parametrize("word", ["geen", "None", "geen van deze"])
def test_none_behind_the_question_of_a_set(word: str, tmp_path: Path) -> None:
    """An empty set, as no on every line is; and back in a workbook it is the same."""

    def answer(book: Any) -> None:
        sheet = book["Feiten"]
        [row, *_] = [cell.row for cell in sheet["F"] if cell.value == "domains"]
        sheet.cell(row, 2).value = word
        for number in range(row + 1, row + 1 + len(VOCABULARY.facts["domains"].options)):
            sheet.cell(number, 2).value = None

    path = questionnaire(tmp_path, answer)
    region = read_workbook(path, VOCABULARY)
    assert region.facts["domains"].value == ()
    path.write_bytes(workbook_content(VOCABULARY, region))
    assert read_workbook(path, VOCABULARY).facts == region.facts


def test_a_copied_sheet_stops_every_command(tmp_path: Path) -> None:
    """Exit code 2 and one line, whatever the workbook is used for."""
    path = questionnaire(tmp_path, copied("Feiten", "Feiten (2)"))
    for words in (["advise", path], ["questions", path], ["questionnaire", path, "--output", path]):
        code, out, err = run(*words, "--ruleset", MINI)
        assert (code, out) == (2, "")
        assert err.startswith(f"{path}:Feiten (2)!A1: ")
        assert len(err.splitlines()) == 1
