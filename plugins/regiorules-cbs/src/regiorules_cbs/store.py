"""Tables that were fetched are kept, so that a second use needs no network."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import cattrs
from attrs import frozen

from regiorules.cli.output import say
from regiorules.cli.words import chosen_language
from regiorules.documents import read_bytes
from regiorules.errors import InputError, Place, Problem
from regiorules.messages.system import reason
from regiorules.writing import write_whole
from regiorules_cbs.problems import error, problem
from regiorules_cbs.settings import Settings, read_settings
from regiorules_cbs.table import Table

_NUMBER = re.compile(r"[0-9]{5}[A-Za-z]{3}")
_VERSION = 1
_CONVERTER = cattrs.Converter(detailed_validation=False)


@frozen
class _Kept:
    """What stands in a file."""

    version: int
    table: Table


def get_table(number: str, year: int | None = None, *, refresh: bool = False) -> Table:
    """
    The table with that number: the one that is kept, or else (or to `refresh` it) from CBS.

    Raises InputError where there is none, or where its title is of another `year`.
    """
    if not _NUMBER.fullmatch(number):
        raise error("table_form", value=number)
    settings = read_settings()
    path = settings.kept(number)
    table = None if refresh else read_kept(path, number)
    if table is None:
        damaged = not refresh and os.path.exists(path)
        table = _fetched(number, settings, path)
        if year in (None, table.year):
            _keep(table, path)
            if damaged:
                say(problem("mended", file=path).say(chosen_language()), err=True)
    if year not in (None, table.year):
        raise error("other_year", settings.place(number), table=number, title=table.title[:100], year=year)
    return table


def read_kept(path: Path, number: str) -> Table | None:
    """The table in a file; None where there is no file, or one that is damaged."""
    try:
        data = json.loads(read_bytes(path))
        kept = _CONVERTER.structure(data, _Kept)
        kept.table.to_csv().encode()
    except (InputError, ValueError, TypeError, KeyError, RecursionError):
        return None
    right = kept.version == _VERSION and kept.table.id == number and kept.table.municipalities
    # Held against what was read: a converter takes 24.7 for 24, and yes for 1.
    same = json.dumps(_CONVERTER.unstructure(kept), sort_keys=True) == json.dumps(data, sort_keys=True)
    return kept.table if right and same else None


def _fetched(number: str, settings: Settings, path: Path) -> Table:
    from regiorules_cbs.fetch import fetch_table  # requests takes its time to import, and a kept table needs none

    try:
        return fetch_table(number, settings)
    except InputError as cause:
        if not os.path.exists(path):
            raise
        still = "kept" if read_kept(path, number) else "damaged"
        raise InputError([*cause.problems, problem(still, cause.problems[0].place, file=path)]) from cause


def _keep(table: Table, path: Path) -> None:
    """Write the table whole or not at all; raises InputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise InputError([Problem("file_unwritable", {"why": reason(cause)}, Place(str(path.parent)))]) from cause
    content = json.dumps(_CONVERTER.unstructure(_Kept(_VERSION, table)), ensure_ascii=False, indent=1)
    write_whole(path, content.encode())
