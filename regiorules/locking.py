"""One at a time: a lock that programs on the same machine hold while they change a file."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from regiorules.errors import InputError, Place, Problem

PATIENCE = 10.0  # seconds; a change takes a few milliseconds
_PAUSE = 0.02


@contextmanager
def only_one(path: Path, patience: float | None = None, busy: str = "file_busy") -> Iterator[None]:
    """
    Hold the lock on a file, whether it exists or not; nothing is left behind where it stands.

    Raises InputError, with the problem `busy`, where another program doesn't let go of it in time: within `patience`
    seconds, or PATIENCE.
    """
    descriptor = _open(path)
    try:
        if descriptor is not None and not _taken(descriptor, PATIENCE if patience is None else patience):
            raise InputError([Problem(busy, {}, Place(str(path)))])
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)  # which lets go of the lock


def _open(path: Path) -> int | None:
    """What the lock is held on: the folder of the file, or on Windows a file of our own."""
    folder = Path(os.path.realpath(path)).parent
    with suppress(OSError, ValueError):
        if sys.platform != "win32":
            return os.open(folder, os.O_RDONLY)
        name = hashlib.sha256(str(folder).casefold().encode()).hexdigest()[:16]
        return os.open(Path(tempfile.gettempdir()) / f"regiorules-{name}.lock", os.O_RDWR | os.O_CREAT)
    return None  # a folder that can't be opened is said by who writes in it


def _taken(descriptor: int, patience: float) -> bool:
    """True once the lock is ours; a file system that knows no locks is no reason to refuse."""
    until = time.monotonic() + patience
    while True:
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            if time.monotonic() > until:
                return False
            time.sleep(_PAUSE)
        except OSError:
            return True
        else:
            return True


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
