"""
The marks that figures are made of, each an element of SVG that needs nothing beside it: no style, no id, no font.

The colours are those that Okabe and Ito chose for eyes that see them differently; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from math import hypot

from regiorules.text import visible

FONT = "system-ui, &quot;Segoe UI&quot;, Arial, &quot;DejaVu Sans&quot;, sans-serif"
INK, QUIET, PAPER = "#1a1a1a", "#595959", "#ffffff"
FIELD, EDGE, LINE = "#f6f7f9", "#7f7f7f", "#c9cfd8"
PLACE, HATCH, AREA, ROUTE = "#0072b2", "#7db4d8", "#e3f0f8", "#d55e00"  # blue, blue made lighter, vermilion
SIZE, LEADING = 13, 16  # of the text, in the units of the drawing
BOLD_WIDER = 1.15
_WIDTHS = {  # at most, of a size of 1: those of DejaVu Sans, the widest of the fonts that are in use
    letter: width
    for letters, width in (
        ("ijlI'|,./:;\\ ‘’·ï", 0.36),
        ("ft()-[]r!", 0.45),
        ("*_`–cszJ?“”", 0.55),
        ("kvxyFL", 0.6),
        ("abdeghnopquEPST0123456789éèëöü", 0.65),
        ("DGHOQ&w#+<=>^~", 0.85),
        ("mMW%@…—½→↑ÆæŒœĦŴŉ×÷≤≥", 1.0),
    )
    for letter in letters
}
_OTHER = 0.76
_WIDE = 0x2E80  # from here on a character may be as wide as it is high


def plain(text: str) -> str:
    """A text as it may stand in SVG: markup in it is text, and nothing in it is hidden."""
    return escape(visible(text))


def wide(text: str, *, bold: bool = False, size: float = SIZE) -> float:
    """How wide a text is at most, in whichever font it is drawn."""
    return sum(map(_width, visible(text))) * size * (BOLD_WIDER if bold else 1)


def _width(letter: str) -> float:
    return 1.1 if ord(letter) >= _WIDE else _WIDTHS.get(letter, _OTHER)


def lines_of(text: str, room: float, most: int = 9, *, bold: bool = False, size: float = SIZE) -> list[str]:
    """A text in at most so many lines that fit in a width; an ellipsis stands for the rest."""
    lines: list[str] = []
    for word in visible(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and wide(longer, bold=bold, size=size) <= room:
            lines[-1] = longer
        else:
            lines += _pieces(word, room, bold, size)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and wide(f"{last}…", bold=bold, size=size) > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def _pieces(word: str, room: float, bold: bool, size: float) -> list[str]:
    """A word; in parts where it doesn't fit on a line."""
    if wide(word, bold=bold, size=size) <= room:
        return [word]
    parts = [""]
    for letter in word:
        if parts[-1] and wide(f"{parts[-1]}{letter}-", bold=bold, size=size) > room:
            parts[-1] += "-"
            parts.append("")
        parts[-1] += letter
    return parts


def text(
    x: float,
    y: float,
    words: str | Sequence[str],
    *,
    anchor: str = "start",
    bold: bool = False,
    fill: str = INK,
    size: float = SIZE,
    halo: str = "",
) -> str:
    """Lines of text, of which the top is at `y`; with `halo` on an edge of that colour, to stand on other marks."""
    lines = [words] if isinstance(words, str) else words
    look = f'text-anchor="{anchor}" fill="{fill}" font-size="{size}"' + (' font-weight="bold"' if bold else "")
    if halo:
        look += f' stroke="{halo}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    spans = (
        f'<tspan x="{_n(x)}" y="{_n(y + size * 0.92 + row * leading(size))}">{plain(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    return f"<text {look}>{''.join(spans)}</text>"


def leading(size: float = SIZE) -> float:
    """From one line of text to the next."""
    return size * LEADING / SIZE


def box(
    x: float, y: float, width: float, height: float, fill: str, edge: str = "none", thick: float = 1, dash: str = ""
) -> str:
    """A rectangle."""
    look = f'fill="{fill}" stroke="{edge}" stroke-width="{thick}"' + (f' stroke-dasharray="{dash}"' if dash else "")
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" {look}/>'


def dot(x: float, y: float, radius: float, fill: str, edge: str = PAPER, thick: float = 2, dash: str = "") -> str:
    """A circle."""
    look = f'fill="{fill}" stroke="{edge}" stroke-width="{thick}"' + (f' stroke-dasharray="{dash}"' if dash else "")
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" {look}/>'


def line(x: float, y: float, to_x: float, to_y: float, colour: str, thick: float = 1) -> str:
    """A straight line."""
    ends = f'x1="{_n(x)}" y1="{_n(y)}" x2="{_n(to_x)}" y2="{_n(to_y)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{thick}"/>'


def hatch(x: float, y: float, width: float, height: float, colour: str, step: float = 10) -> str:
    """Slanting lines in a rectangle, that stay within it."""
    strokes = []
    at = step
    while at < width + height:
        start = f"{_n(x + max(0, at - height))} {_n(y + min(at, height))}"
        strokes.append(f"M{start}L{_n(x + min(at, width))} {_n(y + max(0, at - width))}")
        at += step
    return f'<path d="{"".join(strokes)}" stroke="{colour}" stroke-width="1.2" fill="none"/>'


def hatched(x: float, y: float, width: float, height: float) -> Iterator[str]:
    """A rectangle of what may be, with an edge."""
    yield box(x, y, width, height, AREA)
    yield hatch(x, y, width, height, HATCH, 7)
    yield box(x, y, width, height, "none", PLACE)


def arrow(points: Sequence[tuple[float, float]], colour: str, dash: str = "") -> Iterator[str]:
    """A line from point to point with a head at its end, on an edge of white; nothing for a single point."""
    if len(points) < 2:
        return
    (x, y), (u, v) = points[-2:]
    far = hypot(u - x, v - y) or 1
    across, down = (u - x) / far, (v - y) / far
    neck = (u - 11 * across, v - 11 * down)
    path = "M" + "L".join(f"{_n(one)} {_n(other)}" for one, other in (*points[:-1], neck))
    look = 'fill="none" stroke-linejoin="round" stroke-linecap="butt"'
    yield f'<path d="{path}" stroke="{PAPER}" stroke-width="8" {look}/>'
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    yield f'<path d="{path}" stroke="{colour}" stroke-width="4" {look}{dashes}/>'
    left = (neck[0] - 8 * down, neck[1] + 8 * across)
    right = (neck[0] + 8 * down, neck[1] - 8 * across)
    head = " ".join(f"{_n(one)},{_n(other)}" for one, other in ((u + 3 * across, v + 3 * down), left, right))
    yield f'<polygon points="{head}" fill="{colour}" stroke="{PAPER}" stroke-width="1"/>'


def bends(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The points without those where nothing moves."""
    return (*points[:1], *(point for before, point in pairwise(points) if before != point))


def _n(number: float) -> str:
    """A number as it stands in SVG."""
    return f"{number:.1f}".removesuffix(".0")
