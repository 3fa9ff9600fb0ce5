"""From the trees of conditions to columns: what each expression gives, and in which rows a column can't say it."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any, NoReturn

import polars as pl

from regiorules.bulk.columns.calculations import calculated
from regiorules.bulk.columns.figures import FIELD
from regiorules.bulk.columns.forms import Form
from regiorules.bulk.columns.kept import Kept, KeptEdges
from regiorules.bulk.columns.operands import (
    Edges,
    Members,
    Number,
    Operand,
    Options,
    Unfit,
    Words,
    among,
    contains,
    numbers,
    options,
    plain,
    size,
    within,
)
from regiorules.bulk.columns.truths import NO, OPEN, YES, Claim, Doubtful, Truth, every, some
from regiorules.engine.kleene import calculate
from regiorules.rules.expressions import (
    COMPARE,
    MIRRORED,
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
    Size,
    Variable,
)

_EXACT = 2**53  # whole numbers up to here are exact as a double
Look = Callable[[Aggregate], Operand | None]


class Translator:
    """
    Translates the trees of one step; `columns` are those there are, `hard` the rows that a column can't say.

    `figure` gives what is known about the records of a list, `partly` are the levels and choices that have more bits,
    and `kept` has columns for what several read; without it there are none.
    """

    def __init__(
        self,
        forms: Mapping[str, Form],
        columns: Mapping[str, Any],
        figure: Look,
        partly: Container[str],
        kept: Kept | None = None,
    ) -> None:
        self.forms = forms
        self.columns = columns
        self.figure = figure
        self.partly = partly
        self.kept = kept
        self.hard: list[pl.Expr] = []

    # --- true or false -----------------------------------------------------------------------

    def truth(self, tree: Expression) -> Claim:
        """Whether a condition is true.  Raises Unfit."""
        match tree:
            case And(parts):
                return every(map(self.truth, parts))
            case Or(parts):
                return some(map(self.truth, parts))
            case Not(part):
                return ~self.truth(part)
            case Constant(value):
                return YES if value else NO
            case Known(name):
                return Truth(pl.when(self.known(name)).then(pl.lit(True)))
            case Compare(op, left, right):
                return self.comparison(op, left, right)
            case OneOf(item, known):
                found = self.operand(item)
                return OPEN if found is None else among(found, known)
            case Contains(collection, option):
                held = self.operand(collection)
                return OPEN if held is None else contains(held, option) if isinstance(held, Members) else _unfit()
        found = self.operand(tree)
        return OPEN if found is None else found if isinstance(found, Claim) else _unfit()

    def known(self, name: str) -> pl.Expr:
        """Where the whole value of a name is known."""
        match self.named(name, name):
            case None:
                return pl.lit(False)
            case Number(low, high) if high is not low:
                return low == high
            case Options(mask, _, True):
                return mask.bitwise_count_ones() == 1
            case Members(yes, may) if may is not None:
                return yes.is_not_null() & (may == 0)
        certain = pl.col(name).is_not_null()
        return certain & ~pl.col(f"{name}.more").fill_null(False) if f"{name}.more" in self.columns else certain

    def comparison(self, op: str, left: Expression, right: Expression) -> Claim:
        """A comparison of two expressions."""
        if isinstance(left, Constant) and not isinstance(right, Constant):
            return self.comparison(MIRRORED[op], right, left)
        first = self.operand(left)
        if isinstance(first, Options) and isinstance(right, Constant):
            return within(first, _wanted(op, first.form, right.value))
        second = self.operand(right)
        match first, second:
            case (None, _) | (_, None):
                return OPEN
            case Number(), Number():
                return numbers(op, self.edges(left, right, first, second))
            case Options(), Options():
                return options(op, first, second)
            case ((Truth() | Doubtful()), (Truth() | Doubtful())):
                return plain(op, first.column, second.column)
            case Words(one), Words(other):
                return plain(op, one, other)
        return _unfit()

    def edges(self, left: Expression, right: Expression, first: Number, second: Number) -> Edges:
        """Two numbers beside each other; of a name and a constant, what is compared more often is kept."""
        if self.kept is None or not isinstance(left, Variable) or not isinstance(right, Constant):
            return Edges(first, second)
        counted = all(self.columns.get(each, pl.Int8()).is_integer() for each in (left.name, f"{left.name}.high"))
        return KeptEdges(first, second, left.name, right.value, counted, self.kept)

    # --- values ------------------------------------------------------------------------------

    def operand(self, tree: Expression) -> Operand | None:
        """What an expression gives; None where that is unknown in every row.  Raises Unfit."""
        match tree:
            case Constant(value):
                return constant(value)
            case AssessmentDay():
                return None
            case Variable(name):
                return self.named(name, name)
            case Field(name):
                return self.named(FIELD + name, FIELD + name)
            case Calculate():
                return self.calculation(tree)
            case Size(collection):
                held = self.operand(collection)
                return None if held is None else size(held) if isinstance(held, Members) else _unfit()
            case Aggregate():
                return self.figure(tree)
        return self.truth(tree)

    def named(self, name: str, column: str) -> Operand | None:
        """A fact, a conclusion, or a field of a record."""
        if column not in self.columns:
            return None
        form, value = self.forms[name], pl.col(column)
        if f"{column}.one_of" in self.columns:
            self.hard.append(pl.col(f"{column}.one_of").is_not_null())
        if form.kind == "yes_no":
            return self.kept.claim(column) if self.kept else Truth(value)
        if form.kind in ("level", "choice", "set") and not form.fits:
            raise Unfit
        if form.kind == "set":
            return Members(value, pl.col(f"{column}.may") if f"{column}.may" in self.columns else None, form)
        if form.kind in ("level", "choice"):
            return Options(value, form, column in self.partly)
        if form.kind == "text":
            return Words(value)
        return self.number(column) if form.kind == "number" else _unfit()

    def number(self, column: str) -> Number:
        """The bounds of a number, or the number."""
        whole = not self.columns[column].is_float()
        value = pl.col(column)
        if f"{column}.high" not in self.columns:
            return Number(value, value, whole)
        return Number(value, pl.col(f"{column}.high"), whole)

    def calculation(self, tree: Calculate) -> Operand | None:
        """A calculation with numbers, between bounds where one is partly known."""
        if isinstance(tree.left, Constant) and isinstance(tree.right, Constant):
            return constant(calculate(tree.op, tree.left.value, tree.right.value))
        left, right = self.operand(tree.left), self.operand(tree.right)
        if left is None or right is None:
            return None
        if not isinstance(left, Number) or not isinstance(right, Number):
            raise Unfit
        found = calculated(tree.op, left, right)
        if found.whole:
            self.hard += [
                ((each.abs() > _EXACT) & each.is_finite()).fill_null(False) for each in (found.low, found.high)
            ]
        return found


def constant(value: Any) -> Operand | None:
    """A constant that isn't an option."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        return Words(pl.lit(value))
    if value is None:
        return None
    if isinstance(value, int) and abs(value) > _EXACT and int(float(value)) != value:
        raise Unfit
    found = pl.lit(value if isinstance(value, int) and abs(value) <= _EXACT else float(value))
    return Number(found, found, whole=isinstance(value, int))


def _wanted(op: str, form: Form, value: Any) -> int:
    """The mask of the options for which a comparison with a constant is true."""
    if op not in ("==", "!=") and form.kind == "choice" and not isinstance(value, int | float):
        raise Unfit
    return form.bits(option for option in form.options if COMPARE[op](option, value))


def _unfit() -> NoReturn:
    raise Unfit
