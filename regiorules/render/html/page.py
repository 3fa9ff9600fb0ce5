"""What the templates are given: the sections of the report, and how its parts speak."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.advice.labels import LABELS
from regiorules.advice.model import (
    Advice,
    Background,
    GivenAnswer,
    Position,
    Question,
    Recommendation,
    Risk,
    SourceLine,
)
from regiorules.facts.dates import show_moment
from regiorules.frozen import frozen
from regiorules.render.advice_note import FIRST, SETTLED
from regiorules.render.appendix import behind as behind_answer
from regiorules.render.blocks import Block, Bullets
from regiorules.render.first_page import in_short, is_more, title_of
from regiorules.render.html.behind import Explainer
from regiorules.render.html.drawings import Drawings
from regiorules.render.html.tables import Table
from regiorules.render.html.words import word
from regiorules.render.plan_note import PlanSpeaker
from regiorules.render.renderer import Layout
from regiorules.render.speaking import Speaker, capital, open_count, standing


@frozen
class Section:
    """A section of the report: its place in the page, its title, and the template that writes it."""

    id: str
    title: str

    @property
    def template(self) -> str:
        """The file that writes it."""
        return f"sections/{self.id}.html.j2"


class Page(Speaker):
    """The report of one advice; beside a conclusion stand answers of at most `brief` characters, with more a link."""

    brief = 80

    def __init__(self, advice: Advice, layout: Layout) -> None:
        super().__init__(advice, layout)
        self.full = layout.full
        self.title = title_of(advice)
        self.explain = Explainer(advice)
        self.told: set[tuple[str, str]] = set()  # examples: each stands once in the page
        self.figures = Drawings(advice)
        self.digests = {each.id: each.digest for each in advice.assessment.rulesets}
        self.sources: dict[str, SourceLine] = {each.id: each for each in advice.sources}

    # --- what the page consists of -------------------------------------------------------------

    def sections(self) -> list[Section]:
        """The sections after the first page, as far as there is something to say in them."""
        return [Section(name, title) for name, title, there in self._planned() if there]

    def _planned(self) -> Iterator[tuple[str, str, bool]]:
        advice, more = self.advice, is_more(self.advice, self.layout)
        yield "positions", self.word("positions"), more and bool(advice.positions)
        yield "route", self.word("route"), more and bool(advice.choices)
        yield "plan", self.say("plan_part"), more and advice.plan is not None
        yield "actions", self.own("actions"), more and "recommendation" in advice.kinds
        yield "risks", self.word("risks"), more and "risk" in advice.kinds
        yield "confirmed", self.word("confirmed"), bool(advice.confirmations)
        yield (
            "division",
            self.word("division"),
            (more and bool(advice.divisions)) or any(each.label for each in advice.divisions),
        )
        yield "open", self.say("open"), more or bool(advice.questions)
        yield "conflicts", self.say("conflicts"), len(advice.conflicts) > 1
        yield "notes", self.say("notes"), bool(advice.notes)
        yield "background", self.word("background"), self.full and bool(self.background)
        yield "tables", self.own("tables"), bool(advice.tables)
        yield "answers", self.say("answers"), bool(advice.answers or advice.sources)
        yield "account", self.say("account"), True

    @property
    def subject(self) -> str:
        """What the rules are about, as the first rule set is called."""
        return self.advice.rulesets[0].title if self.advice.rulesets else ""

    def short(self) -> tuple[Block, ...]:
        """What stands on the first page, as in every format."""
        return tuple(in_short(self.advice, self.layout))

    @property
    def plan(self) -> PlanSpeaker:
        """What says the plan, where there is one."""
        assert self.advice.plan
        return PlanSpeaker(self.advice.plan, self.advice.language)

    @property
    def background(self) -> tuple[Background, ...]:
        """What is told beside the advice, but for the examples: those stand beside what they are of."""
        return tuple(each for each in self.advice.background if each.kind != "example")

    # --- words -----------------------------------------------------------------------------------

    def own(self, name: str, /, **fields: object) -> str:
        """A word that only the report needs."""
        return word(name, self.advice.language, **fields)

    def label(self, name: str) -> str:
        """The word for a fixed term."""
        return LABELS[name].say(self.advice.language)

    def moment(self, date: str) -> str:
        """A day, month or year as people write it."""
        return show_moment(date, self.advice.language)

    def capital(self, text: str) -> str:
        """A text that begins with a capital."""
        return capital(text)

    def place(self, each: Position) -> str:
        """The name of a place, or what it may still be."""
        return capital(standing(each.name, each.possible, self.advice.language))

    # --- parts -----------------------------------------------------------------------------------

    def by_addressee(self) -> list[tuple[str, list[Recommendation]]]:
        """The recommendations by whom they are for, who has the most urgent one first; "" where nobody is named."""
        found: dict[str, list[Recommendation]] = {}
        for each in self.advice.recommendations:
            found.setdefault(each.addressee, []).append(each)
        return list(found.items())

    def tables(self) -> list[Table]:
        """The decision tables of which some row holds."""
        return [Table.of(each, self.advice.language) for each in self.advice.tables]

    def table_of(self, rule: str) -> str:
        """The table in which a rule is a row, of those in the page; "" for none."""
        rows = ((each.id, row) for each in self.advice.tables for row in each.rows)
        return next((name for name, row in rows if rule in row.rules), "")

    def examples(self, name: str, record: str = "") -> list[Background]:
        """The examples that belong beside a conclusion; each stands once in the page, where it is first asked for."""
        every = [each for each in self.advice.background if each.kind == "example" and each.goes_with(name, record)]
        found = [each for each in every if (each.id, each.record) not in self.told]
        self.told.update((each.id, each.record) for each in found)
        return found

    def rank_of(self, risk: Risk) -> int:
        """How grave a risk is, from 0; the gravest is 3 in any scale, and 0 stands for no scale too."""
        scale = [*self.advice.severities]
        return 3 - min(scale[::-1].index(risk.severity), 3) if risk.severity in scale else 0

    def questions(self) -> list[tuple[Bullets, Question]]:
        """The questions that matter most, each with what its answers settle."""
        first = enumerate(self.advice.questions[:FIRST], 1)
        return [(self.question(number, each, SETTLED), each) for number, each in first]

    @property
    def further_questions(self) -> tuple[str, ...]:
        """The other questions that are open."""
        return tuple(self.named(each.question, each.fact) for each in self.advice.questions[FIRST:])

    def open_count(self) -> str:
        """How much is still open."""
        return open_count(self.advice)

    def behind_answer(self, each: GivenAnswer) -> dict[str, str]:
        """What stands behind an answer, each with the word for it."""
        return dict(behind_answer(each, self.advice, self.layout))

    def sources_of(self, each: GivenAnswer) -> list[SourceLine]:
        """The sources of an answer."""
        return [self.sources[name] for name in each.sources if name in self.sources]
