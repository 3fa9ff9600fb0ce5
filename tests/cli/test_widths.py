"""What a command prints in a terminal of any width and in a pipe."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.results import FLEVOLAND, Run, done, run_apart
from tests.paths import ROOT

LISTS: list[Any] = [["facts"], ["rules"], ["statements"]]
WIDE = [["advise", FLEVOLAND], ["advise", "--region", "Midden-Utrecht"], *LISTS, ["regions"]]


@pytest.mark.parametrize(
    ("words", "width"),
    [(words, width) for words in WIDE for width in (50, 200)],
    ids=lambda value: " ".join(Path(str(word)).stem for word in value) if isinstance(value, list) else str(value),
)
def test_no_line_is_wider_than_the_terminal(run: Run, words: list[Any], width: int) -> None:
    """Whatever the width, every line fits it, in both languages."""
    for lang in ("nl", "en"):
        out = done(run(*words, "--lang", lang, COLUMNS=str(width))).out
        assert [line for line in out.splitlines() if len(line) > width] == []
        assert [line for line in out.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("words", [["advise", FLEVOLAND], *LISTS, ["regions"]], ids=lambda words: words[0])
def test_a_pipe_gets_no_escape_codes(words: list[Any]) -> None:
    """In a pipe there is plain text only, whatever the terminal would have been."""
    result = done(run_apart(*words, TERM="xterm-256color"))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", result.out)
    assert max(map(len, result.out.splitlines())) <= 100


def test_a_closed_pipe_is_no_error() -> None:
    """`regiorules rules | head -1` ends quietly."""
    done = subprocess.run(
        f"REGIORULES_PLUGINS= {sys.executable} -m regiorules rules | head -1",
        shell=True,
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""
