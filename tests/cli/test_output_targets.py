"""Writing with --output: every kind of document onto every kind of target, whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from regiorules.documents import files
from regiorules.messages import MESSAGES
from regiorules.writing import write_folder, write_whole
from tests.cli.writing import OUTPUTS, POSIX, REGION, go
from tests.commands import run
from tests.mini import MINI


@frozen
class Target:
    """What stands under the name to write to; `code` is what must come of it, `got` what has arrived there."""

    path: Path
    code: int
    got: Callable[[], bytes]


def plain(folder: Path) -> Target:
    path = folder / "out"
    path.write_bytes(b"before")
    path.chmod(0o640)
    return Target(path, 0, path.read_bytes)


def new(folder: Path) -> Target:
    path = folder / "out"
    return Target(path, 0, path.read_bytes)


def read_only(folder: Path) -> Target:
    path = folder / "out"
    path.write_bytes(b"before")
    path.chmod(0o444)
    return Target(path, 2, path.read_bytes)


def link(folder: Path) -> Target:
    file = folder / "elsewhere"
    file.write_bytes(b"before")
    (folder / "out").symlink_to("elsewhere")
    return Target(folder / "out", 0, file.read_bytes)


def dangling(folder: Path) -> Target:
    (folder / "sub").mkdir()
    (folder / "out").symlink_to("sub/elsewhere")
    return Target(folder / "out", 0, (folder / "sub" / "elsewhere").read_bytes)


def link_to_nowhere(folder: Path) -> Target:
    (folder / "out").symlink_to("missing/elsewhere")
    return Target(folder / "out", 2, bytes)


def circle(folder: Path) -> Target:
    (folder / "out").symlink_to("other")
    (folder / "other").symlink_to("out")
    return Target(folder / "out", 2, bytes)


def own_input(folder: Path) -> Target:
    return Target(folder / "region.yaml", 2, (folder / "region.yaml").read_bytes)


def link_to_input(folder: Path) -> Target:
    (folder / "out").symlink_to("region.yaml")
    return Target(folder / "out", 2, (folder / "region.yaml").read_bytes)


def hard_link_to_input(folder: Path) -> Target:
    (folder / "out").hardlink_to(folder / "region.yaml")
    return Target(folder / "out", 2, (folder / "region.yaml").read_bytes)


def folder_itself(folder: Path) -> Target:
    (folder / "out").mkdir()
    return Target(folder / "out", 2, bytes)


def missing_folder(folder: Path) -> Target:
    return Target(folder / "missing" / "out", 2, bytes)


def below_a_file(folder: Path) -> Target:
    return Target(folder / "region.yaml" / "out", 2, bytes)


def long_name(folder: Path) -> Target:
    path = folder / ("n" * 250)
    return Target(path, 0, path.read_bytes)


def too_long_name(folder: Path) -> Target:
    return Target(folder / ("n" * 260), 2, bytes)


def unread_pipe(folder: Path) -> Target:
    os.mkfifo(folder / "out")
    return Target(folder / "out", 2, bytes)


def read_pipe(folder: Path) -> Target:
    path = folder / "out"
    os.mkfifo(path)
    found: list[bytes] = []
    ready = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # so that there is a reader, whoever comes first

    def read() -> None:
        with open(os.dup(ready), "rb") as reader:
            os.set_blocking(reader.fileno(), True)
            found.append(reader.read())

    def got() -> bytes:
        worker.join(10)
        os.close(ready)
        return b"".join(found)

    worker = threading.Thread(target=read)
    # a pipe that nobody has opened to write to is at its end at once: a writer that stays until the run is over
    writer = os.open(path, os.O_WRONLY)
    worker.start()
    return Target(path, 0, lambda: (os.close(writer), got())[1])


def device(minor: int, code: int) -> Callable[[Path], Target]:
    def make(folder: Path) -> Target:
        try:
            os.mknod(folder / "out", stat.S_IFCHR | 0o666, os.makedev(1, minor))
            os.close(os.open(folder / "out", os.O_WRONLY))
        except OSError:
            pytest.skip("devices can't be made here")
        return Target(folder / "out", code, bytes)

    return make


TARGETS: dict[str, Callable[[Path], Target]] = {
    each.__name__: each
    for each in (
        plain,
        new,
        read_only,
        link,
        dangling,
        link_to_nowhere,
        circle,
        own_input,
        link_to_input,
        hard_link_to_input,
        folder_itself,
        missing_folder,
        below_a_file,
        long_name,
        too_long_name,
        unread_pipe,
        read_pipe,
    )
} | {"null": device(3, 0), "zero": device(5, 0), "full": device(7, 2)}
DEVICES = ("null", "zero", "full")


def state(folder: Path) -> dict[str, Any]:
    """All that stands in a folder: kind, mode and, of what has any, content."""
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        kept = path.lstat()
        more = path.readlink() if path.is_symlink() else path.read_bytes() if stat.S_ISREG(kept.st_mode) else None
        found[str(path.relative_to(folder))] = (oct(kept.st_mode), kept.st_rdev, more)
    return found


@POSIX
@pytest.mark.parametrize("kind", TARGETS)
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(output=st.sampled_from(sorted(OUTPUTS)))
def test_written_whole_or_left_as_it_was(kind: str, output: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The content is there and the target is what it was; or there is one line, and everything is as it was."""
    folder = tmp_path_factory.mktemp("target")
    (folder / "region.yaml").write_text(REGION)
    assume(output != "schema" or "input" not in kind)  # a schema reads no region
    target = TARGETS[kind](folder)
    words = [each.format(region=folder / "region.yaml") for each in OUTPUTS[output]]
    printed = go(*words, "--ruleset", MINI, "--output", "-")
    assert (printed.code, printed.err) == (0, "")
    before = state(folder)
    if words[0] != "schema" and "--format" not in words:
        words += ["--format", "text"]
    done = go(*words, "--ruleset", MINI, "--output", target.path)
    assert (done.code, done.out) == (target.code, "")
    after = state(folder)
    if target.code:
        assert len(done.err.splitlines()) == 1
        assert str(target.path) in done.err
        assert after == before
        return
    assert done.err == ("" if "json" in words else f"geschreven: {target.path}\n")  # a program knows
    assert kind in DEVICES or target.got() == printed.content
    made = {"new": "out", "dangling": "sub/elsewhere", "long_name": target.path.name}.get(kind)
    assert set(after) == set(before) | ({made} if made else set())
    assert {name: each[:2] for name, each in after.items() if name != made} == {
        name: each[:2] for name, each in before.items()
    }


