"""Reading documents: what is refused, where it says that it is, and that text stays text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from regiorules.documents import (
    MAX_BYTES,
    MAX_VALUES,
    Mapping,
    Scalar,
    Sequence,
    parse,
    plain,
    read_bytes,
    read_document,
    yaml_text,
)
from regiorules.errors import InputError, Place, Problems, RuleSetError
from tests.mini import codes, messages

REFUSED = [
    ("", "x.yaml: this file is empty"),
    ("# niets\n", "x.yaml: this file is empty"),
    ("---\n", "x.yaml: this file is empty"),
    ("a: 1\n---\nb: 1\n", "x.yaml:2:1: a second document starts here; put each region in a file of its own"),
    ("a: &a x", "x.yaml:1:4: anchors and aliases (& and *) aren't read; write the value out"),
    ("a: *b", "x.yaml:1:4: anchors and aliases (& and *) aren't read; write the value out"),
    ("a: 1\nb: 2\na: 3", "x.yaml:3:1 a: a stands here twice; it also stands on line 1"),
    ("[a]: b", "x.yaml:1:1: a key must be a word"),
    ("a: " + "[" * 60 + "]" * 60, "x.yaml:1:44: nested deeper than 40 levels"),
    ("- " * 100_000, "x.yaml:1:83: nested deeper than 40 levels"),
]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_yaml_that_is_refused_says_where_and_why(text: str, message: str) -> None:
    """One located message, and nothing else."""
    assert [message] == messages(InputError, parse, text, "x.yaml")


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


TAGS = [
    "!!int 3",
    "!!python/object/apply:os.system [ls]",
    "!!omap [a: b]",
    "!eigen x",
    "! x",
    "!!map {a: b}",
    "!!str\n  a",
]


@pytest.mark.parametrize("value", TAGS)
def test_a_tag_is_refused(value: str) -> None:
    """Nothing is typed here, so a tag would only seem to do something."""
    assert codes(InputError, parse, f"b: 1\na: {value}", "x.yaml") == ["tag"]


@pytest.mark.parametrize(
    "text", ["? a\n: b", "{? a: b}", "[? a : b]", "a: 1\n# c ?\n? b\n: c", "? a", "a:\n  ? b\n  : c"]
)
def test_a_key_with_a_question_mark_is_refused(text: str) -> None:
    """Nobody writes one on purpose, and an answer could not be put beside it safely."""
    assert codes(InputError, parse, text, "x.yaml") == ["key_question"]


@pytest.mark.parametrize("text", ["a: b?", "'?': b", "a: [wat?, 'of?']", "{a?: b}", "# ?\na: 1 # ?\n# ?\nb: 2"])
def test_any_other_question_mark_is_text(text: str) -> None:
    """Only the announcement of a key is meant."""
    parse(text, "x.yaml")


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_no_break_that_an_editor_does_not_show(sign: str) -> None:
    """U+0085, U+2028 and U+2029 are text, as in YAML 1.2: they never become a space, and count no line."""
    text = f"# a{sign}b\na: x{sign}y\nb: 'x{sign}{sign}y'\nc: |\n  x{sign}y\n"
    node = parse(text, "x.yaml")
    assert plain(node) == {"a": f"x{sign}y", "b": f"x{sign}{sign}y", "c": f"x{sign}y\n"}
    assert isinstance(node, Mapping)
    assert node.keys["c"] == Place("x.yaml", 4, 1)


def test_signs_that_stand_in_are_never_those_of_the_text() -> None:
    """A text in which the first signs for private use stand is read as it is."""
    text = "a: \U000f0000\x85\U000f0001\u2028"
    assert plain(parse(text, "x.yaml")) == {"a": text[3:]}


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\x7f", "\x9b", "\ufffe", "\ufeff", "\ud800"])
def test_control_characters_are_refused_with_their_place(sign: str) -> None:
    """What no editor shows is named by its number."""
    expected = f"x.yaml:2:5: the invisible sign U+{ord(sign):04X} can't stand here; take it out"
    assert messages(InputError, parse, f"a: b\nb: x{sign}", "x.yaml") == [expected]


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
    assert codes(InputError, parse, "- 1\n" * MAX_VALUES, "x.yaml") == ["too_many"]


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
    assert codes(InputError, read_document, write(tmp_path, "x.yaml", "a:\n\tb: 1")) == ["yaml_tab"]


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


def test_without_libyaml_nothing_is_read_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML has two readers that don't agree; where ours is missing that is said, and JSON is read still."""
    monkeypatch.setattr(yaml_text, "_LOADER", None)
    (line,) = messages(InputError, parse, "a: 1", "x.yaml")
    assert line.startswith("PyYAML is installed here without libyaml")
    assert plain(parse('{"a": 1}', "x.json", is_json=True)) == {"a": "1"}
