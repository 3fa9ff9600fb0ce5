"""
From the cells of a decision table to conditions.

A cell says for which values of its column the row holds, with the unary tests of DMN (`large`, `small, medium`,
`>= medium`, `[2..5]`, `not small`) or in the words of an office (`minstens gemiddeld`, `2 t/m 5`, `niet klein`).
"""

from __future__ import annotations

import ast
import json
import math
import re
from contextlib import suppress
from functools import reduce
from typing import Any, NoReturn

from attrs import evolve

from regiorules.documents import Scalar
from regiorules.errors import Problems
from regiorules.facts.numbers import Refused, read_number
from regiorules.facts.values import NO_WORDS, UNKNOWN_WORDS, YES_WORDS, clip, no_such_option
from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.rules.conditions import parse_condition, parse_date, parse_number
from regiorules.rules.expressions import (
    COMPARE,
    MIRRORED,
    OPPOSITE,
    Compare,
    Constant,
    Expression,
    Not,
    ParameterOf,
)
from regiorules.rules.language import MAX_LENGTH, MAX_NUMBER
from regiorules.rules.names import Names
from regiorules.rules.tables.columns import Column, report, tidy
from regiorules.rules.tables.days import during, read_day
from regiorules.rules.tables.reach import Bound, Boxes, Finite, Mark, Reach, Spans, Texts
from regiorules.rules.tables.wording import (
    FIGURE,
    Range,
    between_words,
    comparison,
    dashed,
    dashes,
    denied,
    dotted,
    is_date,
    is_vague,
    plain_signs,
    split,
    together,
    unwrapped,
)
from regiorules.text import Near, exact, fold

_TRUE = YES_WORDS | {"waar", "j", "y"}
_FALSE = NO_WORDS | {"onwaar", "n"}
ANYTHING = ("", "-", "–", "—")
MAX_TESTS = 12  # in one cell with numbers
MAX_UNSURE = 4  # where they depend on assumptions: every one of them doubles the work
_FIGURE = pattern(FIGURE, re.IGNORECASE)
_BRACKETS = ("[", "]", "(")  # without them it isn't clear whether `not (2..5)` is wrapped or open
_LIST = pattern(r"[0-9.]+(?:,[0-9.]+)+")
_PLAIN = pattern(r"-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")  # as `exact` writes it
_QUOTED = pattern(r'"[^"]*"')
_LITERAL = pattern(  # signs and words that no one means as a text
    r".*(?:[<>=≤≥≠*|!&;{}\[\]]|\.\.).*|['‘].*['’]|(?:is|geen|bevat|begint met|alles behalve)\s.+|in\s?\(.*"
    r"|alles?|leeg|n\.?v\.?t\.?|\?",
    re.IGNORECASE,
)
_UNREAD = frozenset({"expr_syntax", "expr_sign", "expr_bracket", "expr_quote", "expr_figure"})


@frozen
class Phrase:
    """A condition as it is written, and as a tree; `loose` text needs brackets inside another."""

    text: str
    tree: Expression
    loose: bool = False


@frozen
class Condition:
    """What one cell asks, and the opposite; and for which values either holds."""

    holds: Phrase
    fails: Phrase
    inside: Reach
    outside: Reach

    def turned(self) -> Condition:
        """The opposite condition."""
        return Condition(self.fails, self.holds, self.outside, self.inside)


# --- cells -----------------------------------------------------------------------------------


@frozen
class _Test:
    """One test of a cell, written in both ways; `listed` is a plain value, which can stand in a list."""

    holds: str
    fails: str
    reach: Any
    listed: str = ""


class _Stop(Exception):
    pass


def read_condition(column: Column, cell: Scalar, names: Names, path: str, problems: Problems) -> Condition | None:
    """The condition in a cell; None for a cell that allows anything, or that is wrong (then `problems` grows)."""
    lines = "; " if column.kind in ("text", "option", "set") else " "
    text = plain_signs(" ".join(lines.join(cell.text.split("\n")).split()))
    if text in ANYTHING:
        return None
    found = Problems(problems.looks)
    condition = None
    if len(text) > MAX_LENGTH:
        found.add("expr_too_long", cell.place, path, limit=MAX_LENGTH)
    else:
        with suppress(_Stop):
            condition = _Reader(column, names, cell, path, found).condition(text)
    problems.looks = found.looks
    report(found, cell, problems)
    return None if found.found else condition


