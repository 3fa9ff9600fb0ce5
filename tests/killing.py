"""
A process in which a command is run over and over, and killed with -9 somewhere, as a power cut would.

It has imported everything once, has a cache, and forks for each run: that takes little.  A run is killed before its
n-th act on a file (opening, writing, closing, renaming, removing), which no clock would hit, or after some time.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import regiorules
from tests.paths import ROOT

ACTS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.truncate")
CALLS = ("write", "writelines", "fsync", "flush", "close", "__exit__")  # of which the system tells nothing


class Killing:
    """That process, as the test that uses it sees it."""

    def __enter__(self) -> Killing:
        self._cache = TemporaryDirectory()
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from tests.killing import serve; serve()"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()
        self._cache.cleanup()

    def run(
        self, words: Sequence[object], folder: Path, *, stdin: str = "", cache: str = "", act: int = 0, after: float = 0
    ) -> int:
        """
        The exit code of a command in a folder, killed before its act-th act or after some seconds: then -9.

        With `act` -1 it isn't killed, and gives the number of its acts (255 at most).  `cache` is a folder of its own,
        in the place of the one that all have.
        """
        order = {"words": list(map(str, words)), "folder": str(folder), "stdin": stdin}
        order |= {"cache": cache or self._cache.name}
        order |= {"act": act, "after": after}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def serve() -> None:
    """Carry out what is asked on standard input, and say how each ended."""
    from regiorules.cli import main
    from regiorules.plugins import load_plugins

    load_plugins()
    for each in walk_packages(regiorules.__path__, "regiorules."):
        with suppress(ImportError):  # an extra that isn't there
            import_module(each.name)
    gc.freeze()  # a child that looks for circles in all of this has it copied
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _child(main, order)
        if order["after"]:
            time.sleep(order["after"])
            os.kill(child, signal.SIGKILL)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


def _child(main: Any, order: dict[str, Any]) -> None:
    os.chdir(order["folder"])
    os.environ["REGIORULES_CACHE"] = order["cache"]
    with ExitStack() as opened:
        reader, writer = os.pipe()
        os.write(writer, order["stdin"].encode())
        os.close(writer)
        nothing = opened.enter_context(open(os.devnull, "wb"))
        for number, source in ((0, reader), (1, nothing.fileno()), (2, nothing.fileno())):
            os.dup2(source, number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # for the life of this process
        acts = _kill_before(order["act"]) if order["act"] else []
        code = 0
        try:
            main.main(args=order["words"], prog_name="regiorules")
        except SystemExit as done:
            code = done.code if isinstance(done.code, int) else 1
        os._exit(min(255, len(acts)) if order["act"] < 0 else code)


def _kill_before(act: int) -> list[str]:
    """End this process, as a power cut would, before the act-th thing that it does to a file; gives what it did."""
    seen: list[str] = []

    def did(what: str) -> None:
        seen.append(what)
        if len(seen) == act:
            os.kill(os.getpid(), signal.SIGKILL)

    def called(frame: FrameType, event: str, given: Any) -> None:
        if event == "c_call" and given.__name__ in CALLS:
            did(given.__name__)

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
            sys.setprofile(called)  # from here on something may be half written
            did(event)
        elif event in ACTS:
            did(event)

    sys.addaudithook(watch)
    return seen
