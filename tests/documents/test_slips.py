"""What people do wrong in YAML and JSON, and that each message names it with the remedy, without a parser's English."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.documents import parse
from regiorules.errors import InputError

YAML = [
    ("a:\n\tb: c", "yaml_tab", "2:1"),
    ("a:\n  b: 1\n\tc: 2\n", "yaml_tab", "3:1"),
    ("a:\n  b: x\n  \tc: 2\n", "yaml_tab", "3:3"),
    ("a: |\n\tx\n", "yaml_tab", "2:1"),
    ("a: 's-Gravenhage\nb: c\n", "yaml_apostrophe", "1:4"),
    ("- 's-Gravenhage\n- 's-Hertogenbosch\n", "yaml_apostrophe", "1:3"),
    ("a: 't Gooi\nb: 'k weet het niet\n", "yaml_apostrophe", "1:4"),
    ("[ 's-Gravenhage, 'b' ]", "yaml_apostrophe", "1:3"),
    ("a: 'Het' netwerk\nb: 1", "yaml_after_quote", "1:10"),
    ('a: "Het" netwerk\n', "yaml_after_quote", "1:10"),
    ("a: 'foto's'\n", "yaml_after_quote", "1:10"),
    ("a: {b: 'x}\n", "open_quote", "1:8"),
    ('a: "x\nb: 1\n', "open_quote", "1:4"),
    ('a: "x\n---\nb: 1\n', "open_quote", "1:4"),
    ("'a: b\n", "open_quote", "1:1"),
    ("a: b: c", "yaml_colon", "1:5"),
    ("note: let op: dit\n", "yaml_colon", "1:13"),
    ("a:\n  - b: c: d\n", "yaml_colon", "2:9"),
    ("a: x\n  b: y\n", "yaml_indent", "2:3"),
    ("facts\n  x: 1\n", "yaml_indent", "2:3"),
    ("facts:\n    a: 1\n  b: 2\n", "yaml_indent", "3:3"),
    ("facts:\n  a: 1\n    b: 2\n", "yaml_indent", "3:5"),
    ("facts:\n  a: 1\n b: 2\n", "yaml_indent", "3:2"),
    ("a:\n  - b\n  c: d\n", "yaml_indent", "3:3"),
    ("a: 1\nb\nc: 2\n", "yaml_no_colon", "2:1"),
    ("a: 1\nb:2\nc: 3\n", "yaml_no_colon", "2:1"),
    ("a: [\n", "open_bracket", "1:4"),
    ("a: [b, c\nd: e\n", "open_bracket", "1:4"),
    ("k: {a: b\nk2: {c: d}\n", "open_bracket", "1:4"),
    ("a: {b: 1, c: 2]\n", "open_bracket", "1:4"),
    ("a: {b: 1 c: 2}\n", "flow_comma", "1:11"),
    ("a: {b: 1,, c: 2}\n", "flow_empty", "1:10"),
    ("a: - b\n", "yaml_dash", "1:4"),
    ("a: %b\n", "yaml_sign", "1:4"),
    ("a: @b\n", "yaml_sign", "1:4"),
    ("a: `b`\n", "yaml_sign", "1:4"),
    ("a: **b**\n", "yaml_sign", "1:4"),
    ("a: & Co\n", "yaml_sign", "1:4"),
    ("a: > 5\n", "yaml_sign", "1:4"),
    ("a: >= 5\n", "yaml_sign", "1:4"),
    ("a: |x\n", "yaml_sign", "1:4"),
    ("a: , b\n", "yaml_sign", "1:4"),
    ("a: ]\n", "yaml_sign", "1:4"),
    ("a: ? b\n", "yaml_sign", "1:4"),
    ('a: "C:\\data"\n', "yaml_escape", "1:7"),
    ('a: "\\ud83d"\n', "yaml_escape", "1:5"),
    ("{a: 1}\nb: 2\n", "after_end", "2:1"),
    ("a: 1\n... x\n", "after_end", "2:5"),
    ("a: b\0", "character", "1:5"),
]
JSON = [
    ('{"a": }', "flow_empty", "1:7"),
    ('{"a":1,,"b":2}', "flow_empty", "1:8"),
    ("[,1]", "flow_empty", "1:2"),
    ('{\n"a" 1}', "json_colon", "2:5"),
    ("{'a': 1}", "json_quotes", "1:2"),
    ('{"a": ‘x’}', "json_quotes", "1:7"),
    ("{a: 1}", "json_key", "1:2"),
    ("{1: 2}", "json_key", "1:2"),
    ("a: 1", "json_word", "1:1"),
    ('{"a": True}', "json_word", "1:7"),
    ('{"a": large}', "json_word", "1:7"),
    ('{"a": NaN}', "not_finite", "1:7"),
    ("[-Infinity]", "not_finite", "1:2"),
    ("[012]", "json_number", "1:2"),
    ("[+1]", "json_number", "1:2"),
    ("[.5]", "json_number", "1:2"),
    ("[1.]", "json_number", "1:2"),
    ("[1_000]", "json_number", "1:2"),
    ("{} {}", "after_end", "1:4"),
    ("[1] // x", "after_end", "1:5"),
    ("[1, // x\n2]", "json_comment", "1:5"),
    ('{"a":1,}', "json_comma_extra", "1:7"),
    ("[1,\n]", "json_comma_extra", "1:3"),
    ("[1 2]", "flow_comma", "1:4"),
    ('{"a":1 "b":2}', "flow_comma", "1:8"),
    ('{"a": 1', "open_bracket", "1:1"),
    ('{"a": [1, 2', "open_bracket", "1:7"),
    ('{"a":', "open_bracket", "1:1"),
    ("[1}", "json_bracket", "1:3"),
    ('["a', "open_quote", "1:2"),
    ('["a\nb"]', "open_quote", "1:2"),
    ('["a\tb"]', "json_tab", "1:4"),
    ('["C:\\data"]', "json_escape", "1:5"),
    ('["a\x07"]', "character", "1:4"),
    ('{"a": "\\ud83d"}', "surrogate", "1:7"),
    ('{"a": 1, "a": 2}', "duplicate_key", "1:10"),
    ("[" * 100_000, "too_deep", "1:42"),
    ("", "file_empty", ""),
]
ENGLISH = re.compile(r"\b(found|expected|expecting|while|did not|could not|mapping|scanning|parsing|token|character)\b")


def refused(text: str, *, is_json: bool) -> InputError:
    with pytest.raises(InputError) as caught:
        parse(text, "x", is_json=is_json)
    assert len(caught.value.problems) == 1
    assert ENGLISH.search(caught.value.say("nl")) is None
    return caught.value


@pytest.mark.parametrize(("text", "code", "place"), YAML)
def test_a_slip_in_yaml_is_named_where_it_stands(text: str, code: str, place: str) -> None:
    """One problem, that says what the writer did; not what the parser did."""
    problem = refused(text, is_json=False).problems[0]
    assert (problem.code, str(problem.place)) == (code, f"x:{place}")


@pytest.mark.parametrize(("text", "code", "place"), JSON)
def test_a_slip_in_json_is_named_where_it_stands(text: str, code: str, place: str) -> None:
    """JSON is read by a reader of JSON, whose problems are those of JSON."""
    problem = refused(text, is_json=True).problems[0]
    assert (problem.code, str(problem.place)) == (code, f"x:{place}" if place else "x")


def test_the_remedy_is_in_the_message() -> None:
    """What to write instead stands there, in both languages."""
    apostrophe = refused("a: 's-Gravenhage\n", is_json=False)
    assert apostrophe.say("nl") == (
        "x:1:4: een tekst die met een apostrof begint moet tussen dubbele aanhalingstekens staan, "
        'zoals "\'s-Gravenhage"'
    )
    assert apostrophe.say("en") == (
        'x:1:4: a text that begins with an apostrophe must stand between double quotes, as in "\'s-Gravenhage"'
    )
    assert refused('{"a": True}', is_json=True).say("en").endswith("did you mean true?")


YAML_SIGNS = st.text(st.sampled_from(list("ab1 \n\t:-?,[]{}#&*!|>'\"%@`\\.~\r\x85\u2028")), max_size=30)
JSON_SIGNS = st.lists(st.sampled_from([*'ab1 \n\t:-,[]{}"\\u0.e/+', "true", '"a"', "null"]), max_size=30).map("".join)


def error_of(text: str, *, is_json: bool) -> InputError | None:
    try:
        parse(text, "x", is_json=is_json)
    except InputError as error:
        return error
    return None


def codes_of(error: InputError) -> set[str]:
    return {problem.code for problem in error.problems}


@settings(max_examples=400, deadline=None)
@given(text=YAML_SIGNS)
def test_any_text_is_a_document_or_one_problem(text: str) -> None:
    """Whatever stands in a YAML file: it is read, or refused in words that are ours."""
    error = error_of(text, is_json=False)
    if error is not None:
        assert not ENGLISH.search(error.say("nl"))
        assert len(error.problems) == 1 or codes_of(error) <= {"duplicate_key", "key_not_text"}


@settings(max_examples=400, deadline=None)
@given(text=JSON_SIGNS)
def test_what_is_json_is_what_the_standard_reader_reads(text: str) -> None:
    """Our reader takes what Python's takes, but for what no file may be; and nothing else."""
    error = error_of(text, is_json=True)
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except ValueError:
        assert error is not None
    else:
        assert error is None or codes_of(error) <= {"duplicate_key", "surrogate"}
