"""What is known of the names of a program beforehand: which may be partly known, which are compared as numbers."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.engine.program import Program
from regiorules.engine.settling import by_open_rules, settle_range
from regiorules.rules.expressions import (
    Aggregate,
    Calculate,
    Compare,
    Constant,
    Expression,
    Known,
    Size,
    Variable,
    children,
    walk,
)


def may_be_partly(program: Program) -> set[str]:
    """The names that may come out partly known, where all that is given is known whole or not at all."""
    ways = program.settle.items()
    found = {target for target, settle in ways if settle is settle_range or by_open_rules(settle)}
    for layer in program.layers:
        found |= {each.target for each in layer.derivations if _leaves_open(each.expression, found)}
        found |= {rule.target for rule in layer.rules if rule.works_out and _leaves_open(rule.works_out.tree, found)}
    return found


def _leaves_open(tree: Expression, partly: set[str]) -> bool:
    """True where the value of a tree may be partly known; a statement is true, false or unknown."""
    match tree:
        case Variable(name):
            return name in partly
        case Calculate(_, left, right):
            return _leaves_open(left, partly) or _leaves_open(right, partly)
        case Size(collection):
            return _leaves_open(collection, partly)
    return isinstance(tree, Aggregate)  # a record may have a gap


def against_number(tree: Compare) -> str:
    """The name that a comparison holds against a number that is fixed; "" where it is another comparison."""
    match tree.left, tree.right:
        case (Variable(name), Constant(value)) | (Constant(value), Variable(name)):
            return name if isinstance(value, int | float) and not isinstance(value, bool) else ""
    return ""


def numbers(tree: Expression) -> Iterator[str]:
    """The names that are held against a number, outside records."""
    if isinstance(tree, Compare) and against_number(tree):
        yield against_number(tree)
    elif not isinstance(tree, Aggregate):
        for child in children(tree):
            yield from numbers(child)


def whole_reads(tree: Expression) -> Iterator[str]:
    """The names that are read otherwise: of these it is asked whether they are known."""
    match tree:
        case Compare() if against_number(tree):
            return
        case Variable(name) | Known(name):
            yield name
        case Aggregate(records=name):
            yield name
            yield from (each.name for each in walk(tree) if isinstance(each, Variable | Known))
        case _:
            for child in children(tree):
                yield from whole_reads(child)
