"""Columns that are made once for all that read them: comparisons with a constant, figures, and doubtful conclusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import polars as pl

from regiorules.bulk.columns.operands import Edges, Number
from regiorules.bulk.columns.truths import Bits, Claim, Doubtful, Truth, some
from regiorules.engine.program import Program
from regiorules.frozen import frozen
from regiorules.rules.expressions import MIRRORED, Compare, Constant, Variable, walk

KEPT = "#"  # before a number: a column that is kept for what reads it
_NEXT = {"<=": "<", ">": ">="}  # the same of the next whole number
_BEFORE = {after: op for op, after in _NEXT.items()}
_EXACT = 2**53
Uses = Mapping[tuple[str, str, Any], int]


def uses(program: Program) -> Uses:
    """How often each comparison of a name with a constant stands in the rules."""
    nodes = (node for tree in program.trees for node in walk(tree))
    return Counter(key for node in nodes if isinstance(node, Compare) and (key := _key(node)))


def _key(node: Compare) -> tuple[str, str, Any] | None:
    match node:
        case Compare(op, Variable(name), Constant(value)):
            return name, op, value
        case Compare(op, Constant(value), Variable(name)):
            return name, MIRRORED[op], value
    return None


class Kept:
    """
    What is kept of one frame on its way through the layers.

    `said` is what rules and conclusions say, where that is more than a column by their name; `waiting` are the columns
    that aren't there yet, and those that read them.
    """

    def __init__(self, uses: Uses) -> None:
        self.uses = uses
        self.names: dict[Hashable, str] = {}
        self.said: dict[str, Claim] = {}
        self.waiting: tuple[dict[str, pl.Expr], dict[str, pl.Expr]] = ({}, {})

    def once(self, key: Hashable, made: pl.Expr, *, later: bool = False) -> pl.Expr:
        """The column of this key; made so, where it isn't there yet, and `later` where it reads another."""
        if key not in self.names:
            self.names[key] = f"{KEPT}{len(self.names)}"
            self.waiting[later][self.names[key]] = made
        return pl.col(self.names[key])

    def say(self, name: str, claim: Claim) -> pl.Expr:
        """What a rule or a conclusion says, as a nullable column; of one that is doubtful both ends are kept."""
        if isinstance(claim, Doubtful):
            ends = (("least", claim.least), ("most", claim.most))
            least, most = (Bits(self.once((name, end), bits.own, later=True), bits.opposite) for end, bits in ends)
            self.said[name] = claim = Doubtful(least, most)
        return claim.column

    def either(self, name: str, others: Sequence[str]) -> pl.Expr:
        """What is said of a name that is so where one of the others is, as a nullable column."""
        if len(others) > 1:
            return self.say(name, some(map(self.claim, others)))
        self.said[name] = self.claim(others[0])
        return pl.col(others[0])

    def claim(self, name: str) -> Claim:
        """What is said of a name that is yes or no."""
        return self.said.get(name) or Truth(pl.col(name))

    def take(self) -> tuple[dict[str, pl.Expr], dict[str, pl.Expr]]:
        """The columns that still have to be made, in this order; from here on they are."""
        found, self.waiting = self.waiting, ({}, {})
        return found


@frozen
class KeptEdges(Edges):
    """
    A name beside a constant, each comparison a column where several read it.

    `counted` says that the name has only whole numbers: at most 2 is then less than 3.
    """

    name: str
    value: Any
    counted: bool
    kept: Kept

    def plain(self, op: str) -> pl.Expr:
        """What the comparison gives: a column of its own where more than one rule reads it."""
        op, value, right = self.spelled(op)
        made = Edges(self.left, right).plain(op)
        return self.kept.once((self.name, op, value), made) if self.often(op, value) else made

    def sure(self, op: str) -> Bits:
        """Where the name is less (or no more) than the constant, whatever it is."""
        op, value, right = self.spelled(op)
        return Bits(self.kept.once((self.name, op, value, "sure"), Edges(self.left, right).sure(op).own))

    def perhaps(self, op: str) -> Bits:
        """Where it may be less (or no more)."""
        op, value, right = self.spelled(op)
        return Bits(self.kept.once((self.name, op, value, "perhaps"), Edges(self.left, right).perhaps(op).own))

    def often(self, op: str, value: Any) -> bool:
        """True where the rules say it more than once, in one way or another."""
        uses = self.kept.uses
        other = (self.name, _BEFORE[op], value - 1) if self.counted and op in _BEFORE else None
        return uses.get((self.name, op, value), 0) + (uses.get(other, 0) if other else 0) > 1

    def spelled(self, op: str) -> tuple[str, Any, Number]:
        """One way to say it, of all that say the same."""
        if op in _NEXT and self.counted and isinstance(self.value, int) and abs(self.value) < _EXACT:
            after = pl.lit(self.value + 1)
            return _NEXT[op], self.value + 1, Number(after, after)
        return op, self.value, self.right
