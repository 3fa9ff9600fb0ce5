"""Reading JSON: every valid text, as it is, with the place of everything in it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regiorules
from regiorules.documents import MAX_BYTES, MAX_VALUES, Mapping, Scalar, parse, plain
from regiorules.errors import InputError, Place
from regiorules.text import unmistakable
from tests.mini import VOCABULARY, codes, messages


def words(data: Any) -> Any:
    """Data as a document has it: everything that isn't text as it is written."""
    if isinstance(data, dict):
        return {name: words(value) for name, value in data.items()}
    if isinstance(data, list):
        return [words(each) for each in data]
    return data if isinstance(data, str) else unmistakable(json.dumps(data))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(data=DATA, indent=st.none() | st.integers(0, 4) | st.just("\t"), ascii_only=st.booleans())
def test_what_is_written_as_json_is_read_back(data: Any, indent: int | str | None, ascii_only: bool) -> None:
    """Any data, in any layout, escaped or not."""
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    assert plain(parse(text, "x.json", is_json=True)) == words(data)


def test_white_space_may_stand_anywhere() -> None:
    """A line end before a colon too; a mark at the start is no text."""
    text = '\ufeff\r\n{"region"\n:"X",\t"facts"  :\n{"a"\r\n  : [ 1 ,\r2 ]}}\n'
    assert plain(parse(text, "x.json", is_json=True)) == {"region": "X", "facts": {"a": ["1", "2"]}}


@pytest.mark.parametrize("sign", ["\x7f", "\x85", "\xa0", "\u2028", "\u2029", "\ufeff", "\ufffe", "\U0001f6b2", "\0"])
def test_a_sign_in_a_text_stays_that_sign(sign: str) -> None:
    """Raw where JSON allows it, and escaped: never a space, never nothing."""
    for text in (json.dumps([f"x{sign}y"], ensure_ascii=sign == "\0"), json.dumps([f"x{sign}y"])):
        assert plain(parse(text, "x.json", is_json=True)) == [f"x{sign}y"]


def test_every_key_and_value_has_its_place() -> None:
    """Lines end where an editor ends them, whatever the text holds."""
    node = parse('{"a\u2028":\r\n  "x",\r"b":\n [true]}', "x.json", is_json=True)
    assert isinstance(node, Mapping)
    assert node.keys == {"a\u2028": Place("x.json", 1, 2), "b": Place("x.json", 3, 1)}
    assert node.entries["a\u2028"] == Scalar("x", Place("x.json", 2, 3), quoted=True)


def test_a_number_of_any_length_is_read_as_text() -> None:
    """Python's limit on the digits of whole numbers is no crash here."""
    assert plain(parse('{"a": ' + "1" * 5000 + "}", "x.json", is_json=True)) == {"a": "1" * 5000}


# --- the public reader -------------------------------------------------------------------------------


def test_a_region_is_read_from_text_and_from_bytes() -> None:
    """The same region as from plain data."""
    data = {"region": "Ünie", "facts": {"effort": "low"}}
    wanted = regiorules.region_of(data, VOCABULARY)
    text = json.dumps(data, ensure_ascii=False)
    assert regiorules.region_from_json(text, VOCABULARY) == wanted
    assert regiorules.region_from_json(b"\xef\xbb\xbf" + text.encode(), VOCABULARY) == wanted


def hostile() -> list[tuple[str | bytes, str]]:
    return [
        (b"\xff\xfe{\0}\0", "file_not_utf8"),
        ("", "file_empty"),
        ("[]", "expected_mapping"),
        ("[" * 100_000, "too_deep"),
        ('{"a":' * 100_000, "too_deep"),
        ("[" + "0," * MAX_VALUES + "0]", "too_many"),
        (" " * (MAX_BYTES + 1), "data_too_large"),
        ('{"region": "X", "region": "Y"}', "duplicate_key"),
        ('{"region": "\\udc00"}', "surrogate"),
        ('{"region": "\ud800"}', "surrogate"),
        ('{"region": NaN}', "not_finite"),
        ('{"region": "X", "parameters": {"large_city": 1' + "0" * 5000 + "}}", "not_finite"),
        ('{"region": "X", "parameters": {"large_city": 1e999999}}', "not_finite"),
    ]


@pytest.mark.parametrize("number", range(len(hostile())))
def test_hostile_text_is_one_error_with_its_place(number: int) -> None:
    """InputError and nothing else, whatever comes in."""
    text, code = hostile()[number]
    assert code in codes(InputError, regiorules.region_from_json, text, VOCABULARY)


def test_the_place_is_in_the_name_that_was_given() -> None:
    """An embedder names where the text came from."""
    lines = messages(InputError, regiorules.region_from_json, '{"region":\n x}', VOCABULARY, name="request 7")
    assert len(lines) == 1
    assert lines[0].startswith("request 7:2:2: x can't stand in JSON like this")
