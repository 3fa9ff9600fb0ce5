"""The cells under the inputs of a table: what they ask of the input."""

from __future__ import annotations

from typing import Any

from attrs import evolve, fields, has

from regiorules_dmn.feel import tree
from regiorules_dmn.feel.parser import parse_tests
from regiorules_dmn.feel.tree import UnaryTest, UnaryTests
from regiorules_dmn.model import Text
from regiorules_dmn.translate import expressions
from regiorules_dmn.translate.comparing import compare, member, one_of
from regiorules_dmn.translate.scope import Scope
from regiorules_dmn.translate.truths import Truth, all_of, any_of, denied, truth_of
from regiorules_dmn.translate.values import Constant, Nothing, Scalar, Value, type_of

ASKED = "?"


def cell(text: Text, value: Value, scope: Scope) -> Truth:
    """What a cell asks of the value of its column; raises Cannot for what a rule set can't say."""
    scope = scope.reading(text).having({ASKED: value})
    return satisfies(value, parse_tests(text, scope.names), scope)


def satisfies(value: Value, tests: UnaryTests, scope: Scope) -> Truth:
    """Whether a value passes the tests."""
    if not tests.tests:
        return True
    if tests.negated and any(map(_is_null, tests.tests)):
        return _known_and_none_of(value, tests, scope)
    plain = [_plain(each, scope) for each in tests.tests]
    texts = tuple(each for each in plain if each is not None)
    if len(texts) == len(plain):
        found = one_of(value, texts, scope.book, scope.place(tests.at))
    else:
        found = any_of([_passes(value, each, scope) for each in tests.tests])
    return denied(found) if tests.negated else found


def _is_null(test: UnaryTest) -> bool:
    return not test.op and isinstance(test.value, tree.Null)


def _known_and_none_of(value: Value, tests: UnaryTests, scope: Scope) -> Truth:
    """That a value isn't null, so that it is known, and passes none of the other tests."""
    known = compare("!=", value, Nothing(), scope.book, scope.place(tests.at))
    others = tuple(each for each in tests.tests if not _is_null(each))
    return all_of([known, satisfies(value, evolve(tests, tests=others), scope)])


def _plain(test: UnaryTest, scope: Scope) -> Constant | None:
    """A text that stands in a cell."""
    return Constant(test.value.value, "string") if not test.op and isinstance(test.value, tree.String) else None


def _passes(value: Value, test: UnaryTest, scope: Scope) -> Truth:
    place = scope.place(test.value.at)
    found = expressions.value_of(test.value, scope)
    if test.op:
        return compare(test.op, value, found, scope.book, place)
    if _is_statement(test.value, found, value):
        return truth_of(found, place)
    return member(value, found, scope.book, place)


def _is_statement(node: tree.Tree, found: Value, value: Value) -> bool:
    """True for a test that says itself what is asked, of `?` or of something else."""
    if not isinstance(found, Scalar | Constant) or type_of(found) != "boolean":
        return False
    return type_of(value) != "boolean" or _names_it(node)


def _names_it(node: Any) -> bool:
    if isinstance(node, tree.Name):
        return node.name == ASKED
    if isinstance(node, tuple):
        return any(map(_names_it, node))
    return has(type(node)) and any(_names_it(getattr(node, each.name)) for each in fields(type(node)))
