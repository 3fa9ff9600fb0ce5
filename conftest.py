"""
No message without a test that provokes it: what the package's own code reports is noted while the tests run.

After a run of all tests a code in `messages/` that was never reported fails the run.  A problem that a test
makes by itself doesn't count, and a run of some of the tests can't tell.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import OrderedDict
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import is_hypothesis_test, settings

from regiorules.engine import rete
from regiorules.errors import Problem
from regiorules.messages import MESSAGES
from regiorules.rules import load
from regiorules.rules.kept import key_of_folders
from regiorules.rules.model import Knowledge

SEEN = {"did_you_mean"}  # which is said with any other
_MOST_READ = 20
_ONE_IN, _FEWEST = int(os.environ.get("REGIORULES_ONE_IN", "1")), 5
_KEY = "regiorules_codes"
_unseen: list[str] = []
_caches = tempfile.TemporaryDirectory(prefix="regiorules-caches-")
# Tests neither use nor leave anything in the cache of who runs them, whatever they set in the environment.
os.environ.update(REGIORULES_CACHE=_caches.name, XDG_CACHE_HOME=_caches.name)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One in so many examples of each property, where REGIORULES_ONE_IN asks for that, as `make test` does."""
    tests = {id(test): test for item in items if is_hypothesis_test(test := getattr(item, "function", None))}
    for test in tests.values():
        all_of_them: settings = test._hypothesis_internal_use_settings  # as Hypothesis has it for plugins of pytest
        fewer = max(_FEWEST, all_of_them.max_examples // _ONE_IN)
        if fewer < all_of_them.max_examples:
            test._hypothesis_internal_use_settings = settings(all_of_them, max_examples=fewer)


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


def _read_once() -> None:
    """Rule sets of which no file is another are read once in a process, as they are where commands have their cache."""
    read, known = load.load_rulesets, OrderedDict[str, Knowledge]()

    def load_rulesets(*folders: Path | str) -> Knowledge:
        key = key_of_folders(tuple(map(Path, folders))) or ""
        found = known.pop(key, None) or read(*folders)
        if key:
            known[key] = found
            while len(known) > _MOST_READ:
                known.popitem(last=False)
        return found

    load.load_rulesets = load_rulesets


_read_once()


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
