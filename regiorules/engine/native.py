"""The comparisons that the Rete network makes itself; all others are made beside it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from regiorules.engine.rete import together
from regiorules.frozen import frozen
from regiorules.rules.expressions import (
    MIRRORED,
    OPPOSITE,
    And,
    Compare,
    Constant,
    Expression,
    Not,
    OneOf,
    Or,
    Variable,
    children,
)

MOST_OPTIONS = 12  # in one list
_OPERATORS = {"==": "", "!=": "$neq", "<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}


@frozen
class Native:
    """A comparison of one fact that the network makes itself: any of these, or all."""

    name: str
    comparisons: tuple[tuple[str, Any], ...]
    every: bool = True

    def pattern(self, key: str, code: Callable[[str, Any], int]) -> str:
        """The comparison as a pattern on the field `key`, with the codes of its constants."""
        parts = []
        for op, value in self.comparisons:
            inner = f'{{"{key}": {code(self.name, value)}}}'
            parts.append(f'{{"{_OPERATORS[op]}": {inner}}}' if _OPERATORS[op] else inner)
        return together("$and" if self.every else "$or", parts)


def native(tree: Expression, wanted: bool) -> Native | bool | None:
    """The comparison of a leaf; True or False where it always or never is as wanted; None where it isn't native."""
    match tree:
        case Constant(value):
            return bool(value) is wanted
        case Variable(name):
            return Native(name, (("==", wanted),))
        case Compare(op, Variable(name), Constant(value)) if _comparable(value):
            return Native(name, ((op if wanted else OPPOSITE[op], value),))
        case Compare(op, Constant(value), Variable(name)) if _comparable(value):
            mirrored = MIRRORED[op]
            return Native(name, ((mirrored if wanted else OPPOSITE[mirrored], value),))
        case OneOf(Variable(name), options) if 0 < len(set(options)) <= MOST_OPTIONS and all(map(_comparable, options)):
            once = dict.fromkeys(options)  # the same pattern twice is matched twice, and breaks the network's memory
            return Native(name, tuple(("==" if wanted else "!=", option) for option in once), every=not wanted)
    return None


def _comparable(value: Any) -> bool:
    """True for constants that have a place among others."""
    return isinstance(value, int | float | str) and value == value


# --- how large a condition is ------------------------------------------------------------------------------


def parts(tree: Expression) -> tuple[Expression, ...]:
    """The parts of an `and`, `or` or `not`; a comparison has none."""
    return children(tree) if isinstance(tree, And | Or | Not) else ()


def leaves(tree: Expression) -> int:
    """How many comparisons a condition makes, each option of a list one."""
    if isinstance(tree, OneOf) and isinstance(native(tree, True), Native):
        return len(set(tree.options))
    return sum(map(leaves, parts(tree))) if parts(tree) else 1


def paths(tree: Expression, wanted: bool) -> int:
    """In how many ways the network may find that a tree has the wanted truth."""
    match tree:
        case Not(part):
            return paths(part, not wanted)
        case And(inner) | Or(inner):
            ways = [paths(part, wanted) for part in inner]
            return math.prod(ways) if isinstance(tree, And) is wanted else sum(ways)
    return 1


def joints(tree: Expression) -> int:
    """How often a condition says "and" or "or"."""
    return isinstance(tree, And | Or | OneOf) + sum(map(joints, parts(tree)))
