"""Changing one entry of a document: what can be read can be changed, and nothing else of the text changes."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.documents import Mapping, parse, plain
from regiorules.documents.splice import with_entry, without_entry
from regiorules.documents.written import JSON, YAML, Style, document_text
from regiorules.errors import InputError
from tests.mini import codes

# --- what a document may look like ------------------------------------------------------------------

WORDS = st.sampled_from(
    ["large", "yes", "'it''s'", '"a: b"', "12:30", "x # y", "~", "1.10", "a\\b", '"\\u2028 \\t"', "é\x85ë", "a?", "'#'"]
)
BLOCKS = st.sampled_from(
    [
        "|\n      tekst\n\n      meer\n",
        "|+\n      tekst\n\n\n",
        ">-\n      een\n      twee\n",
        "|2\n        x\n",
        "|\n      x\n",
    ]
)
LISTS = st.sampled_from(["\n    - a\n    - {b: 1, c: 'd'}\n", "\n  - a\n  - b: 1\n    c: 2\n", "[a,\n     'b', ]\n"])
PARTS = st.sampled_from(
    [
        "\n      value: large # c\n      note: |\n        x\n",
        "{value: unknown, source: [krant], note: 'let op: dit'}  # nog\n",
        "{value: no, # waarom\n      note: x\n      }\n",
    ]
)
ENDS = st.sampled_from(["\n", "  \n", "  # een: {twee}\n", "\t# tab\n", "\n\n  # eigen regel\n", "\n# slot: 1\n\n"])
INLINE = st.sampled_from(["1", "x y", "[a, b]", "{value: no}", '"q"', ""])
NAMES = st.sampled_from(["X", "X  # naam", '"X"', "X\t"])
GAPS = st.sampled_from([" ", "   ", "\t", " \t"])


@st.composite
def entries(draw: st.DrawFn, name: str) -> str:
    """One fact in a block, in any of the ways that people write one."""
    form = draw(st.integers(0, 5))
    gap = draw(GAPS)
    if form == 0:
        return f"{name}:{draw(ENDS)}"
    if form in (1, 2):
        return f"{name}:{gap}{draw(WORDS)}{draw(ENDS)}"
    if form == 3:
        return f"{name}: {draw(BLOCKS)}"
    value = draw(LISTS if form == 4 else PARTS)
    return f"{name}:{value}" if value.startswith("\n") else f"{name}: {value}"


@st.composite
def between_brackets(draw: st.DrawFn) -> str:
    """Facts between brackets, on one line or several, with comments."""
    names = draw(
        st.lists(st.sampled_from(["a", "b", "'c d'", '"k"', "k"]), unique_by=lambda n: n.strip("'\""), max_size=3)
    )
    gap = draw(st.sampled_from([" ", "\n    ", " # een, twee\n    ", "\n  # x\n    "]))
    values = [f"{name}: {draw(INLINE)}" for name in names]
    tail = draw(st.sampled_from(["", ",", " ,", "\n    ", " # slot\n    "])) if names else ""
    if not names and gap.strip():
        gap = " "
    return "{" + (gap if names else "") + f",{gap}".join(values) + tail + "}"


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A region file in YAML that can be read."""
    head = draw(st.sampled_from(["", "# kop: {x}\n", "---\n", "# kop\n---\n", "%YAML 1.2\n---\n", "--- # x\n", "\n\n"]))
    first = f"region:{draw(GAPS)}{draw(NAMES)}\n"
    form = draw(st.integers(0, 4))
    names = draw(st.lists(st.sampled_from(["a", "b", "k", "yes", "'c d'"]), unique=True, min_size=1, max_size=4))
    facts = {
        0: "",
        1: "facts:" + draw(st.sampled_from(["", " {}", " unknown", " ~", "  # leeg", " {} # leeg"])) + "\n",
        2: f"facts: {draw(between_brackets())}{draw(ENDS)}",
    }.get(form, "facts:\n" + "".join(f"    {draw(entries(name))}" for name in names))
    other = draw(st.sampled_from(["", "sources:\n  s: {title: T}\n", "date: 2016-01-01 # d\n", "parameters:\n"]))
    parts = draw(st.permutations([first, facts, other]))
    text = head + "".join(part if part.endswith("\n") or not part else f"{part}\n" for part in parts)
    text += draw(st.sampled_from(["", "# slot\n", "...\n", "\n"]))
    if draw(st.booleans()):
        text = text.rstrip("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=15) | st.sampled_from(
    ["yes", "Unknown", "null", "~", "'s-Gravenhage", "a: b", "- x", "#", "{", "1_000", "x\ny", "\x85", "\ufeff", "on"]
)
SCALARS = st.none() | st.booleans() | st.integers(-10, 10**9) | st.floats(-1e6, 1e6) | TEXTS
DATA = SCALARS | st.lists(SCALARS, max_size=3) | st.fixed_dictionaries({"value": SCALARS, "source": st.lists(TEXTS)})
KEYS = st.sampled_from(["k", "a", "nieuw", "yes", "c d", "zes"])


