"""The order of an advice note, once, for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiorules.advice.model import Advice, Background, Division, Position, Reason, Recommendation, Risk, Route
from regiorules.facts.dates import show_moment
from regiorules.render.blocks import Block, Bullets, Grid, Heading, Paragraph
from regiorules.render.phrases import phrase

FIRST = 5  # recommendations under "what first", and questions under "what is still open"


def outline(advice: Advice, *, ids: bool = False) -> Iterator[Block]:
    """The blocks of the note, in order; with `ids` the id of each thing stands behind its title."""
    return _Outline(advice, ids).blocks()


class _Outline:
    def __init__(self, advice: Advice, ids: bool) -> None:
        self.advice = advice
        self.ids = ids

    def named(self, title: str, name: str) -> str:
        """A title, with the id that it goes by where that is asked for."""
        return f"{title} ({name})" if self.ids else title

    def say(self, name: str, /, **fields: object) -> str:
        return phrase(name, self.advice.language, **fields)

    def blocks(self) -> Iterator[Block]:
        advice = self.advice
        yield Heading(1, self.say("title", region=advice.region))
        yield from map(Paragraph, advice.warnings)
        facts = [f"{self.named(line.title.lower(), line.id)}: {line.value}" for line in advice.summary]
        dates = [each.text for each in advice.dates]
        if advice.on:
            dates.append(self.say("rules_of", day=show_moment(advice.on, advice.language)))
        if dates or facts:
            yield Paragraph("; ".join([*dates, *facts]) + ".")
        yield from self.positions(advice.positions)
        yield Heading(2, self.say("route"))
        yield from self.routes("narrow", advice.narrow)
        yield from self.routes("broad", advice.broad)
        yield from self.first(advice.recommendations)
        yield from self.risks(advice.risks)
        yield from self.divisions(advice.divisions)
        yield from self.further(advice.recommendations[FIRST:])
        yield from self.open()
        if self.advice.notes:
            yield Heading(2, self.say("notes"))
            yield Bullets(tuple(f"{each.text} ({each.plugin})" for each in self.advice.notes))
        yield from self.background(advice.background)
        yield from self.account()

    # --- sections --------------------------------------------------------------------------

    def positions(self, positions: Iterable[Position]) -> Iterator[Block]:
        yield Heading(2, self.say("positions"))
        lines = []
        for each in positions:
            axes = "; ".join(f"{self.named(axis.title.lower(), axis.fact)}: {axis.value}" for axis in each.axes)
            name = each.name or self.say("position_open")
            lines.append(
                f"{self.named(each.title, each.id)} ({self.say('figure', number=each.figure)}): {name} ({axes})"
            )
        yield Bullets(tuple(lines))

    def routes(self, path: str, routes: tuple[Route, ...]) -> Iterator[Block]:
        yield Heading(3, self.say(path))
        if not routes:
            yield Paragraph(self.say("route_none"))
        elif routes[0].status == "holds":
            yield from self.route(routes[0])
        else:
            waits = dict.fromkeys(self.named(line.title, line.id) for route in routes for line in route.waits_for)
            items = tuple(self.named(route.title, route.id) for route in routes)
            yield Bullets(items, self.say("route_open"))
            yield Paragraph(", ".join(waits) + ".", self.say("depends_on").capitalize())

    def route(self, route: Route) -> Iterator[Block]:
        strength = f" ({route.strength})" if route.strength else ""
        yield Paragraph(f"{self.named(route.title, route.id)}{strength}. {route.text}")
        yield from self.reasons(route.reasons)
        yield Bullets(route.steps, self.say("steps"), numbered=True)
        yield from self.aside(route.id)

    def first(self, recommendations: tuple[Recommendation, ...]) -> Iterator[Block]:
        yield Heading(2, self.say("first"))
        if not recommendations:
            yield Paragraph(self.say("nothing_advised"))
        for each in recommendations[:FIRST]:
            yield Heading(3, f"{each.rank}. {self.named(each.title, each.id)}", f"{each.addressee}, {each.horizon}")
            yield Paragraph(each.text)
            yield from self.reasons(each.reasons)
            yield Bullets(each.steps, self.say("steps"))
            yield from self.aside(each.id)

    def further(self, recommendations: tuple[Recommendation, ...]) -> Iterator[Block]:
        if not recommendations:
            return
        yield Heading(2, self.say("further"))
        by_id = {each.id: each for each in recommendations}
        for section in self.advice.sections:
            here = [by_id[name] for name in section.recommendations if name in by_id]
            if here:
                yield Heading(3, section.title)
                yield Bullets(tuple(map(self.recommendation, here)))

    def recommendation(self, each: Recommendation) -> str:
        return f"{self.named(each.title, each.id)} ({each.addressee}, {each.horizon}). {each.text}"

    def risks(self, risks: tuple[Risk, ...]) -> Iterator[Block]:
        yield Heading(2, self.say("risks"))
        if not risks:
            yield Paragraph(self.say("no_risks"))
        for each in risks:
            yield Heading(3, self.named(each.title, each.id), each.severity_label)
            yield Paragraph(each.text)
            yield from self.reasons(each.reasons)
            remedies = [self.named(remedy.title, remedy.id) for remedy in each.remedies if remedy.advised]
            if remedies:
                yield Paragraph("; ".join(remedies) + ".", self.say("to_do"))

    def divisions(self, divisions: tuple[Division, ...]) -> Iterator[Block]:
        if not divisions:
            return
        yield Heading(2, self.say("division"))
        rows = tuple(
            (self.named(each.title, each.id), each.label or self.say("position_open"), self.division_why(each))
            for each in divisions
        )
        yield Grid((self.say("topic"), self.say("level"), self.say("why")), rows)

    def division_why(self, division: Division) -> str:
        if division.label:
            return " ".join(reason.text for reason in division.reasons)
        waits = (self.named(line.title.lower(), line.id) for line in division.waits_for)
        return f"{self.say('depends_on')}: {', '.join(waits)}"

    def open(self) -> Iterator[Block]:
        yield Heading(2, self.say("open"))
        if not self.advice.questions:
            yield Paragraph(self.say("nothing_open"))
            return
        yield Paragraph(self.say("open_count", count=self.advice.open_conclusions))
        items = (
            f"{self.named(each.question, each.fact)} ({self.say('settles', count=each.waiting)})"
            for each in self.advice.questions[:FIRST]
        )
        yield Bullets(tuple(items), numbered=True)

    def background(self, every: Iterable[Background]) -> Iterator[Block]:
        items = tuple(
            f"{self.named(each.title, each.id)}. {each.text} {each.url}".strip()
            for each in every
            if each.kind != "example"
        )
        if items:
            yield Heading(2, self.say("background"))
            yield Bullets(items)

    def account(self) -> Iterator[Block]:
        advice = self.advice
        yield Heading(2, self.say("account"))
        if advice.conflicts:
            yield Bullets(advice.conflicts, self.say("conflicts"))
        yield Bullets(
            tuple(f"{line.title}: {line.value} ({line.id})" for line in advice.assumptions), self.say("assumptions")
        )
        if advice.sources:
            shown = (", ".join(part for part in (each.title, each.date, each.url) if part) for each in advice.sources)
            yield Bullets(tuple(shown), self.say("fact_sources"))
        executor = self.say("executor", name=advice.assessment.executor)
        rules = (f"{each.source}; {each.title} ({each.id} {each.version}, {executor})" for each in advice.rulesets)
        yield Bullets(tuple(rules), self.say("rule_sources"))
        if advice.statements:
            lines = (f"{each.id} ({each.section}): {each.text}" for each in advice.statements)
            yield Bullets(tuple(lines), self.say("statements"))

    # --- parts -----------------------------------------------------------------------------

    def reasons(self, reasons: tuple[Reason, ...]) -> Iterator[Block]:
        if reasons:
            yield Bullets(tuple(dict.fromkeys(self.reason(each) for each in reasons)), self.say("because"))

    def reason(self, reason: Reason) -> str:
        marks = list(reason.statements)
        if reason.basis != "source":
            marks.append(self.say(reason.basis))
        return f"{reason.text} [{', '.join(marks)}]"

    def aside(self, name: str) -> Iterator[Block]:
        """The examples that belong beside a route or a recommendation."""
        for each in self.advice.background:
            if each.kind == "example" and name in each.beside:
                yield Paragraph(each.text, self.named(each.title, each.id))
