"""An OpenDocument text to write on: what the Word report is written on too, in the other form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from struct import Struct
from typing import Any

from odfdo import Span as Words
from regiorules_docx import styles
from regiorules_docx.words import address, tidy
from regiorules_docx.written import About, Cell, Line, Pieces, Span, Written, head

from regiorules.office.odf import add_styles, blank, content_of, tag
from regiorules_odf.looks import BULLETS, NUMBERS, WIDTH, dress, named

_SIZE = Struct(">II")  # of a PNG, behind its signature and the length and name of its first part
_NAME = "report{}"


class Paper(Written):
    """The document while it is written."""

    def __init__(self) -> None:
        self.made: Any = blank("text", "")
        self.chapters: list[tuple[str, str]] = []  # place and text of each heading of level 1
        self.contents_at: Any = None
        self.fills: dict[str, str] = {}
        self.number = 0  # of tables, pictures and columns, whose names differ

    def describe(self, about: About) -> None:
        """What the file says of itself; it names no person."""
        moment = about.moment.isoformat()
        self.made = blank("text", about.title, about.locale, moment)
        dress(self.made)
        meta: Any = self.made.meta.get_element("//office:meta")
        if about.subject:
            meta.append(tag("dc:subject", text=about.subject))
        if about.version:
            meta.append(tag("meta:user-defined", {"meta:name": "version"}, text=about.version))

    # --- text --------------------------------------------------------------------------------

    def heading(self, level: int, text: str, place: str = "") -> None:
        """A heading; one of level 1 comes in the contents."""
        if level == 1:
            place = place or f"_Toc{len(self.chapters) + 1:06d}"
            self.chapters.append((place, text))
        given = {"text:style-name": named(f"Heading {level}"), "text:outline-level": level}
        self.add(self.filled(tag("text:h", given), text, place))

    def text(self, pieces: Pieces, style: str = styles.TEXT, place: str = "") -> None:
        """A paragraph; one that is an item of a list stands in a list of its own."""
        paragraph = self.paragraph(pieces, style, place)
        self.add(_list([paragraph], BULLETS) if style == styles.BULLET else paragraph)

    def bullets(self, items: Iterable[Pieces]) -> None:
        """A list in which the order doesn't count."""
        self.add(_list([self.paragraph(item, styles.BULLET) for item in items], BULLETS))

    def steps(self, items: Iterable[Pieces]) -> None:
        """A numbered list that starts at 1."""
        self.add(_list([self.paragraph(item, styles.NUMBER) for item in items], NUMBERS))

    def add(self, element: Any) -> None:
        """Something at the end of the document."""
        self.made.body.append(element)

    def paragraph(self, pieces: Pieces, style: str, place: str = "") -> Any:
        """A paragraph, that doesn't stand anywhere yet."""
        return self.filled(tag("text:p", {"text:style-name": named(style)}), pieces, place)

    def filled(self, element: Any, pieces: Pieces, place: str = "") -> Any:
        """A paragraph or a heading with the pieces in it."""
        if place:
            element.append(tag("text:bookmark", {"text:name": place}))
        for piece in [pieces] if isinstance(pieces, str) else pieces:
            element.append(_piece(Span(piece) if isinstance(piece, str) else piece))
        return element

    # --- tables and pictures -----------------------------------------------------------------

    def table(self, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], shares: Sequence[float]) -> None:
        """A table over the width of the page; its heading row, where it has one, comes back on every page."""
        look = {"style:width": f"{WIDTH}cm", "table:align": "left", "fo:margin-bottom": "0.2cm"}
        name = self.style("table", "style:table-properties", look)
        table = tag("table:table", {"table:name": name, "table:style-name": name}, tag("table:title", text=tidy(title)))
        for share in shares:
            wide = {"style:column-width": f"{WIDTH * share:.3f}cm"}
            column = self.style("table-column", "style:table-column-properties", wide)
            table.append(tag("table:table-column", {"table:style-name": column}))
        if any(header):
            table.append(tag("table:table-header-rows", {}, self.row([head(text) for text in header])))
        for row in rows:
            table.append(self.row(row))
        self.add(table)

    def row(self, cells: Sequence[Cell]) -> Any:
        """A row, that isn't parted by the end of a page."""
        if "row" not in self.fills:
            self.fills["row"] = self.style("table-row", "style:table-row-properties", {"fo:keep-together": "always"})
        return tag("table:table-row", {"table:style-name": self.fills["row"]}, *map(self.cell, cells))

    def cell(self, cell: Cell) -> Any:
        """A cell with its lines."""
        if cell.fill not in self.fills:
            look = {"fo:background-color": f"#{cell.fill}" if cell.fill else "", "fo:padding": "0.1cm",
                    "fo:border": f"0.5pt solid #{styles.LINES}"}  # fmt: skip
            self.fills[cell.fill] = self.style("table-cell", "style:table-cell-properties", look)
        given = {"table:style-name": self.fills[cell.fill], "office:value-type": "string"}
        return tag("table:table-cell", given, *map(self.line, cell.lines))

    def line(self, line: Line) -> Any:
        """A paragraph in a cell."""
        paragraph = self.paragraph(line.pieces, line.style, line.place)
        return _list([paragraph], BULLETS) if line.style == styles.CELL_BULLET else paragraph

    def style(self, family: str, properties: str, look: Mapping[str, object]) -> str:
        """The name of a style that is made for one thing, or one kind of thing."""
        self.number += 1
        name = _NAME.format(self.number)
        given = {"style:name": name, "style:family": family}
        add_styles(self.made.content, tag("style:style", given, tag(properties, look)))
        return name

    def picture(self, image: bytes, title: str, description: str, share: float = 1.0) -> None:
        """A picture (PNG) as wide as that share of the text, with words for who can't see it."""
        self.number += 1
        path = f"Pictures/{_NAME.format(self.number)}.png"
        self.made.set_part(path, image)
        self.made.manifest.add_full_path(path, "image/png")
        width, height = _SIZE.unpack_from(image, 16)
        wide, high = WIDTH * share, WIDTH * share * height / width
        size = {"svg:width": f"{wide:.2f}cm", "svg:height": f"{high:.2f}cm", "text:anchor-type": "as-char"}
        link = {"xlink:href": path, "xlink:type": "simple", "xlink:show": "embed", "xlink:actuate": "onLoad"}
        said = (tag("svg:title", text=tidy(title)), tag("svg:desc", text=tidy(description)))
        frame = tag("draw:frame", {"draw:name": path, **size}, tag("draw:image", link), *said)
        self.add(tag("text:p", {"text:style-name": named(styles.LEAD)}, frame))

    # --- contents and page numbers -----------------------------------------------------------

    def contents(self, title: str) -> None:
        """The contents, filled in when all is written."""
        self.text(title, styles.CONTENTS_HEAD)
        self.contents_at = tag("text:index-body")
        source = tag("text:table-of-content-source", {"text:outline-level": 1})
        self.add(tag("text:table-of-content", {"text:name": tidy(title)}, source, self.contents_at))
        self.contents_at = self.made.body.get_element("//text:table-of-content/text:index-body")

    def footer(self, text: str, pages: str) -> None:
        """The foot of every page; `pages` holds {page} and {pages}."""
        paragraph = self.paragraph(f"{tidy(text)} · ", "Footer")
        for part in pages.replace("{pages}", "|{pages}|").replace("{page}", "|{page}|").split("|"):
            counted = {"{page}": "text:page-number", "{pages}": "text:page-count"}.get(part)
            paragraph.append(tag(counted, text="1") if counted else _piece(Span(part)))
        self.made.styles.get_element("//style:master-page/style:footer").append(paragraph)

    # --- the file ----------------------------------------------------------------------------

    def done(self) -> bytes:
        """The document as the bytes of an .odt file; the same each time."""
        for place, text in self.chapters if self.contents_at is not None else ():
            self.contents_at.append(self.paragraph([Span(text, anchor=place)], styles.CONTENTS))
        return content_of(self.made)


def _piece(span: Span) -> Any:
    """A piece of a paragraph; text is text, and a link goes only where one can go."""
    url = address(span.url)
    style = span.style or (styles.LINK if url else "")
    words = Words(tidy(span.text), style=named(style) if style else None)
    if not url and not span.anchor:
        return words
    return tag("text:a", {"xlink:type": "simple", "xlink:href": url or f"#{span.anchor}"}, words)


def _list(paragraphs: Iterable[Any], style: str) -> Any:
    items = (tag("text:list-item", {}, each) for each in paragraphs)
    return tag("text:list", {"text:style-name": style}, *items)
