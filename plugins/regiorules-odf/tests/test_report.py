"""The OpenDocument report, read back: it says what the Word report says."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

pytest.importorskip("resvg_py")

from attrs import evolve
from odfdo import Document
from regiorules_docx.comparison import write_comparison
from regiorules_docx.report import write_report
from regiorules_odf import OdtComparison, OdtRenderer
from regiorules_odf.paper import Paper
from word_reports import Maker, compared, flevoland, headings, nothing, partly, text_of

from regiorules import Advice, Layout
from regiorules.text import LANGUAGES, Language

WRITER = shutil.which("soffice") if shutil.which("lowriter") else None
NO_WRITER = pytest.mark.skipif(WRITER is None, reason="LibreOffice Writer isn't installed")


def opened(advice: Advice, *, full: bool = False) -> Document:
    """The report on an advice, as odfdo reads it."""
    return Document(BytesIO(OdtRenderer().render(advice, Layout(full=full))))


def lines(text: str) -> list[str]:
    """The paragraphs of a text, however they are laid out, without spaces: some of those are elements in ODF."""
    return sorted(filter(None, ("".join(line.split()) for line in text.split("\n"))))


def said(document: Document) -> str:
    """All text of the body; the words of a picture are no text."""
    paragraphs = document.body.get_elements("//text:p[not(draw:frame)] | //text:h")
    return "\n".join("".join(map(str, each.xpath("descendant::text()"))) for each in paragraphs)


@pytest.mark.parametrize(("make", "language"), [(flevoland, "nl"), (nothing, "en"), (partly, "nl")])
def test_it_says_what_the_word_report_says(make: Maker, language: Language) -> None:
    """The same words, for a known, an unknown and a partly known region."""
    advice = make(language)
    word = docx.Document(BytesIO(write_report(advice, Layout(full=True))))
    assert lines(said(opened(advice, full=True))) == lines(text_of(word))


def test_headings_are_headings() -> None:
    """With their levels, in the same order; the contents link to each chapter."""
    advice = flevoland()
    document = opened(advice)
    word = docx.Document(BytesIO(write_report(advice)))
    for level in (1, 2, 3):
        found = document.body.get_elements(f'//text:h[@text:outline-level="{level}"]')
        assert [each.inner_text for each in found] == headings(word, level)
    links = document.body.get_elements("//text:index-body//text:a")
    assert [each.inner_text for each in links] == headings(word, 1)
    places = {each.get_attribute("text:name") for each in document.body.get_elements("//text:bookmark")}
    inside = [str(each.get_attribute("xlink:href")) for each in document.body.get_elements("//text:a")]
    assert {each[1:] for each in inside if each.startswith("#")} <= places
    assert all(each.startswith(("#", "http://", "https://")) for each in inside)


def test_tables_repeat_their_heading_and_pictures_have_lines() -> None:
    """For who prints it, and for who can't see it."""
    document = opened(flevoland())
    tables = document.body.get_elements("//table:table")
    assert all(each.get_element("table:title").inner_text for each in tables)
    assert [each for each in tables if each.get_element("table:table-header-rows")]
    described = [each.get_element("svg:desc").inner_text for each in document.body.get_elements("//draw:frame")]
    for said, position in zip(described, flevoland().positions, strict=True):
        assert all(axis.title in said and axis.value in said for axis in position.axes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_regions_side_by_side(language: Language) -> None:
    """The same words as in the Word report."""
    comparison = compared(language, more=4)
    word = docx.Document(BytesIO(write_comparison(comparison)))
    found = Document(BytesIO(OdtComparison().render(comparison, Layout())))
    assert lines(said(found)) == lines(text_of(word))


def test_hostile_names_stay_text() -> None:
    """Markup is text, and what turns text around is spelled out."""
    advice = evolve(flevoland(), region="<script>alert(1)</script> \u202e\x07", conflicts=("<text:p/>&amp;",))
    found = said(opened(advice))
    assert "<text:p/>&amp;" in found
    assert not any(sign in found for sign in "\u202e\x07")


def test_the_same_advice_gives_the_same_bytes() -> None:
    """No clock, no machine, nobody's name, and nothing of the template."""
    content = write_report(flevoland(), None, Paper())
    assert content == write_report(flevoland(), None, Paper())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        meta = archive.read("meta.xml").decode()
        assert "LibreOffice" not in meta
        assert "creator" not in meta
        assert not [name for name in archive.namelist() if name.startswith(("Thumbnails", "Configurations"))]


@pytest.mark.skipif("REGIORULES_EVERY" not in os.environ, reason="in `make soak`")
@NO_WRITER
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    """Both documents, without a complaint, as pages."""
    (tmp_path / "a.odt").write_bytes(OdtRenderer().render(flevoland(), Layout(full=True)))
    (tmp_path / "c.odt").write_bytes(OdtComparison().render(compared(), Layout()))
    (tmp_path / "c.docx").write_bytes(write_comparison(compared()))
    for name in ("a.odt", "c.odt", "c.docx"):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [str(WRITER), "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path / name[2:])]
        done = subprocess.run([*command, str(tmp_path / name)], capture_output=True, text=True, timeout=300, check=True)
        assert "Error" not in done.stdout + done.stderr
        assert (tmp_path / name[2:] / f"{name[0]}.pdf").stat().st_size > 5_000
