"""
The columns with conditions of a decision table: what the values under a header are, and which there can be.

A header is a fact, a conclusion, an assumption or any expression; a fact may be named by its title too.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any, Literal

from attrs import evolve, field

from regiorules.documents import Scalar
from regiorules.errors import Problems
from regiorules.facts.vocabulary import Fact, Parameter
from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.rules.conditions import parse_condition, parse_date, parse_number
from regiorules.rules.expressions import Aggregate, Expression, Field, Variable
from regiorules.rules.names import Names
from regiorules.rules.tables.reach import EVERY_NUMBER, Boxes, Finite, Spans, Texts
from regiorules.text import LANGUAGES, Text, fold, unmistakable

Kind = Literal["yes_no", "option", "set", "number", "date", "text"]
_KINDS: Mapping[str, Kind] = {"level": "option", "choice": "option", "set": "set", "text": "text"}
_LIMITS: Mapping[Kind, Any] = {"set": Boxes(), "text": Texts(frozenset(), others=True)}
ANY_NUMBER = Fact("number", Text("getal", "number"))
EVERY_DAY = Spans(EVERY_NUMBER.stretches, whole=True)
_BOTH = frozenset({True, False})
_DECIMAL = pattern(r"(?<![\w.])[0-9]+\.[0-9]+(?![\w.])")


@frozen
class Column:
    """
    A column with conditions: what it is about, as an expression, and between which limits that always is.

    `number` says how the numbers in it are read: their unit, their limits and whether they are whole.
    """

    title: Scalar
    subject: str
    kind: Kind
    tree: Expression
    fact: Fact | None = None
    number: Fact = ANY_NUMBER
    limits: Any = field(factory=Boxes)

    @property
    def ordered(self) -> bool:
        """True where one value can be more than another."""
        return self.kind in ("number", "date") or (self.fact is not None and self.fact.type == "level")


def named(text: str, known: Mapping[str, Any]) -> str:
    """The id of what a header names by its title in either language; else the text itself."""
    if text in known:
        return text
    found = [name for name, each in known.items() if fold(text) in {fold(each.title.say(a)) for a in LANGUAGES}]
    return found[0] if len(found) == 1 else text


def read_column(title: Scalar, name: str, names: Names, path: str, problems: Problems) -> Column | None:
    """The column under a header, or None where the header is wrong (then `problems` grows) or already reported."""
    fields = {each.id: each for each in names.each.fields} if names.each else {}
    text = named(name, {**names.vocabulary.parameters, **names.vocabulary.facts, **fields})
    if text in names.broken:
        return None
    fact = fields.get(text) or names.vocabulary.facts.get(text)
    if fact is not None and fact.type in _KINDS:
        every = frozenset(fact.option_ids)
        kind = _KINDS[fact.type]
        tree = Field(text) if text in fields else Variable(text)
        return Column(title, text, kind, tree, fact, limits=_LIMITS.get(kind, Finite(every, every)))
    found = Problems()
    tested = parse_condition(text, names, title.place, path, found)
    if tested is not None:
        return Column(title, tidy(text), "yes_no", tested, limits=Finite(_BOTH, _BOTH))
    if {each.code for each in found.found} == {"expr_no_boolean"}:
        found.found.clear()
        days = parse_date(text, names, title.place, path, Problems())
        if days is not None:
            return _days(title, text, days, fields.get(text) or names.vocabulary.facts.get(text))
        tested = parse_number(text, names, title.place, path, found)
    report(found, title, problems)
    return None if tested is None else _numbers(title, text, tested, names, fields.get(text))


def _days(title: Scalar, text: str, tree: Expression, fact: Fact | None) -> Column:
    """A column with dates."""
    limits = EVERY_DAY
    low, high = (fact.minimum, fact.maximum) if fact else (None, None)
    for op, at in ((">=", low), ("<=", high)):
        limits = limits if at is None else limits.narrowed(Spans.of(op, at, whole=True))
    return Column(title, tidy(text), "date", tree, limits=limits)


def _numbers(title: Scalar, text: str, tree: Expression, names: Names, field: Fact | None) -> Column:
    """A column with numbers: how they are read, and between which limits they always are."""
    known: Fact | Parameter | None = field or names.vocabulary.facts.get(text) or names.vocabulary.parameters.get(text)
    column = Column(title, tidy(text), "number", tree, limits=EVERY_NUMBER)
    number = known.as_fact() if isinstance(known, Parameter) else known or column.number
    figure: Expression | None = tree
    if number.derive:  # what is calculated isn't held to the limits of the fact
        figure, known = parse_number(number.derive, names, title.place, text, Problems()), None
    counts = isinstance(figure, Aggregate) and figure.function == "count"
    whole = known.whole if known else counts
    low, high = (known.minimum, known.maximum) if known else (0 if counts else None, None)
    limits = Spans(EVERY_NUMBER.stretches, whole)
    for op, at in ((">=", low), ("<=", high)):
        limits = limits if at is None else limits.narrowed(Spans.of(op, at, whole=whole))
    return evolve(column, number=evolve(number, whole=whole or number.whole), limits=limits)


def tidy(text: str) -> str:
    """An expression so that it can stand inside another: without comments, and in brackets where it combines."""
    tree = ast.parse(text, mode="eval").body
    written = ast.unparse(tree)
    if "'" not in written and '"' not in written:
        written = _DECIMAL.sub(lambda found: unmistakable(found[0]), written)
    return f"({written})" if isinstance(tree, ast.BoolOp) else written


def report(found: Problems, cell: Scalar, problems: Problems) -> None:
    """A cell is one place, whatever column of its text is meant."""
    problems.found += [evolve(each, place=cell.place) for each in found.found]
