"""Files: writing, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from regiorules.errors import InputError, Place, Problem


def write_whole(path: Path, content: bytes) -> None:
    """
    Write a file whole or not at all: beside it first, then moved into place.

    Raises InputError where that can't be; an old file then stands as it was.
    """
    beside = path.parent / f".{path.name}.{os.getpid()}.part"
    try:
        with beside.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except OSError as cause:
        if beside.is_file():
            beside.unlink()
        raise InputError([Problem("file_unwritable", {"why": cause.strerror or cause}, Place(str(path)))]) from cause
