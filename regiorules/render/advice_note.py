"""The order of an advice note, once, for every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiorules.advice.model import Advice, Background, Choice, Division, Position, Reason, Recommendation, Risk, Route
from regiorules.facts.dates import show_moment
from regiorules.facts.partial import says_partly
from regiorules.render.blocks import Block, Bullets, Grid, Heading, Paragraph
from regiorules.render.phrases import phrase
from regiorules.text import Language

KINDS = ("risk", "recommendation", "route")  # of conclusions that may be open, in the order in which they are named
FIRST = 5  # recommendations under "what first", and questions under "what is still open"


def outline(advice: Advice, *, ids: bool = False) -> Iterator[Block]:
    """The blocks of the note, in order; with `ids` the id of each thing stands behind its title."""
    return _Outline(advice, ids).blocks()


def title_of(advice: Advice) -> str:
    """The title of the note."""
    return advice.words["title"].replace("{region}", advice.region)


def who_and_when(each: Recommendation) -> str:
    """Whom a recommendation is for, and when; "" where the rule set doesn't say."""
    return ", ".join(part for part in (each.addressee, each.horizon) if part)


def open_count(advice: Advice) -> str:
    """How many risks, recommendations and routes are still open, naming those kinds that there are."""
    count = advice.open_conclusions
    said = [phrase(f"{kind}s", advice.language, count=count) for kind in KINDS if kind in advice.kinds]
    last = f" {phrase('and', advice.language, count=count)} "
    kinds = last.join(part for part in (", ".join(said[:-1]), *said[-1:]) if part)
    partly = any(says_partly(each.value) for each in advice.assessment.facts.values() if each.origin == "given")
    return phrase("open_count_partly" if partly else "open_count", advice.language, count=count, kinds=kinds)


def standing(name: str, possible: tuple[str, ...], language: Language) -> str:
    """A name; while that is open the names that are still possible, where others are ruled out."""
    if name or not possible:
        return name or phrase("position_open", language)
    *others, last = possible
    names = f" {phrase('or', language)} ".join(part for part in (", ".join(others), last) if part)
    return phrase("position_possible", language, names=names)


def by_section(advice: Advice, some: Iterable[Recommendation]) -> Iterator[tuple[str, tuple[Recommendation, ...]]]:
    """These recommendations by section, with its title; first, without one, those that belong in none."""
    every = tuple(some)
    for name, title in (("", ""), *((section.id, section.title) for section in advice.sections)):
        here = tuple(each for each in every if each.section == name)
        if here:
            yield title, here


class _Outline:
    def __init__(self, advice: Advice, ids: bool) -> None:
        self.advice = advice
        self.ids = ids

    def named(self, title: str, name: str) -> str:
        """A title, with the id that it goes by where that is asked for."""
        return f"{title} ({name})" if self.ids else title

    def say(self, name: str, /, **fields: object) -> str:
        return phrase(name, self.advice.language, **fields)

    def word(self, name: str) -> str:
        """A heading in the words of the rule set."""
        return self.advice.words[name]

    def blocks(self) -> Iterator[Block]:
        advice = self.advice
        yield Heading(1, title_of(advice))
        yield from map(Paragraph, advice.warnings)
        facts = [f"{self.named(line.title.lower(), line.id)}: {line.value}" for line in advice.summary]
        dates = [each.text for each in advice.dates]
        if advice.on:
            dates.append(self.say("rules_of", day=show_moment(advice.on, advice.language)))
        if dates or facts:
            yield Paragraph("; ".join([*dates, *facts]) + ".")
        yield from self.positions(advice.positions)
        if advice.choices:
            yield Heading(2, self.word("route"))
        for choice in advice.choices:
            yield from self.choice(choice)
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

    def positions(self, positions: tuple[Position, ...]) -> Iterator[Block]:
        if not positions:
            return
        yield Heading(2, self.word("positions"))
        lines = []
        for each in positions:
            figure = f" ({self.say('figure', number=each.figure)})" if each.figure else ""
            axes = "; ".join(f"{self.named(axis.title.lower(), axis.fact)}: {axis.value}" for axis in each.axes)
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
        if "recommendation" not in self.advice.kinds:
            return
        yield Heading(2, self.word("first"))
        if not recommendations:
            yield Paragraph(self.say("nothing_advised"))
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
        yield Heading(2, self.word("division"))
        rows = tuple((self.named(each.title, each.id), self.level(each), self.division_why(each)) for each in divisions)
        yield Grid((self.word("topic"), self.word("level"), self.say("why")), rows)

    def level(self, division: Division) -> str:
        return standing(division.label, division.possible, self.advice.language)

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
        yield Paragraph(open_count(self.advice))
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
            yield Heading(2, self.word("background"))
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
        marks += [reason.ruleset] if reason.ruleset else []
        return f"{reason.text} [{', '.join(marks)}]"

    def aside(self, name: str, record: str = "") -> Iterator[Block]:
        """The examples that belong beside a route or a recommendation, for its record."""
        for each in self.advice.background:
            if each.kind == "example" and each.goes_with(name, record):
                yield Paragraph(each.text, self.named(each.title, each.id))
