"""`regiorules batch` killed in the middle goes on where it was, with the same bytes as undisturbed."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.results import Result, run_apart
from tests.commands import heeds_ctrl_c
from tests.mini import MINI
from tests.paths import ROOT

ROWS = 120
LEVELS = ("low", "medium", "high", "at most medium", "lots", "")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of which some rows are no good."""
    path = tmp_path / "in.csv"
    rows = "".join(f"{n},R{n % 7},{LEVELS[n % 6]},{LEVELS[n % 4]}\n" for n in range(ROWS))
    path.write_text(f"id,region,trust,effort\n{rows}", "utf-8")
    return path


def words(table: Path, output: Path, *more: object) -> list[str]:
    """A command line that takes many small chunks, row by row."""
    options = ("--ruleset", MINI, "--engine", "compiled", "--rows", 4, "--lang", "en")
    return ["batch", str(table), "--output", str(output), *map(str, (*options, *more))]


def stopped(table: Path, output: Path, parts: int, how: signal.Signals) -> tuple[int, str]:
    """Run it, and stop it once that many parts are there; its exit code, and what it said."""
    note = output.parent / f".{output.name}.parts" / f"{parts - 1:06d}.note"
    process = subprocess.Popen(
        [sys.executable, "-m", "regiorules", *words(table, output)],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        preexec_fn=heeds_ctrl_c,
    )
    until = time.monotonic() + 60
    while not note.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.001)
    process.send_signal(how)
    _, said = process.communicate()
    assert note.exists(), "it was done before it could be stopped"
    assert not output.exists()
    return process.returncode, said


def killed(table: Path, output: Path, parts: int) -> None:
    """Run it, and kill it once that many parts are there."""
    assert stopped(table, output, parts, signal.SIGKILL)[0] == -signal.SIGKILL


def contents(folder: Path) -> dict[str, bytes]:
    """All that lies in a folder, by name."""
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir()) if each.is_file()}


@pytest.fixture
def undisturbed(table: Path) -> dict[str, bytes]:
    """The answers and the rejects as they are without a hindrance."""
    folder = table.parent / "undisturbed"
    folder.mkdir()
    assert run_apart(*words(table, folder / "out.csv")).code == 1
    found = contents(folder)
    assert set(found) == {"out.csv", "out.csv.rejects.csv"}
    assert len(found["out.csv.rejects.csv"].splitlines()) == 1 + ROWS // 6
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_killed_and_started_again_it_gives_the_same_bytes(table: Path, undisturbed: dict[str, bytes]) -> None:
    """Twice, further on each time; nothing is left behind."""
    folder = table.parent / "killed"
    folder.mkdir()
    output = folder / "out.csv"
    killed(table, output, 2)
    killed(table, output, 9)
    done = run_apart(*words(table, output))
    assert done.code == 1
    first = done.lines[0]
    assert first.startswith("going on after ")
    assert int(first.split()[3]) >= 36
    assert contents(folder) == undisturbed
    assert [each.name for each in folder.iterdir() if each.is_dir()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_what_a_changed_input_or_option_made_is_not_gone_on_with(table: Path, undisturbed: dict[str, bytes]) -> None:
    """It is said, and all is done anew."""
    folder = table.parent / "killed"
    folder.mkdir()
    output = folder / "out.csv"
    killed(table, output, 2)
    done = run_apart(*words(table, output, "--set", "budget=20"))
    assert done.lines[0].startswith("the input, the rules or the options have changed")
    assert contents(folder)["out.csv"] != undisturbed["out.csv"]
    output.unlink()
    killed(table, output, 2)
    table.write_bytes(table.read_bytes().replace(b"R1,low", b"R1,high"))
    changed: Result = run_apart(*words(table, output))
    assert changed.lines[0].startswith("the input, the rules or the options have changed")
    assert "going on" not in changed.err


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_part_that_was_damaged_is_made_again(table: Path, undisturbed: dict[str, bytes]) -> None:
    """With all that come after it."""
    folder = table.parent / "killed"
    folder.mkdir()
    output = folder / "out.csv"
    killed(table, output, 6)
    damaged = folder / ".out.csv.parts" / "000002.data"
    damaged.write_bytes(damaged.read_bytes()[:-5])
    assert run_apart(*words(table, output)).lines[0] == "going on after 8 rows of an earlier run"
    assert contents(folder) == undisturbed


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_stopped_with_ctrl_c_it_says_how_to_go_on(table: Path, undisturbed: dict[str, bytes]) -> None:
    """And does."""
    folder = table.parent / "stopped"
    folder.mkdir()
    output = folder / "out.csv"
    code, said = stopped(table, output, 3, signal.SIGINT)
    assert (code, said) == (130, "Interrupted; what is done is kept. Give the same command again to go on.\n")
    assert run_apart(*words(table, output)).lines[0].startswith("going on after ")
    assert contents(folder) == undisturbed
