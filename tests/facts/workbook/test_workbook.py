"""The questionnaire as a workbook: written, filled in as a person would, read back; and what every mistake says."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from regiorules.authoring.testing.strategies import regions
from regiorules.engine.engine import Engine
from regiorules.errors import InputError, MissingExtra
from regiorules.facts.profiles import built_in_profiles, find_profile
from regiorules.facts.region import Given, Region, Source, read_region, region_from_profile
from regiorules.facts.values import UNKNOWN_WORDS
from regiorules.facts.vocabulary import Fact, Option, Vocabulary
from regiorules.facts.workbook import cells, read_workbook, write_workbook
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import LANGUAGES, Language, Text, visible
from tests.commands import run
from tests.mini import MINI, codes, messages
from tests.mini import VOCABULARY as SMALL
from tests.paths import DATA, REGIONS

EXAMPLES = sorted(REGIONS.glob("*.yaml"))
KNOWLEDGE = load_rulesets(ruleset_folder("core"))
VOCABULARY = KNOWLEDGE.vocabulary
ENGINE = Engine(KNOWLEDGE, "compiled")
BY_NAME = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
SHEETS = {
    "nl": ["Start", "Feiten", "Gemeenten", "Geschiedenis van samenwerking", "Bronnen", "Aannames", "Lijsten"],
    "en": ["Start", "Facts", "Municipalities", "History of cooperation", "Sources", "Assumptions", "Lists"],
}
WORDS = {"nl": ("Ja", "nee ", "ONBEKEND"), "en": ("Yes", "no ", "UNKNOWN")}
SPREADSHEET = shutil.which("soffice") if shutil.which("localc") else None
NO_SPREADSHEET = pytest.mark.skipif(SPREADSHEET is None, reason="LibreOffice Calc isn't installed")
TABLE = "region_number,region,municipality,population\n1,Nieuwland,Nieuwstad,1000\n1,Nieuwland,Oudstad,500\n"
TEXTS = (
    "=1+1",
    "+31 20",
    "-5",
    "nee",
    "'s-Gravenhage",
    "a; b",
    "twee\nregels",
    "#N/A",
    "TRUE",
    "1e5",
    "2016",
    "x" * 300,
)


def assessed(region: Region) -> str:
    return ENGINE.assess(region).to_json()


def written(folder: Path, region: Region | None = None, language: Language = "nl", **named: Any) -> Path:
    """A questionnaire of core, unless another vocabulary is given."""
    path = folder / "scan.xlsx"
    write_workbook(path, named.pop("vocabulary", VOCABULARY), region, language, **named)
    return path


def changed(path: Path, change: Callable[[Any], object]) -> Path:
    """The workbook after a change with openpyxl."""
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def without_notes(region: Region, language: Language | None = None) -> Region:
    """A region without its notes, or with those in one language only, which is how a person types them."""
    facts = {
        name: evolve(each, note=dict.fromkeys(LANGUAGES, each.note[language]) if language and each.note else {})
        for name, each in region.facts.items()
    }
    return evolve(region, facts=facts)


# --- a person ----------------------------------------------------------------------------------------------------


class Person:
    """Fills in a questionnaire by what is to be seen in it: questions, labels, headings."""

    def __init__(self, book: Any, language: Language, vocabulary: Vocabulary = VOCABULARY) -> None:
        self.book = book
        self.language = language
        self.vocabulary = vocabulary
        self.sheets = SHEETS[language]
        self.facts = book[self.sheets[1]]
        self.rows = {cell.value: cell.row for cell in self.facts["A"] if cell.value}

    def region(self, region: Region, *, profile: bool) -> None:
        """Everything that is known of a region; with `profile` the municipalities come from the list of regions."""
        start = self.book[self.sheets[0]]
        start["B4"], start["B5"] = f"{region.name} ", typed_date(region.date)
        start["B6"] = region.name if profile else None
        for row, (key, source) in enumerate(region.sources.items(), 2):
            if not (profile and key == "profile"):
                for column, text in enumerate((key, source.title, source.url, typed_date(source.date)), 1):
                    self.book[self.sheets[4]].cell(row, column).value = text
        for name, each in region.facts.items():
            if not (profile and name == "municipalities"):
                self.fact(self.vocabulary.facts[name], each)

    def fact(self, fact: Fact, known: Given) -> None:
        """One answer, with its sources and its note."""
        row = self.rows[fact.question.say(self.language) if fact.question else fact.title.say(self.language)]
        if fact.type == "set" and known.value is not None:
            for number, option in enumerate(fact.options, row + 1):
                assert self.facts.cell(number, 1).value == option.label.say(self.language)
                self.facts.cell(number, 2).value = WORDS[self.language][0 if option.id in known.value else 1]
        elif fact.type == "records" and known.value:
            self.records(fact, known.value)
        else:
            self.facts.cell(row, 2).value = self.typed(fact, known.value)
        self.facts.cell(row, 4).value = " ;  ".join(known.sources).upper() or None
        self.facts.cell(row, 5).value = known.note.get(self.language)

    def records(self, fact: Fact, records: list[Mapping[str, Any]]) -> None:
        """A list on its own sheet."""
        sheet = self.book[fact.title.say(self.language)]
        for row, record in enumerate(records, 5):
            for column, each in enumerate(fact.fields, 1):
                sheet.cell(row, column).value = None if record[each.id] is None else self.typed(each, record[each.id])

    def typed(self, fact: Fact, value: Any) -> Any:
        """A value as it is chosen or typed: labels in capitals, numbers as numbers."""
        yes, no, unknown = WORDS[self.language]
        if value is None:
            return unknown
        if fact.type == "yes_no":
            return yes if value else no
        if fact.type in ("level", "choice"):
            label = next(option.label.say(self.language) for option in fact.options if option.id == value)
            return f" {label.upper()}  "
        return float(value) if fact.type == "number" else value


def typed_date(text: str) -> Any:
    """A day as a real date, a year as a number: what a spreadsheet program makes of what is typed."""
    if text.isdigit():
        return int(text)
    return datetime.fromisoformat(text) if len(text) == 10 else text or None


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
def test_what_is_written_is_read_back(tmp_path: Path, example: Path, language: Language) -> None:
    """Facts, sources, notes in both languages, date and assumptions: the same region, the same assessment."""
    region = read_region(example, VOCABULARY).set({"large_city": "50000"}, VOCABULARY)
    back = read_workbook(written(tmp_path, region, language), VOCABULARY)
    assert back == region
    assert assessed(back) == assessed(region)


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
    profile = find_profile("Zeeland", built_in_profiles())

    def add(book: Any) -> None:
        sheet = book["Gemeenten"]
        names = [row[0] for row in sheet.iter_rows(min_row=5, values_only=True) if row[0]]
        assert names == [record["name"] for record in profile.municipalities]
        assert sheet.cell(5, 2).value == profile.municipalities[0]["population"]
        sheet.cell(5 + len(names), 1).value, sheet.cell(5 + len(names), 2).value = "Nieuwstad", 12345
        sheet.cell(8, 2).value = "onbekend"
        for row, event in enumerate([(2014, "Overeenkomst", "Convenant"), (2019, "conflict", None)], 5):
            for column, value in enumerate(event, 1):
                book["Geschiedenis van samenwerking"].cell(row, column).value = value

    region = read_workbook(changed(written(tmp_path, region_from_profile(profile)), add), VOCABULARY)
    expected = [dict(record) for record in profile.municipalities] + [{"name": "Nieuwstad", "population": 12345}]
    expected[3]["population"] = None
    assert region.facts["municipalities"] == Given(expected, ("profile",))
    assert region.facts["cooperation_history"].value == (
        {"year": 2014, "kind": "agreement", "what": "Convenant"},
        {"year": 2019, "kind": "conflict", "what": None},
    )


def test_a_region_chosen_from_the_list_needs_no_name(tmp_path: Path) -> None:
    """The name is that of the known region, of the file where none is chosen, and what a person typed before all."""
    path = written(tmp_path)
    assert read_workbook(path, VOCABULARY) == Region("scan")
    changed(path, type_in({"Start!B4": "Onbekend", "Start!B5": "onbekend", "Start!B6": "onbekend"}))
    assert read_workbook(path, VOCABULARY) == Region("scan")
    changed(path, type_in({"Start!B6": "Zeeland"}))
    profile = region_from_profile(find_profile("Zeeland", built_in_profiles()))
    assert read_workbook(path, VOCABULARY) == profile
    changed(path, type_in({"Start!B4": "Zeeland en meer"}))
    assert read_workbook(path, VOCABULARY).name == "Zeeland en meer"


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
    repack(path, {"xl/worksheets/sheet2.xml": lambda text: text.replace(b"<v></v>", b"<v>0.5</v>", 1)})
    assert read_workbook(path, SMALL).facts["budget"] == Given(0.5)


# --- random regions ----------------------------------------------------------------------------------------------


@st.composite
def dossiers(draw: st.DrawFn, vocabulary: Vocabulary) -> Region:
    """Random regions with sources, notes and texts that a spreadsheet program would rather read as something else."""
    region = draw(regions(vocabulary))
    if "centre_municipality" in region.facts:  # which must be one of the municipalities
        region = region.retract("municipalities")
    sources = draw(
        st.dictionaries(st.sampled_from(("krant", "Jaarplan 2016", "2016", "=A1")), st.builds(Source, texts()))
    )
    names = st.lists(st.sampled_from(sorted(sources)), max_size=3, unique=True) if sources else st.just([])
    notes = st.one_of(st.just({}), st.fixed_dictionaries({"nl": texts(), "en": texts()}))
    facts = {
        name: Given(each.value, tuple(draw(names)), draw(notes)) if draw(st.booleans()) else each
        for name, each in region.facts.items()
    }
    date = draw(st.sampled_from(("", "2016", "2016-04", "2016-04-13")))
    return Region(draw(texts()), facts, sources, date)


def texts() -> st.SearchStrategy[str]:
    """Texts of one line and more; without `~` and `NULL`, which say unknown."""
    others = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=9)
    shown = others.filter(lambda text: visible(text) == text)  # what can't be seen is spelled out in a cell
    return st.one_of(st.sampled_from(TEXTS), shown).filter(lambda text: text.casefold() not in UNKNOWN_WORDS)


@pytest.mark.parametrize("vocabulary", [SMALL, VOCABULARY], ids=["small", "core"])
@settings(max_examples=30, deadline=None, database=None)
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_any_region_survives_writing_and_reading(
    vocabulary: Vocabulary, data: st.DataObject, language: Language
) -> None:
    """Whatever is known of a region, its workbook gives it back."""
    region = data.draw(dossiers(vocabulary))
    with TemporaryDirectory() as folder:
        path = written(Path(folder), region, language, vocabulary=vocabulary)
        assert read_workbook(path, vocabulary) == region


def test_a_label_that_means_something_else_gives_way_to_the_id(tmp_path: Path) -> None:
    """Where the label of an option is the id of another, or says unknown, the workbook shows the id."""
    options = (
        Option("low", Text("high", "high")),
        Option("high", Text("onbekend", "unknown")),
        Option("top", Text("top", "top")),
    )
    fact = Fact("choice", Text("Keuze", "Choice"), id="pick", options=options)
    vocabulary = Vocabulary({"pick": fact}, {}, {})
    for option in fact.option_ids:
        region = Region("R", {"pick": Given(option)})
        path = written(tmp_path, region, vocabulary=vocabulary)
        assert read_workbook(path, vocabulary) == region
    assert choices(load_workbook(path))["Feiten", "B3"] == ["low", "high", "top", "onbekend"]


# --- what the workbook holds -------------------------------------------------------------------------------------


def choices(book: Any) -> dict[tuple[str, str], list[str]]:
    """What the drop-down list of every cell holds, where nothing else may be typed."""
    found = {}
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            title, where = rule.formula1.replace("'", "").split("!")
            labels = [row[0].value for row in book[title][where.replace("$", "")]]
            if rule.showErrorMessage:
                assert (rule.type, rule.errorStyle or "stop") == ("list", "stop")
                places = (each for part in rule.sqref.ranges for each in part.cells)
                found |= {(sheet.title, f"{get_column_letter(column)}{row}"): labels for row, column in places}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_hold_exactly_the_allowed_labels(tmp_path: Path, language: Language) -> None:
    """Every answer with levels has a list of its labels and unknown; an answer that is typed has none."""
    book = load_workbook(written(tmp_path, None, language))
    known = choices(book)
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
            assert known.pop((person.sheets[1], f"B{row}")) == [f"{see} {fact.title.say(language)}", none, unknown]
        elif fact.type in ("level", "choice", "yes_no"):
            assert known.pop((person.sheets[1], f"B{row}")) == [*(labels or [yes, no]), unknown]
    kinds = ["overeenkomst", "gezamenlijke organisatie", "uittreding", "conflict"]
    if language == "nl":
        assert known[person.sheets[3], "B5"] == known[person.sheets[3], "B204"] == kinds  # needed: never unknown
    assert known.pop(("Start", "B6")) == [profile.name for profile in built_in_profiles().values()]
    assert {(sheet, cell[0]) for sheet, cell in known} == {(person.sheets[3], "B")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_and_help_stand_in_the_language(tmp_path: Path, language: Language) -> None:
    """Every fact that is asked has its question and its help; the sheets have their names."""
    book = load_workbook(written(tmp_path, None, language))
    assert book.sheetnames == SHEETS[language]
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == SHEETS[language][:-1]
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


# --- plugins -----------------------------------------------------------------------------------------------------

OWN = """\
ruleset:
  id: own
  version: 1.0.0
  title: {nl: Eigen, en: Own}
  source: {title: {nl: Proefbron, en: Trial source}}
  extends: [mini]
