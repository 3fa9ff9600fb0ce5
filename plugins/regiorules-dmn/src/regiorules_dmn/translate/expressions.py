"""What an expression of a model comes to in a rule set."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from attrs import evolve

from regiorules.errors import Place
from regiorules_dmn.feel import tree
from regiorules_dmn.feel.parser import parse_expression
from regiorules_dmn.feel.tree import Tree
from regiorules_dmn.model import Text
from regiorules_dmn.translate import codes, truths
from regiorules_dmn.translate.codes import Code
from regiorules_dmn.translate.comparing import code_of, compare, plain_number
from regiorules_dmn.translate.scope import Scope
from regiorules_dmn.translate.truths import all_of, any_of, denied, truth_of
from regiorules_dmn.translate.values import (
    Cases,
    Constant,
    Figures,
    Nothing,
    Portion,
    Records,
    Scalar,
    Sentence,
    Several,
    Span,
    Struct,
    Unsaid,
    Value,
    said,
    type_of,
)
from regiorules_dmn.words import Cannot

_CALCULATED = ("+", "-", "*", "/", "**")


def read_value(text: Text, scope: Scope) -> Value:
    """What a text comes to; raises Cannot where a rule set can't say it."""
    return value_of(parse_expression(text, scope.names), scope.reading(text))


def value_of(node: Tree, scope: Scope) -> Value:
    """What a tree comes to."""
    match node:
        case tree.Number(text):
            return Constant(plain_number(text, scope.place(node.at)), "number")
        case tree.String(text):
            return Constant(text, "string")
        case tree.Truth(value):
            return Constant(value, "boolean")
        case tree.Null():
            return Nothing()
        case tree.Name(name):
            return _named(name, node.at, scope)
        case tree.Path(base, name):
            return _part(value_of(base, scope), name, node.at, scope)
        case tree.ListOf(items):
            return Several(tuple(value_of(each, scope) for each in items))
        case tree.Range():
            return _span(node, scope)
        case tree.Call():
            from regiorules_dmn.translate.functions import call

            return call(node, scope)
    return _composed(node, scope)


def _composed(node: Tree, scope: Scope) -> Value:
    place = scope.place(node.at)
    match node:
        case tree.Binary(op, left, right):
            return calculate(op, value_of(left, scope), value_of(right, scope), node.at, scope)
        case tree.Compare(op, left, right):
            sides = value_of(left, scope), value_of(right, scope)
            return truths.value_of(compare(op, *sides, scope.book, place))
        case tree.Both(op, left, right):
            parts = [truth_of(value_of(each, scope), place) for each in (left, right)]
            return truths.value_of(all_of(parts) if op == "and" else any_of(parts))
        case tree.In(inner, tests):
            from regiorules_dmn.translate.tests import satisfies

            return truths.value_of(satisfies(value_of(inner, scope), tests, scope))
        case tree.If():
            return _chosen(node, scope)
        case tree.Filter(base, condition):
            return _filtered(value_of(base, scope), condition, node.at, scope)
        case tree.Quantified():
            return _quantified(node, scope)
    raise Cannot("no_form", place, form=type(node).__name__)


def _named(name: str, at: int, scope: Scope) -> Value:
    if name not in scope.values:
        raise Cannot("unknown_name", scope.place(at), name=name)
    found = scope.values[name]
    if isinstance(found, Unsaid):
        raise Cannot("needs_unsaid", scope.place(at), name=name)
    return found


def _part(base: Value, name: str, at: int, scope: Scope) -> Value:
    """A part of a structure, or that part of every item of a list."""
    match base:
        case Struct(fields) if name in fields and not isinstance(fields[name], Unsaid):
            return fields[name]
        case Records(item=Struct(fields)) if name in fields:
            part = fields[name]
            return Figures(base, part.code.text) if isinstance(part, Scalar) else part
        case Cases(branches, otherwise):
            inside = tuple((condition, _part(each, name, at, scope)) for condition, each in branches)
            return Cases(inside, _part(otherwise, name, at, scope))
    raise Cannot("unknown_name", scope.place(at), name=name)


def _span(node: tree.Range, scope: Scope) -> Span:
    low, high = (None if end is None else value_of(end, scope) for end in (node.low, node.high))
    return Span(low, high, node.with_low, node.with_high)


def _chosen(node: tree.If, scope: Scope) -> Value:
    condition = truth_of(value_of(node.condition, scope), scope.place(node.condition.at))
    if isinstance(condition, bool):
        return value_of(node.then if condition else node.otherwise, scope)
    return choose(condition, value_of(node.then, scope), value_of(node.otherwise, scope), scope, node.at)


def choose(condition: Code, then: Value, otherwise: Value, scope: Scope, at: int) -> Value:
    """One value where the condition holds, another where it doesn't."""
    if "boolean" in (type_of(then), type_of(otherwise)) and not {Nothing} & {type(then), type(otherwise)}:
        place = scope.place(at)
        one, other = truth_of(then, place), truth_of(otherwise, place)
        return truths.value_of(any_of([all_of([condition, one]), all_of([denied(condition), other])]))
    if isinstance(otherwise, Cases):
        return Cases(((condition, then), *otherwise.branches), otherwise.otherwise)
    return Cases(((condition, then),), otherwise)


# --- calculating ---------------------------------------------------------------------------------


