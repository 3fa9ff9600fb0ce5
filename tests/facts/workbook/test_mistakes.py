"""Mistakes in a workbook: each names its sheet and cell, in both languages, and all are said at once."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.errors import InputError
from regiorules.facts.entries import Given
from regiorules.facts.workbook import read_workbook
from regiorules.text import LANGUAGES
from tests.facts.workbook.books import MISTAKES, TOGETHER, TYPED, changed, said, texts, type_in, written
from tests.mini import VOCABULARY as SMALL
from tests.mini import codes

CELLS = [
    *(f"Feiten!{column}{row}" for column in "ABCDEFGH" for row in (1, 3, 5, 6, 8, 9, 10, 13, 15)),
    *(f"Gemeenten!{column}{row}" for column in "ABC" for row in (4, 5, 6)),
    *(f"{sheet}!{column}{row}" for sheet in ("Bronnen", "Aannames") for column in "ABF" for row in (1, 2, 3)),
    *("Start!B4", "Start!B5", "Start!B6", "Start!A6"),
]


def typings() -> st.SearchStrategy[Any]:
    """What may stand in a cell: words that mean something, and everything that openpyxl writes."""
    words = st.sampled_from(
        (
            *("ja", "Onbekend", "hoog", "geen", "zie tabblad", "Urk", "trust", "Antwoord", "Naam", "Bron"),
            *("minstens hoog", "niet ", "5 tot 3", "en andere", "Urk 5, en andere", "{at_least: 3}", "[{a: b}]", "{"),
        )
    )
    moments = st.sampled_from((datetime(2016, 4, 13), datetime(2016, 4, 13, 12, 30), time(12, 30), timedelta(hours=30)))
    return st.one_of(
        words, texts(), st.integers(), st.floats(), st.booleans(), moments, st.sampled_from(("=B6", "#REF!"))
    )


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["nl"].split(":")[0])
def test_a_mistake_names_sheet_and_cell(tmp_path: Path, mistake: dict[str, Any]) -> None:
    """Whatever is wrong in a cell is said once, with its place and what to do, in both languages."""
    path = changed(written(tmp_path, vocabulary=SMALL), type_in(mistake["cells"]))
    assert said(path) == {"nl": [mistake["nl"]], "en": [mistake["en"]]}


def test_all_mistakes_are_said_at_once(tmp_path: Path) -> None:
    """Mistakes all over the workbook hide nothing of one another."""
    found = said(changed(written(tmp_path, vocabulary=SMALL), type_in(TYPED)))
    for language in LANGUAGES:
        assert sorted(found[language]) == sorted(mistake[language] for mistake in TOGETHER)


@settings(max_examples=40, deadline=None, database=None)
@given(typed=st.dictionaries(st.sampled_from(CELLS), typings(), min_size=1, max_size=8))
def test_whatever_is_typed_is_read_or_refused_by_its_cell(typed: dict[str, Any]) -> None:
    """Anything in any cell gives a region, or problems that each name a cell and are said in both languages."""
    with TemporaryDirectory() as folder:
        path = changed(written(Path(folder), vocabulary=SMALL), type_in(typed))
        try:
            read_workbook(path, SMALL)
        except InputError as error:
            found = error.problems
        else:
            found = ()
        assert [each for each in found if "!" not in each.place.cell] == []
        assert all(each.say(language) for each in found for language in LANGUAGES)


def test_an_english_workbook_is_spoken_of_in_its_own_words(tmp_path: Path) -> None:
    """Sheets have their English names, and what is meant is suggested in English."""
    path = written(tmp_path, None, "en", vocabulary=SMALL)
    changed(path, type_in({"Facts!B6": "hihg", "Municipalities!B5": 0, "Start!B6": "Flevolant"}))
    assert said(path)["en"] == [
        "Facts!B6 facts.trust: hihg isn't a value of Trust; choose from: low, medium, high; did you mean high?",
        "Municipalities!A5 facts.municipalities[1]: fill in here: Name",
        "Municipalities!B5 facts.municipalities[1].population: 0 is outside 1 to 2000000 inhabitants",
        "Start!B6 profile: Flevolant isn't a region we know (see: regiorules regions); did you mean Flevoland?",
    ]


@pytest.mark.parametrize(
    ("title", "dutch"),
    [
        ("Start", " het tabblad Start ontbreekt"),
        ("Feiten", " het tabblad Feiten ontbreekt"),
        ("Gemeenten", "Feiten!B3 facts.municipalities: het tabblad Gemeenten ontbreekt"),
        ("Bronnen", " het tabblad Bronnen ontbreekt"),
        ("Aannames", " het tabblad Aannames ontbreekt"),
    ],
)
def test_a_sheet_that_is_gone_is_named(tmp_path: Path, title: str, dutch: str) -> None:
    """No sheet can be left out in silence; that of a list is missed by the question that refers to it."""
    path = changed(written(tmp_path, vocabulary=SMALL), lambda book: book.remove(book[title]))
    assert said(path)["nl"] == [dutch]
    assert codes(InputError, read_workbook, path, SMALL) == ["sheet_missing"]


def test_a_list_that_is_none_needs_no_sheet(tmp_path: Path) -> None:
    """Who answers none may throw the sheet away."""

    def change(book: Any) -> None:
        book["Feiten"]["B3"] = "Geen"
        book.remove(book["Gemeenten"])

    region = read_workbook(changed(written(tmp_path, vocabulary=SMALL), change), SMALL)
    assert region.facts == {"municipalities": Given([])}
