"""A condition or a number of a rule set as zen-engine reads it; and as the cell of a decision table."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from attrs import frozen

from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.rules.expressions import (
    ALWAYS,
    COMPARE,
    MIRRORED,
    Aggregate,
    And,
    Calculate,
    Compare,
    Constant,
    Contains,
    Expression,
    Field,
    Known,
    Not,
    OneOf,
    Or,
    ParameterOf,
    Variable,
)
from regiorules_jdm.trees import Unsayable

_TYPES = ("yes_no", "level", "choice", "set", "number", "text", "records")  # of which both languages mean the same
_OVER = {"count": "count", "any": "some", "all": "all"}  # functions of both, about a condition


def quoted(text: str) -> str:
    """A text between quotes; raises Unsayable for one that holds both kinds of them, as there is no way to say it."""
    if "\\" in text or ("'" in text and '"' in text) or not text.isprintable():
        raise Unsayable(f"de tekst {text!r}", f"the text {text!r}")
    return f'"{text}"' if "'" in text else f"'{text}'"


def value(given: Any) -> str:
    """A value as an expression: a text, a number, true or false."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, str):
        return quoted(given)
    return f"{Decimal(repr(given)):f}"


@frozen
class Zen:
    """Writes expressions; what is `never` concluded is false, and `records` are those that are looked at one by one."""

    vocabulary: Vocabulary
    never: Collection[str] = ()
    records: Fact | None = None

    # --- true or false ---------------------------------------------------------------------------

    def condition(self, tree: Expression) -> str:
        """Something true or false; raises Unsayable for what this language can't say."""
        match tree:
            case Constant(bool() as known):
                return value(known)
            case And(parts) | Or(parts):
                word = " and " if isinstance(tree, And) else " or "
                return f"({word.join(map(self.condition, parts))})"
            case Not(part):
                return f"not ({self.condition(part)})"
            case Compare():
                return self.compared(tree)
            case OneOf(item, options):
                return f"({self.value(item)} in {self.listed(item, tree.written or options)})"
            case Contains(collection, option):
                return f"({quoted(option)} in {self.value(collection)})"
            case Known(name):
                return f"({name} != null)"
            case Variable(name):
                return "false" if name in self.never else name
            case Field() | Aggregate():
                return self.value(tree)
        raise _unknown(tree)

    def compared(self, tree: Compare) -> str:
        """A comparison: of levels by their names, for they have no number here."""
        op, left, right = tree.op, tree.left, tree.right
        if isinstance(left, Constant):
            op, left, right = MIRRORED[op], right, left
        fact = self.fact(left)
        if fact is None or not fact.options:
            return f"({self.value(left)} {op} {self.value(right)})"
        if isinstance(right, Constant):
            return self.among(
                self.value(left), fact, [each for each in self.levels(fact) if COMPARE[op](each, right.value)]
            )
        pairs = [(one, two) for one, two in itertools.product(self.levels(fact), repeat=2) if COMPARE[op](one, two)]
        return self.pairs(self.value(left), self.value(right), fact, pairs)

    def levels(self, fact: Fact) -> list[Any]:
        """The inner values of a level or a choice."""
        return [fact.encode(each) for each in fact.option_ids]

    def among(self, name: str, fact: Fact, values: list[Any]) -> str:
        """That a level or a choice is one of these inner values."""
        if len(values) in (0, len(fact.options)):
            return value(bool(values))
        return f"({name} in [{', '.join(quoted(fact.decode(each)) for each in values)}])"

    def pairs(self, one: str, two: str, fact: Fact, pairs: list[tuple[Any, Any]]) -> str:
        """That two levels are one of these pairs."""
        parts = [f"({one} == {quoted(fact.decode(a))} and {two} == {quoted(fact.decode(b))})" for a, b in pairs]
        return f"({' or '.join(parts)})" if parts else "false"

    def fact(self, tree: Expression) -> Fact | None:
        """The fact or the field of a record that a name means."""
        if isinstance(tree, Field) and self.records:
            return next(each for each in self.records.fields if each.id == tree.name)
        return self.vocabulary.facts.get(tree.name) if isinstance(tree, Variable) else None

    def listed(self, item: Expression, options: Collection[Any]) -> str:
        """A list of values, levels by their names."""
        fact = self.fact(item)
        named = [fact.decode(each) if fact and fact.type == "level" else each for each in options]
        return f"[{', '.join(map(value, named))}]"

    # --- values ----------------------------------------------------------------------------------

    def value(self, tree: Expression) -> str:
        """A number, a text, or what a name means."""
        match tree:
            case Variable() | Field() if (fact := self.fact(tree)) and fact.type not in _TYPES:
                raise Unsayable(f"een feit van soort {fact.type}", f"a fact of type {fact.type}")
            case Constant(given):
                return value(tree.written if isinstance(given, str) and tree.written else given)
            case Variable(name) | ParameterOf(name):
                return name
            case Field(name):
                return f"#.{name}"
            case Calculate("**", left, right):
                return self.power(left, right)
            case Calculate(op, left, right) if op != "months":
                return f"({self.value(left)} {op} {self.value(right)})"
            case Aggregate():
                return self.figure(tree)
        return self.condition(tree)

    def power(self, base: Expression, exponent: Expression) -> str:
        """A power, where it has an answer: zen-engine has one for roots of what is below zero too."""
        if not isinstance(exponent, Constant):
            raise Unsayable("een macht waarvan de exponent geen vast getal is", "a power of which the exponent varies")
        one, other = self.value(base), exponent.value
        found = f"{one} ^ ({value(other)})"
        if other == int(other):
            return f"({found})" if other >= 0 else f"({one} != 0 ? {found} : null)"
        return f"({one} {'>=' if other > 0 else '>'} 0 ? {found} : null)"

    def figure(self, tree: Aggregate) -> str:
        """A figure or a statement about records."""
        name, inner = tree.records, Zen(self.vocabulary, self.never, self.vocabulary.facts[tree.records])
        where = inner.condition(tree.where) if tree.where is not None else ""
        column = f"map({name}, #.{tree.of})"
        if tree.function in _OVER:
            return f"{_OVER[tree.function]}({name}, {where})" if where else f"len({name})"
        if tree.function == "sum":
            return f"sum({column})"
        if tree.function == "share":
            return f"(sum(map(filter({name}, {where}), #.{tree.of})) / sum({column}))"
        return f"(len({name}) > 0 ? {tree.function}({column}) : null)"

    # --- cells -----------------------------------------------------------------------------------

    def cells(self, when: Expression) -> dict[str, str]:
        """A condition as the cells of a row, by column; under "" stands what needs a column of whole conditions."""
        found: dict[str, str] = {}
        rest: list[str] = []
        for part in _parts(when):
            name, test = self.test(part)
            if name and name not in found:
                found[name] = test
            else:
                rest.append(self.condition(part))
        return {**found, **({"": " and ".join(rest)} if rest else {})}

    def test(self, tree: Expression) -> tuple[str, str]:
        """The column and the cell that say it; ("", "") for what no cell can say."""
        match tree:
            case Variable(name) if name not in self.never:
                return name, "true"
            case Not(Variable(name)) if name not in self.never:
                return name, "false"
            case Compare(op, Variable(name), right) if self.is_number(name) and isinstance(
                right, Constant | ParameterOf
            ):
                return name, f"{op} {self.value(right)}"
            case Compare(op, Variable(name) as left, Constant(at)) if (fact := self.fact(left)) and fact.options:
                return name, ", ".join(quoted(fact.decode(each)) for each in self.levels(fact) if COMPARE[op](each, at))
            case OneOf(Variable() as item, options) if self.value(item):
                return item.name, self.listed(item, tree.written or options)[1:-1]
            case Not(OneOf(Variable() as item, options) as inside) if self.value(item):
                return item.name, f"$ not in {self.listed(item, inside.written or options)}"
        return "", ""

    def is_number(self, name: str) -> bool:
        """True for a fact that is a number."""
        return name in self.vocabulary.facts and self.vocabulary.facts[name].type == "number"


def _parts(when: Expression) -> tuple[Expression, ...]:
    """What must hold together."""
    if isinstance(when, And):
        return tuple(part for each in when.parts for part in _parts(each))
    return () if when == ALWAYS else (when,)


def _unknown(tree: Any) -> Unsayable:
    name = type(tree).__name__
    return Unsayable(f"een voorwaarde van soort {name}", f"a condition of kind {name}")
