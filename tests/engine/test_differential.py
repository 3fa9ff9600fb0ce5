"""Random programs and random partial facts: every executor says what the plain reference says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine.executor import MakeExecutor, Outcome
from regiorules.facts.possible import contradicts, is_known, is_partly
from tests import reference
from tests.completions import completion, narrower
from tests.executors import FULL, SOME, every_executor, outcome


def expected(case: Case) -> Outcome:
    options = {name: each.options for name, each in case.names.items() if each.kind in ("level", "choice")}
    options |= dict.fromkeys(case.yes_no, (True, False))
    every = (case.derivations, case.rules, case.given, options, case.collected, case.excepted)
    found = reference.assess(case.yes_no, *every)
    return Outcome(found.statuses, found.values, found.conflicts)


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
        name: type(value)(data.draw(st.permutations(value))) if case.names[name].kind == "records" else value
        for name, value in case.given.items()
    }
    found = outcome(make, evolve(case, given=turned))
    wanted = outcome(make, case)
    assert dict(wanted.statuses) == dict(found.statuses)
    assert wanted.conflicts == found.conflicts


def against_rules(make: MakeExecutor, case: Case) -> bool:
    """True where the rules for a name give what isn't possible by what is given of it in part."""
    for name in filter(lambda each: is_partly(case.given[each]), case.given):
        others = {each: value for each, value in case.given.items() if each != name}
        if contradicts(case.given[name], [outcome(make, evolve(case, given=others)).values.get(name)]):
            return True
    return False


@every_executor
@SOME
@given(case=cases(), data=st.data())
def test_a_new_fact_only_settles_what_was_open(make: MakeExecutor, case: Case, data: st.DataObject) -> None:
    """What was settled stays so when an unknown fact becomes known, unless rules or facts are in conflict."""
    before = outcome(make, case)
    unknown = [name for name in case.names if not is_known(before.values.get(name))]
    if not unknown:
        return
    name = data.draw(st.sampled_from(unknown))
    possible = completion(case.names[name], before.values.get(name))
    told = evolve(case, given={**case.given, name: data.draw(possible)})
    after = outcome(make, told)
    if before.conflicts or after.conflicts or any(against_rules(make, each) for each in (case, told)):
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
