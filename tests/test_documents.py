"""Reading YAML and JSON: what is refused, where it says that it is, and that text stays text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from regiorules.documents import (
    MAX_BYTES,
    Mapping,
    Scalar,
    Sequence,
    node_of,
    parse,
    plain,
    read_bytes,
    read_document,
)
from regiorules.errors import InputError, Place, Problems, RuleSetError
from tests.mini import codes, messages

SYNTAX = "this isn't valid YAML or JSON: "
REFUSED = [
    ("", "x.yaml: this file is empty"),
    ("# niets\n", "x.yaml: this file is empty"),
    ("---\n", "x.yaml: this file is empty"),
    ("a: [", f"x.yaml:2:1: {SYNTAX}did not find expected node content"),
    ("a: 'x", f"x.yaml:1:6: {SYNTAX}found unexpected end of stream"),
    ("a: b: c", f"x.yaml:1:5: {SYNTAX}mapping values are not allowed in this context"),
    ("a:\n\tb: c", f"x.yaml:2:1: {SYNTAX}found character that cannot start any token"),
    ("a: b\0", f"x.yaml: {SYNTAX}unacceptable character #x0000: control characters are not allowed"),
    ("a: 1\n---\nb: 1\n", "x.yaml:2:1: a second document starts here; put each region in a file of its own"),
    ("a: &a x", "x.yaml:1:4: anchors and aliases (& and *) aren't read; write the value out"),
    ("a: *b", "x.yaml:1:4: anchors and aliases (& and *) aren't read; write the value out"),
    ("a: 1\nb: 2\na: 3", "x.yaml:3:1 a: a stands here twice; it also stands on line 1"),
    ("? [a]\n: b", "x.yaml:1:3: a key must be a word"),
    ("a: " + "[" * 60 + "]" * 60, "x.yaml:1:44: nested deeper than 40 levels"),
    ("- " * 100_000, "x.yaml:1:83: nested deeper than 40 levels"),
]
REFUSED_JSON = [
    ("", "x.json: this file is empty"),
    ('{"a": }', f"x.json:1:7: {SYNTAX}Expecting value"),
    ('{\n"a" 1}', f"x.json:2:5: {SYNTAX}Expecting ':' delimiter"),
    ("{'a': 1}", f"x.json:1:2: {SYNTAX}Expecting property name enclosed in double quotes"),
    ("a: 1", f"x.json:1:1: {SYNTAX}Expecting value"),
    ("{} {}", f"x.json:1:4: {SYNTAX}Extra data"),
    ('{"a": "\\ud83d"}', f"x.json:1:10: {SYNTAX}found invalid Unicode character escape code"),
    ('{"a": 1, "a": 2}', "x.json:1:10 a: a stands here twice; it also stands on line 1"),
    ("[" * 100_000, "x.json: nested deeper than 40 levels"),
]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_yaml_that_is_refused_says_where_and_why(text: str, message: str) -> None:
    """One located message, and nothing else."""
    assert [message] == messages(InputError, parse, text, "x.yaml")


@pytest.mark.parametrize(("text", "message"), REFUSED_JSON)
def test_json_that_is_refused_says_where_and_why(text: str, message: str) -> None:
    """JSON errors are those of a JSON reader, not of a YAML one."""
    assert [message] == messages(InputError, parse, text, "x.json", is_json=True)


@pytest.mark.parametrize(
    "text", ["no", "yes", "1.10", "12:30", "0777", "1_000", "2016-01-01", "null", "~", "1e3", "=", "<<"]
)
def test_plain_values_stay_text(text: str) -> None:
    """YAML 1.2 without types: what a value means is for the fact to say."""
    assert {"a": text} == plain(parse(f"a: {text}", "x.yaml"))


def test_every_value_and_key_has_its_place() -> None:
    """Lines and columns count from 1 and point at the value."""
    node = parse('a:\n  - b\n  - "c"\n', "x.yaml")
    items = Sequence(
        (Scalar("b", Place("x.yaml", 2, 5)), Scalar("c", Place("x.yaml", 3, 5), quoted=True)), Place("x.yaml", 2, 3)
    )
    assert Mapping({"a": items}, {"a": Place("x.yaml", 1, 1)}, Place("x.yaml", 1, 1)) == node


def test_json_text_comes_through_unchanged() -> None:
    """Tabs for indentation, escapes, surrogate pairs and YAML's own signs are only text in JSON."""
    text = '{\n\t"a": "x\\ty \\ud83d\\udeb2 \\/ \\u00e9 # b: c \\"d\\" \\\\",\t"n": [1E2, -0.5, null, true]\n}'
    assert plain(parse(text, "x", is_json=True)) == {
        "a": 'x\ty 🚲 / é # b: c "d" \\',
        "n": ["1E2", "-0.5", "null", "true"],
    }


