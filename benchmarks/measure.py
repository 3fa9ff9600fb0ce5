"""
One way of measuring: subjects by turns in rounds of one run, medians, exponents, and a table in Markdown.

By turns, what else the machine does hits all alike; so ratios say something elsewhere too, and times hardly.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any


def interleaved(
    subjects: Mapping[str, Callable[[], Any]],
    rounds: int,
    of: Callable[[list[float]], float] = statistics.median,
    clock: Callable[[], float] = time.process_time,
) -> dict[str, float]:
    """
    The median (or the least, with `of=min`) of each subject's times, in seconds; a round runs each subject once.

    The seconds are of the processor, in all threads, so that a busy machine counts little; with another clock of that.
    """
    times: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, action in subjects.items():
            start = clock()
            action()
            times[name].append(clock() - start)
    return {name: of(found) for name, found in times.items()}


def each(run: Callable[[Any], Any], cases: Sequence[Any]) -> Callable[[], None]:
    """Running every case, one after another."""

    def action() -> None:
        for case in cases:
            run(case)

    return action


def quickest(action: Callable[[], Any], rounds: int) -> float:
    """The least of a few times, in seconds of the processor: what else the machine does counts little."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """The slope of a straight line through the logarithms: time is a constant times size to this."""
    points = [(math.log(size), math.log(each)) for size, each in zip(sizes, times, strict=True)]
    middle, height = (statistics.fmean(point[side] for point in points) for side in (0, 1))
    rise = sum((x - middle) * (y - height) for x, y in points)
    return rise / sum((x - middle) ** 2 for x, _ in points)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
