"""The lines of text break where rich breaks them, in every script and at every width, with colour and without."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from regiorules.render.blocks import Branch, Bullets, Grid, Heading, Paragraph
from regiorules.render.lines import _NARROW
from regiorules.render.renderer import Layout
from regiorules.render.text import render_blocks
from tests.render.by_rich import render_blocks as by_rich

ENDS_STYLED = re.compile(r"(\s+)" "\x1b\\[0m")  # spaces that rich has in the style of the words before them
EMPTY = re.compile("\x1b\\[[\\d;]+m\x1b\\[0m")
letters = st.sampled_from("aaaabcdeé—€ ’ -.0漢ｗ한\u0301\u00a0\u3000👍")
words = st.text(letters, min_size=1, max_size=50) | st.sampled_from(["regio", "een", "x" * 130, "漢字" * 40])
texts = st.lists(words, max_size=30).map(" ".join)
trees = st.recursive(
    st.builds(Branch, texts), lambda each: st.builds(Branch, texts, st.lists(each, max_size=3).map(tuple))
)
blocks = st.one_of(
    st.builds(Heading, st.integers(1, 3), texts, texts),
    st.builds(Paragraph, texts, texts),
    st.builds(Bullets, st.lists(texts, min_size=1, max_size=12).map(tuple), texts, st.booleans()),
    trees,
)
layouts = st.builds(Layout, st.integers(30, 200), st.booleans())


@st.composite
def grids(draw: Any) -> Grid:
    """Tables of two to six columns."""
    row = st.tuples(*[texts] * draw(st.integers(2, 6)))
    return Grid(draw(row), tuple(draw(st.lists(row, max_size=5))))


def bare(text: str) -> str:
    """A text without what nobody sees: of which kind spaces are, and their style."""
    lines = (
        EMPTY.sub("", ENDS_STYLED.sub("\x1b[0m\\1", line)).rstrip()
        for line in text.replace("\u3000", "  ").replace("\xa0", " ").split("\n")
    )
    return "\n".join(lines).strip("\n")


@given(st.lists(blocks | grids(), min_size=1, max_size=4), layouts)
def test_it_is_what_rich_makes_of_it(many: Any, layout: Layout) -> None:
    """The same lines, and the same escape codes."""
    assert bare(render_blocks(many, layout)) == bare(by_rich(many, layout))


def test_what_counts_as_one_cell_is_one() -> None:
    """The characters that aren't looked up in a table of widths have the width that they have there."""
    narrow = [chr(code) for code in range(0x110000) if _NARROW.fullmatch(chr(code))]
    assert len(narrow) > 1_500
    assert {get_character_cell_size(each) for each in narrow} == {1}


@pytest.mark.parametrize("width", range(8, 60, 7))
def test_a_deep_tree_stays_readable(width: int) -> None:
    """A line that stands deeper than the text is wide is shown all the same."""
    deep = Branch("bottom")
    for number in range(width):
        deep = Branch(f"level {number}", (deep,))
    assert "mottob" in re.sub(r"[\s│├└─]", "", render_blocks([deep], Layout(width)))[::-1]
