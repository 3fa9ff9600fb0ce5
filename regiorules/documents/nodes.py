"""
What a document is made of: text, lists and mappings, each with its place.

Nothing is typed here: a scalar stays text (`no`, `1.10` and `12:30` mean what the fact says they mean).
"""

from __future__ import annotations

from typing import Any

from attrs import field

from regiorules.errors import NOWHERE, Place
from regiorules.frozen import frozen


@frozen
class Span:
    """The characters of the text that a value takes, from `start` up to `end`; the same for its keys."""

    start: int
    end: int
    flow: bool = False  # between brackets, as in JSON
    keys: dict[str, tuple[int, int]] = field(factory=dict)


@frozen
class Scalar:
    """One value, as text."""

    text: str
    place: Place = NOWHERE
    quoted: bool = False
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place = NOWHERE
    span: Span | None = field(default=None, eq=False, repr=False)


@frozen
class Mapping:
    """Keys with their nodes, in the order of the file; `keys` has the place of each key."""

    entries: dict[str, Node]
    keys: dict[str, Place]
    place: Place = NOWHERE
    span: Span | None = field(default=None, eq=False, repr=False)


Node = Scalar | Sequence | Mapping


def plain(node: Node) -> Any:
    """The node as plain dicts, lists and text."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text


def meant(node: Node) -> Any:
    """What the node says, wherever it stands: its text, and whether that is quoted."""
    if isinstance(node, Mapping):
        return {key: meant(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [meant(item) for item in node.items]
    return (node.text, node.quoted)