def test_a_number_of_any_length_is_read_as_text() -> None:
    """Python's limit on the digits of whole numbers is no crash here."""
    assert plain(parse('{"a": ' + "1" * 5000 + "}", "x.json", is_json=True)) == {"a": "1" * 5000}


def test_tags_do_nothing() -> None:
    """A tag makes no object; the value stays what it is."""
    assert plain(parse("a: !!python/object/apply:os.system [ls]", "x.yaml")) == {"a": ["ls"]}


def test_a_billion_laughs_is_refused_at_the_first_anchor() -> None:
    """Nothing is expanded."""
    lines = ["a0: &a0 [ha, ha]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    started = time.perf_counter()
    assert codes(InputError, parse, "\n".join(lines), "x.yaml") == ["alias"]
    assert time.perf_counter() - started < 1


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    """20 MB of YAML gives one message at once."""
    path = write(tmp_path, "x.yaml", b"a: 1\n" * 4_000_000)
    started = time.perf_counter()
    assert [f"{path}: this file is 20 MB; the limit is 5 MB"] == messages(InputError, read_document, path)
    assert time.perf_counter() - started < 1


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    """The limit itself is still allowed."""
    assert len(read_bytes(write(tmp_path, "x.yaml", b"#" * MAX_BYTES))) == MAX_BYTES
    assert codes(InputError, read_bytes, write(tmp_path, "y.yaml", b"#" * (MAX_BYTES + 1))) == ["file_too_large"]


def test_too_many_values_are_refused() -> None:
    """A file within the size limit can still hold too much."""
    assert codes(InputError, parse, "- 1\n" * 250_000, "x.yaml") == ["too_many"]


@pytest.mark.parametrize(("content", "offset"), [("a: Súd".encode("latin-1"), 4), ("a: b".encode("utf-16"), 0)])
def test_a_file_that_is_not_utf8_says_which_byte(tmp_path: Path, content: bytes, offset: int) -> None:
    """The message names the byte and the way out."""
    path = write(tmp_path, "x.yaml", content)
    assert [f"{path}: byte {offset} isn't UTF-8; save the file as UTF-8"] == messages(InputError, read_document, path)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    """Files saved by Windows programs start with one."""
    assert plain(read_document(write(tmp_path, "x.yaml", "\ufeffa: b".encode()))) == {"a": "b"}


def test_the_suffix_decides_what_is_json(tmp_path: Path) -> None:
    """Tabs are fine in a .json file and wrong in a .yaml file."""
    assert plain(read_document(write(tmp_path, "x.JSON", '{\n\t"a": 1}'))) == {"a": "1"}
    assert codes(InputError, read_document, write(tmp_path, "x.yaml", "a:\n\tb: 1")) == ["syntax"]


def test_a_missing_file_and_a_folder_are_problems_not_crashes(tmp_path: Path) -> None:
    """The error is of the kind that was asked for."""
    missing = tmp_path / "nee.yaml"
    assert [f"{missing}: this file doesn't exist"] == messages(RuleSetError, read_document, missing, RuleSetError)
    assert [f"{tmp_path}: this file can't be read: this is a folder"] == messages(InputError, read_document, tmp_path)


def test_a_double_key_can_go_on_a_list(tmp_path: Path) -> None:
    """With a list of problems, reading goes on and the first value counts."""
    problems = Problems()
    node = read_document(write(tmp_path, "x.yaml", "a: 1\na: 2\nb: 3\n"), problems=problems)
    assert plain(node) == {"a": "1", "b": "3"}
    assert [problem.code for problem in problems.found] == ["duplicate_key"]


def test_plain_data_becomes_the_same_nodes() -> None:
    """What `json.loads` gives can be read like a file; texts count as quoted."""
    node = node_of({"a": [1, 0.5, True, None, "unknown", {"z", "y"}]})
    assert plain(node) == {"a": ["1", "0.5", "true", "null", "unknown", ["y", "z"]]}
    assert isinstance(node, Mapping)
    assert isinstance(node.entries["a"], Sequence)
    assert [isinstance(n, Scalar) and n.quoted for n in node.entries["a"].items[:5]] == [
        False,
        False,
        False,
        False,
        True,
    ]


def test_plain_data_needs_text_for_keys() -> None:
    """JSON knows no other keys."""
    assert codes(InputError, node_of, {1: 2}) == ["key_not_text"]
