"""On a terminal a command that takes longer than a moment shows that it is at work, and how far it is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress

import pytest

from regiorules.cli import progress
from tests.mini import MINI
from tests.paths import REGIONS, ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind")
AT_ONCE = """
import sys
from regiorules.cli import main, progress
progress.MOMENT = 0
sys.argv = ["regiorules", *sys.argv[1:]]
main()
"""
GONE = "\x1b[2K"  # the line is wiped
FILES = [str(REGIONS / f"{name}.yaml") for name in ("flevoland", "zeeland")]


def on_a_terminal(*words: str, stdout: bool = False) -> tuple[int, str, str]:
    """Exit code, standard output and what is shown of a run that waits for no moment, its errors on a terminal."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", AT_ONCE, *words],
        stdout=theirs if stdout else subprocess.PIPE,
        stderr=theirs,
        text=not stdout,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100", "NO_COLOR": "1", "REGIORULES_PLUGINS": ""},
        cwd=ROOT,
    )
    os.close(theirs)
    written = process.stdout.read() if process.stdout else ""
    shown = b""
    with suppress(OSError):  # at the end, on a terminal
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    if process.stdout:
        process.stdout.close()
    return process.wait(), str(written), shown.decode()


def plain(*words: str) -> subprocess.CompletedProcess[str]:
    """The same run, with everything in pipes."""
    environment = {**os.environ, "REGIORULES_PLUGINS": "", "COLUMNS": "100"}
    command = [sys.executable, "-c", AT_ONCE, *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)


@pytest.mark.parametrize(
    "words",
    [
        ("test", "core"),
        ("lint", *FILES),
        ("compare", *FILES),
        ("questions", FILES[0]),
        ("history", FILES[0]),
        ("advise", FILES[0]),
        ("robust", FILES[0]),
        ("regions", "--lang", "en"),
    ],
    ids=lambda words: words[0],
)
def test_it_is_shown_and_gone_at_the_end(words: tuple[str, ...]) -> None:
    """The output is what it is in a pipe, where nothing is shown."""
    code, out, shown = on_a_terminal(*words)
    piped = plain(*words)
    assert (code, out) == (piped.returncode, piped.stdout)
    assert piped.stderr == ""
    assert ("working" if "en" in words else "bezig") in shown
    assert GONE in shown.rpartition("\u2501")[2]


def test_how_far_it_is() -> None:
    """Scenarios are counted."""
    assert re.search(r"\b\d+/\d{2,}\b", on_a_terminal("test", "core")[2])


def test_it_gives_way_to_what_is_written_and_to_errors() -> None:
    """On one terminal with the output: no line of a note has a bar in it, and an error stands on its own line."""
    _, _, shown = on_a_terminal("regions", "--ruleset", str(MINI), stdout=True)
    piped = plain("regions", "--ruleset", str(MINI)).stdout.splitlines()
    clean = [line.rpartition(GONE)[2].rstrip("\r") for line in shown.split("\n")]
    clean = [line for line in clean if "bezig" not in line]
    assert [line for line in piped if line.strip() and not any(line in each for each in clean)] == []
    code, _, wrong = on_a_terminal("advise", "gone.yaml")
    assert code == 2
    assert "gone.yaml: " in wrong.splitlines()[-1]
    assert "bezig" not in wrong.splitlines()[-1].rpartition(GONE)[2]


def test_in_a_pipe_nothing_is_counted_aloud(capfd: pytest.CaptureFixture[str]) -> None:
    """The items are the same, one by one, without a command too."""
    assert list(progress.counted((1, 2, 3))) == [1, 2, 3]
    assert capfd.readouterr() == ("", "")


def test_a_moment_passes_first() -> None:
    """A command that is done within it shows nothing, and imports nothing to show it."""
    waiting = progress.Waiting("nl")
    waiting.tell(1, 2)
    with waiting.giving_way():
        assert waiting._timer is None
    waiting.end()
    assert waiting._bar is None
    assert progress.MOMENT == 1
