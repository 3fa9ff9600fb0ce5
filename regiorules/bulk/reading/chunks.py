"""Tables of regions, a row a region, read chunk by chunk: so many rows at a time that memory stays bounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import polars as pl
from attrs import field

from regiorules.bulk.reading.cells import Cells, ReadColumn
from regiorules.bulk.reading.heads import OWN, Heads
from regiorules.bulk.reading.identity import plain_texts, wrong_in
from regiorules.bulk.reading.rejects import Reject
from regiorules.bulk.tables.outer import to_columns
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import frozen


@frozen
class Mark:
    """How far a table has been read: rows of data, lines of the file (or rows of the sheet), bytes."""

    row: int = 0
    line: int = 0
    offset: int = 0


@frozen
class Chunk:
    """
    Some rows as they stand in the file: a column a head, texts or typed.

    `rows` are their numbers, from 1 under the head; `place` tells where a cell stands, by its place in the chunk and
    its head.  `bad` are rows that aren't among them, as they can't be read at all; `count` counts both.  `given` has
    the facts of each row as outer values where they were read already.
    """

    frame: pl.DataFrame
    rows: Sequence[int]
    place: Callable[[int, str], Place]
    mark: Mark
    bad: tuple[Reject, ...] = ()
    given: Sequence[Mapping[str, Any]] = ()

    @property
    def count(self) -> int:
        """How many rows were read."""
        return len(self.rows) + len({each.row for each in self.bad})


class Table(Protocol):
    """
    A table that can be read from any mark on; `size` is what the marks run up to, in rows or in bytes.

    `delimiter` is what stands between the cells of CSV, also of that which is written.
    """

    heads: Heads
    size: int
    delimiter: str

    def read(self, mark: Mark, count: int) -> Chunk | None:
        """The next rows, at most `count`; None at the end."""

    def done(self, mark: Mark) -> int:
        """How much of `size` has been read at a mark."""


@frozen
class Piece:
    """Rows whose cells are read: the row's own columns and those kept as texts, facts as outer columns; and rejects."""

    frame: pl.DataFrame
    rows: Sequence[int]
    place: Callable[[int, str], Place]
    rejects: tuple[Reject, ...]


@frozen
class Typing:
    """Reads the cells of chunk after chunk."""

    heads: Heads
    vocabulary: Vocabulary
    _cells: dict[str, Cells] = field(factory=dict, init=False, eq=False)

    def piece(self, chunk: Chunk) -> Piece:
        """The rows of a chunk in which every cell can be read; of the others what is wrong."""
        columns = self._own(chunk)
        rejects = [*chunk.bad, *self._wrong_own(chunk, columns)]
        for name in self.heads.facts:
            found = self._read(name, chunk.frame)
            columns += found.columns
            rejects += self._rejects(chunk, next(iter(self.heads.facts[name])), found.wrong)
        for name in {name: None for facts in chunk.given for name in facts}:
            columns += to_columns(self.vocabulary.facts[name], [facts.get(name) for facts in chunk.given])
        frame = pl.DataFrame(columns).with_columns(pl.col(name).replace("", None) for name in self.heads.own)
        return without(Piece(frame, chunk.rows, chunk.place, ()), rejects)

    def _own(self, chunk: Chunk) -> list[pl.Series]:
        own = {name: self.heads.own[name] for name in OWN if name in self.heads.own}
        found = [plain_texts(chunk.frame[head]).alias(name) for name, head in own.items()]
        return [*found, *(chunk.frame[name].cast(pl.String).replace("", None) for name in self.heads.kept)]

    def _wrong_own(self, chunk: Chunk, own: Sequence[pl.Series]) -> list[Reject]:
        return [
            Reject(chunk.rows[at], chunk.place(at, head), head, text, problem)
            for texts in own
            if (head := self.heads.own.get(texts.name))
            for at, text, problem in wrong_in(texts.name, texts)
        ]

    def _read(self, name: str, frame: pl.DataFrame) -> ReadColumn:
        cells = self._cells.setdefault(name, Cells(self.vocabulary.facts[name]))
        heads = self.heads.facts[name]
        columns = frame.select(pl.col(head).alias(key) for head, key in heads.items())
        return cells.read(columns[name]) if columns.schema == {name: pl.String} else cells.typed(columns)

    @staticmethod
    def _rejects(chunk: Chunk, head: str, wrong: Mapping[int, tuple[str, tuple[Problem, ...]]]) -> list[Reject]:
        return [
            Reject(chunk.rows[at], chunk.place(at, head), head, text, problem)
            for at, (text, problems) in wrong.items()
            for problem in problems
        ]


def without(piece: Piece, rejects: Sequence[Reject]) -> Piece:
    """The piece without the rows of some rejects, which are among its own from now on."""
    bad = {each.row for each in rejects}
    if not bad:
        return piece
    good = [at for at, row in enumerate(piece.rows) if row not in bad]
    place = piece.place
    return Piece(
        piece.frame[good],
        [piece.rows[at] for at in good],
        lambda at, head: place(good[at], head),
        (*piece.rejects, *rejects),
    )


KINDS = {
    ".csv": "csv_rows.CsvTable",
    ".tsv": "csv_rows.CsvTable",
    ".parquet": "parquet_rows.ParquetTable",
    ".xlsx": "sheet_rows.SheetTable",
    ".jsonl": "json_lines.JsonLines",
    ".ndjson": "json_lines.JsonLines",
}


def open_table(path: Path, vocabulary: Vocabulary, kept: Sequence[str] = ()) -> Table:
    """
    The table in a file, by its suffix: CSV, Parquet, XLSX or JSON lines.

    Raises InputError for a file of another kind, one that can't be read, and columns that are none.
    """
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise InputError([Problem("file_kind", {"known": ", ".join(KINDS)}, Place(str(path)))])
    module, _, name = kind.partition(".")
    table: Table = getattr(import_module(f"regiorules.bulk.reading.{module}"), name)(path, vocabulary, kept)
    return table
