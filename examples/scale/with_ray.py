"""
Regions from Parquet to Parquet on Ray, with the rules of `core`.

    python examples/scale/with_ray.py regions.parquet advice
"""

from __future__ import annotations

import sys
from typing import Any

import pyarrow as pa
import ray

import regiorules
from regiorules.bulk.tables.arrow import Batches


class Assess:
    """One worker: it makes its engine once, and then takes table after table."""

    def __init__(self, work: Batches) -> None:
        self.work = work

    def __call__(self, table: pa.Table) -> pa.Table:
        """The table with what follows."""
        return pa.Table.from_batches(self.work(table.to_batches()), self.work.schema(table.schema))


def assess(source: str, target: str, workers: int = 2) -> None:
    """From one file or folder to a folder."""
    work: Any = Batches(regiorules.load("core"))
    rows = ray.data.read_parquet(source)
    found = rows.map_batches(Assess, fn_constructor_args=(work,), batch_format="pyarrow", concurrency=workers)
    found.write_parquet(target)


if __name__ == "__main__":
    ray.init(num_cpus=3, include_dashboard=False)  # two workers, and one that reads
    assess(*sys.argv[1:])
