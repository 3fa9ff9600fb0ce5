"""
From the columns and cells of a decision table to conditions.

A header is a fact, a conclusion or any expression; a cell says for which of its values the row holds, with
the unary tests of DMN: `large`, `small, medium`, `>= medium`, `[2..5]`, `not small`.
"""

from __future__ import annotations

import ast
import json
import math
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import reduce
from itertools import accumulate
from typing import Any, Literal, NoReturn

from attrs import evolve, field, frozen

from regiorules.documents import Scalar
from regiorules.errors import Problems
from regiorules.facts.values import NO_WORDS, YES_WORDS, clip, no_such_option, read_value
from regiorules.facts.vocabulary import Fact, Parameter
from regiorules.rules.conditions import Names, parse_condition, parse_number
from regiorules.rules.expressions import (
    COMPARE,
    MIRRORED,
    OPPOSITE,
    Aggregate,
    Constant,
    Expression,
    Not,
    ParameterOf,
    Variable,
)
from regiorules.rules.tables.reach import Bound, Boxes, Finite, Mark, Reach
from regiorules.text import Text, exact, nearest

ANYTHING = ("", "-")
MAX_TESTS = 12  # in one cell with numbers
MAX_UNSURE = 4  # and where they depend on assumptions: every one of them doubles the work
Kind = Literal["yes_no", "option", "set", "number", "text"]
_KINDS: Mapping[str, Kind] = {"level": "option", "choice": "option", "set": "set", "text": "text"}
_NOT = re.compile(r"not\b\s*(.+)")
_COMPARISON = re.compile(r"(<=|>=|==|!=|<|>)\s*(.+)")
_END = r"((?:(?!\.\.)[^\[\]])+?)"
_INTERVAL = re.compile(rf"([\[\]]?)\s*{_END}\s*\.\.\s*{_END}\s*([\[\]]?)")
_FIGURES = re.compile(r"[+-]?[\d.,_' ]+([eE][+-]?\d+)?")
_COMMA = re.compile(r"\d,\d")
_QUOTED = re.compile(r'"[^"]*"')
_NUMBER = Fact("number", Text("getal", "number"))


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


@frozen
class Column:
    """A column with conditions: what it is about, as an expression, and between which limits that always is."""

    title: Scalar
    subject: str
    kind: Kind
    tree: Expression
    fact: Fact | None = None
    whole: bool = False
    limits: Any = field(factory=Boxes)

    @property
    def ordered(self) -> bool:
        """True where one value can be more than another."""
        return self.kind == "number" or (self.fact is not None and self.fact.type == "level")


def read_column(title: Scalar, names: Names, path: str, problems: Problems) -> Column | None:
    """The column under a header, or None where the header is wrong (then `problems` grows) or already reported."""
    text = " ".join(title.text.split())
    if text in names.broken:
        return None
    fact = names.vocabulary.facts.get(text)
    if fact is not None and fact.type in _KINDS:
        every = frozenset(fact.option_ids)
        limits = Finite(every, every) if _KINDS[fact.type] == "option" else Boxes()
        return Column(title, text, _KINDS[fact.type], Variable(text), fact, limits=limits)
    found = Problems()
    tree = parse_condition(text, names, title.place, path, found)
    if tree is not None:
        both = frozenset({True, False})
        return Column(title, tidy(text), "yes_no", tree, limits=Finite(both, both))
    if {each.code for each in found.found} == {"expr_no_boolean"}:
        found.found.clear()
        tree = parse_number(text, names, title.place, path, found)
    _report(found, title, problems)
    return None if tree is None else _numbers(title, text, tree, names)


def _numbers(title: Scalar, text: str, tree: Expression, names: Names) -> Column:
    """A column with numbers: whether they are whole, and between which limits they always are."""
    known: Fact | Parameter | None = names.vocabulary.facts.get(text) or names.vocabulary.parameters.get(text)
    figure: Expression | None = tree
    if isinstance(known, Fact) and known.derive:  # what is calculated isn't held to the limits of the fact
        figure, known = parse_number(known.derive, names, title.place, text, Problems()), None
    counts = isinstance(figure, Aggregate) and figure.function == "count"
    whole = known.whole if known else counts
    low, high = (known.minimum, known.maximum) if known else (0 if counts else None, None)
    limits = [_bound(up, Constant(at), True, whole) for up, at in ((False, low), (True, high)) if at is not None]
    return Column(title, tidy(text), "number", tree, whole=whole, limits=Boxes.of(*limits))


