"""
The guard: runs what a plugin brings, and keeps whatever it does from everyone else.

It runs in a thread of its own, that is given up after the time limit.  Whatever is raised there, a
KeyboardInterrupt too, is the plugin's doing: Ctrl-C of the user lands in the main thread, which waits.
"""

from __future__ import annotations

import faulthandler
import math
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from typing import Any, TypeVar

from attrs import field

from regiorules.errors import InputError, Problem, RegioRulesError
from regiorules.frozen import frozen
from regiorules.plugins.names import TIME_LIMIT_VARIABLE
from regiorules.plugins.said import what_it_says
from regiorules.text import LANGUAGES

T = TypeVar("T")
TIME_LIMIT = 60.0  # seconds that a plugin may take for anything
_GRACE = 2.0  # seconds above the time limit
_STEP = 0.2  # seconds; waiting in steps lets Ctrl-C through on every system


class Misbehaviour(Exception):
    """What a plugin did wrong: the code of a message and its fields, all but whose plugin it is."""

    def __init__(self, code: str, suggestion: str | None = None, **fields: Any) -> None:
        super().__init__(code)
        self.code = code
        self.suggestion = suggestion
        self.fields = fields


@frozen
class Guard:
    """
    How plugins are held: `seconds` is the time that one may take for each thing that it does.

    `whole_process` says that the process is RegioRules' own, as on the command line: then what is written
    to file descriptor 1 is led to standard error too.  `traces` collects what plugins left changed, or printed.
    """

    seconds: float = TIME_LIMIT
    whole_process: bool = False
    traces: list[str] | None = field(default=None, eq=False, repr=False)

    def run(self, action: Callable[[], T], *, reads: bool = False) -> T:
        """
        What the action gives; `reads` says that it may read standard input.

        Raises Misbehaviour for whatever else it does; RegioRules' own errors go through as they are.
        """
        from regiorules.plugins.process import kept
        from regiorules.plugins.streams import Mark, marked

        outcome: list[_Outcome] = []
        mark = Mark(reads)

        def work() -> None:
            with marked(mark):
                outcome.append(_tried(action))

        worker = threading.Thread(target=copy_context().run, args=(work,), name="regiorules-plugin", daemon=True)
        with kept(self.whole_process, worker) as changed, self._last_resort():
            worker.start()
            try:
                self._wait(worker)
                late = not outcome
            finally:  # also where Ctrl-C ends the waiting
                mark.given_up = True
                if worker.is_alive():
                    _stop(worker)
        if self.traces is not None:
            self.traces.extend(changed + ["standard output"] * mark.printed)
        if late:
            raise Misbehaviour("plugin_slow", limit=f"{self.seconds:g}")
        value: T = outcome[0].result()
        return value

    @contextmanager
    def _last_resort(self) -> Iterator[None]:
        """
        Where the process is ours, end it if the time limit itself can't act.

        That is so while C code doesn't let go of the interpreter, as a regular expression that backtracks.
        """
        stream = sys.__stderr__
        if not self.whole_process or stream is None or self.seconds > threading.TIMEOUT_MAX / 2:
            yield
            return
        with suppress(Exception):  # standard error is closed, or is none
            faulthandler.dump_traceback_later(self.seconds + _GRACE, exit=True, file=stream)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()

    def _wait(self, worker: threading.Thread) -> None:
        end = time.monotonic() + self.seconds
        while worker.is_alive() and (left := end - time.monotonic()) > 0:
            worker.join(min(left, _STEP))


def _stop(worker: threading.Thread) -> None:
    """Let a thread that nobody waits for end at its next step, where Python can do that."""
    with suppress(Exception):
        import ctypes

        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker.ident or 0), ctypes.py_object(SystemExit))


@frozen
class _Outcome:
    """What came of an action: its value, or what it raised with what that says."""

    value: Any = None
    cause: BaseException | None = None
    why: str = ""

    def result(self) -> Any:
        if self.cause is None:
            return self.value
        if not self.why:
            raise self.cause
        raise Misbehaviour("plugin_broken", why=self.why) from self.cause


def _tried(action: Callable[[], Any]) -> _Outcome:
    try:
        return _Outcome(action())
    except Misbehaviour as cause:
        return _Outcome(cause=cause)
    except BaseException as cause:
        # Asked here, in the plugin's own time: it may never end.
        return _Outcome(cause=cause, why="" if _says_something(cause) else what_it_says(cause))


def _says_something(cause: BaseException) -> bool:
    """True for an error of RegioRules that can be said: a plugin may have made it of anything."""
    if not isinstance(cause, RegioRulesError):
        return False
    try:
        return all(isinstance(text := cause.say(each), str) and text.strip() for each in LANGUAGES)
    except BaseException:
        return False


def environment_guard() -> Guard:
    """The guard with the time limit of REGIORULES_TIME_LIMIT; raises InputError where that isn't one."""
    text = os.environ.get(TIME_LIMIT_VARIABLE)
    return Guard() if text is None or not text.strip() else Guard(seconds_of(text, TIME_LIMIT_VARIABLE))


def seconds_of(text: str, path: str) -> float:
    """A time limit as a person writes it, in seconds; raises InputError."""
    try:
        seconds = float(text.replace(",", "."))
    except ValueError:
        seconds = math.nan
    if not seconds > 0:
        raise InputError([Problem("time_limit", {"value": text}, path=path)])
    return seconds
