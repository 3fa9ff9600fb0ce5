"""The examples for several machines give what one process gives, where what they need is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from regiorules.bulk.tables.frames import assess_frame
from regiorules.engine.engine import Engine
from regiorules.facts.region import read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.bulk.rows import table
from tests.paths import REGIONS, ROOT


@pytest.mark.parametrize(("example", "package"), [("with_ray", "ray"), ("with_dask", "distributed")])
def test_an_example_says_the_same(example: str, package: str, tmp_path: Path) -> None:
    """From Parquet to a folder of Parquet, on two workers."""
    pytest.importorskip(package, reason=f"{package} isn't installed")
    pytest.importorskip("pyarrow", reason="pyarrow isn't installed")
    knowledge = load_rulesets(ruleset_folder("core"))
    region = read_region(REGIONS / "zeeland.yaml", knowledge.vocabulary)
    rows = table([region] * 12, knowledge.vocabulary).with_row_index("id").cast({"id": pl.Int64})
    rows.write_parquet(tmp_path / "regions.parquet", row_group_size=6)
    script = ROOT / "examples" / "scale" / f"{example}.py"
    subprocess.run([sys.executable, script, "regions.parquet", "out"], cwd=tmp_path, check=True, capture_output=True)
    wanted = assess_frame(Engine(knowledge, "compiled"), rows.lazy()).collect()
    assert_frame_equal(pl.read_parquet(tmp_path / "out/*.parquet").sort("id"), wanted)
