"""Figures and statements about a list of records of which there are at most so many."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from regiorules.proofs.solver import z3
from regiorules.proofs.terms import NEVER, Scalar, Term, Truth, all_of, any_of, both, chosen, constant, either, number
from regiorules.proofs.world import Row, Rows
from regiorules.rules.expressions import Aggregate

ZERO = z3.RealVal(0)


def _rows(records: Rows) -> tuple[Row, ...]:
    return records.rows or ()


def figure(tree: Aggregate, records: Rows, tests: Sequence[Truth]) -> Term:
    """What `tree` makes of the records, of which each is as its test says."""
    if tree.function in ("any", "all"):
        return _statement(tree.function, records, tests)
    if tree.function == "count":
        return _count(records, tests)
    column = [row.fields[tree.of] for row in _rows(records)]
    return _of_column(tree.function, records, [each for each in column if isinstance(each, Scalar)], tests)


def any_figure(tree: Aggregate, known: z3.BoolRef, about: str = "") -> Term:
    """Anything that a figure can be of some list that is known, whatever is in it; `about` tells two apart."""
    name = f"{tree!r}{about}"
    told = all_of((known, z3.Bool(f"known {name}")))
    if tree.function in ("any", "all"):
        value = z3.Bool(name)
        return Truth(all_of((told, value)), all_of((told, z3.Not(value))))
    value, (low, high) = z3.Real(name), tree.limits
    if tree.function == "count":
        return Scalar(told, z3.If(value >= 0, z3.ToReal(z3.ToInt(value)), ZERO))
    if tree.function in ("max", "min", "median"):
        value = value if math.isinf(low) else z3.If(value < number(low), number(low), value)
        value = value if math.isinf(high) else z3.If(value > number(high), number(high), value)
    return Scalar(told, value)


def _statement(function: str, records: Rows, tests: Sequence[Truth]) -> Truth:
    any_is, least = function == "any", (either if function == "any" else both)
    absent = constant(not any_is)
    each = [_where(row.there, test, absent) for row, test in zip(_rows(records), tests, strict=True)]
    found = least(each) if each else absent
    return Truth(all_of((records.known, found.yes)), all_of((records.known, found.no)))


def _where(there: z3.BoolRef, test: Truth, absent: Truth) -> Truth:
    return Truth(
        any_of((all_of((there, test.yes)), all_of((z3.Not(there), absent.yes)))),
        any_of((all_of((there, test.no)), all_of((z3.Not(there), absent.no)))),
    )


def _count(records: Rows, tests: Sequence[Truth]) -> Scalar:
    rows = list(zip(_rows(records), tests, strict=True))
    known = all_of((records.known, *(z3.Implies(row.there, test.known) for row, test in rows)))
    return Scalar(known, _sum([z3.If(all_of((row.there, test.yes)), z3.RealVal(1), ZERO) for row, test in rows]))


def _sum(parts: Sequence[z3.ArithRef]) -> z3.ArithRef:
    return z3.Sum([ZERO, *parts])


def _of_column(function: str, records: Rows, column: Sequence[Scalar], tests: Sequence[Truth]) -> Scalar:
    rows = _rows(records)
    filled = all_of((records.known, *(z3.Implies(r.there, each.known) for r, each in zip(rows, column, strict=True))))
    total = _sum([z3.If(row.there, each.value, ZERO) for row, each in zip(rows, column, strict=True)])
    if function == "sum":
        return Scalar(filled, total)
    if function == "share":
        told = all_of((filled, *(z3.Implies(r.there, test.known) for r, test in zip(rows, tests, strict=True))))
        parts = zip(rows, column, tests, strict=True)
        part = _sum([z3.If(all_of((row.there, test.yes)), each.value, ZERO) for row, each, test in parts])
        return Scalar(all_of((told, total != 0)), part / total)
    some = rows[0].there if rows else NEVER
    return Scalar(all_of((filled, some)), _one_of(function, rows, column) if rows else ZERO)


def _one_of(function: str, rows: Sequence[Row], column: Sequence[Scalar]) -> z3.ArithRef:
    """The largest, the smallest or the middle one; the records that are there are the first ones."""
    values = [z3.ToReal(each.value) if z3.is_int(each.value) else each.value for each in column]
    cases = []
    for many in range(len(rows), 0, -1):
        ordered = _sorted(values[:many])
        middle = (ordered[(many - 1) // 2] + ordered[many // 2]) / 2
        value = {"min": ordered[0], "max": ordered[-1], "median": middle}[function]
        cases.append((rows[many - 1].there, value))
    return chosen(cases, ZERO)


def _sorted(values: Sequence[z3.ArithRef]) -> list[z3.ArithRef]:
    """The values in order, by comparing every two of them as often as it takes."""
    found = list(values)
    for last, at in itertools.product(range(len(found)), range(len(found) - 1)):
        if at < len(found) - 1 - last:
            one, other = found[at], found[at + 1]
            found[at : at + 2] = [z3.If(one <= other, one, other), z3.If(one <= other, other, one)]
    return found
