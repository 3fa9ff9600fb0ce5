"""On a terminal `regiorules batch` shows how far it is."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.mini import MINI
from tests.paths import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind")
@pytest.mark.parametrize(("language", "words"), [("nl", ("rijen/s", "nog")), ("en", ("rows/s", "left"))])
def test_a_bar_with_rate_and_time_left(language: str, words: tuple[str, ...], tmp_path: Path) -> None:
    """It is on standard error, and gone at the end; in a pipe there is none."""
    table = tmp_path / "in.csv"
    table.write_text("region,trust\n" + "A,low\n" * 60)
    command = ["batch", table, "--output", tmp_path / "out.csv", "--ruleset", MINI, "--rows", 5, "--lang", language]
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "regiorules", *map(str, command)],
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
        cwd=ROOT,
    )
    os.close(theirs)
    shown = b""
    while piece := _read(ours):
        shown += piece
    os.close(ours)
    assert process.wait() == 0
    assert "━" in shown.decode()
    assert [word for word in words if word not in shown.decode()] == []
    assert "100%" in shown.decode()


def _read(terminal: int) -> bytes:
    """What is shown; nothing once nobody writes to it any more, which is an error on a terminal."""
    with suppress(OSError):
        return os.read(terminal, 4096)
    return b""