def _bound(upper: bool, at: Expression, closed: bool, whole: bool, names: Names | None = None) -> Bound:
    least: float | None = None
    most: float | None = None
    if isinstance(at, Constant):
        least = most = at.value
    elif isinstance(at, ParameterOf) and names:
        parameter = names.vocabulary.parameters[at.name]
        least, most = parameter.minimum, parameter.maximum
    low, high = -math.inf if least is None else least, math.inf if most is None else most
    return Bound(upper, at, closed, low, high, whole)


def tidy(text: str) -> str:
    """An expression so that it can stand inside another: without comments, and in brackets where it combines."""
    tree = ast.parse(text, mode="eval").body
    written = ast.unparse(tree)
    return f"({written})" if isinstance(tree, ast.BoolOp) else written


def _report(found: Problems, cell: Scalar, problems: Problems) -> None:
    """A cell is one place, whatever column of its text is meant."""
    problems.found += [evolve(each, place=cell.place) for each in found.found]


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
    text = " ".join(cell.text.split())
    if text in ANYTHING:
        return None
    found = Problems()
    condition = None
    with suppress(_Stop):
        condition = _Reader(column, names, cell, path, found).condition(text)
    _report(found, cell, problems)
    return None if found.found else condition


@frozen
class _Reader:
    """Reads one cell; raises _Stop where it is wrong, and `problems` has grown."""

    column: Column
    names: Names
    cell: Scalar
    path: str
    problems: Problems

    def wrong(self, code: str, *, suggestion: str | Text | None = None, **fields: Any) -> NoReturn:
        self.problems.add(code, self.cell.place, self.path, suggestion=suggestion, **fields)
        raise _Stop

    def condition(self, text: str) -> Condition | None:
        negative = None if self.is_value(text) else _NOT.fullmatch(text)
        condition = self.positive(_unwrapped(negative[1]) if negative else text)
        if negative:
            condition = condition.turned()
            parse_condition(condition.holds.text, self.names, self.cell.place, self.path, self.problems)
        if condition.inside.empty:
            self.wrong("table_never", value=clip(text), name=self.column.subject)
        return condition

    def positive(self, text: str) -> Condition:
        parts = [text] if self.is_value(text) else list(_split(text))
        if self.column.kind == "number" and _COMMA.search(text):
            self.wrong("table_comma", value=clip(text))
        tests = [self.test(part) for part in parts]
        limit = MAX_TESTS if all(test.reach.sure for test in tests) else MAX_UNSURE
        if self.column.kind == "number" and len(tests) > limit:
            self.wrong("table_tests", limit=limit)
        return self.sides(tests)

    def sides(self, tests: list[_Test]) -> Condition:
        """The tests of a cell together: one of them must hold."""
        subject, first = self.column.subject, tests[0]
        reach = reduce(lambda one, other: one.joined(other), (test.reach for test in tests))
        listed = ", ".join(test.listed for test in tests)
        loose = False
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
        opposite = parse_condition(fails, self.names, self.cell.place, self.path, Problems())
        return Condition(
            Phrase(holds, tree, loose),
            Phrase(fails, opposite or Not(tree)),
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
        if self.column.kind == "yes_no":
            return self.yes_no(text)
        compared = _COMPARISON.fullmatch(text)
        if not self.is_value(text) and compared:
            return self.comparison(compared[1], compared[2])
        if not self.is_value(text) and ".." in text:
            return self.interval(text)
        return self.value(text)

    def yes_no(self, text: str) -> _Test:
        word, subject = text.casefold(), self.column.subject
        if word not in YES_WORDS | NO_WORDS:
            self.wrong("table_yes_no", value=clip(text), suggestion=nearest(word, YES_WORDS | NO_WORDS))
        plain = subject.isidentifier() or subject.startswith("(")
        denied = f"not {subject}" if plain else f"not ({subject})"
        values = frozenset({word in YES_WORDS})
        both = (subject, denied) if word in YES_WORDS else (denied, subject)
        return _Test(*both, Finite(values, frozenset({True, False})))

    def value(self, text: str) -> _Test:
        operand = self.operand(text)
        if self.column.kind == "set":
            has = Boxes.of(Mark(operand, single=False))
            return _Test(f"{operand} in {self.column.subject}", f"{operand} not in {self.column.subject}", has)
        plain = self.column.kind != "number" or isinstance(self.number(operand), Constant)
        return evolve(self.compared("==", operand), listed=operand if plain else "")

    def comparison(self, op: str, text: str) -> _Test:
        if not self.column.ordered and (op not in ("==", "!=") or self.column.kind == "set"):
            self.wrong("table_unordered", value=clip(f"{op} {text}"), name=self.column.subject)
        return self.compared(op, self.operand(text))

    def compared(self, op: str, operand: str) -> _Test:
        holds, fails = (f"{self.column.subject} {sign} {operand}" for sign in (op, OPPOSITE[op]))
        return _Test(holds, fails, self.reach(op, operand))

    def interval(self, text: str) -> _Test:
        if not self.column.ordered:
            self.wrong("table_unordered", value=clip(text), name=self.column.subject)
        found = _INTERVAL.fullmatch(text)
        if found is None or bool(found[1]) is not bool(found[4]) or found[2].count("(") != found[2].count(")"):
            self.wrong("table_interval", value=clip(text))
        first, last = self.operand(found[2]), self.operand(found[3])
        above, below = (">" if found[1] == "]" else ">="), ("<" if found[4] == "[" else "<=")
        holds = f"{first} {MIRRORED[above]} {self.column.subject} {below} {last}"
        return _Test(holds, f"not ({holds})", self.reach(above, first).narrowed(self.reach(below, last)))

    # --- operands ----------------------------------------------------------------------------

    def operand(self, text: str) -> str:
        """A value as the expression language writes it."""
        if self.column.kind == "number":
            return self.figure(text)
        if self.column.kind == "text":
            return json.dumps(text.strip('"'), ensure_ascii=False)
        fact = self.column.fact
        assert fact is not None
        option = fact.option(text)
        if option is None:
            self.wrong("not_level", **no_such_option(fact, text))
        return option

    def figure(self, text: str) -> str:
        """A number, or an expression that gives one."""
        if _FIGURES.fullmatch(text):
            number = evolve(_NUMBER, whole=self.column.whole)
            value = read_value(number, Scalar(text, self.cell.place), self.problems, self.path)
            text = "" if value is None else exact(value)
        if not text or parse_number(text, self.names, self.cell.place, self.path, self.problems) is None:
            raise _Stop
        return tidy(text)

    def number(self, operand: str) -> Expression:
        tree = parse_number(operand, self.names, self.cell.place, self.path, self.problems)
        assert tree is not None
        return tree

    def reach(self, op: str, operand: str) -> Reach:
        """For which values a comparison holds."""
        if self.column.kind == "number":
            return self.bounds(op, self.number(operand))
        if self.column.kind == "text":
            found = Boxes.of(Mark(operand, single=True))
            return found.opposite() if op == "!=" else found
        assert self.column.fact is not None
        options = self.column.fact.option_ids
        values = {each for each in options if COMPARE[op](options.index(each), options.index(operand))}
        return Finite(frozenset(values), frozenset(options))

    def bounds(self, op: str, at: Expression) -> Boxes:
        low, high = (_bound(upper, at, "=" in op, self.column.whole, self.names) for upper in (False, True))
        if op in ("==", "!="):
            equal = Boxes.of(low, high)
            return equal if op == "==" else equal.opposite()
        return Boxes.of(low if ">" in op else high)


def _split(text: str) -> Iterator[str]:
    """The parts between the commas that stand outside quotes and brackets."""
    depth, quoted, begin = 0, False, 0
    for at, sign in enumerate(text):
        quoted ^= sign == '"'
        depth += 0 if quoted else (sign == "(") - (sign == ")")
        if sign == "," and not quoted and not depth:
            yield text[begin:at].strip()
            begin = at + 1
    yield text[begin:].strip()


def _unwrapped(text: str) -> str:
    """What stands between the brackets, where they are around the whole."""
    if not (text.startswith("(") and text.endswith(")")):
        return text
    depths = list(accumulate((sign == "(") - (sign == ")") for sign in text))
    return text[1:-1].strip() if 0 not in depths[:-1] else text
