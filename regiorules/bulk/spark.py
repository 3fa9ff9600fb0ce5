"""
The same function on PySpark: `mapInArrow`, and a folder of Parquet that Spark commits as a whole.

A task that fails is done again, and only what a task has finished and Spark has committed is in the folder: no row is
lost and none is there twice.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiorules.bulk.tables.arrow import Batches
from regiorules.errors import MissingExtra, Problem
from regiorules.rules.model import Knowledge

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "100000",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def session(master: str = "local[2]", settings: Mapping[str, str] | None = None) -> SparkSession:
    """A session on a cluster, or on this machine (`local[2]`: two workers).  Raises MissingExtra without pyspark."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtra([Problem("bulk_no_spark")]) from None
    builder: Any = SparkSession.builder.appName("regiorules").master(master)
    for name, value in {**_SETTINGS, **(settings or {})}.items():
        builder = builder.config(name, value)
    found: SparkSession = builder.getOrCreate()
    if master.startswith("local"):
        found.sparkContext.pythonExec = sys.executable  # the one with these packages, whatever `python3` is here
    return found


def assess_spark(
    frame: DataFrame, knowledge: Knowledge, on: date | None = None, parameters: Mapping[str, float] | None = None
) -> DataFrame:
    """The table with what follows, on the workers of its session (see `tables.frames.assess_frame`)."""
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    work, names = Batches(knowledge, on, parameters), list(frame.columns)
    wanted = from_arrow_schema(work.schema(to_arrow_schema(frame.schema)))
    numbered = frame.toDF(*map(str, range(len(names))))  # Spark reads a dot in the name of a column as a field of it
    return numbered.mapInArrow(lambda batches: work(batch.rename_columns(names) for batch in batches), wanted)


def assess_parquet(
    session: SparkSession,
    source: Path | str,
    target: Path | str,
    knowledge: Knowledge,
    on: date | None = None,
    parameters: Mapping[str, float] | None = None,
) -> None:
    """From Parquet to a folder of Parquet, which may not be there yet; `_SUCCESS` in it says that it is whole."""
    frame = session.read.parquet(str(source))
    assess_spark(frame, knowledge, on, parameters).write.parquet(str(target))
