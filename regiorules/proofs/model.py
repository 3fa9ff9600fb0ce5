"""A program as formulas: the truth of every rule, and what every name comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from operator import gt, lt
from typing import Any

from attrs import field

from regiorules.engine.program import Layer, Program, ProgramRule
from regiorules.engine.settling import COLLECT, Settle, settle_min, settle_set, settle_silent, settle_sum
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.proofs.conditions import Conditions
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import (
    NEVER,
    Members,
    Scalar,
    Term,
    Truth,
    all_of,
    any_of,
    chosen,
    either,
)
from regiorules.proofs.world import Rows, World
from regiorules.rules.expressions import COMPARE, Constant, Expression

_NOUGHT = z3.RealVal(0)


@frozen
class Model:
    """
    A program in any region of a world.

    `rules` is the truth of each rule, `terms` what each name comes to, `conflicts` where it gets two values.
    """

    program: Program
    world: World
    rules: dict[str, Truth] = field(factory=dict)
    terms: dict[str, Term | Rows] = field(factory=dict)
    conflicts: dict[str, z3.BoolRef] = field(factory=dict)

    def truth(self, tree: Expression) -> Truth:
        """The truth of a condition, by what every name comes to."""
        return Conditions(self.terms, self.world.codes).truth(tree)


def model_of(program: Program, world: World) -> Model:
    """The formulas of a program, layer by layer."""
    model = Model(program, world)
    model.terms.update(world.terms)
    for layer in program.layers:
        _derive(layer, model)
        _judge(layer, model)
    return model


def _derive(layer: Layer, model: Model) -> None:
    conditions = Conditions(model.terms, model.world.codes)
    found = {each.target: conditions.term(each.expression) for each in layer.derivations}
    for target, term in found.items():
        model.terms[target] = _else(model, target, term)


def _judge(layer: Layer, model: Model) -> None:
    conditions = Conditions(model.terms, model.world.codes)
    model.rules.update((rule.id, conditions.truth(rule.when)) for rule in layer.rules)
    for target, rules in layer.by_target.items():
        model.terms[target] = _else(model, target, _settled(model, target, rules))


def _else(model: Model, target: str, term: Term) -> Term:
    """What is given, or else what follows."""
    given = model.world.given.get(target)
    own = model.terms.get(target)
    if given is None or own is None or isinstance(own, Rows):
        return term
    follows = z3.Not(given)
    if isinstance(term, Truth) and isinstance(own, Truth):
        return _either(own, follows, term)
    if isinstance(term, Members) and isinstance(own, Members):
        return Members({name: _either(own.has[name], follows, term.has[name]) for name in own.has})
    assert isinstance(term, Scalar)
    assert isinstance(own, Scalar)
    known, partly = any_of((own.known, all_of((follows, term.known)))), all_of((follows, term.partly))
    return Scalar(known, z3.If(given, own.value, term.value), partly)


def _either(own: Truth, follows: z3.BoolRef, term: Truth) -> Truth:
    return Truth(any_of((own.yes, all_of((follows, term.yes)))), any_of((own.no, all_of((follows, term.no)))))


def _settled(model: Model, target: str, rules: Sequence[ProgramRule]) -> Term:
    settle = model.program.settle[target]
    truths = [model.rules[rule.id] for rule in rules]
    if settle is settle_silent:
        return either(truths)
    if settle in COLLECT.values():
        return _collected(settle, _said(model, rules), truths)
    values = [rule.value for rule in rules]
    if settle is settle_set:
        return _set(model.world.facts[target], values, truths)
    return _value(model, target, rules, truths)


def _set(fact: Fact, values: Sequence[frozenset[str]], truths: Sequence[Truth]) -> Members:
    """Each rule that holds adds its options, and each that is open may."""
    pairs = list(zip(values, truths, strict=True))
    return Members({option: either([truth for value, truth in pairs if option in value]) for option in fact.option_ids})


def _value(model: Model, target: str, rules: Sequence[ProgramRule], truths: Sequence[Truth]) -> Term:
    """The value of the rules that hold; unknown where none does, or where they differ."""
    if any(rule.works_out for rule in rules):
        return _worked_out(model, target, _said(model, rules), truths)
    said: dict[object, list[z3.BoolRef]] = {}
    for rule, truth in zip(rules, truths, strict=True):
        said.setdefault(rule.value, []).append(truth.yes)
    holds = {value: any_of(each) for value, each in said.items()}
    conflict = any_of(all_of((one, *_others(holds, value))) for value, one in holds.items())
    _disputed(model, target, conflict)
    known = all_of((any_of(holds.values()), z3.Not(conflict)))
    if all(isinstance(value, bool) for value in holds):
        return Truth(all_of((known, holds.get(True, NEVER))), all_of((known, holds.get(False, NEVER))))
    conditions = Conditions(model.terms, model.world.codes)
    cases: list[tuple[z3.BoolRef, z3.ArithRef]] = []
    for value, holding in holds.items():
        term = conditions.constant(value)
        assert isinstance(term, Scalar)
        cases.append((holding, term.value))
    return Scalar(known, chosen(cases[:-1], cases[-1][1]))


def _disputed(model: Model, target: str, conflict: z3.BoolRef) -> None:
    """Note where a name gets two values: nowhere where it is given."""
    given = model.world.given.get(target)
    model.conflicts[target] = conflict if given is None else all_of((z3.Not(given), conflict))


def _said(model: Model, rules: Sequence[ProgramRule]) -> list[Scalar]:
    """The numbers that rules say: as they stand, or as they are worked out."""
    conditions = Conditions(model.terms, model.world.codes)
    trees = (Constant(rule.value) if rule.works_out is None else rule.works_out.tree for rule in rules)
    return [conditions.scalar(tree) for tree in trees]


def _worked_out(model: Model, target: str, said: Sequence[Scalar], truths: Sequence[Truth]) -> Scalar:
    """The number of the rules that hold and of which it is known; two that differ are a conflict."""
    pairs = list(zip(said, truths, strict=True))
    conflict = any_of(
        all_of((first.yes, second.yes, one.compared(other, COMPARE["!="]).yes))
        for (one, first), (other, second) in combinations(pairs, 2)
    )
    _disputed(model, target, conflict)
    telling = [(all_of((truth.yes, each.known)), each.value) for each, truth in pairs]
    known = all_of((any_of(one for one, _ in telling), z3.Not(conflict)))
    partly = any_of(all_of((truth.yes, each.partly)) for each, truth in pairs)
    return Scalar(known, chosen(telling[:-1], telling[-1][1]), all_of((partly, z3.Not(known))))


def _collected(settle: Settle, said: Sequence[Scalar], truths: Sequence[Truth]) -> Scalar:
    """The number that is made of all rules that hold; while something of it is open, it is partly known."""
    pairs = list(zip(said, truths, strict=True))
    known = all_of(any_of((truth.no, all_of((truth.yes, each.known)))) for each, truth in pairs)
    if settle is not settle_sum:
        found = _outermost(lt if settle is settle_min else gt, pairs)
        return Scalar(all_of((known, found.known)), found.value, all_of((z3.Not(known), found.known)))
    value = z3.Sum([_NOUGHT, *(z3.If(truth.yes, each.value, _NOUGHT) for each, truth in pairs)])
    return Scalar(known, value, z3.Not(known))


def _outermost(before: Callable[[Any, Any], Any], pairs: Iterable[tuple[Scalar, Truth]]) -> Scalar:
    """The number of the rules that hold that goes before all others; unknown where none holds."""
    best, some = _NOUGHT, NEVER
    for each, truth in pairs:
        better = all_of((truth.yes, any_of((z3.Not(some), before(each.value, best)))))
        best, some = z3.If(better, each.value, best), any_of((some, truth.yes))
    return Scalar(some, best)


def _others(holds: Mapping[object, z3.BoolRef], value: object) -> list[z3.BoolRef]:
    """That some other value is said too."""
    return [any_of(each for other, each in holds.items() if other != value)]
