"""
Which sheet of a workbook is which: by its title, in either language.

A sheet under another title that holds answers all the same (a copy, a second one, a renamed one) is a
problem: what a person filled in is never left out without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from regiorules.errors import Problems
from regiorules.facts.vocabulary import Vocabulary
from regiorules.facts.workbook import layout
from regiorules.facts.workbook.cells import Grid, has_headings, read_grids
from regiorules.facts.workbook.layout import Column, record_columns, records_key, records_of, sheet_titles
from regiorules.text import LANGUAGES, Text, fold

_TOP = 50  # rows of a sheet in which its headings are looked for
_TELLING = {  # the columns by which a sheet is recognised, whatever its title
    layout.FACTS: layout.FACT_COLUMNS[:2],
    layout.SOURCES: layout.SOURCE_COLUMNS[:2],
    layout.PARAMETERS: layout.PARAMETER_COLUMNS[:2],
}
_LABELS = (layout.NAME, layout.PROFILE)  # of the first sheet, which has no columns


def find_sheets(path: Path, vocabulary: Vocabulary, problems: Problems) -> dict[str, Grid]:
    """
    The sheets by key; what looks like one of them under another title is a problem, and stands in where it lacks.

    Raises InputError as `read_grids` does.
    """
    both = [sheet_titles(vocabulary, language) for language in LANGUAGES]
    keys = {fold(title): key for titles in both for key, title in titles.items()}
    ours = {title for title, key in keys.items() if key == layout.OVERVIEW}  # which follows from the others
    grids = read_grids(path, keys, problems, peek=_TOP, skipped=ours)
    found: dict[str, Grid] = {}
    for grid in sorted(grids, key=lambda each: fold(each.title) not in keys):  # first those under their own title
        titled = keys.get(fold(grid.title))
        key = titled or next(_kinds(grid, vocabulary), None)
        if key in found:
            problems.add("sheet_twice", grid.place(1, 1), name=grid.title, first=found[key].title)
        elif key and not titled:
            name = Text(*(titles[key] for titles in both))
            problems.add("sheet_renamed", grid.place(1, 1), name=grid.title, title=name)
        if key:
            found.setdefault(key, grid)
    return found


def _kinds(grid: Grid, vocabulary: Vocabulary) -> Iterator[str]:
    """What a sheet looks like, by what stands in it."""
    words = {fold(value) for value in grid.cells.values() if isinstance(value, str)}
    if all(words & {fold(label.nl), fold(label.en)} for label in _LABELS):
        yield layout.START
    columns: dict[str, tuple[Column, ...]] = dict(_TELLING)
    columns |= {records_key(fact): record_columns(fact) for fact in records_of(vocabulary) if len(fact.fields) > 1}
    for key, telling in columns.items():
        if has_headings(grid, telling):
            yield key
