"""The cache on the command line: never in the way, and never in what is printed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.paths import REGIONS

ADVISE = [sys.executable, "-m", "regiorules", "advise", str(REGIONS / "flevoland.yaml"), "--ids"]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Begins `regiorules advise` with a cache in a folder of the test."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REGIORULES_")}

    def run(*words: str, **more: str) -> subprocess.Popen[str]:
        env = {**clean, "REGIORULES_PLUGINS": "", "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path), **more}
        return subprocess.Popen([*ADVISE, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return run


def printed(process: subprocess.Popen[str]) -> str:
    """What a process has printed; it must have ended well, and said nothing else."""
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    return out


def kept(folder: Path) -> list[Path]:
    """The files in the cache."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_four_at_once_and_then_one_more(start: Start, tmp_path: Path) -> None:
    """All print the same, with and without a cache, and leave the knowledge, its code and the code of plans, once."""
    compiled = ("--engine", "compiled")
    plain = printed(start("--no-cache", *compiled))
    assert kept(tmp_path) == []
    assert {printed(each) for each in [start(*compiled) for _ in range(4)]} == {plain}
    before = [path.stat().st_mtime_ns for path in kept(tmp_path)]
    assert len(before) == 3
    assert printed(start(*compiled)) == plain
    assert [path.stat().st_mtime_ns for path in kept(tmp_path)] == before


def test_a_damaged_file_is_replaced_in_silence(start: Start, tmp_path: Path) -> None:
    """The rule sets are read again, and kept again."""
    plain = printed(start())
    whole = {path: path.read_bytes() for path in kept(tmp_path)}
    for path, content in whole.items():
        path.write_bytes(content[: len(content) // 2])
    assert printed(start()) == plain
    assert {path: len(path.read_bytes()) for path in kept(tmp_path)} == {path: len(whole[path]) for path in whole}


def test_where_nothing_can_be_kept(start: Start, tmp_path: Path) -> None:
    """Without a place for it, or with a file in its place, nothing is said."""
    (tmp_path / "file").write_text("x")
    assert printed(start(REGIORULES_CACHE="")) == printed(start(REGIORULES_CACHE=str(tmp_path / "file")))
    assert kept(tmp_path) == [tmp_path / "file"]
