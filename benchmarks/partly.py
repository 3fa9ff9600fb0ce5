"""
What partly known facts cost, on the yardstick: those of which all is known against those of which a fifth is a range.

With the folder of another checkout as argument, the fully known facts are timed in that one too, side by side: each
checkout is a process of its own, and they take turns round by round.  The ratios are what counts.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.beside import HERE, Worker, medians
from benchmarks.measure import each, interleaved
from benchmarks.yardstick import REGIONS, asked, executors, region, yardstick
from regiorules.engine.executor import Executor

ROUNDS = 40


def subjects() -> tuple[dict[str, Executor], list[dict[str, Any]]]:
    """The executors of the yardstick's program, and its regions."""
    chance = random.Random(39)
    return executors(yardstick(chance)), [region(chance) for _ in range(REGIONS)]


def partly(facts: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The same facts, a fifth of them from one below to one above."""
    from regiorules.facts.possible import Span

    return {name: Span(value - 1, value + 1) if chance.random() < 0.2 else value for name, value in facts.items()}


def known_and_partly() -> None:
    """Fully known facts, and the same with a fifth of them a range."""
    found, known = subjects()
    chance = random.Random(40)
    some = [partly(facts, chance) for facts in known]
    for name, executor in found.items():
        times = interleaved({"known": each(asked(executor), known), "partly": each(asked(executor), some)}, ROUNDS)
        first, second = (times[which] / REGIONS for which in ("known", "partly"))
        print(f"{name:12} {first * 1e6:8.1f} us known {second * 1e6:8.1f} us a fifth partly {second / first:6.2f} x")


def worker() -> None:
    """A round for each name that comes in; the seconds of it go out."""
    found, regions = subjects()
    for line in sys.stdin:
        action = each(asked(found[line.strip()]), regions)
        start = time.process_time()
        action()
        print((time.process_time() - start) / REGIONS, flush=True)


def beside(other: Path) -> None:
    """Fully known facts here and in another checkout, in turn."""
    script = ("-m", "benchmarks.partly", "--worker")
    with Worker(HERE, *script) as ours, Worker(other, *script) as theirs:
        for name in subjects()[0]:
            here, there = medians([ours, theirs], ROUNDS, name)
            print(f"{name:12} {here * 1e6:8.1f} us here {there * 1e6:8.1f} us there {here / there:6.2f} x")


if __name__ == "__main__":
    if sys.argv[1:] == ["--worker"]:
        worker()
    else:
        known_and_partly()
        for checkout in sys.argv[1:]:
            beside(Path(checkout).resolve())
