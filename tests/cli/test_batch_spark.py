"""`regiorules batch --engine spark` gives the answers of one process, with two workers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.results import run_apart
from tests.mini import MINI

pytest.importorskip("pyspark", reason="pyspark isn't installed")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Rows of which some are known in part, some not at all, and some are no good."""
    path = tmp_path / "in.csv"
    cells = ("low", "at most medium", "high", "lots", "")
    towns = ('"Goes 90.000, Tholen 5.000"', "", '"Goes 5, and others"')
    rows = "".join(f"{n},R{n % 3},{cells[n % 5]},{towns[n % 3]}\n" for n in range(40))
    path.write_text(f"id,region,trust,municipalities\n{rows}", "utf-8")
    return path


def test_two_workers_give_the_answers_of_one_process(table: Path, tmp_path: Path) -> None:
    """To the byte, in the order of the rows, with the same rejects and nothing left."""
    found = []
    for engine in ("columnar", "spark"):
        folder = tmp_path / engine
        folder.mkdir()
        words = ("--output", folder / "out.csv", "--ruleset", MINI, "--rows", 9, "--lang", "en")
        done = run_apart("batch", table, *words, "--engine", engine, "--master", "local[2]")
        assert done.code == 1, done.err
        found.append({each.name: each.read_bytes() for each in folder.iterdir()})
    assert found[0] == found[1]
    assert set(found[1]) == {"out.csv", "out.csv.rejects.csv"}


def test_what_spark_refuses_is_said_in_one_line(table: Path, tmp_path: Path) -> None:
    """Without a traceback."""
    output = tmp_path / "out.csv"
    words = ("--output", output, "--ruleset", MINI, "--engine", "spark", "--master", "nowhere", "--lang", "en")
    done = run_apart("batch", table, *words)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert done.lines[-1].startswith("Spark doesn't do this: ")
