"""A file that a person wrote keeps its text where entries are added."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.documents import parse, plain
from regiorules.documents.written import YAML, document_text
from regiorules.rules.added import with_added

MINE = """# of mine
rules:
  b: {because: x}  # why

  # last
  a:
    because: y

# about facts
facts:
  f: {title: z}
"""
names = st.sampled_from(["a", "b", "c", "d"])
sections = st.dictionaries(names, st.dictionaries(names, st.fixed_dictionaries({"t": st.text()}), min_size=1))


def added(text: str, wanted: dict[str, Any]) -> str | None:
    return with_added(text, parse(text, ""), wanted)


def test_comments_and_order_stay() -> None:
    """New entries come last in their section, new sections last in the file."""
    told: Any = plain(parse(MINE, ""))
    wanted = {"facts": {**told["facts"], "g": {"title": "n"}}, "rules": {"c": {"because": "w"}, **told["rules"]}}
    done = added(MINE, {**wanted, "tables": {"t": {"why": "v"}}})
    assert done is not None
    assert [line for line in done.splitlines() if line in MINE.splitlines()] == MINE.splitlines()
    new = [number for number, line in enumerate(done.splitlines(), 1) if line not in MINE.splitlines()]
    assert new[0] == MINE.splitlines().index("    because: y") + 2
    assert done.index("  c:") < done.index("# about facts") < done.index("  g:") < done.index("tables:")


@pytest.mark.parametrize("text", ["rules: {a: {because: x}}\n", "[]\n", "rules:\n  a: {because: other}\n"])
def test_what_cant_be_added_to_is_written_anew(text: str) -> None:
    """A file on one line, or one of which an entry changed."""
    assert added(text, {"rules": {"a": {"because": "x"}, "b": {"because": "y"}}}) is None


@given(old=sections, new=sections)
def test_it_says_what_is_wanted(old: dict[str, Any], new: dict[str, Any]) -> None:
    """And every line of before still stands there, in its order."""
    wanted = {name: {**new.get(name, {}), **old.get(name, {})} for name in {**old, **new}}
    text = document_text(old, YAML) if old else "{}\n"
    done = added(text, wanted)
    if not old:
        return
    assert done is not None
    assert plain(parse(done, "")) == wanted
    rest = iter(done.splitlines())
    assert all(line in rest for line in text.splitlines())
