"""Batches of Arrow in, batches of Arrow out: what Spark, Ray and Dask hand to a function, and want back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from regiorules.bulk.columns.executor import FAST
from regiorules.bulk.tables.frames import assess_frame
from regiorules.engine.engine import Engine
from regiorules.facts.dates import today
from regiorules.rules.model import Knowledge

if TYPE_CHECKING:
    import pyarrow as pa


class Batches:
    """
    A function from record batches to record batches, for `mapInArrow` and its like; it may be pickled.

    What crosses to another machine is the knowledge and the day, never an engine: that is made there, once a process.
    `on` is the day whose rules count: today, unless it is given, and that same day on every machine.
    """

    def __init__(
        self, knowledge: Knowledge, on: date | None = None, parameters: Mapping[str, float] | None = None
    ) -> None:
        self.knowledge = knowledge
        self.on = on or (today() if knowledge.varies else None)
        self.parameters = dict(parameters or {})

    def __reduce__(self) -> tuple[type[Batches], tuple[Knowledge, date | None, dict[str, float]]]:
        return type(self), (self.knowledge, self.on, self.parameters)

    @cached_property
    def engine(self) -> Engine:
        """The engine of this process."""
        return Engine(self.knowledge, "compiled")

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Each batch with what follows, as `assess_frame` has it; the order of batches and rows stays."""
        schema = None
        for batch in batches:
            schema = schema or self.schema(batch.schema)
            yield from self._answers(batch).cast(schema).combine_chunks().to_batches()

    def schema(self, given: pa.Schema) -> pa.Schema:
        """The schema of the answers to batches with this one; with it other machines know what to expect."""
        import pyarrow as pa

        return _plain(self._answers(pa.RecordBatch.from_pylist([], schema=given)).schema)

    def _answers(self, batch: pa.RecordBatch) -> pa.Table:
        frame = pl.DataFrame(batch)
        lazy = assess_frame(self.engine, frame.lazy(), self.on, self.parameters)
        return lazy.collect(optimizations=FAST).to_arrow()


def assess_batches(
    knowledge: Knowledge,
    batches: Iterable[pa.RecordBatch],
    on: date | None = None,
    parameters: Mapping[str, float] | None = None,
) -> Iterator[pa.RecordBatch]:
    """Each batch of rows with what follows from it: see `tables.frames.assess_frame`."""
    yield from Batches(knowledge, on, parameters)(batches)


def _plain(schema: pa.Schema) -> pa.Schema:
    """The same with ordinary texts and lists, as not everybody reads the large ones of Polars."""
    import pyarrow as pa

    return pa.schema([pa.field(each.name, _kind(each.type)) for each in schema])


def _kind(kind: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_large_list(kind) or pa.types.is_list(kind):
        return pa.list_(_kind(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(each.name, _kind(each.type)) for each in kind])
    return kind
