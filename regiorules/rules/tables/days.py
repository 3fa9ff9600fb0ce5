"""Days in the cells of a decision table: `1-1-2026`, `2026-01-01`, `maart 2026`, and ranges of them."""

from __future__ import annotations

from regiorules.facts.dates import days_of
from regiorules.rules.tables.wording import Range, dashes


def read_day(text: str, op: str = "") -> str | None:
    """
    The day that a text means behind this sign for comparing, in ISO form; None where it is none.

    `>= 2026` begins with the first day of that year, `> 2026` after its last; without a sign it must be one day.
    """
    ends = days_of(text)
    if ends is None or (ends[0] != ends[1] and op not in ("<", "<=", ">", ">=")):
        return None
    return ends[op in (">", "<=")].isoformat()


def during(text: str) -> Range | None:
    """A month or a year as the days in it, or two days with a dash between them; None where a text is neither."""
    ends = days_of(text)
    if ends is not None:
        return None if ends[0] == ends[1] else Range(ends[0].isoformat(), ">=", ends[1].isoformat(), "<=")
    pairs = ((first, last) for first, last in dashes(text) if days_of(first) and days_of(last))
    return next((Range(first, ">=", last, "<=") for first, last in pairs), None)