facts:
  own_level:
    type: level
    scale: {little: {nl: weinig, en: little}, much: {nl: veel, en: much}}
    group: region
    title: {nl: Eigen maat, en: Own measure}
    question: {nl: Hoeveel is er?, en: How much is there?}
  own_set:
    type: set
    scale: {north: {nl: noord, en: north}, south: {nl: zuid, en: south}}
    title: {nl: Windstreken, en: Directions}
    question: {nl: Welke kanten?, en: Which sides?}
  own_list:
    type: records
    title: {nl: "Plannen: 'groot' / klein [alle] die er zijn", en: History}
    question: {nl: Welke plannen?, en: Which plans?}
    fields:
      label: {type: text, required: yes, title: {nl: Naam, en: Name}}
      done: {type: yes_no, title: {nl: Klaar, en: Done}}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small rule set beside mini."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "ruleset.yaml").write_text(OWN, encoding="utf-8")
    return folder


def fill_own(book: Any) -> None:
    """Answers to the facts of the plugin, found by their questions."""
    facts = book["Feiten"]
    rows = {cell.value: cell.row for cell in facts["A"] if cell.value}
    assert rows["Hoeveel is er?"] < rows["Overige"] < rows["Welke kanten?"]
    facts.cell(rows["Hoeveel is er?"], 2).value = "VEEL"
    facts.cell(rows["noord"], 2).value = "nee"
    facts.cell(rows["zuid"], 2).value = "ja"
    book["Plannen groot klein alle die er"].append(["Visie", "ja"])
    book["Plannen groot klein alle die er"].append(["Agenda"])


