"""How the report looks as OpenDocument: the page, and the styles of `regiorules_docx.styles`, by their names."""

from __future__ import annotations

from typing import Any

from attrs import frozen
from regiorules_docx import styles

from regiorules.office.odf import add_styles, tag

DARK, GREY, BLUE = (f"#{color}" for color in (styles.DARK, styles.GREY, styles.BLUE))
MARGIN, WIDTH = 2.2, 16.6  # centimetres
BULLETS, NUMBERS = "ReportBullets", "ReportNumbers"


@frozen
class Face:
    """A paragraph style: size and spaces in points; with `follows` it stays with the next paragraph."""

    size: float
    before: float = 0
    after: float = 0
    color: str = ""
    bold: bool = False
    italic: bool = False
    follows: bool = False


PARAGRAPHS = {
    styles.TEXT: Face(10.5, after=6),
    styles.TITLE: Face(24, after=2, color=DARK, bold=True),
    styles.SUBTITLE: Face(13, after=12, color=GREY),
    "Heading 1": Face(16, 20, 6, DARK, bold=True, follows=True),
    "Heading 2": Face(12.5, 14, 3, DARK, bold=True, follows=True),
    "Heading 3": Face(11, 10, 2, DARK, bold=True, follows=True),
    styles.CONTENTS_HEAD: Face(12.5, 14, 3, DARK, bold=True, follows=True),
    styles.CONTENTS: Face(10, after=2),
    styles.BULLET: Face(10.5, after=2),
    styles.NUMBER: Face(10.5, after=2),
    styles.LEAD: Face(10.5, 4, 2, bold=True, follows=True),
    styles.LED: Face(10.5, 4, 4),
    styles.META: Face(10, after=4, color=GREY, italic=True, follows=True),
    styles.CAPTION: Face(9, after=8, color=GREY, italic=True),
    styles.CELL: Face(9.5, after=2),
    styles.CELL_HEAD: Face(9.5, after=2, color=DARK, bold=True),
    styles.CELL_BULLET: Face(9.5, after=2),
    "Footer": Face(9, color=GREY),
}


def named(style: str) -> str:
    """The name of a style in the file."""
    return f"Report_{style.replace(' ', '_')}"


def dress(made: Any) -> None:
    """Give an empty text document the page and the styles of the report."""
    for name, face in PARAGRAPHS.items():
        add_styles(made.styles, _paragraph(name, face), automatic=False)
    letters = {
        styles.STRONG: {"fo:font-weight": "bold"},
        styles.LINK: {"fo:color": BLUE, "style:text-underline-style": "solid"},
        styles.MARK: {"fo:color": GREY, "fo:font-size": "8.5pt"},
    }
    for name, look in letters.items():
        given = {"style:name": named(name), "style:display-name": f"Report {name}", "style:family": "text"}
        add_styles(made.styles, tag("style:style", given, tag("style:text-properties", look)), automatic=False)
    bullet = tag("text:list-level-style-bullet", {"text:level": 1, "text:bullet-char": "•"}, _indent())
    number = tag(
        "text:list-level-style-number",
        {"text:level": 1, "style:num-format": "1", "style:num-suffix": "."},
        _indent(),
    )
    for name, level in ((BULLETS, bullet), (NUMBERS, number)):
        add_styles(made.styles, tag("text:list-style", {"style:name": name}, level), automatic=False)
    _page(made)


def _paragraph(name: str, face: Face) -> Any:
    form = {
        "fo:margin-top": f"{face.before}pt", "fo:margin-bottom": f"{face.after}pt", "fo:line-height": "110%",
        "fo:keep-with-next": "always" if face.follows else "auto", "fo:orphans": 2, "fo:widows": 2,
    }  # fmt: skip
    letter = {
        "style:font-name": styles.FONT, "fo:font-family": styles.FONT, "fo:font-size": f"{face.size}pt",
        "fo:color": face.color or "#000000", "fo:font-weight": "bold" if face.bold else "normal",
        "fo:font-style": "italic" if face.italic else "normal",
    }  # fmt: skip
    given = {"style:name": named(name), "style:display-name": f"Report {name}", "style:family": "paragraph"}
    return tag("style:style", given, tag("style:paragraph-properties", form), tag("style:text-properties", letter))


def _indent() -> Any:
    label = {"text:label-followed-by": "listtab", "fo:text-indent": "-0.5cm", "fo:margin-left": "0.5cm",
             "text:list-tab-stop-position": "0.5cm"}  # fmt: skip
    mode = {"text:list-level-position-and-space-mode": "label-alignment"}
    return tag("style:list-level-properties", mode, tag("style:list-level-label-alignment", label))


def _page(made: Any) -> None:
    """A4 upright, with a foot; in place of the page of the template, and of its numbers before headings."""
    for each in made.styles.get_elements("//style:master-page | //text:outline-style"):
        each.delete()
    form = {"fo:page-width": "21cm", "fo:page-height": "29.7cm", "style:print-orientation": "portrait"}
    form |= {f"fo:margin-{side}": f"{MARGIN}cm" for side in ("left", "right", "top")} | {"fo:margin-bottom": "1cm"}
    foot = tag("style:header-footer-properties", {"fo:min-height": "1cm", "fo:margin-top": "0.5cm"})
    layout = tag(
        "style:page-layout",
        {"style:name": "ReportPage"},
        tag("style:page-layout-properties", form),
        tag("style:footer-style", {}, foot),
    )
    add_styles(made.styles, layout)
    page = {"style:name": "Standard", "style:page-layout-name": "ReportPage"}
    made.styles.get_element("//office:master-styles").append(tag("style:master-page", page, tag("style:footer")))
