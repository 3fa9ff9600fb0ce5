"""
The yardstick over a Parquet file that is larger than memory: what one process needs for it at most.

The table is made in pieces, and read, assessed and written by a process of its own, of which the peak is measured.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.beside import HERE
from benchmarks.yardstick import FACTS, yardstick

PIECE = 1_000_000  # rows
FULL = 100_000_000
ROWS = 5_000_000


def fill(folder: Path, rows: int) -> None:
    """Files with so many rows together, a fifth of all values unknown."""
    import polars

    for start in range(0, rows, PIECE):
        size = min(PIECE, rows - start)
        values = polars.Series(range(size), dtype=polars.UInt32)
        columns = {
            name: (values.hash(start + number) % 25).alias(name).cast(polars.UInt8) for number, name in enumerate(FACTS)
        }
        frame = polars.DataFrame(columns).with_columns(
            polars.when(polars.col(name) < 20).then(polars.col(name) % 5).alias(name) for name in FACTS
        )
        frame.write_parquet(folder / f"{start:012}.parquet")


def assess(folder: Path) -> None:
    """From those files to one, as a stream; prints its seconds and the peak of memory in gigabytes."""
    import polars

    from regiorules.bulk.columns.executor import ColumnarExecutor

    executor = ColumnarExecutor(yardstick(random.Random(39)))
    start = time.perf_counter()
    executor.run(polars.scan_parquet(folder / "*.parquet")).sink_parquet(folder / "out")
    # Linux says kilobytes, and macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9)


def streamed(rows: int = ROWS) -> tuple[float, float]:
    """The rows a second, and the peak of memory in gigabytes; raises ImportError where Polars isn't installed."""
    import polars  # noqa: F401

    import regiorules.bulk.columns.executor  # noqa: F401

    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), rows)
        command = [sys.executable, "-m", "benchmarks.stream", folder]
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=True)
        seconds, peak = map(float, done.stdout.split())
    return rows / seconds, peak


def main() -> None:
    """Assess a folder that is given; else make one of some rows, or of all with `--full`."""
    if sys.argv[1:] and sys.argv[1] != "--full":
        assess(Path(sys.argv[1]))
        return
    rows = FULL if "--full" in sys.argv else ROWS
    rate, peak = streamed(rows)
    print(f"{rows:,} rows, {rate:,.0f} a second, {peak:.2f} GB at most")


if __name__ == "__main__":
    main()