def test_the_facts_of_a_plugin_are_asked_too(tmp_path: Path, own: Path) -> None:
    """A level, a set and a list of another rule set have their rows, their sheet, and come back."""
    vocabulary = load_rulesets(MINI, own).vocabulary
    path = written(tmp_path, vocabulary=vocabulary)
    book = load_workbook(path)
    sheet = book["Plannen groot klein alle die er"]
    for row in range(5, 17):  # what append goes under
        assert [cell.value for cell in sheet[row]][:2] == [None, None]
    region = read_workbook(changed(path, lambda book: (clear(book), fill_own(book))), vocabulary)
    assert {name: each.value for name, each in region.facts.items()} == {
        "own_level": "much",
        "own_set": ("south",),
        "own_list": ({"label": "Visie", "done": True}, {"label": "Agenda", "done": None}),
    }


def test_facts_of_another_region_are_not_asked(tmp_path: Path, own: Path) -> None:
    """A rule set for one region has its questions in the questionnaire of that region, or where one is answered."""
    folder = shutil.copytree(own, tmp_path / "own")
    (folder / "ruleset.yaml").write_text(OWN.replace("[mini]", "[core]\n  applies: {regions: [Zeeland]}"), "utf-8")

    def asked(name: str, *words: object) -> bool:
        path = tmp_path / f"{name}.xlsx"
        code, _, err = run("questionnaire", "--ruleset", "core", "--ruleset", folder, *words, "--output", path)
        assert (code, err) == (0, f"geschreven: {path}\n")
        return "Hoeveel is er?" in [cell.value for cell in load_workbook(path)["Feiten"]["A"]]

    assert asked("its", "--region", "Zeeland")
    assert not asked("other", "--region", "Flevoland")
    assert not asked("blank")
    assert asked("given", "--region", "Flevoland", "--set", "own_level=much")


