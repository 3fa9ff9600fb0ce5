"""What belongs to the process is as it was after a plugin; what it prints isn't in anybody's output."""

from __future__ import annotations

import gc
import locale
import os
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import pytest

from regiorules.plugins.guard import Guard, Misbehaviour
from regiorules.plugins.streams import Shield

GUARD = Guard(5)


def another_locale() -> None:
    """A locale that isn't the one of now."""
    for name in ("C.UTF-8", "C", "POSIX"):
        if name != locale.setlocale(locale.LC_ALL):
            locale.setlocale(locale.LC_ALL, name)


def forget(*names: str) -> None:
    """Take variables out of the environment."""
    for name in names:
        del os.environ[name]


def odd_stream() -> Any:
    """A stream that nobody should look at."""

    class Odd:
        def __eq__(self, other: object) -> bool:
            raise SystemExit

        __hash__ = None  # type: ignore[assignment]

    return Odd()


def behind(stream: Any) -> Any:
    """The stream itself: while a plugin that was given up (in another test, say) lives on, it has a shield."""
    return stream.original if type(stream) is Shield else stream


STATES: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "locale": (another_locale, lambda: locale.setlocale(locale.LC_ALL)),
    "folder": (lambda: os.chdir("/"), os.getcwd),
    "variable set": (lambda: os.environ.update(HOME="/x", REGIORULES_LANG="en"), lambda: dict(os.environ)),
    "variable gone": (lambda: forget("HOME", "PATH"), lambda: dict(os.environ)),
    "environment": (lambda: setattr(os, "environ", {}), lambda: id(os.environ)),
    "warnings": (lambda: warnings.simplefilter("ignore"), lambda: list(warnings.filters)),
    "warnings reset": (warnings.resetwarnings, lambda: list(warnings.filters)),
    "warnings replaced": (lambda: setattr(warnings, "filters", []), lambda: list(warnings.filters)),
    "showing warnings": (lambda: setattr(warnings, "showwarning", print), lambda: warnings.showwarning),
    "stdout": (lambda: setattr(sys, "stdout", odd_stream()), lambda: id(behind(sys.stdout))),
    "stderr": (lambda: setattr(sys, "stderr", odd_stream()), lambda: id(behind(sys.stderr))),
    "stdin": (lambda: setattr(sys, "stdin", odd_stream()), lambda: id(behind(sys.stdin))),
    "no stdout": (lambda: setattr(sys, "stdout", None), lambda: id(behind(sys.stdout))),
    "the first stdout": (lambda: setattr(sys, "__stdout__", odd_stream()), lambda: id(sys.__stdout__)),
    "closed stdout": (lambda: sys.stdout.close(), lambda: sys.stdout.closed),
    "closed stderr": (lambda: sys.stderr.close(), lambda: sys.stderr.closed),
    "detached": (lambda: sys.stdout.detach(), lambda: sys.stdout.closed),
    "encoding": (lambda: sys.stdout.reconfigure(encoding="ascii"), lambda: sys.stderr.encoding),  # type: ignore[union-attr]
    "excepthook": (lambda: setattr(sys, "excepthook", print), lambda: sys.excepthook),
    "recursion": (lambda: sys.setrecursionlimit(5000), sys.getrecursionlimit),
    "digits": (lambda: sys.set_int_max_str_digits(0), sys.get_int_max_str_digits),
    "switching": (lambda: sys.setswitchinterval(1.0), sys.getswitchinterval),
    "garbage": (gc.disable, gc.isenabled),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("ending", [lambda: None, lambda: 1 / 0], ids=["well", "badly"])
