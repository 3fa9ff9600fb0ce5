"""The order of the report and what stands in it; all of it comes from the advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress

from attrs import evolve

from regiorules.advice.labels import LABELS
from regiorules.advice.model import (
    Advice,
    Axis,
    Background,
    Division,
    Position,
    Reason,
    Recommendation,
    Risk,
    Route,
)
from regiorules.facts.dates import show_moment
from regiorules.figures.png import figure_png
from regiorules.figures.positions import position_figure
from regiorules.render.advice_note import FIRST, SETTLED, by_section
from regiorules.render.appendix import behind
from regiorules.render.blocks import Bullets
from regiorules.render.first_page import in_short, is_more, title_of
from regiorules.render.renderer import Layout
from regiorules.render.speaking import Speaker, capital, open_count, standing, who_and_when
from regiorules_docx import styles
from regiorules_docx.paper import Paper
from regiorules_docx.words import LOCALES, moment, tidy, word
from regiorules_docx.written import About, Cell, Line, Pieces, Span, Written

LONGEST = 255  # characters that a property of a Word file can hold
FIGURE = 0.85  # of the width of the text


def write_report(advice: Advice, layout: Layout | None = None, paper: Written | None = None) -> bytes:
    """The advice as the bytes of a .docx file, or of what is written on `paper`; the same each time."""
    return _Report(advice, layout or Layout(), paper or Paper(LOCALES[advice.language])).written()


class _Report(Speaker):
    def __init__(self, advice: Advice, layout: Layout, paper: Written) -> None:
        super().__init__(advice, evolve(layout, ids=False))
        self.paper = paper
        self.examples = [each for each in advice.background if each.kind == "example"]
        listed = advice.statements if layout.full else ()
        self.places = {each.id: f"statement_{number}" for number, each in enumerate(listed, 1)}
        self.told: set[tuple[str, str]] = set()  # examples that were pointed at
        self.shown = {(each.id, each.record): f"example_{number}" for number, each in enumerate(self.examples, 1)}

    def own(self, name: str, /, **fields: object) -> str:
        """A word that only the report needs."""
        return word(name, self.advice.language, **fields)

    def label(self, name: str) -> str:
        return capital(LABELS[name].say(self.advice.language))

    def written(self) -> bytes:
        self.properties()
        self.front()
        self.summary()
        self.data()
        if is_more(self.advice, self.layout):
            self.paper.contents(self.own("contents"))
            self.rest()
        self.notes()
        self.background()
        if self.layout.full:
            self.account()
        self.appendix()
        return self.paper.done()

    def rest(self) -> None:
        self.positions()
        self.routes()
        self.first()
        self.risks()
        self.confirmed()
        self.divisions()
        self.further()
        self.open()

    # --- the front ---------------------------------------------------------------------------

    def title(self) -> str:
        return title_of(self.advice)

    def subject(self) -> str:
        return self.advice.rulesets[0].title if self.advice.rulesets else ""

    def properties(self) -> None:
        """Title, subject and language of the file; its date is that of the facts."""
        title, subject = (tidy(text)[:LONGEST] for text in (self.title(), self.subject()))
        version = ", ".join(f"{each.id} {each.version}" for each in self.advice.rulesets)[:LONGEST]
        made = moment(self.advice.date, self.advice.assessment.on)
        self.paper.describe(About(title, subject, version, LOCALES[self.advice.language], made))
        self.paper.footer(self.title(), self.own("page", page="{page}", pages="{pages}"))

    def front(self) -> None:
        advice = self.advice
        self.paper.text(self.title(), styles.TITLE)
        self.paper.text(self.subject(), styles.SUBTITLE)
        for text in advice.warnings:
            self.paper.text([Span(text, styles.STRONG)])
        for text in advice.conflicts:
            self.paper.led(self.say("conflicts"), text)

    def data(self) -> None:
        """Of when everything is, by which rules, and what is derived of the region."""
        advice = self.advice
        rules = "; ".join(f"{each.title}, {each.version}" for each in advice.rulesets)
        added = [(self.own("date_of_rules"), each.text) for each in advice.dates if each.id.startswith("rules.")]
        dates = {each.id: show_moment(each.date, advice.language) for each in advice.dates if "." not in each.id}
        day = show_moment(advice.on, advice.language)
        rows: list[tuple[str, Pieces]] = [
            (self.own("date_of_answers"), dates.pop("answers", "") or self.own("no_date")),
            (self.own("date_of_rules"), dates.pop("rules", "") or self.own("no_date")),
            *added,
            *((self.own("date_of_region"), each) for each in dates.values()),
            (self.own("day"), day or self.own("any_day")),
            (self.say("rule_sources"), rules),
        ]
        rows += [(line.title, line.value) for line in advice.summary]
        self.paper.pairs(self.title(), rows, 0.45)

    def summary(self) -> None:
        """What stands on the first page of every note."""
        self.paper.heading(1, self.say("in_short"))
        for block in in_short(self.advice, self.layout):
            self.paper.block(block)

    def titled(self, route: Route) -> str:
        return f"{route.title} ({route.strength})" if route.strength else route.title

    # --- where the region stands -------------------------------------------------------------

    def positions(self) -> None:
        advice, positions = self.advice, self.numbered()
        if not positions:
            return
        self.paper.heading(1, advice.words["positions"])
        for each in positions:
            figure = position_figure(each, advice.language)
            self.paper.picture(figure_png(figure, heading=False), figure.title, figure.text, FIGURE)
            self.paper.text(figure.title, styles.CAPTION)
        self.paper.table(advice.words["positions"], *self.position_rows(positions))

    def numbered(self) -> tuple[Position, ...]:
        """The positions, each with a number to speak of it by: that of the source, or else its place here."""
        return tuple(evolve(each, figure=each.figure or number) for number, each in enumerate(self.advice.positions, 1))

    def position_rows(
        self, positions: Iterable[Position]
    ) -> tuple[tuple[str, ...], Iterable[tuple[Cell, ...]], tuple[float, ...]]:
        header = (self.own("figure", number="").strip(), self.own("place"), self.own("axes"))
        rows: Iterable[tuple[Cell, ...]] = (
            (
                _cell(f"{each.figure}. {each.title}"),
                _cell(standing(each.name, each.possible, self.advice.language)),
                Cell(tuple(Line(self.axis(axis)) for axis in each.axes) or (Line(""),)),
            )
            for each in positions
        )
        return header, rows, (0.3, 0.24, 0.46)

    def axis(self, axis: Axis) -> str:
        """An axis with its ends and the region's value on it."""
        return self.own("axis", title=axis.title, low=axis.low, high=axis.high, value=axis.value)

    # --- routes ------------------------------------------------------------------------------

    def routes(self) -> None:
        if self.advice.choices:
            self.paper.heading(1, self.advice.words["route"])
        for choice in self.advice.choices:
            routes = choice.routes
            if choice.title:
                self.paper.heading(2, choice.title)
            if not routes:
                self.paper.text(self.say("route_none"))
            elif routes[0].status == "holds":
                self.route(routes[0])
            else:
                self.paper.block(Bullets(tuple(map(self.open_route, routes)), self.say("route_open")))
                if choice.shares:
                    self.paper.text(self.shares(choice))
                for each in map(self.deciding, choice.deciders):
                    self.paper.block(each)
                waits = dict.fromkeys(line.title for each in routes for line in each.waits_for)
                self.paper.led(capital(self.say("depends_on")), f"{', '.join(waits)}.")

    def route(self, route: Route) -> None:
        self.paper.text([Span(f"{self.titled(route)}. ", styles.STRONG), route.text])
        self.reasons(route.reasons)
        if route.steps:
            self.paper.text(f"{self.say('steps')}:", styles.LEAD)
            self.paper.steps(route.steps)
        self.see_examples(route.id)

    # --- recommendations ---------------------------------------------------------------------

    def first(self) -> None:
        if "recommendation" not in self.advice.kinds:
            return
        self.paper.heading(1, self.advice.words["first"])
        if not self.advice.recommendations:
            self.paper.text(self.nothing_advised())
        for each in self.advice.recommendations[:FIRST]:
            self.recommendation(each, 2, f"{each.rank}. {each.title}")

    def further(self) -> None:
        others = self.advice.recommendations[FIRST:]
        if not others:
            return
        self.paper.heading(1, self.advice.words["further"])
        for title, here in by_section(self.advice, others):
            if title:
                self.paper.heading(2, title)
            for each in here:
                self.recommendation(each, 3 if title else 2, each.title)

    def recommendation(self, each: Recommendation, level: int, title: str) -> None:
        self.paper.heading(level, title)
        if who_and_when(each):
            self.paper.text(capital(who_and_when(each)), styles.META)
        self.paper.text(each.text)
        self.reasons(each.reasons)
        if each.steps:
            self.paper.text(f"{self.say('steps')}:", styles.LEAD)
            self.paper.bullets(each.steps)
        self.see_examples(each.id, each.record)

    # --- risks and division ------------------------------------------------------------------

    def risks(self) -> None:
        if "risk" not in self.advice.kinds:
            return
        self.paper.heading(1, self.advice.words["risks"])
        if self.advice.risks:
            self.risk_table()
        for block in self.other_risks():
            self.paper.block(block)

    def risk_table(self) -> None:
        header = (self.label("risk"), self.own("severity"), self.say("because"), self.say("to_do"))
        kept = (True, bool(self.advice.severities), True, True)  # without severities there is no such column
        rows = (tuple(compress(self.risk(each), kept)) for each in self.advice.risks)
        shares = tuple(compress((0.26, 0.14, 0.31, 0.29), kept))
        self.paper.table(self.advice.words["risks"], tuple(compress(header, kept)), rows, shares)

    def risk(self, risk: Risk) -> tuple[Cell, ...]:
        remedies = (each.title for each in risk.remedies if each.advised)
        fill = styles.severity_fill(risk.severity, tuple(self.advice.severities))
        return (
            Cell((Line([Span(risk.title, styles.STRONG)]), Line(risk.text))),
            Cell((Line([Span(capital(risk.severity_label), styles.STRONG)]),), fill),
            _list(self.because(each) for each in _distinct(risk.reasons)),
            _list(remedies),
        )

    def confirmed(self) -> None:
        """What goes well, each with what would endanger it."""
        if self.advice.confirmations:
            self.paper.heading(1, self.advice.words["confirmed"])
        for each in self.advice.confirmations:
            self.paper.heading(2, each.title)
            self.paper.text(each.text)
            self.reasons(each.reasons)
            self.paper.led(self.say("danger"), each.danger)

    def divisions(self) -> None:
        if not self.advice.divisions:
            return
        words = self.advice.words
        self.paper.heading(1, words["division"])
        header = (words["topic"], words["level"], self.say("why"))
        rows = (self.division(each) for each in self.advice.divisions)
        self.paper.table(words["division"], header, rows, (0.29, 0.18, 0.53))

    def division(self, each: Division) -> tuple[Cell, ...]:
        if each.label:
            why = Cell(tuple(Line(self.because(reason)) for reason in _distinct(each.reasons)) or (Line(""),))
        else:
            why = _cell(f"{capital(self.say('depends_on'))}: {', '.join(line.title for line in each.waits_for)}.")
        return _cell(each.title), _cell(standing(each.label, each.possible, self.advice.language)), why

    # --- what is open, notes, background ------------------------------------------------------

    def open(self) -> None:
        questions = self.advice.questions
        self.paper.heading(1, self.say("open"))
        if not questions:
            self.paper.text(self.say("nothing_open"))
            return
        self.paper.text(open_count(self.advice), styles.LEAD)
        for each in self.certain_anyway():
            self.paper.block(each)
        for number, each in enumerate(questions[:FIRST], 1):
            self.paper.block(self.question(number, each, SETTLED))
        rest = ", ".join(each.title for each in questions[FIRST:])
        if rest:
            self.paper.led(self.say("open_too"), f"{rest}.")

    def notes(self) -> None:
        if self.advice.notes:
            self.paper.heading(1, self.say("notes"))
            self.paper.bullets(map(self.remark, self.advice.notes))

    def background(self) -> None:
        if self.examples:
            self.paper.heading(1, self.own("examples"))
        for each in self.examples:
            self.paper.text(self.piece(each), place=self.shown[each.id, each.record])
        others = [each for each in self.advice.background if each.kind != "example"] if self.layout.full else []
        if others:
            self.paper.heading(1, self.advice.words["background"])
            self.paper.bullets(self.piece(each) for each in others)

    def piece(self, each: Background) -> Pieces:
        url = (" ", Span(each.url, url=each.url)) if each.url else ()
        return [Span(f"{each.title}. ", styles.STRONG), each.text, *url]

    # --- accounting for it -------------------------------------------------------------------

    def account(self) -> None:
        advice = self.advice
        self.paper.heading(1, self.say("account"))
        if advice.assumptions:
            self.paper.heading(2, self.say("assumptions"))
            self.paper.bullets(f"{line.title}: {line.value}" for line in advice.assumptions)
        self.paper.heading(2, self.say("rule_sources"))
        self.paper.bullets(f"{each.source}; {each.title}, {each.version}" for each in advice.rulesets)
        if advice.statements:
            self.paper.heading(2, self.say("statements"))
            for each in advice.statements:
                pieces: Pieces = [Span(each.id, styles.STRONG), f" ({each.section}): {each.text}"]
                self.paper.text(pieces, styles.BULLET, self.places[each.id])

    def appendix(self) -> None:
        """Every answer that was given, with what stands behind it."""
        if self.advice.answers or self.advice.sources:
            self.paper.heading(1, self.say("answers"))
        for each in self.advice.answers:
            self.paper.text([Span(f"{each.title}: ", styles.STRONG), each.value])
            for name, text in behind(each, self.advice, self.layout):
                self.paper.led(name, text)
        if self.advice.sources:
            self.paper.heading(2, self.say("fact_sources"))
            self.paper.bullets(self.sources())

    def sources(self) -> Iterator[Pieces]:
        for each in self.advice.sources:
            named = ", ".join(part for part in (each.title, show_moment(each.date, self.advice.language)) if part)
            yield [named, ", " if named and each.url else "", Span(each.url, url=each.url)] if each.url else named

    # --- parts -------------------------------------------------------------------------------

    def reasons(self, reasons: tuple[Reason, ...]) -> None:
        if reasons:
            self.paper.text(f"{self.say('because')}:", styles.LEAD)
            self.paper.bullets(self.because(each) for each in _distinct(reasons))

    def because(self, reason: Reason) -> Pieces:
        """Why, and in brackets what it rests on: statements of the source, each a link, and its basis."""
        listed = (name for name in reason.statements if name in self.places)
        marks = [Span(name, styles.MARK, anchor=self.places[name]) for name in listed]
        basis = self.say(reason.basis) if reason.basis != "source" else ""
        marks += [Span(text, styles.MARK) for text in (basis, reason.ruleset) if text]
        if not marks:
            return reason.text
        commas = [part for mark in marks for part in (Span(", ", styles.MARK), mark)][1:]
        return [f"{reason.text} ", Span("[", styles.MARK), *commas, Span("]", styles.MARK)]

    def see_examples(self, name: str, record: str = "") -> None:
        """Links to the examples that belong beside a route or a recommendation, for its record: each one once."""
        for each in self.examples:
            key = (each.id, each.record)
            if each.goes_with(name, record) and key not in self.told:
                self.told.add(key)
                link = Span(each.title, styles.LINK, anchor=self.shown[key])
                self.paper.text([f"{self.label('example')}: ", link], styles.LED)


def _distinct(reasons: Iterable[Reason]) -> list[Reason]:
    """Reasons that read differently: two rules may give the same sentence on the same basis."""
    return list({(each.text, each.basis, each.statements): each for each in reasons}.values())


def _cell(text: str) -> Cell:
    return Cell((Line(text),))


def _list(items: Iterable[Pieces]) -> Cell:
    """A cell with bullets; a dash where there are none, so that it doesn't look forgotten."""
    return Cell(tuple(Line(item, styles.CELL_BULLET) for item in items) or (Line("–"),))
