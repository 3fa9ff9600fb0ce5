"""What a fact may still be, one by one: whatever rules ask of a number, one of the values answers as it does."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.authoring.testing.strategies import COMPARISONS
from regiorules.engine.program import Derivation, ProgramRule, build_program
from regiorules.facts.possible import Held, Some, Span
from regiorules.facts.vocabulary import Fact, Option
from regiorules.robust.values import Ground, asked_of, ground_of, passes, values_of
from regiorules.rules.expressions import Aggregate, Calculate, Compare, Constant, Expression, Field, OneOf, Variable
from regiorules.text import Text

X = Variable("x")
numbers = st.one_of(st.integers(-9, 9), st.sampled_from([0.5, -2.5, 3.25]))
comparisons = st.one_of(
    st.builds(Compare, st.sampled_from(COMPARISONS), st.just(X), st.builds(Constant, numbers)),
    st.builds(Compare, st.sampled_from(COMPARISONS), st.builds(Constant, numbers), st.just(X)),
    st.builds(lambda options: OneOf(X, tuple(options)), st.lists(numbers, max_size=3)),
)


def at_least(value: float) -> Expression:
    return Compare(">=", X, Constant(value))


@given(
    tests=st.lists(comparisons, max_size=4),
    ends=st.tuples(numbers, numbers).map(sorted),
    whole=st.booleans(),
    number=st.one_of(st.integers(-12, 12), st.floats(-12, 12)),
)
def test_a_value_stands_for_every_number(
    tests: list[Expression], ends: list[float], whole: bool, number: float
) -> None:
    """Every number between the ends passes the same tests as one of the values, which lie between the ends too."""
    low, high = ends
    found = values_of(Ground("number", (), low, high, whole), None, tests)
    assert all(low <= each <= high and (not whole or each == int(each)) for each in found)
    if low <= number <= high and (not whole or number == int(number)):
        assert any(all(passes(test, each) == passes(test, number) for test in tests) for each in found)


@pytest.mark.parametrize(
    ("ground", "known", "values"),
    [
        (Ground("yes_no"), None, (False, True)),
        (Ground("level", (0, 1, 2)), None, (0, 1, 2)),
        (Ground("level", (0, 1, 2)), Some(frozenset({0, 2})), (0, 2)),
        (Ground("choice", ("a", "b")), None, ("a", "b")),
        (Ground("text"), None, ()),
        (Ground("text"), Some(frozenset({"b", "a"})), ("a", "b")),
        (Ground("records"), None, ()),
        (Ground("set", ("a", "b")), None, (set(), {"a"}, {"b"}, {"a", "b"})),
        (Ground("set", ("a", "b", "c")), Held(frozenset("a"), frozenset("c")), ({"a"}, {"a", "c"})),
        (Ground("set", tuple("abcdefghijklm")), None, ()),
        (Ground("number"), Some(frozenset({2, 1})), (1, 2)),
    ],
)
def test_the_values_are_those_that_are_possible(ground: Ground, known: Any, values: tuple[Any, ...]) -> None:
    assert values_of(ground, known) == values


@pytest.mark.parametrize(
    ("known", "values"),
    [(None, (4, 5)), (Span(5, math.inf), (5,)), (Span(-math.inf, 4.5), (3.5,)), (Span(4.5, 6), (4.5, 5))],
)
def test_of_a_number_the_bounds_tell_intervals_apart(known: Any, values: tuple[Any, ...]) -> None:
    assert values_of(Ground("number"), known, [at_least(5)]) == values


def test_numbers_that_are_calculated_with_have_no_values() -> None:
    """Nor those that are held against a name or a record: no fixed bound tells them apart."""
    double = Derivation("y", Calculate("*", Constant(2), X))
    inside = Aggregate("any", "list", Compare("<", Field("size"), Variable("z")))
    rules = [ProgramRule("r", inside, "b"), ProgramRule("s", Compare("<", Variable("w"), Constant(3)), "b")]
    tests = asked_of(build_program(["x", "y", "z", "w", "list", "b"], ["b"], [double], rules))
    assert values_of(Ground("number"), None, tests["x"]) == ()
    assert values_of(Ground("number"), None, tests["z"]) == ()
    assert values_of(Ground("number"), None, tests["w"]) == (2, 3)
    assert "list" not in tests


def test_the_ground_of_a_fact() -> None:
    options = (Option("low", Text("laag", "low")), Option("high", Text("hoog", "high")))
    title = Text("x", "x")
    assert ground_of(Fact("level", title, id="x", options=options)).options == (0, 1)
    assert ground_of(Fact("set", title, id="x", options=options)).options == ("low", "high")
    assert ground_of(Fact("text", title, id="x", texts=("Den Haag",))).options == ("den haag",)
    assert ground_of(Fact("number", title, id="x", minimum=1, whole=True)) == Ground("number", (), 1, math.inf, True)
