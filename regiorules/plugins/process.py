"""
What belongs to the whole process and is put back after a plugin: working directory, locale, environment, …

Plugins may be at work in several threads at once: the first to begin notes how things are, and whoever
is done puts back what differs from it.  So a plugin in one thread can't make what another one changed
the way things are.  A program that changes these things itself does so while no plugin is at work.
"""

from __future__ import annotations

import gc
import locale
import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from regiorules.frozen import frozen
from regiorules.plugins.streams import Shields, divert, hold, lead_back, lower, shields

_ATTRIBUTES: tuple[tuple[Any, str], ...] = (
    (os, "environ"),
    (sys, "__stderr__"),
    (sys, "__stdin__"),
    (sys, "__stdout__"),
    (sys, "displayhook"),
    (sys, "excepthook"),
    (sys, "unraisablehook"),
    (threading, "excepthook"),
    (warnings, "filters"),
    (warnings, "showwarning"),
)


@frozen
class _Setting:
    """One thing that can be read and put back; `same` compares without asking the values themselves."""

    name: str
    read: Callable[[], Any]
    write: Callable[[Any], object]

    def differs(self, before: Any) -> bool:
        after = self.read()
        if isinstance(before, list):
            return len(before) != len(after) or any(one is not other for one, other in zip(before, after, strict=True))
        return bool(before != after)


def _directory() -> str | None:
    try:
        return os.getcwd()
    except OSError:
        return None


def _to_directory(path: str | None) -> None:
    if path is not None:
        os.chdir(path)


def _attributes() -> list[Any]:
    return [getattr(module, name, None) for module, name in _ATTRIBUTES]


def _set_attributes(values: list[Any]) -> None:
    for (module, name), value in zip(_ATTRIBUTES, values, strict=True):
        setattr(module, name, value)


def _set_environment(before: dict[str, str]) -> None:
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    os.environ.update({name: value for name, value in before.items() if os.environ.get(name) != value})


def _set_filters(before: list[Any]) -> None:
    warnings.resetwarnings()  # tells Python that what it remembers of earlier warnings no longer holds
    warnings.filters[:] = before  # type: ignore[index]


# Attributes first: the others are read and written through them.
_SETTINGS = (
    _Setting("sys, os, warnings", _attributes, _set_attributes),
    _Setting("warnings filter", lambda: list(warnings.filters), _set_filters),
    _Setting("working directory", _directory, _to_directory),
    _Setting("locale", partial(locale.setlocale, locale.LC_ALL), partial(locale.setlocale, locale.LC_ALL)),
    _Setting("environment", lambda: dict(os.environ), _set_environment),
    _Setting("recursion limit", sys.getrecursionlimit, sys.setrecursionlimit),
    _Setting("digits of an integer", sys.get_int_max_str_digits, sys.set_int_max_str_digits),
    _Setting("switch interval", sys.getswitchinterval, sys.setswitchinterval),
    _Setting("garbage collection", gc.isenabled, lambda on: gc.enable() if on else gc.disable()),
)


class _Keeper:
    """How things were when the first of those now at work began."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.at_work = 0
        self.before: list[Any] = []
        self.shields: Shields = ()
        self.descriptor: int | None = None
        self.given_up: list[threading.Thread] = []  # they may still have something to say

    def begin(self, whole_process: bool) -> None:
        with self.lock:
            if not self.at_work:
                self.shields = shields()
                hold(self.shields)
                self.before = [setting.read() for setting in _SETTINGS]
                self.descriptor = divert(self.shields) if whole_process else None
            self.at_work += 1

    def end(self, worker: threading.Thread) -> list[str]:
        """Put back what differs; gives its names.  While one that was given up lives, the streams stay shielded."""
        with self.lock:
            changed = [
                setting.name
                for setting, before in zip(_SETTINGS, self.before, strict=True)
                if _put_back(setting, before)
            ]
            self.at_work -= 1
            self.given_up = [each for each in (*self.given_up, worker) if each.is_alive()]
            if self.at_work or self.given_up:
                hold(self.shields)
            else:
                lower(self.shields)
            if not self.at_work:
                lead_back(self.descriptor, self.shields)
            return changed


def _put_back(setting: _Setting, before: Any) -> bool:
    """True where the setting was changed."""
    with suppress(Exception):  # a folder that is gone, say
        if setting.differs(before):
            setting.write(before)
            return True
    return False


_keeper = _Keeper()


def _in_a_forked_child() -> None:
    """The others that were at work aren't in the child."""
    if _keeper.at_work:
        lower(_keeper.shields)
    _keeper.__init__()  # type: ignore[misc]


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_a_forked_child)


@contextmanager
def kept(whole_process: bool, worker: threading.Thread) -> Iterator[list[str]]:
    """
    Put back afterwards what belongs to the process; the list then names what was changed.

    Where the whole process is ours (`whole_process`), file descriptor 1 is led to standard error too.
    `worker` is the thread in which the plugin runs; if it lives on, it was given up.
    """
    changed: list[str] = []
    _keeper.begin(whole_process)
    try:
        yield changed
    finally:
        changed += _keeper.end(worker)
