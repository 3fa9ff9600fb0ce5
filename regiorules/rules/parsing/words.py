"""Names in an expression: facts, fields, assumptions and conclusions, and the levels and options of a fact."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod

from regiorules.errors import Place, Problems
from regiorules.facts.vocabulary import Fact
from regiorules.rules import typed
from regiorules.rules.expressions import Constant, Expression, Field, ParameterOf, Variable
from regiorules.rules.language import ASSESSMENT_DAY, CLOCKS
from regiorules.rules.names import Names
from regiorules.rules.parsing.texts import WRONG, Reading
from regiorules.rules.typed import Typed
from regiorules.text import Near, listing


class Words(Reading, ABC):
    """The reading of an expression that may speak of these names; `records` are those looked at one by one."""

    def __init__(self, names: Names, place: Place, path: str, problems: Problems) -> None:
        super().__init__(place, path, problems)
        self.names = names
        self.records: Fact | None = names.each

    @abstractmethod
    def value(self, node: ast.expr) -> Typed:
        """Anything that may stand on one side of a comparison."""

    @abstractmethod
    def one_day(self, node: ast.expr) -> Typed:
        """A day: a fact or a field, the day of the assessment, or a text that is one."""

    @abstractmethod
    def statement(self, node: ast.expr) -> Expression:
        """Something true or false."""

    def is_word(self, node: ast.expr) -> bool:
        """True for a name that can only be a level or option."""
        if not isinstance(node, ast.Name):
            return False
        vocabulary = self.names.vocabulary
        fields = {each.id for each in self.records.fields} if self.records else set()
        known = (vocabulary.facts, vocabulary.parameters, self.names.conclusions, self.names.broken, fields)
        return node.id != ASSESSMENT_DAY and not any(node.id in each for each in known)

    def option(self, node: ast.expr, other: Typed) -> Typed:
        """A level or option of the fact on the other side."""
        if other.kind == "wrong":
            return WRONG
        if other.kind == "yes_no":
            return self.wrong("expr_bare", node, name=other.tree.name if isinstance(other.tree, Variable) else "…")
        fact = other.fact
        if fact is None:
            return self.value(node)
        if not isinstance(node, ast.Name):
            return self.wrong("expr_level", node, name=self.source(node), fact=fact.id, known=listing(fact.option_ids))
        if node.id not in fact.option_ids:
            hint = Near(node.id, fact.option_ids)
            known = listing(fact.option_ids)
            return self.wrong("expr_level", node, name=node.id, fact=fact.id, known=known, suggestion=hint)
        value = fact.option_ids.index(node.id) if fact.type == "level" else node.id
        return Typed(Constant(value), "option", fact)

    def name(self, name: str, node: ast.expr) -> Typed:
        """What a name is: a field, a fact, an assumption or a conclusion, in this order."""
        vocabulary = self.names.vocabulary
        if self.records is not None:
            for each in self.records.fields:
                if each.id == name:
                    return typed.of_fact(Field(name), each)
        if name in vocabulary.facts:
            return typed.of_fact(Variable(name), vocabulary.facts[name])
        if name in vocabulary.parameters:
            return typed.of_parameter(ParameterOf(name), vocabulary.parameters[name])
        if name in self.names.conclusions:
            return Typed(Variable(name), "yes_no")
        if name in self.names.broken:
            return WRONG
        if name == ASSESSMENT_DAY:
            return typed.of_assessment_day()
        if name in CLOCKS:
            return self.wrong("expr_now", node, name=name)
        fields = [each.id for each in self.records.fields] if self.records else []
        known = [*fields, *vocabulary.facts, *vocabulary.parameters, *self.names.conclusions]
        return self.wrong("expr_unknown", node, name=name, suggestion=Near(name, known))
