"""What can't be calculated: it stays open, says so, and asks for nothing that is given."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.findings import Findings
from regiorules.engine.judgement import Judge
from regiorules.engine.program import Derivation, ProgramRule, build_program
from regiorules.engine.provenance import Provenance
from regiorules.facts.possible import is_known
from regiorules.rules.expressions import (
    Aggregate,
    And,
    Calculate,
    Compare,
    Constant,
    Expression,
    Field,
    Not,
    Or,
    Variable,
)

A, B, C = Variable("a"), Variable("b"), Variable("c")
RATIO = Calculate("/", A, B)
ROOT = Calculate("**", A, Constant(0.5))
HUGE = Calculate("*", A, Constant(1e308))
LARGEST = Aggregate("max", "towns", None, "people")
SHARE = Aggregate("share", "towns", Compare(">", Field("people"), C), "people")
DENSE = Aggregate("any", "towns", Compare(">", Calculate("/", Field("people"), Field("area")), C))


def over(left: Expression, limit: float = 1) -> Expression:
    return Compare(">", left, Constant(limit))


def towns(*figures: tuple[float | None, float | None]) -> tuple[dict[str, Any], ...]:
    return tuple({"people": people, "area": area} for people, area in figures)


@pytest.mark.parametrize(
    ("tree", "values", "waits", "fails"),
    [
        (over(RATIO), {"a": 1, "b": 0}, set(), (RATIO,)),
        (over(ROOT), {"a": -1}, set(), (ROOT,)),
        (over(ROOT), {"a": 4}, set(), ()),
        (over(RATIO), {"a": 1}, {"b"}, ()),
        (over(RATIO), {"b": 0}, {"a"}, ()),
        (over(RATIO), {"a": 1, "b": 2}, set(), ()),
        (over(HUGE), {"a": 1e5}, set(), (HUGE,)),
        (over(Calculate("+", RATIO, C)), {"a": 1, "b": 0}, set(), (RATIO,)),
        (Compare(">", RATIO, C), {"a": 1, "b": 0}, set(), (RATIO,)),
        (Not(And((over(RATIO), over(C)))), {"a": 1, "b": 0}, {"c"}, (RATIO,)),
        (Or((over(RATIO), over(C))), {"a": 1, "b": 0, "c": 0}, set(), (RATIO,)),
        (Or((over(RATIO), over(C))), {"a": 1, "b": 0, "c": 2}, set(), ()),
        (over(LARGEST), {"towns": ()}, set(), (LARGEST,)),
        (over(LARGEST), {}, {"towns"}, ()),
        (over(LARGEST), {"towns": towns((1, 1), (None, 1))}, {"towns"}, ()),
        (over(SHARE), {"towns": towns((0, 1)), "c": 1}, set(), (SHARE,)),
        (over(SHARE), {"towns": towns((5, 1))}, {"c"}, ()),
        (DENSE, {"towns": towns((1, 0)), "c": 1}, set(), (DENSE,)),
        (DENSE, {"towns": towns((1, 0), (1, None)), "c": 1}, {"towns"}, ()),
        (DENSE, {"towns": towns((1, 0)), "a": 1}, {"c"}, ()),
    ],
)
def test_what_fails_is_told_from_what_is_missing(
    tree: Expression, values: dict[str, Any], waits: set[str], fails: tuple[Expression, ...]
) -> None:
    """A calculation without an answer is named; what is given (unless a record lacks something) is never asked."""
    found = Judge(tree).judgement(values)
    assert set(found.waits_for) == waits
    assert found.undefined == fails


def provenance(rules: list[ProgramRule], derivations: list[Derivation], known: dict[str, Any]) -> Provenance:
    program = build_program(["a", "b", "c", "d"], [rule.target for rule in rules], derivations, rules)
    return Provenance(CompiledExecutor(program).run(known), known, Findings(program, frozenset("abc")))


def test_a_conclusion_does_not_wait_for_facts_that_are_given() -> None:
    """Also where the calculation is in a derived fact: only what could still settle the conclusion is waited for."""
    rules = [ProgramRule("r", over(Variable("d")), "one"), ProgramRule("s", And((over(RATIO), over(C))), "two")]
    found = provenance(rules, [Derivation("d", RATIO)], {"a": 1, "b": 0})
    assert {name: set(found.waits_for(name)) for name in ("a", "b", "d", "one", "two")} == {
        "a": set(),
        "b": set(),
        "d": set(),
        "one": set(),
        "two": {"c"},
    }


def lacks(value: Any) -> bool:
    """True for what isn't known whole, and for records of which one lacks something."""
    records = value if isinstance(value, tuple) else ()
    return not is_known(value) or not all(is_known(each) for record in records for each in record.values())


@settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_nothing_waits_for_what_is_given(case: Case) -> None:
    """
    Whatever the rules: what is waited for is unknown or has a gap; an open condition waits for something, or holds a
    calculation that fails.
    """
    program = case.program()
    outcome = CompiledExecutor(program).run(case.given)
    found = Provenance(outcome, case.given, Findings(program, frozenset(case.names)))
    for name in program.names:
        for waited in found.waits_for(name):
            assert lacks(case.given.get(waited))
    for rule in program.rules.values():
        _, _, waits, fails = rule.judge.judgement(outcome.values)
        event(f"fails: {bool(fails)}")
        assert all(lacks(outcome.values.get(name)) for name in waits)
        assert bool(waits or fails) is (outcome.statuses[rule.id] is None)
