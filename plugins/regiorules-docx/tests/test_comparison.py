"""Regions side by side as a Word report, read back with python-docx."""

from __future__ import annotations

from io import BytesIO

import pytest

pytest.importorskip("resvg_py")

from attrs import evolve
from docx import Document
from regiorules_docx.comparison import BESIDE, write_comparison
from word_reports import FLEVOLAND, compared, engine, headings, knowledge, table, text_of

from regiorules import compare, read_region
from regiorules.render.change_notes import own_facts
from regiorules.text import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_a_chapter_with_a_table(language: Language) -> None:
    """Subjects in rows, regions in columns; then each difference with the facts behind it."""
    comparison = compared(language)
    document = Document(BytesIO(write_comparison(comparison)))
    assert headings(document, 1)[:-1] == [part.title for part in comparison.parts]
    for part in comparison.parts:
        rows = [[cell.text for cell in row.cells] for row in table(document, part.title).rows]
        assert rows[0][1:] == list(comparison.regions)
        mine = [row for row in comparison.rows if row.kind == part.kind]
        assert rows[1:] == [[row.title, *(cell.value for cell in row.cells)] for row in mine]
    different = [row for row in comparison.rows if row.differs]
    assert headings(document, 2) == [row.title for row in different]
    found = text_of(document)
    assert all(own_facts(row, cell) in found for row in different for cell in row.cells)


def test_many_regions_stand_in_several_tables() -> None:
    """At most so many beside each other, and none left out."""
    comparison = compared(more=BESIDE)
    document = Document(BytesIO(write_comparison(comparison)))
    tables = [each for each in document.tables if len(each.columns) > 1][:2]
    heads = [[cell.text for cell in each.rows[0].cells][1:] for each in tables]
    assert [name for names in heads for name in names] == list(comparison.regions)
    assert max(map(len, heads)) - min(map(len, heads)) <= 1


def test_the_same_regions_give_the_same_bytes() -> None:
    """And a region that is the same as another one gives no difference."""
    assert write_comparison(compared()) == write_comparison(compared())
    vocabulary = knowledge().vocabulary
    same = compare([engine().assess(read_region(FLEVOLAND, vocabulary))] * 2, knowledge())
    assert "Zij verschillen nergens." in text_of(Document(BytesIO(write_comparison(same))))


def test_hostile_names_stay_text() -> None:
    """Markup and signs that turn text around are text, spelled out where they can't be seen."""
    hostile = evolve(compared(), regions=("<script>alert(1)</script>", "\u202eX\x07"))
    found = text_of(Document(BytesIO(write_comparison(hostile))))
    assert "<script>alert(1)</script>" in found
    assert not any(sign in found for sign in "\u202e\x07")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_figure_has_all_of_them(language: Language) -> None:
    """One picture for each figure, whose description says of each where it stands."""
    comparison = compared(language)
    document = Document(BytesIO(write_comparison(comparison)))
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(described) == len(comparison.positions[0])
    assert all(name in words for words in described for name in comparison.regions)
