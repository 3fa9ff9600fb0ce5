"""`--watch`: a command that runs again when a file changes, as a process that a person stops."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from regiorules.cli.watching import changes, state
from tests.mini import MINI
from tests.paths import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no Ctrl-C that can be sent to one process")
WAITING = b"Waiting for a change"
CLEARED = b"\x1b[2J"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini"))


@contextmanager
def watching(*words: object, terminal: bool = False) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A command that watches, and what it says on one pipe or terminal."""
    ours, theirs = os.openpty() if terminal else os.pipe()
    environment = {**os.environ, "REGIORULES_PLUGINS": "", "REGIORULES_LANG": "en", "COLUMNS": "400", "TERM": "xterm"}
    command = [sys.executable, "-m", "regiorules", *map(str, words), "--watch"]
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment, cwd=ROOT)
    os.close(theirs)
    try:
        yield process, ours
    finally:
        os.close(ours)
        process.kill()
        process.wait()


def said(pipe: int, until: bytes = WAITING) -> bytes:
    """All that is said until these words."""
    found = b""
    while until not in found and (piece := os.read(pipe, 4096)):
        found += piece
    return found


def stopped(process: subprocess.Popen[bytes], pipe: int) -> tuple[int, bytes]:
    """The exit code, and what is still said, after Ctrl-C."""
    process.send_signal(signal.SIGINT)
    left = b""
    with suppress(OSError):  # the end of a terminal
        while piece := os.read(pipe, 4096):
            left += piece
    return process.wait(), left


def replaced(path: Path, text: str) -> None:
    """Written as editors do: a file beside it, that takes its place."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, "utf-8")
    beside.replace(path)


@pytest.mark.parametrize("terminal", [False, True])
def test_lint_runs_again_and_ends_with_the_code_of_its_last_run(folder: Path, terminal: bool) -> None:
    file = folder / "ruleset.yaml"
    sound = file.read_text("utf-8")
    with watching("lint", folder, terminal=terminal) as (process, pipe):
        first = said(pipe)
        assert b"error" not in first
        replaced(file, sound + "\nnonsense: 1\n")
        second = said(pipe)
        assert f"changed: {file}".encode() in second
        assert b"nonsense" in second
        assert (CLEARED in second, CLEARED in first) == (terminal, False)
        code, left = stopped(process, pipe)
    assert code == 2
    assert b"Traceback" not in left


def test_a_scenario_that_comes_and_goes_is_tried(folder: Path) -> None:
    new = folder / "scenarios" / "new.yaml"
    with watching("test", folder) as (process, pipe):
        said(pipe)
        new.write_text("scenarios:\n  - {name: odd, facts: {}, holds: [nothing_such]}\n", "utf-8")
        assert f"new: {new}".encode() in said(pipe)
        new.unlink()
        last = said(pipe)
        assert f"gone: {new}".encode() in last
        code, left = stopped(process, pipe)
    assert (code, b"Traceback" in left) == (0, False)


def test_what_editors_keep_beside_a_file_is_no_change(folder: Path) -> None:
    before = state([folder])
    (folder / ".ruleset.yaml.swp").write_text("x")
    (folder / "ruleset.yaml~").write_text("x")
    assert list(changes(before, state([folder]))) == []
    (folder / "other.yaml").write_text("x")
    assert list(changes(before, state([folder]))) == [f"nieuw: {folder / 'other.yaml'}"]


def test_a_file_that_isnt_there_yet_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "region.yaml"
    with watching("lint", file, "--ruleset", MINI) as (process, pipe):
        assert b"region.yaml" in said(pipe)
        file.write_text("region: {name: X}\n", "utf-8")
        assert f"new: {file}".encode() in said(pipe)
        assert stopped(process, pipe)[0] in (0, 1, 2)
