"""The line on top of a YAML file by which an editor finds its JSON Schema."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "schemas"  # where schemas stand, at the root of the files that they are of
_LINE = "# yaml-language-server: $schema={}\n"


def schema_file(name: str) -> str:
    """What the file of a schema with that name is called."""
    return f"{name}.schema.json"


def schema_line(path: str | Path, schema: str | Path) -> str:
    """The line for one file, by the path of it and that of the schema, both from the same folder."""
    way = os.path.relpath(schema, os.path.dirname(path) or ".")
    return _LINE.format(way.replace(os.sep, "/"))


def nearest_schema_line(path: Path, name: str) -> str:
    """
    The line for a new file, with the nearest schema of that name: beside it, or in a folder above it.

    Nothing where no such file is there: a line that leads nowhere is a complaint of every editor.
    """
    file = path.absolute()
    for folder in file.parents:
        for found in (folder / schema_file(name), folder / FOLDER / schema_file(name)):
            if os.path.isfile(found):
                return schema_line(file, found)
    return ""
