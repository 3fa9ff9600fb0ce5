"""
Files: reading YAML 1.2 and JSON text, with the place of every value.

Nothing is typed here: a scalar stays text (`no`, `1.10` and `12:30` mean what the fact says
they mean).  What could blow up is refused: large files, deep nesting, anchors and aliases.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

from regiorules.errors import NOWHERE, InputError, Place, Problem, Problems, RegioRulesError
from regiorules.messages.system import reason
from regiorules.text import exact, unmistakable

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_VALUES = 200_000
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


@frozen
class Scalar:
    """One value, as text."""

    text: str
    place: Place = NOWHERE
    quoted: bool = False


@frozen
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place = NOWHERE


@frozen
class Mapping:
    """Keys with their nodes, in the order of the file; `keys` has the place of each key."""

    entries: dict[str, Node]
    keys: dict[str, Place]
    place: Place = NOWHERE


Node = Scalar | Sequence | Mapping


def read_bytes(path: Path, error: type[RegioRulesError] = InputError) -> bytes:
    """
    The bytes of a file (`-` is standard input) of at most 5 MB.

    Raises `error` where the file is missing, unreadable or too large.
    """
    place = Place(str(path))
    try:
        if str(path) == "-":
            content = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""  # None where it is closed
            size = len(content)
        else:
            size = path.stat().st_size
            content = path.read_bytes() if size <= MAX_BYTES else b""
    except FileNotFoundError:
        raise error([Problem("file_missing", {}, place)]) from None
    except OSError as cause:
        raise error([Problem("file_unreadable", {"why": reason(cause)}, place)]) from None
    if size > MAX_BYTES:
        fields = {"size": f"{size / 1e6:.0f}", "limit": f"{MAX_BYTES / 1e6:.0f}"}
        raise error([Problem("file_too_large", fields, place)])
    return content


def read_text(path: Path, error: type[RegioRulesError] = InputError) -> str:
    """The text of a UTF-8 file; raises `error` as `read_bytes` does, or where it isn't UTF-8."""
    try:
        return read_bytes(path, error).decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise error([Problem("file_not_utf8", {"offset": cause.start}, Place(str(path)))]) from None


def read_document(path: Path, error: type[RegioRulesError] = InputError, problems: Problems | None = None) -> Node:
    """
    The one document in a YAML or JSON file; raises `error` with the place of what is wrong.

    A key that stands twice goes on the list of `problems` where there is one, so that reading goes on.
    """
    is_json = path.suffix.lower() == ".json"
    return parse(read_text(path, error), str(path), error, problems, is_json=is_json)


def parse(
    text: str,
    name: str,
    error: type[RegioRulesError] = InputError,
    problems: Problems | None = None,
    *,
    is_json: bool = False,
) -> Node:
    """The one document in `text`; as `read_document`."""
    if is_json:
        text = _checked_json(text, name, error)
    composer = _Composer(name, is_json)
    try:
        document = composer.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as cause:
        mark = cause.problem_mark or cause.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        raise error([Problem("syntax", {"why": cause.problem or cause.context}, place)]) from None
    except yaml.YAMLError as cause:
        raise error([Problem("syntax", {"why": str(cause).splitlines()[0]}, Place(name))]) from None
    except _Refused as refused:
        raise error([refused.problem]) from None
    if document is None:
        raise error([Problem("file_empty", {}, Place(name))])
    if problems is None:
        composer.problems.stop(error)
    else:
        problems.found.extend(composer.problems.found)
    return document


def node_of(data: object, place: Place = NOWHERE) -> Node:
    """
    A node made from plain Python data (what `json.loads` gives).

    Raises InputError for anything that JSON doesn't know.
    """
    if isinstance(data, AnyMapping):
        if not all(isinstance(key, str) for key in data):
            raise InputError([Problem("key_not_text", {}, place)])
        return Mapping({key: node_of(value, place) for key, value in data.items()}, dict.fromkeys(data, place), place)
    if isinstance(data, list | tuple | set | frozenset):
        items = sorted(data) if isinstance(data, set | frozenset) else data
        return Sequence(tuple(node_of(item, place) for item in items), place)
    if data is None:
        return Scalar("null", place)
    if isinstance(data, bool):
        return Scalar("true" if data else "false", place)
    if isinstance(data, int | float):
        return Scalar(exact(data), place)
    return Scalar(str(data), place, quoted=True)


def plain(node: Node) -> Any:
    """The node as plain dicts, lists and text."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _checked_json(text: str, name: str, error: type[RegioRulesError]) -> str:
    """JSON is read as YAML for the places; what is wrong with it is said by the JSON reader."""
    try:
        if text.strip():
            json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as cause:
        raise error([Problem("syntax", {"why": cause.msg}, Place(name, cause.lineno, cause.colno))]) from None
    except RecursionError:
        raise error([Problem("too_deep", {"limit": MAX_DEPTH}, Place(name))]) from None
    text = _SURROGATES.sub(lambda found: json.loads(f'"{found[0]}"'), text)
    return text.replace("\t", " ")  # a raw tab in JSON can only be white space


class _Composer:
    """Builds nodes from YAML events, within limits."""

    def __init__(self, name: str, is_json: bool) -> None:
        self.name = name
        self.is_json = is_json
        self.problems = Problems()
        self.count = 0

    def document(self, events: Iterator[Any]) -> Node | None:
        found: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    raise _Refused(Problem("several_documents", {}, self.place(event)))
                found = self.node(next(events), events, 0)
        if isinstance(found, Scalar) and not found.text and not found.quoted:
            return None
        return found

    def place(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        place = self.place(event)
        self.count += 1
        if self.count > MAX_VALUES:
            raise _Refused(Problem("too_many", {"limit": MAX_VALUES}, place))
        if depth > MAX_DEPTH:
            raise _Refused(Problem("too_deep", {"limit": MAX_DEPTH}, place))
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _Refused(Problem("alias", {}, place))
        if isinstance(event, yaml.ScalarEvent):
            quoted = event.style in ("'", '"')
            text = unmistakable(event.value) if self.is_json and not quoted else event.value
            return Scalar(text, place, quoted)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(place, events, depth)
        return self.mapping(place, events, depth)

    def sequence(self, place: Place, events: Iterator[Any], depth: int) -> Sequence:
        items = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, depth + 1))
        return Sequence(tuple(items), place)

    def mapping(self, place: Place, events: Iterator[Any], depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.problems.add("key_not_text", key.place)
            elif key.text in entries:
                self.problems.add("duplicate_key", key.place, key.text, name=key.text, line=keys[key.text].line)
            else:
                entries[key.text], keys[key.text] = value, key.place
        return Mapping(entries, keys, place)
