"""
What partly known facts cost, on the yardstick: those of which all is known against those of which a fifth is a range.

With the folder of another checkout as argument, the fully known facts are timed in that one too, side by side: each
checkout is a process of its own, and they take turns round by round.  The ratios are what counts.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from yardstick import REGIONS, region, yardstick

from regiorules.engine import rete
from regiorules.engine.compiled import CompiledExecutor
from regiorules.engine.durable import DurableExecutor

HERE = Path(__file__).resolve()
ROUNDS = 40
Run = Callable[[Mapping[str, Any]], Any]


def executors() -> tuple[dict[str, Run], list[dict[str, Any]]]:
    """The executors of the yardstick's program, and its regions."""
    chance = random.Random(39)
    program = yardstick(chance)
    runs: dict[str, Run] = {"compiled": CompiledExecutor(program).run}
    if rete.available():
        runs["durable"] = DurableExecutor(program).run
    return runs, [region(chance) for _ in range(REGIONS)]


def round_of(run: Run, regions: list[dict[str, Any]]) -> float:
    """The seconds that an assessment takes in one round."""
    start = time.perf_counter()
    for facts in regions:
        run(facts)
    return (time.perf_counter() - start) / len(regions)


def known_and_partly() -> None:
    """Fully known facts, and the same with a fifth of them from one below to one above."""
    from regiorules.facts.possible import Span

    chance = random.Random(40)
    runs, known = executors()
    partly = [
        {name: Span(value - 1, value + 1) if chance.random() < 0.2 else value for name, value in facts.items()}
        for facts in known
    ]
    for name, run in runs.items():
        times = [(round_of(run, known), round_of(run, partly)) for _ in range(ROUNDS)]
        first, second = (statistics.median(each) for each in zip(*times, strict=True))
        print(f"{name:12} {first * 1e6:8.1f} us known {second * 1e6:8.1f} us a fifth partly {second / first:6.2f} x")


def worker() -> None:
    """A round for each name that comes in; the seconds of it go out."""
    runs, regions = executors()
    for line in sys.stdin:
        print(round_of(runs[line.strip()], regions), flush=True)


def beside(other: str) -> None:
    """Fully known facts here and in another checkout, in turn."""
    workers = [_start(HERE.parent.parent), _start(Path(other).resolve())]
    for name in executors()[0]:
        times = [tuple(_asked(each, name) for each in workers) for _ in range(ROUNDS)]
        here, there = (statistics.median(each) for each in zip(*times, strict=True))
        print(f"{name:12} {here * 1e6:8.1f} us here {there * 1e6:8.1f} us there {here / there:6.2f} x")
    for each in workers:
        each.kill()


def _start(checkout: Path) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(checkout), str(HERE.parent)])
    command = [sys.executable, str(HERE), "--worker"]
    env = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)


def _asked(worker: subprocess.Popen[str], name: str) -> float:
    assert worker.stdin
    assert worker.stdout
    print(name, file=worker.stdin, flush=True)
    return float(worker.stdout.readline())


if __name__ == "__main__":
    if sys.argv[1:] == ["--worker"]:
        worker()
    else:
        known_and_partly()
        for checkout in sys.argv[1:]:
            beside(checkout)
