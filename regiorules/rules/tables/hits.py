"""
What rows of a decision table have to do with each other: whether two can hold together, and what a row asks
where earlier rows come first.

A row is its conditions by column; columns are taken to be independent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from attrs import field

from regiorules.frozen import frozen
from regiorules.rules.expressions import ALWAYS, And, Not
from regiorules.rules.tables.cells import Condition, Phrase

Asked = Mapping[int, Condition]


def meet(one: Asked, other: Asked) -> bool:
    """True unless it is certain that two rows never hold together."""
    return all(one[at].inside.meets(other[at].inside) for at in _shared(one, other))


def unsure(one: Asked, other: Asked) -> list[int]:
    """The columns where an assumption or another fact decides whether two rows can hold together."""
    return [at for at in _shared(one, other) if not (_sure(one[at], other[at]) or one[at] == other[at])]


def beyond(one: Asked, other: Asked) -> list[Condition]:
    """The conditions of a row that don't follow from those of another; none: it holds wherever that one does."""
    return [each for at, each in one.items() if at not in other or not _follows(each, other[at])]


def whole(asked: Asked) -> Phrase:
    """A row as one condition."""
    return _all([each.holds for each in asked.values()])


@frozen
class InOrder:
    """Rows that come one after the other, of which only the first that holds counts."""

    rows: list[Asked] = field(factory=list)
    wider: list[set[int]] = field(factory=list)  # for each row the later ones that hold wherever it does

    def covering(self, asked: Asked) -> int | None:
        """The earlier row that holds wherever this one does, if there is one."""
        return next((at for at, row in enumerate(self.rows) if not beyond(row, asked)), None)

    def after(self, asked: Asked, others: Set[int]) -> Phrase:
        """
        A row that no earlier one covers as one condition, which fails where one of the `others` before it holds.

        Only rows that can hold together with this one count, and of those only the widest; what such a row
        asks and follows from this row, needn't be said.
        """
        rivals = {at for at, row in enumerate(self.rows) if at in others and meet(asked, row)}
        widest = [self.rows[at] for at in sorted(rivals) if not self.wider[at] & rivals]
        return _all([*(each.holds for each in asked.values()), *(_denied(beyond(row, asked)) for row in widest)])

    def add(self, asked: Asked) -> None:
        """The next row."""
        for at, row in enumerate(self.rows):
            if not beyond(asked, row):
                self.wider[at].add(len(self.rows))
        self.rows.append(asked)
        self.wider.append(set())


def _shared(one: Asked, other: Asked) -> list[int]:
    return [at for at in one if at in other]


def _sure(one: Condition, other: Condition) -> bool:
    return one.inside.sure and other.inside.sure


def _follows(condition: Condition, given: Condition) -> bool:
    """True where it is certain that a condition holds for every value for which the given one does."""
    return not given.inside.meets(condition.outside)


def _all(sides: Sequence[Phrase]) -> Phrase:
    if not sides:
        return Phrase("always", ALWAYS)
    if len(sides) == 1:
        return sides[0]
    text = " and ".join(f"({side.text})" if side.loose else side.text for side in sides)
    return Phrase(text, And(tuple(side.tree for side in sides)))


def _denied(conditions: Sequence[Condition]) -> Phrase:
    """Not all of these conditions."""
    if len(conditions) == 1:
        return conditions[0].fails
    every = _all([each.holds for each in conditions])
    return Phrase(f"not ({every.text})", Not(every.tree))
