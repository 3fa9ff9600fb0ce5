"""The files of tables: beside the YAML file that declares them, and inside the folder of the rule set."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from regiorules.documents import Mapping, Node, Scalar
from regiorules.errors import Place, Problems
from regiorules.rules.model import DecisionTable
from regiorules.text import listing

KINDS = (".csv", ".xlsx", ".ods")


def data_files(folder: Path, documents: Iterable[Mapping]) -> list[Path]:
    """The files of the tables that a rule set declares, as far as they are there, in a fixed order."""
    found: set[Path] = set()
    for document in documents:
        for table in _declared(document):
            file = table.entries.get("file") if isinstance(table, Mapping) else None
            if isinstance(file, Scalar):
                path = _beside(file.place, file.text.strip())
                found |= {path.resolve()} if _is_in(folder, path) and os.path.isfile(path) else set()
    return sorted(found)


def _declared(document: Mapping) -> Iterator[Node]:
    """The tables that a file declares: of decisions, of regions, and of successions."""
    profile = document.entries.get("profile")
    for holder in (document, profile):
        tables = holder.entries.get("tables") if isinstance(holder, Mapping) else None
        yield from tables.entries.values() if isinstance(tables, Mapping) else ()
    if isinstance(profile, Mapping) and "successions" in profile.entries:
        yield profile.entries["successions"]


def table_path(table: DecisionTable, place: Place, folder: Path, problems: Problems) -> Path | None:
    """The file of a decision table; None, and a problem, where it can't be read."""
    where = f"tables.{table.id}.file"
    path = file_path(table.file, place, folder, where, problems)
    if path and table.sheet and path.suffix.lower() == ".csv":
        problems.add("not_for", place, where, name="sheet", kind="CSV")
        return None
    return path


def file_path(
    name: str, place: Place, folder: Path, where: str, problems: Problems, kinds: Collection[str] = KINDS
) -> Path | None:
    """A file that a rule set names, which must stand in its folder; None, and a problem, where it doesn't."""
    path = _beside(place, name)
    if not _is_in(folder, path):
        problems.add("table_outside", place, where, name=name)
    elif path.suffix.lower() not in kinds:
        problems.add("file_kind", place, where, known=listing(kinds))
    elif not os.path.isfile(path):  # where pathlib raises on a name that is too long
        problems.add("table_file", place, where, name=name)
    else:
        return path
    return None


def _is_in(folder: Path, path: Path) -> bool:
    """True for a path in the folder, wherever links lead; false for what can't be a path."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def _beside(place: Place, name: str) -> Path:
    """A file by the name that a YAML file gives it."""
    return Path(os.path.normpath(Path(place.file).parent / name))
