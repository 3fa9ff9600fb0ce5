"""Conditions in human words: what was wanted, and what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from regiorules.advice.labels import LABELS
from regiorules.advice.wording import Wording
from regiorules.facts.saying import NO, YES
from regiorules.facts.vocabulary import Fact
from regiorules.rules.expressions import (
    Aggregate,
    And,
    AssessmentDay,
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
    Size,
    Variable,
)
from regiorules.rules.language import ASSESSMENT_DAY
from regiorules.text import Text

_PREDICATES: Mapping[str, Text] = {  # what something is; in both languages "is" goes before it
    "==": Text("{}", "{}"),
    "!=": Text("niet {}", "not {}"),
    "<": Text("minder dan {}", "less than {}"),
    "<=": Text("hoogstens {}", "at most {}"),
    ">": Text("meer dan {}", "more than {}"),
    ">=": Text("ten minste {}", "at least {}"),
}
_DAY_PREDICATES: Mapping[str, Text] = {
    "==": Text("{}", "{}"),
    "!=": Text("niet {}", "not {}"),
    "<": Text("voor {}", "before {}"),
    "<=": Text("op of voor {}", "on or before {}"),
    ">": Text("na {}", "after {}"),
    ">=": Text("op of na {}", "on or after {}"),
}
_BINDS = {"+": 0, "-": 0, "*": 1, "/": 1, "**": 2}
_WORDS: Mapping[str, Text] = {
    "and": Text("en", "and"),
    "or": Text("of", "or"),
    "not": Text("niet", "not"),
    "contains": Text("{collection} omvat {option}", "{collection} includes {option}"),
    "known": Text("{fact} is bekend", "{fact} is known"),
    "always": Text("altijd", "always"),
    "never": Text("nooit", "never"),
    "day": Text("de dag van het advies", "the day of the advice"),
    "months": Text("hele maanden van {start} tot {end}", "whole months from {start} to {end}"),
    "count": Text("aantal in {records}", "number in {records}"),
    "where": Text("{figure} waarvoor {condition}", "{figure} for which {condition}"),
    "any": Text("in {records} is er een waarvoor {condition}", "in {records} there is one for which {condition}"),
    "all": Text("voor alles in {records}: {condition}", "for all in {records}: {condition}"),
    "sum": Text("totaal van {field} in {records}", "total {field} in {records}"),
    "max": Text("grootste {field} in {records}", "largest {field} in {records}"),
    "min": Text("kleinste {field} in {records}", "smallest {field} in {records}"),
    "latest": Text("laatste {field} in {records}", "latest {field} in {records}"),
    "earliest": Text("eerste {field} in {records}", "earliest {field} in {records}"),
    "median": Text("middelste {field} in {records}", "median {field} in {records}"),
    "share": Text("aandeel van {field} in {records}", "share of {field} in {records}"),
}


NUMBER = Fact("number", Text("", ""))
_OF_DAYS = {"max": "latest", "min": "earliest"}
_DAY = Fact("date", Text("", ""))
_COUNT = Fact("number", Text("", ""), minimum=0, whole=True)
_SHARE = Fact("number", Text("", ""), minimum=0, maximum=1)


def figure_of(tree: Expression, records: Fact | None = None) -> Fact:
    """What the value of a figure about `records` is shown as: a count, a share, a day or a number."""
    if not isinstance(tree, Aggregate):
        is_count = isinstance(tree, Size) or (isinstance(tree, Calculate) and tree.op == "months")
        return _COUNT if is_count else NUMBER
    if records and any(each.id == tree.of and each.type == "date" for each in records.fields):
        return _DAY
    return {"count": _COUNT, "share": _SHARE}.get(tree.function, NUMBER)


class ConditionWords:
    """Says conditions in the language of a wording."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self.facts = wording.facts

    def _word(self, name: str, **fields: str) -> str:
        return _WORDS[name].say(self.wording.language).format(**fields)

    def say(self, tree: Expression, record: Fact | None = None) -> str:
        """A condition as a phrase."""
        match tree:
            case And(parts):
                return f" {self._word('and')} ".join(self._part(part, record) for part in parts)
            case Or(parts):
                return f" {self._word('or')} ".join(self._part(part, record) for part in parts)
            case Not(part):
                return f"{self._word('not')}: {self.say(part, record)}"
            case Compare(op, left, right):
                return f"{self._operand(left, right, record)} is {self.predicate(op, right, left, record)}"
            case OneOf(item):
                return f"{self._operand(item, item, record)} is {self.options(tree, record)}"
            case Contains(collection, option):
                shown = self.option(option, collection, record)
                return self._word("contains", collection=self._operand(collection, collection, record), option=shown)
            case Known(name):
                return self._word("known", fact=self._title(name))
            case Constant(value):
                return self._word("always" if value else "never")
            case Variable(name) if name not in self.facts:
                return self.quoted(name)
        return self._operand(tree, tree, record)

    def predicate(self, op: str, right: Expression, left: Expression, record: Fact | None = None) -> str:
        """What a comparison says of its left side: `minder dan verbonden`."""
        days = any(self._is_day(each, record) for each in (left, right))
        return (
            (_DAY_PREDICATES if days else _PREDICATES)[op]
            .say(self.wording.language)
            .format(self._operand(right, left, record))
        )

    def options(self, tree: OneOf, record: Fact | None = None) -> str:
        """The options that a condition asks for: `los of verbonden`."""
        words = tree.written or [self.option(option, tree.item, record) for option in tree.options]
        return f" {self._word('or')} ".join(words)

    def _part(self, tree: Expression, record: Fact | None) -> str:
        inner = self.say(tree, record)
        return f"({inner})" if isinstance(tree, And | Or) else inner

    def quoted(self, name: str) -> str:
        """A conclusion by its title, with what kind it is."""
        kind = LABELS[self.wording.every.conclusions[name].kind].say(self.wording.language)
        return f"{kind}: {self.wording.title(name)}"

    def _title(self, name: str) -> str:
        return self.wording.title(name)

    def _operand(self, tree: Expression, other: Expression, record: Fact | None) -> str:
        match tree:
            case Variable(name):
                return self._title(name)
            case ParameterOf(name):
                return self.wording.quantity(name)
            case Field(name) if record is not None:
                return next(each.title for each in record.fields if each.id == name).say(self.wording.language).lower()
            case AssessmentDay():
                return self._word("day")
            case Constant(value, written, is_day=True):
                day = _DAY.show(_DAY.decode(value), self.wording.language)
                return f"{self._word('day')} ({day})" if written == ASSESSMENT_DAY else day
            case Constant(value, written):
                return written or self.option(value, other, record)
            case Calculate("months", left, right):
                start, end = self._operand(left, right, record), self._operand(right, left, record)
                return self._word("months", start=start, end=end)
            case Calculate(op, left, right):
                first, second = self._operand(left, right, record), self._operand(right, left, record)
                first = f"({first})" if _is_apart(op, left) else first
                second = f"({second})" if _is_apart(op, right, behind=True) else second
                return f"{first} {op} {second}"
            case Size(collection):
                return self._word("count", records=f"“{self._operand(collection, collection, record)}”")
            case Aggregate():
                return self._aggregate(tree)
        return self.say(tree, record)

    def option(self, value: Any, other: Expression, record: Fact | None = None) -> str:
        """A constant as the fact on the other side shows it."""
        fact = self._fact_of(other, record)
        if fact is not None and fact.options:
            return fact.show([value] if fact.type == "set" else fact.decode(value), self.wording.language)
        if isinstance(value, bool):
            return (YES if value else NO).say(self.wording.language)
        if not isinstance(value, int | float):
            return str(value)
        shown = fact or NUMBER
        return shown.show(shown.decode(value), self.wording.language)

    def _is_day(self, tree: Expression, record: Fact | None) -> bool:
        fact = self._fact_of(tree, record)
        return fact is not None and fact.type == "date"

    def _fact_of(self, tree: Expression, record: Fact | None) -> Fact | None:
        if isinstance(tree, Variable):
            return self.facts.get(tree.name)
        if isinstance(tree, Field) and record is not None:
            return next((each for each in record.fields if each.id == tree.name), None)
        if isinstance(tree, Aggregate):
            return figure_of(tree, self.facts.get(tree.records))
        return _DAY if isinstance(tree, Constant) and tree.is_day else None

    def _aggregate(self, tree: Aggregate) -> str:
        records = self.facts[tree.records]
        fields = {each.id: each.title.say(self.wording.language).lower() for each in records.fields}
        condition = self.say(tree.where, records) if tree.where is not None else ""
        of_days = figure_of(tree, records).type == "date"
        figure = self._word(
            _OF_DAYS.get(tree.function, tree.function) if of_days else tree.function,
            records=records.title.say(self.wording.language).lower(),
            field=fields.get(tree.of, ""),
            condition=condition,
        )
        if condition and tree.function in ("count", "share"):
            return self._word("where", figure=figure, condition=condition)
        return figure


def _is_apart(op: str, part: Expression, *, behind: bool = False) -> bool:
    """True for a calculation in a calculation that goes between brackets, as it would be read otherwise without."""
    if not isinstance(part, Calculate) or part.op not in _BINDS:
        return False
    tighter = behind or op == "**"
    return _BINDS[part.op] < _BINDS[op] or (tighter and _BINDS[part.op] == _BINDS[op])
