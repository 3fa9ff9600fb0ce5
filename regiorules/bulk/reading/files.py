"""Files that are read more than once: from a mark on, and to tell whether they are still the same."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regiorules.errors import InputError, Place, Problem
from regiorules.messages.system import reason


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """A file, open to be read; raises InputError where it can't be, or is no file that can be read twice."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise InputError([Problem("batch_stream", {}, Place(str(path)))])
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise InputError([Problem("file_missing", {}, Place(str(path)))]) from None
    except OSError as cause:
        raise InputError([Problem("file_unreadable", {"why": reason(cause)}, Place(str(path)))]) from cause
    except ValueError:
        raise InputError([Problem("file_name", {}, Place(str(path)))]) from None


def size_of(path: Path) -> int:
    """The size of a file in bytes; raises InputError where it can't be read."""
    with opened(path) as file:
        return file.seek(0, 2)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits; raises InputError where it can't be read."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stamp_of(path: Path) -> tuple[int, int]:
    """The size of a file and when it was changed; raises InputError where it can't be read."""
    with opened(path) as file:
        found = os.fstat(file.fileno())
        return found.st_size, found.st_mtime_ns
