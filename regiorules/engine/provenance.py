"""Which facts decide a condition, and which it still waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any

from regiorules.engine.executor import Outcome
from regiorules.engine.kleene import Record, Values, evaluate
from regiorules.engine.program import Program, ProgramRule
from regiorules.rules.expressions import (
    Aggregate,
    And,
    Calculate,
    Expression,
    Field,
    Known,
    Not,
    Or,
    Variable,
    children,
    reads,
    walk,
)

_FEW = 16  # bits that are sooner looked for than all read
_OF_DIGITS = bytes.maketrans(b"01", b"\x00\x01")


def deciding(tree: Expression, values: Values) -> frozenset[str]:
    """The names that make a condition true or false: of an `or` that holds, only the parts that do."""
    truth = evaluate(tree, values)
    match tree:
        case Not(part):
            return deciding(part, values)
        case And(parts) | Or(parts):
            enough = truth is (not isinstance(tree, And))  # one part is enough for this truth
            chosen = [part for part in parts if not enough or evaluate(part, values) is truth]
            return _union(deciding(part, values) for part in chosen)
    return reads(tree)


def missing(tree: Expression, values: Values) -> frozenset[str]:
    """
    The names that keep a condition open and could settle it; nothing where it isn't open.

    They are unknown, or records with a gap in them.  What can't be calculated (see `undefined`) waits for nothing.
    """
    if evaluate(tree, values) is not None:
        return frozenset()
    match tree:
        case Not(part):
            return missing(part, values)
        case And(parts) | Or(parts):
            return _union(missing(part, values) for part in parts)
    return frozenset() if undefined(tree, values) else _lacking(tree, values)


def undefined(tree: Expression, values: Values) -> tuple[Calculate | Aggregate, ...]:
    """
    The calculations in an open condition that have no answer though everything in them is known.

    A division by zero, a sum too large, the maximum or a share of an empty list: no further fact settles them.
    An explanation says so of them, and asks for nothing.  `tree` is bound (see `bind`), `values` in inner form.
    """
    if evaluate(tree, values) is not None:
        return ()
    if isinstance(tree, Aggregate):
        return () if _lacking(tree, values) else (tree,)
    parts = children(tree)
    if isinstance(tree, Calculate) and None not in [evaluate(part, values) for part in parts]:
        return (tree,)
    return tuple(each for part in parts for each in undefined(part, values))


def _lacking(tree: Expression, values: Values) -> frozenset[str]:
    """The unknown names in a tree, and the records in it that lack what is asked of them."""
    match tree:
        case Variable(name) | Known(name):
            return frozenset([name] if values.get(name) is None else ())
        case Aggregate(_, records, where, of):
            if values.get(records) is None:
                return frozenset([records])
            return _union(_lacking_in(record, records, where, of, values) for record in values[records])
    return _union(_lacking(part, values) for part in children(tree))


def _lacking_in(record: Record, records: str, where: Expression | None, of: str, values: Values) -> frozenset[str]:
    """The unknown names that the test of one record needs, and the records themselves where this one has a gap."""
    asked = [of] if of else []
    names: set[str] = set()
    if where is not None and evaluate(where, values, record) is None:
        parts = tuple(walk(where))
        asked += [each.name for each in parts if isinstance(each, Field)]
        names = {each.name for each in parts if isinstance(each, Variable | Known) and values.get(each.name) is None}
    return frozenset(names | {records for name in asked if record.get(name) is None})


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


class Provenance:
    """
    The given facts behind every name of one outcome, and the facts that open names wait for.

    A set of facts is a whole number with a bit for each, as in a long chain every link may rest on all facts before
    it: thousands of sets of thousands, which as sets of Python take gigabytes.
    """

    def __init__(self, program: Program, outcome: Outcome, given: Mapping[str, Any], askable: frozenset[str]) -> None:
        self.values = outcome.values
        self.statuses = outcome.statuses
        self._names = sorted({*given, *askable}.intersection(program.names))
        bits = {name: 1 << number for number, name in enumerate(self._names)}
        known = {name for name in self._names if given.get(name) is not None}
        self._rests_on = {name: bits[name] if name in known else 0 for name in program.names}
        self._waits_for = {name: bits[name] if name in askable - known else 0 for name in program.names}
        self._read: dict[int, tuple[str, ...]] = {0: ()}
        for layer in program.layers:
            for derivation in layer.derivations:
                if derivation.target not in known:
                    self._follow(derivation.target, [derivation.expression])
            for target, rules in layer.by_target.items():
                if target not in known:
                    self._settle(target, rules)

    def rests_on(self, name: str) -> tuple[str, ...]:
        """The given facts behind a name, in order."""
        return self._in_words(self._rests_on[name])

    def waits_for(self, name: str) -> tuple[str, ...]:
        """The facts that an open name waits for, in order."""
        return self._in_words(self._waits_for[name])

    def _in_words(self, facts: int) -> tuple[str, ...]:
        if facts not in self._read:
            few = facts.bit_count() <= _FEW
            found = map(self._names.__getitem__, _bits(facts)) if few else compress(self._names, _truths(facts))
            self._read[facts] = tuple(found)
        return self._read[facts]

    def _settle(self, target: str, rules: Sequence[ProgramRule]) -> None:
        value = self.values.get(target)
        if value is None:
            chosen = [rule for rule in rules if self.statuses[rule.id] is None]
        elif value is False:
            chosen = list(rules)
        else:
            chosen = [rule for rule in rules if self.statuses[rule.id]]
        self._follow(target, [rule.when for rule in chosen])

    def _follow(self, target: str, trees: list[Expression]) -> None:
        if self.values.get(target) is None:
            for name in _union(missing(tree, self.values) for tree in trees):
                self._waits_for[target] |= self._waits(name)
        else:
            found = 0
            for name in _union(deciding(tree, self.values) for tree in trees):
                found |= self._rests_on[name]
            self._rests_on[target], self._waits_for[target] = found, 0

    def _waits(self, name: str) -> int:
        """What an open name waits for; a known one with holes in it waits for itself."""
        return self._waits_for[name] or self._rests_on[name]


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, one after another."""
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1


def _truths(number: int) -> bytes:
    """Every bit as a byte, the lowest first."""
    return f"{number:b}"[::-1].encode().translate(_OF_DIGITS)
