"""What says which row a row is: its id, its region and its date, as texts that can be told apart and written."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from regiorules.bulk.reading.heads import DATE
from regiorules.errors import Problem
from regiorules.facts.dates import read_moment
from regiorules.facts.values import clip

_HIDDEN = "[\0-\x08\n-\x1f\x7f]"


def plain_texts(column: pl.Series) -> pl.Series:
    """A column of any type as texts, without spaces around them; nothing is an empty text."""
    return column.cast(pl.String).str.strip_chars().fill_null("")


def wrong_in(name: str, texts: pl.Series) -> Iterator[tuple[int, str, Problem]]:
    """The rows (from 0) in which such a text can't be used, with that text and what is wrong with it."""
    suspect = texts.str.contains(_HIDDEN) | (texts == "") | (name == DATE)
    problems = {text: _problem(name, text) for text in texts.filter(suspect).unique()}
    for row in (suspect & texts.is_in([text for text, problem in problems.items() if problem])).arg_true():
        text = texts[int(row)]
        if problem := problems[text]:
            yield int(row), text, problem


def _problem(name: str, text: str) -> Problem | None:
    if hidden := re.search(_HIDDEN, text):
        return Problem("character", {"name": f"U+{ord(hidden[0]):04X}"})
    if name == DATE:
        return None if not text or read_moment(text) else Problem("not_moment", {"value": clip(text)})
    return None if text else Problem("missing_field", {"name": name})
