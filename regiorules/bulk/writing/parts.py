"""The kinds of file that answers are written in: each part by itself, and the parts put together."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import polars as pl

from regiorules.bulk.resume import Parts
from regiorules.bulk.writing.answers import Answers, as_lines
from regiorules.frozen import frozen

DATA = "data"
_GROUP = 122_880  # rows of a group in Parquet
_CHUNK = 1 << 20


class Format(Protocol):
    """One kind of file."""

    def part(self, frame: pl.DataFrame) -> bytes:
        """The content of one part."""

    def whole(self, parts: Parts) -> Iterator[bytes]:
        """The whole, piece by piece; raises InputError where it would be more than such a file can hold."""


@frozen
class Csv:
    """CSV with a head; what stands between cells is what stands there in a CSV that is read."""

    answers: Answers
    delimiter: str = ","

    def part(self, frame: pl.DataFrame) -> bytes:
        """Lines without the head."""
        return self.answers.texts(frame).write_csv(include_header=False, separator=self.delimiter).encode()

    def whole(self, parts: Parts) -> Iterator[bytes]:
        """The head, and the lines of all parts."""
        empty = pl.DataFrame(schema=dict.fromkeys(self.answers.names, pl.String))
        yield empty.write_csv(separator=self.delimiter).encode()
        yield from parts.content(DATA)


@frozen
class JsonLines:
    """JSON lines: an object a row."""

    answers: Answers

    def part(self, frame: pl.DataFrame) -> bytes:
        """Lines."""
        return as_lines(self.answers.json(frame))

    def whole(self, parts: Parts) -> Iterator[bytes]:
        """The lines of all parts."""
        return parts.content(DATA)


@frozen
class Parquet:
    """Parquet, each column with its type; what is partly known in columns of its own, where there is any."""

    answers: Answers

    def part(self, frame: pl.DataFrame) -> bytes:
        """A file by itself."""
        out = io.BytesIO()
        self.answers.typed(frame).write_parquet(out)
        return out.getvalue()

    def whole(self, parts: Parts) -> Iterator[bytes]:
        """One file of the rows of all parts."""
        whole = parts.folder / "whole.parquet"
        joined(parts.files(DATA)).sink_parquet(whole, row_group_size=_GROUP, maintain_order=True)
        with whole.open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece


def joined(files: list[Path]) -> pl.LazyFrame:
    """The rows of all files, with every column that one of them has; those of one fact side by side."""
    kinds: dict[str, pl.DataType] = {}
    for path in files:
        kinds = {**pl.read_parquet_schema(path), **kinds}
    facts = {
        name: at for at, name in enumerate(_fact(name) for name in (pl.read_parquet_schema(files[0]) if files else ()))
    }
    names = sorted(kinds, key=lambda name: (facts[_fact(name)], name))
    return pl.scan_parquet(files, schema=kinds, missing_columns="insert").select(names)


def _fact(column: str) -> str:
    return column.partition(".")[0]