def test_it_is_as_it_was(
    state: str, ending: Callable[[], Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whether the plugin ends well or badly."""
    monkeypatch.chdir(tmp_path)
    change, read = STATES[state]
    before = read()

    def action() -> None:
        change()
        ending()

    with suppress(Misbehaviour):
        GUARD.run(action)
    assert read() == before


def test_it_is_as_it_was_after_one_that_never_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What it changed before it was given up."""
    monkeypatch.chdir(tmp_path)
    never = threading.Event()

    def action() -> None:
        os.chdir("/")
        never.wait(60)

    with pytest.raises(Misbehaviour):
        Guard(0.1).run(action)
    assert os.getcwd() == str(tmp_path)


def test_what_was_changed_is_known() -> None:
    """For whoever wants to tell a plugin's author."""
    traces: list[str] = []
    Guard(5, traces=traces).run(lambda: os.environ.update(REGIORULES_LANG="en"))
    Guard(5, traces=traces).run(lambda: None)
    assert traces == ["environment"]


def test_two_plugins_at_once_can_not_make_a_change_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The second begins while the folder is wrong: it doesn't take that for how things were."""
    monkeypatch.chdir(tmp_path)
    moved, second = threading.Event(), threading.Event()

    def first() -> None:
        os.chdir("/")
        moved.set()
        second.wait(5)

    thread = threading.Thread(target=lambda: GUARD.run(first))
    thread.start()
    moved.wait(5)
    GUARD.run(second.set)
    thread.join()
    assert os.getcwd() == str(tmp_path)


PRINTING: dict[str, Callable[[], Any]] = {
    "print": lambda: print("gedrukt"),  # noqa: T201
    "write": lambda: sys.stdout.write("gedrukt\n"),
    "bytes": lambda: (sys.stdout.flush(), sys.stdout.buffer.write(b"gedrukt\n"), sys.stdout.buffer.flush()),
    "lines": lambda: sys.stdout.writelines(["gedrukt", "\n"]),
    "echo": lambda: click.echo("gedrukt"),
    "a kept stream": lambda: print("gedrukt", file=KEPT[0]),
}
KEPT: list[Any] = []


@pytest.mark.parametrize("way", PRINTING)
def test_what_is_printed_goes_to_standard_error(way: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And what others print, then and afterwards, to standard output."""
    GUARD.run(lambda: KEPT.insert(0, sys.stdout))
    GUARD.run(PRINTING[way])
    print("van ons")  # noqa: T201
    assert capsys.readouterr() == ("van ons\n", "gedrukt\n")


def test_another_thread_prints_where_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    """Only the plugin's own thread is led away, also for those who keep the stream of that moment."""
    printed, at_work = threading.Event(), threading.Event()

    def action() -> None:
        at_work.set()
        printed.wait(5)

    thread = threading.Thread(target=lambda: GUARD.run(action))
    thread.start()
    at_work.wait(5)
    stream = sys.stdout
    print("van ons")  # noqa: T201
    printed.set()
    thread.join()
    print("later", file=stream)
    assert capsys.readouterr() == ("van ons\nlater\n", "")


def test_one_that_is_given_up_has_nothing_more_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    """What it prints afterwards is printed nowhere, and it ends there."""
    go, ended = threading.Event(), threading.Event()

    def action() -> None:
        with suppress(SystemExit):  # as it is told
            go.wait(5)
        try:
            print("te laat")  # noqa: T201
        finally:
            ended.set()

    stream = sys.stdout
    with pytest.raises(Misbehaviour):
        Guard(0.1).run(action)
    go.set()
    assert ended.wait(5)
    print("van ons", file=sys.stdout)  # noqa: T201
    assert capsys.readouterr() == ("van ons\n", "")
    assert stream.writable()


def test_standard_input_is_not_the_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads nothing, unless it was asked to read standard input."""
    import io

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"antwoord\nnog een\n")))
    with pytest.raises(Misbehaviour) as caught:
        GUARD.run(input)
    assert "EOFError" in caught.value.fields["why"]
    assert GUARD.run(lambda: sys.stdin.read()) == ""
    assert GUARD.run(lambda: list(sys.stdin)) == []
    assert GUARD.run(lambda: sys.stdin.readline(), reads=True) == "antwoord\n"
    assert sys.stdin.readline() == "nog een\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system doesn't fork")
def test_a_fork_meanwhile_is_free() -> None:
    """A child that is born while a plugin is at work doesn't inherit it."""
    at_work, done = threading.Event(), threading.Event()

    def action() -> None:
        at_work.set()
        done.wait(10)

    thread = threading.Thread(target=lambda: GUARD.run(action))
    thread.start()
    at_work.wait(5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of forking with threads, which is what is tried
        child = os.fork()
    if not child:
        os._exit(0 if GUARD.run(lambda: 3) == 3 and sys.stdout is behind(sys.stdout) else 1)
    _, status = os.waitpid(child, 0)
    done.set()
    thread.join()
    assert status == 0


def test_a_thread_of_the_plugins_own_context_is_its_own() -> None:
    """It sees what the caller's context holds, and what it sets there stays there."""
    from contextvars import ContextVar

    variable = ContextVar("variable", default=0)
    variable.set(1)
    assert GUARD.run(variable.get) == 1
    GUARD.run(lambda: variable.set(2))
    assert variable.get() == 1
