"""
Comparisons of a set with options that stand there, or with another set: what is asked of each option by itself.

Each option is asked for once, so that what comes out is exact where only some of them are known.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from regiorules.rules.expressions import ALWAYS, MIRRORED, And, Constant, Contains, Expression, Not, Or
from regiorules.rules.language import COMPARISONS
from regiorules.rules.parsing.words import Words
from regiorules.rules.typed import Typed


class Sets(Words):
    """Reads comparisons of sets."""

    def options(self, op: ast.cmpop, left: ast.expr, right: ast.expr, whole: ast.Compare) -> Expression:
        """A set against options between braces, on either side."""
        sign, braces, other = COMPARISONS.get(type(op), ""), right, left
        if isinstance(left, ast.Set):
            sign, braces, other = MIRRORED.get(sign, ""), left, right
        if not isinstance(braces, ast.Set) or isinstance(other, ast.Set | ast.Dict) or not sign:
            self.wrong("expr_form", whole, text=self.source(whole))
            return ALWAYS
        found = self.value(other)
        if found.kind not in ("set", "wrong"):
            self.wrong("expr_set", other, text=self.source(other))
        named = [self.option(each, found) for each in braces.elts]
        if found.kind != "set" or found.fact is None or any(each.kind == "wrong" for each in named):
            return ALWAYS
        return against(sign, found.tree, found.fact.option_ids, [_option(each) for each in named])

    def empty(self, node: ast.expr) -> Expression:
        """Report that a set is held against nothing."""
        self.wrong("expr_empty_set", node)
        return ALWAYS


def _option(found: Typed) -> str:
    assert isinstance(found.tree, Constant)
    return str(found.tree.value)


def against(sign: str, collection: Expression, options: Sequence[str], named: Collection[str]) -> Expression:
    """The set, that may have these options, against those that are named: `>=` has all of them, `<=` no others."""
    inside = [Contains(collection, each) for each in options if each in named]
    others = [Contains(collection, each) for each in options if each not in named]
    return _SIGNS[sign](_all(inside), _all(map(Not, others)), Not(_all(inside)), _any(others))


def pairwise(sign: str, left: Expression, right: Expression, options: Sequence[str]) -> Expression:
    """One set against another that may have the same options."""
    pairs = [(Contains(left, each), Contains(right, each)) for each in options]
    has_all = _all(Or((one, Not(other))) for one, other in pairs)
    no_others = _all(Or((Not(one), other)) for one, other in pairs)
    lacks = _any(And((Not(one), other)) for one, other in pairs)
    more = _any(And((one, Not(other))) for one, other in pairs)
    return _SIGNS[sign](has_all, no_others, lacks, more)


_Made = Callable[[Expression, Expression, Expression, Expression], Expression]
_SIGNS: Mapping[str, _Made] = {  # by: it has all, it has no others, it lacks one, it has one more
    ">=": lambda has_all, no_others, lacks, more: has_all,
    "<=": lambda has_all, no_others, lacks, more: no_others,
    ">": lambda has_all, no_others, lacks, more: And((has_all, more)),
    "<": lambda has_all, no_others, lacks, more: And((no_others, lacks)),
    "==": lambda has_all, no_others, lacks, more: And((has_all, no_others)),
    "!=": lambda has_all, no_others, lacks, more: Or((lacks, more)),
}


def _all(parts: Iterable[Expression]) -> Expression:
    found = tuple(parts)
    return And(found) if len(found) > 1 else found[0] if found else ALWAYS


def _any(parts: Iterable[Expression]) -> Expression:
    found = tuple(parts)
    return Or(found) if len(found) > 1 else found[0] if found else Constant(False)
