"""
Mutants: a rule's condition with one small mistake in it, and a proof that a mistake changes nothing.

Conditions are trees; nothing is compiled.  A mutant is equivalent where it gives the same answer for all values
(unknown included) of everything that it or the original reads.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, combinations_with_replacement, product
from typing import Any, get_args

from regiorules.engine.judgement import Judge
from regiorules.facts.vocabulary import Fact
from regiorules.rules.expressions import (
    ALWAYS,
    Aggregate,
    And,
    Calculate,
    Compare,
    Comparison,
    Constant,
    Contains,
    Expression,
    Field,
    Not,
    OneOf,
    Or,
    ParameterOf,
    Variable,
    assumes,
    bind,
    reads,
    walk,
)
from regiorules.rules.model import Knowledge

ENUMERABLE = 20_000  # combinations of values that are tried to prove that a mutant is equivalent
NEVER = Constant(False)


def mutants(tree: Expression, knowledge: Knowledge) -> list[Expression]:
    """Every different condition that is one mistake away from this one."""
    return [each for each in dict.fromkeys(Mutator(knowledge).statement(tree)) if each != tree]


class Mutator:
    """Makes one mistake at a time."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.facts = knowledge.vocabulary.facts
        self.parameters = knowledge.vocabulary.parameters
        self.fields: Mapping[str, Fact] = {}  # of the records that the condition looks at

    def fact(self, tree: Expression) -> Fact | None:
        """The fact or field that an operand is."""
        match tree:
            case Variable(name):
                return self.facts.get(name)
            case Field(name):
                return self.fields.get(name)
        return None

    # --- statements ------------------------------------------------------------------------

    def statement(self, tree: Expression) -> Iterator[Expression]:
        """The statements that are one mistake away from this one."""
        yield from (Not(tree), ALWAYS, NEVER)
        match tree:
            case And(parts):
                yield Or(parts)
                yield from self.among(And, parts)
            case Or(parts):
                yield And(parts)
                yield from self.among(Or, parts)
            case Not(part):
                yield part
                yield from (Not(each) for each in self.statement(part))
            case Compare(op, left, right):
                yield from self.compare(op, left, right)
            case OneOf(item, options):
                yield from self.one_of(item, options)
            case Contains(collection, option):
                fact = self.fact(collection)
                assert fact is not None
                yield from (Contains(collection, other) for other in fact.option_ids if other != option)
            case Aggregate():
                yield from self.aggregate(tree)

    def among(self, join: type[And] | type[Or], parts: tuple[Expression, ...]) -> Iterator[Expression]:
        """One clause dropped, or one clause wrong."""
        for number, part in enumerate(parts):
            before, after = parts[:number], parts[number + 1 :]
            rest = (*before, *after)
            yield join(rest) if len(rest) > 1 else rest[0]
            yield from (join((*before, each, *after)) for each in self.statement(part))

    def compare(self, op: Comparison, left: Expression, right: Expression) -> Iterator[Expression]:
        """Another sign, or another operand."""
        fact = self.fact(left) or self.fact(right)
        ordered = fact is None or fact.type in ("level", "number")
        signs = get_args(Comparison) if ordered else ("==", "!=")
        yield from (Compare(sign, left, right) for sign in signs if sign != op)
        yield from (Compare(op, each, right) for each in self.operand(left, fact))
        yield from (Compare(op, left, each) for each in self.operand(right, fact))

    def one_of(self, item: Expression, options: tuple[Any, ...]) -> Iterator[Expression]:
        """One option too many or too few."""
        fact = self.fact(item)
        assert fact is not None
        known = range(len(fact.options)) if fact.type == "level" else fact.option_ids
        for option in known:
            without = tuple(each for each in options if each != option)
            yield OneOf(item, without if option in options else (*options, option))

    # --- operands ---------------------------------------------------------------------------

    def operand(self, tree: Expression, fact: Fact | None) -> Iterator[Expression]:
        """The numbers, levels and options that are one mistake away."""
        match tree:
            case Constant(value) if fact is not None and fact.type == "level":
                yield from (Constant(each) for each in (value - 1, value + 1) if 0 <= each < len(fact.options))
            case Constant(value) if fact is not None and fact.type in ("choice", "text"):
                yield from (Constant(each) for each in fact.option_ids or ("",) if each != value)
            case Constant(value):
                yield from (Constant(value - 1), Constant(value + 1))
            case ParameterOf(name):
                yield from (Calculate("-", tree, Constant(1)), Calculate("+", tree, Constant(1)))
                yield Constant(self.parameters[name].value)  # written out instead of named
                yield from (ParameterOf(other) for other in self.parameters if other != name)
            case Calculate(op, left, right):
                yield from (Calculate(sign, left, right) for sign in ("+", "-", "*", "/", "**") if sign != op)
                yield from (Calculate(op, each, right) for each in self.operand(left, None))
                yield from (Calculate(op, left, each) for each in self.operand(right, None))
            case Aggregate():
                yield from self.aggregate(tree)

    def aggregate(self, tree: Aggregate) -> Iterator[Expression]:
        """Another figure, or another condition on the records."""
        function, records, where, of = tree.function, tree.records, tree.where, tree.of
        alike = next(
            group for group in (("any", "all"), ("max", "min", "median", "sum"), (function,)) if function in group
        )
        yield from (Aggregate(other, records, where, of) for other in alike if other != function)
        if where is None:
            return
        if function == "count":
            yield Aggregate("count", records)
        self.fields = {each.id: each for each in self.facts[records].fields}
        yield from (Aggregate(function, records, each, of) for each in list(self.statement(where)))
        self.fields = {}