def calculate(op: str, left: Value, right: Value, at: int, scope: Scope) -> Value:
    """Arithmetic on numbers; on cases in each of them."""
    place = scope.place(at)
    if isinstance(left, Cases):
        return _mapped(left, lambda each: calculate(op, each, right, at, scope))
    if isinstance(right, Cases):
        return _mapped(right, lambda each: calculate(op, left, each, at, scope))
    if isinstance(left, Nothing) or isinstance(right, Nothing):
        return Nothing()
    if op == "+" and type_of(left) == type_of(right) == "string":
        return _put_together(left, right)
    if isinstance(left, Portion):
        return _share(op, left, right, place)
    if isinstance(left, Constant) and isinstance(right, Constant) and isinstance(left.value, date):
        return Constant(_moved(op, left.value, right, place), "date")
    if type_of(left) != "number" or type_of(right) != "number":
        raise Cannot("no_form", place, form=f"{said(left)} {op} {said(right)}")
    if isinstance(left, Constant) and isinstance(right, Constant):
        return _worked_out(op, left, right, at, scope)
    if op not in _CALCULATED:
        raise Cannot("no_form", place, form=op)
    assert isinstance(left, Scalar | Constant)
    assert isinstance(right, Scalar | Constant)
    return Scalar(codes.calculated(op, code_of(left), code_of(right)), "number", calculated=True)


def _moved(op: str, day: date, length: Constant, place: Place) -> date:
    """A day so much later or earlier; at most the last day of a month."""
    by = _MOVES.get(length.type)
    if by is None or op not in ("+", "-"):
        raise Cannot("no_form", place, form=f"{day} {op} {length.value}")
    try:
        return by(day, int(f"{op}1") * int(str(length.value)))
    except (ValueError, OverflowError):  # before the year 1, after 9999, or no whole days
        raise Cannot("no_form", place, form=f"{day} {op} {length.value}") from None


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _seconds_on(day: date, seconds: int) -> date:
    days, rest = divmod(seconds, 86_400)
    if rest:
        raise ValueError(seconds)
    return day + timedelta(days)


_MOVES = {"years and months duration": _months_on, "days and time duration": _seconds_on}


def _put_together(left: Value, right: Value) -> Value:
    """Two texts as one."""
    if isinstance(left, Constant) and isinstance(right, Constant):
        return Constant(f"{left.value}{right.value}", "string")
    return Sentence((*_pieces(left), *_pieces(right)))


def _pieces(value: Value) -> tuple[str | Scalar, ...]:
    if isinstance(value, Sentence):
        return value.parts
    return (str(value.value),) if isinstance(value, Constant) else (value,) if isinstance(value, Scalar) else ()


def _share(op: str, portion: Portion, whole: Value, place: Place) -> Value:
    """What part of a sum some items have."""
    records, part = portion.figures.records.fact, portion.figures.field
    if op != "/" or not isinstance(whole, Scalar) or whole.code.text != f"sum({records}, {part})":
        raise Cannot("no_form", place, form="sum(…[…])")
    return Scalar(Code(f"share({records}, {portion.where.text}, {part})"), "number", calculated=True)


def _mapped(cases: Cases, change: Callable[[Value], Value]) -> Value:
    branches = tuple((condition, change(each)) for condition, each in cases.branches)
    return Cases(branches, change(cases.otherwise))


def _worked_out(op: str, left: Constant, right: Constant, at: int, scope: Scope) -> Value:
    """Arithmetic on two numbers that stand in the model."""
    one, other = Decimal(str(left.value)), Decimal(str(right.value))
    try:
        found = {"+": lambda: one + other, "-": lambda: one - other, "*": lambda: one * other}
        found |= {"/": lambda: one / other, "**": lambda: one**other}
        return Constant(plain_number(str(found[op]()), scope.place(at)), "number")
    except ArithmeticError:
        raise Cannot("no_form", scope.place(at), form=f"{one} {op} {other}") from None


# --- lists -----------------------------------------------------------------------------------


def _within(items: Records, scope: Scope) -> Scope:
    """Inside a list: the parts of an item by their names, and the item itself."""
    parts = items.item.fields if isinstance(items.item, Struct) else {}
    return scope.having({**parts, "item": items.item})


def _filtered(base: Value, condition: Tree, at: int, scope: Scope) -> Value:
    if not isinstance(base, Records):
        raise Cannot("no_form", scope.place(at), form="[…]")
    truth = truth_of(value_of(condition, _within(base, scope)), scope.place(condition.at))
    where = all_of([truth, *([base.where] if base.where else [])])
    if isinstance(where, bool):
        raise Cannot("no_form", scope.place(at), form="[…]")
    return evolve(base, where=where)


def _quantified(node: tree.Quantified, scope: Scope) -> Value:
    base = value_of(node.source, scope)
    place = scope.place(node.at)
    if isinstance(base, Several):
        found = [truth_of(value_of(node.condition, scope.having({node.name: each})), place) for each in base.items]
        return truths.value_of(any_of(found) if node.kind == "some" else all_of(found))
    if not isinstance(base, Records):
        raise Cannot("no_form", place, form=node.kind)
    inner = truth_of(value_of(node.condition, scope.having({node.name: base.item})), place)
    return truths.value_of(quantified(node.kind, base, inner))


def quantified(kind: str, items: Records, inner: truths.Truth) -> truths.Truth:
    """Whether it is so of some item of a list, or of every one."""
    if kind == "every" and items.where is not None:
        inner = any_of([denied(items.where), inner])
    elif items.where is not None:
        inner = all_of([items.where, inner])
    if isinstance(inner, bool):
        holds = codes.compared(">", Code(f"count({items.fact})"), Code("0"))
        return (True if inner else denied(holds)) if kind == "every" else (holds if inner else False)
    return Code(f"{'any' if kind == 'some' else 'all'}({items.fact}, {inner.text})")
