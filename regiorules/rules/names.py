"""What a condition may speak of."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.frozen import FrozenDict, frozen, frozen_dict
from regiorules.rules.model import Knowledge


@frozen
class Names:
    """
    What a condition may speak of, and a cell of a decision table: there a conclusion has grades, by its kind.

    `each` are the records of which it speaks of one, by its fields.
    """

    vocabulary: Vocabulary
    conclusions: frozenset[str]
    broken: frozenset[str] = frozenset()  # defined, but wrongly: already reported
    grades: Mapping[str, tuple[str, ...]] = field(factory=FrozenDict, converter=frozen_dict)
    each: Fact | None = None

    @classmethod
    def of(cls, knowledge: Knowledge, broken: frozenset[str] = frozenset()) -> Names:
        """The names of some knowledge."""
        grades = {each.kind: knowledge.grades(each.kind) for each in knowledge.conclusions.values()}
        return cls(knowledge.vocabulary, frozenset(knowledge.conclusions), broken, grades)