def clear(book: Any) -> None:
    """Only the headings of the list, so that rows can be appended."""
    book["Plannen groot klein alle die er"].delete_rows(5, 20)


def test_an_answer_about_a_fact_that_isn_t_loaded_is_named(tmp_path: Path, own: Path) -> None:
    """Without the plugin its answers are refused, each by its cell; a questionnaire from before it is still read."""
    path = written(tmp_path, vocabulary=load_rulesets(MINI, own).vocabulary)
    changed(path, lambda book: (clear(book), fill_own(book)))
    places = {line.split(": ")[0].removeprefix(f"{path}:") for line in messages(InputError, read_workbook, path, SMALL)}
    assert places == {"Feiten!B4 facts.own_level", "Feiten!B16 facts.own_set", "Feiten!B18 facts.own_list"}
    old = written(tmp_path, Region("R", {"trust": Given("low")}), vocabulary=SMALL)
    assert read_workbook(old, load_rulesets(MINI, own).vocabulary) == Region("R", {"trust": Given("low")})


def test_excel_s_own_name_is_no_title(tmp_path: Path, own: Path) -> None:
    """A sheet can't be called History in Excel."""
    path = written(tmp_path, None, "en", vocabulary=load_rulesets(MINI, own).vocabulary)
    assert "History 2" in load_workbook(path).sheetnames


