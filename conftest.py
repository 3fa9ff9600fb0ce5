"""
No message without a test that provokes it: what the package's own code reports is noted while the tests run.

After a run of all tests a code in `messages/` that was never reported fails the run.  A problem that a test
makes by itself doesn't count, and a run of some of the tests can't tell.
"""

from __future__ import annotations

import os
import sys
from types import FrameType
from typing import Any

import pytest

from regiorules.engine import rete
from regiorules.errors import Problem
from regiorules.messages import MESSAGES

SEEN = {"did_you_mean"}  # which is said with any other
_KEY = "regiorules_codes"
_unseen: list[str] = []
os.environ["REGIORULES_CACHE"] = ""  # tests neither use nor leave anything in the cache of who runs them


def _reporter(frame: FrameType | None) -> str:
    """The module in which a problem is made, or changed with attrs."""
    while frame is not None and frame.f_globals.get("__name__", "").startswith(("attr.", "attrs.")):
        frame = frame.f_back
    return str(frame.f_globals.get("__name__", "")) if frame else ""


def _record() -> None:
    made = Problem.__init__

    def record(self: Problem, code: str, *given: Any, **named: Any) -> None:
        if code not in SEEN and _reporter(sys._getframe(1)).startswith("regiorules"):
            SEEN.add(code)
        made(self, code, *given, **named)

    Problem.__init__ = record  # type: ignore[method-assign]


_record()


def _is_whole(session: pytest.Session) -> bool:
    """True after a run of everything, on both executors, without a failure."""
    option = session.config.option
    some = option.keyword or option.markexpr or getattr(option, "lf", False) or option.deselect
    return (
        session.config.args_source is pytest.Config.ArgsSource.TESTPATHS
        and not some
        and rete.available()
        and session.exitstatus == pytest.ExitCode.OK
    )


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What was reported in another process of the same run."""
    SEEN.update(getattr(node, "workeroutput", {}).get(_KEY, ()))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Pass on what was reported, or judge it."""
    worker = getattr(session.config, "workeroutput", None)
    if worker is not None:
        worker[_KEY] = sorted(SEEN)
    elif _is_whole(session) and not session.config.option.collectonly:
        _unseen.extend(sorted(set(MESSAGES) - SEEN))
        if _unseen:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name what no test provoked."""
    if _unseen:
        terminalreporter.section("messages that no test provokes", red=True)
        for code in _unseen:
            terminalreporter.line(code)
