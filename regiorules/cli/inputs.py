"""What a run reads, so that it never writes over it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import click

_READ = "regiorules.read"
_WRITTEN = ("output", "rejects")  # the options that name a file to write
_OF_RULE_SETS = (".yaml", ".yml", ".csv")  # what a rule set consists of


def note_input(path: Path) -> None:
    """Note a file that is read, or the folder of a rule set; `-` is standard input."""
    _noted().append(path)


def refuse_input(output: Path, update: Path | None = None) -> None:
    """Raises InputError for an output that is read in this run, under whatever name; `update` may be written anew."""
    try:
        target = output.stat()
    except (OSError, ValueError):
        return
    if not stat.S_ISREG(target.st_mode) or (update is not None and _is(update, target)):
        return
    if any(_is(each, target) for path in (*_noted(), *_given()) for each in _files(path)):
        from regiorules.errors import InputError, Place, Problem

        raise InputError([Problem("output_is_input", {}, Place(str(output)))])


def _noted() -> list[Path]:
    noted: list[Path] = click.get_current_context().find_root().meta.setdefault(_READ, [])
    return noted


def _given() -> Iterator[Path]:
    """What stands as a file on the command line, so that no command need note it."""
    for name, value in click.get_current_context().params.items():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Path) and name not in _WRITTEN:
                yield each


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    else:
        yield from (each for each in path.rglob("*") if each.suffix.lower() in _OF_RULE_SETS)


def _is(path: Path, target: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.fstat(0) if str(path) == "-" else path.stat(), target)
    except (OSError, ValueError):
        return False
