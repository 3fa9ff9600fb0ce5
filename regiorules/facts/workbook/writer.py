"""Writes the questionnaire as a workbook: friendly to fill in, with what is already known filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from regiorules.facts.dates import FIRST_IN_A_SHEET, in_a_sheet, show_moment
from regiorules.facts.entries import Given
from regiorules.facts.partial import is_partial, records_in
from regiorules.facts.possible import has
from regiorules.facts.profiles import Profile, built_in_profiles
from regiorules.facts.records import names_others
from regiorules.facts.region import Region
from regiorules.facts.saying import NO, NONE, UNKNOWN, YES, show_number
from regiorules.facts.values import option_label
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.facts.workbook import layout
from regiorules.facts.workbook.instructions import BOUNDS, KNOWN, LISTS, SEVERAL, STEPS
from regiorules.facts.workbook.layout import question_of, records_key, records_of, sheet_titles
from regiorules.facts.workbook.overview import Answers, write_overview
from regiorules.facts.workbook.partly import as_data, offered, words
from regiorules.office.files import written
from regiorules.office.sheets import DATE, TEXT, THOUSANDS, Area, Book, Days, Sheet
from regiorules.text import LANGUAGES, Language, Text, fill

SPARE_ROWS = 200  # with drop-down lists, under what is filled in
_DRAWN_ROWS = 12  # of those, visibly meant to be filled in
_SHOWN = {"text": TEXT, "date": DATE}
_ABOUT = Text("Over uw regio", "About your region")
_HOW = Text("Zo vult u de vragenlijst in", "How to fill in the questionnaire")
_MORE = Text("Overige", "Other")
_NO_SUCH = Text("Dit antwoord kan hier niet", "This answer can't stand here")
_CHOOSE = Text(
    "Kies een antwoord uit het lijstje, of laat de cel leeg.", "Choose an answer from the list, or leave it."
)
_OTHER = Text("Dit staat niet in het lijstje", "This isn't in the list")
_NO_DAY = Text("Dit is hier geen datum", "This is no date here")
_ABOUT_WHEN = Text(
    "Schrijf een datum tussen {first} en {last}, of wat u deels weet: maart 2026, na 2024, of 2024 tot en met 2026.",
    "Write a date between {first} and {last}, or what you partly know: March 2026, after 2024, or 2024 to 2026.",
)
_MAY_BE = Text(
    "U mag ook zelf typen wat u deels weet: minstens of hoogstens met een antwoord uit het lijstje, niet met een "
    "antwoord, of twee antwoorden met of ertussen.",
    "You may also type what you partly know: at least or at most with an answer from the list, not with an answer, or "
    "two answers with or between them.",
)


def workbook_content(
    vocabulary: Vocabulary,
    region: Region | None = None,
    language: Language = "nl",
    profiles: Mapping[str, Profile] | None = None,
    form: str = "xlsx",
) -> bytes:
    """
    The questionnaire as the bytes of a workbook, with what is known of `region` filled in.

    `profiles` are the regions to choose from.  Where the bytes go is for who asks for them: a workbook that is there
    holds answers, and `check_foreign` says what else of a person's own it has, that would be lost.  `form` is the form
    of the file, one of those of `regiorules.office.files`.  Raises MissingExtra without what writes that form.
    """
    return written(questionnaire(vocabulary, region, language, profiles), form)


def questionnaire(
    vocabulary: Vocabulary,
    region: Region | None = None,
    language: Language = "nl",
    profiles: Mapping[str, Profile] | None = None,
) -> Book:
    """The questionnaire as a book: what every form of file holds."""
    titles = sheet_titles(vocabulary, language)
    writer = _Writer(vocabulary, region or Region(""), language, titles, Book(titles[layout.LISTS]))
    return writer.written(built_in_profiles(vocabulary) if profiles is None else profiles)


def _in_rows(fact: Fact, value: Any) -> bool:
    """True for records that stand in rows; not where one would be taken for the row that says that there are others."""
    told = ({name: "" if each is None else str(each) for name, each in record.items()} for record in records_in(value))
    return bool(value) and not any(names_others(fact, each) for each in told)


class _Writer:
    def __init__(
        self, vocabulary: Vocabulary, region: Region, language: Language, titles: Mapping[str, str], book: Book
    ) -> None:
        self.vocabulary = vocabulary
        self.region = region
        self.language = language
        self.titles = titles
        self.book = book
        self.parts = list(self.groups())

    def say(self, text: Text, **fields: object) -> str:
        return fill(text.say(self.language), **fields)

    def written(self, profiles: Collection[str]) -> Book:
        overview = self.book.sheet(self.titles[layout.OVERVIEW], "overview")
        self.start(profiles)
        rows = self.questions()
        for fact in records_of(self.vocabulary):
            self.records(fact)
        self.sources()
        self.parameters()
        write_overview(overview, self.book, self.parts, self.region, self.answers(rows, bool(profiles)), self.language)
        self.book.name = self.vocabulary.word("questionnaire", self.language)
        return self.book

    def answers(self, rows: int, profiles: bool) -> Answers:
        """Where answers are filled in, for who counts them; the questions reach to that row."""
        facts, start = self.titles[layout.FACTS], self.titles[layout.START]
        profile = self.vocabulary.profile
        records: dict[str, tuple[Area, ...]] = {
            fact.id: (Area(self.titles[records_key(fact)], 5, 1, 4 + SPARE_ROWS, len(fact.fields)),)
            for fact in records_of(self.vocabulary)
        }
        if profile and profiles:  # what a known region brings is answered
            records[profile.fact] += (Area(start, 6, 2, 6, 2),)
        ids, values = (Area(facts, 2, column, rows + SPARE_ROWS, column) for column in (6, 2))
        return Answers(ids, values, Area(start, 4, 2, 4, 2), records)

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
            sheet.input(row, 2, value, shown=TEXT, bold=True)
        if profiles:
            self.choose(sheet, sheet.area(6, 2, 6), profiles)
        sheet.title(8, self.say(_HOW))
        names = {**self.names(), "known": self.known()}
        for number, (what, step) in enumerate(self.steps(), 1):
            sheet.plain(number + 8, 1, f"{number}. {self.say(what)}", bold=True)
            sheet.plain(number + 8, 2, self.say(step, **names))

    def steps(self) -> Iterable[tuple[Text, Text]]:
        """How to fill it in: what there is to fill in."""
        types = {fact.type for fact in self.vocabulary.facts.values() if fact.asked}
        there = {SEVERAL: "set" in types, LISTS: "records" in types, BOUNDS: bool(self.vocabulary.parameters)}
        return (each for each in STEPS if there.get(each[0], True))

    def known(self) -> str:
        """What needn't be filled in of a known region."""
        profile = self.vocabulary.profile
        if profile is None or not profile.tables:
            return ""
        sheet = self.titles[records_key(self.vocabulary.facts[profile.fact])]
        return self.say(KNOWN, sheet=sheet, what=profile.title.say(self.language))

    def names(self) -> dict[str, object]:
        """What the steps speak of."""
        names: dict[str, object] = {key: self.titles[key] for key in (layout.FACTS, layout.SOURCES, layout.PARAMETERS)}
        names["help"] = layout.FACT_COLUMNS[2].label.say(self.language)
        names["count"] = sum(fact.asked for fact in self.vocabulary.facts.values())
        names["others"] = self.say(layout.OTHERS)
        names["records"] = ", ".join(self.titles[records_key(fact)] for fact in records_of(self.vocabulary))
        return names

    # --- the questions -------------------------------------------------------------------------

    def questions(self) -> int:
        """The sheet with the questions; the row after them."""
        sheet = self.book.sheet(self.titles[layout.FACTS], "facts")
        sheet.headings(1, layout.FACT_COLUMNS, self.language, freeze=2)
        row = 2
        for title, facts in self.parts:
            sheet.band(row, title, sum(not each.technical for each in layout.FACT_COLUMNS))
            row += 1
            for fact in facts:
                self.question(sheet, row, fact)
                row += 1
                if fact.type == "set":
                    row = self.options(sheet, row, fact)
        sheet.choose(sheet.area(2, 4, row), Area(self.titles[layout.SOURCES], 2, 1, SPARE_ROWS, 1))
        return row

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
        sheet.input(row, 4, "; ".join(given.sources) if given else "", shown=TEXT)
        sheet.input(row, 5, self.note(given), shown=TEXT)
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
        sheet.input(row, 2, value, shown=_SHOWN.get(fact.type, ""), bold=True)
        self.limit(sheet, sheet.area(row, 2, row), fact)

    def records_answer(self, fact: Fact, given: Given | None) -> str:
        if given is None or _in_rows(fact, given.value):
            return self.see(fact)
        return as_data(given.value) if given.value else self.say(UNKNOWN if given.value is None else NONE)

    def see(self, fact: Fact) -> str:
        return f"{self.say(layout.SEE_SHEET)} {self.titles[records_key(fact)]}"

    def value(self, fact: Fact, value: Any) -> Any:
        """An outer value as it stands in a cell."""
        if value is None:
            return self.say(UNKNOWN)
        if fact.type == "yes_no":
            return self.say(YES if value else NO)
        if is_partial(value) or fact.type == "text":
            return words(fact, value, self.language)
        if fact.type in ("level", "choice", "set"):
            chosen = value if fact.type == "set" else [value]
            labels = (option_label(fact, each, self.language) for each in fact.options if each.id in chosen)
            return "; ".join(labels) or self.say(NONE)
        return date.fromisoformat(value) if fact.type == "date" and in_a_sheet(value) else value

    def options(self, sheet: Sheet, row: int, fact: Fact) -> int:
        """A row for every option of a set; the row after them."""
        given = self.region.facts.get(fact.id)
        inner = fact.encode(given.value) if given else None
        self.choose(sheet, sheet.area(row, 2, row + len(fact.options) - 1), map(self.say, (YES, NO, UNKNOWN)))
        for number, option in enumerate(fact.options, row):
            sheet.plain(number, 1, option.label.say(self.language), indent=2)
            chosen = None if inner is None else has(inner, option.id)
            sheet.input(number, 2, "" if chosen is None else self.say(YES if chosen else NO), bold=True)
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
        plain = labels if fact.required else [*labels, self.say(UNKNOWN)]
        return [*plain, *offered(fact, self.language)]

    def limit(self, sheet: Sheet, cells: Area, fact: Fact) -> None:
        """What may be filled in about a fact: from a list, or a date."""
        if fact.type != "date":
            self.choose(sheet, cells, self.choices(fact), strict=fact.type == "yes_no")
            return
        low, high = (fact.decode(each) for each in fact.limits)
        days = Days(date.fromisoformat(max(low, FIRST_IN_A_SHEET)), date.fromisoformat(high))
        first, last = (show_moment(each.isoformat(), self.language) for each in (days.first, days.last))
        sheet.choose(cells, days, (self.say(_NO_DAY), self.say(_ABOUT_WHEN, first=first, last=last)), strict=False)

    def choose(self, sheet: Sheet, cells: Area, labels: Iterable[str], *, strict: bool = True) -> None:
        """A drop-down list; where it isn't strict, other words may be typed too."""
        known = tuple(labels)
        if known:
            title, text = (_NO_SUCH, _CHOOSE) if strict else (_OTHER, _MAY_BE)
            sheet.choose(cells, self.book.list_of(known), (self.say(title), self.say(text)), strict=strict)

    # --- the other sheets ----------------------------------------------------------------------

    def records(self, fact: Fact) -> None:
        """One sheet for a list: what is asked, the columns, and room to fill in."""
        sheet = self.book.sheet(self.titles[records_key(fact)], "records")
        sheet.headings(4, layout.record_columns(fact), self.language)
        sheet.merged(1, question_of(fact).say(self.language), bold=True)
        sheet.merged(2, self.help(fact))
        given = self.region.facts.get(fact.id)
        value = given.value if given else None
        known = records_in(value) if _in_rows(fact, value) else ()
        for number in range(len(known) + _DRAWN_ROWS):
            record = known[number] if number < len(known) else {}
            for column, each in enumerate(fact.fields, 1):
                self.field(sheet, 5 + number, column, each, record, key=each.id == fact.key)
        if known and is_partial(value):
            column = next((at for at, each in enumerate(fact.fields, 1) if each.id == fact.key), 1)
            sheet.input(5 + len(known), column, self.say(layout.OTHERS), shown=TEXT)
        for column, each in enumerate(fact.fields, 1):
            cells = sheet.area(5, column, 4 + len(known) + SPARE_ROWS)
            self.limit(sheet, cells, each)

    def field(self, sheet: Sheet, row: int, column: int, fact: Fact, record: Mapping[str, Any], *, key: bool) -> None:
        """One cell of a record; what isn't known stays empty, in a record of which something is known."""
        value = record.get(fact.id)
        blank = value is None and any(each is not None for each in record.values())
        is_name = key and isinstance(value, str) and fact.type == "text"  # which is never partly known
        shown: Any = "" if blank or not record else value if is_name else self.value(fact, value)
        thousands = fact.type == "number" and (fact.maximum or 10_000) >= 10_000
        sheet.input(row, column, shown, shown=THOUSANDS if thousands else _SHOWN.get(fact.type, ""))

    def sources(self) -> None:
        sheet = self.book.sheet(self.titles[layout.SOURCES], "sources")
        sheet.headings(1, layout.SOURCE_COLUMNS, self.language, freeze=2)
        known = [(key, each.title, each.url, each.date) for key, each in self.region.sources.items()]
        for row, cells in enumerate([*known, *[("",) * 4] * _DRAWN_ROWS], 2):
            for column, text in enumerate(cells, 1):
                sheet.input(row, column, text, shown=TEXT)

    def parameters(self) -> None:
        sheet = self.book.sheet(self.titles[layout.PARAMETERS], "parameters")
        sheet.headings(1, layout.PARAMETER_COLUMNS, self.language, freeze=2)
        for row, each in enumerate(self.vocabulary.parameters.values(), 2):
            sheet.plain(row, 1, each.title.say(self.language), bold=True)
            sheet.input(row, 2, self.region.parameters.get(each.id, ""), bold=True)
            sheet.plain(row, 3, show_number(each.value, self.language))
            sheet.plain(row, 4, each.unit.say(self.language) if each.unit else "")
            sheet.plain(row, 5, each.why.say(self.language))
            sheet.plain(row, 6, each.id)
