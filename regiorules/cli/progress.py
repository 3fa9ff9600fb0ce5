"""How far a long run is: a bar with its rate and the time left, or a count, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from regiorules.text import Language, Text

if TYPE_CHECKING:
    from regiorules.bulk.job import Step

_RATE = Text("{rate} rijen/s", "{rate} rows/s")
_LEFT = Text("nog", "left")
_LOOKED = Text("{count} toestanden bekeken", "{count} states looked at")
_SOON = 2.0  # seconds that nobody needs to be told of


@contextmanager
def progress(language: Language) -> Iterator[Callable[[Step], None]]:
    """What is to be told of each step; on a terminal it draws the bar on standard error."""
    if sys.stderr is None or not sys.stderr.isatty():
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


@contextmanager
def counting(language: Language) -> Iterator[Callable[[int], None]]:
    """What is to be told now and then how many states were looked at; after two seconds a terminal shows it."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.console import Console
    from rich.status import Status

    status, since = Status("", console=Console(stderr=True)), time.monotonic()

    def show(count: int) -> None:
        if time.monotonic() - since > _SOON:
            shown = f"{count:,}".replace(",", "." if language == "nl" else ",")
            status.update(_LOOKED.say(language).format(count=shown))
            status.start()

    try:
        yield show
    finally:
        status.stop()
