"""
Mutants of Python code: a module with one small mistake in it.

Left alone is what can't be a mistake of the logic: annotations, decorators, what `assert` and `raise` say, and what
stands outside functions.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from copy import copy

from attrs import frozen

ASIDE = (ast.Assert, ast.Raise)
SWAPPED: Mapping[type[ast.AST], type[ast.AST]] = {
    one: other
    for pair in (
        (ast.Lt, ast.LtE),
        (ast.Gt, ast.GtE),
        (ast.Eq, ast.NotEq),
        (ast.In, ast.NotIn),
        (ast.Is, ast.IsNot),
        (ast.And, ast.Or),
        (ast.Add, ast.Sub),
        (ast.Mult, ast.Div),
        (ast.BitOr, ast.BitAnd),
        (ast.Break, ast.Continue),
    )
    for one, other in (pair, pair[::-1])
}
NAMES = {one: other for pair in (("min", "max"), ("any", "all")) for one, other in (pair, pair[::-1])}


@frozen
class Mutant:
    """One mistake: its kind, its line (from 1), and the number of its node in a walk through the tree."""

    kind: str
    line: int
    node: int


def mutants(source: str) -> list[Mutant]:
    """Every mistake that can be made in the functions of a module."""
    tree = ast.parse(source)
    number = {id(node): count for count, node in enumerate(ast.walk(tree))}
    return [
        Mutant(kind, line, number[id(node)])
        for line, node in _logic(tree, 0)
        for kind, make in KINDS.items()
        if make(copy(node)) is not None
    ]


def mutated(source: str, mutant: Mutant) -> ast.Module:
    """The module with that mistake in it."""
    tree = ast.parse(source)
    target = list(ast.walk(tree))[mutant.node]
    other = KINDS[mutant.kind](copy(target))
    assert other is not None
    _Replace(target, ast.copy_location(other, target)).visit(tree)
    return ast.fix_missing_locations(tree)


class _Replace(ast.NodeTransformer):
    """One node replaced by another, wherever it stands."""

    def __init__(self, target: ast.AST, other: ast.AST) -> None:
        self.target, self.other = target, other

    def visit(self, node: ast.AST) -> ast.AST:
        """The other in place of the target; any other node with its children."""
        return self.other if node is self.target else self.generic_visit(node)


def _logic(node: ast.AST, line: int, *, inside: bool = False) -> Iterator[tuple[int, ast.AST]]:
    """The nodes in the bodies of functions, with their lines."""
    line = getattr(node, "lineno", line)
    if inside:
        yield line, node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "args") and not isinstance(node, ast.Call):
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST) and not isinstance(each, ASIDE):
                yield from _logic(each, line, inside=inside or isinstance(node, ast.FunctionDef))


# --- the kinds: what is made of a node, or None where that mistake can't be made at it ---------------


def _comparison(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in SWAPPED:
        return ast.Compare(node.left, [SWAPPED[type(node.ops[0])]()], node.comparators)  # type: ignore[list-item]
    return None


def _operator(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in SWAPPED:
        node.op = SWAPPED[type(node.op)]()  # type: ignore[assignment]
        return node
    return None


def _dropped_not(node: ast.AST) -> ast.AST | None:
    return node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) else None


def _constant(node: ast.AST) -> ast.AST | None:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, int | float):
        return None
    return ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)


def _function(node: ast.AST) -> ast.AST | None:
    return ast.Name(NAMES[node.id], ast.Load()) if isinstance(node, ast.Name) and node.id in NAMES else None


def _turned(node: ast.AST) -> ast.AST | None:
    if not isinstance(node, ast.If | ast.IfExp):
        return None
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return node


def _nothing(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.Return) and node.value and getattr(node.value, "value", node) is not None:
        return ast.Return(ast.Constant(None))
    return None


def _dropped(node: ast.AST) -> ast.AST | None:
    return ast.Pass() if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant) else None


def _unfiltered(node: ast.AST) -> ast.AST | None:
    if not isinstance(node, ast.comprehension) or not node.ifs:
        return None
    node.ifs = []
    return node


def _left(node: ast.AST) -> ast.AST | None:
    return SWAPPED[type(node)]() if isinstance(node, ast.Break | ast.Continue) else None


KINDS: Mapping[str, Callable[[ast.AST], ast.AST | None]] = {
    "another comparison": _comparison,
    "another operator": _operator,
    "`not` dropped": _dropped_not,
    "another constant": _constant,
    "another function": _function,
    "condition turned": _turned,
    "nothing returned": _nothing,
    "statement dropped": _dropped,
    "filter dropped": _unfiltered,
    "loop left otherwise": _left,
}
