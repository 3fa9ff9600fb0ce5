"""What the writer and the reader of a workbook agree on: its sheets, its columns and its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.frozen import frozen
from regiorules.office.files import needed
from regiorules.office.titles import sheet_title
from regiorules.text import Language, Text, fold

OVERVIEW = "overview"
START = "start"
FACTS = "facts"
SOURCES = "sources"
PARAMETERS = "parameters"
LISTS = "lists"
TITLES = {
    OVERVIEW: Text("Overzicht", "Overview"),
    START: Text("Start", "Start"),
    FACTS: Text("Feiten", "Facts"),
    SOURCES: Text("Bronnen", "Sources"),
    PARAMETERS: Text("Aannames", "Assumptions"),
    LISTS: Text("Lijsten", "Lists"),
}
NAME = Text("Naam van de regio", "Name of the region")
DATE = Text("Peildatum", "Reference date")
PROFILE = Text("Bekende regio", "Known region")
SEE_SHEET = Text("zie tabblad", "see sheet")
OTHERS = Text("en andere", "and others")  # the row of a list that isn't complete


@frozen
class Column:
    """One column of a table; `width` in characters, `technical` ones are hidden, `reading` ones are only read."""

    id: str
    label: Text
    width: int
    technical: bool = False
    reading: bool = False

    @property
    def required(self) -> bool:
        """True for a column without which what a person filled in would be lost."""
        return not (self.technical or self.reading)

    def called(self, word: str) -> bool:
        """True where a heading means this column."""
        return fold(word) in {self.id, fold(self.label.nl), fold(self.label.en)}


FACT_COLUMNS = (
    Column("question", Text("Vraag", "Question"), 42),
    Column("answer", Text("Antwoord", "Answer"), 26),
    Column("help", Text("Uitleg", "Explanation"), 62, reading=True),
    Column("source", Text("Bron", "Source"), 20),
    Column("note", Text("Toelichting", "Note"), 40),
    Column("fact", Text("feit-id", "fact id"), 24, technical=True),
    Column("option", Text("optie-id", "option id"), 16, technical=True),
    Column("note_nl", Text("toelichting-nl", "note nl"), 30, technical=True),
    Column("note_en", Text("toelichting-en", "note en"), 30, technical=True),
)
SOURCE_COLUMNS = (
    Column("key", Text("Korte naam", "Short name"), 20),
    Column("title", Text("Titel", "Title"), 60),
    Column("url", Text("Internetadres", "Web address"), 50),
    Column("date", Text("Datum", "Date"), 14),
)
PARAMETER_COLUMNS = (
    Column("title", Text("Aanname", "Assumption"), 42),
    Column("value", Text("Uw waarde", "Your value"), 14),
    Column("standard", Text("Standaard", "Standard"), 12, reading=True),
    Column("unit", Text("Eenheid", "Unit"), 20, reading=True),
    Column("why", Text("Waarom deze waarde", "Why this value"), 70, reading=True),
    Column("parameter", Text("aanname-id", "assumption id"), 24, technical=True),
)


def record_columns(fact: Fact) -> tuple[Column, ...]:
    """The columns of the sheet of a records fact: its fields."""
    widths = {"text": 44, "number": 18}
    return tuple(Column(each.id, _heading(each), widths.get(each.type, 30)) for each in fact.fields)


def _heading(fact: Fact) -> Text:
    if fact.unit is None:
        return fact.title
    return Text(f"{fact.title.nl} ({fact.unit.nl})", f"{fact.title.en} ({fact.unit.en})")


def records_of(vocabulary: Vocabulary) -> Iterator[Fact]:
    """The facts that have a sheet of their own."""
    return (fact for fact in vocabulary.facts.values() if fact.asked and fact.type == "records")


def sheet_titles(vocabulary: Vocabulary, language: Language) -> dict[str, str]:
    """The title of every sheet, by its key: one of the names above, or the id of a records fact after a dot."""
    texts = {key: TITLES[key] for key in (START, FACTS)}
    texts |= {records_key(fact): fact.title for fact in records_of(vocabulary)}
    texts |= {key: TITLES[key] for key in (SOURCES, PARAMETERS, LISTS, OVERVIEW)}
    titles: dict[str, str] = {}
    for key, text in texts.items():
        titles[key] = sheet_title(text.say(language), titles.values())
    return titles


def records_key(fact: Fact) -> str:
    """The key of the sheet of a records fact."""
    return f".{fact.id}"


def question_of(fact: Fact) -> Text:
    """What is asked about a fact."""
    return fact.question or fact.title


def openpyxl() -> Any:
    """The module openpyxl; raises MissingExtra where it isn't installed."""
    return needed("xlsx")
