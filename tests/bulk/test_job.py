"""A table from file to file: what it says is what each region's own assessment says, whatever the kinds of file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.bulk import work
from regiorules.bulk.job import Job, Step
from regiorules.bulk.reading.cells import read_text
from regiorules.bulk.work import run
from regiorules.engine.engine import Engine
from regiorules.errors import InputError
from regiorules.facts.region import Region
from regiorules.facts.values import as_written
from regiorules.frozen import freeze
from tests.bulk.tables import INPUTS, OUTPUTS, answers, expected, in_cells, job, write_table
from tests.mini import KNOWLEDGE, VOCABULARY, codes
from tests.partly import partly_known

ENGINE = Engine(KNOWLEDGE, "compiled")
REGION = {"region": "Testregio"}


def sayable(region: Region) -> Region:
    """The region without what no cell can say: a name that is a word for something else."""
    odd = [name for name, each in region.facts.items() if not _same(name, each.value)]
    for name in odd:
        region = region.retract(name)
    return region


def _same(name: str, value: object) -> bool:
    return freeze(read_text(VOCABULARY.facts[name], as_written(value)).value) == value


REGIONS = st.lists(partly_known(VOCABULARY).map(sayable), min_size=1, max_size=6)


@pytest.mark.parametrize("executor", ["compiled", "columnar"])
@pytest.mark.parametrize("kind", INPUTS)
@given(regions=REGIONS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_kind_of_table_gives_the_answers_of_each_region(
    kind: str, executor: str, regions: list[Region], tmp_path: Path
) -> None:
    """Also where facts are partly known, in chunks of two rows."""
    table, output = tmp_path / f"in.{kind}", tmp_path / "out.jsonl"
    write_table(table, regions, VOCABULARY)
    last = job(table, output, ENGINE, executor=executor, rows=2)
    assert (last.rows, last.rejected) == (len(regions), 0), (tmp_path / "out.jsonl.rejects.csv").read_text()
    assert answers(output, KNOWLEDGE) == expected(regions, ENGINE)


@pytest.mark.parametrize("kind", OUTPUTS)
@given(regions=REGIONS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_kind_of_output_says_the_same(kind: str, regions: list[Region], tmp_path: Path) -> None:
    """As data, or as a person would write it in a cell."""
    table, output = tmp_path / "in.jsonl", tmp_path / f"out.{kind}"
    write_table(table, regions, VOCABULARY)
    job(table, output, ENGINE, executor="compiled", rows=2)
    rows = expected(regions, ENGINE)
    assert answers(output, KNOWLEDGE) == (
        rows if kind in ("jsonl", "parquet") else [in_cells(row, output.suffix) for row in rows]
    )
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([table.name, output.name])
    before = output.read_bytes()
    job(table, output, ENGINE, executor="compiled", rows=2)
    assert output.read_bytes() == before
    output.unlink()


def test_a_table_that_changes_while_it_is_read_gives_no_answers(tmp_path: Path) -> None:
    """Those of which half are of another table would be wrong."""
    table, output = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("region\nA\nB\n")
    asked = Job(table, output, tmp_path / "rejects.csv", ENGINE, executor="compiled", rows=1)

    def change(step: Step) -> None:
        if step.rows == 1:
            table.write_text("region\nA\nC\nD\n")

    assert codes(InputError, run, asked, change) == ["batch_changed"]
    assert not output.exists()
    assert run(asked).rows == 3


def test_a_date_goes_along(tmp_path: Path) -> None:
    """As it is written; where there is none there is nothing."""
    table, output = tmp_path / "in.csv", tmp_path / "out.jsonl"
    table.write_text("region,datum\nA,maart 2016\nB,\nC,gisteren\n")
    assert job(table, output, ENGINE, executor="compiled").rejected == 1
    assert [json.loads(line)["date"] for line in output.read_text().splitlines()] == ["maart 2016", None]


class Killed(Exception):
    """What ends a run."""


def test_begun_on_another_day_it_goes_on_by_the_rules_of_that_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not half of the rows by other rules; another day that is asked for makes it anew."""
    table, output = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("region\nA\nB\nC\n")
    asked = Job(table, output, tmp_path / "rejects.csv", ENGINE, executor="compiled", rows=1)
    first, later = date(2025, 12, 31), date(2026, 1, 1)

    def kill(step: Step) -> None:
        if step.rows == 1:
            raise Killed

    monkeypatch.setattr(work, "today", lambda: first)
    with pytest.raises(Killed):
        run(asked, kill)
    monkeypatch.setattr(work, "today", lambda: later)
    with pytest.raises(Killed):
        run(evolve(asked, on=later), kill)  # it is asked for: all is made of that
    done = run(evolve(asked, on=later))
    assert (done.state, done.day) == ("resumed", later)
    monkeypatch.setattr(work, "today", lambda: first)
    with pytest.raises(Killed):
        run(asked, kill)
    monkeypatch.setattr(work, "today", lambda: later)
    done = run(asked)
    assert (done.state, done.day, done.rows) == ("resumed", first, 3)
