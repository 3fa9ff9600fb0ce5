"""
Regions from Parquet to Parquet on Dask, with the rules of `core`: a task for each group of rows of the file.

    python examples/scale/with_dask.py regions.parquet advice
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow.parquet as pq
from dask.distributed import Client, LocalCluster

import regiorules
from regiorules.bulk.tables.arrow import Batches


def part(source: str, group: int, target: str, work: Batches) -> str:
    """One group of rows, written aside and renamed: done again it gives the same file."""
    path = Path(target) / f"{group:06}.parquet"
    file = pq.ParquetFile(source)
    rows = file.read_row_group(group)
    with pq.ParquetWriter(f"{path}.part", schema := work.schema(rows.schema)) as writer:
        for batch in work(rows.to_batches()):
            writer.write_batch(batch.cast(schema))
    Path(f"{path}.part").rename(path)
    return str(path)


def assess(source: str, target: str, client: Client) -> None:
    """From one file to a folder, on the workers of a cluster that see both."""
    Path(target).mkdir(parents=True)
    (work,) = client.scatter([Batches(regiorules.load("core"))], broadcast=True)
    groups = range(pq.ParquetFile(source).num_row_groups)
    client.gather([client.submit(part, source, group, target, work) for group in groups])


if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        assess(*sys.argv[1:], client)
