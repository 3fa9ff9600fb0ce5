"""What is partly known in a workbook: typed, chosen from a list, and written so that it is read back as just that."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from regiorules.documents import parse
from regiorules.facts.entries import Given
from regiorules.facts.partial import is_partial
from regiorules.facts.region import Region, region_of
from regiorules.facts.vocabulary import Fact, Option, Vocabulary
from regiorules.facts.workbook import read_workbook
from regiorules.frozen import thaw
from regiorules.text import LANGUAGES, Language, Text
from tests.facts.workbook.books import VOCABULARY, assessed, changed, choices, said, type_in, written
from tests.mini import VOCABULARY as SMALL
from tests.partly import partly_known

FREE = Vocabulary(
    {
        "motto": Fact("text", Text("Motto", "Motto"), id="motto"),
        "rate": Fact("number", Text("Maat", "Rate"), id="rate"),
        "events": Fact(
            "records",
            Text("Zaken", "Matters"),
            id="events",
            fields=(
                Fact("text", Text("Wat", "What"), id="what"),
                Fact(
                    "set",
                    Text("Wie", "Who"),
                    id="who",
                    options=(Option("a", Text("a", "a")), Option("b", Text("b", "b"))),
                ),
            ),
        ),
    },
    {},
    {},
)  # what neither rule set of the tests has


@pytest.mark.parametrize("vocabulary", [SMALL, VOCABULARY, FREE], ids=["small", "core", "free"])
@settings(max_examples=40, deadline=None, database=None)
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_what_is_partly_known_survives_writing_and_reading(
    vocabulary: Vocabulary, data: st.DataObject, language: Language
) -> None:
    """Of every type, with numbers that are shown rounded and names that look like something else."""
    region = data.draw(partly_known(vocabulary))
    with TemporaryDirectory() as folder:
        assert read_workbook(written(Path(folder), region, language, vocabulary=vocabulary), vocabulary) == region


def facts_of(folder: Path, typed: dict[str, Any]) -> dict[str, Any]:
    """What the small questionnaire says with these cells filled in."""
    region = read_workbook(changed(written(folder, vocabulary=SMALL), type_in(typed)), SMALL)
    return {name: thaw(each.value) for name, each in region.facts.items()}


@pytest.mark.parametrize(
    ("cells", "name", "value"),
    [
        ({"Feiten!B6": "Hoogstens GEMIDDELD"}, "trust", {"at_most": "medium"}),
        ({"Feiten!B6": "niet hoog"}, "trust", {"at_most": "medium"}),
        ({"Feiten!B6": "laag of hoog"}, "trust", {"one_of": ["low", "high"]}),
        ({"Feiten!B6": "{at_least: medium}"}, "trust", {"at_least": "medium"}),
        ({"Feiten!B13": "meer dan 2,5"}, "budget", {"more_than": 2.5}),
        ({"Feiten!B5": "Urk of Almere"}, "centre_municipality", {"one_of": ["Almere", "Urk"]}),
        ({"Feiten!B9": "werk in elk geval, jeugd niet"}, "domains", {"includes": ["work"], "excludes": ["youth"]}),
        ({"Feiten!B10": "ja", "Feiten!B12": "nee"}, "domains", {"includes": ["work"], "excludes": ["youth"]}),
        ({"Feiten!B10": "ja", "Feiten!B11": "onbekend"}, "domains", {"includes": ["work"]}),
        (
            {"Gemeenten!A5": "Urk", "Gemeenten!B5": "40.000 tot 60.000", "Gemeenten!A6": "En anderen"},
            "municipalities",
            {
                "records": [{"name": "Urk", "population": {"at_least": 40000, "less_than": 60000}, "role": None}],
                "complete": False,
            },
        ),
        (
            {"Feiten!B3": "Urk 20.000, en andere"},
            "municipalities",
            {"records": [{"name": "Urk", "population": 20000, "role": None}], "complete": False},
        ),
        ({"Gemeenten!A9": "overige", "Gemeenten!B9": "onbekend"}, "municipalities", None),
    ],
)
def test_a_cell_takes_it_as_people_say_it(tmp_path: Path, cells: dict[str, Any], name: str, value: Any) -> None:
    """In the answer to a question, on the lines of a set, in a record, and as a line of its own under a list."""
    assert facts_of(tmp_path, cells) == {name: value}


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"Feiten!B6": "minstens hoogg"}, "Feiten!B6 facts.trust: hoogg is geen waarde van Vertrouwen;"),
        ({"Feiten!B6": "minstens hoog en hoogstens laag"}, "Feiten!B6 facts.trust: hoogstens laag gaat niet samen met"),
        ({"Feiten!B6": "{at_least: hoogg}"}, "Feiten!B6 facts.trust.at_least: hoogg is geen waarde van Vertrouwen;"),
        ({"Feiten!B6": "{at_leest: hoog}"}, "Feiten!B6 facts.trust: at_leest is geen sleutel die hier kan staan"),
        ({"Feiten!B6": "{at_least: hoog"}, "Feiten!B6"),
        ({"Feiten!B13": "5 tot 3"}, "Feiten!B13 facts.budget: 5 tot 3 laat geen enkele waarde over;"),
        ({"Feiten!B9": "werk, jeugd niet"}, "Feiten!B9 facts.domains: werk, jeugd niet: onduidelijk wat er wel"),
        ({"Feiten!B3": "Urk veel, en andere"}, "Feiten!B3 facts.municipalities[1]: hier hoort een lijst van sleutels"),
        (
            {"Feiten!B3": "Urk 5, en andere", "Gemeenten!A5": "Urk"},
            "Feiten!B3 facts.municipalities: hier staat Urk 5, en andere, maar op het tabblad Gemeenten zijn regels",
        ),
        (
            {"Gemeenten!A5": "Urk", "Gemeenten!B5": "6 tot 5"},
            "Gemeenten!B5 facts.municipalities[1].population: 6 tot 5 laat geen enkele waarde over;",
        ),
        ({"Gemeenten!A5": "en andere", "Gemeenten!B5": "-5"}, "Gemeenten!B5 facts.municipalities[1].population: -5"),
    ],
)
def test_what_cannot_be_names_its_cell(tmp_path: Path, cells: dict[str, Any], message: str) -> None:
    """Once, wherever it stands."""
    [line] = said(changed(written(tmp_path, vocabulary=SMALL), type_in(cells)))["nl"]
    assert line.startswith(message)


@pytest.mark.parametrize("name", ["Meer", "{one_of: a}", "Bergen of Zee"])
@pytest.mark.parametrize("complete", [True, False])
def test_a_name_that_looks_like_something_else_stays_a_name(tmp_path: Path, name: str, complete: bool) -> None:
    """A record of which no more is known than a name like that of others, or like plain data."""
    records = [{"name": name, "population": None, "role": None}]
    value = records if complete else {"records": records, "complete": False}
    region = Region("R", {"municipalities": Given(value), "centre_municipality": Given(name)})
    assert read_workbook(written(tmp_path, region, vocabulary=SMALL), SMALL) == region


def test_it_is_written_as_people_say_it(tmp_path: Path) -> None:
    """Words in the language of the workbook, a line for the others, and nothing in the lines of a set that are open."""
    facts = {
        "trust": Given({"at_most": "medium"}),
        "budget": Given({"more_than": 2.125}),
        "domains": Given({"includes": ("work",), "excludes": ("youth",)}),
        "municipalities": Given(
            {"records": ({"name": "Urk", "population": {"at_least": 218000}, "role": None},)} | {"complete": False}
        ),
    }
    book = load_workbook(written(tmp_path, Region("R", facts), vocabulary=SMALL))
    questions, places = book["Feiten"], book["Gemeenten"]
    assert [questions[f"B{row}"].value for row in (3, 6, 13)] == [
        "zie tabblad Gemeenten",
        "hoogstens gemiddeld",
        "meer dan 2,1250",
    ]
    assert [questions[f"B{row}"].value for row in range(9, 13)] == [None, "ja", None, "nee"]
    assert [places[cell].value for cell in ("A5", "B5", "C5", "A6", "B6")] == [
        "Urk",
        "minstens 218.000",
        None,
        "en andere",
        None,
    ]
    book = load_workbook(written(tmp_path, Region("R", facts), "en", vocabulary=SMALL))
    assert book["Facts"]["B6"].value == "at most medium"
    assert [book["Municipalities"][cell].value for cell in ("B5", "A6")] == ["at least 218,000", "and others"]


DOSSIER = """
region: Ergens
facts:
  regional_network: hoogstens los
  regional_strategy_agreed: minstens deels
  employer_service_point: niet in bedrijf
  municipalities: [{name: Almere, population: 218.000}, en andere]
  cooperation_history: [{kind: uittreding}]
