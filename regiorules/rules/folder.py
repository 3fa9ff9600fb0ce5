"""
Which files of a folder belong to a rule set: every YAML file in it, whatever the spelling of its suffix.

What a program keeps there for itself (hidden files and folders, `._x`, `.#x`, `x~`) is left out.  A file that
looks like a part of the rule set and can't be read as one is named, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from os.path import isdir, isfile  # which say no, where those of a path may raise: what can't be looked at is no file
from pathlib import Path

from regiorules.errors import Place, Problems
from regiorules.patterns import pattern
from regiorules.text import listing

SUFFIXES = (".yaml", ".yml")
_INSIDE = pattern(r"\.ya?ml\b", re.IGNORECASE)  # `rules.yaml.txt`, `rules.yaml (1)`
_ALMOST = 0.76  # likeness of suffixes from which one is a slip of the pen: `.ymal`, but not `.xml`


def is_left_out(path: Path, folder: Path) -> bool:
    """True for what a person doesn't see in a folder, and for what an editor or a spreadsheet program puts there."""
    parts = path.relative_to(folder).parts
    return any(part.startswith(".") for part in parts) or path.name.startswith(("~$", "#")) or path.name.endswith("~")


def files_of(folder: Path) -> Iterator[Path]:
    """All files of a rule set that count, in a fixed order."""
    return (path for path in sorted(folder.rglob("*")) if not is_left_out(path, folder) and isfile(path))


def ruleset_files(folder: Path, *, scenarios: bool = False) -> list[Path]:
    """The YAML files of a rule set in a fixed order: either the rules or the scenarios beside them."""
    return [
        path
        for path in files_of(folder)
        if path.suffix.lower() in SUFFIXES and ("scenarios" in path.relative_to(folder).parts[:-1]) == scenarios
    ]


def name_look_alikes(folder: Path, problems: Problems) -> None:
    """A problem for each file that isn't read though it looks like a part of the rule set."""
    for path in files_of(folder):
        if path.suffix.lower() not in SUFFIXES and _looks_alike(path):
            problems.add("ruleset_look_alike", Place(str(path)), name=path.name, known=listing(SUFFIXES))
    for path in sorted(folder.rglob("*")):
        if not is_left_out(path, folder) and _cant_be_read(path):
            problems.add("ruleset_no_file", Place(str(path)), name=path.name)


def _cant_be_read(path: Path) -> bool:
    """True for what has the name of a part and is no file (a broken link, a pipe), and for a link to a folder."""
    if isdir(path):
        return path.is_symlink() and any(each.suffix.lower() in SUFFIXES for each in path.rglob("*"))
    return not isfile(path) and (path.suffix.lower() in SUFFIXES or _looks_alike(path))


def _looks_alike(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix == ".json":
        return not path.stem.endswith(".schema")  # which `regiorules schema` writes, for an editor
    slip = any(SequenceMatcher(None, suffix, each).ratio() >= _ALMOST for each in SUFFIXES)
    return slip or _INSIDE.search(path.name) is not None
