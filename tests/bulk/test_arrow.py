"""Batches of Arrow, on this process and on Spark's two workers: the answers of one table."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from regiorules.bulk import spark
from regiorules.bulk.tables.arrow import Batches, assess_batches
from regiorules.bulk.tables.frames import assess_frame
from regiorules.engine.engine import Engine
from regiorules.facts.region import read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.bulk.rows import table
from tests.paths import REGIONS

arrow: Any = pytest.importorskip("pyarrow", reason="pyarrow isn't installed")
KNOWLEDGE = load_rulesets(ruleset_folder("core"))
NAMES = ("zeeland", "flevoland", "zeeland")


def rows() -> pl.DataFrame:
    """Some regions, each with a number of its own, as a table."""
    facts = KNOWLEDGE.vocabulary
    regions = [read_region(REGIONS / f"{name}.yaml", facts) for name in NAMES] * 8
    found = table(regions, facts)
    return (
        found.drop(name for name in found.columns if name.endswith(".complete"))
        .with_row_index("id")
        .cast({"id": pl.Int64})
    )


def whole() -> pl.DataFrame:
    return assess_frame(Engine(KNOWLEDGE, "compiled"), rows().lazy()).collect()


def test_batches_are_one_table() -> None:
    """Batches of any size, and none at all, give what the table as a whole gives, in its order."""
    batches = rows().to_arrow().to_batches(max_chunksize=10)
    found = pl.DataFrame(arrow.Table.from_batches(assess_batches(KNOWLEDGE, batches)))
    assert_frame_equal(found, whole())
    assert list(assess_batches(KNOWLEDGE, [])) == []


def test_the_function_crosses_to_another_process() -> None:
    """Pickled and read again it gives the same."""
    work = pickle.loads(pickle.dumps(Batches(KNOWLEDGE)))
    (batch,) = rows().to_arrow().combine_chunks().to_batches()
    assert_frame_equal(pl.DataFrame(arrow.Table.from_batches(work([batch]))), whole())


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Two workers on this machine, that try a task three times."""
    pytest.importorskip("pyspark", reason="pyspark isn't installed")
    if shutil.which("java") is None:
        pytest.skip("there is no Java here")
    found = spark.session("local[2,3]", {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"})
    yield found
    found.stop()


def test_spark_says_the_same(session: Any, tmp_path: Path) -> None:
    """Two workers, from Parquet to Parquet."""
    rows().write_parquet(tmp_path / "in.parquet")
    spark.assess_parquet(session, tmp_path / "in.parquet", tmp_path / "out", KNOWLEDGE)
    assert_frame_equal(pl.read_parquet(tmp_path / "out/*.parquet").sort("id"), whole(), check_row_order=True)


def test_a_task_that_fails_is_done_again_without_a_double_row(session: Any, tmp_path: Path) -> None:
    """One of four tasks gives half of its rows and then fails, once: each row is there once."""
    rows().write_parquet(tmp_path / "in.parquet")
    frame = session.read.parquet(str(tmp_path / "in.parquet")).repartition(4, "id")
    found = spark.assess_spark(frame, KNOWLEDGE)
    failed = tmp_path / "failed"

    def fails_once(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            yield batch.slice(0, batch.num_rows // 2)
            if batch.num_rows > 1 and not failed.exists():
                failed.touch()
                raise OSError("a worker that is lost")
            yield batch.slice(batch.num_rows // 2)

    numbered = found.toDF(*map(str, range(len(found.columns))))
    numbered.mapInArrow(fails_once, found.schema).write.parquet(str(tmp_path / "out"))
    assert failed.exists()
    assert_frame_equal(pl.read_parquet(tmp_path / "out/*.parquet").sort("id"), whole())
