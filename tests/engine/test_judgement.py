"""One pass over a tree says what the plain reference works out anew at every node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.judgement import Judge, Judgement, is_joint
from regiorules.rules.expressions import (
    Aggregate,
    And,
    Calculate,
    Compare,
    Constant,
    Expression,
    Field,
    Known,
    Not,
    Or,
    ParameterOf,
    Variable,
    children,
    reads,
)
from tests import behind, reference


def referred(tree: Expression, values: dict[str, Any]) -> Judgement:
    """The judgement, by the reference."""
    value = reference.value_of(tree, values, None)
    rests_on = () if value is None else tuple(sorted(behind.deciding(tree, values)))
    return Judgement(
        value,
        rests_on,
        tuple(sorted(behind.missing(tree, values))),
        behind.undefined(tree, values),  # type: ignore[arg-type]
    )


def outside_records(tree: Expression) -> Iterator[Expression]:
    """The tree, and everything in it that isn't about one record."""
    yield tree
    for part in () if isinstance(tree, Aggregate) else children(tree):
        yield from outside_records(part)


@settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_one_pass_says_what_many_say(case: Case) -> None:
    """Of every node of every tree: its value, what decides that, what it waits for and what can't be calculated."""
    outcome = CompiledExecutor(case.program()).run(case.given)
    trees = [rule.when for rule in case.rules] + [each.expression for each in case.derivations]
    for known in (case.given, dict(outcome.values)):
        for tree in (node for each in trees for node in outside_records(each)):
            expected = referred(tree, known)
            found = Judge(tree).judgement(known)
            assert found.value is None or not is_joint(tree) or found.rests_on == tuple(sorted(reads(tree)))
            event(f"{type(tree).__name__}: {'open' if expected.value is None else 'settled'}")
            assert found == expected
            assert type(found.value) is type(expected.value)
            assert Judge(tree).value(known) == expected.value


A, B, C = Variable("a"), Variable("b"), Variable("c")
PEOPLE = Field("people")
LARGE = Aggregate("any", "towns", Compare(">", PEOPLE, ParameterOf("large")))
DENSE = Aggregate("any", "towns", And((Compare(">", PEOPLE, Constant(9)), Compare(">", Field("area"), C))))
MOST = Aggregate("share", "towns", Or((A, Compare(">", PEOPLE, C))), "people")


@pytest.mark.parametrize(
    ("tree", "values", "expected"),
    [
        (And((A, B, C)), {"a": True, "b": True, "c": True}, Judgement(True, ("a", "b", "c"))),
        (And((A, B, C)), {"a": True, "b": False, "c": False}, Judgement(False, ("b", "c"))),
        (And((A, B, C)), {"b": False}, Judgement(False, ("b",))),
        (And((C, Or((B, A)))), {"c": True}, Judgement(None, (), ("a", "b"))),
        (Or((A, B, C)), {"a": False, "c": True}, Judgement(True, ("c",))),
        (Or((A, Not(B))), {"a": False, "b": True}, Judgement(False, ("a", "b"))),
        (Known("a"), {}, Judgement(None, (), ("a",))),
        (Known("a"), {"a": False}, Judgement(True, ("a",))),
        (Compare("<", Constant(1), A), {"a": 2}, Judgement(True, ("a",))),
        (Calculate("/", A, B), {"a": 1, "b": 0}, Judgement(None, (), (), (Calculate("/", A, B),))),
        (LARGE, {"towns": ({"people": 5}, {"people": None})}, Judgement(True, ("towns",))),
        (LARGE, {"towns": ({"people": 4}, {"people": None})}, Judgement(None, (), ("towns",))),
        (MOST, {"a": True, "towns": ({"people": None},)}, Judgement(None, (), ("towns",))),
        (MOST, {"c": 4, "towns": ({"people": 3},)}, Judgement(None, (), ("a",))),
        (MOST, {"towns": ({"people": 3}, {"people": None})}, Judgement(None, (), ("a", "c", "towns"))),
        (MOST, {"a": True, "towns": ({"people": 0},)}, Judgement(None, (), (), (MOST,))),
        (DENSE, {"towns": ({"people": 1, "area": None}, {"people": 9.5, "area": 5})}, Judgement(None, (), ("c",))),
        (And(()), {}, Judgement(True)),
        (Or(()), {}, Judgement(False)),
    ],
)
def test_by_hand(tree: Expression, values: dict[str, Any], expected: Judgement) -> None:
    """Some of them, as one would say by hand; the assumption is 4."""
    judge = Judge(tree, {"large": 4})
    assert [judge.judgement(values) for _ in range(2)] == [expected, expected]
