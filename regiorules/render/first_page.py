"""
The first page of the note: where the region stands, what to do and who, what threatens, what is certain, what to ask.

It fits on one page, whatever is known: what there is more of is counted, and it has as many questions as there is room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain, groupby

from regiorules.advice.model import Advice, Choice, Decider, Position
from regiorules.facts.dates import show_moment
from regiorules.render.blocks import Block, Bullets, Heading, Paragraph
from regiorules.render.lines import wrapped
from regiorules.render.renderer import Layout
from regiorules.render.speaking import Speaker, capital, either, open_count, small, some_of, standing, who_and_when

PAGE = 40  # lines, as far as questions fill it
_WIDTH = 94  # characters on a line of such a page, of 100 with what is indented
_OVER = 2  # lines more, where that leaves room for the first question
_PARTS = ("stands", "routes", "do", "threats", "well", "certain")  # of the page, above what is asked
_SPARE = {  # what gives way where there is no room, in this order, with the part that it stands in
    "levels": "certain",
    "figures": "stands",
    "excluded": "certain",
    "deciders": "routes",
    "well": "well",
}
_HEADING = 2  # lines
_DO, _THREATS, _WELL = 3, 3, 3  # recommendations, risks and confirmations that are named
_PLACES, _FACTS, _OUT, _TOPICS = 4, 3, 4, 3  # places in figures, facts, routes that are ruled out, topics of a level
_LEAST = 2  # questions of a note that says nothing else
_ASKED, _SETTLED = 5, 1  # questions, and conclusions that an answer settles one way


def first_page(advice: Advice, layout: Layout) -> Iterator[Block]:
    """Its blocks, from the title on."""
    return _FirstPage(advice, layout).blocks()


def in_short(advice: Advice, layout: Layout) -> Iterator[Block]:
    """What stands on it below the title, the warnings and its heading."""
    return _FirstPage(advice, layout).short()


def title_of(advice: Advice) -> str:
    """The title of the note."""
    return advice.words["title"].replace("{region}", advice.region)


def is_more(advice: Advice, layout: Layout) -> bool:
    """True where there is more to say than stands on the first page: something holds, or all is asked for."""
    held = any(route.status == "holds" for choice in advice.choices for route in choice.routes)
    return layout.full or held or bool(advice.recommendations or advice.risks or advice.confirmations)


class _FirstPage(Speaker):
    without: tuple[str, ...] = ()  # what is left out, as there is no room for it

    def blocks(self) -> Iterator[Block]:
        yield from self.head()
        yield Heading(2, self.say("in_short"))
        yield from self.short()

    def short(self) -> Iterator[Block]:
        page = self.fitted()
        yield from page
        yield from self.ask(self.room(page))

    def fitted(self) -> list[Block]:
        """The page with everything on it, or with as much as there is room for."""
        page = {part: self.part(part) for part in _PARTS}
        for spare, part in _SPARE.items():
            if self.fits(chain.from_iterable(page.values())):
                break
            self.without = (*self.without, spare)
            page[part] = self.part(part)
        return [*chain.from_iterable(page.values())]

    def part(self, name: str) -> list[Block]:
        """A part of the page, by the name of what makes it."""
        blocks: Iterator[Block] = getattr(self, name)()
        return [*blocks]

    def fits(self, page: Iterable[Block]) -> bool:
        """True where there is room for a question too."""
        return self.least <= self.room(page) + _OVER

    @cached_property
    def least(self) -> int:
        """The lines of what is asked where there is no room."""
        return _height(self.ask(0))

    def room(self, page: Iterable[Block]) -> int:
        """The lines that are left."""
        return PAGE - _HEADING - self.above - _height(page)

    @cached_property
    def above(self) -> int:
        """The lines of what stands above it."""
        return _height(self.head())

    def head(self) -> Iterator[Block]:
        yield Heading(1, title_of(self.advice))
        yield from map(Paragraph, self.advice.warnings)
        if self.advice.conflicts:
            yield Paragraph(some_of(self.advice.conflicts, 1, self.advice.language), self.say("conflicts"))

    def stands(self) -> Iterator[Block]:
        yield from map(Paragraph, self.known())
        told = (*self.places(self.advice.positions), *self.unplaced(self.advice.positions))
        if told:
            yield Bullets(told, self.word("positions"))

    def known(self) -> Iterator[str]:
        """Of when it is, and what is derived of the region."""
        advice = self.advice
        dates = [each.text for each in advice.dates if not each.old]  # a warning names the others
        if advice.on:
            dates.append(self.say("rules_of", day=show_moment(advice.on, advice.language)))
        summary = () if "figures" in self.without else advice.summary
        facts = [f"{self.named(small(line.title), line.id)}: {line.value}" for line in summary]
        if dates or facts:
            yield capital("; ".join([*dates, *facts]) + ".")

    def places(self, positions: Iterable[Position]) -> Iterator[str]:
        """Each place that is known, or that is one of some."""
        told = [each for each in positions if each.name or each.possible]
        for each in told[:_PLACES]:
            name = standing(each.name, each.possible, self.advice.language)
            yield f"{self.named(each.title, each.id)}: {name}."

    def unplaced(self, positions: Iterable[Position]) -> Iterator[str]:
        """Those of which nothing is known, in one line."""
        others = [self.named(each.title, each.id) for each in positions if not (each.name or each.possible)]
        if others:
            yield f"{capital(self.say('position_open'))}: {some_of(others, _PLACES, self.advice.language)}."

    # --- the route, what to do, what threatens ---------------------------------------------

    def routes(self) -> Iterator[Block]:
        if self.advice.choices:
            yield Bullets(tuple(map(self.route, self.advice.choices)), self.word("route"))

    def route(self, choice: Choice) -> str:
        lead = f"{choice.title}: " if choice.title else ""
        if not choice.routes:
            return f"{lead}{self.say('none_fits')}." if lead else self.say("route_none")
        first = choice.routes[0]
        if first.status == "holds":
            strength = f" ({first.strength})" if first.strength else ""
            why = f" {first.reasons[-1].text}" if first.reasons else ""  # what is furthest down is of the region itself
            return f"{lead}{self.named(first.title, first.id)}{strength}.{why}"
        names = either([self.named(each.title, each.id) for each in choice.routes], self.advice.language)
        deciders = () if "deciders" in self.without else choice.deciders
        return " ".join([f"{lead}{self.say('open_routes', names=names)}.", *map(self.decider, deciders)])

    def decider(self, each: Decider) -> str:
        lead = self.say("decides" if each.always else "may_decide")
        return f"{lead}: {self.named(each.title, each.fact)}."

    def do(self) -> Iterator[Block]:
        if "recommendation" not in self.advice.kinds:
            return
        first = self.advice.recommendations[:_DO]
        items = (" — ".join(filter(None, (self.named(each.title, each.id), who_and_when(each)))) for each in first)
        if first:
            yield Bullets(tuple(items), self.word("first"), numbered=True)
        else:
            yield Paragraph(self.nothing_advised(), self.word("first"))

    def threats(self) -> Iterator[Block]:
        if "risk" in self.advice.kinds:
            more = len(self.advice.risks) - _THREATS
            others = [self.say("risks_more", count=more)] if more > 0 else []
            last = " ".join([*others, *self.outlook(_FACTS)])
            yield Bullets((*self.gravest(), *filter(None, [last])), self.word("risks"))

    def gravest(self) -> Iterator[str]:
        """The gravest risks, a line for each severity."""
        every = self.advice.risks
        for label, risks in groupby(every[:_THREATS], lambda each: each.severity_label):
            names = "; ".join(self.named(each.title, each.id) for each in risks)
            yield f"{capital(label)}: {names}." if label else f"{names}."

    def well(self) -> Iterator[Block]:
        """What goes well."""
        names = [self.named(each.title, each.id) for each in self.advice.confirmations]
        if names and "well" not in self.without:
            yield Paragraph(f"{some_of(names, _WELL, self.advice.language)}.", self.word("confirmed"))

    # --- what is certain, and what to ask -----------------------------------------------------

    def certain(self) -> Iterator[Block]:
        advice = self.advice
        held = [route for each in advice.choices for route in each.routes if route.status == "holds"]
        items = [self.say("certain_above")] if held or advice.recommendations or advice.risks else []
        out = [self.named(line.title, line.id) for each in advice.choices for line in each.excluded]
        if out and "excluded" not in self.without:
            items.append(self.say("ruled_out", names=some_of(out, _OUT, advice.language)))
        items = [" ".join(items), *([] if "levels" in self.without else [self.levels()])]
        items = [*filter(None, items)]
        if items and advice.questions:
            yield Bullets(tuple(items), self.say("certain"))

    def levels(self) -> str:
        """The topics of which the level is known, by level."""
        levels: dict[str, list[str]] = {}
        for each in self.advice.divisions:
            levels.setdefault(each.label, []).append(self.named(each.title, each.id))
        known = {
            capital(label): some_of(topics, _TOPICS, self.advice.language) for label, topics in levels.items() if label
        }
        return " ".join(f"{label}: {topics}." for label, topics in known.items())

    def ask(self, room: int) -> Iterator[Block]:
        """The first questions with their answers: as many as must be, and more as far as there is room."""
        if not self.advice.questions:
            yield Paragraph(self.say("nothing_open"), self.say("open"))
            return
        yield Paragraph(open_count(self.advice))
        room -= 2
        least = 1 if is_more(self.advice, self.layout) else _LEAST
        for number, each in enumerate(self.advice.questions[:_ASKED], 1):
            block = self.question(number, each, _SETTLED)
            room -= _height([block])
            if room < 0 and number > least:
                return
            yield block


def _height(blocks: Iterable[Block]) -> int:
    """The lines that these blocks take."""
    return sum(map(_lines, blocks))


def _lines(block: Block) -> int:
    match block:
        case Bullets(items, lead):
            return sum(len(wrapped([(item, "")], _WIDTH)) for item in items) + bool(lead)
        case Paragraph(text, lead):
            return len(wrapped([(f"{lead}: {text}", "")], _WIDTH))
    return _HEADING
