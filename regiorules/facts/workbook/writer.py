"""Writes the questionnaire as a workbook: friendly to fill in, with what is already known filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from regiorules.facts.entries import Given
from regiorules.facts.profiles import Profile, built_in_profiles
from regiorules.facts.region import Region
from regiorules.facts.saying import NO, NONE, UNKNOWN, YES, show_number
from regiorules.facts.values import option_label
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.facts.workbook import layout
from regiorules.facts.workbook.cells import letters
from regiorules.facts.workbook.layout import question_of, records_key, records_of, sheet_titles
from regiorules.text import LANGUAGES, Language, Text, fill

if TYPE_CHECKING:
    from regiorules.facts.workbook.sheets import Book, Sheet

SPARE_ROWS = 200  # with drop-down lists, under what is filled in
_DRAWN_ROWS = 12  # of those, visibly meant to be filled in
_ABOUT = Text("Over uw regio", "About your region")
_HOW = Text("Zo vult u de vragenlijst in", "How to fill in the questionnaire")
_MORE = Text("Overige", "Other")
_NO_SUCH = Text("Dit antwoord kan hier niet", "This answer can't stand here")
_CHOOSE = Text(
    "Kies een antwoord uit het lijstje, of laat de cel leeg.", "Choose an answer from the list, or leave it."
)
_KNOWN = Text(
    " Kiest u daarnaast een bekende regio uit het lijstje, dan mag het tabblad {sheet} leeg blijven: dat wordt dan "
    "voor u ingevuld ({what}).",
    " If you also choose a known region from the list, the sheet {sheet} may stay empty: it is then filled in for you "
    "({what}).",
)
_SEVERAL = Text("Meer antwoorden", "Several answers")
_LISTS = Text("Lijsten", "Lists")
_BOUNDS = Text("Aannames", "Assumptions")
_STEPS = (
    (
        Text("Uw regio", "Your region"),
        Text(
            "Vul hierboven de naam van uw regio in.{known}",
            "Fill in the name of your region above.{known}",
        ),
    ),
    (
        Text("Vragen", "Questions"),
        Text(
            "Op het tabblad {facts} {count:staat|staan} {count} {count:vraag|vragen}. Kies bij elke vraag een antwoord "
            "uit het lijstje in de gele "
            "cel. In de kolom {help} staat wat elk antwoord betekent.",
            "The sheet {facts} has {count} {count:question|questions}. Choose an answer to each from the list in the "
            "yellow cell. The "
            "column {help} says what each answer means.",
        ),
    ),
    (
        Text("Niet bekend", "Not known"),
        Text(
            "Weet u iets niet? Kies dan onbekend, of laat de cel leeg. Dat geeft niet: onbekend telt nooit als nee, en "
            "het advies laat zien welke open vraag het meeste uitmaakt.",
            "Is there something you don't know? Choose unknown, or leave the cell empty. That is fine: unknown never "
            "counts as no, and the advice shows which open question matters most.",
        ),
    ),
    (
        _SEVERAL,
        Text(
            "Kunt u bij een vraag meer dan één ding aankruisen, kies dan bij elke regel ja of nee. Laat u er één open, "
            "laat dan alle regels van die vraag open. Is het er geen, dan mag u achter de vraag zelf geen invullen.",
            "Where a question lets you choose more than one thing, answer yes or no on each line. If you leave one of "
            "them open, leave all lines of that question open. If it is none of them, you may fill in none behind the "
            "question itself.",
        ),
    ),
    (
        _LISTS,
        Text(
            "Vul op deze tabbladen één regel per stuk in: {records}.",
            "On these sheets, fill in one line for each item: {records}.",
        ),
    ),
    (
        Text("Bronnen", "Sources"),
        Text(
            "Bronnen en toelichtingen zijn welkom, maar niet nodig. Geef een bron op het tabblad {sources} een "
            "korte naam (bijvoorbeeld jaarplan) en zet die naam achter het antwoord. Meer bronnen? Zet er "
            "puntkomma's tussen.",
            "Sources and notes are welcome, but not needed. Give a source a short name on the sheet {sources} (for "
            "example plan) and put that name behind the answer. More than one source? Put semicolons between them.",
        ),
    ),
    (
        _BOUNDS,
        Text(
            "Het tabblad {parameters} kunt u overslaan; het is er voor wie met andere grenzen wil rekenen.",
            "You may skip the sheet {parameters}; it is there for those who want to work with other bounds.",
        ),
    ),
    (
        Text("Vorm", "Form"),
        Text(
            "Niets is vergrendeld. U mag rijen verplaatsen en kolommen breder maken; laat de namen van tabbladen en "
            "kolommen wel staan.",
            "Nothing is locked. You may move rows and widen columns; do leave the names of sheets and columns.",
        ),
    ),
    (
        Text("Bewaren", "Saving"),
        Text(
            "Bewaar het bestand als .xlsx. Het advies maakt u met: regiorules advise bestand.xlsx",
            "Save the file as .xlsx. For the advice, run: regiorules advise file.xlsx",
        ),
    ),
)


def first_labels() -> Iterable[str]:
    """All that the first sheet may have in its first column; what is written of it depends on the rules."""
    for language in LANGUAGES:
        yield from (each.say(language) for each in (layout.NAME, layout.DATE, layout.PROFILE))
        for what, _ in _STEPS:
            yield from (f"{number}. {what.say(language)}" for number in range(1, len(_STEPS) + 1))


def workbook_content(
    vocabulary: Vocabulary,
    region: Region | None = None,
    language: Language = "nl",
    profiles: Mapping[str, Profile] | None = None,
) -> bytes:
    """
    The questionnaire as the bytes of a workbook, with what is known of `region` filled in.

    `profiles` are the regions to choose from.  Where the bytes go is for who asks for them: a workbook that is there
    holds answers, and `check_foreign` says what else of a person's own it has, that would be lost.  Raises MissingExtra
    without openpyxl.
    """
    layout.openpyxl()
    from regiorules.facts.workbook.sheets import Book

    titles = sheet_titles(vocabulary, language)
    writer = _Writer(vocabulary, region or Region(""), language, titles, Book(titles[layout.LISTS]))
    return writer.content(built_in_profiles(vocabulary) if profiles is None else profiles)


class _Writer:
    def __init__(
        self, vocabulary: Vocabulary, region: Region, language: Language, titles: Mapping[str, str], book: Book
    ) -> None:
        self.vocabulary = vocabulary
        self.region = region
        self.language = language
        self.titles = titles
        self.book = book

    def say(self, text: Text, **fields: object) -> str:
        return fill(text.say(self.language), **fields)

    def content(self, profiles: Collection[str]) -> bytes:
        self.start(profiles)
        self.questions()
        for fact in records_of(self.vocabulary):
            self.records(fact)
        self.sources()
        self.parameters()
        return self.book.content(self.vocabulary.word("questionnaire", self.language))

    # --- the first sheet -----------------------------------------------------------------------

    def start(self, profiles: Collection[str]) -> None:
        sheet = self.book.sheet(self.titles[layout.START], "start")
        sheet.widths(22, 88)
        sheet.title(1, self.vocabulary.word("questionnaire", self.language), size=18)
        sheet.title(3, self.say(_ABOUT))
        about = {layout.NAME: self.region.name, layout.DATE: self.region.date, layout.PROFILE: ""}
        if not profiles:
            del about[layout.PROFILE]
        for row, (label, value) in enumerate(about.items(), 4):
            sheet.plain(row, 1, self.say(label), bold=True)
            sheet.input(row, 2, value, as_text=True, bold=True)
        if profiles:
            self.choose(sheet, "B6", profiles)
        sheet.title(8, self.say(_HOW))
        names = {**self.names(), "known": self.known()}
        for number, (what, step) in enumerate(self.steps(), 1):
            sheet.plain(number + 8, 1, f"{number}. {self.say(what)}", bold=True)
            sheet.plain(number + 8, 2, self.say(step, **names))

    def steps(self) -> Iterable[tuple[Text, Text]]:
        """How to fill it in: what there is to fill in."""
        types = {fact.type for fact in self.vocabulary.facts.values() if fact.asked}
        there = {_SEVERAL: "set" in types, _LISTS: "records" in types, _BOUNDS: bool(self.vocabulary.parameters)}
        return (each for each in _STEPS if there.get(each[0], True))

    def known(self) -> str:
        """What needn't be filled in of a known region."""
        profile = self.vocabulary.profile
        if profile is None or not profile.tables:
            return ""
        sheet = self.titles[records_key(self.vocabulary.facts[profile.fact])]
        return self.say(_KNOWN, sheet=sheet, what=profile.title.say(self.language))

    def names(self) -> dict[str, object]:
        """What the steps speak of."""
        names: dict[str, object] = {key: self.titles[key] for key in (layout.FACTS, layout.SOURCES, layout.PARAMETERS)}
        names["help"] = layout.FACT_COLUMNS[2].label.say(self.language)
        names["count"] = sum(fact.asked for fact in self.vocabulary.facts.values())
        names["records"] = ", ".join(self.titles[records_key(fact)] for fact in records_of(self.vocabulary))
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
                    row = self.options(sheet, row, fact)
        sheet.choices(f"D2:D{row}", f"'{self.titles[layout.SOURCES]}'!$A$2:$A${SPARE_ROWS}")

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
        sheet.plain(row, 1, question_of(fact).say(self.language), bold=True)
        self.answer(sheet, row, fact, given)
        sheet.plain(row, 3, self.help(fact))
        sheet.input(row, 4, "; ".join(given.sources) if given else "", as_text=True)
        sheet.input(row, 5, self.note(given), as_text=True)
        sheet.plain(row, 6, fact.id)
        for column, language in enumerate(LANGUAGES, 8):
            sheet.plain(row, column, given.note.get(language, "") if given else "")

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
            sheet.input(row, 2, self.say(UNKNOWN) if unknown else "", bold=True, quiet=True)
            return
        if fact.type == "records":
            value = self.records_answer(fact, given)
        else:
            value = self.value(fact, given.value) if given else ""
        sheet.input(row, 2, value, as_text=fact.type == "text", bold=True)
        self.choose(sheet, f"B{row}", self.choices(fact))

    def records_answer(self, fact: Fact, given: Given | None) -> str:
        if given is None or given.value:
            return self.see(fact)
        return self.say(UNKNOWN if given.value is None else NONE)

    def see(self, fact: Fact) -> str:
        return f"{self.say(layout.SEE_SHEET)} {self.titles[records_key(fact)]}"

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

    def options(self, sheet: Sheet, row: int, fact: Fact) -> int:
        """A row for every option of a set; the row after them."""
        given = self.region.facts.get(fact.id)
        chosen = given.value if given else None
        self.choose(sheet, f"B{row}:B{row + len(fact.options) - 1}", map(self.say, (YES, NO, UNKNOWN)))
        for number, option in enumerate(fact.options, row):
            sheet.plain(number, 1, option.label.say(self.language), indent=2)
            answer = "" if chosen is None else self.say(YES if option.id in chosen else NO)
            sheet.input(number, 2, answer, bold=True)
            for column in (3, 4, 5):
                sheet.plain(number, column, "")
            sheet.plain(number, 6, fact.id)
            sheet.plain(number, 7, option.id)
        return row + len(fact.options)

    def choices(self, fact: Fact) -> list[str]:
        """What stands in the drop-down list of a question or of a field; nothing where anything may be typed."""
        if fact.type == "records":
            return [self.see(fact), *([self.say(NONE)] if fact.may_be_none else []), self.say(UNKNOWN)]
        if fact.type not in ("yes_no", "level", "choice") and not fact.texts:
            return []
        labels = [option_label(fact, option, self.language) for option in fact.options] or list(fact.texts)
        labels = labels or [self.say(YES), self.say(NO)]
        return labels if fact.required else [*labels, self.say(UNKNOWN)]

    def choose(self, sheet: Sheet, cells: str, labels: Iterable[str]) -> None:
        known = tuple(labels)
        if known:
            sheet.choices(cells, self.book.list_of(known), (self.say(_NO_SUCH), self.say(_CHOOSE)))

    # --- the other sheets ----------------------------------------------------------------------

    def records(self, fact: Fact) -> None:
        """One sheet for a list: what is asked, the columns, and room to fill in."""
        sheet = self.book.sheet(self.titles[records_key(fact)], "records")
        sheet.headings(4, layout.record_columns(fact), self.language, freeze="A5")
        sheet.merged(1, question_of(fact).say(self.language), bold=True)
        sheet.merged(2, self.help(fact))
        given = self.region.facts.get(fact.id)
        known = given.value if given and given.value else []
        for number in range(len(known) + _DRAWN_ROWS):
            record = known[number] if number < len(known) else {}
            for column, each in enumerate(fact.fields, 1):
                self.field(sheet, 5 + number, column, each, record)
        for column, each in enumerate(fact.fields, 1):
            letter = letters(column)
            self.choose(sheet, f"{letter}5:{letter}{4 + len(known) + SPARE_ROWS}", self.choices(each))

    def field(self, sheet: Sheet, row: int, column: int, fact: Fact, record: Mapping[str, Any]) -> None:
        """One cell of a record; what isn't known stays empty, in a record of which something is known."""
        value = record.get(fact.id)
        blank = value is None and any(each is not None for each in record.values())
        shown = "" if blank or not record else self.value(fact, value)
        thousands = fact.type == "number" and (fact.maximum or 10_000) >= 10_000
        sheet.input(row, column, shown, as_text=fact.type == "text", thousands=thousands)

    def sources(self) -> None:
        sheet = self.book.sheet(self.titles[layout.SOURCES], "sources")
        sheet.headings(1, layout.SOURCE_COLUMNS, self.language, freeze="B2")
        known = [(key, each.title, each.url, each.date) for key, each in self.region.sources.items()]
        for row, cells in enumerate([*known, *[("",) * 4] * _DRAWN_ROWS], 2):
            for column, text in enumerate(cells, 1):
                sheet.input(row, column, text, as_text=True)

    def parameters(self) -> None:
        sheet = self.book.sheet(self.titles[layout.PARAMETERS], "parameters")
        sheet.headings(1, layout.PARAMETER_COLUMNS, self.language, freeze="B2")
        for row, each in enumerate(self.vocabulary.parameters.values(), 2):
            sheet.plain(row, 1, each.title.say(self.language), bold=True)
            sheet.input(row, 2, self.region.parameters.get(each.id, ""), bold=True)
            sheet.plain(row, 3, show_number(each.value, self.language))
            sheet.plain(row, 4, each.unit.say(self.language) if each.unit else "")
            sheet.plain(row, 5, each.why.say(self.language))
            sheet.plain(row, 6, each.id)
