"""
Saving answers in a region file: whole or not at all, and without touching what else stands in it.

A YAML file keeps its comments, its order and its words; only the facts that changed are written.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import SingleQuotedScalarString

from regiorules.documents import read_text
from regiorules.errors import InputError, Place, Problem
from regiorules.facts.region import Region, given_document, to_document
from regiorules.facts.values import NO_WORDS, UNKNOWN_WORDS, YES_WORDS
from regiorules.text import exact
from regiorules.writing import write_whole

SUFFIXES = (".yaml", ".yml", ".json")
_SPECIAL = YES_WORDS | NO_WORDS | UNKNOWN_WORDS | {"on", "off"}  # a text that is one of these gets quotes


def save_region(path: Path, region: Region, changed: Mapping[str, bool]) -> None:
    """
    Save the facts named in `changed` (False: taken back) in a region file; a new file gets the whole region.

    Raises InputError where the file can't be written, or is of another kind; the old one then stands as it was.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError([Problem("save_kind", {"known": ", ".join(SUFFIXES)}, Place(str(path)))])
    old = read_text(path) if path.exists() else ""
    write_whole(path, (_json if suffix == ".json" else _yaml)(old, region, changed).encode())


def _json(old: str, region: Region, changed: Mapping[str, bool]) -> str:
    document = json.loads(old) if old else to_document(region)
    if old:
        _apply(document, region, changed, lambda value: value)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _yaml(old: str, region: Region, changed: Mapping[str, bool]) -> str:
    yaml = YAML()
    yaml.Resolver = _Words
    yaml.preserve_quotes = True
    yaml.explicit_start = "\n---" in f"\n{old}"
    yaml.width = 10_000  # long lines stay lines
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(old) if old else _plain(to_document(region))
    if old:
        _apply(document, region, changed, _plain)
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue().replace("\n", "\r\n" if "\r\n" in old else "\n")


class _Words(VersionedResolver):
    """Every value stays the text that stands there: nothing is read as a date, a number or nothing."""

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        return {}


def _apply(document: Any, region: Region, changed: Mapping[str, bool], form: Callable[[Any], Any]) -> None:
    if changed and not isinstance(document.get("facts"), dict):
        document["facts"] = {}
    for name, kept in changed.items():
        if kept:
            document["facts"][name] = form(given_document(region.facts[name]))
        else:
            document["facts"].pop(name, None)


def _plain(value: Any) -> Any:
    """Data as the words of a YAML file."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, str):
        return SingleQuotedScalarString(value) if value.casefold() in _SPECIAL else value
    words = {True: "yes", False: "no", None: "unknown"}
    return words[value] if value is None or isinstance(value, bool) else exact(value)