def readable(text: str) -> bool:
    try:
        node = parse(text, "x")
    except InputError:
        return False
    return isinstance(node, Mapping)


def words(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: words(each) for name, each in data.items()}
    if isinstance(data, list):
        return [words(each) for each in data]
    if isinstance(data, str):
        return data
    return YAML.word(data)


def facts_of(text: str, style: Style = YAML) -> dict[str, Any]:
    found = plain(parse(text, "x", is_json=style is JSON)).get("facts")
    return found if isinstance(found, dict) else {}


def lost(text: str, changed: str) -> list[str]:
    """The comments, which someone wrote, that a change took with it."""
    found = [each for each in re.findall(r"#[^\r\n]*", text) if each[1:2] != "'"]
    return [each for each in found if changed.count(each.rstrip()) < text.count(each.rstrip())]


@settings(max_examples=500, deadline=None)
@given(text=documents().filter(readable), key=KEYS, data=DATA)
def test_what_can_be_read_can_be_changed(text: str, key: str, data: Any) -> None:
    """Any readable document takes any answer; the rest of what it says stays, and so do its line ends."""
    before = plain(parse(text, "x"))
    changed = with_entry(text, "x", YAML, "facts", key, data)
    after = plain(parse(changed, "x"))
    assert after.pop("facts") == {**facts_of(text), key: words(data)}
    before.pop("facts", None)
    assert after == before
    if set(re.findall(r"\r\n|\r|\n", text)) == {"\r\n"}:
        assert set(re.findall(r"\r\n|\r|\n", changed)) == {"\r\n"}
    assert lost(text, changed) == []


@settings(max_examples=300, deadline=None)
@given(text=documents().filter(readable), data=DATA)
def test_an_answer_that_is_taken_back_leaves_no_trace(text: str, data: Any) -> None:
    """Where other facts stand, putting one in and taking it out gives the text as it was, line by line."""
    key = "nieuw"
    back = without_entry(with_entry(text, "x", YAML, "facts", key, data), "x", YAML, "facts", key)
    assert facts_of(back) == facts_of(text)
    if facts_of(text) and text.endswith(("\n", "\r")):
        assert back == text


@settings(max_examples=300, deadline=None)
@given(text=documents().filter(readable), key=KEYS)
def test_what_can_be_read_can_be_taken_out(text: str, key: str) -> None:
    """Any fact of any readable document; one that isn't there leaves the text as it is."""
    gone = without_entry(text, "x", YAML, "facts", key)
    before = facts_of(text)
    assert facts_of(gone) == {name: value for name, value in before.items() if name != key}
    assert lost(text, gone) == []
    if key not in before:
        assert gone == text


LAYOUTS = st.sampled_from([None, 0, 2, 4, "\t"])
FACTS = st.none() | st.dictionaries(st.sampled_from(["a", "k", "\u2028", "b c"]), DATA, max_size=3)


@settings(max_examples=300, deadline=None)
@given(
    facts=FACTS,
    indent=LAYOUTS,
    key=KEYS,
    data=DATA,
    rest=st.dictionaries(TEXTS.filter("facts".__ne__), DATA, max_size=2),
)
def test_json_is_changed_in_its_own_layout(facts: Any, indent: Any, key: str, data: Any, rest: Any) -> None:
    """The same for JSON: valid, with that change, and every other line as it stood."""
    text = json.dumps({**rest, **({} if facts is None else {"facts": facts})}, indent=indent, ensure_ascii=False)
    changed = with_entry(text, "x", JSON, "facts", key, data)
    assert json.loads(changed) == {**rest, "facts": {**(facts or {}), key: data}}
    assert json.loads(without_entry(changed, "x", JSON, "facts", key))["facts"] == {
        name: value for name, value in (facts or {}).items() if name != key
    }


# --- by example -----------------------------------------------------------------------------------------

ADDED = [
    ("facts:\n  a:\tlarge\n", "facts:\n  a:\tlarge\n  k: v\n"),
    ("a: 1\t# c\nfacts: {}\n# slot\n", "a: 1\t# c\nfacts:\n  k: v\n# slot\n"),
    ("facts:  # niets\n# slot\n", "facts:  # niets\n  k: v\n# slot\n"),
    ("region: X\n", "region: X\nfacts:\n  k: v\n"),
    ("facts:\r\n  a: 1\r\n", "facts:\r\n  a: 1\r\n  k: v\r\n"),
    ("facts:\n  a: 1\n  # een\n\n# twee\n", "facts:\n  a: 1\n  k: v\n  # een\n\n# twee\n"),
    ("facts:\n    a: 1\nb: 2\n", "facts:\n    a: 1\n    k: v\nb: 2\n"),
    ("facts: {a: 1}  # c\n", "facts: {a: 1, k: v}  # c\n"),
    ("facts: {\n  a: 1, # een\n  b: 2 # twee\n  }\n", "facts: {\n  a: 1, # een\n  b: 2, # twee\n  k: v\n  }\n"),
    ("facts:\n  k: unknown  # vragen\n  b: 2\n", "facts:\n  k: v  # vragen\n  b: 2\n"),
    ("facts:\n  k:  # vragen\n  b: 2\n", "facts:\n  k: v  # vragen\n  b: 2\n"),
    ("facts:\n  k:\n  - a\n  - b\n  b: 1\n", "facts:\n  k: v\n  b: 1\n"),
    ("--- {region: X}\n", "--- {region: X, facts: {k: v}}\n"),
    ("facts:\n  a: |\n    tekst", "facts:\n  k: v\n  a: |\n    tekst"),  # a line end after it would change the text
]


