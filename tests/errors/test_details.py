"""Errors as data: the form of RFC 9457, with every problem, its code and its place."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import regiorules
from regiorules.authoring.schemas import schema
from regiorules.errors import NOWHERE, TYPE, InputError, Place, Problem, RegioRulesError, UnknownName, unknown_name
from regiorules.facts.region import region_of
from regiorules.messages import TITLES
from regiorules.stored.errors import error_from_data
from regiorules.text import Language, Text
from tests.mini import VOCABULARY

KINDS = [RegioRulesError, *RegioRulesError.__subclasses__()]
SCHEMA = Draft202012Validator(schema("error"))
LANGUAGES = get_args(Language)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
places = st.builds(Place, words, st.integers(0, 9), st.integers(0, 9)) | st.builds(Place, words, cell=words)
problems = st.builds(
    Problem,
    st.just("missing_key"),
    st.fixed_dictionaries({"name": words | st.builds(Text, words, words) | st.integers() | st.floats() | st.none()}),
    places,
    words,
    st.none() | words | st.builds(Text, words, words),
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_error_has_a_type_and_a_title(kind: type[RegioRulesError]) -> None:
    """The type is stable and its own; the title is in the language, and the same whatever the problems are."""
    assert len({each.code for each in KINDS}) == len(KINDS)
    for language in LANGUAGES:
        title = TITLES[kind.code].say(language)
        for name in ("x", "y"):
            data = kind([Problem("missing_key", {"name": name})]).to_data(language)
            assert (data["type"], data["title"], data["code"]) == (TYPE + kind.code, title, kind.code)
    assert set(TITLES) - {each.code for each in KINDS} <= {
        "interrupted",
        "request",
        "warning",
    }  # of the command line and the service


def test_a_program_reads_what_a_person_reads() -> None:
    """What is wrong in a region: the code, the key, and what was meant, in both languages."""
    data: dict[str, Any] = {"region": "X", "facts": {"trsut": "low", "effort": "very"}}
    with pytest.raises(InputError) as caught:
        region_of(data, VOCABULARY)
    for language in LANGUAGES:
        found = caught.value.to_data(language)
        assert found["language"] == language
        assert found["detail"] == caught.value.say(language)
        first, second = found["errors"]
        assert (first["code"], first["path"], first["place"]) == ("unknown_fact", "facts.trsut", None)
        assert first["suggestion"] == "trust"
        assert second["path"] == "facts.effort"
        for each in (first, second):
            assert f"{each['path']}: {each['detail']}" in found["detail"].splitlines()


def test_the_place_is_in_parts() -> None:
    """A line and a column, or a cell; what isn't known is null."""
    found = [
        Problem("missing_key", {"name": "x"}, place)
        for place in (Place("a.yaml", 3, 4), Place("b.xlsx", cell="S!B2"), Place("c"))
    ]
    assert [each["place"] for each in InputError(found).to_data()["errors"]] == [
        {"file": "a.yaml", "line": 3, "column": 4, "cell": None},
        {"file": "b.xlsx", "line": None, "column": None, "cell": "S!B2"},
        {"file": "c", "line": None, "column": None, "cell": None},
    ]


def test_all_problems_are_there_however_many() -> None:
    """A person is told of the first hundred, and how many more there are; a program gets them all."""
    data = InputError([Problem("missing_key", {"name": str(number)}) for number in range(250)]).to_data("en")
    assert len(data["errors"]) == 250
    assert len(data["detail"].splitlines()) == 101


