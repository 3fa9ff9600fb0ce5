"""Word reports as tests read them back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from regiorules_docx.report import write_report

from regiorules import Advice, Comparison, Engine, Knowledge, Layout, compare, load, make_advice, read_region, region_of
from regiorules.rules.bundled import bundled
from regiorules.text import Language

FLEVOLAND = bundled("examples") / "regions" / "flevoland.yaml"
Maker = Callable[[Language], Advice]


@cache
def knowledge() -> Knowledge:
    """The rule set core."""
    return load("core")


@cache
def engine() -> Engine:
    """An engine for it."""
    return Engine(knowledge(), "compiled")


@cache
def flevoland(language: Language = "nl") -> Advice:
    """The advice for Flevoland."""
    return make_advice(engine().assess(read_region(FLEVOLAND, knowledge().vocabulary)), knowledge(), language)


@cache
def nothing(language: Language = "nl") -> Advice:
    """The advice for a region of which nothing is known."""
    return make_advice(engine().assess(region_of({"region": "X"}, knowledge().vocabulary)), knowledge(), language)


@cache
def partly(language: Language = "nl") -> Advice:
    """The advice for a region of which some facts are partly known, and a list isn't complete."""
    facts = {
        "regional_network": "hoogstens los",
        "client_file_shared": "hoogstens deels",
        "employer_service_point": "niet in bedrijf",
        "municipalities": "Almere 218.000, anderen onbekend",
    }
    told = region_of({"region": "Flevoland", "facts": facts}, knowledge().vocabulary)
    return make_advice(engine().assess(told), knowledge(), language)


def compared(language: Language = "nl", more: int = 0) -> Comparison:
    """Flevoland beside a region of which little is known, and others of which nothing is."""
    vocabulary = knowledge().vocabulary
    others = [{"region": "Y", "facts": {"regional_network": "loose"}}, *({"region": f"Z{n}"} for n in range(more))]
    regions = [read_region(FLEVOLAND, vocabulary), *(region_of(each, vocabulary) for each in others)]
    return compare([engine().assess(each) for each in regions], knowledge(), language)


def opened(advice: Advice, *, full: bool = False) -> WordDocument:
    """The report on an advice, as python-docx reads it."""
    return Document(BytesIO(write_report(advice, Layout(full=full))))


def headings(document: WordDocument, level: int) -> list[str]:
    """The headings of a level."""
    return [each.text for each in document.paragraphs if each.style and each.style.name == f"Heading {level}"]


def table(document: WordDocument, title: str) -> Table:
    """The table with that title (the one for who can't see it)."""
    found = [each for each in document.tables if title in each._tbl.tblPr.xpath("./w:tblCaption/@w:val")]
    assert len(found) == 1
    return found[0]


def text_of(document: WordDocument) -> str:
    """All text of the body: of paragraphs, links and tables."""
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    )
