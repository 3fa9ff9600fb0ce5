"""The lines of a text file of any length, and how far they go: so that reading can begin in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from regiorules.bulk.reading.chunks import Mark
from regiorules.documents import MAX_BYTES
from regiorules.errors import InputError, Place, Problem


class Lines:
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
