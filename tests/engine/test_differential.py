"""Random programs and random partial facts: every executor says what the plain reference says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.authoring.testing.strategies import Case, cases, values
from regiorules.engine import rete
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.executor import MakeExecutor, Outcome
from regiorules.facts.possible import is_known
from tests import reference
from tests.completions import narrower

EXAMPLES = int(os.environ.get("REGIORULES_EXAMPLES", "300"))
DATABASE = None  # a run depends on nothing that an earlier run left behind
FULL = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=DATABASE,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SOME = settings(FULL, max_examples=max(50, EXAMPLES // 3))
EXECUTORS: list[Any] = [
    pytest.param(CompiledExecutor, id="compiled"),
    pytest.param(
        DurableExecutor,
        id="durable",
        marks=pytest.mark.skipif(not rete.available(), reason="durable-rules isn't installed"),
    ),
]
every_executor = pytest.mark.parametrize("make", EXECUTORS)


def expected(case: Case) -> Outcome:
    options = {name: each.options for name, each in case.names.items() if each.kind in ("level", "choice")}
    options |= dict.fromkeys(case.yes_no, (True, False))
    found = reference.assess(case.yes_no, case.derivations, case.rules, case.given, options)
    return Outcome(found.statuses, found.values, found.conflicts)


def outcome(make: MakeExecutor, case: Case) -> Outcome:
    return make(case.program()).run(case.given)


def same(wanted: Outcome, found: Outcome) -> None:
    """Two outcomes are equal, down to the type of every value."""
    assert dict(wanted.statuses) == dict(found.statuses)
    assert typed(wanted.values) == typed(found.values)
    assert wanted.conflicts == found.conflicts


def typed(known: Mapping[str, Any]) -> dict[str, Any]:
    return {name: (value is True or value is False, value) for name, value in known.items()}


@every_executor
@FULL
@given(case=cases())
def test_every_executor_agrees_with_the_reference(make: MakeExecutor, case: Case) -> None:
    """The status of every rule, every value and every conflict is what the plain evaluator finds."""
    same(expected(case), outcome(make, case))


@every_executor
@SOME
@given(case=cases(), data=st.data())
def test_no_outcome_depends_on_an_order(make: MakeExecutor, case: Case, data: st.DataObject) -> None:
    """Rules, derivations, names and facts in another order give the same outcome."""
    shuffled = evolve(
        case,
        names=dict(data.draw(st.permutations(list(case.names.items())))),
        derivations=tuple(data.draw(st.permutations(case.derivations))),
        rules=tuple(data.draw(st.permutations(case.rules))),
        given=dict(data.draw(st.permutations(list(case.given.items())))),
    )
    same(outcome(make, case), outcome(make, shuffled))


@every_executor
@SOME
@given(case=cases(), data=st.data())
def test_the_order_of_records_is_nothing(make: MakeExecutor, case: Case, data: st.DataObject) -> None:
    """Records in another order give the same outcome, also where decimals are summed."""
    turned = {
        name: tuple(data.draw(st.permutations(value))) if case.names[name].kind == "records" else value
        for name, value in case.given.items()
    }
    found = outcome(make, evolve(case, given=turned))
    wanted = outcome(make, case)
    assert dict(wanted.statuses) == dict(found.statuses)
    assert wanted.conflicts == found.conflicts


@every_executor
@SOME
@given(case=cases(), data=st.data())
def test_a_new_fact_only_settles_what_was_open(make: MakeExecutor, case: Case, data: st.DataObject) -> None:
    """What was settled stays so when an unknown fact becomes known, unless rules are in conflict."""
    before = outcome(make, case)
    unknown = [name for name in case.names if not is_known(before.values.get(name))]
    if not unknown:
        return
    name = data.draw(st.sampled_from(unknown))
    after = outcome(make, evolve(case, given={**case.given, name: data.draw(values(case.names[name]))}))
    if before.conflicts or after.conflicts:
        return
    kept = {rule: after.statuses[rule] for rule, status in before.statuses.items() if status is not None}
    assert {rule: status for rule, status in before.statuses.items() if status is not None} == kept
    assert all(narrower(after.values.get(name), value) for name, value in before.values.items())


@every_executor
@SOME
@given(case=cases())
def test_an_executor_forgets(make: MakeExecutor, case: Case) -> None:
    """The same executor gives the same outcome again, also after other facts."""
    executor = make(case.program())
    first = executor.run(case.given)
    executor.run({})
    same(first, executor.run(case.given))