# --- mistakes ----------------------------------------------------------------------------------------------------

MISTAKES = yaml.safe_load((DATA / "workbook.yaml").read_text(encoding="utf-8"))
TOGETHER = [mistake for mistake in MISTAKES if not mistake.get("alone")]
CELLS = [
    *(f"Feiten!{column}{row}" for column in "ABCDEFGH" for row in (1, 3, 5, 6, 8, 9, 10, 13, 15)),
    *(f"Gemeenten!{column}{row}" for column in "ABC" for row in (4, 5, 6)),
    *(f"{sheet}!{column}{row}" for sheet in ("Bronnen", "Aannames") for column in "ABF" for row in (1, 2, 3)),
    *("Start!B4", "Start!B5", "Start!B6", "Start!A6"),
]
TYPED = {where: value for mistake in TOGETHER for where, value in mistake["cells"].items()}


def type_in(typed: Mapping[str, Any]) -> Callable[[Any], None]:
    """What types values in cells of a workbook."""

    def change(book: Any) -> None:
        for where, value in typed.items():
            sheet, _, cell = where.partition("!")
            book[sheet][cell] = value

    return change


def said(path: Path, vocabulary: Vocabulary = SMALL) -> dict[Language, list[str]]:
    """What is said of a workbook in both languages, without its name."""
    with pytest.raises(InputError) as caught:
        read_workbook(path, vocabulary)
    return {each: [line.removeprefix(f"{path}:") for line in caught.value.say(each).splitlines()] for each in LANGUAGES}


