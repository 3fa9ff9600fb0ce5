"""
Conditions as trees: what an expression is once it has been read and checked.

Constants are in the inner form (a level is its rank).  Nothing here evaluates; what each comparison
means, with its opposite and the same one read from the other side, is said once, here.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

from attrs import evolve, field

from regiorules.frozen import frozen

Comparison = Literal["==", "!=", "<", "<=", ">", ">="]
Arithmetic = Literal["+", "-", "*", "/", "**", "months"]
AggregateName = Literal["count", "any", "all", "sum", "max", "min", "median", "share"]
COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
OPPOSITE: Mapping[str, Comparison] = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
MIRRORED: Mapping[str, Comparison] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@frozen
class Constant:
    """
    A number, a rank, an option, a text, a day, or true or false; 1, 1.0 and true are three constants.

    A text is folded, as names are compared; `written` is what stands in the rule.  With `is_day` a number is a day.
    """

    value: Any = field(eq=lambda value: (type(value), value))
    written: str = field(default="", eq=False)
    is_day: bool = field(default=False, eq=False)


@frozen
class Variable:
    """A fact or a conclusion."""

    name: str


@frozen
class AssessmentDay:
    """The day that an assessment is of; what applies on a day has that day in its place."""


@frozen
class ParameterOf:
    """An assumption; `bind` puts its value in place."""

    name: str


@frozen
class Field:
    """A field of the record that an aggregate is looking at."""

    name: str


@frozen
class Compare:
    """left op right."""

    op: Comparison
    left: Expression
    right: Expression


@frozen
class OneOf:
    """The value is one of the options; texts are folded, and `written` has them as they stand in the rule."""

    item: Expression
    options: tuple[Any, ...]
    written: tuple[str, ...] = field(default=(), eq=False)


@frozen
class Contains:
    """The option is in the set."""

    collection: Expression
    option: str


@frozen
class Size:
    """How many options are in the set."""

    collection: Expression


@frozen
class And:
    """All parts."""

    parts: tuple[Expression, ...]


@frozen
class Or:
    """Any part."""

    parts: tuple[Expression, ...]


@frozen
class Not:
    """The opposite."""

    part: Expression


@frozen
class Known:
    """True once the fact is known; open until then."""

    name: str


@frozen
class Calculate:
    """left op right, on numbers, or the whole months from the left day to the right; unknown where it has no answer."""

    op: Arithmetic
    left: Expression
    right: Expression


@frozen
class Aggregate:
    """A figure or a statement about the records of a fact; `limits` are those of the field that it is about."""

    function: AggregateName
    records: str
    where: Expression | None = None
    of: str = ""
    limits: tuple[float, float] = field(default=(-math.inf, math.inf), eq=False)


Expression = (
    Constant
    | Variable
    | ParameterOf
    | AssessmentDay
    | Field
    | Compare
    | OneOf
    | Contains
    | Size
    | And
    | Or
    | Not
    | Known
    | Calculate
    | Aggregate
)
ALWAYS = Constant(True)


def some(records: str, condition: Expression) -> Expression:
    """True where a condition is true of some record of this list; itself where it is about none."""
    return Aggregate("any", records, condition) if records else condition


_CHILDREN: Mapping[type, Callable[[Any], tuple[Expression, ...]]] = {
    Compare: operator.attrgetter("left", "right"),
    Calculate: operator.attrgetter("left", "right"),
    And: operator.attrgetter("parts"),
    Or: operator.attrgetter("parts"),
    Not: lambda tree: (tree.part,),
    OneOf: lambda tree: (tree.item,),
    Contains: lambda tree: (tree.collection,),
    Size: lambda tree: (tree.collection,),
    Aggregate: lambda tree: () if tree.where is None else (tree.where,),
}  # by type, as it is asked of every part of every condition


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside this one."""
    find = _CHILDREN.get(type(expression))
    return find(expression) if find else ()


_READ: Mapping[type, Callable[[Any], str]] = {
    Variable: operator.attrgetter("name"),
    Known: operator.attrgetter("name"),
    Aggregate: operator.attrgetter("records"),
}


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything inside it."""
    waiting = [expression]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += reversed(children(each))


def walk_beside_lists(expression: Expression) -> Iterator[Expression]:
    """The same, but for what is asked of the single records of a list: that is inside an aggregate."""
    yield expression
    for child in () if isinstance(expression, Aggregate) else children(expression):
        yield from walk_beside_lists(child)


def reads(expression: Expression) -> frozenset[str]:
    """The facts and conclusions it reads."""
    return frozenset([_READ[type(each)](each) for each in walk(expression) if type(each) in _READ])


def assumes(expression: Expression) -> frozenset[str]:
    """The assumptions it uses."""
    return frozenset(each.name for each in walk(expression) if isinstance(each, ParameterOf))


def bind(expression: Expression, parameters: Mapping[str, float]) -> Expression:
    """The expression with the value of every assumption in place."""
    return changed(expression, lambda each: Constant(parameters[each.name]) if isinstance(each, ParameterOf) else each)


def changed(expression: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The expression with something else in the place of what has no parts: a name, a constant."""
    match expression:
        case Compare(op, left, right):
            return Compare(op, changed(left, change), changed(right, change))
        case Calculate(op, left, right):
            return Calculate(op, changed(left, change), changed(right, change))
        case And(parts):
            return And(tuple(changed(part, change) for part in parts))
        case Or(parts):
            return Or(tuple(changed(part, change) for part in parts))
        case Not(part):
            return Not(changed(part, change))
        case OneOf(item, options, written):
            return OneOf(changed(item, change), options, written)
        case Contains(collection, option):
            return Contains(changed(collection, change), option)
        case Size(collection):
            return Size(changed(collection, change))
        case Aggregate(where=where) if where is not None:
            return evolve(expression, where=changed(where, change))
    return change(expression)
