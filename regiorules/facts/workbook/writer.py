"""Writes the questionnaire as a workbook: friendly to fill in, with what is already known filled in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from regiorules.documents import write_whole
from regiorules.facts.profiles import Profile, built_in_profiles
from regiorules.facts.region import Given, Region
from regiorules.facts.vocabulary import NO, UNKNOWN, YES, Fact, Vocabulary, show_number
from regiorules.facts.workbook import layout
from regiorules.facts.workbook.layout import option_label, question_of, records_key, records_of, sheet_titles
from regiorules.facts.workbook.sheets import Book, Sheet
from regiorules.text import Language, Text

SPARE_ROWS = 200  # with drop-down lists, under what is filled in
_DRAWN_ROWS = 12  # of those, visibly meant to be filled in
_WELCOME = Text("Vragenlijst voor een arbeidsmarktregio", "Questionnaire for a labour-market region")
_ABOUT = Text("Over uw regio", "About your region")
_HOW = Text("Zo vult u de vragenlijst in", "How to fill in the questionnaire")
_MORE = Text("Overige", "Other")
_NO_SUCH = Text("Dit antwoord kan hier niet", "This answer can't stand here")
_CHOOSE = Text(
    "Kies een antwoord uit het lijstje, of laat de cel leeg.", "Choose an answer from the list, or leave it."
)
_STEPS = (
    Text(
        "Vul hierboven de naam van uw regio in. Kiest u daarnaast een bekende regio uit het lijstje, dan mag het "
        "tabblad met gemeenten leeg blijven: de gemeenten en inwonertallen worden dan voor u ingevuld.",
        "Fill in the name of your region above. If you also choose a known region from the list, the sheet with "
        "municipalities may stay empty: the municipalities and their population are then filled in for you.",
    ),
    Text(
        "Op het tabblad {facts} staan {count} vragen. Kies bij elke vraag een antwoord uit het lijstje in de gele "
        "cel. In de kolom {help} staat wat elk antwoord betekent.",
        "The sheet {facts} has {count} questions. Choose an answer to each from the list in the yellow cell. The "
        "column {help} says what each answer means.",
    ),
    Text(
        "Weet u iets niet? Kies dan onbekend, of laat de cel leeg. Dat geeft niet: onbekend telt nooit als nee, en "
        "het advies laat zien welke open vraag het meeste uitmaakt.",
        "Is there something you don't know? Choose unknown, or leave the cell empty. That is fine: unknown never "
        "counts as no, and the advice shows which open question matters most.",
    ),
    Text(
        "Kunt u bij een vraag meer dan één ding aankruisen, kies dan bij elke regel ja of nee. Laat u er één open, "
        "laat dan alle regels van die vraag open.",
        "Where a question lets you choose more than one thing, answer yes or no on each line. If you leave one of "
        "them open, leave all lines of that question open.",
    ),
    Text(
        "Vul op deze tabbladen één regel per stuk in: {records}.",
        "On these sheets, fill in one line for each item: {records}.",
    ),
    Text(
        "Bronnen en toelichtingen zijn welkom, maar niet nodig. Geef een bron op het tabblad {sources} een korte "
        "naam (bijvoorbeeld jaarplan) en zet die naam achter het antwoord. Meer bronnen? Zet er een puntkomma tussen.",
        "Sources and notes are welcome, but not needed. Give a source a short name on the sheet {sources} (for "
        "example plan) and put that name behind the answer. More than one source? Put a semicolon between them.",
    ),
    Text(
        "Het tabblad {parameters} kunt u overslaan; het is er voor wie met andere grenzen wil rekenen.",
        "You may skip the sheet {parameters}; it is there for those who want to work with other bounds.",
    ),
    Text(
        "Niets is vergrendeld. U mag rijen verplaatsen en kolommen breder maken; laat de namen van tabbladen en "
        "kolommen wel staan.",
        "Nothing is locked. You may move rows and widen columns; do leave the names of sheets and columns.",
    ),
    Text(
        "Bewaar het bestand als .xlsx. Het advies maakt u met: regiorules advise bestand.xlsx",
        "Save the file as .xlsx. For the advice, run: regiorules advise file.xlsx",
    ),
)


def write_workbook(
    path: Path | str,
    vocabulary: Vocabulary,
    region: Region | None = None,
    language: Language = "nl",
    *,
    profiles: Mapping[str, Profile] | None = None,
    made_with: str = "",
) -> None:
    """
    Write the questionnaire, with what is known of `region` filled in; `made_with` ends the first sheet.

    Raises InputError where the file can't be written, MissingExtra without openpyxl.
    """
    writer = _Writer(vocabulary, region or Region(""), language)
    writer.write(built_in_profiles() if profiles is None else profiles, made_with)
    write_whole(Path(path), writer.book.content(_WELCOME.say(language)))


class _Writer:
    def __init__(self, vocabulary: Vocabulary, region: Region, language: Language) -> None:
        self.vocabulary = vocabulary
        self.region = region
        self.language = language
        self.titles = sheet_titles(vocabulary, language)
        self.book = Book(self.titles[layout.LISTS])

    def say(self, text: Text, **fields: object) -> str:
        return text.say(self.language).format(**fields)

    def write(self, profiles: Iterable[str], made_with: str) -> None:
        self.start(profiles, made_with)
        self.questions()
        for fact in records_of(self.vocabulary):
            self.records(fact)
        self.sources()
        self.parameters()
        self.book.finish()

    # --- the first sheet -----------------------------------------------------------------------

    def start(self, profiles: Iterable[str], made_with: str) -> None:
        sheet = self.book.sheet(self.titles[layout.START], "start")
        sheet.widths(26, 84)
        sheet.title(1, self.say(_WELCOME))
        sheet.subtitle(3, self.say(_ABOUT))
        given = (self.region.name, self.region.date, "")
        for row, (label, value) in enumerate(zip((layout.NAME, layout.DATE, layout.PROFILE), given, strict=True), 4):
            sheet.label(row, 1, self.say(label))
            sheet.input(row, 2, value, as_text=True)
        self.choices(sheet, profiles)("B6")
        sheet.subtitle(8, self.say(_HOW))
        steps = [self.say(step, **self.names()) for step in _STEPS]
        for number, step in enumerate(steps, 1):
            sheet.paragraph(8 + number, 1, 2, f"{number}.  {step}")
        if made_with:
            sheet.small(10 + len(steps), made_with)

    def names(self) -> dict[str, object]:
        """What the steps speak of."""
        names: dict[str, object] = {key: self.titles[key] for key in (layout.FACTS, layout.SOURCES, layout.PARAMETERS)}
        names["help"] = layout.FACT_COLUMNS[2].label.say(self.language)
        names["count"] = sum(fact.asked for fact in self.vocabulary.facts.values())
        names["records"] = ", ".join(self.titles[records_key(fact)] for fact in records_of(self.vocabulary)) or "-"
        return names

    # --- the questions -------------------------------------------------------------------------

    def questions(self) -> None:
        sheet = self.book.sheet(self.titles[layout.FACTS], "facts")
        sheet.headings(1, layout.FACT_COLUMNS, self.language, freeze="B2")
        row = 2
        for title, facts in self.groups():
            sheet.band(row, title, sum(not each.technical for each in layout.FACT_COLUMNS))
            row += 1
            for fact in facts:
                self.question(sheet, row, fact)
                row += 1
                if fact.type == "set":
                    row = self.option_rows(sheet, row, fact)
        sources = f"'{self.titles[layout.SOURCES]}'!$A$2:$A${SPARE_ROWS}"
        self.book.hint(sheet, sources, f"D2:D{row}")

    def groups(self) -> Iterable[tuple[str, list[Fact]]]:
        """The facts that are asked, by group."""
        asked = [fact for fact in self.vocabulary.facts.values() if fact.asked]
        known = {name: title.say(self.language) for name, title in self.vocabulary.groups.items()}
        others = [fact for fact in asked if fact.group not in known]
        for name, title in known.items():
            if facts := [fact for fact in asked if fact.group == name]:
                yield title, facts
        if others:
            yield self.say(_MORE), others

    def question(self, sheet: Sheet, row: int, fact: Fact) -> None:
        given = self.region.facts.get(fact.id)
        sheet.strong(row, 1, question_of(fact).say(self.language))
        self.answer(sheet, row, fact, given)
        sheet.plain(row, 3, self.help(fact))
        sheet.input(row, 4, "; ".join(given.sources) if given else "", as_text=True, wide=True)
        sheet.input(row, 5, self.note(given), as_text=True, wide=True)
        sheet.plain(row, 6, fact.id)
        sheet.plain(row, 8, _translations(given))

    def help(self, fact: Fact) -> str:
        parts = [fact.help.say(self.language)] if fact.help else []
        if fact.unit and fact.type == "number":
            parts.append(f"({fact.unit.say(self.language)})")
        return " ".join(parts)

    def note(self, given: Given | None) -> str:
        note = given.note if given else {}
        return note.get(self.language) or next((text for text in note.values() if text), "")

    def answer(self, sheet: Sheet, row: int, fact: Fact, given: Given | None) -> None:
        """The cell for the answer, with its drop-down list; a set is answered in the rows below."""
        if fact.type == "set":
            unknown = given is not None and given.value is None
            sheet.input(row, 2, self.say(UNKNOWN) if unknown else "", quiet=True)
            return
        value = self.records_answer(fact, given) if fact.type == "records" else self.shown(fact, given)
        sheet.input(row, 2, value, as_text=fact.type == "text")
        self.validate(sheet, fact, f"B{row}")

    def records_answer(self, fact: Fact, given: Given | None) -> str:
        if given is None or given.value:
            return f"{self.say(layout.SEE_SHEET)} {self.titles[records_key(fact)]}"
        return self.say(UNKNOWN if given.value is None else layout.EMPTY_LIST)

    def shown(self, fact: Fact, given: Given | None) -> Any:
        return self.value(fact, given.value) if given else ""

    def value(self, fact: Fact, value: Any) -> Any:
        """An outer value as it stands in a cell."""
        if value is None:
            return self.say(UNKNOWN)
        if fact.type == "yes_no":
            return self.say(YES if value else NO)
        if fact.type in ("level", "choice", "set"):
            chosen = value if fact.type == "set" else [value]
            return "; ".join(option_label(fact, each, self.language) for each in fact.options if each.id in chosen)
        return value

    def option_rows(self, sheet: Sheet, row: int, fact: Fact) -> int:
        given = self.region.facts.get(fact.id)
        chosen = given.value if given else None
        yes_no = self.choices(sheet, [self.say(word) for word in (YES, NO, UNKNOWN)])
        for option in fact.options:
            sheet.plain(row, 1, option.label.say(self.language), indent=2)
            sheet.input(row, 2, "" if chosen is None else self.say(YES if option.id in chosen else NO))
            for column in (3, 4, 5):
                sheet.plain(row, column, "")
            sheet.plain(row, 6, fact.id)
            sheet.plain(row, 7, option.id)
            yes_no(f"B{row}")
            row += 1
        return row

    def validate(self, sheet: Sheet, fact: Fact, cells: str) -> None:
        """The drop-down list of a question or of a field."""
        if fact.type == "records":
            see = f"{self.say(layout.SEE_SHEET)} {self.titles[records_key(fact)]}"
            self.choices(sheet, [see, self.say(layout.EMPTY_LIST), self.say(UNKNOWN)])(cells)
        elif fact.type == "yes_no":
            self.choices(sheet, [self.say(word) for word in (YES, NO, *self.unknown(fact))])(cells)
        elif fact.type in ("level", "choice"):
            labels = [option_label(fact, option, self.language) for option in fact.options]
            self.choices(sheet, [*labels, *(self.say(word) for word in self.unknown(fact))])(cells)

    @staticmethod
    def unknown(fact: Fact) -> tuple[Text, ...]:
        return () if fact.required else (UNKNOWN,)

    def choices(self, sheet: Sheet, labels: Iterable[str]) -> Callable[[str], None]:
        return self.book.choices(sheet, tuple(labels), self.say(_NO_SUCH), self.say(_CHOOSE))

    # --- the other sheets ----------------------------------------------------------------------

    def records(self, fact: Fact) -> None:
        """One sheet for a list: what is asked, the columns, and room to fill in."""
        sheet = self.book.sheet(self.titles[records_key(fact)], "records")
        columns = layout.record_columns(fact)
        sheet.merged(1, question_of(fact).say(self.language), strong=True)
        sheet.merged(2, self.help(fact))
        sheet.headings(4, columns, self.language, freeze="A5")
        given = self.region.facts.get(fact.id)
        known = given.value if given and given.value else []
        for number in range(len(known) + _DRAWN_ROWS):
            record = known[number] if number < len(known) else {}
            for column, each in enumerate(fact.fields, 1):
                self.field(sheet, 5 + number, column, each, record)
        for column, each in enumerate(fact.fields, 1):
            letter = chr(ord("A") + column - 1)
            self.validate(sheet, each, f"{letter}5:{letter}{4 + len(known) + SPARE_ROWS}")

    def field(self, sheet: Sheet, row: int, column: int, fact: Fact, record: Mapping[str, Any]) -> None:
        value = record.get(fact.id)
        blank = value is None and any(each is not None for each in record.values())
        shown = "" if blank or not record else self.value(fact, value)
        thousands = fact.type == "number" and (fact.maximum or 10_000) >= 10_000
        sheet.input(row, column, shown, as_text=fact.type == "text", wide=True, thousands=thousands)

    def sources(self) -> None:
        sheet = self.book.sheet(self.titles[layout.SOURCES], "sources")
        sheet.headings(1, layout.SOURCE_COLUMNS, self.language, freeze="B2")
        known = [(key, each.title, each.url, each.date) for key, each in self.region.sources.items()]
        for row, cells in enumerate([*known, *[("",) * 4] * _DRAWN_ROWS], 2):
            for column, text in enumerate(cells, 1):
                sheet.input(row, column, text, as_text=True, wide=True)

    def parameters(self) -> None:
        sheet = self.book.sheet(self.titles[layout.PARAMETERS], "parameters")
        sheet.headings(1, layout.PARAMETER_COLUMNS, self.language, freeze="B2")
        for row, each in enumerate(self.vocabulary.parameters.values(), 2):
            sheet.strong(row, 1, each.title.say(self.language))
            sheet.input(row, 2, self.region.parameters.get(each.id, ""))
            sheet.plain(row, 3, show_number(each.value, self.language))
            sheet.plain(row, 4, each.unit.say(self.language) if each.unit else "")
            sheet.plain(row, 5, each.why.say(self.language))
            sheet.plain(row, 6, each.id)


def _translations(given: Given | None) -> str:
    """The note in both languages, for the hidden column; nothing where one text says it all."""
    note = dict(given.note) if given else {}
    if not any(note.values()) or (len(note) == 2 and len(set(note.values())) == 1):
        return ""
    return json.dumps(note, ensure_ascii=False)
