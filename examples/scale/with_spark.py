"""
Regions from Parquet to Parquet on Spark, with the rules of `core`; another cluster is another master.

    python examples/scale/with_spark.py regions.parquet advice
"""

from __future__ import annotations

import sys

import regiorules
from regiorules.bulk.spark import assess_parquet, session


def assess(source: str, target: str, master: str = "local[2]") -> None:
    """From one file or folder to a folder."""
    spark = session(master)
    assess_parquet(spark, source, target, regiorules.load("core"))
    spark.stop()


if __name__ == "__main__":
    assess(*sys.argv[1:])
