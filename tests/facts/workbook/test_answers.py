"""Answers in a workbook: what none, unknown, a note, a date or a formula in a cell comes to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from regiorules.facts.entries import Given
from regiorules.facts.region import Region, Source
from regiorules.facts.vocabulary import Fact, Option, Vocabulary
from regiorules.facts.workbook import read_workbook
from regiorules.text import Text
from tests.facts.workbook.archives import repack
from tests.facts.workbook.books import changed, choices, type_in, written
from tests.mini import VOCABULARY as SMALL


def test_none_and_unknown_are_different_answers(tmp_path: Path) -> None:
    """A list can be empty or unknown, a set too; nothing filled in is no answer at all."""
    facts = {"municipalities": Given([]), "domains": Given([]), "trust": Given(None)}
    region = Region("R", facts)
    assert read_workbook(written(tmp_path, region, vocabulary=SMALL), SMALL) == region
    region = Region("R", {"municipalities": Given(None), "domains": Given(None)})
    path = written(tmp_path, region, vocabulary=SMALL)
    assert read_workbook(path, SMALL) == region

    def every_line_unknown(book: Any) -> None:
        book["Feiten"]["B9"] = None
        for row in (10, 11, 12):
            book["Feiten"].cell(row, 2).value = "onbekend"

    assert read_workbook(changed(path, every_line_unknown), SMALL) == region


def test_a_source_without_an_answer_is_an_open_fact(tmp_path: Path) -> None:
    """Who gives a source or a note and no answer says that it isn't known; names of sources ignore capitals."""

    def fill(book: Any) -> None:
        book["Bronnen"]["A2"], book["Bronnen"]["B2"] = "Krant", "De krant"
        book["Bronnen"]["A3"], book["Bronnen"]["B3"] = 2016, "Jaarverslag"
        book["Feiten"]["D6"], book["Feiten"]["E7"] = "krant, 2016", "nagevraagd"

    region = read_workbook(changed(written(tmp_path, vocabulary=SMALL), fill), SMALL)
    assert region.facts["trust"] == Given(None, ("Krant", "2016"))
    assert region.facts["effort"] == Given(None, (), {"nl": "nagevraagd", "en": "nagevraagd"})
    assert region.sources == {"Krant": Source("De krant"), "2016": Source("Jaarverslag")}


def test_a_changed_note_counts_in_both_languages(tmp_path: Path) -> None:
    """The translation of a note is kept while the note stays as it was, and goes with it when it changes."""
    region = Region("R", {"trust": Given("low", (), {"nl": "Lezing", "en": "Reading"})})
    path = written(tmp_path, region, vocabulary=SMALL)
    assert read_workbook(path, SMALL) == region
    changed(path, lambda book: book["Feiten"].cell(6, 5, "Anders"))
    assert read_workbook(path, SMALL).facts["trust"].note == {"nl": "Anders", "en": "Anders"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (True, "yes"),
        (3.0, "3"),
        (0.25, "0.25"),
        (datetime(2016, 4, 13), "2016-04-13"),
        (datetime(2016, 4, 13, 12, 30), "2016-04-13T12:30:00"),
        (" twee\nregels ", "twee\nregels"),
        ("  ", None),
    ],
)
def test_a_cell_is_read_as_it_would_be_written(tmp_path: Path, typed: Any, read: str | None) -> None:
    """What a program makes of what is typed (a date, a number, true) becomes a text again; white space is nothing."""
    path = changed(written(tmp_path, vocabulary=SMALL), type_in({"Start!B4": typed}))
    assert read_workbook(path, SMALL).name == (read or "scan")


def test_a_formula_counts_for_its_saved_value(tmp_path: Path) -> None:
    """What a spreadsheet program computed and saved is read like a typed value."""
    path = changed(written(tmp_path, vocabulary=SMALL), lambda book: book["Feiten"].cell(13, 2, "=1/2"))
    repack(path, {"xl/worksheets/sheet3.xml": lambda text: text.replace(b"<v></v>", b"<v>0.5</v>", 1)})
    assert read_workbook(path, SMALL).facts["budget"] == Given(0.5)


def test_a_label_that_means_something_else_gives_way_to_the_id(tmp_path: Path) -> None:
    """Where the label of an option is the id of another, or says unknown, the workbook shows the id."""
    options = (
        Option("low", Text("high", "high")),
        Option("high", Text("onbekend", "unknown")),
        Option("top", Text("top", "top")),
    )
    fact = Fact("choice", Text("Keuze", "Choice"), id="pick", options=options)
    vocabulary = Vocabulary({"pick": fact}, {}, {})
    for value in (*fact.option_ids, {"one_of": ("low", "high")}):
        region = Region("R", {"pick": Given(value)})
        path = written(tmp_path, region, vocabulary=vocabulary)
        assert read_workbook(path, vocabulary) == region
    assert choices(load_workbook(path), "warning")["Feiten", "B3"] == ["low", "high", "top", "onbekend"]