def typings() -> st.SearchStrategy[Any]:
    """What may stand in a cell: words that mean something, and everything that openpyxl writes."""
    words = st.sampled_from(
        ("ja", "Onbekend", "hoog", "geen", "zie tabblad", "Urk", "trust", "Antwoord", "Naam", "Bron")
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
        "Start!B6 profile: Flevolant isn't a labour-market region we know (see: regiorules regions);"
        " did you mean Flevoland?",
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


# --- files that are no workbook ----------------------------------------------------------------------------------


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def repack(path: Path, changes: Mapping[str, Callable[[bytes], bytes]]) -> Path:
    """The same workbook with other content in some of its parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    path.write_bytes(zipped(parts | {name: change(parts[name]) for name, change in changes.items()}))
    return path


def laughs(text: bytes) -> bytes:
    """XML in which one entity stands for a thousand million letters."""
    entities = b"".join(b'<!ENTITY %c "%s">' % (98 + each, b"&%c;" % (97 + each) * 10) for each in range(8))
    return b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + entities + b"]>" + text.replace(b"<t>Vraag</t>", b"<t>&i;</t>")


def outside(text: bytes) -> bytes:
    """XML that would read another file."""
    return b'<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/hosts">]>' + text.replace(b"<t>Vraag</t>", b"<t>&i;</t>")


NO_WORKBOOK = {
    "csv": (b"Vraag;Antwoord\nHoeveel?;veel\n", "not_workbook"),
    "empty": (b"", "not_workbook"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "not_workbook"),
    "text-document": (zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"}), "not_workbook"),
    "bomb": (zipped({"xl/workbook.xml": bytes(60_000_000)}), "workbook_too_large"),
    "crumbs": (zipped({f"xl/workbook{each}.xml": b"" for each in range(1001)}), "workbook_too_large"),
    "no-xml": (zipped({"[Content_Types].xml": b"<Types", "xl/workbook.xml": b"<"}), "workbook_broken"),
}


@pytest.mark.parametrize("name", NO_WORKBOOK)
def test_what_is_no_workbook_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    """A renamed file, one with a password and one that would fill the memory: one line, in both languages."""
    content, code = NO_WORKBOOK[name]
    path = tmp_path / "scan.xlsx"
    path.write_bytes(content)
    assert codes(InputError, read_workbook, path, SMALL) == [code]
    assert {each: len(lines) for each, lines in said(path).items()} == {"nl": 1, "en": 1}


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.999])
def test_a_workbook_cut_short_is_damaged(tmp_path: Path, share: float) -> None:
    """Half a download is said to be damaged."""
    path = written(tmp_path, vocabulary=SMALL)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert codes(InputError, read_workbook, path, SMALL) == ["workbook_broken"]


@given(places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=9))
@settings(max_examples=40, deadline=None, database=None)
def test_a_damaged_workbook_never_gives_a_traceback(places: list[tuple[float, int]]) -> None:
    """Whatever bytes are changed: it is read, or refused with an InputError."""
    with TemporaryDirectory() as folder:
        path = written(Path(folder), vocabulary=SMALL)
        content = bytearray(path.read_bytes())
        for where, byte in places:
            content[int(where * len(content))] = byte
        path.write_bytes(content)
        with suppress(InputError):
            assert isinstance(read_workbook(path, SMALL), Region)


@pytest.mark.parametrize("attack", [laughs, outside])
def test_entities_in_the_xml_are_refused(tmp_path: Path, attack: Callable[[bytes], bytes]) -> None:
    """An entity neither fills the memory nor reads another file."""
    path = repack(written(tmp_path, vocabulary=SMALL), {"xl/worksheets/sheet2.xml": attack})
    assert codes(InputError, read_workbook, path, SMALL) == ["workbook_broken"]


def test_too_many_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet full of cells stops being read."""
    path = written(tmp_path, vocabulary=SMALL)
    monkeypatch.setattr(cells, "MAX_VALUES", 40)
    assert codes(InputError, read_workbook, path, SMALL) == ["too_many"]


def test_without_openpyxl_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing and reading both say what to install."""
    path = written(tmp_path, vocabulary=SMALL)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    expected = ["spreadsheets need openpyxl; install regiorules[spreadsheet]"]
    assert messages(MissingExtra, read_workbook, path, SMALL) == expected
    assert messages(MissingExtra, write_workbook, tmp_path / "new.xlsx", SMALL) == expected
    assert not (tmp_path / "new.xlsx").exists()


# --- the command line --------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@BY_NAME
def test_the_commands_give_the_advice_of_the_region_file(here: Path, example: Path) -> None:
    """`questionnaire` and then `advise` write what `advise` writes for the YAML."""
    code, out, err = run("questionnaire", example, "--output", "scan.xlsx", "--ruleset", "core")
    assert (code, out, err) == (0, "Vul in, en dan: regiorules advise scan.xlsx\n", "geschreven: scan.xlsx\n")
    assert run("advise", "scan.xlsx", "--format", "json") == run("advise", example, "--format", "json")


def test_an_existing_file_is_never_written_over(here: Path) -> None:
    """Answers that may be in it stay; one line says what to do, in both languages."""
    (here / "scan.xlsx").write_bytes(b"answers")
    code, out, err = run("questionnaire", "--region", "Zeeland")
    assert (code, out) == (2, "")
    assert err == (
        "scan.xlsx: dit bestand bestaat al en kan antwoorden bevatten; kies een andere naam, of geef het ook als"
        " regiobestand om het bij te werken\n"
    )
    assert run("questionnaire", EXAMPLES[0], "--output", "scan.xlsx", "--lang", "en")[2] == (
        "scan.xlsx: this file exists already and may hold answers; choose another name, or give it as the region file"
        " too to update it\n"
    )
    assert (here / "scan.xlsx").read_bytes() == b"answers"


@pytest.mark.parametrize("again", ["scan.xlsx", "./scan.xlsx", "link.xlsx"])
def test_a_workbook_given_as_region_file_is_updated(here: Path, own: Path, again: str) -> None:
    """The answers stay, and the questions of a rule set that came later are added."""
    assert run("questionnaire", "--output", "scan.xlsx", "--ruleset", MINI)[0] == 0
    (here / "link.xlsx").symlink_to("scan.xlsx")
    changed(here / "scan.xlsx", type_in({"Feiten!B6": "hoog", "Start!B4": "Ons"}))
    both = ("--ruleset", MINI, "--ruleset", own)
    code, _, err = run("questionnaire", again, "--output", "scan.xlsx", *both)
    assert (code, err) == (0, "geschreven: scan.xlsx\n")
    vocabulary = load_rulesets(MINI, own).vocabulary
    assert read_workbook(here / "scan.xlsx", vocabulary) == Region("Ons", {"trust": Given("high")})
    assert "Hoeveel is er?" in {cell.value for cell in load_workbook(here / "scan.xlsx")["Feiten"]["A"]}


def test_a_workbook_with_a_mistake_is_not_updated(here: Path) -> None:
    """What can't be read is not replaced."""
    run("questionnaire", "--ruleset", MINI)
    changed(here / "scan.xlsx", type_in({"Feiten!B6": "hoogg"}))
    before = (here / "scan.xlsx").read_bytes()
    code, _, err = run("questionnaire", "scan.xlsx", "--ruleset", MINI)
    assert (code, len(err.splitlines())) == (2, 1)
    assert (here / "scan.xlsx").read_bytes() == before


@pytest.mark.parametrize("name", ["scan", "scan.xls", "scan.ods", "scan.xlsx.bak"])
def test_the_file_must_be_called_xlsx(here: Path, name: str) -> None:
    """Another name would not be read back, so it isn't written."""
    code, out, err = run("questionnaire", "--region", "Zeeland", "--output", name)
    assert (code, out, err) == (2, "", f"{name}: geef het werkboek een naam die op .xlsx eindigt\n")
    assert run("questionnaire", "--output", name, "--lang", "en")[2] == (
        f"{name}: give the workbook a name that ends in .xlsx\n"
    )
    assert list(here.iterdir()) == []
    assert run("questionnaire", "--output", "SCAN.XLSX")[0] == 0


def test_every_mistake_is_one_line_of_advise(here: Path) -> None:
    """Exit code 2, nothing on standard output, and a line for each problem."""
    run("questionnaire", "--ruleset", MINI)
    changed(here / "scan.xlsx", type_in(TYPED))
    code, out, err = run("advise", "scan.xlsx", "--ruleset", MINI, "--lang", "en")
    assert (code, out) == (2, "")
    assert sorted(err.splitlines()) == sorted(f"scan.xlsx:{mistake['en']}" for mistake in TOGETHER)


@pytest.mark.parametrize("name", NO_WORKBOOK)
def test_advise_refuses_what_is_no_workbook(here: Path, name: str) -> None:
    """Exit code 2 and one line."""
    (here / "scan.xlsx").write_bytes(NO_WORKBOOK[name][0])
    code, out, err = run("advise", "scan.xlsx")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("scan.xlsx: ")


def test_the_known_regions_are_those_of_the_table_asked_for(here: Path) -> None:
    """With --profiles the list holds its regions, and `advise` takes the municipalities from it."""
    (here / "mine.csv").write_text(TABLE, encoding="utf-8")
    assert run("questionnaire", "--profiles", "mine.csv")[0] == 0
    assert choices(load_workbook("scan.xlsx"))["Start", "B6"] == ["Nieuwland"]
    changed(here / "scan.xlsx", type_in({"Start!B6": "Nieuwland"}))
    assert run("advise", "scan.xlsx", "--profiles", "mine.csv")[0] == 0
    assert "Nieuwland" in run("advise", "scan.xlsx")[2]


def test_what_is_set_needs_a_region(here: Path) -> None:
    """Facts on the command line are never dropped in silence."""
    code, _, err = run("questionnaire", "--set", "sme_role=large")
    assert (code, err) == (2, "geef een regiobestand of --region NAAM\n")
    assert run("questionnaire", "--region", "Zeeland", "--set", "sme_role=large")[0] == 0
    assert read_workbook(here / "scan.xlsx", VOCABULARY).facts["sme_role"] == Given("large")


# --- LibreOffice -------------------------------------------------------------------------------------------------


def converted(paths: Iterator[Path], kind: str, folder: Path) -> Path:
    """The folder with files as LibreOffice saves them; it has nothing to complain of."""
    assert SPREADSHEET
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SPREADSHEET, "--headless", profile, "--convert-to", kind, "--outdir", folder / kind, *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    assert "Error" not in done.stdout + done.stderr
    return folder / kind


@NO_SPREADSHEET
def test_saved_by_libreoffice_it_stays_the_same(tmp_path: Path) -> None:
    """LibreOffice opens it and saves it again, lists and all; read back it gives the same assessment."""
    (tmp_path / "in").mkdir()
    read = {example.stem: read_region(example, VOCABULARY) for example in EXAMPLES[::3]}
    for name, region in read.items():
        written(tmp_path, region).rename(tmp_path / "in" / f"{name}.xlsx")
    saved = converted((tmp_path / "in").glob("*.xlsx"), "xlsx", tmp_path)
    for name, region in read.items():
        back = read_workbook(saved / f"{name}.xlsx", VOCABULARY)
        assert back == region
        assert assessed(back) == assessed(region)
        assert choices(load_workbook(saved / f"{name}.xlsx")) == choices(
            load_workbook(tmp_path / "in" / f"{name}.xlsx")
        )


@NO_SPREADSHEET
@pytest.mark.parametrize("kind", ["pdf", "ods"])
def test_libreoffice_makes_something_else_of_it(tmp_path: Path, kind: str) -> None:
    """An empty questionnaire can be printed, and saved in LibreOffice's own form."""
    made = converted(iter([written(tmp_path)]), kind, tmp_path)
    assert (made / f"scan.{kind}").stat().st_size > 5_000
