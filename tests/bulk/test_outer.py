"""Outer values stand in columns and come out of them as they were."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.bulk.tables.outer import columns_of, kind, to_columns, to_values
from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from tests.mini import VOCABULARY
from tests.partly import partly_known

UNKNOWN = Given(None)


@given(st.lists(partly_known(VOCABULARY), max_size=4))
@settings(max_examples=60)
def test_what_goes_into_columns_comes_out_of_them(regions: list[Region]) -> None:
    """Whole, partly known and unknown values of every type."""
    for name, fact in VOCABULARY.facts.items():
        values = [each.facts.get(name, UNKNOWN).value for each in regions]
        assert [Given(each).value for each in to_values(fact, pl.DataFrame(to_columns(fact, values)))] == values


def test_only_what_is_used_has_a_column() -> None:
    """What is partly known stands beside the whole values, which are null there."""
    fact = VOCABULARY.facts["trust"]
    columns = to_columns(fact, ["low", {"at_least": "medium"}, None])
    assert [each.name for each in columns] == ["trust", "trust.at_least"]
    assert [each.to_list() for each in columns] == [["low", None, None], [None, "medium", None]]
    assert [each.name for each in to_columns(fact, ["low"])] == ["trust"]


def test_a_whole_number_is_one() -> None:
    """In its column, and when it comes out of a column of other numbers."""
    assert kind(VOCABULARY.facts["large_cities"]) == pl.Int64
    [number] = to_values(VOCABULARY.facts["budget"], pl.DataFrame({"budget": [3.0]}))
    assert (number, type(number)) == (3, int)


def test_columns_of_a_fact_are_told_from_those_of_another() -> None:
    """By the fact before the point, and by keys that its type has."""
    names = ["trust", "trust.at_least", "trust.includes", "domains.includes", "trusted"]
    assert columns_of(VOCABULARY.facts["trust"], names) == ["trust", "trust.at_least"]
    assert to_values(VOCABULARY.facts["effort"], pl.DataFrame({"trust": ["low"]})) == [None]
