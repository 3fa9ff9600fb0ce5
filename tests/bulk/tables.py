"""Tables of regions as tests write them, and the answers as they read them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from regiorules.bulk.job import Job, Step
from regiorules.bulk.reading.heads import OWN
from regiorules.bulk.tables.by_row import derived_facts
from regiorules.bulk.tables.outer import to_columns, to_values
from regiorules.bulk.work import run
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from regiorules.facts.values import as_written
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import freeze, thaw
from regiorules.rules.model import Knowledge

INPUTS = ("csv", "parquet", "xlsx", "jsonl")
OUTPUTS = ("csv", "parquet", "xlsx", "jsonl")


def write_table(path: Path, regions: Sequence[Region], vocabulary: Vocabulary) -> None:
    """The regions in a table of any kind, a row a region, each with an id."""
    facts = [each for each in vocabulary.facts.values() if any(each.id in region.facts for region in regions)]
    values = {each.id: [_value(region, each.id) for region in regions] for each in facts}
    ids = [str(number) for number, _ in enumerate(regions)]
    names = [each.name for each in regions]
    if path.suffix == ".jsonl":
        rows = ({"id": each, **region.to_data()} for each, region in zip(ids, regions, strict=True))
        path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    elif path.suffix == ".parquet":
        columns = [column for each in facts for column in to_columns(each, values[each.id])]
        pl.DataFrame([pl.Series("id", ids), pl.Series("region", names), *columns]).write_parquet(path)
    else:
        cells = [[as_written(value) for value in values[each.id]] for each in facts]
        write_cells(path, [["id", "region", *values], *map(list, zip(ids, names, *cells, strict=True))])


def write_cells(path: Path, rows: Iterable[Sequence[str]], delimiter: str = ",") -> None:
    """Rows of texts as CSV, or as a sheet."""
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([f"{cell}" for cell in row])
        book.save(path)
        return
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


def _value(region: Region, fact: str) -> Any:
    return region.facts[fact].value if fact in region.facts else None


def expected(regions: Iterable[Region], engine: Engine) -> list[dict[str, Any]]:
    """What each row must say: statuses and outer values, by the plain assessment of each region."""
    facts = derived_facts(engine.knowledge)
    found = [engine.assess(region) for region in regions]
    return [
        {
            **{name: each.conclusions[name].status for name in engine.knowledge.conclusions},
            **{fact.id: each.facts[fact.id].value for fact in facts},
            "conflicts": tuple(conflict.fact for conflict in each.conflicts),
        }
        for each in found
    ]


def answers(path: Path, knowledge: Knowledge) -> list[dict[str, Any]]:
    """The answers in a file of any kind, but for the row's own columns: as data, or as they are written in cells."""
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        return [{name: freeze(value) for name, value in row.items() if name not in OWN} for row in rows]
    if path.suffix == ".parquet":
        return _of_parquet(pl.read_parquet(path), knowledge)
    if path.suffix == ".xlsx":
        head, *cells = openpyxl.load_workbook(path).active.values
    else:
        head, *cells = csv.reader(path.read_text("utf-8").splitlines())
    rows = [dict(zip(map(str, head), row, strict=True)) for row in cells]
    return [{name: value for name, value in row.items() if name not in OWN} for row in rows]


def _of_parquet(frame: pl.DataFrame, knowledge: Knowledge) -> list[dict[str, Any]]:
    columns = {name: frame[name].to_list() for name in knowledge.conclusions}
    columns |= {fact.id: to_values(fact, frame) for fact in derived_facts(knowledge)}
    columns["conflicts"] = [tuple(each) for each in frame["conflicts"]]
    return [dict(zip(columns, map(freeze, row), strict=True)) for row in zip(*columns.values(), strict=True)]


def in_cells(row: dict[str, Any], suffix: str) -> dict[str, Any]:
    """An expected row as cells have it: texts, nothing for unknown; in a sheet numbers are numbers of 16 digits."""

    def cell(value: Any) -> Any:
        if value is None:
            return None if suffix == ".xlsx" else ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if suffix == ".xlsx" and isinstance(value, int | float) and not isinstance(value, bool):
            return pytest.approx(value, rel=1e-15, abs=0)
        return value if isinstance(value, str) else as_written(thaw(value))

    return {name: cell(value) for name, value in row.items()}


def job(table: Path, output: Path, engine: Engine, **more: Any) -> Step:
    """Run a batch; the rejects go beside the output."""
    return run(Job(table, output, output.with_name(f"{output.name}.rejects.csv"), engine, **more))
