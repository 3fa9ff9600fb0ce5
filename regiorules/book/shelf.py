"""What all chapters of a book are made with: the knowledge, what is used where, and how lines and links are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Protocol

from regiorules.book.model import Line, Link
from regiorules.book.used import Used, used
from regiorules.book.words import word
from regiorules.facts.vocabulary import Fact, Parameter
from regiorules.rules.coverage import Coverage, cover
from regiorules.rules.declared import unfilled
from regiorules.rules.model import Knowledge, Rule
from regiorules.text import Language, Text


class _InForce(Protocol):
    @property
    def valid_from(self) -> Any: ...
    @property
    def valid_until(self) -> Any: ...


class Shelf:
    """One rule set of what is known, in one language."""

    def __init__(self, knowledge: Knowledge, ruleset: str, language: Language, tried: Mapping[str, Any]) -> None:
        self.knowledge = knowledge
        self.ruleset = ruleset
        self.language: Language = language
        self.tried = tried

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of this rule set, and those that it puts in the place of others."""
        return tuple(rule for rule in self.knowledge.every_rule() if rule.ruleset == self.ruleset)

    @cached_property
    def used(self) -> Used:
        """What is used where, by all rules."""
        return used(self.knowledge, self.knowledge.every_rule())

    @cached_property
    def coverage(self) -> Coverage:
        """Which statement is used where."""
        return cover(self.knowledge)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What facts, their fields and assumptions are called."""
        facts, parameters = self.knowledge.vocabulary.facts, self.knowledge.vocabulary.parameters
        fields: dict[str, Fact | Parameter] = {each.id: each for fact in facts.values() for each in fact.fields}
        return {name: each.title.say(self.language) for name, each in {**fields, **parameters, **facts}.items()}

    def own(self, items: Mapping[str, Any]) -> Iterator[Any]:
        """What belongs to this rule set."""
        return (each for each in items.values() if each.ruleset == self.ruleset)

    # --- words ---------------------------------------------------------------------------------

    def word(self, name: str, **fields: object) -> str:
        """A word of the book."""
        return word(name, self.language, **fields)

    def say(self, text: Text | None) -> str:
        """A text in the language of the book, with titles where it shows what is known; "" for none."""
        return unfilled(text.say(self.language), self.titles) if text else ""

    def term(self, scale: str, name: str) -> str:
        """A term of the rule set."""
        found = self.knowledge.terms.get(scale, {}).get(name)
        return self.say(found.title) if found else name

    def period(self, scope: _InForce) -> str:
        """From when until when something is in force; "" where it always is."""
        days = (("from", scope.valid_from), ("until", scope.valid_until))
        return " ".join(self.word(name, day=day.isoformat()) for name, day in days if day)

    def concluded(self, rule: Rule) -> Link:
        """What a rule concludes, with the value that it gives; it leads to what that is about."""
        return Link(rule.says, self.link(rule.target).to)

    # --- lines and links -----------------------------------------------------------------------

    def line(self, lead: str, *items: str | Link) -> Line:
        """A line with the word in front of it."""
        return Line(self.word(lead), items)

    def lines(self, lead: str, items: Iterable[str | Link]) -> Iterator[Line]:
        """A line, where there is something to say in it."""
        if found := tuple(each for each in items if each):
            yield self.line(lead, *found)

    def link(self, name: str) -> Link:
        """A link to a fact, a conclusion or an assumption."""
        kinds: dict[str, Mapping[str, Any]] = {
            "conclusion": self.knowledge.conclusions,
            "fact": self.knowledge.vocabulary.facts,
            "parameter": self.knowledge.vocabulary.parameters,
        }
        return Link(name, next((f"{kind}-{name}" for kind, known in kinds.items() if name in known), ""))

    def rule_or_table(self, name: str) -> Link:
        """A link to a rule, or to a decision table of that name."""
        return Link(name, f"{'table' if name in self.knowledge.tables else 'rule'}-{name}")

    def links(self, kind: str, names: Iterable[str]) -> list[Link]:
        """Links to things of one kind."""
        return [Link(name, f"{kind}-{name}") for name in names]
