"""A person who fills in a questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from regiorules.facts.entries import Given
from regiorules.facts.partial import is_partial
from regiorules.facts.region import Region
from regiorules.facts.said import in_words
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.text import Language
from tests.facts.workbook.books import VOCABULARY

SHEETS = {
    "nl": ["Start", "Feiten", "Gemeenten", "Geschiedenis van samenwerking", "Bronnen", "Aannames", "Lijsten"],
    "en": ["Start", "Facts", "Municipalities", "History of cooperation", "Sources", "Assumptions", "Lists"],
}
OVERVIEW = {"nl": "Overzicht", "en": "Overview"}  # which nobody fills in
WORDS = {"nl": ("Ja", "nee ", "ONBEKEND"), "en": ("Yes", "no ", "UNKNOWN")}


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
                self.facts.cell(number, 2).value = self.chosen(option.id, known.value)
        elif fact.type == "records" and known.value:
            self.records(fact, known.value)
        else:
            self.facts.cell(row, 2).value = self.typed(fact, known.value)
        self.facts.cell(row, 4).value = " ;  ".join(known.sources).upper() or None
        self.facts.cell(row, 5).value = known.note.get(self.language)

    def chosen(self, option: str, value: Any) -> str | None:
        """Yes or no beside an option of a set; nothing where that isn't known."""
        yes, no, _ = WORDS[self.language]
        if not is_partial(value):
            return yes if option in value else no
        return yes if option in value.get("includes", ()) else no if option in value.get("excludes", ()) else None

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
        if is_partial(value):
            return in_words(fact, value, self.language)
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
