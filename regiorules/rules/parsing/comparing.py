"""Comparisons: two values of one kind, and whether a value is one of some, or an option in a set."""

from __future__ import annotations

import ast

from regiorules.facts.dates import read_date
from regiorules.facts.numbers import same_unit
from regiorules.facts.values import clip
from regiorules.rules import typed
from regiorules.rules.expressions import ALWAYS, And, Compare, Constant, Contains, Expression, Not, OneOf
from regiorules.rules.language import COMPARISONS
from regiorules.rules.parsing.sets import Sets, pairwise
from regiorules.rules.typed import Typed, ordered, same_options
from regiorules.text import Near, fold, listing

_NOTHING = Constant(None)


class Comparing(Sets):
    """Reads comparisons."""

    def comparison(self, node: ast.Compare) -> Expression:
        """One comparison, or several in a row that hold together."""
        sides = [node.left, *node.comparators]
        parts = [self.pair(op, left, right, node) for op, left, right in zip(node.ops, sides, sides[1:], strict=False)]
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def pair(self, op: ast.cmpop, left: ast.expr, right: ast.expr, whole: ast.Compare) -> Expression:
        """Two sides with a sign or an `in` between them."""
        if isinstance(op, ast.In | ast.NotIn):
            inside = self.membership(left, right)
            return Not(inside) if isinstance(op, ast.NotIn) else inside
        if isinstance(left, ast.Dict) or isinstance(right, ast.Dict):
            return self.empty(whole)
        if isinstance(left, ast.Set) or isinstance(right, ast.Set):
            return self.options(op, left, right, whole)
        sign = COMPARISONS.get(type(op))
        if sign is None:
            self.wrong("expr_form", whole, text=self.source(whole))
            return ALWAYS
        first, second = self.days(*self.sides(left, right), left, right)
        if "wrong" in (first.kind, second.kind):
            return ALWAYS
        if first.kind == second.kind == "set" and first.fact and same_options(first.fact, second.fact):
            return pairwise(sign, first.tree, second.tree, first.fact.option_ids)
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
        """See that two sides can be compared with that sign."""
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
        """Report that what is calculated is held to be equal to something."""
        self.wrong("expr_equal", node, text=clip(self.source(node)))

    def mixed(self, first: Typed, second: Typed, left: ast.expr, right: ast.expr) -> Typed:
        """Report two numbers in two units."""
        one, other = clip(self.source(left)), clip(self.source(right))
        return self.wrong("expr_units", left, left=one, right=other, unit=first.unit, other=second.unit)

    def membership(self, left: ast.expr, right: ast.expr) -> Expression:
        """Whether a value is one of a list, or an option is in a set."""
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