# --- equivalence ---------------------------------------------------------------------------


def equivalent(one: Expression, other: Expression, knowledge: Knowledge) -> bool:
    """True where both give the same answer for all values; False also where there are too many to try."""
    known = knowledge.vocabulary.parameters
    used = sorted(assumes(one) | assumes(other))
    choices = product(*([known[name].value, known[name].value + 1] for name in used))
    return all(_same(one, other, dict(zip(used, chosen, strict=True)), knowledge) for chosen in choices)


def _same(one: Expression, other: Expression, parameters: Mapping[str, float], knowledge: Knowledge) -> bool:
    one, other = bind(one, parameters), bind(other, parameters)
    judges = Judge(one), Judge(other)
    names = sorted(reads(one) | reads(other))
    near = {each.value for tree in (one, other) for each in walk(tree) if isinstance(each, Constant)}
    domains = [[None, *domain(name, near, knowledge)] for name in names]
    if math.prod(map(len, domains)) > ENUMERABLE:
        return False
    return all(
        judges[0].value(values) is judges[1].value(values)
        for values in (dict(zip(names, chosen, strict=True)) for chosen in product(*domains))
    )


def domain(name: str, near: Iterable[Any], knowledge: Knowledge) -> list[Any]:
    """The values (inner form) of a fact or conclusion that a condition with these constants can tell apart."""
    fact = knowledge.vocabulary.facts.get(name)
    if fact is None:
        return [True, False]
    numbers = sorted(each for each in near if isinstance(each, int | float) and not isinstance(each, bool))
    if fact.type != "records":
        return _values(fact, numbers)
    fields = [(each.id, _values(each, numbers)) for each in fact.fields if each.type == "choice"]
    records = [
        dict(zip([key for key, _ in fields], chosen, strict=True)) for chosen in product(*(v for _, v in fields))
    ]
    most = int(max(numbers, default=0)) + 2
    return [tuple(chosen) for size in range(most + 1) for chosen in combinations_with_replacement(records, size)]


def _values(fact: Fact, near: Iterable[float]) -> list[Any]:
    if fact.type == "yes_no":
        return [True, False]
    if fact.type == "level":
        return list(range(len(fact.options)))
    if fact.type == "choice":
        return list(fact.option_ids)
    if fact.type == "set":
        sizes = range(len(fact.options) + 1)
        return [frozenset(chosen) for size in sizes for chosen in combinations(fact.option_ids, size)]
    assert fact.type == "number", f"no finite domain for {fact.id}"
    steps = (-1, 0, 1) if fact.whole else (-1, -0.5, 0, 0.5, 1)
    low, high = fact.minimum or 0, math.inf if fact.maximum is None else fact.maximum
    return sorted({each + step for each in near for step in steps if low <= each + step <= high})
