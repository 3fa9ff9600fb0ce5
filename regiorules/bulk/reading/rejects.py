"""Rows that can't be used: which, where, and why, as a table for whoever repairs them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from attrs import evolve

from regiorules.errors import LONGEST, NOWHERE, Place, Problem
from regiorules.frozen import frozen
from regiorules.text import Language, visible

HEAD = ("row", "place", "column", "value", "reason")


@frozen
class Reject:
    """One thing that is wrong with one row: `row` counts from 1 under the head of the table."""

    row: int
    place: Place
    column: str
    value: str
    problem: Problem


def rejects_text(rejects: Iterable[Reject], language: Language, delimiter: str = ",") -> str:
    """Rejects as lines of CSV, in the order of the rows; the reason in one language."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(
        (each.row, str(each.place), visible(each.column), visible(each.value[:LONGEST]), _reason(each, language))
        for each in sorted(rejects, key=lambda each: each.row)
    )
    return out.getvalue()


def _reason(reject: Reject, language: Language) -> str:
    return evolve(reject.problem, place=NOWHERE, path="").say(language)


def rejects_head(delimiter: str = ",") -> bytes:
    """The first line of a file of rejects."""
    return f"{delimiter.join(HEAD)}\n".encode()
