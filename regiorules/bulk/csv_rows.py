"""CSV, line by line: commas, semicolons or tabs, as spreadsheet programs write it, of any length."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import polars as pl
from attrs import field, frozen

from regiorules.bulk.files import opened, size_of
from regiorules.bulk.heads import Heads, find_heads
from regiorules.bulk.reading import Chunk, Mark
from regiorules.bulk.rejects import Reject
from regiorules.documents import MAX_BYTES, as_text
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.csvtext import csv_text
from regiorules.facts.vocabulary import Vocabulary

_BOM = b"\xef\xbb\xbf"
_LOOKED_AT = 100_000  # bytes from which it is told what stands between cells


class _Lines:
    """The lines of a file as texts, and how far they go; `broken` is the byte at which a line isn't UTF-8."""

    def __init__(self, file: BinaryIO, path: Path, mark: Mark) -> None:
        self.file = file
        self.path = path
        self.line = mark.line
        self.offset = mark.offset
        self.broken: int | None = None

    def __iter__(self) -> Iterator[str]:
        self.file.seek(self.offset)
        while raw := self.file.readline(MAX_BYTES):
            if len(raw) == MAX_BYTES:
                limit = {"limit": f"{MAX_BYTES / 1e6:.0f}"}
                raise InputError([Problem("data_too_large", limit, Place(str(self.path), self.line + 1, 1))])
            for part in raw.splitlines(keepends=True) if b"\r" in raw[:-2] else (raw,):  # as on an old Mac
                self.line += 1
                self.offset += len(part)
                yield self._text(part)

    def _text(self, part: bytes) -> str:
        try:
            return part.decode()
        except UnicodeDecodeError as cause:
            self.broken = self.offset - len(part) + cause.start
            return part.decode(errors="replace")


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
        lines = _Lines(file, self.path, mark)
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
        with opened(self.path) as file:
            lines = _Lines(file, self.path, mark if mark.offset else self.start)
            rows, row = _Rows(), mark.row
            for cells, line, why in self._rows(lines):
                row += 1
                if why is None:
                    rows.cells.append(cells)
                    rows.numbers.append(row)
                    rows.lines.append(line)
                else:
                    rows.bad.append(Reject(row, self._place(line), "", self.delimiter.join(cells), why))
                if row >= mark.row + count:
                    break
            else:
                if row == mark.row:
                    return None
        return self._chunk(rows, Mark(row, lines.line, lines.offset))

    def _chunk(self, rows: _Rows, mark: Mark) -> Chunk:
        columns = zip(*rows.cells, strict=True) if rows.cells else ([] for _ in self.names)
        frame = pl.DataFrame(
            [pl.Series(name, cells, pl.String) for name, cells in zip(self.names, columns, strict=True)]
        )
        return Chunk(frame, rows.numbers, lambda at, _: self._place(rows.lines[at]), mark, tuple(rows.bad))

    def _rows(self, lines: _Lines) -> Iterator[tuple[Sequence[str], int, Problem | None]]:
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
