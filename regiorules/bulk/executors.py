"""How the rows of a chunk are assessed: as columns, or one by one; the answers are the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from regiorules.bulk.columns.executor import FAST
from regiorules.bulk.tables.by_row import assess_rows
from regiorules.bulk.tables.frames import assess_frame
from regiorules.engine.engine import Engine

Assess = Callable[[Engine, pl.DataFrame, date | None, Mapping[str, float]], pl.DataFrame]


def assess_columns(
    engine: Engine, frame: pl.DataFrame, on: date | None, parameters: Mapping[str, float]
) -> pl.DataFrame:
    """The table with the columns of what follows, as `assess_frame` gives it."""
    return assess_frame(engine, frame.lazy(), on, parameters).collect(optimizations=FAST)


EXECUTORS: Mapping[str, Assess] = {"columnar": assess_columns, "compiled": assess_rows}
SPARK = "spark"  # which takes all parts together