@frozen
class _Reader:
    """Reads one cell; raises _Stop where it is wrong, and `problems` has grown."""

    column: Column
    names: Names
    cell: Scalar
    path: str
    problems: Problems

    def wrong(self, code: str, *, suggestion: Near | None = None, **fields: Any) -> NoReturn:
        self.problems.add(code, self.cell.place, self.path, suggestion=suggestion, **fields)
        raise _Stop

    def condition(self, text: str) -> Condition | None:
        negative = None if self.is_value(text) else denied(text)
        if self.column.kind == "text" and fold(text).startswith("geen "):  # `geen van beide` denies nothing
            self.literal(text)
        inside = unwrapped(negative) if negative else text
        if negative and inside != negative and not inside.startswith(_BRACKETS) and dotted(inside):
            self.wrong("table_interval", value=clip(text))
        condition = self.positive(inside)
        if negative:
            condition = condition.turned()
            parse_condition(condition.holds.text, self.names, self.cell.place, self.path, self.problems)
        if condition.inside.empty:
            self.wrong("table_never", value=clip(text), name=self.column.subject)
        return condition

    def positive(self, text: str) -> Condition:
        number = self.column.kind in ("number", "date")
        tests = [self.test(part) for part in ([text] if self.is_value(text) else split(text, figures=number))]
        limit = MAX_TESTS if all(test.reach.sure for test in tests) else MAX_UNSURE
        if number and len(tests) > limit:
            self.wrong("table_tests", limit=limit)
        return self.sides(tests)

    def sides(self, tests: list[_Test]) -> Condition:
        """The tests of a cell together: one of them must hold."""
        subject, first = self.column.subject, tests[0]
        reach = reduce(lambda one, other: one.joined(other), (test.reach for test in tests))
        listed = ", ".join(test.listed for test in tests)
        loose = False
        compared = len(tests) > 1 and not any(test.listed for test in tests)
        if compared and self.column.kind not in ("yes_no", "set") and reach.opposite().empty:
            self.wrong("table_always", value=clip(self.cell.text), name=subject)  # `> 10, < 20`: a range was meant
        if len(tests) == 1:
            holds, fails = first.holds, first.fails
        elif all(test.listed for test in tests):
            holds, fails = f"{subject} in ({listed})", f"{subject} not in ({listed})"
        else:
            holds = " or ".join(test.holds for test in tests)
            fails, loose = f"not ({holds})", True
        tree = parse_condition(holds, self.names, self.cell.place, self.path, self.problems)
        if tree is None:
            raise _Stop
        return Condition(
            Phrase(holds, tree, loose),
            Phrase(fails, _opposite(tree, holds, fails)),
            reach.narrowed(self.column.limits),
            reach.opposite().narrowed(self.column.limits),
        )

    def is_value(self, text: str) -> bool:
        """True where a text is one value, whatever signs are in it."""
        if self.column.kind == "text":
            return _QUOTED.fullmatch(text) is not None
        return self.column.fact is not None and self.column.fact.option(text) is not None

    # --- one test ----------------------------------------------------------------------------

    def test(self, text: str) -> _Test:
        if not text:
            self.wrong("table_cell", value=clip(self.cell.text))
        if self.is_value(text):
            return self.value(text)
        days = self.column.kind == "date"
        if self.column.kind in ("number", "text") and is_date(text):
            self.wrong("table_date", value=clip(text))
        if denied(text):
            self.wrong("table_not", value=clip(self.cell.text))
        if self.column.ordered and (ends := together(text, days=days)):
            return self.interval(ends, text)
        compared = comparison(text, days=days)
        if self.column.kind == "yes_no":
            return self.yes_no(compared[1] if compared and compared[0] == "==" else text)
        if compared:
            return self.comparison(*compared)
        between = self.range(text)
        return self.interval(between, text) if between else self.value(text)

    def range(self, text: str) -> Range | None:
        """What a text says as a range, if it is one."""
        between = dotted(text) if ".." in text else between_words(text)
        if self.column.kind == "date" and not between:
            between = during(text)
        elif self.column.kind == "number":
            between = between or dashed(text)
        elif self.column.ordered and self.column.fact and not between:
            pairs = ((first, last) for first, last in dashes(text) if self.is_value(first) and self.is_value(last))
            between = next((Range(first, ">=", last, "<=") for first, last in pairs), None)
        vague = between is None and self.column.ordered and (".." in text or is_vague(text))
        if vague or (between and between.below == "<" and ".." not in text and self.column.kind == "option"):
            self.wrong("table_interval", value=clip(text))
        return between

    def yes_no(self, text: str) -> _Test:
        word, subject = fold(text), self.column.subject
        if word not in _TRUE | _FALSE:
            self.wrong("table_yes_no", value=clip(text), suggestion=Near(word, YES_WORDS | NO_WORDS))
        plain = subject.isidentifier() or subject.startswith("(")
        denied = f"not {subject}" if plain else f"not ({subject})"
        values = frozenset({word in _TRUE})
        both = (subject, denied) if word in _TRUE else (denied, subject)
        return _Test(*both, Finite(values, frozenset({True, False})))

    def value(self, text: str) -> _Test:
        operand = self.operand(text)
        if self.column.kind == "set":
            has = Boxes.of(Mark(operand))
            return _Test(f"{operand} in {self.column.subject}", f"{operand} not in {self.column.subject}", has)
        plain = self.column.kind != "number" or isinstance(self.number(operand), Constant)
        return evolve(self.compared("==", operand), listed=operand if plain else "")

    def comparison(self, op: str, text: str) -> _Test:
        if op == "==":
            days = during(text) if self.column.kind == "date" else None
            return self.interval(days, text) if days else self.value(text)
        if not self.column.ordered and (op != "!=" or self.column.kind == "set"):
            self.wrong("table_unordered", value=clip(f"{op} {text}"), name=self.column.subject)
        return self.compared(op, self.operand(text, op))

    def compared(self, op: str, operand: str) -> _Test:
        holds, fails = (f"{self.column.subject} {sign} {operand}" for sign in (op, OPPOSITE[op]))
        return _Test(holds, fails, self.reach(op, operand))

    def interval(self, between: Range, text: str) -> _Test:
        if not self.column.ordered:
            self.wrong("table_unordered", value=clip(text), name=self.column.subject)
        first, last = self.operand(between.first, between.above), self.operand(between.last, between.below)
        holds = f"{first} {MIRRORED[between.above]} {self.column.subject} {between.below} {last}"
        reach = self.reach(between.above, first).narrowed(self.reach(between.below, last))
        return _Test(holds, f"not ({holds})", reach)

    # --- operands ----------------------------------------------------------------------------

    def operand(self, text: str, op: str = "") -> str:
        """A value as the expression language writes it, behind a sign for comparing or (`op` is "") bare."""
        if self.column.kind == "number":
            return self.figure(text, bare=not op)
        if self.column.kind == "date":
            return self.day(text, op)
        if self.column.kind == "text":
            return self.literal(text)
        fact = self.column.fact
        assert fact is not None
        option = fact.option(text)
        if option is None:
            self.wrong("not_level", **no_such_option(fact, text))
        return option

    def literal(self, text: str) -> str:
        """A text, within quotes or not; without them it may hold no sign that means something here."""
        if not self.is_value(text) and (_LITERAL.fullmatch(text) or fold(text) in UNKNOWN_WORDS):
            self.wrong("table_literal", value=clip(text))
        return json.dumps(text.strip('"'), ensure_ascii=False)

    def figure(self, text: str, bare: bool) -> str:
        """A number, or an expression that gives one; a calculation of bare numbers is a range or a date gone wrong."""
        if ".." in text:
            self.wrong("table_interval", value=clip(self.cell.text))
        if _FIGURE.fullmatch(text):
            value = read_number(text, self.column.number)
            if _LIST.fullmatch(text) and (isinstance(value, Refused) or (self.column.number.whole and value % 1)):
                self.wrong("table_comma", value=clip(text))
            if isinstance(value, Refused):
                self.wrong(value.code, value=clip(text), thousands=value.thousands, decimal=value.decimal)
            if self.column.number.whole and value % 1:
                self.wrong("not_whole", value=clip(text))
            text = exact(value)
            if abs(value) < MAX_NUMBER:
                return text
        found = Problems()
        if parse_number(text, self.names, self.cell.place, self.path, found) is None:
            if any(each.code in _UNREAD for each in found.found):  # its advice is for a condition, not for a cell
                self.wrong("table_number", value=clip(self.cell.text))
            self.problems.found += found.found
            raise _Stop
        if _subtracts(ast.parse(text, mode="eval").body, bare):
            self.wrong("table_dash", value=clip(text))
        return tidy(text)

    def day(self, text: str, op: str) -> str:
        """A day, or an expression that gives one; of a month or a year the end that a comparison is about."""
        day = read_day(text, op)
        if day is not None:
            return json.dumps(day)
        found = Problems()
        if parse_date(text, self.names, self.cell.place, self.path, found) is None:
            if any(each.code in (*_UNREAD, "expr_unknown") for each in found.found):
                self.wrong("not_date", value=clip(text))
            self.problems.found += found.found
            raise _Stop
        return tidy(text)

    def number(self, operand: str) -> Expression:
        if _PLAIN.fullmatch(operand):
            return Constant(float(operand) if "." in operand or "e" in operand else int(operand))
        tree = parse_number(operand, self.names, self.cell.place, self.path, self.problems)
        assert tree is not None
        return tree

    def reach(self, op: str, operand: str) -> Reach:
        """For which values a comparison holds."""
        if self.column.kind == "number":
            return self.bounds(op, self.number(operand))
        if self.column.kind == "date":
            tree = parse_date(operand, self.names, self.cell.place, self.path, self.problems)
            assert tree is not None
            return self.bounds(op, tree)
        if self.column.kind == "text":
            return Texts(frozenset({Constant(fold(operand), operand)}), others=op == "!=")
        assert self.column.fact is not None
        options = self.column.fact.option_ids
        values = {each for each in options if COMPARE[op](options.index(each), options.index(operand))}
        return Finite(frozenset(values), frozenset(options))

    def bounds(self, op: str, at: Expression) -> Reach:
        whole = self.column.number.whole or self.column.kind == "date"
        if isinstance(at, Constant):
            return Spans.of(op, at.value, whole=whole)
        low, high = (_bound(upper, at, "=" in op, whole, self.names) for upper in (False, True))
        if op in ("==", "!="):
            equal = Boxes.of(low, high)
            return equal if op == "==" else equal.opposite()
        return Boxes.of(low if ">" in op else high)


