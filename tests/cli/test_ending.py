"""The end of a process that something keeps."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

import pytest

from regiorules.cli.ending import end_in_time


def test_what_keeps_a_process_is_said_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once its main thread has ended, after so many seconds, with that exit code; not before."""
    at_exit: list[Callable[[], None]] = []
    said: list[tuple[int, bytes]] = []
    codes: list[int] = []
    monkeypatch.setattr(threading, "_register_atexit", at_exit.append)
    monkeypatch.setattr(os, "write", lambda number, text: said.append((number, text)))
    monkeypatch.setattr(os, "_exit", codes.append)
    end_in_time(0.01, 3)
    [watcher] = [each for each in threading.enumerate() if each.name == "regiorules-ending"]
    assert (said, codes) == ([], [])
    at_exit[0]()
    watcher.join(30)
    [(number, text)] = said
    assert (number, codes) == (2, [3])
    assert text.decode().endswith("\n")
    assert "0.01" in text.decode() or "0,01" in text.decode()
