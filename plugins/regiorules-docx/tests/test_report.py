"""The Word report, read back with python-docx."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import regiorules_docx
from attrs import evolve
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from regiorules_docx.report import write_report
from regiorules_docx.styles import SEVERITY_FILL

from regiorules import Advice, Engine, Knowledge, load, make_advice, read_region, region_of
from regiorules.advice.model import Note, SourceLine
from regiorules.render.phrases import phrase
from regiorules.rules.bundled import bundled
from regiorules.testing import regions, run
from regiorules.text import LANGUAGES, Language

FLEVOLAND = bundled("examples") / "regions" / "flevoland.yaml"
Maker = Callable[[Language], Advice]
SOME = settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))


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


def opened(advice: Advice) -> WordDocument:
    """The report on an advice, as python-docx reads it."""
    return Document(BytesIO(write_report(advice)))


def headings(document: WordDocument, level: int) -> list[str]:
    """The headings of a level."""
    return [each.text for each in document.paragraphs if each.style and each.style.name == f"Heading {level}"]


def rows(table: Table) -> list[list[str]]:
    """The texts in a table."""
    return [[cell.text for cell in row.cells] for row in table.rows]


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


def texts(advice: Advice) -> Iterator[str]:
    """Every text that a reader of the advice has to find in the report."""
    yield from (advice.region, advice.date, *advice.conflicts)
    yield from (part for line in (*advice.summary, *advice.assumptions) for part in (line.title, line.value))
    for position in advice.positions:
        yield from (position.title, position.name, *(axis.value for axis in position.axes))
    for route in (*advice.narrow, *advice.broad):
        yield from (route.title, route.text, *(route.steps if route.status == "holds" else ()))
    for each in advice.recommendations:
        yield from (each.title, each.text, each.horizon, *each.steps)
    for risk in advice.risks:
        yield from (risk.title, risk.text, *(remedy.title for remedy in risk.remedies if remedy.advised))
    reasons = [reason for route in (*advice.narrow, *advice.broad) for reason in route.reasons]
    reasons += [reason for each in advice.recommendations for reason in each.reasons]
    reasons += [reason for risk in advice.risks for reason in risk.reasons]
    reasons += [reason for division in advice.divisions for reason in division.reasons]
    yield from (reason.text for reason in reasons)
    yield from (division.title for division in advice.divisions)
    yield from (question.title for question in advice.questions[5:])
    yield from (question.question for question in advice.questions[:5])
    for piece in advice.background:
        yield from (piece.title, piece.text, piece.url)
    for source in advice.sources:
        yield from (source.title, source.date, source.url)
    for statement in advice.statements:
        yield from (statement.id, statement.text)
    yield from (part for ruleset in advice.rulesets for part in (ruleset.version, ruleset.title, ruleset.source))
    yield from (note.text for note in advice.notes)


# --- what stands in it -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_stand_in_order(language: Language) -> None:
    """The chapters are headings of level 1, in the order of every note, and the contents name the same."""
    document = opened(flevoland(language))
    named = [phrase(name, language) for name in ("positions", "route", "first", "risks", "division", "further", "open")]
    front, examples = {"nl": ("Samenvatting", "Voorbeelden"), "en": ("Summary", "Examples")}[language]
    named = [front, *named, examples, phrase("background", language), phrase("account", language)]
    assert headings(document, 1) == named
    contents = [each for each in document.paragraphs if each.style and each.style.name == "toc 1"]
    assert [each.text for each in contents] == named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [flevoland, nothing])
def test_nothing_of_the_advice_is_left_out(make: Maker, language: Language) -> None:
    """Each text of the advice stands in the report, of a known and of an unknown region."""
    advice = make(language)
    found = text_of(opened(advice))
    assert [text for text in texts(advice) if text not in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_risks_are_the_rows_of_a_table(language: Language) -> None:
    """A row for each risk, in order, with its severity as a word and as a colour, and what helps."""
    advice = flevoland(language)
    found = table(opened(advice), phrase("risks", language))
    head, *body = rows(found)
    assert head[2:] == [phrase("because", language), phrase("to_do", language)]
    assert [row[0].splitlines()[0] for row in body] == [risk.title for risk in advice.risks]
    assert [row[1].lower() for row in body] == [risk.severity_label for risk in advice.risks]
    helps = [[remedy.title for remedy in risk.remedies if remedy.advised] for risk in advice.risks]
    assert [row[3].splitlines() for row in body] == helps
    fills = [row.cells[1]._tc.xpath("./w:tcPr/w:shd/@w:fill") for row in found.rows[1:]]
    assert fills == [[SEVERITY_FILL[risk.severity]] for risk in advice.risks]


def test_every_table_with_a_heading_row_repeats_it() -> None:
    """Risks, division and positions carry their heading row to the next page; no row breaks while it fits."""
    document = opened(flevoland())
    for name in ("risks", "division", "positions"):
        found = table(document, phrase(name, "nl"))
        assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in found.rows] == [True] + [False] * (
            len(found.rows) - 1
        )
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in found.rows)


def test_every_recommendation_has_its_heading() -> None:
    """The first five by rank as headings of level 2, the others in their sections as headings of level 3."""
    advice = flevoland()
    document = opened(advice)
    ranked = [f"{each.rank}. {each.title}" for each in advice.recommendations[:5]]
    assert [each for each in headings(document, 2) if each in ranked] == ranked
    assert sorted(headings(document, 3)) == sorted(each.title for each in advice.recommendations[5:])


def test_each_numbered_list_starts_at_one() -> None:
    """The lists of steps don't count on from each other."""
    numbers = [
        paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0]
        for paragraph in opened(flevoland()).paragraphs
        if paragraph.style and paragraph.style.name == "List Number"
    ]
    runs = [number for number, before in zip(numbers, [None, *numbers], strict=False) if number != before]
    assert len(runs) == len(set(runs)) == 3  # what first, the steps of the route, the questions


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_has_words(language: Language) -> None:
    """There is one picture, as wide as the text, and its description says what each figure shows."""
    advice = flevoland(language)
    document = opened(advice)
    (shape,) = document.inline_shapes
    assert document.sections[0].page_width is not None
    assert shape.width <= Cm(21) - 2 * Cm(2.2)
    described = shape._inline.docPr.get("descr")
    for position in advice.positions:
        assert position.title in described
        assert all(axis.value in described for axis in position.axes)


