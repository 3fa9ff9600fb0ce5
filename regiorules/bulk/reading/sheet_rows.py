"""The first sheet of a workbook in which something stands; what a formula gave when it was saved counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from regiorules.bulk.reading.chunks import Chunk, Mark
from regiorules.bulk.reading.heads import find_heads
from regiorules.bulk.reading.rejects import Reject
from regiorules.errors import InputError, Place, Problem, Problems
from regiorules.facts.values import clip
from regiorules.facts.vocabulary import Vocabulary
from regiorules.facts.workbook.cells import Fault, Grid, read_grids

_ALL = 2**20  # rows of a sheet


class SheetTable:
    """A table in a workbook (XLSX), which is read whole: it is small by its nature."""

    delimiter = ","

    def __init__(self, path: Path, vocabulary: Vocabulary, kept: Sequence[str] = ()) -> None:
        self.problems = Problems()
        grids = [grid for grid in read_grids(path, (), self.problems, peek=_ALL) if grid.cells]
        if not grids:
            raise InputError([Problem("file_empty", {}, Place(str(path)))])
        self.grid: Grid = grids[0]
        self.lines = sorted({row for row, _ in self.grid.cells})
        width = max(column for row, column in self.grid.cells if row == self.lines[0])
        self.names = [" ".join(self.grid.text(self.lines[0], at + 1).split()) for at in range(width)]
        self.problems.stop(InputError)
        self.odd: dict[int, list[tuple[int, Any]]] = {}
        for (row, column), value in self.grid.cells.items():
            if column > width or isinstance(value, Fault):
                self.odd.setdefault(row, []).append((column, value))
        self.columns = {name: at + 1 for at, name in enumerate(self.names)}
        self.heads = find_heads(self.names, vocabulary, self.grid.place(self.lines[0], 1), kept)
        self.size = len(self.lines) - 1

    def done(self, mark: Mark) -> int:
        """Rows read."""
        return mark.row

    def read(self, mark: Mark, count: int) -> Chunk | None:
        """The next rows; None at the end."""
        numbers = range(mark.row + 1, min(mark.row + count, self.size) + 1)
        if not numbers:
            return None
        bad = [each for row in numbers for each in self._faults(row)]
        good = [row for row in numbers if row not in {each.row for each in bad}]
        frame = pl.DataFrame(
            [pl.Series(name, [self._text(row, at) for row in good], pl.String) for name, at in self.columns.items()]
        )
        mark = Mark(numbers[-1], self.lines[numbers[-1]])
        return Chunk(frame, good, lambda at, head: self._place(good[at], self.columns.get(head, 1)), mark, tuple(bad))

    def _place(self, row: int, column: int) -> Place:
        return self.grid.place(self.lines[row], column)

    def _text(self, row: int, column: int) -> str | None:
        text: str | None = self.grid.cells.get((self.lines[row], column))
        return text

    def _faults(self, row: int) -> list[Reject]:
        """What in a row can't be read: cells without a value of their own, and those under no head."""
        found = []
        for column, value in self.odd.get(self.lines[row], ()):
            if column > len(self.names):
                beyond = Problem("csv_row", {"count": column, "wanted": len(self.names)})
                found.append(Reject(row, self._place(row, column), "", "", beyond))
            else:
                wrong = Problem(value.code, {"value": clip(value.text)})
                found.append(Reject(row, self._place(row, column), self.names[column - 1], value.text, wrong))
        return found
