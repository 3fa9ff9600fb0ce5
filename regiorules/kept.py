"""
What was read once, kept in the user's cache folder: a value under a key, that says all that the value follows from.

A value is kept as `pickle` has it.  The knowledge of the bundled rule sets is back in 4 ms so, of the 100 that
reading them takes.  As JSON or `marshal` its plain data would be there in 2 or 1, but its 3,700 values would still
have to be made of them, by code of our own for each kind.  A pickle can do anything, so only what the user wrote is
read: a file, in a folder, that are the user's own and that nobody else can write, with a checksum against damage.  A
cache has no errors: what can't be kept or read isn't there.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from regiorules.frozen import frozen

VARIABLE = "REGIORULES_CACHE"
MOST = 64  # values that are kept: the knowledge of some rule sets, and the code that is made of it
LARGEST = 64_000_000  # bytes of one
_SUFFIX = ".kept"
_SUM = hashlib.sha256().digest_size
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@frozen
class Cache:
    """Values in a folder, that is made when the first is kept."""

    folder: Path

    def get(self, key: str) -> Any:
        """The value that is kept under a key; None where there is none that can be trusted and read."""
        with suppress(Exception):  # what damage does to a pickle is anybody's guess
            content = _content(self._path(key)) if _is_own(os.stat(self.folder)) else b""
            if hashlib.sha256(content[_SUM:]).digest() == content[:_SUM]:
                return pickle.loads(memoryview(content)[_SUM:])  # noqa: S301  # of the user's own making
        return None

    def put(self, key: str, value: Any) -> None:
        """Keep a value, in the place of the oldest where there are many; who reads it meanwhile finds it whole."""
        from regiorules.writing import beside

        with suppress(Exception):  # a full disk, a folder of somebody else, a value without end
            content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            if len(content) < LARGEST and _is_own(os.stat(self.folder)):
                beside(self._path(key), lambda part: _write(part, hashlib.sha256(content).digest() + content))
                self._forget()

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"

    def _forget(self) -> None:
        """Take away all but the newest."""
        found = [(path.stat().st_mtime_ns, path) for path in self.folder.glob(f"*{_SUFFIX}")]
        for _, path in sorted(found, reverse=True)[MOST:]:
            path.unlink(missing_ok=True)


def _content(path: Path) -> bytes:
    """The bytes of a file of the user's own; raises OSError or ValueError for any other."""
    with open(os.open(path, _READ), "rb") as file:
        found = os.fstat(file.fileno())
        if not (stat.S_ISREG(found.st_mode) and _is_own(found) and found.st_size <= LARGEST):
            raise ValueError("not a file of the user's own")
        return file.read()


def _is_own(found: os.stat_result) -> bool:
    """True of what is the user's own, and what nobody else can write; on Windows the place alone says so."""
    return os.name == "nt" or (found.st_uid == os.geteuid() and not found.st_mode & 0o022)


def _write(part: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(part, flags, 0o600), "wb") as out:
        out.write(content)


def user_cache() -> Cache | None:
    """
    The cache of the user, in the folder that REGIORULES_CACHE names, or else where this system has its caches.

    None where the variable is empty, or where the user has no such folder.
    """
    folder = os.environ.get(VARIABLE, _of_the_system())
    return Cache(Path(os.path.abspath(folder))) if folder else None


def _of_the_system() -> str:
    """The folder of our caches, as each system has it; empty where it has none for this user."""
    if sys.platform == "win32":
        folder = os.path.join(os.environ.get("LOCALAPPDATA", ""), "regiorules", "Cache")
    elif sys.platform == "darwin":
        folder = os.path.expanduser("~/Library/Caches/regiorules")
    else:
        asked = os.environ.get("XDG_CACHE_HOME", "")
        folder = os.path.join(asked if os.path.isabs(asked) else os.path.expanduser("~/.cache"), "regiorules")
    return folder if os.path.isabs(folder) else ""


def key_of(parts: Iterable[bytes]) -> str:
    """The key of what follows from these parts by the code of this package, as it stands now."""
    digest = hashlib.sha256(_code())
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


@cache
def _code() -> bytes:
    """What is another for another Python, another version of the package, or a changed file of it."""
    from regiorules import __version__

    files = sorted(_stamps(os.path.dirname(__file__)))
    return repr((__version__, sys.implementation.cache_tag, sys.hexversion, files)).encode()


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    """Of each module below a folder its path, size and time; of a package in an archive none, which has a version."""
    with suppress(OSError):
        for each in os.scandir(folder):
            if each.name.endswith(".py"):
                found = each.stat()
                yield each.path, found.st_size, found.st_mtime_ns
            elif "." not in each.name and not each.name.startswith("_") and each.is_dir():
                yield from _stamps(each.path)
