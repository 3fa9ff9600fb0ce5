"""The comparisons in a condition: which there are, and how one is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from regiorules.facts.dates import day_of
from regiorules.facts.values import as_written
from regiorules.facts.vocabulary import Fact
from regiorules.rules import exceptions
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
    bind,
    children,
    reads,
)
from regiorules.rules.language import ASSESSMENT_DAY
from regiorules.rules.model import Rule


def comparisons(tree: Expression) -> Iterator[Expression]:
    """The parts of a condition that are no `and`, `or` or `not`, and that say something of a fact."""
    if isinstance(tree, And | Or | Not):
        for part in children(tree):
            yield from comparisons(part)
    elif isinstance(tree, Compare | OneOf | Contains) and reads(tree):
        yield tree


def own_comparisons(rule: Rule, parameters: Mapping[str, float]) -> Iterator[tuple[str, Expression]]:
    """The comparisons that stand in a rule itself, once, each with its key; none of what is about one record."""
    if not rule.each:
        for key, tree in (("when", exceptions.written(rule)), ("unless", rule.exception)):
            found = dict.fromkeys(comparisons(bind(tree, parameters)) if tree is not None else ())
            yield from ((key, each) for each in found)


def written(tree: Expression, facts: Mapping[str, Fact]) -> str:
    """A comparison as it stands in a rule."""
    match tree:
        case Variable(name) | Field(name) | ParameterOf(name):
            return name
        case Known(name):
            return f"known({name})"
        case AssessmentDay():
            return ASSESSMENT_DAY
        case Calculate("months", left, right):
            return f"months_between({_side(left, right, facts)}, {_side(right, left, facts)})"
        case Compare(op, left, right) | Calculate(op, left, right):
            sides = (_side(left, right, facts), _side(right, left, facts))
            return f"{sides[0]} {op} {sides[1]}"
        case OneOf(item, options):
            return f"{written(item, facts)} in ({', '.join(_value(option, item, facts) for option in options)})"
        case Contains(collection, option):
            return f"{option} in {written(collection, facts)}"
        case Size(collection):
            return f"size({written(collection, facts)})"
        case Aggregate(function, records, where, of):
            inside = [records, *([of] if of else []), *([written(where, facts)] if where is not None else [])]
            return f"{function}({', '.join(inside)})"
        case And(parts) | Or(parts):
            return (" and " if isinstance(tree, And) else " or ").join(written(part, facts) for part in parts)
        case Not(part):
            return f"not {written(part, facts)}"
    return _value(getattr(tree, "value", tree), tree, facts)


def _side(side: Expression, other: Expression, facts: Mapping[str, Fact]) -> str:
    if isinstance(side, Constant):
        return side.written or f'"{day_of(side.value)}"' if side.is_day else _value(side.value, other, facts)
    return written(side, facts)


def _value(value: Any, beside: Expression, facts: Mapping[str, Fact]) -> str:
    """A constant as it is written beside a name: of a level its id, of a date its day."""
    fact = facts.get(beside.name) if isinstance(beside, Variable) else None
    if fact and fact.type == "date":
        return f'"{day_of(value)}"'
    return as_written(fact.decode(value) if fact and fact.type == "level" and isinstance(value, int) else value)
