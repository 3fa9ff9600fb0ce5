"""Which outcome of a table goes before another: the one that is declared first, and of grades the highest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regiorules.facts.vocabulary import Fact

LAST = 10_000  # behind every outcome: nothing at all


def rank_of(fact: Fact | None, value: Any, grades: Sequence[str] = (), grade: str = "") -> int:
    """
    The place of an outcome (outer form): among the options or texts of a fact, yes before no, of a conclusion by grade.

    A number has none; of a set its first option counts.
    """
    if fact is None:
        return len(grades) - grades.index(grade) if grade in grades else len(grades) + 1
    if fact.type == "yes_no":
        return 0 if value is True else 1
    first = value[0] if isinstance(value, list | tuple) else value
    order = fact.option_ids or fact.texts
    return order.index(first) if first in order else LAST
