"""The file of the Word report: its properties, its pages and its bytes, from the command line and in LibreOffice."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import regiorules_docx
from attrs import evolve
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from regiorules_docx.report import write_report
from word_reports import FLEVOLAND, Maker, flevoland, headings, nothing, opened

from regiorules.render.first_page import title_of
from regiorules.testing import run
from regiorules.text import LANGUAGES, Language


@pytest.mark.parametrize(("language", "locale"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_the_file_knows_its_language_and_title(language: Language, locale: str) -> None:
    """Language, title and subject are set, no person is named, and the date is that of the facts."""
    advice = flevoland(language)
    document = opened(advice)
    assert document.styles.element.xpath("//w:rPrDefault//w:lang/@w:val") == [locale]
    properties = document.core_properties
    assert properties.language == locale
    assert properties.title == title_of(advice)
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


def test_from_the_command_line(tmp_path: Path) -> None:
    """`advise --output FILE.docx` writes the report; without a terminal it may also go to standard output."""
    path = tmp_path / "advies.docx"
    done = run("advise", FLEVOLAND, "--output", path, plugins={"docx": regiorules_docx})
    assert (done.code, done.out, done.err) == (0, "", f"geschreven: {path}\n")
    assert headings(Document(str(path)), 1)[0] == "In het kort"
    piped = run("advise", "--region", "Zeeland", "--format", "docx", plugins={"docx": regiorules_docx})
    assert piped.code == 0
    assert "Zeeland" in Document(BytesIO(piped.content)).core_properties.title


@pytest.mark.skipif("REGIORULES_EVERY" not in os.environ, reason="in `make soak`")
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
    assert (len(pages) > (3 if advice.risks else 0), rest) == (True, "")
    assert min(len(page.split()) for page in pages) > 20
    assert advice.region in pages[0]
    assert advice.rulesets[0].version in " ".join(pages)
