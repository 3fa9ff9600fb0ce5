"""Putting texts of the rule set into words: the language, and the slots filled from the facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import TypeVar

from regiorules.advice.assumed import said
from regiorules.advice.given import kept_by_facts
from regiorules.advice.labels import LABELS
from regiorules.advice.lines import FactLine
from regiorules.advice.subjects import Subject
from regiorules.engine.assessment import Assessment
from regiorules.engine.coherence import known_values
from regiorules.engine.each import about_one, record_name
from regiorules.engine.judgement import Judge, Judgement
from regiorules.engine.kleene import Values
from regiorules.engine.states import ConclusionState, FactState, RecordState
from regiorules.errors import unknown_name
from regiorules.facts.partial import is_partial, is_whole, options_of, records_in, says_partly
from regiorules.facts.vocabulary import Fact
from regiorules.memo import Memo
from regiorules.rules.declared import SLOT
from regiorules.rules.expressions import Expression
from regiorules.rules.model import GRADED, Conclusion, Knowledge, Rule
from regiorules.rules.standing import Standing
from regiorules.text import LANGUAGES, Language, Text

Said = TypeVar("Said")
OTHERS = Text("andere", "others")  # records that aren't known


class Wording:
    """Says things about one assessment in one language; raises UnknownName for one that there are no words in."""

    def __init__(self, assessment: Assessment, knowledge: Knowledge, language: Language) -> None:
        if language not in LANGUAGES:
            raise unknown_name("unknown_language", language, LANGUAGES)
        self.assessment = assessment
        self.every = knowledge
        self.knowledge = assessment.checked(knowledge)
        self.standing = Standing(knowledge, self.knowledge, assessment.region, assessment.on)
        self.language: Language = language
        self.subject: Subject | None = None
        known = self.knowledge.vocabulary.parameters
        self.parameters = {**{name: each.value for name, each in known.items()}, **assessment.parameters}
        self.values = known_values(assessment, self.knowledge)
        self.partly = {name for name, each in assessment.facts.items() if says_partly(each.value)}
        self.lines: dict[str, FactLine] = {}  # what was said of names, about this subject
        self.titles: dict[str, str] = {}  # likewise
        rules = self.knowledge.rules.values()
        self._reads = self.knowledge.memo.of("reads", lambda: {each.id: each.reads for each in rules})

    def about(self, subject: Subject | None) -> Wording:
        """The same words, in which that record is spoken of."""
        if subject is self.subject:
            return self
        other = copy(self)
        other.subject = subject
        other.lines, other.titles = {}, {}
        return other

    def drawn_for(self, records: str) -> Wording:
        """The same words about any of these records; themselves for none, or where one of them is spoken of."""
        if not records or (self.subject and self.subject.fact.id == records):
            return self
        return self.about(Subject(self.every.vocabulary.facts[records]))

    def each(self, name: str) -> Iterator[tuple[ConclusionState | RecordState, Wording]]:
        """A conclusion, and the words for it; one that is drawn for each record as often as it holds or is open."""
        state, records = self.conclusion(name), self.every.drawn_for.get(name, "")
        if not records:
            yield state, self.about(None)
            return
        fact = self.every.vocabulary.facts[records]
        shown = {record_name(fact, record): record for record in records_in(self.fact(records).value)}
        for each in state.records:
            yield each, self.about(Subject(fact, shown[each.name]))

    def line(self, name: str) -> FactLine:
        """A fact, a field or a conclusion with what was seen of it."""
        if name not in self.lines:
            seen = self.value(name) if name in self.facts else self.label(self.conclusion(name).status)
            self.lines[name] = FactLine(name, self.title(name), seen)
        return self.lines[name]

    def is_open(self, name: str) -> bool:
        """True for a conclusion that is open, for some record at least, be it one that isn't known."""
        state = self.conclusion(name)
        return "open" in (state.status, *(each.status for each in state.records)) or self.others(name)

    def others(self, name: str) -> bool:
        """True for a conclusion that may hold for records that aren't known yet, beside those that are."""
        records, state = self.every.drawn_for.get(name, ""), self.conclusion(name)
        return bool(records) and state.status in ("holds", "open") and is_partial(self.fact(records).value)

    def of_rule(self, rule: Rule) -> list[Wording]:
        """The words for a rule that holds: about the record that is spoken of, or else each for which it holds."""
        if not rule.each:
            return [self.about(None)]
        if self.subject and self.subject.fact.id == rule.each:
            return [self]
        every = self.each(rule.target)
        return [words for state, words in every if state.status == "holds" and rule.id in state.rules]

    def rests_on(self, rule: Rule) -> tuple[str, ...]:
        """The facts, conclusions and fields directly in the condition of a rule that decide it."""
        if rule.each and self.subject:
            return self.judgement(about_one(rule.when)).rests_on
        return self.assessment.rules[rule.id].rests_on

    @cached_property
    def kept(self) -> Memo:
        """Where something is kept that follows from the given facts alone, whatever the words are."""
        return kept_by_facts(self.assessment, self.knowledge, self.parameters)

    def once(self, part: str, say: Callable[[], Said]) -> Said:
        """
        A part of an advice that follows from the given facts alone: said once for regions with the same facts.

        What doesn't count here has the same words in one region, on one day.
        """
        here = self.assessment.region if self.every.varies else ""
        return self.kept.of((part, self.language, here, self.assessment.on), say)

    @property
    def known(self) -> Values:
        """The values, with those of the fields of the record that is spoken of."""
        return self.subject.known(self.values) if self.subject else self.values

    def judgement(self, tree: Expression) -> Judgement:
        """What the values make of a condition; it may be about the record that is spoken of."""
        return Judge(tree, self.parameters).judgement(self.known)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The facts, and the fields of the record that is spoken of."""
        facts = self.knowledge.vocabulary.facts
        return {**facts, **self.subject.fields} if self.subject else facts

    # What a stored assessment doesn't have, as it belongs to rules that didn't count then, doesn't count here either.

    def knows(self, name: str) -> bool:
        """True for a conclusion or fact that the assessment can say something of: not one of rules that came later."""
        if name in self.assessment.conclusions or name in self.assessment.facts:
            return True
        each = self.every.conclusions.get(name) or self.every.vocabulary.facts[name]
        return self.standing.of(each) is not None

    def conclusion(self, name: str) -> ConclusionState:
        """The state of a conclusion, also of one that doesn't count here."""
        known = self.assessment.conclusions.get(name)
        return known or ConclusionState(self.standing.of(self.every.conclusions[name]) or "not_here")

    def fact(self, name: str) -> FactState:
        """The state of a fact, also of one that doesn't count here."""
        known = self.assessment.facts.get(name)
        return known or FactState(None, self.standing.of(self.every.vocabulary.facts[name]) or "not_here")

    def possible(self, name: str) -> tuple[str, ...]:
        """
        The options that a fact may have, in order, where what is partly known rules out others; else none.

        One that can be given may have others than rules give it.
        """
        fact, value = self.knowledge.vocabulary.facts[name], self.fact(name).value
        if is_partial(value):
            return options_of(fact, value)
        if value is not None or fact.asked or fact.type not in ("level", "choice"):
            return ()
        rules = self.knowledge.by_target.get(name, ())
        states = [self.assessment.rules[each.id].status for each in rules]
        if not self.partly or "holds" in states or not any(map(self._from_partly, rules)):
            return ()
        left = {each.value for each, status in zip(rules, states, strict=True) if status == "open"}
        return fact.ordered(left) if len(left) < len(fact.options) else ()

    def _from_partly(self, rule: Rule) -> bool:
        """True for a rule that reads what is partly known."""
        return not self.partly.isdisjoint(self._reads[rule.id])

    def options(self, name: str, options: Iterable[str]) -> tuple[str, ...]:
        """Options of a fact as a person reads them."""
        fact = self.knowledge.vocabulary.facts[name]
        return tuple(fact.show(each, self.language) for each in options)

    def say(self, text: Text | None) -> str:
        """A text with its slots filled; "" for none."""
        said = text.say(self.language) if text else ""
        return SLOT.sub(self._slot, said) if "{" in said else said

    def _slot(self, found: re.Match[str]) -> str:
        name, fallback = found["name"], found["fallback"]
        if found["more"] is not None:
            shown = self._slot_of(name, "")
            return found["one"] if shown == "1" else found["more"]
        return self._slot_of(name, fallback)

    def _slot_of(self, name: str, fallback: str | None) -> str:
        shown = self.subject.slot(name, fallback, self.language) if self.subject else None
        if shown is not None:
            return shown
        if name in self.parameters:
            return self.parameter(name)
        if fallback is not None and not is_whole(self.fact(name).value):
            return fallback
        return self.value(name)

    def label(self, term: str | None) -> str:
        """The word for a fixed term; "" for none."""
        return LABELS[term].say(self.language) if term else ""

    def term(self, kind: str, name: str) -> str:
        """What the rule set calls its severity, addressee or other term of that name; "" for none."""
        return self.every.terms[kind][name].title.say(self.language) if name else ""

    def addressee(self, advice: Conclusion) -> str:
        """Whom a recommendation is for; by name where a fact gives that, and it is known."""
        label = self.term("addressee", advice.addressee)
        fact = getattr(self.knowledge.terms["addressee"].get(advice.addressee), "named_by", "") if label else ""
        known = fact in self.assessment.facts and self.assessment.value(fact) is not None
        return f"{self.value(fact)} ({label})" if known else label

    def grade(self, conclusion: str) -> str:
        """The severity of a risk or the strength of a route; "" where it has none."""
        kind = self.every.conclusions[conclusion].kind
        return self.term(GRADED.get(kind, ""), self.conclusion(conclusion).grade)

    def status(self, conclusion: str) -> str:
        """Whether a conclusion holds, with its severity or strength, and for which records it holds or is open."""
        state, grade = self.conclusion(conclusion), self.grade(conclusion)
        shown = self.label(state.status) + (f" ({grade})" if grade else "")
        return f"{shown}: {self.names(conclusion)}" if state.records else shown

    def names(self, conclusion: str) -> str:
        """The records for which a conclusion holds; and those for which it is still open, with that word."""
        state = self.conclusion(conclusion)
        held = [each.name for each in state.records if each.status == "holds"]
        waiting = [each.name for each in state.records if each.status == "open"]
        waiting += [OTHERS.say(self.language)] if self.others(conclusion) else []
        apart = f"{self.label('open')}: " if held else ""
        return "; ".join(part for part in (", ".join(held), apart + ", ".join(waiting) if waiting else "") if part)

    def value(self, name: str) -> str:
        """The value of a fact as a person reads it; of a field that of the record that is spoken of."""
        if self.subject and name in self.subject.fields:
            return self.subject.fields[name].show(self.subject.value(name), self.language)
        return self.knowledge.vocabulary.facts[name].show(self.fact(name).value, self.language)

    def title(self, name: str) -> str:
        """The title of a fact, a conclusion or an assumption."""
        if name not in self.titles:
            self.titles[name] = self._title(name)
        return self.titles[name]

    def _title(self, name: str) -> str:
        vocabulary = self.knowledge.vocabulary
        if name in self.facts:
            return self.facts[name].title.say(self.language)
        if name in vocabulary.parameters:
            return vocabulary.parameters[name].title.say(self.language)
        return self.drawn_for(self.every.drawn_for.get(name, "")).say(self.every.conclusions[name].title)

    def parameter(self, name: str) -> str:
        """The number of an assumption as a person reads it."""
        return self.every.vocabulary.parameters[name].as_fact().show(self.parameters[name], self.language)

    def assumed(self, name: str) -> str:
        """The number of an assumption with its unit; since when and by what, where it goes by date."""
        return said(self.knowledge.vocabulary.parameters[name], self.parameters[name], self.language)

    def quantity(self, name: str) -> str:
        """The number of an assumption with its unit."""
        unit = self.every.vocabulary.parameters[name].unit
        return " ".join(part for part in (self.parameter(name), self.say(unit)) if part)
