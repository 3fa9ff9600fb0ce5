"""
A program in one region, of which only some facts may become something else: what can't change is worked out beforehand.

By what the engine made of the region each condition that no such fact reaches is true, false or open, and stays so; so
the solver never sees lists, or what is partly known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from attrs import field

from regiorules.engine.executor import Outcome
from regiorules.engine.judgement import Judge
from regiorules.engine.program import Derivation, Program, build_program
from regiorules.facts.possible import is_known
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.proofs.conditions import Conditions
from regiorules.proofs.shared import unknown
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import ALWAYS, NEVER, Members, Scalar, Term, Truth, constant
from regiorules.proofs.world import Codes, Rows, World
from regiorules.rules.expressions import And, Constant, Expression, Not, Or, Variable, children, reads

OPEN = "?"  # a name that nothing is known of; no name in a rule set has such a sign
_OPEN = Variable(OPEN)
_SAME = "= "  # before the name of a fact: that it is as it was


def reached(program: Program, names: Iterable[str], given: Set[str]) -> frozenset[str]:
    """These names, and all that is concluded or derived with them, however far; what is given stays as it is."""
    own = frozenset(names)
    found = set(own)
    for layer in program.layers:
        found |= {each.target for each in layer.derivations if reads(each.expression) & found} - given
        found |= {rule.target for rule in layer.rules if rule.reads & found} - given
    return frozenset(found | own)


def behind(program: Program, names: Iterable[str]) -> frozenset[str]:
    """These names, and all that they follow from, however far."""
    found = set(names)
    for layer in reversed(program.layers):
        for each in layer.derivations:
            found |= reads(each.expression) if each.target in found else frozenset()
        for rule in layer.rules:
            found |= rule.reads if rule.target in found else frozenset()
    return frozenset(found)


def steadied(program: Program, outcome: Outcome, own: Set[str], free: Set[str], wanted: Set[str]) -> Program:
    """
    The part of a program by which the `wanted` names follow from what is `free`; all else is filled in.

    `own` are the facts that may become something else, and `free` all that they reach.
    """
    kept = [each for layer in program.layers for each in layer.derivations if each.target in free & wanted]
    return build_program(
        program.names,
        program.yes_no,
        [Derivation(each.target, _filled(each.expression, outcome, own, free)) for each in kept],
        [
            _rule(rule, _filled(rule.when, outcome, own, free))
            for rule in program.rules.values()
            if rule.target in free & wanted
        ],
        program.options,
        program.collected,
    )


def _rule(rule: Any, when: Expression) -> Any:
    return type(rule)(rule.id, when, rule.target, rule.value)


def _filled(tree: Expression, outcome: Outcome, own: Set[str], free: Set[str]) -> Expression:
    """The condition with what it comes to in the place of each part that nothing free is read in."""
    match tree:
        case And(parts):
            return And(tuple(_filled(part, outcome, own, free) for part in parts))
        case Or(parts):
            return Or(tuple(_filled(part, outcome, own, free) for part in parts))
        case Not(part):
            return Not(_filled(part, outcome, own, free))
    value = Judge(tree).value(outcome.values)
    if reads(tree) & free:
        return _until_changed(tree, value, own)
    return Constant(value) if isinstance(value, bool) else _OPEN if value is None else tree


def _until_changed(tree: Expression, value: Any, own: Set[str]) -> Expression:
    """A condition on one fact has the value that it has now until that fact is given: what is partly known may do."""
    names = reads(tree)
    if len(names) != 1 or not names <= own or not isinstance(value, bool):
        return tree
    same = Variable(f"{_SAME}{next(iter(names))}")
    return Or((And((same, Constant(value))), And((Not(same), tree))))


def blurred(program: Program, partly: Set[str]) -> bool:
    """Something of what is partly known is read together with something else, or may follow from rules as well."""
    read = [reads(part) for tree in program.trees for part in _leaves(tree)]
    derived = {name for layer in program.layers for name in layer.by_target}
    return bool(derived & partly) or any(names & partly and len(names) > 1 for names in read)


def _leaves(tree: Expression) -> Iterator[Expression]:
    if isinstance(tree, And | Or | Not):
        for part in children(tree):
            yield from _leaves(part)
    else:
        yield tree


@frozen
class Around:
    """The facts of one region as a program that was steadied reads them: those of the `world`, and the others as is."""

    world: World
    facts: Mapping[str, Fact]
    names: Sequence[str]
    outcome: Outcome
    codes: Codes = field(init=False)
    given: Mapping[str, z3.BoolRef] = field(init=False)
    terms: Mapping[str, Term | Rows] = field(init=False)

    @codes.default
    def _codes(self) -> Codes:
        return self.world.codes

    @given.default
    def _given(self) -> Mapping[str, z3.BoolRef]:
        return self.world.given

    @terms.default
    def _terms(self) -> Mapping[str, Term | Rows]:
        fixed = {name: self._fixed(name) for name in {*self.facts, *self.names} - self.world.terms.keys()}
        same = {f"{_SAME}{name}": self._same(name) for name in self.world.terms}
        return {**fixed, **self.world.terms, **same, OPEN: Truth(NEVER, NEVER)}

    def _same(self, name: str) -> Truth:
        """It isn't given: of what is known whole it doesn't matter, as that is given always."""
        given = self.world.given[name]
        return Truth(z3.Not(given), given)

    def _fixed(self, name: str) -> Term | Rows:
        fact = self.facts.get(name)
        value: Any = self.outcome.values.get(name)
        if fact is None:
            return constant(value) if isinstance(value, bool) else Truth(NEVER, NEVER)
        if fact.type == "records":
            return Rows(ALWAYS if is_known(value) else NEVER, None)
        if not is_known(value):
            return unknown(fact)
        if fact.type == "set":
            return Members({option: constant(option in value) for option in fact.option_ids})
        found = Conditions({}, self.codes).constant(value)
        return found if not isinstance(found, Scalar) or not fact.is_figure else Scalar(ALWAYS, found.value)
