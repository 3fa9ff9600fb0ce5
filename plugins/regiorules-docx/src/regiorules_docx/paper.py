"""
A Word document to write on: headings, paragraphs, lists, tables, a picture, links, contents, page numbers.

It knows Word and nothing of advice.  What python-docx can't say itself stands here as its XML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, cast

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from regiorules_docx import styles
from regiorules_docx.archive import without_clock
from regiorules_docx.words import address, tidy
from regiorules_docx.written import About, Cell, Pieces, Span, Written, head


class Paper(Written):
    """The document while it is written."""

    def __init__(self, locale: str) -> None:
        self.document = styles.blank(locale)
        self.chapters: list[tuple[str, str]] = []  # place and text of each heading of level 1
        self.contents_at: Paragraph | None = None
        self.marks = 0

    # --- text --------------------------------------------------------------------------------

    def heading(self, level: int, text: str, place: str = "") -> None:
        """A heading; one of level 1 comes in the contents."""
        paragraph = self.text(text, f"Heading {level}")
        if level == 1:
            place = place or f"_Toc{len(self.chapters) + 1:06d}"
            self.chapters.append((place, text))
        if place:
            self.bookmark(paragraph, place)

    def text(self, pieces: Pieces, style: str = styles.TEXT, place: str = "") -> Paragraph:
        """A paragraph."""
        paragraph = self.document.add_paragraph(style=style)
        self.fill(paragraph, pieces, place)
        return paragraph

    def bullets(self, items: Iterable[Pieces]) -> None:
        """A list in which the order doesn't count."""
        for item in items:
            self.text(item, styles.BULLET)

    def steps(self, items: Iterable[Pieces]) -> None:
        """A numbered list that starts at 1."""
        number = self._new_numbering()
        for item in items:
            properties = self.text(item, styles.NUMBER)._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number

    def _new_numbering(self) -> int:
        numbering: Any = self.document.part.numbering_part.element
        style: Any = self.document.styles[styles.NUMBER].element
        kind = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
        number = numbering.add_num(kind)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(number.numId)

    # --- tables and pictures -----------------------------------------------------------------

    def table(self, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], shares: Sequence[float]) -> None:
        """A table over the width of the page; its heading row, where it has one, comes back on every page."""
        table = self.document.add_table(0, len(header), style="Table Grid")
        self._settle(table, title, shares)
        if any(header):
            top = self._row(table, [head(text) for text in header])
            _add(top._tr.get_or_add_trPr(), "w:tblHeader")
        for row in rows:
            self._row(table, row)

    def _settle(self, table: Table, title: str, shares: Sequence[float]) -> None:
        """The width of the columns, the air in cells, and the title for who can't see the table."""
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Length(int(styles.WIDTH * share))
        properties = table._tbl.tblPr
        width = properties.find(qn("w:tblW"))
        width.set(qn("w:type"), "dxa")
        width.set(qn("w:w"), str(Length(styles.WIDTH).twips))
        look = properties.find(qn("w:tblLook"))
        margins = OxmlElement("w:tblCellMar")
        for side, size in (("top", 50), ("left", 90), ("bottom", 30), ("right", 90)):
            _add(margins, f"w:{side}", w=str(size), type="dxa")
        look.addprevious(margins)
        _add(properties, "w:tblCaption", val=tidy(title))

    def _row(self, table: Table, cells: Sequence[Cell]) -> _Row:
        row: _Row = cast(Any, table).add_row()
        _add(row._tr.get_or_add_trPr(), "w:cantSplit")
        for made, cell in zip(row.cells, cells, strict=True):
            self._cell(made, cell)
        return row

    def _cell(self, made: _Cell, cell: Cell) -> None:
        if cell.fill:
            _add(made._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=cell.fill)
        for number, line in enumerate(cell.lines):
            paragraph = made.add_paragraph() if number else made.paragraphs[0]
            paragraph.style = line.style
            self.fill(paragraph, line.pieces, line.place)

    def picture(self, image: bytes, title: str, description: str, share: float = 1.0) -> None:
        """A picture as wide as that share of the text, with words for who can't see it."""
        paragraph = self.text("")
        paragraph.paragraph_format.keep_with_next = True
        made = paragraph.add_run().add_picture(BytesIO(image), Length(int(styles.WIDTH * share)))
        made._inline.docPr.set("title", tidy(title))
        made._inline.docPr.set("descr", tidy(description))

    # --- contents and page numbers -----------------------------------------------------------

    def contents(self, title: str) -> None:
        """The contents, filled in when all is written."""
        self.text(title, styles.CONTENTS_HEAD)
        self.contents_at = self.text("", styles.CONTENTS)

    def fill_contents(self) -> None:
        """
        A table of contents as Word would make it: links without page numbers, which only Word can know.

        So it is right as it stands, and Word needn't ask whether it may update the file.
        """
        if self.contents_at is None:
            return
        first = self.contents_at
        paragraphs = [first.insert_paragraph_before("", styles.CONTENTS) for _ in self.chapters[1:]] + [first]
        _field_start(paragraphs[0], 'TOC \\o "1-1" \\n \\h \\z \\u')
        for paragraph, (place, text) in zip(paragraphs, self.chapters, strict=True):
            self.fill(paragraph, [Span(text, anchor=place)])
        _field_mark(paragraphs[-1], "end")
        paragraphs[-1].paragraph_format.keep_with_next = False  # the contents stay together, and end here

    def footer(self, text: str, pages: str) -> None:
        """The foot of every page; `pages` holds {page} and {pages}."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.paragraph_format.tab_stops.clear_all()
        paragraph.add_run(f"{tidy(text)} · ")
        for part in pages.replace("{pages}", "|{pages}|").replace("{page}", "|{page}|").split("|"):
            if part in ("{page}", "{pages}"):
                _field_start(paragraph, "NUMPAGES" if part == "{pages}" else "PAGE")
                paragraph.add_run("1")
                _field_mark(paragraph, "end")
            else:
                paragraph.add_run(part)

    # --- parts of a paragraph ----------------------------------------------------------------

    def fill(self, paragraph: Paragraph, pieces: Pieces, place: str = "") -> None:
        """Put the pieces of a paragraph in it."""
        for piece in [pieces] if isinstance(pieces, str) else pieces:
            span = Span(piece) if isinstance(piece, str) else piece
            url = address(span.url)
            if url or span.anchor:
                self._link(paragraph, span, url)
            else:
                paragraph.add_run(tidy(span.text), span.style or None)
        if place:
            self.bookmark(paragraph, place)

    def _link(self, paragraph: Paragraph, span: Span, url: str) -> None:
        link = OxmlElement("w:hyperlink")
        if url:
            relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), relation)
        else:
            link.set(qn("w:anchor"), span.anchor)
        run = paragraph.add_run(tidy(span.text), span.style or (styles.LINK if url else None))
        link.append(run._r)
        paragraph._p.append(link)

    def bookmark(self, paragraph: Paragraph, place: str) -> None:
        """Make a place in the document that links can point at."""
        self.marks += 1
        start = OxmlElement("w:bookmarkStart")
        start.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), place)
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        _add(paragraph._p, "w:bookmarkEnd", id=str(self.marks))

    # --- the file ----------------------------------------------------------------------------

    def describe(self, about: About) -> None:
        """What the file says of itself; it names no person."""
        found = self.document.core_properties
        found.title, found.subject, found.version = about.title, about.subject, about.version
        found.author, found.last_modified_by, found.comments = "RegioRules", "", ""
        found.keywords, found.category, found.language = "", "", about.locale
        found.created = found.modified = about.moment

    def done(self) -> bytes:
        """The document as the bytes of a .docx file; the same each time."""
        self.fill_contents()
        out = BytesIO()
        self.document.save(out)
        return without_clock(out.getvalue())


def _add(parent: Any, name: str, **attributes: str) -> None:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)


def _field_mark(paragraph: Paragraph, kind: str) -> None:
    _add(paragraph.add_run()._r, "w:fldChar", fldCharType=kind)


def _field_start(paragraph: Paragraph, code: str) -> None:
    """Open a field; what follows up to its end is what it shows until Word works it out anew."""
    _field_mark(paragraph, "begin")
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    paragraph.add_run()._r.append(text)
    _field_mark(paragraph, "separate")
