"""Schemas beside the files of a new rule set, each of which names its own for whoever opens it in an editor."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from regiorules.authoring.schemas import schema
from regiorules.documents.editors import FOLDER, schema_file, schema_line
from regiorules.rules.folder import SUFFIXES
from regiorules.text import Language

_OF_RULE_SETS = ("ruleset", "catalogue", "scenario")


def with_schemas(files: Iterable[tuple[str, bytes]], language: Language) -> Iterator[tuple[str, bytes]]:
    """The files of a new folder with a rule set in it, by path, and its schemas; each YAML file names its own."""
    for path, content in files:
        line = schema_line(path, _beside(_kind(path))) if path.lower().endswith(SUFFIXES) else ""
        yield path, line.encode() + content
    for name in _OF_RULE_SETS:
        yield _beside(name), (json.dumps(schema(name, language), ensure_ascii=False) + "\n").encode()


def _beside(name: str) -> str:
    return f"{FOLDER}/{schema_file(name)}"


def _kind(path: str) -> str:
    """The schema that a file of a rule set follows."""
    *folders, file = PurePosixPath(path).parts
    return "scenario" if "scenarios" in folders else "ruleset" if file == "ruleset.yaml" else "catalogue"