def test_links_work() -> None:
    """Sources and examples with an address are links to it; links inside the report have a place to go to."""
    advice = flevoland()
    document = opened(advice)
    relations = document.part.rels
    outside = {relations[link].target_ref for link in document.element.xpath("//w:hyperlink/@r:id")}
    named = [each.url for each in advice.sources] + [each.url for each in advice.background]
    assert outside == set(filter(None, named))
    inside = set(document.element.xpath("//w:hyperlink/@w:anchor"))
    places = document.element.xpath("//w:bookmarkStart/@w:name")
    assert inside <= set(places)
    assert len(places) == len(set(places))
    assert len(inside) > len(advice.statements)  # statements, examples and chapters


def test_notes_and_conflicts_stand_in_it() -> None:
    """Notes of plugins and contradictions come in the report where there are any, and only then."""
    advice = evolve(flevoland(), notes=(Note("mijn-plugin", "Let op de grens."),), conflicts=("Dit spreekt dat tegen",))
    document = opened(advice)
    found = text_of(document)
    assert "Let op de grens. (mijn-plugin)" in found
    assert "Dit spreekt dat tegen" in found
    assert phrase("notes", "nl") in headings(document, 1)
    assert phrase("notes", "nl") not in headings(opened(flevoland()), 1)


# --- the file --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "locale"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_the_file_knows_its_language_and_title(language: Language, locale: str) -> None:
    """Language, title and subject are set, no person is named, and the date is that of the facts."""
    advice = flevoland(language)
    document = opened(advice)
    assert document.styles.element.xpath("//w:rPrDefault//w:lang/@w:val") == [locale]
    properties = document.core_properties
    assert properties.language == locale
    assert properties.title == phrase("title", language, region="Flevoland")
    assert properties.subject == advice.rulesets[0].title
    assert (properties.author, properties.last_modified_by) == ("RegioRules", "")
    assert properties.created == properties.modified == datetime.datetime(2016, 1, 1, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("date", "on", "expected"),
    [
        ("2016-04-13", "2026-01-01", "2016-04-13"),
        ("2016-04", "", "2016-04-01"),
        ("", "2026-01-02", "2026-01-02"),
        ("voorjaar", "", "1980-01-01"),
        ("0099", "", "1980-01-01"),
    ],
)
def test_the_date_of_the_file(date: str, on: str, expected: str) -> None:
    """The date of the facts, else the day of the rules, else a fixed one; never today's."""
    advice = flevoland()
    created = opened(evolve(advice, date=date, assessment=evolve(advice.assessment, on=on))).core_properties.created
    assert created is not None
    assert created.date().isoformat() == expected


