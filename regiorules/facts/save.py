"""
Saving answers in a region file: whole or not at all, and without touching what else stands in it.

A YAML file keeps its comments and its order; only the facts that changed are written.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import SingleQuotedScalarString

from regiorules.documents import read_text, write_whole
from regiorules.facts.region import Region, given_document, to_document

_UNKNOWN = "unknown"


def save_region(path: Path, region: Region, changed: Mapping[str, bool]) -> None:
    """
    Save the facts named in `changed` (False: taken back) in a region file; a new file gets the whole region.

    Raises InputError where the file can't be written; the old one then stands as it was.
    """
    if not path.exists():
        write_whole(path, _text(path, to_document(region)).encode())
    elif path.suffix.lower() == ".json":
        document = json.loads(read_text(path))
        _apply(document, region, changed)
        write_whole(path, _text(path, document).encode())
    else:
        yaml = _yaml()
        document = yaml.load(read_text(path))
        _apply(document, region, changed)
        out = io.StringIO()
        yaml.dump(document, out)
        write_whole(path, out.getvalue().encode())


def _apply(document: Any, region: Region, changed: Mapping[str, bool]) -> None:
    if not isinstance(document.get("facts"), dict):
        document["facts"] = {}
    facts = document["facts"]
    for name, kept in changed.items():
        if kept:
            facts[name] = _plain(given_document(region.facts[name]))
        else:
            facts.pop(name, None)


def _plain(value: Any) -> Any:
    """Data for a file: unknown by its word, and quotes around text that YAML would take for something else."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if value is None:
        return _UNKNOWN
    if isinstance(value, str) and value.casefold() in (
        "yes",
        "no",
        "on",
        "off",
        "true",
        "false",
        "null",
        "~",
        _UNKNOWN,
    ):
        return SingleQuotedScalarString(value)
    return value


def _text(path: Path, document: dict[str, Any]) -> str:
    if path.suffix.lower() == ".json":
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    out = io.StringIO()
    _yaml().dump({name: _plain(each) for name, each in document.items()}, out)
    return out.getvalue()


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 118
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
