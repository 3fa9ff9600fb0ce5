"""How the rows of a chunk are assessed: as columns, or one by one; the answers are the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from regiorules.bulk.by_row import assess_rows
from regiorules.engine.engine import Engine

Assess = Callable[[Engine, pl.DataFrame, date | None, Mapping[str, float]], pl.DataFrame]
EXECUTORS: Mapping[str, Assess] = {"columnar": assess_rows, "compiled": assess_rows}
