"""The questionnaire filled in as a person would, moved about and added to: it is the region file again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from regiorules.facts.entries import Given
from regiorules.facts.names import find_profile
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import Region, read_region, region_from_profile
from regiorules.facts.workbook import read_workbook
from regiorules.text import LANGUAGES, Language
from tests.facts.workbook.books import BY_NAME, EXAMPLES, VOCABULARY, assessed, changed, type_in, written
from tests.facts.workbook.person import Person


def without_notes(region: Region, language: Language | None = None) -> Region:
    """A region without its notes, or with those in one language only, which is how a person types them."""
    facts = {
        name: evolve(each, note=dict.fromkeys(LANGUAGES, each.note[language]) if language and each.note else {})
        for name, each in region.facts.items()
    }
    return evolve(region, facts=facts)


def rearranged(book: Any) -> None:
    """What a person does to a workbook meanwhile: rows sorted and moved, columns swapped and widened, sheets moved."""
    facts = book["Feiten"]
    rows = [[cell.value for cell in row] for row in facts.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            facts.cell(number, column).value = value
    for row in range(1, facts.max_row + 1):  # the source after the note
        source, note = facts.cell(row, 4), facts.cell(row, 5)
        source.value, note.value = note.value, source.value
    facts.insert_rows(1, 3)
    facts["A1"] = "Ingevuld door: beleid"
    facts.column_dimensions["B"].width = 60
    facts.column_dimensions["F"].hidden = False
    book["Geschiedenis van samenwerking"].insert_rows(6, 2)
    book["Gemeenten"].insert_cols(1)
    book["Gemeenten"].move_range("A1:A20", rows=30)
    book.move_sheet("Feiten", -1)
    book.move_sheet("Bronnen", -3)
    book.create_sheet("Kladblok", 0)["A1"] = "eigen aantekeningen"


@BY_NAME
@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_in_by_a_person_it_is_the_region_file(tmp_path: Path, example: Path, language: Language) -> None:
    """An empty questionnaire, filled in with labels, numbers and dates, gives the assessment of the YAML."""
    region = without_notes(read_region(example, VOCABULARY), language)
    profile = "profile" in region.sources
    path = changed(
        written(tmp_path, None, language), lambda book: Person(book, language).region(region, profile=profile)
    )
    back = read_workbook(path, VOCABULARY)
    assert back == region
    assert assessed(back) == assessed(region)


@BY_NAME
def test_rearranged_by_a_person_it_stays_the_same(tmp_path: Path, example: Path) -> None:
    """Sorted and moved rows, swapped columns, other sheets and another order of them change nothing."""
    region = read_region(example, VOCABULARY)
    assert read_workbook(changed(written(tmp_path, region), rearranged), VOCABULARY) == region


def test_without_the_hidden_columns_the_questions_say_enough(tmp_path: Path) -> None:
    """A copy of only the visible columns is read by the text of the questions and the options."""
    region = without_notes(read_region(EXAMPLES[0], VOCABULARY))
    path = changed(written(tmp_path, region), lambda book: book["Feiten"].delete_cols(6, 4))
    assert read_workbook(path, VOCABULARY) == region


def test_a_known_region_is_filled_in_and_a_person_adds_to_it(tmp_path: Path) -> None:
    """The sheet of municipalities is filled from the profile; a municipality and events are added under it."""
    profile = find_profile("Zeeland", built_in_profiles(VOCABULARY))

    def add(book: Any) -> None:
        sheet = book["Gemeenten"]
        names = [row[0] for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]]
        assert names == [record["name"] for record in profile.facts["municipalities"]]
        assert sheet.cell(5, 2).value == profile.facts["municipalities"][0]["population"]
        sheet.cell(5 + len(names), 1).value, sheet.cell(5 + len(names), 2).value = "Nieuwstad", 12345
        sheet.cell(8, 2).value = "onbekend"
        events = [(2014, "Overeenkomst", "Convenant"), (2019, "conflict", None), (None, "uittreding", "Ooit")]
        for row, event in enumerate(events, 5):
            for column, value in enumerate(event, 1):
                book["Geschiedenis van samenwerking"].cell(row, column).value = value

    region = read_workbook(changed(written(tmp_path, region_from_profile(profile)), add), VOCABULARY)
    expected = [dict(record) for record in profile.facts["municipalities"]] + [
        {"name": "Nieuwstad", "population": 12345}
    ]
    expected[3]["population"] = None
    assert region.facts["municipalities"] == Given(expected, ("profile",))
    assert region.facts["cooperation_history"].value == (
        {"year": 2014, "kind": "agreement", "what": "Convenant"},
        {"year": 2019, "kind": "conflict", "what": None},
        {"year": None, "kind": "withdrawal", "what": "Ooit"},
    )


def test_a_region_chosen_from_the_list_needs_no_name(tmp_path: Path) -> None:
    """The name is that of the known region, of the file where none is chosen, and what a person typed before all."""
    path = written(tmp_path)
    assert read_workbook(path, VOCABULARY) == Region("scan")
    changed(path, type_in({"Start!B4": "Onbekend", "Start!B5": "onbekend", "Start!B6": "onbekend"}))
    assert read_workbook(path, VOCABULARY) == Region("scan")
    changed(path, type_in({"Start!B6": "Zeeland"}))
    profile = region_from_profile(find_profile("Zeeland", built_in_profiles(VOCABULARY)))
    assert read_workbook(path, VOCABULARY) == profile
    changed(path, type_in({"Start!B4": "Zeeland en meer"}))
    assert read_workbook(path, VOCABULARY).name == "Zeeland en meer"
