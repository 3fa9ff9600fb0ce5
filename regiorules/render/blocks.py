"""What a note consists of, whatever the format: a format only says how it writes each kind of block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Any

from attrs import fields

from regiorules.frozen import frozen
from regiorules.text import visible


@frozen
class Heading:
    """A heading; level 1 is the title of the note."""

    level: int
    text: str
    tag: str = ""


@frozen
class Paragraph:
    """A paragraph; `lead` is a word in front of it ("Because")."""

    text: str
    lead: str = ""


@frozen
class Bullets:
    """A list; numbered where the order counts."""

    items: tuple[str, ...]
    lead: str = ""
    numbered: bool = False


@frozen
class Grid:
    """A table with a heading row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Branch:
    """A line of a tree, with the lines below it."""

    text: str
    branches: tuple[Branch, ...] = ()


Block = Heading | Paragraph | Bullets | Grid | Branch


def introduced(lead: str) -> str:
    """The words before a list, with a colon; a question keeps its own mark."""
    return lead if lead.endswith("?") else f"{lead.rstrip(':')}:"


def visible_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks with every text in them as `visible` shows it: what all formats write."""
    return map(_visible, blocks)


def _visible(block: Block) -> Block:
    kind: Any = type(block)
    parts = _parts(kind)(block)
    shown = tuple(map(_shown, parts))
    return block if shown == parts else kind(*shown)


def _shown(part: Any) -> Any:
    kind = type(part)
    if kind is str:
        return visible(part)
    if kind is tuple:
        return part if _is_visible(part) else tuple([_shown(each) for each in part])
    return _visible(part) if kind is Branch else part


def _is_visible(parts: tuple[Any, ...]) -> bool:
    """True for texts in which nothing is hidden, as it mostly is: looked for in all of them at once."""
    if not parts or type(parts[0]) is not str:
        return False
    every = "".join(parts)
    return visible(every) == every


@lru_cache
def _parts(kind: type) -> attrgetter[tuple[Any, ...]]:
    """What gives all parts of a block of this kind, in order."""
    return attrgetter(*(each.name for each in fields(kind)))
