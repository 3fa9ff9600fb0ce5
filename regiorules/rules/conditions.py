"""
From the text of a condition to a checked tree.

The text is parsed with Python's own `ast` and never run by Python.  Every name, level, option,
type and field is checked against the vocabulary; what is wrong is a problem with its column.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection
from typing import Any

from regiorules.errors import Place, Problems
from regiorules.facts.dates import read_date
from regiorules.facts.numbers import same_unit
from regiorules.facts.values import clip
from regiorules.facts.vocabulary import Fact
from regiorules.rules import typed
from regiorules.rules.expressions import (
    ALWAYS,
    And,
    Arithmetic,
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
from regiorules.rules.language import CLOCKS, COMPARISONS, FORMS, MAX_DEPTH, MAX_LENGTH, MAX_NUMBER, OPERATORS
from regiorules.rules.names import Names
from regiorules.rules.notation import Slip, slips, unreadable
from regiorules.rules.typed import Typed, ordered, same_options
from regiorules.text import Near, fold, listing

_WRONG = Typed(ALWAYS, "wrong")
_NOTHING = Constant(None)
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


class _Parser:
    def __init__(self, names: Names, place: Place, path: str, problems: Problems) -> None:
        self.names = names
        self.place = place
        self.path = path
        self.problems = problems
        self.text = ""
        self.records = names.each  # the records that are being looked at one by one
        self.negative = False
        self.unless = False

    def whole(self, text: str, read: Callable[[ast.expr], Expression]) -> Expression | None:
        self.text = text
        if len(text) > MAX_LENGTH:
            self.problems.add("expr_too_long", self.place, self.path, limit=MAX_LENGTH)
            return None
        body = self.body(text.strip())
        if body is None:
            return None
        if _depth(body) > MAX_DEPTH:
            self.problems.add("too_deep", self.place, self.path, limit=MAX_DEPTH)
            return None
        before = len(self.problems.found)
        tree = read(body)
        return tree if len(self.problems.found) == before else None

    def body(self, text: str) -> ast.expr | None:
        """The text as Python reads it; None, and problems, where it is no expression or would be misread."""
        found = list(slips(text)) if text else [Slip(0, "expr_empty")]
        if not found:
            try:
                return ast.parse(text, mode="eval").body
            except SyntaxError as cause:
                lines = text.splitlines(keepends=True)[: (cause.lineno or 1) - 1]
                found = [unreadable(text, sum(map(len, lines)) + (cause.offset or 1) - 1)]
            except ValueError:  # a zero byte
                found = [unreadable(text, 0)]
            except (RecursionError, MemoryError):
                found = [Slip(0, "expr_too_long", {"limit": str(MAX_LENGTH)})]
        for each in found:
            column = 0 if "\n" in text[: each.at] else each.at
            self.problems.add(each.code, self.place.shifted(column), self.path, **each.fields)
        return None

    # --- problems ------------------------------------------------------------------------

    def wrong(self, code: str, node: ast.AST, *, suggestion: Near | None = None, **fields: Any) -> Typed:
        column = getattr(node, "col_offset", 0) if getattr(node, "lineno", 1) == 1 else 0
        self.problems.add(code, self.place.shifted(column), self.path, suggestion=suggestion, **fields)
        return _WRONG

    def source(self, node: ast.AST) -> str:
        return ast.get_source_segment(self.text.strip(), node) or self.text

    # --- true or false ---------------------------------------------------------------------

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

    def comparison(self, node: ast.Compare) -> Expression:
        sides = [node.left, *node.comparators]
        parts = [self.pair(op, left, right, node) for op, left, right in zip(node.ops, sides, sides[1:], strict=False)]
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def pair(self, op: ast.cmpop, left: ast.expr, right: ast.expr, whole: ast.Compare) -> Expression:
        if isinstance(op, ast.In | ast.NotIn):
            inside = self.membership(left, right)
            return Not(inside) if isinstance(op, ast.NotIn) else inside
        sign = COMPARISONS.get(type(op))
        if sign is None:
            self.wrong("expr_form", whole, text=self.source(whole))
            return ALWAYS
        first, second = self.days(*self.sides(left, right), left, right)
        if "wrong" in (first.kind, second.kind):
            return ALWAYS
        self.check_pair(sign, first, second, left, right)
        return Compare(sign, first.tree, second.tree)

    def sides(self, left: ast.expr, right: ast.expr) -> tuple[Typed, Typed]:
        """Both sides; a name that isn't a fact is a level of the fact on the other side."""
        if self.is_word(left) and not self.is_word(right):
            second = self.value(right)
            return self.option(left, second), second
        first = self.value(left)
        return first, self.option(right, first) if self.is_word(right) else self.value(right)

    def days(self, first: Typed, second: Typed, left: ast.expr, right: ast.expr) -> tuple[Typed, Typed]:
        """Both sides, with a text that stands beside a date read as a day."""
        return self.day(first, second, left), self.day(second, first, right)

    def day(self, text: Typed, other: Typed, node: ast.expr) -> Typed:
        """A text in the rule as the day that it is, where what it is held against is a date."""
        if other.kind != "date" or text.kind != "text" or not isinstance(text.tree, Constant):
            return text
        day = read_date(text.tree.written)
        return self.wrong("not_date", node, value=clip(text.tree.written)) if day is None else typed.of_day(day)

    def check_pair(self, sign: str, first: Typed, second: Typed, left: ast.expr, right: ast.expr) -> None:
        if first.kind == "yes_no" or second.kind == "yes_no":
            node = left if first.kind == "yes_no" else right
            self.wrong("expr_bare", node, name=self.source(node))
        elif first.kind != second.kind or first.kind in ("set", "records") or not same_options(first.fact, second.fact):
            self.wrong("expr_types", left, left=self.source(left), right=self.source(right))
        elif sign not in ("==", "!=") and first.kind in ("option", "text") and not ordered(first, second):
            self.wrong("expr_order", left, name=self.source(left))
        elif first.kind == "text":
            self.possible(left, first, second)
            self.possible(right, second, first)
        elif not same_unit(first.unit, second.unit):
            self.mixed(first, second, left, right)
        elif sign in ("==", "!=") and (first.calculated or second.calculated):
            self.unequal(left if first.calculated else right)

    def possible(self, node: ast.expr, text: Typed, other: Typed) -> None:
        """A text as it stands there is one that the fact on the other side can be."""
        if other.texts and isinstance(text.tree, Constant) and text.tree.value not in map(fold, other.texts):
            written, known = clip(text.tree.written), listing(other.texts, 20)
            self.wrong("not_one_of", node, value=written, known=known, suggestion=Near(written, other.texts))

    def unequal(self, node: ast.expr) -> None:
        self.wrong("expr_equal", node, text=clip(self.source(node)))

    def mixed(self, first: Typed, second: Typed, left: ast.expr, right: ast.expr) -> Typed:
        one, other = clip(self.source(left)), clip(self.source(right))
        return self.wrong("expr_units", left, left=one, right=other, unit=first.unit, other=second.unit)

    def membership(self, left: ast.expr, right: ast.expr) -> Expression:
        if isinstance(right, ast.Tuple | ast.List | ast.Set):
            item = self.value(left)
            if item.calculated:
                self.unequal(left)
            options = [self.listed(each, item, left) for each in right.elts]
            written = tuple(each.written for each in options) if item.kind == "text" else ()
            return OneOf(item.tree, tuple(each.value for each in options), written)
        collection = self.value(right)
        if collection.kind != "set":
            if collection.kind != "wrong":
                self.wrong("expr_set", right, text=self.source(right))
            return ALWAYS
        option = self.option(left, collection)
        return Contains(collection.tree, str(option.tree.value) if isinstance(option.tree, Constant) else "")

    def listed(self, node: ast.expr, item: Typed, left: ast.expr) -> Constant:
        """One of the options after `in`."""
        option = self.day(self.option(node, item), item, node)
        if "wrong" in (item.kind, option.kind):
            return _NOTHING
        if option.kind != item.kind:
            self.wrong("expr_types", node, left=self.source(left), right=self.source(node))
        elif not isinstance(option.tree, Constant):
            self.wrong("expr_form", node, text=self.source(node))
        else:
            self.possible(node, option, item)
        return option.tree if isinstance(option.tree, Constant) else _NOTHING

    # --- values ----------------------------------------------------------------------------

    def number(self, node: ast.expr) -> Expression:
        return self.figure(node).tree

    def figure(self, node: ast.expr) -> Typed:
        found = self.value(node)
        return found if found.kind in ("number", "wrong") else self.wrong("expr_number", node, text=self.source(node))

    def date(self, node: ast.expr) -> Expression:
        found = self.day(self.value(node), _ANY_DAY, node)
        return (
            found if found.kind in ("date", "wrong") else self.wrong("expr_date", node, text=self.source(node))
        ).tree

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
        if "wrong" in (first.kind, second.kind):
            return _WRONG
        if op in ("+", "-") and not same_unit(first.unit, second.unit):
            return self.mixed(first, second, left, right)
        return typed.of_calculation(op, first, second)

    def is_word(self, node: ast.expr) -> bool:
        """True for a name that can only be a level or option."""
        if not isinstance(node, ast.Name):
            return False
        vocabulary = self.names.vocabulary
        fields = {each.id for each in self.records.fields} if self.records else set()
        known = (vocabulary.facts, vocabulary.parameters, self.names.conclusions, self.names.broken, fields)
        return not any(node.id in each for each in known)

    def option(self, node: ast.expr, other: Typed) -> Typed:
        """A level or option of the fact on the other side."""
        if other.kind == "wrong":
            return _WRONG
        if other.kind == "yes_no":
            return self.wrong("expr_bare", node, name=other.tree.name if isinstance(other.tree, Variable) else "…")
        fact = other.fact
        if fact is None:
            return self.value(node)
        if not isinstance(node, ast.Name):
            return self.wrong("expr_level", node, name=self.source(node), fact=fact.id, known=listing(fact.option_ids))
        if node.id not in fact.option_ids:
            hint = Near(node.id, fact.option_ids)
            known = listing(fact.option_ids)
            return self.wrong("expr_level", node, name=node.id, fact=fact.id, known=known, suggestion=hint)
        value = fact.option_ids.index(node.id) if fact.type == "level" else node.id
        return Typed(Constant(value), "option", fact)

    def name(self, name: str, node: ast.expr) -> Typed:
        vocabulary = self.names.vocabulary
        if self.records is not None:
            for each in self.records.fields:
                if each.id == name:
                    return typed.of_fact(Field(name), each)
        if name in vocabulary.facts:
            return typed.of_fact(Variable(name), vocabulary.facts[name])
        if name in vocabulary.parameters:
            return typed.of_parameter(ParameterOf(name), vocabulary.parameters[name])
        if name in self.names.conclusions:
            return Typed(Variable(name), "yes_no")
        if name in self.names.broken:
            return _WRONG
        fields = [each.id for each in self.records.fields] if self.records else []
        known = [*fields, *vocabulary.facts, *vocabulary.parameters, *self.names.conclusions]
        return self.wrong("expr_unknown", node, name=name, suggestion=Near(name, known))

    # --- functions -------------------------------------------------------------------------

    def call(self, name: str, arguments: list[ast.expr], node: ast.Call) -> Typed:
        if name in CLOCKS:
            return self.wrong("expr_now", node, name=name)
        if name not in FORMS:
            return self.wrong("expr_function", node, name=name, known=listing(FORMS, 20), suggestion=Near(name, FORMS))
        if name == "known":
            return self.known(arguments, node)
        low, high = {"count": (1, 2), "share": (3, 3)}.get(name, (2, 2))
        if self.records is not None:
            return self.wrong("expr_nested", node, name=name)
        if not low <= len(arguments) <= high or not isinstance(arguments[0], ast.Name):
            return self.wrong("expr_arguments", node, name=name, form=FORMS[name])
        records = self.names.vocabulary.facts.get(arguments[0].id)
        if records is None or records.type != "records":
            if arguments[0].id in self.names.broken:
                return _WRONG
            return self.wrong("expr_records", arguments[0], name=arguments[0].id)
        return self.aggregate(name, records, arguments[1:])

    def known(self, arguments: list[ast.expr], node: ast.Call) -> Typed:
        if len(arguments) != 1 or not isinstance(arguments[0], ast.Name):
            return self.wrong("expr_arguments", node, name="known", form=FORMS["known"])
        if self.negative:
            return self.wrong("expr_unless_known" if self.unless else "expr_not_known", node)
        name = arguments[0].id
        if name not in self.names.vocabulary.facts and name not in self.names.conclusions:
            return self.name(name, arguments[0])
        return Typed(Known(name), "yes_no")

    def aggregate(self, name: Any, records: Fact, rest: list[ast.expr]) -> Typed:
        where: Expression | None = None
        field = ""
        if name in ("count", "any", "all", "share") and rest:
            self.records = records
            where = self.statement(rest[0])
            self.records = None
        if name in ("sum", "max", "min", "median", "share"):
            field = self.field(records, rest[-1], ("number", "date") if name in ("max", "min") else ("number",))
        return typed.of_aggregate(name, records, where, field)

    def field(self, records: Fact, node: ast.expr, types: Collection[str]) -> str:
        numbers = [each.id for each in records.fields if each.type in types]
        name = node.id if isinstance(node, ast.Name) else self.source(node)
        if name not in numbers:
            known = listing(numbers)
            self.wrong("expr_field", node, name=name, records=records.id, known=known, suggestion=Near(name, numbers))
        return name


def _depth(tree: ast.AST) -> int:
    deepest, todo = 0, [(tree, 1)]
    while todo:
        node, depth = todo.pop()
        deepest = max(deepest, depth)
        todo += [(child, depth + 1) for child in ast.iter_child_nodes(node)]
    return deepest
