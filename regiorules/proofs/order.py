"""
What is so of figures about one list, whatever is in it: of more records no fewer are counted.

Where every record of which one condition is true makes another one true, that one counts as many at least.  And a
figure about a field is known where that field is, in each record.  With that known, what a bound that moved
cannot change is proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from regiorules.engine.program import Program
from regiorules.frozen import frozen
from regiorules.proofs.conditions import Conditions
from regiorules.proofs.model import Model
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import Scalar, Truth, all_of
from regiorules.proofs.world import Row, Rows
from regiorules.rules.expressions import Aggregate, Field, reads, walk

_MILLISECONDS = 500
_COUNTING = ("count", "any", "all")
_LARGEST = ("max", "min", "median")


@frozen
class About:
    """A model, with any record of each list as it sees one."""

    model: Model
    rows: dict[str, Row]
    never_empty: frozenset[str] = frozenset()

    def test(self, tree: Aggregate) -> Truth:
        """What the condition of a figure says of any record."""
        assert tree.where is not None
        return Conditions(self.model.terms, self.model.world.codes, self.rows[tree.records]).truth(tree.where)

    def records(self, tree: Aggregate) -> Rows:
        """The list that it is about."""
        found = self.model.terms[tree.records]
        assert isinstance(found, Rows)
        return found

    def figure(self, tree: Aggregate) -> Truth | Scalar:
        """The figure."""
        found = Conditions(self.model.terms, self.model.world.codes).term(tree)
        assert isinstance(found, Truth | Scalar)
        return found


def in_order(one: About, other: About, limits: Sequence[z3.BoolRef]) -> Iterator[z3.BoolRef]:
    """What is so of the figures on either side, and of each that only one has beside those of the other."""
    mine, theirs = (_figures(each.model.program) for each in (one, other))
    solver = z3.Solver()
    solver.set("timeout", _MILLISECONDS)
    solver.add(list(limits))
    if mine == theirs:
        return
    for about, trees in ((one, mine), (other, theirs)):
        yield from (each for tree in trees for each in _filled(about, tree, solver))
    for tree, beside in product(*(sorted(filter(_counts, each), key=repr) for each in (mine, theirs))):
        changed = tree not in theirs or beside not in mine
        if changed and (tree.records, tree.function) == (beside.records, beside.function):
            yield from _between(one, tree, other, beside, solver)
            yield from _between(other, beside, one, tree, solver)


def _figures(program: Program) -> set[Aggregate]:
    return {each for tree in program.trees for each in walk(tree) if isinstance(each, Aggregate)}


def _counts(tree: Aggregate) -> bool:
    return tree.function in _COUNTING and tree.where is not None


def _filled(about: About, tree: Aggregate, solver: z3.Solver) -> Iterator[z3.BoolRef]:
    """A figure is known where the fields that it asks for are known in every record, and only there."""
    records, row = about.records(tree), about.rows[tree.records]
    fields = {each.name for each in walk(tree) if isinstance(each, Field)} | ({tree.of} - {""})
    filled = {each: z3.Bool(f"filled {tree.records}{records.form} {each}") for each in sorted(fields)}
    figure = about.figure(tree)
    if tree.of:
        yield z3.Implies(figure.known, filled[tree.of])
    if tree.function == "sum" or (tree.function in _LARGEST and tree.records in about.never_empty):
        yield figure.known == all_of((records.known, filled[tree.of]))
    if not _counts(tree):
        return
    test = about.test(tree)
    names = [about.model.terms[name].known for name in sorted(reads(tree.where or tree))]
    known = all_of((*names, *(row.fields[each].known for each in filled)))
    if _never(solver, all_of((known, z3.Not(test.known)))):
        yield z3.Implies(all_of((records.known, *names, *filled.values())), figure.known)
    for name, each in filled.items() if tree.function == "count" else ():
        if _never(solver, all_of((test.known, z3.Not(row.fields[name].known)))):
            yield z3.Implies(figure.known, each)


def _between(one: About, tree: Aggregate, other: About, beside: Aggregate, solver: z3.Solver) -> Iterator[z3.BoolRef]:
    """What follows where each record that is as `tree` asks is as `beside` asks too."""
    test, wider = one.test(tree), other.test(beside)
    figure, more = one.figure(tree), other.figure(beside)
    if not _never(solver, all_of((test.yes, z3.Not(wider.yes)))):
        return
    if isinstance(figure, Scalar) and isinstance(more, Scalar):
        yield z3.Implies(all_of((figure.known, more.known)), figure.value <= more.value)
        if _never(solver, test.known != wider.known):
            yield figure.known == more.known
    elif isinstance(figure, Truth) and isinstance(more, Truth):
        yield z3.Implies(figure.yes, more.yes)
        if _never(solver, all_of((wider.no, z3.Not(test.no)))):
            yield z3.Implies(more.no, figure.no)


def _never(solver: z3.Solver, formula: z3.BoolRef) -> bool:
    return bool(solver.check(formula) == z3.unsat)
