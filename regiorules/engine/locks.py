"""What threads share, and a fork leaves behind: a lock, and a pool of what is lent to one thread at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import LifoQueue
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class ProcessLock:
    """
    A lock for the threads of one process, as a context manager.

    A child that is forked while another thread holds it has a lock of its own, and so never waits for a thread
    that it doesn't have.
    """

    def __init__(self) -> None:
        self._locks: dict[int, Lock] = {}

    def __enter__(self) -> None:
        self._locks.setdefault(os.getpid(), Lock()).acquire()

    def __exit__(self, *_: object) -> None:
        self._locks[os.getpid()].release()


class Pool(Generic[Thing]):
    """
    At most so many things of a kind, made when they are first wanted, and each lent to one thread at a time.

    The one that came back last goes out first, so that no more are made than threads want at once.  A forked child
    makes its own, as what was lent to the other threads of its parent never comes back there.
    """

    def __init__(self, make: Callable[[], Thing], most: int) -> None:
        self._make = make
        self._most = most
        self._slots: dict[int, LifoQueue[Thing | None]] = {}

    @contextmanager
    def lent(self) -> Iterator[Thing]:
        """One of the things, as a context manager; after an exception it is dropped, and another takes its place."""
        slots = self._slots.get(os.getpid()) or self._slots.setdefault(os.getpid(), self._empty())
        found = slots.get()
        kept = None
        try:
            thing = self._make() if found is None else found
            yield thing
            kept = thing
        finally:
            slots.put(kept)

    def _empty(self) -> LifoQueue[Thing | None]:
        slots: LifoQueue[Thing | None] = LifoQueue()
        for _ in range(self._most):
            slots.put(None)
        return slots