@POSIX
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path, mask: int) -> None:
    """It obeys the umask, and what is replaced keeps its own mode, setgid and all."""
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "new", b"x")
        write_folder(tmp_path / "folder", [("a/b", b"x")])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o666 & ~mask
    assert stat.S_IMODE((tmp_path / "folder" / "a").stat().st_mode) == 0o777 & ~mask
    (tmp_path / "new").chmod(0o604)
    write_whole(tmp_path / "new", b"y")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o604


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only a superuser gives files away")
def test_the_owner_stays(tmp_path: Path) -> None:
    """What belongs to somebody else still does after it is replaced."""
    path = tmp_path / "out"
    path.write_bytes(b"x")
    os.chown(path, 12345, 23456)
    write_whole(path, b"y")
    assert (path.stat().st_uid, path.stat().st_gid, path.read_bytes()) == (12345, 23456, b"y")


def test_without_any_folder_to_build_a_workbook_in_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the only disk is full: it isn't that something doesn't exist."""

    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    code, _, err = run("questionnaire", "--region", "Zeeland", "--output", tmp_path / "scan.xlsx", "--lang", "en")
    assert (code, err.splitlines()) == (2, [MESSAGES["scratch_missing"].en])


@pytest.mark.parametrize(
    "words", [("advise",), ("whatif", "--set", "trust=low"), ("ask",), ("questionnaire", "--output", "x.xlsx")]
)
def test_a_file_that_may_not_be_read_is_named_with_the_reason(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By who reads it: what looks before that says neither."""
    path = tmp_path / "region.yaml"
    path.write_text("region: Zeeland\n", "utf-8")

    def refused(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(files, "_opened", refused)
    code, _, err = run(words[0], path, *words[1:], "--lang", "en")
    assert (code, err.splitlines()) == (2, [f"{path}: this file can't be read: you have no permission"])