def _opposite(tree: Expression, holds: str, fails: str) -> Expression:
    """The tree of the opposite text, without reading it."""
    if isinstance(tree, Not) and holds in (f"not {fails}", f"not ({fails})"):
        return tree.part
    if isinstance(tree, Compare) and fails not in (f"not {holds}", f"not ({holds})"):
        return evolve(tree, op=OPPOSITE[tree.op])
    return Not(tree)


def _bound(upper: bool, at: Expression, closed: bool, whole: bool, names: Names) -> Bound:
    """One side of an interval, of which an assumption or another fact is the end."""
    parameter = names.vocabulary.parameters[at.name] if isinstance(at, ParameterOf) else None
    least, most = (parameter.minimum, parameter.maximum) if parameter else (None, None)
    low, high = -math.inf if least is None else least, math.inf if most is None else most
    return Bound(upper, at, closed, low, high, whole)


def _subtracts(tree: ast.expr, bare: bool) -> bool:
    """True where a dash or a slash stands between numbers, or (`bare`) a dash in what stands there by itself."""
    if bare and isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Sub):
        return True
    calculations = (each for each in ast.walk(tree) if isinstance(each, ast.BinOp))
    return any(
        isinstance(each.op, ast.Sub | ast.Div) and not any(isinstance(part, ast.Name) for part in ast.walk(each))
        for each in calculations
    )
