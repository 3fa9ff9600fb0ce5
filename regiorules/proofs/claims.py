"""What may be so of a region by a program: as a formula for the solver, and as a question about an outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from regiorules.engine.executor import Outcome
from regiorules.engine.judgement import Judge
from regiorules.frozen import frozen
from regiorules.proofs.model import Model
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import Truth, all_of, any_of
from regiorules.rules.expressions import Compare, Constant, Expression, Variable


@frozen
class Claim:
    """The same thing twice: its formula in a model, and whether an outcome of the engine says so."""

    formula: Callable[[Model], z3.BoolRef]
    shown: Callable[[Outcome], bool]


def rule_is(rule: str, status: bool) -> Claim:
    """A rule holds, or fails."""
    return Claim(lambda model: _side(model.rules[rule], status), lambda found: found.statuses[rule] is status)


def rule_is_not(rule: str, status: bool) -> Claim:
    """A rule doesn't hold, or doesn't fail: it may be open."""
    return Claim(
        lambda model: z3.Not(_side(model.rules[rule], status)), lambda found: found.statuses[rule] is not status
    )


def condition_is(tree: Expression, truth: bool) -> Claim:
    """A condition is true, or false, by what every name comes to."""
    judge = Judge(tree)
    return Claim(lambda model: _side(model.truth(tree), truth), lambda found: judge.value(found.values) is truth)


def name_is(name: str, value: Any) -> Claim:
    """A name comes to a value (inner form)."""
    tree = Variable(name) if value is True else Compare("==", Variable(name), Constant(value))
    return condition_is(tree, True)


def name_fails(name: str) -> Claim:
    """A conclusion, or what is true or false, is not so."""
    return condition_is(Variable(name), False)


def conflicts(name: str) -> Claim:
    """Rules give a name two values."""
    return Claim(lambda model: model.conflicts[name], lambda found: name in found.conflicts)


def every(claims: Iterable[Claim]) -> Claim:
    """All of these are so."""
    parts = list(claims)
    return Claim(
        lambda model: all_of(each.formula(model) for each in parts),
        lambda found: all(each.shown(found) for each in parts),
    )


def some(claims: Iterable[Claim]) -> Claim:
    """One of these is so, or more."""
    parts = list(claims)
    return Claim(
        lambda model: any_of(each.formula(model) for each in parts),
        lambda found: any(each.shown(found) for each in parts),
    )


def _side(truth: Truth, wanted: bool) -> z3.BoolRef:
    return truth.yes if wanted else truth.no
