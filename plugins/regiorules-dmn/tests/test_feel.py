"""FEEL: expressions and tests as trees, names with spaces and signs in them, and the place of what is wrong."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regiorules_dmn.feel.parser import parse_expression, parse_tests
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
    Truth,
    UnaryTest,
    UnaryTests,
)
from regiorules_dmn.model import Text
from regiorules_dmn.words import Cannot

from regiorules import Place

NAMES = ("Age", "Risk Category", "Pre-bureau risk", "a", "b", "a+b", "Loan", "if only", "é")
ONE, TWO = Number("1"), Number("2")


def text(said: str) -> Text:
    """A text at the beginning of a file."""
    return Text(said, Place("f", 1, 1))


@pytest.mark.parametrize(
    ("said", "tree"),
    [
        ("1 + 2 * a", Binary("+", ONE, Binary("*", TWO, Name("a")))),
        ("(1 + 2) * a", Binary("*", Binary("+", ONE, TWO), Name("a"))),
        ("1 - 2 - 1", Binary("-", Binary("-", ONE, TWO), ONE)),
        ("2 ** 2", Binary("**", TWO, TWO)),
        ("-2", Number("-2")),
        (".5", Number(".5")),
        ("a+b", Name("a+b")),
        ("a + b", Binary("+", Name("a"), Name("b"))),
        ("Pre-bureau  risk - 1", Binary("-", Name("Pre-bureau risk"), ONE)),
        ("Risk\n Category.Age", Path(Name("Risk Category"), "Age")),
        (
            "a = 1 and b or Age",
            Both("or", Both("and", Compare("==", Name("a"), ONE), Name("b")), Name("Age")),
        ),
        ("if a then 1 else 2", If(Name("a"), ONE, TWO)),
        ("if only", Name("if only")),
        ("a between 1 and 2", In(Name("a"), UnaryTests((UnaryTest("", Range(ONE, TWO)),)))),
        ("a in (1, 2)", In(Name("a"), UnaryTests((UnaryTest("", ONE), UnaryTest("", TWO))))),
        ("a in (1..2]", In(Name("a"), UnaryTests((UnaryTest("", Range(ONE, TWO, with_low=False)),)))),
        ("a in [1..2)", In(Name("a"), UnaryTests((UnaryTest("", Range(ONE, TWO, with_high=False)),)))),
        ("a in (> 1)", In(Name("a"), UnaryTests((UnaryTest(">", ONE),)))),
        ("list contains(a, 1)", Call("list contains", (Name("a"), ONE))),
        ("Loan(Age: 1)", Call("Loan", (), (("Age", ONE),))),
        ("Loan[Age > 1]", Filter(Name("Loan"), Compare(">", Name("Age"), ONE))),
        ("some x in a satisfies x > 1", Quantified("some", "x", Name("a"), Compare(">", Name("x"), ONE))),
        ('["a", true, null]', ListOf((String("a"), Truth(True), Null()))),
        ("[]", ListOf(())),
        (r'"a\"b\né"', String('a"b\né')),
        ("not(a)", Call("not", (Name("a"),))),
        ("1 // one\n + /* two */ 2", Binary("+", ONE, TWO)),
    ],
)
def test_an_expression(said: str, tree: Any) -> None:
    """As the grammar has it."""
    assert parse_expression(text(said), NAMES) == tree


@pytest.mark.parametrize(
    ("said", "tests"),
    [
        ("-", UnaryTests(())),
        ("  ", UnaryTests(())),
        ("<18, >= 60", UnaryTests((UnaryTest("<", Number("18")), UnaryTest(">=", Number("60"))))),
        ('"a","b"', UnaryTests((UnaryTest("", String("a")), UnaryTest("", String("b"))))),
        (
            "not(1, [2..a[)",
            UnaryTests((UnaryTest("", ONE), UnaryTest("", Range(TWO, Name("a"), with_high=False))), negated=True),
        ),
        ("]1..2]", UnaryTests((UnaryTest("", Range(ONE, TWO, with_low=False)),))),
        ("(>= 1)", UnaryTests((UnaryTest("", Range(ONE, None, with_high=False)),))),
        ("(< 1)", UnaryTests((UnaryTest("", Range(None, ONE, with_low=False, with_high=False)),))),
        ("= 1", UnaryTests((UnaryTest("==", ONE),))),
        ("? > 1", UnaryTests((UnaryTest("", Compare(">", Name("?"), ONE)),))),
        ("> Risk Category - 1", UnaryTests((UnaryTest(">", Binary("-", Name("Risk Category"), ONE)),))),
    ],
)
def test_a_cell(said: str, tests: UnaryTests) -> None:
    """What stands in a cell, as tests."""
    assert parse_tests(text(said), NAMES) == tests


@pytest.mark.parametrize(
    ("said", "line", "column", "why"),
    [
        ("1 +", 1, 4, "ends where something should follow"),
        ("1 2", 1, 3, "something else belongs here than 2"),
        ("a\n  ) 1", 2, 3, "something else belongs here than )"),
        ("#", 1, 1, "something else belongs here than #"),
        ("(" * 100, 1, 61, "too long or too deep"),
        ("1" * 30_000, 1, 1, "too long or too deep"),
        ("[1..2", 1, 6, "ends where something should follow"),
        ("if a then", 1, 10, "ends where something should follow"),
    ],
)
def test_what_is_no_expression_is_named_with_its_place(said: str, line: int, column: int, why: str) -> None:
    """The line and the column of the character where it goes wrong."""
    with pytest.raises(Cannot) as caught:
        parse_expression(text(said), NAMES)
    assert (caught.value.place.line, caught.value.place.column) == (line, column)
    assert why in caught.value.why.en


@given(st.text('0123456789.+-*/()[]<>=!?,"ab \nif then else and or not in "', max_size=60))
def test_any_text_is_read_or_refused(said: str) -> None:
    """Nothing but a tree or a reason with a place within the text comes out."""
    for read in (parse_expression, parse_tests):
        with suppress(Cannot):
            read(text(said), NAMES)
