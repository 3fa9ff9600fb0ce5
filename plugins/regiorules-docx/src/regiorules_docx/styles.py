"""How the report looks: A4, one font, its styles, its language.  Set once on a new document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

FONT = "Calibri"
DARK, GREY, BLUE = RGBColor(0x1F, 0x3A, 0x5F), RGBColor(0x59, 0x59, 0x59), RGBColor(0x05, 0x63, 0xC1)
MARGIN = Cm(2.2)
WIDTH = Cm(21) - 2 * MARGIN  # of the text
HEADER_FILL, LINES = "DCE6F1", "A6B1BF"
SEVERITY_FILLS = ("F4B6AE", "FBDDA6", "FFF6CF")  # from the highest down; what is lower still has the last

TITLE, SUBTITLE, CAPTION, CONTENTS, CONTENTS_HEAD = "Title", "Subtitle", "Caption", "toc 1", "TOC Heading"
TEXT, BULLET, NUMBER, LEAD, META, LED = "Normal", "List Bullet", "List Number", "Lead", "Meta", "Led"
CELL, CELL_HEAD, CELL_BULLET = "Table Text", "Table Head", "Table Bullet"
STRONG, LINK, MARK = "Strong", "Hyperlink", "Mark"


def severity_fill(severity: str, severities: Sequence[str]) -> str:
    """The colour of a severity, by its place in the scale (low to high); "" for none."""
    return dict(zip_longest(severities[::-1], SEVERITY_FILLS, fillvalue=SEVERITY_FILLS[-1])).get(severity, "")


def blank(locale: str) -> WordDocument:
    """An empty A4 document in a language (nl-NL, en-GB) with the styles of the report."""
    document = Document()
    _drop_leftovers(document)
    _set_page(document)
    _set_language(document, locale)
    _set_font(document)
    _set_styles(document)
    return document


def _drop_leftovers(document: WordDocument) -> None:
    """What the template of python-docx has of another document: a thumbnail, a second set of styles, and the like."""
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, each in relations.items() if each.reltype.rpartition("/")[2] in _LEFTOVERS]:
            del relations[name]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in _TABLES:
            styles.remove(style)  # some hundred of them, and finding a style takes as long as there are styles


_TABLES = ("TableNormal", "TableGrid")
_LEFTOVERS = ("extended-properties", "thumbnail", "stylesWithEffects", "customXml")


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = MARGIN
    section.bottom_margin = Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def _set_language(document: WordDocument, locale: str) -> None:
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language is not None
    language.set(qn("w:val"), locale)
    settings: Any = document.settings.element
    settings.remove(settings.find(qn("w:proofState")))  # it claims that the spelling has been checked
    settings.remove(settings.find(qn("w:savePreviewPicture")))
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), locale)
    hyphens = OxmlElement("w:autoHyphenation")  # Dutch compounds in narrow columns
    settings.find(qn("w:defaultTabStop")).addnext(hyphens)
    compat = settings.find(qn("w:compat"))
    compat.remove(compat.find(qn("w:useFELayout")))
    compat.find(qn("w:compatSetting")).set(qn("w:val"), "15")  # else Word opens it in compatibility mode


def _set_font(document: WordDocument) -> None:
    """One font wherever the template names one of its theme."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        if any("Theme" in name for name in fonts.attrib):
            fonts.attrib.clear()
            for script in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{script}"), FONT)


def _set_styles(document: WordDocument) -> None:
    for border in document.styles["Table Grid"].element.find(f".//{qn('w:tblBorders')}"):
        border.set(qn("w:color"), LINES)
    make = _Maker(document)
    make.paragraph(TEXT, 10.5, after=6, line=1.1)
    make.paragraph(TITLE, 24, after=2, bold=True, color=DARK, rule=False)
    make.paragraph(SUBTITLE, 13, after=12, color=GREY, bold=False, italic=False)
    make.paragraph("Heading 1", 16, before=20, after=6, color=DARK, bold=True)
    make.paragraph("Heading 2", 12.5, before=14, after=3, color=DARK, bold=True)
    make.paragraph("Heading 3", 11, before=10, after=2, color=DARK, bold=True)
    make.paragraph(CONTENTS_HEAD, 12.5, before=14, after=3, color=DARK, bold=True)
    make.paragraph(CONTENTS, 10, line=1.0, after=2, follows=True)
    make.paragraph(BULLET, 10.5, after=2)
    make.paragraph(NUMBER, 10.5, after=2)
    make.paragraph(LEAD, 10.5, before=4, after=2, bold=True, follows=True)
    make.paragraph(LED, 10.5, before=4, after=4)
    make.paragraph(META, 10, after=4, color=GREY, italic=True, follows=True)
    make.paragraph(CAPTION, 9, after=8, color=GREY, bold=False, italic=True)
    make.paragraph(CELL, 9.5, after=2, line=1.0)
    make.paragraph(CELL_HEAD, 9.5, after=2, line=1.0, bold=True, color=DARK, follows=True)
    make.paragraph(CELL_BULLET, 9.5, after=2, line=1.0, base=BULLET)
    make.indent(CELL_BULLET, 0.35)
    make.paragraph("Footer", 9, after=0, color=GREY)
    make.character(LINK, BLUE, underline=True)
    make.character(MARK, GREY, size=8.5)


class _Maker:
    def __init__(self, document: WordDocument) -> None:
        self.styles = document.styles

    def paragraph(
        self,
        name: str,
        size: float,
        *,
        before: float = 0,
        after: float = 0,
        line: float | None = None,
        color: RGBColor | None = None,
        bold: bool | None = None,
        italic: bool | None = None,
        follows: bool = False,
        rule: bool = True,
        base: str = TEXT,
    ) -> None:
        """A paragraph style, new or of the template; with `follows` it stays with the next paragraph."""
        style = self.named(name, WD_STYLE_TYPE.PARAGRAPH, base)
        assert isinstance(style, ParagraphStyle)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
        if color is not None:
            style.font.color.rgb = color
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        if line is not None:
            form.line_spacing = line
        if follows:
            form.keep_with_next = True
        if not rule:
            for border in style.element.findall(f".//{qn('w:pBdr')}"):
                border.getparent().remove(border)
        if name.startswith(("Heading", TITLE)):
            form.element.get_or_add_pPr().insert_element_before(
                OxmlElement("w:suppressAutoHyphens"), "w:kinsoku", "w:spacing", "w:ind", "w:contextualSpacing",
                "w:jc", "w:outlineLvl",
            )  # fmt: skip

    def indent(self, name: str, width: float) -> None:
        """A hanging indent in centimetres."""
        form = self.styles[name].paragraph_format
        form.left_indent, form.first_line_indent = Cm(width), Cm(-width)

    def character(self, name: str, color: RGBColor, *, size: float | None = None, underline: bool = False) -> None:
        """A character style."""
        style = self.named(name, WD_STYLE_TYPE.CHARACTER, "Default Paragraph Font")
        assert isinstance(style, CharacterStyle)
        style.font.color.rgb = color
        style.font.underline = underline or None
        if size is not None:
            style.font.size = Pt(size)

    def named(self, name: str, kind: WD_STYLE_TYPE, base: str) -> object:
        if name in self.styles:
            return self.styles[name]
        style: Any = self.styles.add_style(name, kind)
        style.base_style = self.styles[base]
        style.quick_style = True
        style.hidden = False
        return style
