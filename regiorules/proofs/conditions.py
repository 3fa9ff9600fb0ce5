"""Conditions and calculations as formulas, in strong Kleene logic as the engine has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field

from regiorules.frozen import frozen
from regiorules.proofs.calendar import months
from regiorules.proofs.figures import any_figure, figure
from regiorules.proofs.powers import power
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import (
    ALWAYS,
    NEVER,
    Members,
    Scalar,
    Term,
    Truth,
    all_of,
    any_of,
    both,
    constant,
    either,
    in_part,
    number,
    told,
)
from regiorules.proofs.world import Codes, Row, Rows
from regiorules.rules.expressions import (
    COMPARE,
    Aggregate,
    And,
    AssessmentDay,
    Calculate,
    Compare,
    Constant,
    Contains,
    Expression,
    Field,
    Known,
    Not,
    OneOf,
    Or,
    Size,
    Variable,
    reads,
)

NOTHING = Scalar(NEVER, z3.RealVal(0))


@frozen
class Conditions:
    """
    The terms of names, and of the fields of a record while a condition is about one.

    What is written twice is one formula, so that the solver need not find out that they are the same.
    """

    terms: Mapping[str, Term | Rows]
    codes: Codes
    row: Row | None = None
    _made: dict[Expression, Term] = field(factory=dict)

    def truth(self, tree: Expression) -> Truth:
        """The formula of a condition."""
        found = self.term(tree)
        assert isinstance(found, Truth), tree
        return found

    def scalar(self, tree: Expression) -> Scalar:
        """The formula of a number, a level, an option or a text."""
        found = self.term(tree)
        assert isinstance(found, Scalar), tree
        return found

    def term(self, tree: Expression) -> Term:
        """The formula of any tree; raises KeyError for a name that there isn't."""
        if tree not in self._made:
            self._made[tree] = self._term(tree)
        return self._made[tree]

    def _term(self, tree: Expression) -> Term:
        match tree:
            case Constant(value):
                return self.constant(value)
            case Variable(name):
                found = self.terms[name]
                assert not isinstance(found, Rows)
                return found
            case AssessmentDay():
                return NOTHING
            case Field(name):
                assert self.row is not None
                return self.row.fields[name]
            case And(parts):
                return both(map(self.truth, parts))
            case Or(parts):
                return either(map(self.truth, parts))
            case Not(part):
                return self.truth(part).opposite()
            case Compare(op, left, right):
                return self.compared(op, self.term(left), self.term(right))
            case OneOf(item, options):
                subject = self.scalar(item)
                return subject.tested(any_of(subject.value == self._value(option) for option in options))
            case Contains(collection, option):
                found = self.term(collection)
                assert isinstance(found, Members)
                return found.has.get(option) or told(found.known, NEVER)
            case Size(collection):
                found = self.term(collection)
                assert isinstance(found, Members)
                return found.size
            case Known(name):
                return Truth(_may_be_known(self.terms[name]), NEVER)
            case Calculate(op, left, right):
                return calculated(op, self.scalar(left), self.scalar(right))
            case Aggregate():
                return self.aggregate(tree)
        raise AssertionError(tree)

    def _value(self, value: Any) -> z3.ArithRef:
        found = self.constant(value)
        assert isinstance(found, Scalar)
        return found.value

    def constant(self, value: Any) -> Term:
        """A constant in inner form."""
        if isinstance(value, bool):
            return constant(value)
        if isinstance(value, str):
            return Scalar(ALWAYS, z3.IntVal(self.codes.code(value)))
        return Scalar(ALWAYS, number(value))

    def compared(self, op: str, left: Term, right: Term) -> Truth:
        """What a comparison makes of two values of one kind; of values of two kinds, that they differ."""
        if isinstance(left, Truth) and isinstance(right, Truth):
            return left.same(right) if op == "==" else left.same(right).opposite()
        if isinstance(left, Scalar) and isinstance(right, Scalar):
            return left.compared(right, COMPARE[op])
        known = all_of((left.known, right.known))
        return Truth(known if op == "!=" else NEVER, known if op == "==" else NEVER)

    def aggregate(self, tree: Aggregate) -> Term:
        """A figure or a statement about records."""
        records = self.terms[tree.records]
        assert isinstance(records, Rows)
        if records.rows is None:
            return any_figure(tree, records.known, records.form + self._read_in(tree))
        where = tree.where or Constant(True)
        tests = [Conditions(self.terms, self.codes, row).truth(where) for row in records.rows]
        return figure(tree, records, tests)

    def _read_in(self, tree: Aggregate) -> str:
        """What tells figures apart that are written alike: what the names in them come to, where that isn't given."""
        names = sorted(reads(tree.where)) if tree.where is not None else []
        return "".join(f" {each.get_id()}" for name in names for each in parts_of(self.terms[name]))


def _may_be_known(term: Term | Rows) -> z3.BoolRef:
    """Where the whole value is known: of what is partly known perhaps, as what it lacks may make no difference."""
    if not isinstance(term, Scalar) or z3.is_false(term.partly):
        return term.known
    return any_of((term.known, all_of((term.partly, z3.Bool(f"whole {term.partly.get_id()}")))))


def parts_of(term: Term | Rows) -> tuple[z3.ExprRef, ...]:
    """The formulas of which a term is made."""
    match term:
        case Truth(yes, no):
            return (yes, no)
        case Scalar(known, value):
            return (known, value)
        case Members(has):
            return tuple(part for each in has.values() for part in (each.yes, each.no))
    return (term.known,)


def calculated(op: str, left: Scalar, right: Scalar) -> Scalar:
    """A calculation; without an answer where it divides by zero, or is a power that may not exist."""
    one, other = left.value, right.value
    known, partly = all_of((left.known, right.known)), in_part(left, right)
    if op == "/":
        value = z3.ToReal(one) / other if z3.is_int(one) else one / other
        return Scalar(all_of((known, other != 0)), value, partly)
    if op == "months":
        return Scalar(known, months(one, other), partly)
    if op == "**":
        exists, value = power(one, other)
        return Scalar(all_of((known, exists)), value, partly)
    return Scalar(known, one + other if op == "+" else one - other if op == "-" else one * other, partly)
