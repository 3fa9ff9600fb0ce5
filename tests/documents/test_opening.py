"""Opening whatever has a name: bounded in bytes, never waiting for ever, and one problem where it can't be read."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from regiorules.documents import MAX_BYTES, plain, read_bytes, read_document
from regiorules.documents import files as opening
from regiorules.errors import InputError
from regiorules.messages.system import reason
from tests.commands import run
from tests.mini import codes, messages

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no such files here")


@POSIX
def test_a_pipe_without_a_writer_is_refused(tmp_path: Path) -> None:
    """It would have waited for ever."""
    path = tmp_path / "x.yaml"
    os.mkfifo(path)
    assert codes(InputError, read_document, path) == ["file_silent"]


@POSIX
def test_a_pipe_with_a_writer_is_read_to_its_end(tmp_path: Path) -> None:
    """As in `<(cat x.yaml)`, also where the writer takes its time."""
    reading, writing = os.pipe()

    def write() -> None:
        for part in (b"a: 1\n", b"b: 2\n"):
            os.write(writing, part)
        os.close(writing)

    writer = threading.Timer(0.05, write)
    writer.start()
    assert plain(read_document(Path(f"/dev/fd/{reading}"))) == {"a": "1", "b": "2"}
    writer.join()
    os.close(reading)


@POSIX
def test_a_pipe_that_stays_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that never writes doesn't hold us."""
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    reading, writing = os.pipe()
    os.write(writing, b"a: 1\n")
    assert codes(InputError, read_bytes, Path(f"/dev/fd/{reading}")) == ["file_silent"]
    os.close(reading)
    os.close(writing)


@POSIX
def test_what_never_ends_is_cut_off(tmp_path: Path) -> None:
    """A device of zeros, directly and through a link."""
    link = tmp_path / "x.yaml"
    link.symlink_to("/dev/zero")
    for path in (Path("/dev/zero"), link):
        assert messages(InputError, read_bytes, path) == [f"{path}: this file is more than 5 MB; the limit is 5 MB"]


@POSIX
def test_an_empty_device_and_a_file_without_a_size_are_read() -> None:
    """What the system makes up as it is read has no size, and has content."""
    assert codes(InputError, read_document, Path("/dev/null")) == ["file_empty"]
    if Path("/proc/self/status").exists():
        assert read_bytes(Path("/proc/self/status"))


@POSIX
def test_a_socket_is_no_file(tmp_path: Path) -> None:
    """It can't be opened, and that is said."""
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        assert codes(InputError, read_bytes, path) == ["file_unreadable"]


def test_a_file_that_grows_while_it_is_read_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is that of what was read, not what it was before."""
    path = tmp_path / "x.yaml"
    path.write_bytes(b"# begin\n")
    real = os.read

    def read(descriptor: int, size: int) -> bytes:
        with path.open("ab") as more:
            more.write(b"#" * 2_000_000)
        return real(descriptor, size)

    monkeypatch.setattr(opening.os, "read", read)
    assert codes(InputError, read_bytes, path) == ["file_too_large"]


NAMES = [
    ("x" * 300 + ".yaml", "file_unreadable"),
    ("d/" * 3000 + "x.yaml", "file_unreadable"),
    ("a\0b.yaml", "file_name"),
    ("bestaat-niet.yaml", "file_missing"),
    ("gewoon.yaml/x.yaml", "file_unreadable"),
    (".", "file_unreadable"),
]


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_a_name_that_can_not_be_opened_is_one_problem(number: int, tmp_path: Path) -> None:
    """Too long, impossible, not there, or below a file; in words, and the same from the command line."""
    name, code = NAMES[number]
    (tmp_path / "gewoon.yaml").write_text("a: 1\n")
    path = tmp_path / name
    assert codes(InputError, read_bytes, path) == [code]
    if "\0" in name:
        return
    for command in (("advise", path), ("lint", path), ("regions", "--profiles", path), ("ask", path)):
        code_, out, err = run(*command)
        assert (code_, out, "Traceback" in err) == (2, "", False) or command[0] == "lint"
        assert code_ != 0
        assert "Traceback" not in err


@POSIX
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    """The reason is in our words."""
    if os.geteuid() == 0:
        pytest.skip("a superuser may read everything")
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\n")
    path.chmod(0)
    assert messages(InputError, read_bytes, path) == [f"{path}: this file can't be read: you have no permission"]


def test_links_that_point_at_each_other_are_refused(tmp_path: Path) -> None:
    """A circle of links has no content."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert codes(InputError, read_bytes, tmp_path / "a") == ["file_unreadable"]


def test_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    """Exactly five megabytes is allowed."""
    path = tmp_path / "x"
    path.write_bytes(b"#" * MAX_BYTES)
    assert len(read_bytes(path)) == MAX_BYTES
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert codes(InputError, read_bytes, path) == ["file_too_large"]


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_reason_is_the_systems_own_english(number: int) -> None:
    """Every error that the system knows has words in Dutch, without its own."""
    cause = OSError(number, os.strerror(number))
    said = reason(cause)
    assert said.nl != said.en
    assert os.strerror(number).casefold() not in said.nl.casefold()


@POSIX
@pytest.mark.parametrize("text", ["region: X\n", '{"region"\n:"X"}', "{region: X}"])
def test_standard_input_may_be_yaml_or_json(text: str, tmp_path: Path) -> None:
    """As `-`, and under the names that a shell gives it."""
    path = tmp_path / "zonder-achtervoegsel"
    path.write_text(text, encoding="utf-8")
    assert run("advise", "-", "--ruleset", "core", stdin=text)[0] == 0
    with path.open("rb") as opened:
        assert run("advise", f"/dev/fd/{opened.fileno()}", "--ruleset", "core")[0] == 0
    code, _, err = run("advise", path, "--ruleset", "core")
    assert code == 2
    assert len(err.splitlines()) == 1
