"""A second table: the records of a list, a row a record, joined to the rows of the first by region or by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from regiorules.bulk.reading.heads import ID, Heads
from regiorules.bulk.tables.outer import to_columns
from regiorules.documents import Mapping as Entries
from regiorules.documents import Node, Scalar, Sequence
from regiorules.errors import InputError, Place, Problem, Problems, unknown_name
from regiorules.facts.given import read_given
from regiorules.facts.records import names_others
from regiorules.facts.rows import Row, table_rows
from regiorules.facts.tables import REGION
from regiorules.facts.vocabulary import Fact, Vocabulary
from regiorules.frozen import frozen
from regiorules.text import Near, fold

_KEY = "\0key"


@frozen
class Lists:
    """The lists of one fact, by what joins them: the folded name of a region, or an id."""

    fact: Fact
    by: str
    values: Mapping[str, Any]
    file: Path

    def join(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The table with the list of each row; unknown where the second table has none for it."""
        columns = to_columns(self.fact, list(self.values.values()))
        table = pl.DataFrame([pl.Series(_KEY, list(self.values), pl.String), *columns])
        keys = frame[self.by]
        if self.by == REGION:
            names = keys.unique()
            folded = [None if name is None else fold(name) for name in names]
            keys = keys.replace_strict(names, pl.Series(folded, dtype=pl.String), return_dtype=pl.String)
        return frame.with_columns(keys.alias(_KEY)).join(table, on=_KEY, how="left", maintain_order="left").drop(_KEY)

    def unused(self, keys: set[str]) -> list[str]:
        """What of the second table joins none of these keys."""
        return [key for key in self.values if key not in keys]


def read_lists(name: str, path: Path, vocabulary: Vocabulary, heads: Heads) -> Lists:
    """
    The lists in a second table (CSV, XLSX or a JSON list) for the fact with this name.

    Raises InputError with all that is wrong in it; UnknownName where there is no such list.
    """
    lists = [each.id for each in vocabulary.facts.values() if each.type == "records" and each.asked]
    if name not in lists:
        raise unknown_name("batch_list", name, lists)
    if name in heads.facts:
        raise InputError([Problem("batch_list_twice", {"name": name, "file": str(path)})])
    problems = Problems()
    reader = _Reader(vocabulary.facts[name], heads, problems)
    rows = table_rows(path, problems)
    reader.head(next(rows, Row((), 1, Place(str(path), 1, 1))))
    for row in rows:
        reader.row(row)
    values = dict(reader.values())
    problems.stop(InputError)
    return Lists(vocabulary.facts[name], reader.by, values, path)


class _Reader:
    """Reads row by row; what is wrong goes on the list."""

    def __init__(self, fact: Fact, heads: Heads, problems: Problems) -> None:
        self.fact = fact
        self.first = heads
        self.problems = problems
        self.by = REGION
        self.at: dict[str, int] = {}
        self.width = 0
        self.items: dict[str, list[Node]] = {}

    def head(self, row: Row) -> None:
        """Find the columns: what joins, and the fields of a record."""
        called = {fold(each): each for each in (ID, REGION)} | {fold("regio"): REGION}
        for each in self.fact.fields:
            called |= {fold(name.replace("_", " ")): each.id for name in (each.title.nl, each.title.en, each.id)}
        self.width = len(row.cells)
        for at, cell in enumerate(row.cells):
            meant = called.get(fold(cell.replace("_", " ")))
            if meant is None and cell.strip():
                self.problems.add("batch_column", row.place, name=cell, suggestion=Near(cell, list(called)))
            elif meant in self.at:
                self.problems.add("csv_column_twice", row.place, name=cell)
            elif meant is not None:
                self.at[meant] = at
        self.by = ID if ID in self.at and ID in self.first.own else REGION
        needed = [self.by, *(each.id for each in self.fact.fields if each.required)]
        if not {*needed} <= self.at.keys():
            self.problems.add("csv_columns", row.place, known=", ".join(needed))
        self.problems.stop(InputError)

    def row(self, row: Row) -> None:
        """One record, or that there are others."""
        if len(row.cells) != self.width:
            self.problems.add("csv_row", row.place, count=len(row.cells), wanted=self.width)
            return
        texts = {name: row.cells[at].strip() for name, at in self.at.items()}
        key = texts.pop(self.by)
        if not key:
            self.problems.add("missing_field", row.place, name=self.by)
            return
        fields = {each.id: texts.get(each.id, "") for each in self.fact.fields}
        item = Scalar("…", row.place) if names_others(self.fact, fields) else self._record(fields, row.place)
        self.items.setdefault(fold(key) if self.by == REGION else key, []).append(item)

    def _record(self, fields: Mapping[str, str], place: Place) -> Node:
        quoted = {each.id for each in self.fact.fields if each.required}  # a name may be a word for unknown
        entries: dict[str, Node] = {
            name: Scalar(text, place, quoted=name in quoted) for name, text in fields.items() if text
        }
        return Entries(entries, dict.fromkeys(entries, place), place)

    def values(self) -> Iterator[tuple[str, Any]]:
        """The list of each region or id, in outer form."""
        for key, items in self.items.items():
            yield key, read_given(self.fact, Sequence(tuple(items), items[0].place), self.problems, self.fact.id)
