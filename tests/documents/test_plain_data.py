"""Plain Python data from elsewhere: the limits of a file, and nothing but InputError."""

from __future__ import annotations

import datetime
import enum
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.documents import MAX_BYTES, MAX_VALUES, Mapping, Scalar, Sequence, node_of, plain
from regiorules.errors import InputError
from regiorules.facts.region import region_of
from tests.mini import VOCABULARY, codes, messages


def test_plain_data_becomes_the_same_nodes() -> None:
    """What `json.loads` gives can be read like a file; texts count as quoted."""
    node = node_of({"a": [1, 0.5, True, None, "unknown", {"z", "y"}]})
    assert plain(node) == {"a": ["1", "0.5", "true", "null", "unknown", ["y", "z"]]}
    assert isinstance(node, Mapping)
    assert isinstance(node.entries["a"], Sequence)
    quoted = [isinstance(each, Scalar) and each.quoted for each in node.entries["a"].items[:5]]
    assert quoted == [False, False, False, False, True]


class Role(enum.StrEnum):
    """Text that is also a member of a class."""

    LARGE = "large"


class Size(enum.IntEnum):
    """A number that is also a member of a class."""

    TEN = 10


class Loud(float):
    """A number that writes itself otherwise."""

    def __repr__(self) -> str:
        return f"Loud({float(self)})"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (Role.LARGE, "large"),
        (Size.TEN, "10"),
        (Loud(2.5), "2.5"),
        (Decimal("12.5"), "12.5"),
        (datetime.date(2016, 3, 1), "2016-03-01"),
        (("a", "b"), ["a", "b"]),
        (MappingProxyType({"a": 1}), {"a": "1"}),
    ],
)
def test_what_is_as_good_as_plain_is_read(data: object, text: object) -> None:
    """Enums, numbers of other classes, dates as YAML readers make them, frozen mappings."""
    assert plain(node_of(data)) == text


def nested(depth: int) -> list[Any]:
    data: list[Any] = []
    for _ in range(depth):
        data = [data]
    return data


def in_a_circle() -> dict[str, Any]:
    data: dict[str, Any] = {}
    data["facts"] = data
    return data


def shared() -> list[Any]:
    data: list[Any] = [1]
    for _ in range(30):
        data = [data, data]
    return data


HOSTILE = [
    (lambda: {1: 2}, "key_not_text"),
    (lambda: {None: 2}, "key_not_text"),
    (lambda: nested(100_000), "too_deep"),
    (in_a_circle, "too_deep"),
    (shared, "too_many"),
    (lambda: [0] * MAX_VALUES, "too_many"),
    (lambda: "x" * (MAX_BYTES + 1), "data_too_large"),
    (lambda: ["x" * 100_000] * 60, "data_too_large"),
    (lambda: {"x" * (MAX_BYTES + 1): 1}, "data_too_large"),
    (lambda: "\ud800", "surrogate"),
    (lambda: {"\udfff": 1}, "surrogate"),
    (lambda: 10**5000, "data_number"),
    (lambda: -(10**5000), "data_number"),
    (lambda: float("nan"), "not_finite"),
    (lambda: float("-inf"), "not_finite"),
    (lambda: Decimal("NaN"), "not_finite"),
    (lambda: Decimal("sNaN"), "not_finite"),
    (lambda: b"bytes", "data_kind"),
    (object, "data_kind"),
    (lambda: 1j, "data_kind"),
    (lambda: Fraction(1, 3), "data_kind"),
    (lambda: iter([1]), "data_kind"),
    (lambda: Role, "data_kind"),
    (lambda: {1j, 2j}, "data_kind"),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_data_is_one_input_error(number: int) -> None:
    """Never RecursionError, MemoryError, ValueError or TypeError; alone, and deep in a region."""
    make, code = HOSTILE[number]
    assert codes(InputError, node_of, make()) == [code]
    around = {"region": "X", "facts": {"municipalities": [{"name": make()}]}}
    assert codes(InputError, region_of, around, VOCABULARY) == [code]


def test_the_problem_says_where_in_the_data() -> None:
    """There is no line; the path is the place, cut where it is endless."""
    data = {"facts": {"municipalities": [{"name": "A"}, {"name": b"B"}]}}
    expected = "facts.municipalities[2].name: bytes can't stand here; but: text, a number, true or false, nothing, "
    assert messages(InputError, region_of, data, VOCABULARY) == [f"{expected}a list, or keys with values"]
    assert len(messages(InputError, region_of, in_a_circle(), VOCABULARY)[0]) < 120


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.complex_numbers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner) | st.tuples(inner, inner),
    )
)
def test_any_data_is_a_region_or_an_input_error(data: object) -> None:
    """Whatever another program hands over."""
    for each in (data, {"region": data, "facts": data}, {"region": "X", "facts": {"effort": data}, "sources": data}):
        with suppress(InputError):
            region_of(each, VOCABULARY)
