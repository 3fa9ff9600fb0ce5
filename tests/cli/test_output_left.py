"""Writing: nothing is left lying of what failed or was killed, and a name that no file can have is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from regiorules.authoring.testing.running import run
from regiorules.writing import write_folder, write_whole
from tests.cli.writing import POSIX


@pytest.fixture
def dead() -> int:
    """The number of a process that is gone."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


@POSIX
def test_what_a_killed_run_left_is_cleared(tmp_path: Path, dead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next write in the folder takes it away; what a running process or another machine writes stays a day."""
    from regiorules import writing

    names: list[str] = []

    def killed(part: Path, target: Path) -> None:
        names.append(part.name)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "x", b"x")
    assert list(tmp_path.iterdir()) == []
    running = names[0]
    gone = running.replace(f"-{os.getpid()}-", f"-{dead}-")
    node = running.split("-")[1]
    foreign, old = gone.replace(node, "0" * 8), running.replace(node, "1" * 8)
    users = ".regiorules-notes.part"
    for name in (running, gone, foreign, old, users):
        (tmp_path / name).write_bytes(b"x")
    folder = tmp_path / (gone[:-13] + "deadbeef.part")
    (folder / "sub").mkdir(parents=True)
    os.utime(tmp_path / old, (1, 1))
    write_whole(tmp_path / "y", b"y")
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["y", running, foreign, users])
    assert writing._is_running(os.getpid())


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """Where a file of it fails, nothing is left that stands in the way of the next try."""

    def files() -> Iterator[tuple[str, bytes]]:
        yield "a/b.txt", b"x"
        raise OSError(28, "No space left on device")

    with pytest.raises(Exception, match="de schijf is vol"):
        write_folder(tmp_path / "made", files())
    assert list(tmp_path.iterdir()) == []
    write_folder(tmp_path / "made", [("a/b.txt", b"x")])
    assert (tmp_path / "made" / "a" / "b.txt").read_bytes() == b"x"


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    """A NUL in a name is an error of that name, in both languages."""
    with pytest.raises(Exception, match="zo kan een bestand niet heten") as caught:
        write_whole(tmp_path / "a\0b", b"")
    assert caught.value.say("en").endswith(r"a\x00b: a file can't have this name")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words",
    [
        ("advise", "--region", "zeeland", "--output", "a\0b.md"),
        ("questionnaire", "--output", "a\0b.xlsx"),
        ("ask", "--region", "zeeland", "--output", "a\0b.yaml"),
        ("schema", "region", "--output", "a\0b.json"),
        ("new", "plugin", "iets", "--output", "a\0b"),
        ("advise", "a\0b.yaml"),
        ("compare", "a\0b.yaml", "c.yaml"),
        ("lint", "a\0b"),
    ],
)
def test_a_command_refuses_a_name_that_no_file_can_have(words: tuple[str, ...]) -> None:
    """A program that runs a command inside its own process can give any name: one line, no traceback."""
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert done.err.endswith(": zo kan een bestand niet heten\n")
