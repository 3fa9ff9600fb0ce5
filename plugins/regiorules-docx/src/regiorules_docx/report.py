"""The order of the report and what stands in it; all of it comes from the advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from attrs import evolve

from regiorules.advice.labels import LABELS
from regiorules.advice.model import (
    Advice,
    Background,
    Division,
    Position,
    Question,
    Reason,
    Recommendation,
    Risk,
    Route,
)
from regiorules.facts.dates import show_moment
from regiorules.render.advice_note import FIRST, by_section, open_count, standing, title_of, who_and_when
from regiorules.render.phrases import phrase
from regiorules_docx import styles
from regiorules_docx.paper import Cell, Line, Paper, Pieces, Span
from regiorules_docx.picture import describe_axis, describe_positions, draw_positions, has_area, position_name
from regiorules_docx.words import LOCALES, capital, moment, tidy, word

LONGEST = 255  # characters that a property of a Word file can hold
A_PAGE = 4  # figures that fit on a page


def write_report(advice: Advice) -> bytes:
    """The advice as the bytes of a .docx file; the same advice gives the same bytes."""
    return _Report(advice).written()


class _Report:
    def __init__(self, advice: Advice) -> None:
        self.advice = advice
        self.paper = Paper(LOCALES[advice.language])
        self.examples = [each for each in advice.background if each.kind == "example"]
        self.places = {each.id: f"statement_{number}" for number, each in enumerate(advice.statements, 1)}
        self.shown = {(each.id, each.record): f"example_{number}" for number, each in enumerate(self.examples, 1)}

    def say(self, name: str, /, **fields: object) -> str:
        return phrase(name, self.advice.language, **fields)

    def word(self, name: str, /, **fields: object) -> str:
        return word(name, self.advice.language, **fields)

    def label(self, name: str) -> str:
        return capital(LABELS[name].say(self.advice.language))

    def written(self) -> bytes:
        self.properties()
        self.front()
        self.summary()
        self.paper.contents(self.word("contents"))
        self.positions()
        self.routes()
        self.first()
        self.risks()
        self.divisions()
        self.further()
        self.open()
        self.notes()
        self.background()
        self.account()
        return self.paper.done()

    # --- the front ---------------------------------------------------------------------------

    def title(self) -> str:
        return title_of(self.advice)

    def subject(self) -> str:
        return self.advice.rulesets[0].title if self.advice.rulesets else ""

    def properties(self) -> None:
        """Title, subject and language of the file; it names no person, and its date is that of the facts."""
        found = self.paper.document.core_properties
        found.title, found.subject = tidy(self.title())[:LONGEST], tidy(self.subject())[:LONGEST]
        found.author, found.last_modified_by, found.comments = "RegioRules", "", ""
        found.keywords, found.category, found.language = "", "", LOCALES[self.advice.language]
        found.version = ", ".join(f"{each.id} {each.version}" for each in self.advice.rulesets)[:LONGEST]
        found.created = found.modified = moment(self.advice.date, self.advice.assessment.on)
        self.paper.footer(self.title(), self.word("page", page="{page}", pages="{pages}"))

    def front(self) -> None:
        advice = self.advice
        self.paper.text(self.title(), styles.TITLE)
        self.paper.text(self.subject(), styles.SUBTITLE)
        rules = "; ".join(f"{each.title} ({each.id}\N{NO-BREAK SPACE}{each.version})" for each in advice.rulesets)
        for text in advice.warnings:
            self.paper.text([Span(text, styles.STRONG)])
        added = [(self.word("date_of_rules"), each.text) for each in advice.dates if each.id.startswith("rules.")]
        dates = {each.id: show_moment(each.date, advice.language) for each in advice.dates if "." not in each.id}
        day = show_moment(advice.on, advice.language)
        rows: list[tuple[str, Pieces]] = [
            (self.word("date_of_answers"), dates.pop("answers", "") or self.word("no_date")),
            (self.word("date_of_rules"), dates.pop("rules", "") or self.word("no_date")),
            *added,
            *((self.word("date_of_region"), each) for each in dates.values()),
            (self.word("day"), day or self.word("any_day")),
            (self.say("rule_sources"), rules),
        ]
        rows += [(line.title, line.value) for line in advice.summary]
        self.paper.pairs(self.title(), rows, 0.45)

    def summary(self) -> None:
        advice = self.advice
        self.paper.heading(1, self.word("summary"))
        for choice in advice.choices:
            self.led(choice.title or advice.words["route"], self.routes_in_short(choice.routes))
        if "recommendation" in advice.kinds:
            self.first_in_short()
        if "risk" in advice.kinds:
            self.risks_in_short()
        count = open_count(advice)
        asked = f"{count} {advice.questions[0].question}" if advice.questions else self.say("nothing_open")
        self.led(self.say("open"), asked)

    def led(self, lead: str, text: str) -> None:
        self.paper.text([Span(f"{lead.rstrip(':')}: ", styles.STRONG), text], styles.LED)

    def routes_in_short(self, routes: tuple[Route, ...]) -> str:
        if not routes:
            return self.say("route_none")
        if routes[0].status == "holds":
            return f"{self.titled(routes[0])}."
        return f"{self.say('route_open')} {'; '.join(each.title for each in routes)}."

    def first_in_short(self) -> None:
        heading, first = self.advice.words["first"], self.advice.recommendations[:FIRST]
        if not first:
            self.led(heading, self.say("nothing_advised"))
            return
        self.paper.text(f"{heading}:", styles.LEAD)
        marks = ((each, who_and_when(each)) for each in first)
        self.paper.steps(f"{each.title} ({mark})" if mark else each.title for each, mark in marks)

    def risks_in_short(self) -> None:
        """A line for each severity, in the order of the risks."""
        if not self.advice.risks:
            self.led(self.advice.words["risks"], self.say("no_risks"))
            return
        self.paper.text(f"{self.advice.words['risks']}:", styles.LEAD)
        groups = groupby(self.advice.risks, lambda each: each.severity_label)
        self.paper.bullets(self.of_severity(label, risks) for label, risks in groups)

    @staticmethod
    def of_severity(label: str, risks: Iterable[Risk]) -> Pieces:
        lead = [Span(f"{capital(label)}: ", styles.STRONG)] if label else []
        return [*lead, f"{'; '.join(each.title for each in risks)}."]

    def titled(self, route: Route) -> str:
        return f"{route.title} ({route.strength})" if route.strength else route.title

    # --- where the region stands -------------------------------------------------------------

    def positions(self) -> None:
        advice, positions = self.advice, self.numbered()
        if not positions:
            return
        self.paper.heading(1, advice.words["positions"])
        for start in range(0, len(positions), A_PAGE):
            here = positions[start : start + A_PAGE]
            caption = self.word("figures", count=len(here), numbers=", ".join(str(each.figure) for each in here))
            image = draw_positions(here, advice.language)
            self.paper.picture(image, caption, describe_positions(here, advice.language))
            area = self.word("legend_area") if any(map(has_area, here)) else ""
            self.paper.text(f"{caption} {self.word('legend')}{area}", styles.CAPTION)
        self.paper.table(advice.words["positions"], *self.position_rows(positions))

    def numbered(self) -> tuple[Position, ...]:
        """The positions, each with a number to speak of it by: that of the source, or else its place here."""
        return tuple(evolve(each, figure=each.figure or number) for number, each in enumerate(self.advice.positions, 1))

    def position_rows(
        self, positions: Iterable[Position]
    ) -> tuple[tuple[str, ...], Iterable[tuple[Cell, ...]], tuple[float, ...]]:
        header = (self.word("figure", number="").strip(), self.word("place"), self.word("axes"))
        rows: Iterable[tuple[Cell, ...]] = (
            (
                _cell(f"{each.figure}. {each.title}"),
                _cell(position_name(each, self.advice.language)),
                Cell(tuple(Line(describe_axis(axis, self.advice.language)) for axis in each.axes) or (Line(""),)),
            )
            for each in positions
        )
        return header, rows, (0.3, 0.24, 0.46)

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
                self.paper.text(self.say("route_open"), styles.LEAD)
                self.paper.bullets([Span(f"{each.title}. ", styles.STRONG), each.text] for each in routes)
                waits = dict.fromkeys(line.title for each in routes for line in each.waits_for)
                self.led(capital(self.say("depends_on")), f"{', '.join(waits)}.")

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
            self.paper.text(self.say("nothing_advised"))
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
        if not self.advice.risks:
            self.paper.text(self.say("no_risks"))
            return
        header = (self.label("risk"), self.word("severity"), self.say("because"), self.say("to_do"))
        table = [header, (0.26, 0.14, 0.31, 0.29), *(self.risk(each) for each in self.advice.risks)]
        if not self.advice.severities:  # then there is no such column
            table = [(row[0], *row[2:]) for row in table]
        self.paper.table(self.advice.words["risks"], table[0], table[2:], table[1])

    def risk(self, risk: Risk) -> tuple[Cell, ...]:
        remedies = (each.title for each in risk.remedies if each.advised)
        fill = styles.severity_fill(risk.severity, tuple(self.advice.severities))
        return (
            Cell((Line([Span(risk.title, styles.STRONG)]), Line(risk.text))),
            Cell((Line([Span(capital(risk.severity_label), styles.STRONG)]),), fill),
            _list(self.reason(each) for each in _distinct(risk.reasons)),
            _list(remedies),
        )

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
            why = Cell(tuple(Line(self.reason(reason)) for reason in _distinct(each.reasons)) or (Line(""),))
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
        self.paper.steps(self.question(each) for each in questions[:FIRST])
        rest = ", ".join(each.title for each in questions[FIRST:])
        if rest:
            self.led(self.word("unknown_too"), f"{rest}.")

    def question(self, each: Question) -> Pieces:
        count = Span(f" ({self.say('settles', count=each.waiting)})", styles.MARK)
        return [Span(each.question, styles.STRONG), f" {each.help}" if each.help else "", count]

    def notes(self) -> None:
        if self.advice.notes:
            self.paper.heading(1, self.say("notes"))
            self.paper.bullets(f"{each.text} ({each.plugin})" for each in self.advice.notes)

    def background(self) -> None:
        if self.examples:
            self.paper.heading(1, self.word("examples"))
        for each in self.examples:
            self.paper.text(self.piece(each), place=self.shown[each.id, each.record])
        others = [each for each in self.advice.background if each.kind != "example"]
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
        if advice.conflicts:
            self.paper.heading(2, self.say("conflicts"))
            self.paper.bullets(advice.conflicts)
        if advice.assumptions:
            self.paper.heading(2, self.say("assumptions"))
            self.paper.bullets(f"{line.title}: {line.value} ({line.id})" for line in advice.assumptions)
        if advice.sources:
            self.paper.heading(2, self.say("fact_sources"))
            self.paper.bullets(self.sources())
        self.paper.heading(2, self.say("rule_sources"))
        executor = self.say("executor", name=advice.assessment.executor)
        self.paper.bullets(
            f"{each.source}; {each.title} ({each.id} {each.version}, {executor})" for each in advice.rulesets
        )
        if advice.statements:
            self.paper.heading(2, self.say("statements"))
            for each in advice.statements:
                pieces: Pieces = [Span(each.id, styles.STRONG), f" ({each.section}): {each.text}"]
                self.paper.text(pieces, styles.BULLET, self.places[each.id])

    def sources(self) -> Iterator[Pieces]:
        for each in self.advice.sources:
            named = ", ".join(part for part in (each.title, each.date) if part)
            yield [named, ", " if named and each.url else "", Span(each.url, url=each.url)] if each.url else named

    # --- parts -------------------------------------------------------------------------------

    def reasons(self, reasons: tuple[Reason, ...]) -> None:
        if reasons:
            self.paper.text(f"{self.say('because')}:", styles.LEAD)
            self.paper.bullets(self.reason(each) for each in _distinct(reasons))

    def reason(self, reason: Reason) -> Pieces:
        """Why, and in brackets what it rests on: statements of the source, each a link, and its basis."""
        marks = [Span(name, styles.MARK, anchor=self.places.get(name, "")) for name in reason.statements]
        basis = self.say(reason.basis) if reason.basis != "source" else ""
        marks += [Span(text, styles.MARK) for text in (basis, reason.ruleset) if text]
        if not marks:
            return reason.text
        commas = [part for mark in marks for part in (Span(", ", styles.MARK), mark)][1:]
        return [f"{reason.text} ", Span("[", styles.MARK), *commas, Span("]", styles.MARK)]

    def see_examples(self, name: str, record: str = "") -> None:
        """Links to the examples that belong beside a route or a recommendation, for its record."""
        for each in self.examples:
            if each.goes_with(name, record):
                link = Span(each.title, styles.LINK, anchor=self.shown[each.id, each.record])
                self.paper.text([f"{self.label('example')}: ", link], styles.LED)


def _distinct(reasons: Iterable[Reason]) -> list[Reason]:
    """Reasons that read differently: two rules may give the same sentence on the same basis."""
    return list({(each.text, each.basis, each.statements): each for each in reasons}.values())


def _cell(text: str) -> Cell:
    return Cell((Line(text),))


def _list(items: Iterable[Pieces]) -> Cell:
    """A cell with bullets; a dash where there are none, so that it doesn't look forgotten."""
    return Cell(tuple(Line(item, styles.CELL_BULLET) for item in items) or (Line("–"),))
