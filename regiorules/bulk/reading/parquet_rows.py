"""Parquet: columns that have a type already."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from regiorules.bulk.reading.chunks import Chunk, Mark
from regiorules.bulk.reading.files import opened
from regiorules.bulk.reading.heads import find_heads
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.vocabulary import Fact, Vocabulary

_TEXTS = (pl.String, pl.Categorical, pl.Enum)


class ParquetTable:
    """A Parquet file."""

    delimiter = ","

    def __init__(self, path: Path, vocabulary: Vocabulary, kept: Sequence[str] = ()) -> None:
        self.place = Place(str(path))
        with opened(path):
            pass
        try:
            self.frame = pl.scan_parquet(path, glob=False)
            self.schema = self.frame.collect_schema()
            self.size: int = self.frame.select(pl.len()).collect().item()
        except (pl.exceptions.PolarsError, OSError):
            raise InputError([Problem("parquet_broken", {}, self.place)]) from None
        self.heads = find_heads(self.schema.names(), vocabulary, self.place, kept)
        self._check_types(vocabulary)
        texts = [pl.col(name).cast(pl.String) for name, kind in self.schema.items() if isinstance(kind, _TEXTS)]
        self.frame = self.frame.with_columns(texts)

    def _check_types(self, vocabulary: Vocabulary) -> None:
        """Raises InputError for every column of a type that its fact can't have."""
        problems = Problems()
        for name, heads in self.heads.facts.items():
            for head in (head for head, key in heads.items() if key == name):
                if not _fits(vocabulary.facts[name], self.schema[head]):
                    fields = {"value": str(self.schema[head]), "known": _wanted(vocabulary.facts[name])}
                    problems.add("parquet_type", self.place, name=head, **fields)
        for head in (*self.heads.own.values(), *self.heads.kept):
            if self.schema[head].is_nested():
                problems.add("parquet_type", self.place, name=head, value=str(self.schema[head]), known="String")
        problems.stop(InputError)

    def done(self, mark: Mark) -> int:
        """Rows read."""
        return mark.row

    def read(self, mark: Mark, count: int) -> Chunk | None:
        """The next rows; None at the end."""
        if mark.row >= self.size:
            return None
        try:
            frame = self.frame.slice(mark.row, count).collect()
        except (pl.exceptions.PolarsError, OSError):
            raise InputError([Problem("parquet_broken", {}, self.place)]) from None
        rows = range(mark.row + 1, mark.row + frame.height + 1)
        return Chunk(frame, rows, lambda *_: self.place, Mark(rows[-1]))


def _fits(fact: Fact, kind: pl.DataType) -> bool:
    if isinstance(kind, (*_TEXTS, pl.Null)):
        return True
    match fact.type:
        case "yes_no":
            return kind == pl.Boolean
        case "number":
            return kind.is_numeric()
        case "date":
            return kind == pl.Date
        case "set":
            return isinstance(kind, pl.List) and isinstance(kind.inner, _TEXTS)
        case "records":
            return isinstance(kind, pl.List) and isinstance(kind.inner, pl.Struct)
    return False


def _wanted(fact: Fact) -> str:
    kinds = {"yes_no": "Boolean", "number": "Float64", "date": "Date", "set": "List(String)", "records": "List(Struct)"}
    return kinds.get(fact.type, "String")
