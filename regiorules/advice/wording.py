"""Putting texts of the rule set into words: the language, and the slots filled from the facts."""

from __future__ import annotations

import re

from regiorules.advice.labels import LABELS
from regiorules.engine.assessment import Assessment, ConclusionState, FactState
from regiorules.facts.vocabulary import show_number
from regiorules.rules.declared import SLOT
from regiorules.rules.model import GRADED, Knowledge
from regiorules.rules.standing import Standing
from regiorules.text import Language, Text


class Wording:
    """Says things about one assessment in one language."""

    def __init__(self, assessment: Assessment, knowledge: Knowledge, language: Language) -> None:
        self.assessment = assessment
        self.every = knowledge
        self.knowledge = assessment.checked(knowledge)
        self.standing = Standing(knowledge, self.knowledge, assessment.region, assessment.on)
        self.language: Language = language
        known = self.knowledge.vocabulary.parameters
        self.parameters = {**{name: each.value for name, each in known.items()}, **assessment.parameters}

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

    def say(self, text: Text | None) -> str:
        """A text with its slots filled; "" for none."""
        if text is None:
            return ""
        return SLOT.sub(self._slot, text.say(self.language))

    def _slot(self, found: re.Match[str]) -> str:
        name, fallback = found[1], found[2]
        if name in self.parameters:
            return show_number(self.parameters[name], self.language)
        if fallback is not None and self.fact(name).value is None:
            return fallback
        return self.value(name)

    def label(self, term: str | None) -> str:
        """The word for a fixed term; "" for none."""
        return LABELS[term].say(self.language) if term else ""

    def term(self, kind: str, name: str) -> str:
        """What the rule set calls its severity, addressee or other term of that name; "" for none."""
        return self.every.terms[kind][name].title.say(self.language) if name else ""

    def grade(self, conclusion: str) -> str:
        """The severity of a risk or the strength of a route; "" where it has none."""
        kind = self.every.conclusions[conclusion].kind
        return self.term(GRADED.get(kind, ""), self.conclusion(conclusion).grade)

    def status(self, conclusion: str) -> str:
        """Whether a conclusion holds, with its severity or strength."""
        grade = self.grade(conclusion)
        return self.label(self.conclusion(conclusion).status) + (f" ({grade})" if grade else "")

    def value(self, name: str) -> str:
        """The value of a fact as a person reads it."""
        return self.knowledge.vocabulary.facts[name].show(self.fact(name).value, self.language)

    def title(self, name: str) -> str:
        """The title of a fact, a conclusion or an assumption."""
        vocabulary = self.knowledge.vocabulary
        if name in vocabulary.facts:
            return vocabulary.facts[name].title.say(self.language)
        if name in vocabulary.parameters:
            return vocabulary.parameters[name].title.say(self.language)
        return self.say(self.every.conclusions[name].title)

    def quantity(self, number: float, unit: Text | None) -> str:
        """A number with its unit."""
        return " ".join(part for part in (show_number(number, self.language), self.say(unit)) if part)
