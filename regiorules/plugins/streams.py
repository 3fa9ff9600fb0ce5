"""
The standard streams while a plugin is at work: what it prints goes to standard error, and it reads nothing.

Only the thread in which the plugin runs is led away; what other threads of the program print, or read,
goes where it went.  File descriptor 1 is everyone's, so it is only led away where the whole process is ours.
"""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from attrs import define

_here = threading.local()


@define
class Mark:
    """What is known of a thread in which a plugin runs: may it read standard input, did it print, is it over."""

    reads: bool = False
    given_up: bool = False
    printed: bool = False


@contextmanager
def marked(mark: Mark) -> Iterator[None]:
    """Let this thread be one in which a plugin runs."""
    before = getattr(_here, "mark", None)
    _here.mark = mark
    try:
        yield
    finally:
        _here.mark = before


class Shield:
    """
    Stands in for a standard stream: passes everything on, for a plugin's thread to standard error.

    A plugin can't close what is behind it, nor change its encoding.
    """

    __slots__ = ("_error", "_name", "original")  # no weak references: nobody keeps by a shield what was behind it

    def __init__(self, name: str, original: Any, error: Any) -> None:
        self._name = name
        self._error = error
        self.original = original

    def _stream(self) -> Any:
        mark: Mark | None = getattr(_here, "mark", None)
        if mark is None or (self._name == "stdin" and mark.reads):
            stream = self.original
        elif mark.given_up:
            raise SystemExit  # nobody waits any more for what this thread has to say
        else:
            stream = None if self._name == "stdin" else self._error
        return io.StringIO() if stream is None else stream

    def __getattr__(self, name: str) -> Any:
        mark: Mark | None = getattr(_here, "mark", None)
        if mark is not None:
            if name in ("close", "detach", "reconfigure"):
                return _nothing
            mark.printed |= self._name == "stdout" and name in ("write", "writelines", "buffer")
        return getattr(self._stream(), name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._stream())


def _nothing(*_: Any, **__: Any) -> None:
    """What closing a standard stream does."""


Shields = tuple[Shield, ...]
_NAMES = ("stdin", "stdout", "stderr")


def shields() -> Shields:
    """Shields before the streams that are there now; one that is there already stays."""
    error = sys.stderr.original if type(sys.stderr) is Shield else sys.stderr
    streams = ((name, getattr(sys, name)) for name in _NAMES)
    return tuple(each if type(each) is Shield else Shield(name, each, error) for name, each in streams)


def hold(raised: Shields) -> None:
    """Put the shields where they belong, whatever stands there now."""
    for name, shield in zip(_NAMES, raised, strict=True):
        setattr(sys, name, shield)


def lower(raised: Shields) -> None:
    """Give the process back the streams that it had."""
    for name, shield in zip(_NAMES, raised, strict=True):
        setattr(sys, name, shield.original)


def divert(raised: Shields) -> int | None:
    """Let file descriptor 1 lead to standard error; gives what it led to, None where there is nothing to divert."""
    _flush(raised)
    try:
        kept = os.dup(1)
    except OSError:
        return None
    try:
        os.dup2(2, 1)
    except OSError:  # standard error is closed
        os.close(kept)
        return None
    return kept


def lead_back(kept: int | None, raised: Shields) -> None:
    """Let file descriptor 1 lead to where it led."""
    if kept is not None:
        _flush(raised)
        os.dup2(kept, 1)
        os.close(kept)


def _flush(raised: Shields) -> None:
    with suppress(Exception):
        raised[_NAMES.index("stdout")].original.flush()
