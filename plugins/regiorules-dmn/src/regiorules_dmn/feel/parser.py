"""Parsing FEEL: expressions, and the tests that stand in the cells of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NoReturn, TypeVar

from regiorules_dmn.feel.scan import Token, scan
from regiorules_dmn.feel.tree import (
    Binary,
    Both,
    Call,
    Compare,
    Filter,
    If,
    In,
    ListOf,
    Name,
    Null,
    Number,
    Path,
    Quantified,
    Range,
    String,
    Tree,
    Truth,
    UnaryTest,
    UnaryTests,
)
from regiorules_dmn.model import Text
from regiorules_dmn.words import Cannot

T = TypeVar("T")
_COMPARISONS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_HALVES = ("<", "<=", ">", ">=")
_DEEPEST = 60


def parse_expression(text: Text, names: Iterable[str]) -> Tree:
    """The tree of an expression; raises Cannot where it isn't one."""
    return _Parser(text, names).whole(lambda parser: parser.expression())


def parse_tests(text: Text, names: Iterable[str]) -> UnaryTests:
    """The tests of a cell; raises Cannot where it holds none."""
    if text.text.strip() in ("", "-"):
        return UnaryTests(())
    return _Parser(text, names).whole(lambda parser: parser.unary_tests())


class _Parser:
    def __init__(self, text: Text, names: Iterable[str]) -> None:
        self.text = text
        self.tokens = scan(text, names)
        self.next = 0
        self.depth = 0
        self.in_range = False

    def whole(self, read: Callable[[_Parser], T]) -> T:
        found = read(self)
        if self.token.kind != "end":
            self.unexpected()
        return found

    # --- words ---------------------------------------------------------------------------

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def unexpected(self) -> NoReturn:
        place = self.text.at(self.token.at)
        if self.token.kind == "end":
            raise Cannot("feel_end", place)
        raise Cannot("feel_unexpected", place, text=self.token.text)

    def take(self) -> Token:
        token = self.token
        self.next += token.kind != "end"
        return token

    def sees(self, *texts: str) -> bool:
        """True where a sign or a word of the language comes next."""
        return self.token.kind in ("sign", "word") and self.token.text in texts

    def skip(self, *texts: str) -> bool:
        found = self.sees(*texts)
        self.next += found
        return found

    def need(self, text: str) -> None:
        if not self.skip(text):
            self.unexpected()

    # --- cells ---------------------------------------------------------------------------

    def unary_tests(self) -> UnaryTests:
        at = self.token.at
        if self.sees("not") and self.tokens[self.next + 1].text == "(":
            self.next += 2
            tests = self.tests()
            self.need(")")
            return UnaryTests(tests, negated=True, at=at)
        return UnaryTests(self.tests(), at=at)

    def tests(self) -> tuple[UnaryTest, ...]:
        found = [self.test()]
        while self.skip(","):
            found.append(self.test())
        return tuple(found)

    def test(self) -> UnaryTest:
        for sign, op in _COMPARISONS.items():
            if self.sees(sign):
                self.take()
                return UnaryTest(op, self.sum())
        return UnaryTest("", self.expression())

    # --- expressions ------------------------------------------------------------------------

    def expression(self) -> Tree:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Cannot("feel_long", self.text.at(self.token.at))
        found = self.choice()
        self.depth -= 1
        return found

    def choice(self) -> Tree:
        at = self.token.at
        if self.skip("if"):
            condition = self.expression()
            self.need("then")
            then = self.expression()
            self.need("else")
            return If(condition, then, self.expression(), at=at)
        if self.sees("some", "every"):
            return self.quantified()
        return self.either()

    def quantified(self) -> Tree:
        kind = self.take()
        name = self.take()
        if name.kind != "name":
            self.unexpected()
        self.need("in")
        source = self.sum()
        self.need("satisfies")
        return Quantified(kind.text, name.text, source, self.expression(), at=kind.at)

    def either(self) -> Tree:
        found = self.all_of()
        while self.sees("or"):
            at = self.take().at
            found = Both("or", found, self.all_of(), at=at)
        return found

    def all_of(self) -> Tree:
        found = self.comparison()
        while self.sees("and"):
            at = self.take().at
            found = Both("and", found, self.comparison(), at=at)
        return found

    def comparison(self) -> Tree:
        found = self.sum()
        at = self.token.at
        for sign, op in _COMPARISONS.items():
            if self.sees(sign):
                self.take()
                return Compare(op, found, self.sum(), at=at)
        if self.skip("between"):
            low = self.sum()
            self.need("and")
            return In(found, UnaryTests((UnaryTest("", Range(low, self.sum(), at=at)),)), at=at)
        if self.skip("in"):
            return In(found, self.among(), at=at)
        return found

    def among(self) -> UnaryTests:
        """What stands behind `in`: one test, or more between parentheses."""
        at, before = self.token.at, self.next
        if self.skip("("):
            tests = self.tests()
            if self.skip(")"):
                return UnaryTests(tests, at=at)
            self.next = before  # a range that begins with a parenthesis
        return UnaryTests((self.test(),), at=at)

    def sum(self) -> Tree:
        found = self.product()
        while self.sees("+", "-"):
            sign = self.take()
            found = Binary(sign.text, found, self.product(), at=sign.at)
        return found

    def product(self) -> Tree:
        found = self.power()
        while self.sees("*", "/"):
            sign = self.take()
            found = Binary(sign.text, found, self.power(), at=sign.at)
        return found

    def power(self) -> Tree:
        found = self.negation()
        while self.sees("**"):
            sign = self.take()
            found = Binary("**", found, self.negation(), at=sign.at)
        return found

    def negation(self) -> Tree:
        at = self.token.at
        if not self.skip("-"):
            return self.postfix()
        inner = self.negation()
        if isinstance(inner, Number):
            return Number(f"-{inner.text}", at=at)
        return Binary("-", Number("0", at=at), inner, at=at)

    def postfix(self) -> Tree:
        found = self.primary()
        while True:
            at = self.token.at
            if self.skip("."):
                name = self.take()
                if name.kind not in ("name", "word"):
                    self.unexpected()
                found = Path(found, name.text, at=at)
            elif self.sees("(") and isinstance(found, Name):
                found = self.call(found)
            elif self.sees("[") and not self.in_range and not isinstance(found, Number | String | Truth | Null):
                self.take()
                found = Filter(found, self.expression(), at=at)
                self.need("]")
            else:
                return found

    def call(self, name: Name) -> Tree:
        self.need("(")
        arguments: list[Tree] = []
        named: list[tuple[str, Tree]] = []
        while not self.sees(")"):
            if self.token.kind == "name" and self.tokens[self.next + 1].text == ":":
                label = self.take().text
                self.need(":")
                named.append((label, self.expression()))
            else:
                arguments.append(self.expression())
            if not self.skip(","):
                break
        self.need(")")
        return Call(name.name, tuple(arguments), tuple(named), at=name.at)

    def primary(self) -> Tree:
        token = self.token
        if token.kind == "number":
            return Number(self.take().text, at=token.at)
        if token.kind == "string":
            return String(self.take().text, at=token.at)
        if token.kind == "name":
            return Name(self.take().text, at=token.at)
        if self.skip("true", "false"):
            return Truth(token.text == "true", at=token.at)
        if self.skip("null"):
            return Null(at=token.at)
        if self.sees("not") and self.tokens[self.next + 1].text == "(":
            return self.call(Name(self.take().text, at=token.at))
        if self.skip("@"):
            return Call("@", (self.primary(),), at=token.at)
        if self.sees("(", "[", "]"):
            return self.bracket()
        return self.unexpected()

    def half(self, opened: Token) -> Range:
        """A range with one end, `(> 5)`."""
        sign, end = self.take().text, self.sum()
        self.need(")")
        low, high = (end, None) if sign.startswith(">") else (None, end)
        return Range(low, high, sign == ">=", sign == "<=", at=opened.at)

    def range_end(self) -> Tree:
        """The last end of a range, which `[` closes without itself."""
        before, self.in_range = self.in_range, True
        found = self.sum()
        self.in_range = before
        return found

    def bracket(self) -> Tree:
        """What begins with a bracket: a range, a list, or an expression between parentheses."""
        opened = self.take()
        if opened.text == "[" and self.skip("]"):
            return ListOf((), at=opened.at)
        if opened.text == "(" and self.sees(*_HALVES):
            return self.half(opened)
        first = self.expression()
        if self.skip(".."):
            high = self.range_end()
            closed = self.take()
            if closed.kind != "sign" or closed.text not in ("]", ")", "["):
                self.next -= closed.kind != "end"
                self.unexpected()
            return Range(first, high, opened.text == "[", closed.text == "]", at=opened.at)
        if opened.text == "(":
            self.need(")")
            return first
        items = [first]
        while self.skip(","):
            items.append(self.expression())
        self.need("]")
        return ListOf(tuple(items), at=opened.at)