@settings(deadline=None, database=None)
@given(found=st.lists(problems, min_size=1, max_size=4), language=st.sampled_from(LANGUAGES))
def test_data_is_json(found: list[Problem], language: Language) -> None:
    """As it is: only texts, whole numbers, null, lists and dicts, whose order is that of the places."""
    error = UnknownName(found)
    data = error.to_data(language)
    assert json.loads(json.dumps(data)) == data
    assert SCHEMA.is_valid(data)
    assert [each["code"] for each in data["errors"]] == [each.code for each in error.problems]
    assert list(data) == ["type", "title", "detail", "code", "language", "errors"]
    again = error_from_data(json.loads(json.dumps(data)))
    assert (type(again), again.to_data(language)) == (UnknownName, data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_endless_is_cut_in_a_message(language: Language) -> None:
    """A name of a million characters isn't said back in every line; the fields of the data have it all."""
    error = InputError([Problem("unknown_fact", {"name": "x" * 1_000_000}, path="y" * 1_000_000)])
    assert len(error.say(language)) < 5_000
    data = error.to_data(language)
    assert data["errors"][0]["fields"]["name"] == "x" * 1_000_000
    assert error_from_data(data).say(language) == error.say(language)


def test_half_a_character_is_spelled() -> None:
    """As the name of a file may have one, and what a program gives: the data can be written, and read back."""
    problem = Problem("missing_key", {"name": "a\ud800"}, Place("\udcff.yaml", 1, 1), "facts.\udfff", "b\ud800")
    error = InputError([problem])
    data = error.to_data("en")
    assert "\\ud800" in json.dumps(data, ensure_ascii=False).encode().decode()
    assert error_from_data(data).say("en") == error.say("en")


@pytest.mark.parametrize("name", [None, 3, [], {}, b"x"])
def test_what_is_no_text_is_no_name(name: Any) -> None:
    """An option that a program left empty, say: a name that doesn't exist, as any other."""
    said = unknown_name("unknown_language", name, ["nl", "en"]).say("en")
    assert said == f"{name!r} isn't a language (but: nl, en)"


def test_the_kinds_of_errors_are_public() -> None:
    """What carries a type is what a program can catch."""
    for kind in KINDS:
        if kind.__module__ == "regiorules.errors":
            assert getattr(regiorules, kind.__name__) is kind


@pytest.mark.parametrize("kind", [each for each in KINDS if each.__module__ == "regiorules.errors"])
def test_an_error_is_raised_again_elsewhere(kind: type[RegioRulesError]) -> None:
    """Of the same kind, with the same problems at the same places, in the language that it was said in."""
    where = [Place("a.yaml", 3, 4), Place("b.xlsx", cell="S!B2"), NOWHERE]
    fields = {"value": 5, "low": 1.5, "high": Text("twee", "two"), "unit": ""}
    error = kind([Problem("out_of_range", fields, place, "facts.x", "y") for place in where])
    again = error_from_data(error.to_data("en"))
    assert type(again) is kind
    assert [(each.code, each.place, each.path) for each in again.problems] == [
        (each.code, each.place, each.path) for each in error.problems
    ]
    assert again.say("en") == error.say("en")


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("code", "warning", "code"),
        ("title", 3, "title"),
        ("language", "fr", "language"),
        ("errors", {}, "errors"),
        ("errors/0/code", "no_such_thing", "errors[1].code"),
        ("errors/0/fields", {}, "errors[1].fields"),
        ("errors/0/place", "a.yaml:1:1", "errors[1].place"),
        ("errors/0/more", 1, "errors[1]"),
    ],
)
def test_what_is_no_error_is_refused(path: str, value: Any, where: str) -> None:
    """With the path of what is wrong."""
    data: Any = InputError([Problem("missing_key", {"name": "x"}, Place("a", 1, 1))]).to_data()
    *trail, last = path.split("/")
    part = data
    for key in trail:
        part = part[int(key)] if isinstance(part, list) else part[key]
    part[last] = value
    with pytest.raises(InputError) as caught:
        error_from_data(data)
    assert (caught.value.problems[0].code, caught.value.problems[0].path) == ("stored_json", where)
    assert SCHEMA.is_valid(data) is (where in ("code", "errors[1].code", "errors[1].fields"))
