"""CSV, line by line: commas, semicolons or tabs, as spreadsheet programs write it, of any length."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import polars as pl
from attrs import field

from regiorules.bulk.reading.chunks import Chunk, Mark
from regiorules.bulk.reading.csv_lines import Lines
from regiorules.bulk.reading.files import opened, size_of
from regiorules.bulk.reading.heads import Heads, find_heads
from regiorules.bulk.reading.rejects import Reject
from regiorules.documents import as_text
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.csvtext import csv_text
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import frozen

_BOM = b"\xef\xbb\xbf"
_LOOKED_AT = 100_000  # bytes from which it is told what stands between cells


@frozen
class _Rows:
    """The rows of a chunk as they come in."""

    cells: list[Sequence[str]] = field(factory=list)
    numbers: list[int] = field(factory=list)
    lines: list[int] = field(factory=list)
    bad: list[Reject] = field(factory=list)


class CsvTable:
    """A CSV file."""

    def __init__(self, path: Path, vocabulary: Vocabulary, kept: Sequence[str] = ()) -> None:
        self.path = path
        self.size = size_of(path)
        with opened(path) as file:
            start = _BOM if file.read(len(_BOM)) == _BOM else b""
            file.seek(len(start))
            begin = file.read(_LOOKED_AT)
            text = csv_text(begin.decode(errors="replace"))
            self.delimiter = text.delimiter
            skipped = sum(map(len, begin.splitlines(keepends=True)[: text.skipped]))
            self.names, self.start = self._head(file, Mark(0, text.skipped, len(start) + skipped))
        self.heads: Heads = find_heads(self.names, vocabulary, self._place(self.start.line), kept)

    def _head(self, file: BinaryIO, mark: Mark) -> tuple[list[str], Mark]:
        lines = Lines(file, self.path, mark)
        try:
            row = next(filter(_says, csv.reader(lines, delimiter=self.delimiter)), [])
        except csv.Error:
            raise InputError([Problem("csv_broken", {}, self._place(1))]) from None
        if lines.broken is not None:
            with opened(self.path) as whole:
                as_text(whole.read(lines.offset), self.path)
        if not row:
            raise InputError([Problem("file_empty", {}, Place(str(self.path)))])
        return [" ".join(name.split()) for name in _trimmed(row)], Mark(0, lines.line, lines.offset)

    def _place(self, line: int) -> Place:
        return Place(str(self.path), line, 1)

    def done(self, mark: Mark) -> int:
        """Bytes read."""
        return mark.offset

    def read(self, mark: Mark, count: int) -> Chunk | None:
        """The next rows; None at the end."""
        rows, last = _Rows(), mark.row
        with opened(self.path) as file:
            lines = Lines(file, self.path, mark if mark.offset else self.start)
            for last, each in enumerate(islice(self._rows(lines), count), mark.row + 1):
                self._sort(last, *each, rows)
        return self._chunk(rows, Mark(last, lines.line, lines.offset)) if last > mark.row else None

    def _sort(self, row: int, cells: Sequence[str], line: int, why: Problem | None, rows: _Rows) -> None:
        """A row goes with those that can be read, or with the others."""
        if why:
            rows.bad.append(Reject(row, self._place(line), "", self.delimiter.join(cells), why))
        else:
            rows.cells.append(cells)
            rows.numbers.append(row)
            rows.lines.append(line)

    def _chunk(self, rows: _Rows, mark: Mark) -> Chunk:
        columns = zip(*rows.cells, strict=True) if rows.cells else ([] for _ in self.names)
        frame = pl.DataFrame(
            [pl.Series(name, cells, pl.String) for name, cells in zip(self.names, columns, strict=True)]
        )
        return Chunk(frame, rows.numbers, lambda at, _: self._place(rows.lines[at]), mark, tuple(rows.bad))

    def _rows(self, lines: Lines) -> Iterator[tuple[Sequence[str], int, Problem | None]]:
        """Each row with its line, and why it can't be read, if so."""
        reader = csv.reader(lines, delimiter=self.delimiter)
        width = len(self.names)
        while True:
            line = lines.line + 1
            try:
                cells = next(reader, None)
            except csv.Error:
                yield (), line, Problem("csv_broken")
                continue
            if cells is None:
                return
            if lines.broken is not None:
                yield cells, line, Problem("file_not_utf8", {"offset": lines.broken})
                lines.broken = None
            elif len(cells) == width or len(cells := _trimmed(cells, width)) == width:
                if _says(cells):
                    yield cells, line, None
            elif _says(cells):
                yield cells, line, Problem("csv_row", {"count": len(cells), "wanted": width})


def _says(cells: Sequence[str]) -> bool:
    """True for a row in which something stands."""
    return bool("".join(cells).strip())


def _trimmed(cells: list[str], width: int = 0) -> list[str]:
    """The cells without empty ones that a spreadsheet program writes behind a row."""
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
