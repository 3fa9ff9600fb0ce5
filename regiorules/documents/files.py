"""Opening files: never more than the limit, and never waiting for what doesn't come."""

from __future__ import annotations

import errno
import os
import select
import stat
import sys
from pathlib import Path

from regiorules.documents.limits import MAX_BYTES
from regiorules.errors import InputError, Place, Problem, RegioRulesError
from regiorules.text import Text

PATIENCE = 30.0  # seconds that a pipe may be silent
_CHUNK = 1 << 20


def read_bytes(path: Path, error: type[RegioRulesError] = InputError) -> bytes:
    """
    The bytes of a file (`-` is standard input) of at most 5 MB.

    Raises `error` where the file is missing, unreadable or too large, or a pipe in which nothing comes.
    """
    place = Place(str(path))
    try:
        if str(path) == "-":
            return _within(_standard_input(), 0)
        return _opened(path)
    except FileNotFoundError:
        raise error([Problem("file_missing", {}, place)]) from None
    except _TooLarge as large:
        raise error([Problem("file_too_large", {"size": large.size, "limit": _megabytes(MAX_BYTES)}, place)]) from None
    except _Silent:
        raise error([Problem("file_silent", {}, place)]) from None
    except OSError as cause:
        from regiorules.messages.system import reason

        raise error([Problem("file_unreadable", {"why": reason(cause)}, place)]) from None
    except ValueError:
        raise error([Problem("file_name", {}, place)]) from None


def is_stream(path: Path) -> bool:
    """True for what has no name of its own: standard input (`-`, `/dev/stdin`), and what a shell passes as one."""
    return str(path) == "-" or str(path).startswith("/dev/")


def read_text(path: Path, error: type[RegioRulesError] = InputError) -> str:
    """The text of a UTF-8 file; raises `error` as `read_bytes` does, or where it isn't UTF-8."""
    return as_text(read_bytes(path, error), path, error)


def as_text(content: bytes, path: Path, error: type[RegioRulesError] = InputError) -> str:
    """The text that these bytes of a file are, without the mark that Windows puts before it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise error([Problem("file_not_utf8", {"offset": cause.start}, Place(str(path)))]) from None


class _Silent(Exception):
    pass


class _TooLarge(Exception):
    def __init__(self, size: str | Text) -> None:
        self.size = size


def _standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(errno.EBADF, "closed")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _opened(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            raise OSError(errno.EISDIR, "a folder")
        if found.st_size > MAX_BYTES:
            raise _TooLarge(_megabytes(found.st_size))
        content = _read(descriptor)
        if not content and stat.S_ISFIFO(found.st_mode):
            raise _Silent
        return _within(content, found.st_size)
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> bytes:
    """All there is, but no more than one byte above the limit."""
    parts: list[bytes] = []
    left = MAX_BYTES + 1
    while left > 0:
        try:
            part = os.read(descriptor, min(left, _CHUNK))
        except BlockingIOError:
            _wait(descriptor)
            continue
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _wait(descriptor: int) -> None:
    """Wait for more: as long as it takes for a person at a terminal, not for a pipe that stays silent."""
    if not select.select([descriptor], [], [], None if os.isatty(descriptor) else PATIENCE)[0]:
        raise _Silent


def _within(content: bytes, size: int) -> bytes:
    if len(content) > MAX_BYTES:
        limit = _megabytes(MAX_BYTES)
        raise _TooLarge(_megabytes(size) if size > MAX_BYTES else Text(f"meer dan {limit}", f"more than {limit}"))
    return content


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f}"
