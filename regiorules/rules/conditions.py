"""
From the text of a condition to a checked tree.

The text is parsed with Python's own `ast` and never run by Python.  Every name, level, option,
type and field is checked against the vocabulary; what is wrong is a problem with its column.
"""

from __future__ import annotations

import ast

from regiorules.errors import Place, Problems
from regiorules.facts.numbers import same_unit
from regiorules.facts.values import clip
from regiorules.rules import typed
from regiorules.rules.expressions import ALWAYS, And, Arithmetic, Constant, Expression, Not, Or
from regiorules.rules.language import MAX_NUMBER, OPERATORS
from regiorules.rules.names import Names
from regiorules.rules.parsing.calling import Calling
from regiorules.rules.parsing.comparing import Comparing
from regiorules.rules.parsing.texts import WRONG
from regiorules.rules.typed import Typed
from regiorules.text import fold

_ANY_DAY = Typed(ALWAYS, "date")


def parse_condition(
    text: str, names: Names, place: Place, path: str, problems: Problems, *, unless: bool = False
) -> Expression | None:
    """
    The tree of a true-or-false expression, or None where it is wrong (then `problems` grows).

    One that stands behind `unless` is denied by what it belongs to.
    """
    parser = _Parser(names, place, path, problems)
    parser.unless = parser.negative = unless
    if text.strip() == "always":
        return ALWAYS
    return parser.whole(text, parser.statement)


def parse_number(text: str, names: Names, place: Place, path: str, problems: Problems) -> Expression | None:
    """The tree of an expression that gives a number, or None where it is wrong."""
    parser = _Parser(names, place, path, problems)
    return parser.whole(text, parser.number)


def parse_date(text: str, names: Names, place: Place, path: str, problems: Problems) -> Expression | None:
    """The tree of an expression that gives a day, or None where it is wrong."""
    parser = _Parser(names, place, path, problems)
    return parser.whole(text, parser.date)


class _Parser(Comparing, Calling):
    """Reads statements, calculations and values."""

    def statement(self, node: ast.expr) -> Expression:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return And(tuple(self.statement(value) for value in values))
            case ast.BoolOp(op=ast.Or(), values=values):
                return Or(tuple(self.statement(value) for value in values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.negation(operand)
            case ast.Compare():
                return self.comparison(node)
        found = self.value(node)
        if found.kind not in ("yes_no", "wrong"):
            self.wrong("expr_no_boolean", node, text=self.source(node))
        return found.tree

    def negation(self, operand: ast.expr) -> Expression:
        self.negative = not self.negative
        inner = self.statement(operand)
        self.negative = not self.negative
        return Not(inner)

    def number(self, node: ast.expr) -> Expression:
        return self.figure(node).tree

    def figure(self, node: ast.expr) -> Typed:
        found = self.value(node)
        return found if found.kind in ("number", "wrong") else self.wrong("expr_number", node, text=self.source(node))

    def date(self, node: ast.expr) -> Expression:
        return self.one_day(node).tree

    def one_day(self, node: ast.expr) -> Typed:
        found = self.day(self.value(node), _ANY_DAY, node)
        return found if found.kind in ("date", "wrong") else self.wrong("expr_date", node, text=self.source(node))

    def value(self, node: ast.expr) -> Typed:
        match node:
            case ast.Name(id=name):
                return self.name(name, node)
            case ast.Constant(value=bool()) | ast.UnaryOp(operand=ast.Constant(value=bool())):
                return self.wrong("expr_form", node, text=self.source(node))
            case ast.Constant(value=int() | float() as number) if abs(number) < MAX_NUMBER:
                return typed.of_number(number)
            case ast.Constant(value=str() as text):
                return Typed(Constant(fold(text), text), "text")
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)) if (
                abs(number) < MAX_NUMBER
            ):
                return typed.of_number(-number)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
                return self.calculation(OPERATORS[type(op)], left, right, node)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self.call(name, arguments, node)
            case ast.BoolOp() | ast.Compare() | ast.UnaryOp(op=ast.Not()):
                return Typed(self.statement(node), "yes_no")
        return self.wrong("expr_form", node, text=self.source(node))

    def calculation(self, op: Arithmetic, left: ast.expr, right: ast.expr, node: ast.expr) -> Typed:
        first, second = self.figure(left), self.figure(right)
        if op == "/" and second.kind != "wrong" and typed.is_zero(second.tree):
            return self.wrong("expr_zero", node, text=clip(self.source(node)))
        if op == "**" and typed.has_no_power(first.tree, second.tree) and "wrong" not in (first.kind, second.kind):
            return self.wrong("expr_power", node, text=clip(self.source(node)))
        if "wrong" in (first.kind, second.kind):
            return WRONG
        if op in ("+", "-") and not same_unit(first.unit, second.unit):
            return self.mixed(first, second, left, right)
        return typed.of_calculation(op, first, second)
