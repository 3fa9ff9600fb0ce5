"""
How far a long run is, on a terminal only, on standard error, and gone at the end.

A command that may take longer than a moment `waits`: after that moment it shows that it is at work, and how far it is
where it goes through a list that is `counted`.  `batch`, which knows more of itself, shows its rate and the time left.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any, TypeVar

import click

from regiorules.text import Language, Text

if TYPE_CHECKING:
    from rich.progress import Progress

    from regiorules.bulk.job import Step

T = TypeVar("T")
MOMENT = 1.0  # seconds in which nothing is shown
_SHOWN = "regiorules.progress"
_RATE = Text("{rate} rijen/s", "{rate} rows/s")
_LEFT = Text("nog", "left")
_BUSY = Text("bezig", "working")


def on_terminal() -> bool:
    """True where a person sees what is said on standard error."""
    return sys.stderr is not None and sys.stderr.isatty()


class Waiting:
    """A bar that appears after a moment, and gives way to whatever is written; for one thread besides its own."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._lock = Lock()
        self._bar: Progress | None = None
        self._far: tuple[int, int | None] = (0, None)
        self._timer: Timer | None = None
        self.begin()

    def begin(self) -> None:
        """Show the bar after a moment."""
        self._timer = Timer(MOMENT, self._show)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Take the bar away."""
        if self._timer:
            self._timer.cancel()
        with self._lock:
            if self._bar:
                self._bar.stop()
            self._bar = self._timer = None

    @contextmanager
    def giving_way(self) -> Iterator[None]:
        """Take the bar away while something is written, and begin again."""
        self.end()
        yield
        self.begin()

    def tell(self, done: int, total: int) -> None:
        """How far it is."""
        self._far = (done, total)
        with self._lock:
            if self._bar:
                self._bar.update(self._bar.task_ids[0], completed=done, total=total, far=f"{done}/{total}")

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        busy, far = TextColumn(_BUSY.say(self._language)), TextColumn("{task.fields[far]}")
        columns = (SpinnerColumn("line"), busy, BarColumn(), far, TimeElapsedColumn())
        settings: dict[str, Any] = {"transient": True, "redirect_stdout": False, "redirect_stderr": False}
        with self._lock:
            if self._timer is None:  # it ended meanwhile
                return
            done, total = self._far
            self._bar = Progress(*columns, console=Console(stderr=True), **settings)
            self._bar.add_task("", completed=done, total=total, far=f"{done}/{total}" if total else "")
            self._bar.start()


@contextmanager
def waiting(context: click.Context, language: Language) -> Iterator[None]:
    """Show that a command is at work, where a person sees it."""
    if not on_terminal():
        yield
        return
    shown = context.meta[_SHOWN] = Waiting(language)
    try:
        yield
    finally:
        del context.meta[_SHOWN]
        shown.end()


def counted(items: Collection[T]) -> Iterator[T]:
    """The same items, one by one; how far it is is shown where the command waits."""
    shown = _shown()
    for done, item in enumerate(items):
        if shown:
            shown.tell(done, len(items))
        yield item


def tell(done: int, total: int) -> None:
    """Show how far it is, where the command waits."""
    if shown := _shown():
        shown.tell(done, total)


def giving_way() -> AbstractContextManager[None]:
    """While something is written: no bar stands on that line."""
    shown = _shown()
    return shown.giving_way() if shown else nullcontext()


def _shown() -> Waiting | None:
    context = click.get_current_context(silent=True)
    return context.meta.get(_SHOWN) if context else None


@contextmanager
def progress(language: Language) -> Iterator[Callable[[Step], None]]:
    """What is to be told of each step; on a terminal it draws the bar on standard error."""
    if not on_terminal():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn(_LEFT.say(language)),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")
        start: list[int] = []

        def show(step: Step) -> None:
            start[:] = start or [step.rows, step.done]
            seconds = bar.tasks[0].elapsed or 0
            rate = f"{(step.rows - start[0]) / seconds:,.0f}" if seconds and step.rows > start[0] else "…"
            bar.update(
                task,
                total=step.size - start[1],
                completed=step.done - start[1],
                rate=_RATE.say(language).format(rate=rate.replace(",", "." if language == "nl" else ",")),
            )

        yield show
