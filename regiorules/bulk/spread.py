"""The rows of all parts assessed by Spark, on as many workers as it has, and brought back in their order."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import polars as pl

from regiorules.bulk.resume import Parts
from regiorules.bulk.writing.parts import DATA
from regiorules.errors import EngineError, Problem, RegioRulesError
from regiorules.facts.values import clip
from regiorules.rules.model import Knowledge

TYPED = "typed"  # the kind of file in which a part waits to be assessed
_ROW = "@row"  # the column that numbers the rows on their way
_FOLDER = "spark"


def typed_content(frame: pl.DataFrame, rows: pl.Series) -> bytes:
    """The rows of a part before they are assessed, with their numbers."""
    out = io.BytesIO()
    frame.with_columns(rows.cast(pl.Int64).alias(_ROW)).write_parquet(out)
    return out.getvalue()


def spread(
    parts: Parts,
    master: str,
    knowledge: Knowledge,
    on: date,
    parameters: Mapping[str, float],
    write: Callable[[pl.DataFrame], bytes],
) -> None:
    """
    Give each part its answers, as `write` has them.

    Spark commits its work as a whole, so a run that was stopped in it does it again.  Raises MissingExtra without
    pyspark, EngineError where Spark fails.
    """
    done = [number for number, note in enumerate(parts.notes) if DATA in note.digests]
    if len(done) == len(parts.notes):
        return
    folder = parts.folder / _FOLDER
    if not (folder / "_SUCCESS").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _assess(parts.files(TYPED), folder, master, knowledge, on, parameters)
    answers = pl.scan_parquet(folder / "*.parquet")
    for number in range(len(parts.notes)):
        if number not in done:
            rows = pl.read_parquet(parts.file(number, TYPED), columns=[_ROW]).to_series()
            low, high = (0, -1) if rows.is_empty() else (rows[0], rows[-1])
            found = answers.filter(pl.col(_ROW).is_between(low, high)).collect().sort(_ROW).drop(_ROW)
            parts.give(number, DATA, write(found))


def _assess(
    files: list[Path], folder: Path, master: str, knowledge: Knowledge, on: date, parameters: Mapping[str, float]
) -> None:
    from regiorules.bulk.spark import assess_spark, session

    spark = None
    try:
        spark = session(master)
        table = spark.read.option("mergeSchema", "true").parquet(*map(str, files))
        assess_spark(table, knowledge, on, parameters).write.parquet(str(folder))
    except RegioRulesError:
        raise
    except Exception as cause:  # of Java, of the network, of a worker: whatever Spark makes of it
        why = next(filter(str.strip, str(cause).splitlines()), type(cause).__name__)
        raise EngineError([Problem("batch_spark", {"why": clip(why, 300)})]) from cause
    finally:
        if spark is not None:
            spark.stop()
