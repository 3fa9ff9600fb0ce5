"""Text is measured and broken so that it fits, in whichever font it is drawn; colours can be told apart."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from regiorules.figures import marks
from regiorules.figures.marks import arrow, bends, hatch, lines_of, wide
from regiorules.text import visible
from tests.paths import ROOT

FONTS = ROOT / "regiorules" / "figures" / "fonts"
CONDENSED = 0.9  # how wide ours is, to DejaVu Sans: the widest of the fonts that are in use
rooms = st.floats(20, 300)


@pytest.mark.parametrize(("name", "bold"), [("DejaVuSansCondensed", False), ("DejaVuSansCondensed-Bold", True)])
def test_a_text_is_never_wider_than_it_is_said_to_be(name: str, bold: bool) -> None:
    """Letter by letter, for all of Latin script that is common, to a tenth; and never twice as wide."""
    font = ImageFont.truetype(FONTS / f"{name}.ttf", 1000)
    letters = [*map(chr, range(0x20, 0x7F)), *map(chr, range(0xC0, 0x180)), *"–—‘’“”…€→↑≥≤"]
    reals = {letter: font.getlength(letter) / 1000 / CONDENSED for letter in letters}
    assert {letter: real for letter, real in reals.items() if real > wide(letter, bold=bold, size=1) * 1.1} == {}
    words = "werkgeversdienstverlening in de regio's van Flevoland, Zeeland en Oost-Groningen"
    real = font.getlength(words) / 1000 / CONDENSED
    assert real <= wide(words, bold=bold, size=1) <= 1.3 * real


@given(st.text(max_size=200), rooms, st.booleans())
def test_lines_fit_and_lose_nothing(text: str, room: float, bold: bool) -> None:
    """No line is wider than its room, and together they have every letter, but for hyphens."""
    lines = lines_of(text, room, 10_000, bold=bold)
    assert all(wide(line, bold=bold) <= room or len(line) <= 2 for line in lines)
    kept = "".join(lines).replace("-", "")
    assert kept.replace(" ", "") == re.sub(r"\s", "", visible(text)).replace("-", "")


@given(st.text(min_size=1, max_size=200), rooms, st.integers(1, 3))
def test_an_ellipsis_stands_for_what_is_left_out(text: str, room: float, most: int) -> None:
    """There are never more lines than asked for, and the last says that there is more."""
    every, some = lines_of(text, room, 10_000), lines_of(text, room, most)
    assert len(some) <= most
    assert some == every if len(every) <= most else some[-1].endswith("…")


@given(st.floats(0, 50), st.floats(0, 50), st.floats(1, 200), st.floats(1, 200))
def test_slanting_lines_stay_in_their_rectangle(x: float, y: float, width: float, height: float) -> None:
    """Both ends of each."""
    for across, down in re.findall(r"[ML]([-\d.]+) ([-\d.]+)", hatch(x, y, width, height, "red")):
        assert x - 0.1 <= float(across) <= x + width + 0.1
        assert y - 0.1 <= float(down) <= y + height + 0.1


def test_an_arrow_needs_two_points() -> None:
    """To where one stands there is none; a bend where nothing moves is left out."""
    assert [*arrow([(1, 1)], "red")] == []
    assert bends([(1, 1), (1, 1), (2, 1), (2, 1)]) == ((1, 1), (2, 1))
    assert len([*arrow([(0, 0), (50, 0)], "red")]) == 3


def luminance(colour: str) -> float:
    """How light a colour is, as WCAG has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast between two colours, from 1 to 21."""
    light, dark = sorted((luminance(one) + 0.05, luminance(other) + 0.05), reverse=True)
    return light / dark


def test_colours_can_be_told_apart() -> None:
    """Text has a contrast of at least 4.5 on every ground that it stands on, a mark of 3; in grey they differ too."""
    for ground in (marks.PAPER, marks.FIELD, marks.AREA):
        assert min(contrast(marks.INK, ground), contrast(marks.QUIET, ground)) >= 4.5
        assert min(contrast(marks.PLACE, ground), contrast(marks.ROUTE, ground)) >= 3
    assert contrast(marks.PAPER, marks.PLACE) >= 4.5  # numbers on a disc
    greys = sorted(map(luminance, (marks.INK, marks.PLACE, marks.ROUTE, marks.HATCH, marks.AREA)))
    assert all(contrast_of(dark, light) > 1.2 for dark, light in pairwise(greys))


def contrast_of(dark: float, light: float) -> float:
    """The contrast between two greys."""
    return (light + 0.05) / (dark + 0.05)
