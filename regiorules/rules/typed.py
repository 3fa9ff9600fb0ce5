"""What the parser of conditions knows of a part of one: its tree, its kind, and how exact a number, in which unit."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from regiorules.facts.vocabulary import Fact, Parameter
from regiorules.frozen import frozen
from regiorules.rules.expressions import (
    Aggregate,
    AggregateName,
    Arithmetic,
    AssessmentDay,
    Calculate,
    Constant,
    Expression,
    Size,
)
from regiorules.text import Text

Kind = Literal["yes_no", "number", "date", "option", "set", "text", "records", "wrong"]
_KINDS: Mapping[str, Kind] = {
    "yes_no": "yes_no",
    "number": "number",
    "date": "date",
    "text": "text",
    "set": "set",
    "records": "records",
}
_CALCULATE: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": math.pow,
}


@frozen
class Typed:
    """
    A tree with its type; `fact` gives the options of a level, choice or set, `texts` are all that a text may be.

    A number is `whole`, or a decimal that is given (then both are false), or one that was `calculated`: that is
    rounded on the way, so that it is seldom exactly equal to another.  One without a `unit` goes with any other:
    a number as it stands there, and what is multiplied, divided or raised to a power, as units are converted so.
    """

    tree: Expression
    kind: Kind
    fact: Fact | None = None
    whole: bool = False
    calculated: bool = False
    texts: tuple[str, ...] = ()
    unit: Text | None = None


def of_fact(tree: Expression, fact: Fact) -> Typed:
    """A fact, or a field of a record."""
    kind = _KINDS.get(fact.type, "option")
    calculated = bool(fact.derive) and not fact.whole
    return Typed(tree, kind, fact if fact.options else None, fact.whole, calculated, fact.texts, fact.unit)


def of_parameter(tree: Expression, parameter: Parameter) -> Typed:
    """An assumption."""
    return Typed(tree, "number", whole=parameter.whole, unit=parameter.unit)


def of_number(number: float) -> Typed:
    """A number as it stands there."""
    return Typed(Constant(number), "number", whole=number == int(number))


def of_day(day: date) -> Typed:
    """A day as it stands there."""
    return Typed(Constant(day.toordinal(), is_day=True), "date", whole=True)


def of_size(collection: Typed) -> Typed:
    """How many options are in a set."""
    return Typed(Size(collection.tree), "number", whole=True)


def of_assessment_day() -> Typed:
    """The day that an assessment is of."""
    return Typed(AssessmentDay(), "date", whole=True)


def of_months(start: Typed, end: Typed) -> Typed:
    """The whole months between two days."""
    return Typed(Calculate("months", start.tree, end.tree), "number", whole=True)


def of_calculation(op: Arithmetic, left: Typed, right: Typed) -> Typed:
    """What is calculated from two numbers."""
    whole = op not in ("/", "**") and left.whole and right.whole
    unit = left.unit or right.unit if op in ("+", "-") else None
    return Typed(Calculate(op, left.tree, right.tree), "number", whole=whole, calculated=not whole, unit=unit)


def of_aggregate(function: AggregateName, records: Fact, where: Expression | None, of: str) -> Typed:
    """A figure or a statement about records."""
    tree = Aggregate(function, records.id, where, of, _limits(records, of))
    if function in ("any", "all"):
        return Typed(tree, "yes_no")
    if function in ("max", "min") and any(each.id == of and each.type == "date" for each in records.fields):
        return Typed(tree, "date", whole=True)
    whole = function == "count" or any(each.id == of and each.whole for each in records.fields)
    whole = whole and function not in ("share", "median")
    unit = None if function == "share" else next((each.unit for each in records.fields if each.id == of), None)
    return Typed(tree, "number", whole=whole, calculated=not whole and function not in ("max", "min"), unit=unit)


def same_options(left: Fact | None, right: Fact | None) -> bool:
    """True where two sides speak of the same levels or options."""
    return (left.option_ids if left else ()) == (right.option_ids if right else ())


def ordered(left: Typed, right: Typed) -> bool:
    """True where the options on both sides are levels."""
    return all(side.fact is not None and side.fact.type == "level" for side in (left, right))


def is_zero(tree: Expression) -> bool:
    """True for a number that is certainly zero, calculated or not."""
    return _constant(tree) == 0


def has_no_power(base: Expression, exponent: Expression) -> bool:
    """True for two numbers of which the power certainly has no answer."""
    known = None not in (_constant(base), _constant(exponent))
    return known and _constant(Calculate("**", base, exponent)) is None


def _constant(tree: Expression) -> float | None:
    match tree:
        case Constant(value):
            return value if isinstance(value, int | float) else None
        case Calculate(op, left, right) if op in _CALCULATE:
            one, other = _constant(left), _constant(right)
            return None if one is None or other is None else _calculated(op, one, other)
    return None


def _calculated(op: str, one: float, other: float) -> float | None:
    try:
        return _CALCULATE[op](one, other)
    except (ArithmeticError, ValueError):
        return None


def _limits(records: Fact, of: str) -> tuple[float, float]:
    """The limits of a field."""
    for each in records.fields:
        if each.id == of:
            return each.limits
    return -math.inf, math.inf
