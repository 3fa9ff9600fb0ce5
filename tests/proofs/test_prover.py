"""What is proved of random programs, against every region there is: where these are few, and where they are many."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.authoring.testing.values import Name, facts
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.executor import Outcome
from regiorules.engine.program import ProgramRule
from regiorules.proofs.claims import Claim, conflicts, every, rule_is, rule_is_not
from regiorules.proofs.prover import Prover
from regiorules.proofs.solver import z3
from regiorules.rules.expressions import Variable
from tests.executors import EXAMPLES
from tests.proofs.few import fact, is_given, leaves_open, worlds

FEW = settings(
    max_examples=max(40, EXAMPLES // 8), deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def prover(case: Case, *, complete: bool) -> Prover:
    """The prover of a case; in its regions nothing that follows is given, where they are complete."""
    program = case.program()
    known = {name: evolve(fact(each), asked=not complete or is_given(name)) for name, each in case.names.items()}
    return Prover(known, program, CompiledExecutor(program), complete=complete)


@FEW
@given(case=cases(layers=3))
def test_what_is_proved_is_so_of_every_region(case: Case) -> None:
    """Of few regions all are looked at: some does, or it is proved that none does; a power may leave it unsettled."""
    found = worlds(case)
    assume(found is not None)
    assert found is not None
    program = case.program()
    run = CompiledExecutor(program).run
    outcomes = [run(world) for world in found]
    asked = prover(case, complete=True)
    unsettled = {"unsettled"} if leaves_open(case) else set()
    for rule in program.rules:
        for status in (True, False):
            expected = "some" if any(each.statuses[rule] is status for each in outcomes) else "none"
            assert asked.ask(rule_is(rule, status)).says in {expected, *unsettled}
            other = "some" if any(each.statuses[rule] is not status for each in outcomes) else "none"
            assert asked.ask(rule_is_not(rule, status)).says in {other, *unsettled}
    for name in asked.disputable:
        expected = "some" if any(name in each.conflicts for each in outcomes) else "none"
        assert asked.ask(conflicts(name)).says in {expected, *unsettled}


@FEW
@given(case=cases(layers=3), data=st.data())
def test_nothing_is_proved_that_a_region_refutes(case: Case, data: st.DataObject) -> None:
    """Numbers, texts and lists are too many to look at all: what one region does is never proved not to be."""
    program = case.program()
    told = [case.given, *(data.draw(facts(list(case.names.values()))) for _ in range(3))]
    outcomes: list[Outcome] = [CompiledExecutor(program).run(each) for each in told]
    asked = prover(case, complete=False)
    for rule in program.rules:
        for status in {each.statuses[rule] for each in outcomes} - {None}:
            assert asked.ask(rule_is(rule, status)).says != "none"


@FEW
@given(case=cases(layers=2))
def test_the_smallest_region_shows_it_and_no_part_of_it_does(case: Case) -> None:
    asked = prover(case, complete=False)
    for rule in case.program().rules:
        found = asked.smallest(rule_is(rule, True))
        if found.says == "some":
            assert asked.outcome(found.region).statuses[rule] is True
            for name in found.region:
                less = {other: value for other, value in found.region.items() if other != name}
                assert asked.outcome(less).statuses[rule] is not True


def test_what_is_asked_follows_where_it_is_not_given_and_else_is_what_is_given() -> None:
    names = {name: Name(name, "yes_no") for name in ("given_0", "agreed", "act")}
    rules = (
        ProgramRule("agreed-then", Variable("given_0"), "agreed"),
        ProgramRule("act-then", Variable("agreed"), "act"),
    )
    asked = prover(Case(names, (), rules), complete=False)
    follows = Claim(
        lambda model: z3.And(z3.Not(model.world.given["agreed"]), model.rules["act-then"].yes),
        lambda found: found.statuses["act-then"] is True,
    )
    assert asked.smallest(follows).region == {"given_0": True}
    against = asked.ask(every((rule_is("agreed-then", True), rule_is("act-then", False))))
    assert against.region == {**against.region, "given_0": True, "agreed": False}
