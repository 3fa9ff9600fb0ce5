"""The order of an advice note, once, for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiorules.advice.model import (
    Advice,
    Background,
    Choice,
    Confirmation,
    Division,
    Position,
    Reason,
    Recommendation,
    Risk,
    Route,
)
from regiorules.render.appendix import appendix
from regiorules.render.blocks import Block, Bullets, Grid, Heading, Paragraph
from regiorules.render.first_page import first_page, is_more
from regiorules.render.plan_note import plan_in_short
from regiorules.render.renderer import Layout
from regiorules.render.speaking import Speaker, open_count, small, standing, who_and_when

SETTLED = 4  # conclusions that are named of those that an answer settles one way
FIRST = 5  # recommendations under "what first", and questions under "what is still open"


def outline(advice: Advice, layout: Layout | None = None) -> Iterator[Block]:
    """The blocks of the note, in order."""
    return _Outline(advice, layout or Layout()).blocks()


def by_section(advice: Advice, some: Iterable[Recommendation]) -> Iterator[tuple[str, tuple[Recommendation, ...]]]:
    """These recommendations by section, with its title; first, without one, those that belong in none."""
    every = tuple(some)
    for name, title in (("", ""), *((section.id, section.title) for section in advice.sections)):
        here = tuple(each for each in every if each.section == name)
        if here:
            yield title, here


class _Outline(Speaker):
    def __init__(self, advice: Advice, layout: Layout) -> None:
        super().__init__(advice, layout)
        self.told: set[tuple[str, str]] = set()  # examples: each stands once in a note

    def blocks(self) -> Iterator[Block]:
        yield from first_page(self.advice, self.layout)
        if is_more(self.advice, self.layout):
            yield from self.rest()
        yield from self.notes()
        if self.layout.full:
            yield from self.background(self.advice.background)
            yield from self.account()
        yield from appendix(self.advice, self.layout)

    def rest(self) -> Iterator[Block]:
        advice = self.advice
        yield from self.positions(advice.positions)
        if advice.choices:
            yield Heading(2, self.word("route"))
        for choice in advice.choices:
            yield from self.choice(choice)
        yield from self.plan()
        yield from self.first(advice.recommendations)
        yield from self.risks(advice.risks)
        yield from self.confirmed(advice.confirmations)
        yield from self.divisions(advice.divisions)
        yield from self.further(advice.recommendations[FIRST:])
        yield from self.open()
        if len(advice.conflicts) > 1:  # the first one stands at the top
            yield Bullets(advice.conflicts, self.say("conflicts"))

    # --- sections --------------------------------------------------------------------------

    def positions(self, positions: tuple[Position, ...]) -> Iterator[Block]:
        if not positions:
            return
        yield Heading(2, self.word("positions"))
        lines = []
        for each in positions:
            figure = f" ({self.say('figure', number=each.figure)})" if each.figure else ""
            axes = "; ".join(f"{self.named(small(axis.title), axis.fact)}: {axis.value}" for axis in each.axes)
            name = standing(each.name, each.possible, self.advice.language)
            lines.append(f"{self.named(each.title, each.id)}{figure}: {name} ({axes})")
        yield Bullets(tuple(lines))

    def choice(self, choice: Choice) -> Iterator[Block]:
        routes = choice.routes
        if choice.title:
            yield Heading(3, choice.title)
        if not routes:
            yield Paragraph(self.say("route_none"))
        elif routes[0].status == "holds":
            yield from self.route(routes[0])
        else:
            yield Bullets(tuple(map(self.open_route, routes)), self.say("route_open"))
            yield from (Paragraph(told) for told in [self.shares(choice)] if told)
            yield from map(self.deciding, choice.deciders)
            waits = dict.fromkeys(self.named(line.title, line.id) for route in routes for line in route.waits_for)
            yield Paragraph(", ".join(waits) + ".", self.say("depends_on").capitalize())

    def route(self, route: Route) -> Iterator[Block]:
        strength = f" ({route.strength})" if route.strength else ""
        yield Paragraph(f"{self.named(route.title, route.id)}{strength}. {route.text}")
        yield from self.reasons(route.reasons)
        yield Bullets(route.steps, self.say("steps"), numbered=True)
        yield from self.aside(route.id)

    def plan(self) -> Iterator[Block]:
        """The way to the goals, in short."""
        if self.advice.plan:
            yield Heading(2, self.say("plan_part"))
            yield from plan_in_short(self.advice.plan, self.advice.language)

    def first(self, recommendations: tuple[Recommendation, ...]) -> Iterator[Block]:
        if "recommendation" not in self.advice.kinds:
            return
        yield Heading(2, self.word("first"))
        if not recommendations:
            yield Paragraph(self.nothing_advised())
        for each in recommendations[:FIRST]:
            yield Heading(3, f"{each.rank}. {self.named(each.title, each.id)}", who_and_when(each))
            yield Paragraph(each.text)
            yield from self.reasons(each.reasons)
            yield Bullets(each.steps, self.say("steps"))
            yield from self.aside(each.id, each.record)

    def further(self, recommendations: tuple[Recommendation, ...]) -> Iterator[Block]:
        if not recommendations:
            return
        yield Heading(2, self.word("further"))
        for title, here in by_section(self.advice, recommendations):
            if title:
                yield Heading(3, title)
            yield Bullets(tuple(map(self.recommendation, here)))

    def recommendation(self, each: Recommendation) -> str:
        mark = who_and_when(each)
        return f"{self.named(each.title, each.id)}{f' ({mark})' if mark else ''}. {each.text}"

    def risks(self, risks: tuple[Risk, ...]) -> Iterator[Block]:
        if "risk" not in self.advice.kinds:
            return
        yield Heading(2, self.word("risks"))
        for each in risks:
            yield Heading(3, self.named(each.title, each.id), each.severity_label)
            yield Paragraph(each.text)
            yield from self.reasons(each.reasons)
            remedies = [self.named(remedy.title, remedy.id) for remedy in each.remedies if remedy.advised]
            if remedies:
                yield Paragraph("; ".join(remedies) + ".", self.say("to_do"))
        yield from self.other_risks()

    def confirmed(self, confirmations: tuple[Confirmation, ...]) -> Iterator[Block]:
        """What goes well, each with what would endanger it."""
        if confirmations:
            yield Heading(2, self.word("confirmed"))
        for each in confirmations:
            yield Heading(3, self.named(each.title, each.id))
            yield Paragraph(each.text)
            yield from self.reasons(each.reasons)
            yield Paragraph(each.danger, self.say("danger"))

    def divisions(self, divisions: tuple[Division, ...]) -> Iterator[Block]:
        if not divisions:
            return
        yield Heading(2, self.word("division"))
        rows = tuple((self.named(each.title, each.id), self.level(each), self.division_why(each)) for each in divisions)
        yield Grid((self.word("topic"), self.word("level"), self.say("why")), rows)

    def open(self) -> Iterator[Block]:
        yield Heading(2, self.say("open"))
        if not self.advice.questions:
            yield Paragraph(self.say("nothing_open"))
            return
        yield Paragraph(open_count(self.advice))
        yield from self.certain_anyway()
        for number, each in enumerate(self.advice.questions[:FIRST], 1):
            yield self.question(number, each, SETTLED)
        others = [self.named(each.title, each.fact) for each in self.advice.questions[FIRST:]]
        if others:
            yield Paragraph(f"{', '.join(others)}.", self.say("open_too"))

    def notes(self) -> Iterator[Block]:
        if self.advice.notes:
            yield Heading(2, self.say("notes"))
            yield Bullets(tuple(map(self.remark, self.advice.notes)))

    def background(self, every: Iterable[Background]) -> Iterator[Block]:
        items = tuple(
            f"{self.named(each.title, each.id)}. {each.text} {each.url}".strip()
            for each in every
            if each.kind != "example"
        )
        if items:
            yield Heading(2, self.word("background"))
            yield Bullets(items)

    def account(self) -> Iterator[Block]:
        advice = self.advice
        yield Heading(2, self.say("account"))
        lines = tuple(f"{self.named(line.title, line.id)}: {line.value}" for line in advice.assumptions)
        yield Bullets(lines, self.say("assumptions"))
        rules = (f"{each.source}; {self.named(each.title, each.id)}, {each.version}" for each in advice.rulesets)
        yield Bullets(tuple(rules), self.say("rule_sources"))
        if advice.statements:
            lines = tuple(f"{each.id} ({each.section}): {each.text}" for each in advice.statements)
            yield Bullets(lines, self.say("statements"))

    # --- parts -----------------------------------------------------------------------------

    def reasons(self, reasons: tuple[Reason, ...]) -> Iterator[Block]:
        if reasons:
            yield Bullets(tuple(dict.fromkeys(self.reason(each) for each in reasons)), self.say("because"))

    def aside(self, name: str, record: str = "") -> Iterator[Block]:
        """The examples that belong beside a route or a recommendation, for its record."""
        for each in self.advice.background:
            key = (each.id, each.record)
            if each.kind == "example" and each.goes_with(name, record) and key not in self.told:
                self.told.add(key)
                yield Paragraph(each.text, self.named(each.title, each.id))
