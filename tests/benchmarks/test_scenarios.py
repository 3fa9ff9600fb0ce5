"""The scenarios of the benchmark are a table that `regiorules batch` takes as it is."""

from __future__ import annotations

from pathlib import Path

from benchmarks.scenarios import main
from tests.commands import run


def test_scenarios_are_the_same_each_time_and_none_is_rejected(tmp_path: Path) -> None:
    """A row for each region and scenario, in which something is known in part."""
    table, again, output = tmp_path / "in.csv", tmp_path / "again.csv", tmp_path / "out.csv"
    main(table, 2)
    main(again, 2)
    assert table.read_bytes() == again.read_bytes()
    assert "at most" in table.read_text("utf-8")
    code, _, err = run("batch", table, "--output", output, "--ruleset", "core", "--profiles", "2026", "--lang", "en")
    assert (code, err.splitlines()[0]) == (0, f"{2 * 35} rows assessed, 0 rejected")
