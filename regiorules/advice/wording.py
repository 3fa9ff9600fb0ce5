"""Putting texts of the rule set into words: the language, and the slots filled from the facts."""

from __future__ import annotations

import re

from regiorules.advice.labels import LABELS
from regiorules.engine.assessment import Assessment
from regiorules.facts.vocabulary import show_number
from regiorules.rules.check import SLOT
from regiorules.rules.model import Knowledge
from regiorules.text import Language, Text


class Wording:
    """Says things about one assessment in one language."""

    def __init__(self, assessment: Assessment, knowledge: Knowledge, language: Language) -> None:
        self.assessment = assessment
        self.knowledge = assessment.used(knowledge)
        self.language: Language = language

    def say(self, text: Text | None) -> str:
        """A text with its slots filled; "" for none."""
        if text is None:
            return ""
        return SLOT.sub(self._slot, text.say(self.language))

    def _slot(self, found: re.Match[str]) -> str:
        name, fallback = found[1], found[2]
        if name in self.assessment.parameters:
            return show_number(self.assessment.parameters[name], self.language)
        if fallback is not None and self.assessment.facts[name].value is None:
            return fallback
        return self.value(name)

    def label(self, term: str | None) -> str:
        """The word for a fixed term; "" for none."""
        return LABELS[term].say(self.language) if term else ""

    def value(self, name: str) -> str:
        """The value of a fact as a person reads it."""
        return self.knowledge.vocabulary.facts[name].show(self.assessment.facts[name].value, self.language)

    def title(self, name: str) -> str:
        """The title of a fact, a conclusion or an assumption."""
        vocabulary = self.knowledge.vocabulary
        if name in vocabulary.facts:
            return vocabulary.facts[name].title.say(self.language)
        if name in vocabulary.parameters:
            return vocabulary.parameters[name].title.say(self.language)
        return self.say(self.knowledge.conclusions[name].title)

    def quantity(self, number: float, unit: Text | None) -> str:
        """A number with its unit."""
        return " ".join(part for part in (show_number(number, self.language), self.say(unit)) if part)
