"""
Any region that a vocabulary allows: each fact as a variable of the solver, and the region that a model of it is.

Texts are codes: each that rules name has one, all others are for other texts.  Of a list of records there are at most
so many (`rows`), which says nothing of longer lists.  Without a number of rows (None) a list is only known or not, and
its figures may be whatever they can be at all: more than is possible, so that what can't be then, can't be.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import field

from regiorules.engine.program import Program
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.proofs.solver import z3
from regiorules.proofs.terms import ALWAYS, Members, Scalar, Term, Truth, all_of, number
from regiorules.rules.expressions import Constant, OneOf, walk

_OTHERS = 1_000_000  # from here on texts that no rule names


@frozen
class Codes:
    """The options and texts that rules speak of, each with a whole number of its own; `texts` are those of no fact."""

    texts: tuple[str, ...] = ()
    _numbers: dict[str, int] = field(factory=dict)

    def code(self, text: str) -> int:
        """The number of an option or text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def text(self, code: int, others: dict[int, str]) -> str:
        """The option or text of a number; of one that no rule names a letter, the same for the same number."""
        found = {number: text for text, number in self._numbers.items()}
        return found[code] if code in found else others.setdefault(code, _letters(len(others)))

    def of_text(self, code: z3.ArithRef) -> z3.BoolRef:
        """It is the number of a text that rules name, or of another."""
        return z3.Or(code >= _OTHERS, *(code == self.code(text) for text in self.texts))


def texts_of(program: Program, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The texts that conditions name, and that are no option of a fact."""
    options = {option for fact in facts.values() for each in (fact, *fact.fields) for option in each.option_ids}
    trees = list(program.trees)
    said = {each.value for tree in trees for each in walk(tree) if isinstance(each, Constant)}
    said |= {option for tree in trees for each in walk(tree) if isinstance(each, OneOf) for option in each.options}
    return tuple(sorted(each for each in said if isinstance(each, str) and each not in options))


def _letters(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


@frozen
class Row:
    """One record: whether it is there, and its fields."""

    there: z3.BoolRef
    fields: Mapping[str, Term]


@frozen
class Rows:
    """A list of records, from the first on; `form` tells apart what two vocabularies make of one list."""

    known: z3.BoolRef
    rows: tuple[Row, ...] | None
    form: str = ""


class World:
    """
    The given facts of one region.

    `limits` is what the vocabulary asks of them, `given` whether each is given; with `bare` no record has more in it
    than it must.
    """

    def __init__(self, facts: Mapping[str, Fact], codes: Codes, rows: int | None, prefix: str = "") -> None:
        self.facts = facts
        self.codes = codes
        self.rows = rows
        self.prefix = prefix
        self.limits: list[z3.BoolRef] = []
        self.bare: list[z3.BoolRef] = []
        self.given = {name: z3.Bool(f"{prefix}given {name}") for name, fact in facts.items() if fact.asked}
        self.terms: dict[str, Term | Rows] = {
            name: self._term(fact, f"{prefix}{name}", self.given[name]) for name, fact in facts.items() if fact.asked
        }

    def _term(self, fact: Fact, name: str, known: z3.BoolRef) -> Term | Rows:
        match fact.type:
            case "yes_no":
                value = z3.Bool(name)
                return Truth(all_of((known, value)), all_of((known, z3.Not(value))))
            case "set":
                members = {option: z3.Bool(f"{name} {option}") for option in fact.option_ids}
                return Members(
                    {o: Truth(all_of((known, has)), all_of((known, z3.Not(has)))) for o, has in members.items()}, known
                )
            case "records":
                return self._records(fact, name, known)
            case "number" | "date":
                return self._number(fact, name, known)
        code = z3.Int(name)
        self._within(code, fact)
        return Scalar(known, code)

    def _within(self, code: z3.ArithRef, fact: Fact) -> None:
        if fact.type == "level":
            self.limits.append(z3.And(code >= 0, code < len(fact.option_ids)))
        elif fact.type == "choice":
            self.limits.append(z3.Or([code == self.codes.code(option) for option in fact.option_ids]))
        else:
            self.limits.append(self.codes.of_text(code))

    def _number(self, fact: Fact, name: str, known: z3.BoolRef) -> Scalar:
        value = z3.ToReal(z3.Int(name)) if fact.whole else z3.Real(name)
        low, high = fact.limits
        if not math.isinf(low):
            self.limits.append(value >= number(low))
        if not math.isinf(high):
            self.limits.append(value <= number(high))
        return Scalar(known, value)

    def _records(self, fact: Fact, name: str, known: z3.BoolRef) -> Rows:
        rows = []
        for at in range(self.rows or 0):
            there = z3.Bool(f"{name} {at}")
            row = {each.id: self._field(each, f"{name} {at} {each.id}") for each in fact.fields}
            rows.append(Row(there, row))
            if at:
                self.limits.append(z3.Implies(there, rows[at - 1].there))
            if at < (fact.minimum or 0):
                self.limits.append(z3.Implies(known, there))
        if self.rows is not None and self.rows < (fact.minimum or 0):
            self.limits.append(z3.Not(known))
        if fact.key and rows:
            self._differ([row.fields[fact.key] for row in rows])
        return Rows(known, None if self.rows is None else tuple(rows))

    def _field(self, fact: Fact, name: str) -> Term:
        known = ALWAYS if fact.required else z3.Bool(f"{name} known")
        if not fact.required:
            self.bare.append(z3.Not(known))
        term = self._term(fact, name, known)
        assert not isinstance(term, Rows)
        return term

    def _differ(self, keys: Iterable[Term]) -> None:
        self.limits.append(z3.Distinct([each.value for each in keys if isinstance(each, Scalar)]))

    def region(self, model: z3.ModelRef) -> dict[str, Any]:
        """The facts that are given in a model, in outer form."""
        read = _Reader(model, self.codes)
        return {
            name: read.value(self.facts[name], self.terms[name])
            for name, given in self.given.items()
            if read.truth(given)
        }


@frozen
class _Reader:
    """Reads values from a model."""

    model: z3.ModelRef
    codes: Codes
    others: dict[int, str] = field(factory=dict)

    def truth(self, formula: z3.BoolRef) -> bool:
        return bool(z3.is_true(self.model.eval(formula, model_completion=True)))

    def number(self, term: z3.ArithRef) -> float:
        value = self.model.eval(term, model_completion=True)
        if z3.is_algebraic_value(value):
            value = value.approx(20)
        found = value.as_fraction() if z3.is_rational_value(value) else Fraction(value.as_long())
        return int(found) if found.denominator == 1 else float(found)

    def value(self, fact: Fact, term: Term | Rows) -> Any:
        """The outer value of a fact that is known."""
        if isinstance(term, Rows):
            return [self.record(fact, row) for row in term.rows or () if self.truth(row.there)]
        if isinstance(term, Truth):
            return self.truth(term.yes)
        if isinstance(term, Members):
            return [option for option, has in term.has.items() if self.truth(has.yes)]
        found = self.number(term.value)
        if fact.is_figure:
            return fact.decode(found)
        return fact.option_ids[int(found)] if fact.type == "level" else self.codes.text(int(found), self.others)

    def record(self, fact: Fact, row: Row) -> dict[str, Any]:
        known = {each.id: row.fields[each.id] for each in fact.fields if self.truth(row.fields[each.id].known)}
        return {each.id: self.value(each, known[each.id]) for each in fact.fields if each.id in known}
