"""What is still possible of a name, on every executor: of the values that rules give, and of what is derived."""

from __future__ import annotations

from typing import Any

import pytest

from regiorules.engine.executor import MakeExecutor
from regiorules.engine.program import Derivation, ProgramRule, build_program
from regiorules.facts.possible import Held, Some, Span
from regiorules.rules.expressions import (
    Aggregate,
    And,
    Calculate,
    Compare,
    Constant,
    Contains,
    Expression,
    Not,
    Size,
    Variable,
)
from tests.executors import every_executor

N = Variable("n")
ONE_OR_TWO = Some(frozenset({1, 2}))


def held(sign: str, number: float, name: str = "n") -> Expression:
    return Compare(sign, Variable(name), Constant(number))


def within(low: float, high: float) -> Expression:
    return And((held(">=", low), held("<=", high)))


@every_executor
@pytest.mark.parametrize(
    ("conditions", "known", "left"),
    [
        ([held("<", 2), Not(held("<", 2))], Span(0, 9), None),  # either may hold
        ([held("<", 2), Not(held("<", 2))], Span(3, 9), 1),
        ([held("<", 2), held("==", 2), held(">", 2)], Span(2, 9), ONE_OR_TWO),
        ([held("<", 2), within(2, 4), held(">", 4)], Span(3, 9), ONE_OR_TWO),
        ([held("<=", 2), within(4, 20), held(">", 20)], Span(3, 30), None),  # of 3 nothing is said
        ([held("<", 2), within(2, 4), within(5, 8), held("==", 4.5)], Span(3, 30), None),  # nor of 9
    ],
)
def test_one_of_the_values_is_left_where_some_rule_always_holds(
    make: MakeExecutor, conditions: list[Expression], known: Span, left: Any
) -> None:
    """The rules say 0, 1, 2…: the first can't hold.  Where no rule may hold, nothing is certain."""
    rules = [ProgramRule(f"r{said}", tree, "x", said) for said, tree in enumerate(conditions)]
    assert make(build_program(["n"], [], [], rules)).run({"n": known}).values.get("x") == left


GAP = ({"people": None}, {"people": 2})  # of 0 to 9 people


@every_executor
def test_what_follows_from_a_list_with_a_gap_is_known_in_part(make: MakeExecutor) -> None:
    """However far it is from the list: by another name, in a calculation; and what may equal it stays open."""
    derivations = [
        Derivation("people", Aggregate("sum", "towns", None, "people", (0, 9))),
        Derivation("same", Variable("people")),
        Derivation("twice", Calculate("*", Constant(2), Variable("same"))),
        Derivation("topics", Size(Variable("shared"))),
        Derivation("joint", Variable("shared")),
    ]
    rules = [
        ProgramRule("shares", held(">", 9, "same"), "shared", frozenset({"work"})),
        ProgramRule("equal", held("==", 5, "same"), "one"),
        ProgramRule("other", held("!=", 12, "same"), "two"),
        ProgramRule("double", held("==", 5, "twice"), "three"),
        ProgramRule("some", held("==", 1, "topics"), "four"),
        ProgramRule("work", Contains(Variable("joint"), "work"), "five"),
        ProgramRule("care", Contains(Variable("joint"), "care"), "six"),
    ]
    conclusions = [rule.target for rule in rules[1:]]
    made = make(build_program(["towns"], conclusions, derivations, rules)).run({"towns": GAP})
    assert dict(made.partly()) == {
        "people": Span(2, 11),
        "same": Span(2, 11),
        "twice": Span(4, 22),
        "shared": Held(frozenset(), frozenset({"work"})),
        "joint": Held(frozenset(), frozenset({"work"})),
        "topics": Span(0, 1),
    }
    assert {name for name, status in made.statuses.items() if status is not None} == {"other", "care"}
    assert (made.statuses["other"], made.statuses["care"]) == (True, False)


@every_executor
def test_what_is_given_in_part_is_narrowed_by_what_follows(make: MakeExecutor) -> None:
    """Of a name that is derived too both hold; one that is read but not derived stays as it is given."""
    program = build_program(
        ["n"], ["c"], [Derivation("d", Calculate("+", N, Constant(1)))], [ProgramRule("r", held(">", 5, "d"), "c")]
    )
    made = make(program).run({"n": Span(5, 20), "d": Span(0, 10)})
    assert (made.values, made.statuses) == ({"n": Span(5, 20), "d": Span(6, 10), "c": True}, {"r": True})
