"""
Files: writing, whole or not at all.

What stands under a name decides how.  A file is replaced at once by one that was written beside it: its mode and
owner stay, and of a link what it points at is replaced.  A device or a pipe is written to.  A file that is
read-only stays as it is.  What a process that was killed has left beside a file is cleared by the next one.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from regiorules.errors import InputError, Place, Problem
from regiorules.messages.system import reason
from regiorules.patterns import pattern

_PART = pattern(r"\.regiorules-(?P<node>[0-9a-f]{8})-(?P<pid>\d+)-[0-9a-f]{8}\.part")
_OLD = 86_400  # seconds after which what lies beside a file is nobody's, wherever it came from
_BINARY = getattr(os, "O_BINARY", 0)


def write_whole(path: Path, content: bytes) -> None:
    """
    Write a file whole or not at all; raises InputError where that can't be: an old file then stands as it was.

    A device or a pipe gets the content; a pipe that nobody reads is an error.
    """
    write_pieces(path, (content,))


def write_pieces(path: Path, content: Iterable[bytes]) -> None:
    """The same with content that comes piece by piece, for what is larger than memory."""
    check_target(path)
    with _said(path):
        number = descriptor_of(path)
        if number is not None:
            _pour(os.dup(number), content)
        elif _is_special(path):
            _pour(_opened(path), content)
        else:
            _replace(path, content)


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a new folder with files in it (by their path), whole or not at all; raises InputError."""

    def fill(part: Path) -> None:
        for name, content in files:
            target = part / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    with _said(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside(folder, fill)


def check_target(path: Path) -> None:
    """Raises InputError where nothing can be written under this name: a folder, a read-only file, no folder for it."""
    with _said(path):
        if descriptor_of(path) is not None:
            return
        try:
            found = path.stat()
        except FileNotFoundError:
            folder = Path(os.path.realpath(path)).parent
            if not folder.is_dir():
                raise _error("folder_missing", path, folder=folder) from None
            return
        if stat.S_ISDIR(found.st_mode):
            raise _error("file_is_folder", path, example=path / "advies.txt")
        if not found.st_mode & 0o222 or not os.access(path, os.W_OK):  # a superuser may write all, and shouldn't
            raise _error("file_read_only", path)


def descriptor_of(path: Path) -> int | None:
    """The number of an open file that a name such as `/dev/stdout` or `/dev/fd/3` stands for."""
    name = os.fspath(path)
    for _ in range(40):  # as many links as the system follows
        folder, last = os.path.split(os.path.abspath(name))
        folder = os.path.realpath(folder)
        if last.isdecimal() and re.fullmatch(rf"/dev/fd|/proc/{os.getpid()}(/task/\d+)?/fd", folder):
            return int(last)
        try:
            name = os.path.join(folder, os.readlink(os.path.join(folder, last)))
        except (OSError, ValueError):
            return None
    return None


def _error(code: str, path: Path, **fields: object) -> InputError:
    return InputError([Problem(code, fields, Place(str(path)))])


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """What the system refuses, as a problem of that file."""
    try:
        yield
    except OSError as cause:
        raise _error("file_unwritable", path, why=reason(cause)) from cause
    except ValueError as cause:  # a name that can't be one, with a NUL in it
        raise _error("file_name", path) from cause


def _is_special(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(mode)


def _opened(path: Path) -> int:
    """A device or a pipe, open to be written to; one that nobody reads is an error rather than a wait for ever."""
    flags = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC"))
    number = os.open(path, os.O_WRONLY | _BINARY | flags)
    os.set_blocking(number, True)
    return number


def _pour(number: int, content: Iterable[bytes]) -> None:
    with open(number, "wb") as out:
        out.writelines(content)


def _replace(path: Path, content: Iterable[bytes]) -> None:
    target = Path(os.path.realpath(path))
    old = target.stat() if target.exists() else None

    def fill(part: Path) -> None:
        mode = 0o666 if old is None else 0o600  # nobody reads along before it has the mode of the old one
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode), "wb") as out:
            if old is not None:
                _keep(part, old)
            out.writelines(content)
            out.flush()
            os.fsync(out.fileno())

    beside(target, fill)


def _keep(part: Path, old: os.stat_result) -> None:
    """The owner, as far as the system lets us, and the mode of what is replaced."""
    if hasattr(os, "chown"):
        for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
            with suppress(OSError):
                os.chown(part, owner, group)
    part.chmod(stat.S_IMODE(old.st_mode))


def beside(target: Path, fill: Callable[[Path], None]) -> None:
    """Make something beside its place, then move it there; nothing is left where that fails, whatever it raises."""
    _clear(target.parent)
    part = target.parent / f".regiorules-{_node()}-{os.getpid()}-{secrets.token_hex(4)}.part"
    try:
        fill(part)
        part.replace(target)
    except BaseException:
        _remove(part)
        raise


def _remove(part: Path) -> None:
    with suppress(OSError):
        shutil.rmtree(part) if part.is_dir() and not part.is_symlink() else part.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Take away what processes that are gone left in a folder."""
    for path in folder.glob(".regiorules-*.part"):
        found = _PART.fullmatch(path.name)
        if found and _is_left(path, found["node"], int(found["pid"])):
            _remove(path)


def _is_left(path: Path, node: str, pid: int) -> bool:
    with suppress(OSError):
        if time.time() - path.lstat().st_mtime > _OLD:
            return True
    return node == _node() and not _is_running(pid)


def _node() -> str:
    """What stands for this machine in a name; in a folder that several use, each has process numbers of its own."""
    return hashlib.sha256(platform.node().encode(errors="replace")).hexdigest()[:8]


def _is_running(pid: int) -> bool:
    if os.name == "nt":  # where asking a process this would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
