"""
Reading documents: YAML 1.2 and JSON text, with the place of every value.

Nothing is typed here: a scalar stays text.  What could blow up is refused: large files, deep nesting, anchors,
aliases and tags.  What can be read can be changed too: `splice` puts an answer into the text as it stands.
"""

from __future__ import annotations

from pathlib import Path

from regiorules.documents.data import node_of
from regiorules.documents.files import as_text, is_stream, read_bytes, read_text
from regiorules.documents.limits import MAX_BYTES, MAX_DEPTH, MAX_VALUES, Refused
from regiorules.documents.nodes import Mapping, Node, Scalar, Sequence, meant, plain
from regiorules.errors import InputError, Place, Problem, Problems, RegioRulesError

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_VALUES",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "as_text",
    "is_stream",
    "meant",
    "node_of",
    "parse",
    "plain",
    "read_bytes",
    "read_document",
    "read_text",
]


def read_document(path: Path, error: type[RegioRulesError] = InputError, problems: Problems | None = None) -> Node:
    """
    The one document in a YAML or JSON file; raises `error` with the place of what is wrong.

    A key that stands twice goes on the list of `problems` where there is one, so that reading goes on.
    What has no suffix, such as standard input (`-`), may be either.
    """
    text = read_text(path, error)
    is_json = path.suffix.lower() == ".json" or (not path.suffix and _is_json(text))
    return parse(text, str(path), error, problems, is_json=is_json)


def parse(
    text: str,
    name: str,
    error: type[RegioRulesError] = InputError,
    problems: Problems | None = None,
    *,
    is_json: bool = False,
) -> Node:
    """The one document in `text`; as `read_document`."""
    if len(text) > MAX_BYTES:
        raise error([Problem("data_too_large", {"limit": f"{MAX_BYTES / 1e6:.0f}"}, Place(name))])
    found = Problems()
    try:
        document = (_json if is_json else _yaml)(text, name, found)
    except Refused as refused:
        raise error([refused.problem]) from None
    if document is None:
        raise error([Problem("file_empty", {}, Place(name))])
    if problems is None:
        found.stop(error)
    else:
        problems.found.extend(found.found)
    return document


def _is_json(text: str) -> bool:
    """True for text that is valid JSON; anything else is YAML."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        return _json(text, "", Problems()) is not None
    except Refused:
        return False


def _json(text: str, name: str, problems: Problems) -> Node | None:
    from regiorules.documents.json_text import parse_json

    return parse_json(text, name, problems)


def _yaml(text: str, name: str, problems: Problems) -> Node | None:
    from regiorules.documents.yaml_text import parse_yaml

    return parse_yaml(text, name, problems)
