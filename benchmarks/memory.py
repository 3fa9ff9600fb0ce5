"""
Memory over a million assessments: `python -m benchmarks.memory [COUNT] [EXECUTOR]`, a million on durable if left out.

The yardstick's program runs on one executor, each time for other facts; how much memory the process takes is sampled
twenty times (Linux).  It has to be flat after the first tenth.
"""

from __future__ import annotations

import random
import sys
import time

from benchmarks.sessions import taken
from benchmarks.yardstick import region, yardstick
from regiorules.engine.engine import EXECUTORS

COUNT = 1_000_000
SAMPLES = 20
MOST_GROWTH = 1.0  # megabytes, after the first tenth


def main() -> None:
    """Assess, sample, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    name = sys.argv[2] if len(sys.argv) > 2 else "durable"
    chance = random.Random(39)
    executor = EXECUTORS[name](yardstick(chance))
    samples: list[float] = []
    start = time.perf_counter()
    for _ in range(SAMPLES):
        for _ in range(count // SAMPLES):
            executor.run(region(chance))
        samples.append(taken())
    each = (time.perf_counter() - start) / count
    growth = max(samples) - samples[SAMPLES // 10 - 1]
    print(f"{name}: {count} assessments of {each * 1e6:.0f} us, facts and all")
    print("MB taken: " + " ".join(f"{sample:.1f}" for sample in samples))
    print(f"{growth:+.2f} MB since the first tenth")
    assert growth < MOST_GROWTH, "assessments leave memory behind"


if __name__ == "__main__":
    main()
