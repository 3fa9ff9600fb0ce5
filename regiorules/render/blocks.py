"""What a note consists of, whatever the format: a format only says how it writes each kind of block."""

from __future__ import annotations

from attrs import frozen


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
