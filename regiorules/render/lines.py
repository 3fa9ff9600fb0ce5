"""
Text in lines of so many cells of a terminal, and cells in columns: where lines break, and how wide columns are.

It breaks as rich does, which brings the widths of the characters of all scripts; rich itself is imported only for
text with characters that may be wider, or narrower, than one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from regiorules.patterns import pattern

Pieces = Sequence[tuple[str, str]]  # parts of a text, each with its style: the numbers of an escape sequence, or none
_LONG = 1_000  # characters; what is longer isn't remembered
_WORD = pattern(r"\s*\S+\s*")
_NARROW = pattern(
    "[\x20-\x7e\xa0-\u02ff\u0370-\u0482\u2010-\u2027\u202f-\u205f\u2070-\u20cf\u2190-\u2319\u2500-\u25fc]*"
)  # characters that take one cell each


def cells_of(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrapped(pieces: Pieces, width: int, *, styled: bool = False) -> Sequence[str]:
    """
    A text in lines of at most `width` cells, broken between words where that can be; one line where it is empty.

    Spaces at the end of a line may stay.  With `styled` each part of a line is in the escape codes of its style.
    """
    text = "".join([part for part, _ in pieces])
    if styled:
        return [_painted(pieces, *span) for span in _spans(text, width)]
    return _in_lines(text, width) if len(text) <= _LONG else _in_lines.__wrapped__(text, width)


@lru_cache(4_000)  # the same sentences of a rule set stand in note after note
def _in_lines(text: str, width: int) -> tuple[str, ...]:
    if _NARROW.fullmatch(text):  # as most are
        lines = [text] if len(text) <= width else _line(width).findall(text)
        if "".join(lines) == text:
            return tuple([line[:width] for line in lines])
    return tuple([text[start:end] for start, end in _spans(text, width)])


def _spans(text: str, width: int) -> list[tuple[int, int]]:
    """Where each line of a text begins and ends."""
    cuts = (0, *_breaks(text, width), len(text))
    return [(start, start + len(_cropped(text[start:end], width))) for start, end in pairwise(cuts)]


@lru_cache(64)
def _line(width: int) -> re.Pattern[str]:
    """As many whole words as fit, with what is between them and the next: none where a word fits on no line."""
    return re.compile(rf".{{0,{width - 1}}}\S(?!\S)\s*")


def _breaks(text: str, width: int) -> Iterator[int]:
    """Where a text is broken: before the words that don't fit any more, and in those that fit on no line."""
    cells = len if _NARROW.fullmatch(text) else cells_of
    if cells(text) <= width:
        return
    taken = 0
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        needed = cells(word.rstrip())
        if needed <= width - taken:
            taken += cells(word)
        elif needed > width:
            parts = _folded(word, width)
            for part in parts:
                if start:
                    yield start
                start += len(part)
            taken = cells(parts[-1])
        else:
            if taken and start:
                yield start
            taken = cells(word)


def _folded(word: str, width: int) -> list[str]:
    """A word that fits on no line, in pieces that do."""
    if _NARROW.fullmatch(word):
        return [word[start : start + width] for start in range(0, len(word), width)]
    from rich.cells import chop_cells

    return chop_cells(word, width)


def _cropped(line: str, width: int) -> str:
    """A line without the spaces that stand beyond its end."""
    if cells_of(line) <= width:
        return line
    bare = line.rstrip()
    return line[: max(len(bare), width)] if _NARROW.fullmatch(line) else bare


def _painted(pieces: Pieces, start: int, end: int) -> str:
    """The part of a text between two places, each piece in its style."""
    parts, at = [], 0
    for text, style in pieces:
        part = text[max(start - at, 0) : max(end - at, 0)]
        parts.append(f"\x1b[{style}m{part}\x1b[0m" if part and style else part)
        at += len(text)
    return "".join(parts)


def widths_of(rows: Sequence[Sequence[str]], gap: int, most: int) -> list[int]:
    """How wide columns are, each with a gap behind it, in `most` cells: the widest are made narrower until they fit."""
    widths = [min(max(map(cells_of, column)) + gap, most) for column in zip(*rows, strict=True)]
    while (over := sum(widths) - most) > 0:
        widest = max(widths)
        step = min(over, widest - max((each for each in widths if each != widest), default=0))
        if not step or widest <= gap + 1:
            break
        widths = _narrowed(widths, widest, step, over)
    return widths


def _narrowed(widths: Sequence[int], widest: int, step: int, over: int) -> list[int]:
    """Columns with the widest of them narrowed by at most `step` each, and together by `over`."""
    many = list(widths).count(widest)
    found = []
    for width in widths:
        less = min(step, round(over / many)) if width == widest and many else 0
        over, many = over - less, many - (width == widest)
        found.append(width - less)
    return found


def in_columns(
    row: Sequence[Pieces], widths: Sequence[int], gap: int, *, low: bool = False, styled: bool = False
) -> list[str]:
    """The lines of one row: each cell in its column, from the top, or `low` at the bottom as a heading stands."""
    columns = [_column(cell, width, gap, styled) for cell, width in zip(row, widths, strict=True)]
    tallest = max(map(len, columns), default=0)
    for column, width in zip(columns, widths, strict=True):
        blank = [" " * width] * (tallest - len(column))
        column[:] = [*blank, *column] if low else [*column, *blank]
    return ["".join(parts) for parts in zip(*columns, strict=True)]


def _column(cell: Pieces, width: int, gap: int, styled: bool) -> list[str]:
    """The lines of one cell, each as wide as its column."""
    room = max(width - gap, 1)
    bare = wrapped(cell, room)
    shown = wrapped(cell, room, styled=True) if styled else bare
    return [line + " " * (width - cells_of(plain)) for line, plain in zip(shown, bare, strict=True)]
