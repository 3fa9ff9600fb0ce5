"""The files of decision tables: beside the YAML file that declares them, and inside the folder of the rule set."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from regiorules.documents import Mapping, Scalar
from regiorules.errors import Place, Problems
from regiorules.rules.model import DecisionTable
from regiorules.text import listing

KINDS = (".csv", ".xlsx")


def table_files(folder: Path, documents: Iterable[Mapping]) -> list[Path]:
    """The files of the decision tables that a rule set declares, as far as they are there, in a fixed order."""
    found: set[Path] = set()
    for document in documents:
        tables = document.entries.get("tables")
        for table in tables.entries.values() if isinstance(tables, Mapping) else ():
            file = table.entries.get("file") if isinstance(table, Mapping) else None
            if isinstance(file, Scalar):
                path = _beside(file.place, file.text.strip())
                found |= {path.resolve()} if _is_in(folder, path) and os.path.isfile(path) else set()
    return sorted(found)


def table_path(table: DecisionTable, place: Place, folder: Path, problems: Problems) -> Path | None:
    """The file of a table, which must stand in the folder of its rule set; None, and a problem, where it doesn't."""
    path = _beside(place, table.file)
    suffix = path.suffix.lower()
    before = len(problems.found)
    add = partial(problems.add, place=place, path=f"tables.{table.id}.file")
    if not _is_in(folder, path):
        add("table_outside", name=table.file)
    elif suffix not in KINDS:
        add("file_kind", known=listing(KINDS))
    elif not os.path.isfile(path):  # where pathlib raises on a name that is too long
        add("table_file", name=table.file)
    elif table.sheet and suffix == ".csv":
        add("not_for", name="sheet", kind="CSV")
    return path if len(problems.found) == before else None


def _is_in(folder: Path, path: Path) -> bool:
    """True for a path in the folder, wherever links lead; false for what can't be a path."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def _beside(place: Place, name: str) -> Path:
    """A file by the name that a YAML file gives it."""
    return Path(os.path.normpath(Path(place.file).parent / name))
