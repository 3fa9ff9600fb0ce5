"""
The sheet on which the questionnaire opens: how far it is, by group, with a chart and the state of each question.

All of it follows from the other sheets by formulas, so that it changes as a person fills in; nothing of it is read
back.  A formula finds a question by its hidden id, so that rows may be moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from regiorules.facts.region import Region
from regiorules.facts.values import UNKNOWN_WORDS
from regiorules.facts.vocabulary import Fact
from regiorules.facts.workbook import layout
from regiorules.facts.workbook.layout import question_of
from regiorules.frozen import frozen
from regiorules.office.sheets import LINE_HEIGHT, Area, Book, Chart, Formula, Series, Sheet
from regiorules.text import LANGUAGES, Language, Text

ANSWERED = Text("beantwoord", "answered")
NOT_KNOWN = Text("niet bekend", "not known")
OPEN = Text("open", "open")
STATES = (ANSWERED, NOT_KNOWN, OPEN)
_COLORS = ("0072B2", "E69F00", "D9D9D9")  # told apart by everybody, and in grey
_GROUP = Text("Onderdeel", "Part")
_COUNTED = (Text("Beantwoord", "Answered"), Text("Niet bekend", "Not known"), Text("Open", "Open"))
_ALL = Text("Samen", "Together")
_FAR = Text("Hoe ver is de vragenlijst?", "How far is the questionnaire?")
_ASKED = Text("Per vraag", "By question")
_QUESTION = Text("Vraag", "Question")
_STATE = Text("Stand", "State")
_CHART = Text("Beantwoord, niet bekend en open per onderdeel", "Answered, not known and open by part")
_CHANGES = Text(
    "Dit overzicht telt mee terwijl u invult. Hier hoeft u zelf niets in te vullen.",
    "This overview counts along while you fill in. You needn't fill in anything here.",
)
FIXED = (_FAR, _CHANGES, _ASKED)  # texts that stand on it whatever is asked
COLUMNS = 5  # of its tables
_TOP = 5  # the row with the headings of the groups
_LINE = 0.53  # centimetres, of a row
_WIDTHS = (66, 16, 16, 16, 16)
_WIDE = 24.7  # centimetres, of these together
_FULL = {  # words that say unknown, and what says where the answers are, as COUNTIFS looks for them
    "unknown": tuple(sorted(word.replace("~", "~~") for word in UNKNOWN_WORDS if word)),
    "see": tuple(f"{layout.SEE_SHEET.say(language)}*" for language in LANGUAGES),
}

Groups = Sequence[tuple[str, Sequence[Fact]]]


def state_of(region: Region, fact: Fact) -> Text:
    """How far a question is: as the formula beside it has it once the region is filled in."""
    given = region.facts.get(fact.id)
    if given is None:
        return OPEN
    return NOT_KNOWN if given.value is None else ANSWERED


@frozen
class Answers:
    """Where answers stand: ids and answers in the sheet with questions, the name of the region, records by fact."""

    ids: Area
    values: Area
    region: Area
    records: Mapping[str, tuple[Area, ...]]  # with any of these cells filled in, the list is answered


def write_overview(
    sheet: Sheet, book: Book, groups: Groups, region: Region, answers: Answers, language: Language
) -> None:
    """The overview of a questionnaire, whose other sheets are there."""
    _Overview(sheet, book, groups, region, answers, language).write()


@frozen
class _Overview:
    sheet: Sheet
    book: Book
    groups: Groups
    region: Region
    answers: Answers
    language: Language

    def say(self, text: Text) -> str:
        return text.say(self.language)

    def write(self) -> None:
        sheet, last = self.sheet, _TOP + len(self.groups)
        height = len(self.groups) + 5
        sheet.widths(*_WIDTHS)
        sheet.title(1, self.say(_FAR), size=18)
        sheet.heading(2, self.region.name, Formula('IF({0}="";"";{0})', (self.answers.region,)))
        sheet.note(3, self.say(_CHANGES))
        sheet.header(_TOP, [self.say(_GROUP), *map(self.say, _COUNTED), self.say(_ALL)], sticky=False)
        self.chart(last, height)
        first = last + height + 4
        sheet.title(first, self.say(_ASKED))
        sheet.header(first + 1, [self.say(_QUESTION), self.say(_STATE)], sticky=False)
        areas = list(self.questions(first + 2))
        for row, ((title, facts), area) in enumerate(zip(self.groups, areas, strict=True), _TOP + 1):
            self.group(row, title, facts, area)
        self.total(last + 1, last)

    def chart(self, last: int, height: int) -> None:
        series = tuple(
            Series(self.sheet.area(_TOP, column), self.sheet.area(_TOP + 1, column, last), color)
            for column, color in enumerate(_COLORS, 2)
        )
        labels = self.sheet.area(_TOP + 1, 1, last)
        chart = Chart(self.say(_CHART), labels, series, last + 3, 1, _WIDE, height * _LINE)
        self.sheet.charts.append(chart)
        under = range(last + 2, last + height + 4)  # which the chart covers, so they have to stay as they are
        self.sheet.heights |= dict.fromkeys(under, LINE_HEIGHT)
        self.sheet.fixed |= set(under)

    def questions(self, row: int) -> Iterable[Area]:
        """The questions by group; where the states of each group stand."""
        for title, facts in self.groups:
            self.sheet.band(row, title, 2)
            for number, fact in enumerate(facts, row + 1):
                self.sheet.plain(number, 1, self.say(question_of(fact)))
                self.sheet.count(number, 2, self.say(state_of(self.region, fact)), self.state(fact))
            yield self.sheet.area(row + 1, 2, row + len(facts))
            row += len(facts) + 1

    def state(self, fact: Fact) -> Formula:
        """What says how far a question is."""
        unknown, see = (self.book.list_of(_FULL[name]) for name in ("unknown", "see"))
        filled = f'COUNTIFS({{0}};"{fact.id}";{{1}};"<>")'
        not_known = f'SUMPRODUCT(COUNTIFS({{0}};"{fact.id}";{{1}};{{2}}))'
        elsewhere = f'-SUMPRODUCT(COUNTIFS({{0}};"{fact.id}";{{1}};{{3}}))' if fact.type == "records" else ""
        rows = self.answers.records.get(fact.id, ())
        counted = "".join(f"+COUNTA({{{number}}})" for number in range(4, 4 + len(rows)))
        answered, unsaid, still = map(self.say, STATES)
        text = f'IF({filled}-{not_known}{elsewhere}{counted}>0;"{answered}";IF({not_known}>0;"{unsaid}";"{still}"))'
        return Formula(text, (self.answers.ids, self.answers.values, unknown, see, *rows))

    def group(self, row: int, title: str, facts: Sequence[Fact], area: Area) -> None:
        """How many questions of a group are answered, not known and open."""
        self.sheet.plain(row, 1, title)
        for column, state in enumerate(STATES, 2):
            value = sum(state_of(self.region, fact) is state for fact in facts)
            self.sheet.count(row, column, value, Formula(f'COUNTIF({{}};"{self.say(state)}")', (area,)))
        counted = self.sheet.area(row, 2, row, 4)
        self.sheet.count(row, 5, len(facts), Formula("SUM({})", (counted,)), bold=True)

    def total(self, row: int, last: int) -> None:
        self.sheet.plain(row, 1, self.say(_ALL), bold=True)
        for column in range(2, 6):
            value = sum(int(str(self.sheet.cells[each, column].value)) for each in range(_TOP + 1, row))
            formula = Formula("SUM({})", (self.sheet.area(_TOP + 1, column, last),))
            self.sheet.count(row, column, value, formula, bold=True)
