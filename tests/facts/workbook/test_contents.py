"""What the questionnaire holds: questions, lists of answers, forms of cells, and rows as high as their texts."""

from __future__ import annotations

import zipfile
from itertools import combinations
from pathlib import Path

import pytest
from openpyxl import load_workbook

from regiorules.facts.entries import Given
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import Region, read_region
from regiorules.facts.workbook import read_workbook
from regiorules.text import LANGUAGES, Language
from tests.facts.workbook.books import BY_NAME, VOCABULARY, choices, written
from tests.facts.workbook.person import OVERVIEW, SHEETS, WORDS, Person
from tests.mini import VOCABULARY as SMALL


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_hold_exactly_the_allowed_labels(tmp_path: Path, language: Language) -> None:
    """Every answer with levels has a list of its labels, then unknown and what is partly known; what is typed none."""
    book = load_workbook(written(tmp_path, None, language))
    known, free = choices(book), choices(book, "warning")
    most, least, either = {"nl": ("hoogstens", "minstens", "of"), "en": ("at most", "at least", "or")}[language]
    person = Person(book, language)
    yes, no, unknown = (word.strip().lower() for word in WORDS[language])
    for fact in (each for each in VOCABULARY.facts.values() if each.asked):
        row = person.rows[fact.question.say(language)] if fact.question else 0
        labels = [option.label.say(language) for option in fact.options]
        if fact.type == "set":
            for number in range(row + 1, row + 1 + len(labels)):
                assert known.pop((person.sheets[1], f"B{number}")) == [yes, no, unknown]
        elif fact.type == "records":
            see = {"nl": "zie tabblad", "en": "see sheet"}[language]
            none = {"nl": "geen", "en": "none"}[language]
            words = [none, unknown] if fact.may_be_none else [unknown]  # a region has municipalities
            assert free.pop((person.sheets[1], f"B{row}")) == [f"{see} {fact.title.say(language)}", *words]
        elif fact.type == "yes_no":
            assert known.pop((person.sheets[1], f"B{row}")) == [yes, no, unknown]
        elif fact.type in ("level", "choice"):
            partly = [f"{one} {either} {other}" for one, other in combinations(labels, 2)] if len(labels) == 3 else []
            if fact.type == "level":
                middle = labels[1:-1]
                partly = [f"{word} {label}" for word in (most, least) for label in middle]
                partly += [f" {either} ".join(middle)] if len(middle) == 2 else []
            assert free.pop((person.sheets[1], f"B{row}")) == [*labels, unknown, *partly]
    kinds = ["overeenkomst", "gezamenlijke organisatie", "uittreding", "conflict"]
    if language == "nl":
        assert free[person.sheets[3], "B5"] == free[person.sheets[3], "B204"] == kinds  # needed: never unknown
    assert known.pop(("Start", "B6")) == [profile.name for profile in built_in_profiles(VOCABULARY).values()]
    assert known == {}
    assert {(sheet, cell[0]) for sheet, cell in free} == {(person.sheets[3], "B")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_and_help_stand_in_the_language(tmp_path: Path, language: Language) -> None:
    """Every fact that is asked has its question and its help; the sheets have their names."""
    book = load_workbook(written(tmp_path, None, language))
    assert book.sheetnames == [OVERVIEW[language], *SHEETS[language]]
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == book.sheetnames[:-1]
    help_of = {row[0].value: row[2].value for row in book[SHEETS[language][1]].iter_rows(min_row=2)}
    for fact in (each for each in VOCABULARY.facts.values() if each.asked and each.question and each.help):
        assert (help_of[fact.question.say(language)] or "").startswith(fact.help.say(language))  # type: ignore[union-attr]


def test_what_is_text_stays_text(tmp_path: Path) -> None:
    """A spreadsheet program makes no date of a name, a source or a note; numbers show their thousands, years don't."""
    book = load_workbook(written(tmp_path))
    texts = [
        "Start!B4",
        "Start!B5",
        "Start!B6",
        "Feiten!B4",
        "Feiten!D4",
        "Feiten!E4",
        "Gemeenten!A5",
        "Bronnen!A2",
        "Bronnen!D2",
    ]
    formats = {where: book[sheet][cell].number_format for where in texts for sheet, cell in [where.split("!")]}
    assert formats == dict.fromkeys(texts, "@")
    assert book["Gemeenten"]["B5"].number_format == "#,##0"
    assert book["Geschiedenis van samenwerking"]["A5"].number_format == "General"


@BY_NAME
def test_no_text_is_cut_off(tmp_path: Path, example: Path) -> None:
    """Every row is as high as its longest text needs in the width of its column, and grows with what is typed."""
    path = written(tmp_path, read_region(example, VOCABULARY))
    for sheet in load_workbook(path).worksheets[:-1]:
        merged = {number for each in sheet.merged_cells.ranges for number in range(each.min_row, each.max_row + 1)}
        for row in sheet.iter_rows():
            for cell in (each for each in row if each.value and each.alignment.wrap_text and each.row not in merged):
                column = sheet.column_dimensions[cell.column_letter]
                lines = -(-len(str(cell.value)) // (column.width * 1.15))
                assert column.hidden or sheet.row_dimensions[cell.row].height >= 15 * lines, cell
    with zipfile.ZipFile(path) as archive:
        assert b"customHeight" not in archive.read("xl/worksheets/sheet2.xml")


def test_a_very_long_note_stays_within_the_format(tmp_path: Path) -> None:
    """No row is higher, and no cell longer, than a spreadsheet program takes; what fits comes back."""
    note = {"nl": "lang " * 2000 + "einde", "en": "long " * 20_000}
    path = written(tmp_path, Region("R", {"trust": Given("low", (), note)}), vocabulary=SMALL)
    sheet = load_workbook(path)["Feiten"]
    assert (sheet.row_dimensions[6].height, len(sheet["I6"].value)) == (409, 32_767)
    assert read_workbook(path, SMALL).facts["trust"].note["nl"] == note["nl"]
