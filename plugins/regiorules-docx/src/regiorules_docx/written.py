"""What a report is written on, whatever the file becomes: headings, paragraphs, lists, tables, pictures, links."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import datetime

from attrs import frozen

from regiorules.render.blocks import Block, Bullets, introduced
from regiorules.render.blocks import Paragraph as Text
from regiorules_docx import styles


@frozen
class Span:
    """A piece of a paragraph: with a character style, to a web address, or to a place in the document."""

    text: str
    style: str = ""
    url: str = ""
    anchor: str = ""


Pieces = str | Sequence[str | Span]


@frozen
class Line:
    """A paragraph in a cell; `place` is what a link in the document can point at."""

    pieces: Pieces
    style: str = styles.CELL
    place: str = ""


@frozen
class Cell:
    """A cell of a table; `fill` is the colour behind it, as RRGGBB."""

    lines: tuple[Line, ...]
    fill: str = ""


@frozen
class About:
    """What a file says of itself; `moment` is when it is said to be made."""

    title: str
    subject: str
    version: str
    locale: str
    moment: datetime


def head(text: str) -> Cell:
    """A cell that says what stands under it, or beside it."""
    return Cell((Line(text, styles.CELL_HEAD),), styles.HEADER_FILL)


class Written(ABC):
    """The document while it is written; its styles are those of `regiorules_docx.styles`, by name."""

    @abstractmethod
    def describe(self, about: About) -> None:
        """What the file says of itself; it names no person."""

    @abstractmethod
    def heading(self, level: int, text: str, place: str = "") -> None:
        """A heading; one of level 1 comes in the contents."""

    @abstractmethod
    def text(self, pieces: Pieces, style: str = styles.TEXT, place: str = "") -> object:
        """A paragraph."""

    @abstractmethod
    def bullets(self, items: Iterable[Pieces]) -> None:
        """A list in which the order doesn't count."""

    @abstractmethod
    def steps(self, items: Iterable[Pieces]) -> None:
        """A numbered list that starts at 1."""

    @abstractmethod
    def table(self, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], shares: Sequence[float]) -> None:
        """A table over the width of the page; its heading row, where it has one, comes back on every page."""

    @abstractmethod
    def picture(self, image: bytes, title: str, description: str, share: float = 1.0) -> None:
        """A picture (PNG) as wide as that share of the text, with words for who can't see it."""

    @abstractmethod
    def contents(self, title: str) -> None:
        """The contents, filled in when all is written."""

    @abstractmethod
    def footer(self, text: str, pages: str) -> None:
        """The foot of every page; `pages` holds {page} and {pages}."""

    @abstractmethod
    def done(self) -> bytes:
        """The document as the bytes of a file; the same each time."""

    def led(self, lead: str, text: str) -> None:
        """A paragraph with words in front of it that stand out."""
        self.text([Span(f"{lead.rstrip(':')}: ", styles.STRONG), text], styles.LED)

    def block(self, block: Block) -> None:
        """A paragraph or a list of a note, as all formats have it."""
        match block:
            case Text(text, lead) if lead:
                self.led(lead, text)
            case Text(text):
                self.text(text)
            case Bullets(items, lead, numbered):
                if lead:
                    self.text(introduced(lead), styles.LEAD)
                (self.steps if numbered else self.bullets)(items)

    def pairs(self, title: str, pairs: Iterable[tuple[str, Pieces]], share: float) -> None:
        """A table of two columns in which the first one says what the second one is."""
        rows = ((head(name), Cell((Line(value),))) for name, value in pairs)
        self.table(title, ("", ""), rows, (share, 1 - share))