@pytest.mark.parametrize(("before", "after"), ADDED)
def test_only_the_lines_that_must(before: str, after: str) -> None:
    """Where an answer goes, in the layouts that people write."""
    assert with_entry(before, "x", YAML, "facts", "k", "v") == after


TAKEN_OUT = [
    ("facts:\n  a: 1\n  k: v  # zegt Jan\n  b: 2\n", "facts:\n  a: 1\n  # zegt Jan\n  b: 2\n"),
    ("facts:\n  k: v\t#Jan\n# slot\n", "facts:\n  #Jan\n# slot\n"),
    ("facts:\n  k: v # Jan", "facts:\n  # Jan\n"),
    ("facts:\n  k:\n    - a  # een\n    - '# b'  # twee\n", "facts:\n  # een\n  # twee\n"),
    ("facts: {\n  a: 1, # een\n  k: v, # twee\n  b: 2}\n", "facts: {\n  a: 1, # een\n  # twee\n  b: 2}\n"),
    ("facts: {a: 1, k: v}  # c\n", "facts: {a: 1}  # c\n"),
    ("facts: {k: v, # Jan\n  b: 2}\n", "# Jan\nfacts: {b: 2}\n"),
    ("facts: { # een\n  a: 1, # twee\n  k: v}\n", "facts: { # een\n  a: 1 # twee\n  }\n"),
    ("facts: {\n  a: 1, # een\n  k: v # Jan\n  }\n", "facts: {\n  a: 1 # een\n  # Jan\n  }\n"),
    ("facts: {\n  a: 1, # een\n  k: v,}\n", "# een\nfacts: {\n  a: 1,}\n"),
    ("facts:\n  b: |+\n    x\n\n  k:\n\n  # slot\n", "facts:\n  b: |+\n    x\n\n  # slot\n"),
    ("facts:\n  b: |+\n    x\n\n  k: v # Jan\n\n  # slot\n", "facts:\n  b: |+\n    x\n\n  # Jan\n\n  # slot\n"),
    ("facts: {a: 'x\n  y', k: v, # Jan\n  b: 2}\n", "# Jan\nfacts: {a: 'x\n  y', b: 2}\n"),
]


@pytest.mark.parametrize(("before", "after"), TAKEN_OUT)
def test_a_comment_is_not_taken_out_with_its_entry(before: str, after: str) -> None:
    """Someone wrote it: it gets a line of its own."""
    assert without_entry(before, "x", YAML, "facts", "k") == after


def test_a_comment_is_not_written_over() -> None:
    """Within the old value of an entry it goes too, and it is kept above the new one."""
    before = "facts:\n  a: 1\n  k: {value: unknown, # vraag Jan\n    note: x}\n"
    assert with_entry(before, "x", YAML, "facts", "k", "v") == "facts:\n  a: 1\n  # vraag Jan\n  k: v\n"


def test_json_goes_on_in_lines() -> None:
    """A file in lines gets a line; one on one line stays on it."""
    text = '{\n  "region": "X",\n  "facts": {}\n}\n'
    first = with_entry(text, "x", JSON, "facts", "a", True)
    assert first == '{\n  "region": "X",\n  "facts": {\n    "a": true\n  }\n}\n'
    assert with_entry(first, "x", JSON, "facts", "b", None) == (
        '{\n  "region": "X",\n  "facts": {\n    "a": true,\n    "b": null\n  }\n}\n'
    )
    assert with_entry('{"facts":{"k":1,"b":2}}', "x", JSON, "facts", "k", "v") == '{"facts":{"k":"v","b":2}}'


def test_what_can_not_take_an_entry_is_refused() -> None:
    """A section that is a list, a document that is one, and what can't be read: InputError, and no text."""
    assert codes(InputError, with_entry, "facts:\n- a\n", "x", YAML, "facts", "k", 1) == ["save_form"]
    assert codes(InputError, with_entry, "- a\n", "x", YAML, "facts", "k", 1) == ["expected_mapping"]
    assert codes(InputError, with_entry, "a: b: c\n", "x", YAML, "facts", "k", 1) == ["yaml_colon"]
    assert codes(InputError, without_entry, "a: 1\na: 2\n", "x", YAML, "facts", "k") == ["duplicate_key"]


@settings(max_examples=200, deadline=None)
@given(data=st.dictionaries(TEXTS, DATA | st.dictionaries(TEXTS, DATA, max_size=3), min_size=1, max_size=4))
def test_a_new_document_reads_back(data: dict[str, Any]) -> None:
    """Whatever is in it, in both notations."""
    assert plain(parse(document_text(data, YAML), "x")) == words(data)
    assert json.loads(document_text(data, JSON)) == data
