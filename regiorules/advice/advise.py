"""From an assessment to advice: what holds, in words, in order, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import starmap
from typing import Any

from attrs import evolve

from regiorules.advice.anyway import certain_anyway
from regiorules.advice.certain import certain_lines
from regiorules.advice.dates import dates_of, warnings_of
from regiorules.advice.grounds import assumptions, conflicts, rulesets, statements
from regiorules.advice.held import Among, Held
from regiorules.advice.model import (
    Advice,
    Answer,
    Background,
    CertainLine,
    Confirmation,
    Division,
    FactLine,
    Note,
    Question,
    Recommendation,
    Remedy,
    Risk,
    Section,
    SourceLine,
)
from regiorules.advice.places import Places, named
from regiorules.advice.plans import brief_plan
from regiorules.advice.questions import OpenQuestion, rank_questions, weights_of
from regiorules.advice.reasons import Reasons
from regiorules.advice.routes import Routes
from regiorules.advice.stale import would_change
from regiorules.advice.standing import given_answers, outlook
from regiorules.advice.tables import tables_deciding
from regiorules.advice.wording import Wording
from regiorules.engine.assessment import Assessment
from regiorules.facts.dates import day_in, today
from regiorules.facts.partial import is_partial
from regiorules.facts.words import WORDS
from regiorules.proofs.certainty import Certain
from regiorules.rules import model as rules
from regiorules.rules.model import Conclusion, Knowledge
from regiorules.text import Language, Text

KINDS = ("route", "risk", "recommendation")  # of conclusions with a heading of their own
_BACKGROUND = ("example", "pointer", "context")


def make_advice(
    assessment: Assessment,
    knowledge: Knowledge,
    language: Language = "nl",
    *,
    notes: Iterable[tuple[str, Text]] = (),
    day: date | None = None,
    newer: Assessment | None = None,
    certain: Iterable[Certain] = (),
) -> Advice:
    """
    The advice of an assessment in Dutch ("nl") or English ("en"); raises UnknownName for another language.

    `notes` are those of plugins (`regiorules.plugin_notes`), each with the plugin's name.  `day` is that of the
    advice: the day whose rules were used or else today, unless it is given.  `newer` is the assessment by the newest
    table of regions and the rules of today, where that is another (`newest`): the advice says what would change.
    `certain` are the open conclusions that come to the same whatever the answers are (`certain_of`), beside those of
    which the answers to one question say so: these are always looked for.
    """
    added = tuple(Note(plugin, text.say(language)) for plugin, text in notes)
    of_rules = date.fromisoformat(assessment.on) if assessment.on else None
    adviser = _Adviser(assessment, knowledge, language, certain)
    advice = adviser.advice(added, day_in(day or of_rules or today()))
    if newer is None:
        return advice
    stale, line = would_change(assessment, newer, knowledge, language)
    return evolve(advice, stale=stale, warnings=(*advice.warnings, line))


class _Adviser:
    def __init__(
        self, assessment: Assessment, knowledge: Knowledge, language: Language, certain: Iterable[Certain]
    ) -> None:
        self.assessment = assessment
        self.known_certain = {each.name: each for each in certain}
        self.wording = Wording(assessment, knowledge, language)
        self.knowledge = self.wording.knowledge
        self.why = Reasons(self.wording)
        self.weights = self.knowledge.memo.of("weights", lambda: weights_of(self.knowledge))
        self.lines: dict[str, FactLine] = {}
        self.held = tuple(self._held())
        self.day_matters = not knowledge.varies or knowledge.is_dated(assessment.region)

    def advice(self, notes: tuple[Note, ...], day: date) -> Advice:
        dates = dates_of(self.assessment, self.knowledge, day, self.wording.language)
        ranked = rank_questions(self.assessment, self.knowledge)
        questions = self.wording.once("questions", lambda: tuple(map(self.question, ranked)))
        risks = self.risks()
        threats = Among(risks)
        advised = self.advised(threats)
        recommendations = tuple(self.recommendation(rank, each, threats) for rank, each in enumerate(advised, 1))
        advice = Among(advised)
        return Advice(
            language=self.wording.language,
            words={name: self.knowledge.vocabulary.word(name, self.wording.language) for name in WORDS},
            kinds=tuple(kind for kind in KINDS if self.of_kind(kind)),
            severities={name: self.wording.term("severity", name) for name in self.knowledge.grades("risk")},
            region=self.assessment.region,
            date=self.assessment.date,
            on=self.assessment.on if self.day_matters else "",
            dates=dates,
            warnings=warnings_of(dates, self.wording.language),
            assessment=self.assessment,
            summary=self.summary(),
            positions=Places(self.wording).positions(),
            choices=self.wording.once("choices", lambda: Routes(self.wording, self.why).choices(questions)),
            recommendations=recommendations,
            sections=self.sections(recommendations),
            risks=tuple(self.risk(each, advice) for each in risks),
            divisions=tuple(self.division(each) for each in self.knowledge.topics.values()),
            background=self.background(),
            questions=questions,
            open_conclusions=sum(1 for name, weight in self.weights.items() if weight and self.is_open(name)),
            notes=notes,
            conflicts=tuple(conflicts(self.wording)),
            assumptions=tuple(assumptions(self.wording)),
            sources=tuple(
                SourceLine(name, each.title, each.url, each.date) for name, each in self.assessment.sources.items()
            ),
            statements=tuple(statements(self.wording, self.why, self.held)),
            rulesets=tuple(rulesets(self.wording)),
            confirmations=tuple(map(self.confirmation, self.holding("confirmation"))),
            outlook=outlook(self.wording, self.why),
            answers=given_answers(self.wording, self.why),
            plan=brief_plan(self.wording),
            certain=self.certain(ranked),
            tables=tuple(tables_deciding(self.wording)),
        )

    # --- reading the assessment --------------------------------------------------------------

    def is_open(self, name: str) -> bool:
        """True for a conclusion that is open, and for a fact that still waits for others."""
        if name in self.knowledge.conclusions:
            return self.wording.is_open(name)
        return bool(self.assessment.facts[name].waits_for)

    def of_kind(self, *kinds: str) -> list[Conclusion]:
        return [each for each in self.knowledge.conclusions.values() if each.kind in kinds]

    def holding(self, *kinds: str) -> list[Held]:
        """The conclusions of these kinds that hold; what is drawn for each record as often as it holds."""
        return [each for each in self.held if each.conclusion.kind in kinds]

    def _held(self) -> Iterator[Held]:
        states = self.assessment.conclusions
        for each in self.knowledge.conclusions.values():
            if states[each.id].status == "holds":
                drawn = self.wording.each(each.id)
                yield from (Held(each, state, words) for state, words in drawn if state.status == "holds")

    # --- the parts ---------------------------------------------------------------------------

    def summary(self) -> tuple[FactLine, ...]:
        """What is derived of the region itself."""
        facts = self.knowledge.vocabulary.facts.values()
        names = [fact.id for fact in facts if fact.in_summary]
        return self.why.lines(name for name in names if self.assessment.value(name) is not None)

    def risks(self) -> list[Held]:
        """The risks that hold, the most severe first; then in the order of the catalogue, and of the records."""
        return sorted(self.holding("risk"), key=lambda each: self.rank("severity", each.state.grade), reverse=True)

    def rank(self, kind: str, term: str) -> int:
        """The place of a term in its scale, from 0; -1 for none."""
        return list(self.knowledge.terms.get(kind, ())).index(term) if term else -1

    def risk(self, each: Held, advised: Among) -> Risk:
        risk, say = each.conclusion, each.wording.say
        return Risk(
            risk.id,
            say(risk.title),
            say(risk.text),
            each.state.grade,
            self.wording.term("severity", each.state.grade),
            self.why.reasons(each.state.rules, each.wording),
            tuple(Remedy(name, each.wording.title(name), advised.has(name, each)) for name in risk.remedies),
            risk.statements,
            each.record,
        )

    def confirmation(self, held: Held) -> Confirmation:
        each, say = held.conclusion, held.wording.say
        return Confirmation(
            each.id,
            say(each.title),
            say(each.text),
            say(each.danger),
            self.why.reasons(held.state.rules, held.wording),
            each.statements,
            held.record,
        )

    def advised(self, risks: Among) -> list[Held]:
        """
        The recommendations that hold, in order.

        By priority, then by the severity of the risks they are a remedy for, then by horizon, then in the order of
        the catalogue, and of the records.
        """

        def order(each: Held) -> tuple[int, int, int]:
            advice = each.conclusion
            worst = max((self.rank("severity", risk.state.grade) for risk in risks.cured_by(each)), default=-2)
            return self.rank("priority", advice.priority), -worst, self.rank("horizon", advice.horizon)

        return sorted(self.holding("recommendation"), key=order)

    def recommendation(self, rank: int, held: Held, risks: Among) -> Recommendation:
        each, say, term = held.conclusion, held.wording.say, self.wording.term
        return Recommendation(
            rank,
            each.id,
            say(each.title),
            say(each.text),
            self.wording.addressee(each),
            term("level", each.level),
            term("horizon", each.horizon),
            each.priority,
            each.section,
            tuple(say(step) for step in each.steps),
            tuple(self.effect(name, value) for name, value in each.effects.items()),
            self.why.reasons(held.state.rules, held.wording),
            tuple(risk.conclusion.id for risk in risks.cured_by(held)),
            each.statements,
            held.record,
        )

    def effect(self, name: str, value: object) -> FactLine:
        fact = self.knowledge.vocabulary.facts[name]
        return FactLine(name, self.wording.title(name), fact.show(value, self.wording.language))

    def sections(self, recommendations: Iterable[Recommendation]) -> tuple[Section, ...]:
        by_section: dict[str, list[str]] = {}
        for each in recommendations:
            by_section.setdefault(each.section, []).append(each.id)
        return tuple(
            Section(name, self.wording.say(section.title), tuple(dict.fromkeys(by_section.get(name, ()))))
            for name, section in self.knowledge.sections.items()
        )

    def division(self, topic: rules.Topic) -> Division:
        state = self.assessment.facts[topic.fact]
        label, possible = named(topic.fact, self.wording)
        return Division(
            topic.id,
            self.wording.say(topic.title),
            str(state.value) if label and not is_partial(state.value) else "",
            label,
            self.why.reasons(state.rules),
            self.why.lines(state.waits_for) if not label else (),
            topic.statements,
            possible,
            self.wording.options(topic.fact, self.knowledge.vocabulary.facts[topic.fact].option_ids),
        )

    def background(self) -> tuple[Background, ...]:
        return tuple(
            Background(
                each.id,
                each.kind,
                held.wording.say(each.title),
                held.wording.say(each.text),
                each.url,
                each.beside,
                each.statements,
                held.record,
            )
            for held, each in ((held, held.conclusion) for held in self.holding(*_BACKGROUND))
        )

    def question(self, each: OpenQuestion) -> Question:
        fact = self.knowledge.vocabulary.facts[each.fact]
        answers = tuple(
            Answer(
                answer.value,
                fact.show(answer.value, self.wording.language),
                (*self.settled(answer.holds), *starmap(self.outcome_line, answer.facts)),
                self.settled(answer.fails),
            )
            for answer in each.answers
        )
        say = self.wording.say
        return Question(
            fact.id,
            say(fact.title),
            say(fact.question),
            say(fact.help),
            each.score,
            each.waiting,
            each.tied,
            answers,
            each.weight,
        )

    def settled(self, names: Iterable[str]) -> tuple[FactLine, ...]:
        return tuple(map(self.kind_line, sorted(names, key=lambda name: -self.weights[name])))

    def kind_line(self, name: str) -> FactLine:
        """A conclusion, with what kind of conclusion that is."""
        if name not in self.lines:
            kind = self.wording.label(self.knowledge.conclusions[name].kind)
            self.lines[name] = FactLine(name, self.wording.title(name), kind)
        return self.lines[name]

    def outcome_line(self, name: str, value: Any) -> FactLine:
        """A fact at the head of the advice, with what it then is."""
        shown = self.knowledge.vocabulary.facts[name].measure(value, self.wording.language)
        return FactLine(name, f"{self.wording.title(name)}: {shown}", self.wording.label("outcome"))

    def certain(self, questions: Iterable[OpenQuestion]) -> tuple[CertainLine, ...]:
        """What is certain whatever the answers are: as was found before, and what the answers to one question say."""
        found = self.wording.kept.of(
            "certain", lambda: certain_anyway(questions, self.assessment, self.knowledge, self.wording.parameters)
        )
        every = {each.name: each for each in found} | self.known_certain
        return certain_lines((every[name] for name in self.assessment.conclusions if name in every), self.wording)
