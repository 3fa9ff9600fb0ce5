"""A lock that a fork leaves behind."""

from __future__ import annotations

import os
from threading import Lock


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
