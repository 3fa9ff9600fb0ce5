"""The service without a port: a line in on standard input, a line out on standard output, one by one."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import BinaryIO

from regiorules.errors import Problem
from regiorules_web.answers import json_line
from regiorules_web.lines import Lines
from regiorules_web.problems import RequestError, problem_data


class _Stop(BaseException):
    """Somebody asked to stop while no answer was being made."""


class _Patience:
    """Holds a signal to stop until the answer that is being made is out."""

    def __init__(self) -> None:
        self.busy = False
        self.asked = False

    def stop(self, number: int, frame: FrameType | None) -> None:
        """What a signal does."""
        self.asked = True
        if not self.busy:
            raise _Stop

    @contextmanager
    def work(self) -> Iterator[None]:
        """While an answer is made and written."""
        self.busy = True
        try:
            yield
        finally:
            self.busy = False
        if self.asked:
            raise _Stop


def serve_lines(lines: Lines, source: BinaryIO, target: BinaryIO) -> None:
    """
    Answer every line until the end of the input; SIGTERM or Ctrl-C ends it after the answer that is being made.

    To be called from the main thread.  A line that is too long is answered as such, and skipped to its end.
    """
    patience = _Patience()
    before = {each: signal.signal(each, patience.stop) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        for line in _lines(source, lines.limits.line):
            with patience.work():
                answer = _too_long(lines) if line is None else lines.answer(line)
                target.write(answer.encode() + b"\n")
                target.flush()
    except (_Stop, BrokenPipeError):
        return
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _lines(source: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines that say something; None for one that is too long."""
    while line := source.readline(limit + 2):
        if len(line.rstrip(b"\r\n")) > limit:
            while line and not line.endswith(b"\n"):
                line = source.readline(limit)
            yield None
        elif line.strip():
            yield line


def _too_long(lines: Lines) -> str:
    error = RequestError(413, Problem("line_too_long", {"limit": lines.limits.line}))
    return json_line({"id": None, "error": problem_data(error, lines.language)})