def test_it_is_a4_with_page_numbers() -> None:
    """A4, and a footer with the number of the page and of all pages."""
    section = opened(flevoland()).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    codes = [node.text.strip() for node in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_advice_gives_the_same_bytes(language: Language) -> None:
    """Twice the same bytes, and nothing in the file is dated by the clock."""
    once, again = write_report(flevoland(language)), write_report(flevoland(language))
    assert once == again
    with ZipFile(BytesIO(once)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_styles_are_few() -> None:
    """Of the template's hundred kinds of table only what the report uses is left in a reader's list of styles."""
    kinds = [each for each in opened(nothing()).styles if each.type == WD_STYLE_TYPE.TABLE]
    assert len(kinds) <= 2


# --- whatever comes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_of_which_nothing_is_known(language: Language) -> None:
    """The report says that nothing follows yet, and what to ask; there is no table of risks."""
    document = opened(nothing(language))
    found = text_of(document)
    assert phrase("nothing_advised", language) in found
    assert phrase("no_risks", language) in found
    assert nothing(language).questions[0].question in found
    with pytest.raises(AssertionError):
        table(document, phrase("risks", language))


@SOME
@given(region=st.deferred(lambda: regions(knowledge().vocabulary)), language=st.sampled_from(LANGUAGES))
def test_any_region_gives_a_report(region: object, language: Language) -> None:
    """Whatever is known of a region, the report is written, can be read, and has every risk and recommendation."""
    advice = make_advice(engine().assess(region), knowledge(), language)  # type: ignore[arg-type]
    document = opened(advice)
    if advice.risks:
        assert len(table(document, phrase("risks", language)).rows) == len(advice.risks) + 1
    found = [*headings(document, 2), *headings(document, 3)]
    assert [each.title for each in advice.recommendations if not any(each.title in line for line in found)] == []


@SOME
@given(text=st.text(max_size=40), url=st.text(max_size=40))
def test_any_text_gives_a_report(text: str, url: str) -> None:
    """No text from a region file or a plugin, and no address, can spoil the file."""
    line = SourceLine("x", text, url, text)
    advice = evolve(nothing(), region=text, date=text, sources=(line,), notes=(Note("x", text),), conflicts=(text,))
    document = opened(advice)
    assert document.core_properties.title is not None
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200b-\u200f]", text_of(document))


@pytest.mark.parametrize(
    "url",
    [
        "http://exa mple.org",
        "http://[::1",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://",
        "//x",
        "naslag",
        "\0",
    ],
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    """An address that Word can't follow stands as text, since a bad link makes Word refuse the file."""
    document = opened(evolve(nothing(), sources=(SourceLine("x", "Krant", url, ""),)))
    assert document.element.xpath("//w:hyperlink/@r:id") == []
    assert f"Krant, {url}".replace("\0", r"\x00") in text_of(document)


def test_an_address_is_escaped() -> None:
    """Signs that can't stand in an address are escaped in the link; the text keeps them."""
    url = "https://example.org/zoek?q=één [x]&y=100%"
    document = opened(evolve(nothing(), sources=(SourceLine("x", "Krant", url, ""),)))
    (link,) = document.element.xpath("//w:hyperlink/@r:id")
    assert document.part.rels[link].target_ref == "https://example.org/zoek?q=%C3%A9%C3%A9n%20%5Bx%5D&y=100%"
    assert url in text_of(document)


def test_long_texts_fit() -> None:
    """A title longer than a property can hold is cut there, and whole in the text."""
    name = "Zeer lange naam " * 40
    document = opened(evolve(flevoland(), region=name))
    assert len(document.core_properties.title) == 255
    assert name in text_of(document)


# --- as a user does it -------------------------------------------------------------------------------


def test_from_the_command_line(tmp_path: Path) -> None:
    """`advise --output FILE.docx` writes the report; without a terminal it may also go to standard output."""
    path = tmp_path / "advies.docx"
    done = run("advise", FLEVOLAND, "--output", path, plugins={"docx": regiorules_docx})
    assert (done.code, done.out, done.err) == (0, "", f"geschreven: {path}\n")
    assert headings(Document(str(path)), 1)[0] == "Samenvatting"
    piped = run("advise", "--region", "Zeeland", "--format", "docx", plugins={"docx": regiorules_docx})
    assert piped.code == 0
    assert "Zeeland" in Document(BytesIO(piped.content)).core_properties.title


@pytest.mark.skipif(
    not all(map(shutil.which, ("soffice", "pdfinfo", "pdftotext"))), reason="needs LibreOffice and poppler"
)
@pytest.mark.parametrize(("make", "language"), [(flevoland, "nl"), (flevoland, "en"), (nothing, "nl")])
def test_libreoffice_can_print_it(make: Maker, language: Language, tmp_path: Path) -> None:
    """LibreOffice makes a PDF of it, with the title and the last statement on pages that aren't empty."""
    advice = make(language)
    (tmp_path / "advies.docx").write_bytes(write_report(advice))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for command in (
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", ".", "advies.docx"],
        ["pdftotext", "-layout", "advies.pdf", "advies.txt"],
    ):
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    *pages, rest = (tmp_path / "advies.txt").read_text(encoding="utf-8").split("\f")
    assert (len(pages) > 3, rest) == (True, "")
    assert min(len(page.split()) for page in pages) > 20
    assert advice.region in pages[0]
    assert advice.rulesets[0].version in " ".join(pages)
