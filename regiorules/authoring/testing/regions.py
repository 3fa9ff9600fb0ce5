"""Hypothesis strategies: random regions for a real vocabulary, to hold a rule set against a property."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.text import fold


@st.composite
def regions(draw: DrawFn, vocabulary: Vocabulary, *, complete: bool = False) -> Region:
    """
    Random regions for a vocabulary: any asked fact may be unknown.

    With `complete` every asked fact is known, down to the fields of records.
    """
    asked = [fact for fact in vocabulary.facts.values() if fact.asked]
    near = [value for each in vocabulary.parameters.values() for value in each.every_value]
    known = {fact.id: outer_values(fact, near, complete=complete) for fact in asked}
    given = draw(st.fixed_dictionaries(known) if complete else st.fixed_dictionaries({}, optional=known))
    return Region("Testregio", {name: Given(value) for name, value in given.items()})


def outer_values(fact: Fact, near: Sequence[float] = (), *, complete: bool = True) -> SearchStrategy[Any]:
    """Random values of a fact in outer form; numbers often at those in `near`."""
    if fact.type == "yes_no":
        return st.booleans()
    if fact.type in ("level", "choice"):
        return st.sampled_from(fact.option_ids)
    if fact.type == "set":
        return st.frozensets(st.sampled_from(fact.option_ids)).map(lambda chosen: fact.decode(chosen))
    if fact.type == "number":
        return _numbers_of(fact, near)
    if fact.type == "date":
        return _numbers_of(fact, near).map(fact.decode)
    if fact.type == "text":
        return st.sampled_from(fact.texts or ("Stad", "Súd-Kânt", "'s-Hof"))
    return _records_of(fact, near, complete)


def _numbers_of(fact: Fact, near: Sequence[float]) -> SearchStrategy[float]:
    least, most = fact.limits
    low = -1_000_000 if math.isinf(least) else math.ceil(least)
    high = low + 2_000_000 if math.isinf(most) else math.floor(most)
    close = [each + step for each in near for step in (-1, 0, 1) if low <= each + step <= high]
    if fact.whole:
        close = [each for each in close if each == int(each)]
    anywhere: list[SearchStrategy[Any]] = [st.integers(low, high)]
    if not fact.whole:
        anywhere.append(st.floats(low, high, allow_subnormal=False))
    return st.one_of(*anywhere, st.sampled_from(close)) if close else st.one_of(*anywhere)


def _records_of(fact: Fact, near: Sequence[float], complete: bool) -> SearchStrategy[list[dict[str, Any]]]:
    columns = {each.id: _column(each, near, complete, each.id == fact.key) for each in fact.fields}
    unique = (lambda record: fold(str(record[fact.key]))) if fact.key else None
    least = max(int(fact.minimum or 0), 1 if complete else 0)
    return st.lists(st.fixed_dictionaries(columns), min_size=least, max_size=least + 5, unique_by=unique)


def _column(fact: Fact, near: Sequence[float], complete: bool, key: bool) -> SearchStrategy[Any]:
    if key and fact.type == "text":
        return st.sampled_from([f"{fact.title.nl} {letter}" for letter in "ABCDEFGH"])
    known = outer_values(fact, near, complete=complete)
    return known if complete or fact.required else st.one_of(known, known, known, st.none())
