"""Given facts changed one at a time: what is said to turn does so where the region is assessed anew; nothing else."""

from __future__ import annotations

from hypothesis import given

from regiorules.authoring.testing.strategies import Case, cases
from regiorules.engine.compiled import CompiledExecutor
from regiorules.robust.changes import others, turns
from regiorules.robust.values import Ground, asked_of
from regiorules.rules.expressions import Compare, Constant, Variable
from tests.executors import SOME
from tests.robust.worlds import ground


@SOME
@given(case=cases())
def test_a_change_turns_what_a_new_run_finds_turned(case: Case) -> None:
    """Every change of every given fact, by the compiled executor on all the facts."""
    program = case.program()
    executor = CompiledExecutor(program)
    values = executor.run(case.given).values
    grounds = {name: ground(case.names[name]) for name in case.given}
    names = sorted(case.yes_no - case.given.keys())
    found = {
        (each.name, each.fact, repr(each.value)): each.after
        for each in turns(program, case.given, values, grounds, names)
    }
    wanted = {}
    for fact in grounds:
        for value in others(grounds[fact], case.given[fact], asked_of(program), fact):
            after = executor.run({**case.given, fact: value}).values
            wanted |= {
                (name, fact, repr(value)): after.get(name) for name in names if after.get(name) is not values.get(name)
            }
    assert found == wanted


def test_a_set_loses_or_gets_one_option() -> None:
    found = others(Ground("set", ("a", "b")), frozenset("a"), {}, "x")
    assert list(found) == [frozenset(), frozenset("ab")]


def test_a_number_gets_a_value_that_rules_tell_from_it() -> None:
    tests = {"x": [Compare(">=", Variable("x"), Constant(5))]}
    assert list(others(Ground("number"), 7, tests, "x")) == [4]
    assert list(others(Ground("number"), 3, tests, "x")) == [5]


def test_what_isnt_known_whole_isnt_changed() -> None:
    assert list(others(Ground("yes_no"), None, {}, "x")) == []
