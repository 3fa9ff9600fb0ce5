"""What a book consists of: chapters of entries, that refer to each other."""

from __future__ import annotations

from regiorules.frozen import frozen
from regiorules.text import Language


@frozen
class Link:
    """A word that leads to an entry of the book, or ("") to none: what stands in another rule set."""

    text: str
    to: str = ""
    code: bool = True


@frozen
class Line:
    """A line of an entry: a word in front, and what it says, as texts and links."""

    lead: str
    items: tuple[str | Link, ...]


@frozen
class Table:
    """A table within an entry, with a heading row."""

    header: tuple[str | Link, ...]
    rows: tuple[tuple[str | Link, ...], ...]


@frozen
class Entry:
    """One thing of the rule set: its anchor, its title and id, a text, and what it has to do with other things."""

    anchor: str
    title: str
    id: str = ""
    text: str = ""
    lines: tuple[Line, ...] = ()
    table: Table | None = None


@frozen
class Chapter:
    """Entries of one kind."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


@frozen
class Book:
    """A rule set as a book in one language."""

    title: str
    language: Language
    about: tuple[Line, ...]
    chapters: tuple[Chapter, ...]