"""


def test_it_is_the_dossier_of_a_region_file(tmp_path: Path) -> None:
    """The same words in a region file and in a workbook: the same region, the same assessment."""
    region = region_of(parse(DOSSIER, "ergens.yaml"), VOCABULARY)

    def fill(book: Any) -> None:
        questions, places, history = book["Feiten"], book["Gemeenten"], book["Geschiedenis van samenwerking"]
        rows = {questions.cell(row, 6).value: row for row in range(2, questions.max_row + 1)}
        for name in ("regional_network", "regional_strategy_agreed", "employer_service_point"):
            questions.cell(rows[name], 2).value = yaml.safe_load(DOSSIER)["facts"][name]
        places["A5"], places["B5"], places["A6"] = "Almere", 218000, "en andere"
        history["B5"], book["Start"]["B4"] = "uittreding", "Ergens"

    back = read_workbook(changed(written(tmp_path), fill), VOCABULARY)
    assert back == region
    assert {name for name, each in region.facts.items() if is_partial(each.value)} == {*region.facts} - {
        "cooperation_history"
    }
    assert assessed(back) == assessed(region)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_answer_of_a_list_can_be_chosen(tmp_path: Path, language: Language) -> None:
    """Every label of a drop-down list is read, and no two of them mean the same."""
    path = written(tmp_path, None, language)
    lists = choices(load_workbook(path), "warning")
    sheet = {"nl": "Feiten", "en": "Facts"}[language]
    asked = {cell: labels for (title, cell), labels in lists.items() if title == sheet}
    questions = load_workbook(path)[sheet]
    meant: dict[str, list[Any]] = {}
    for number in range(max(map(len, asked.values()))):
        typed = {f"{sheet}!{cell}": labels[min(number, len(labels) - 1)] for cell, labels in asked.items()}
        region = read_workbook(changed(path, type_in(typed)), VOCABULARY)
        for name, each in region.facts.items():
            if VOCABULARY.facts[name].type in ("level", "choice") and each.value not in meant.setdefault(name, []):
                meant[name].append(each.value)
    for cell, labels in asked.items():
        name = questions[f"F{cell[1:]}"].value
        if name in meant:
            assert len(meant[name]) == len(labels) <= 2 * len(VOCABULARY.facts[name].options) + 2
