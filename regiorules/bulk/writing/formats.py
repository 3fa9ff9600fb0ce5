"""Which kind of file the answers are written in, by the suffix of its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from regiorules.bulk.reading.chunks import Table
from regiorules.bulk.writing.answers import Answers
from regiorules.bulk.writing.parts import Csv, Format, JsonLines, Parquet
from regiorules.errors import InputError, Place, Problem


def format_of(output: Path, answers: Answers, table: Table) -> Format:
    """The format of a file, by its suffix; raises InputError for another."""
    suffix = output.suffix.lower()
    if suffix == ".xlsx":
        from regiorules.bulk.writing.sheet import Sheet
        from regiorules.facts.workbook.layout import openpyxl

        openpyxl()
        return Sheet(answers)
    kinds: dict[str, Callable[[], Format]] = {
        ".csv": lambda: Csv(answers, table.delimiter),
        ".tsv": lambda: Csv(answers, "\t"),
        ".parquet": lambda: Parquet(answers),
        ".jsonl": lambda: JsonLines(answers),
        ".ndjson": lambda: JsonLines(answers),
    }
    if suffix not in kinds:
        fields = {"suffix": suffix or output.name, "known": ", ".join([*kinds, ".xlsx"])}
        raise InputError([Problem("batch_format", fields, Place(str(output)))])
    return kinds[suffix]()
