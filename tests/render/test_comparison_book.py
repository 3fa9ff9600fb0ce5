"""Regions side by side as a workbook: every row on the sheet of its part, in both forms."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("odfdo")
pytest.importorskip("openpyxl")

from attrs import evolve
from openpyxl import load_workbook

from regiorules import Comparison, Engine, compare, load, read_region
from regiorules.authoring.testing.running import run
from regiorules.facts.workbook.contents import contents_of
from regiorules.office.files import written
from regiorules.render.comparison_book import comparison_book
from regiorules.text import LANGUAGES, Language
from tests.facts.workbook.libreoffice import NO_SPREADSHEET, converted
from tests.paths import REGIONS

KNOWLEDGE = load("core")
FOUND = [
    Engine(KNOWLEDGE, "compiled").assess(read_region(REGIONS / f"{name}.yaml", KNOWLEDGE.vocabulary))
    for name in ("flevoland", "zeeland", "rivierenland-2014")
]
HOSTILE = "=1+1 <script>alert(1)</script> \u202e\x07 [x]:*?/\\'"


def compared(language: Language = "nl") -> Comparison:
    """Three regions side by side."""
    return compare(FOUND, KNOWLEDGE, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_stands_on_the_sheet_of_its_part(tmp_path: Path, language: Language) -> None:
    """Regions in columns, in view; what differs has a colour and a word; the last sheet says why."""
    comparison = compared(language)
    path = tmp_path / "c.xlsx"
    path.write_bytes(written(comparison_book(comparison), "xlsx"))
    *sheets, last = load_workbook(path).worksheets
    assert len(sheets) == len(comparison.parts) == 5
    for sheet, part in zip(sheets, comparison.parts, strict=True):
        rows = [row for row in comparison.rows if row.kind == part.kind]
        assert [cell.value for cell in sheet[3]][1:-1] == list(comparison.regions)
        assert sheet.freeze_panes == "B4"
        assert sheet.print_title_rows == "$3:$3"
        shown = [[cell.value for cell in row[:-1]] for row in sheet.iter_rows(min_row=4)]
        assert shown == [[row.title, *(cell.value for cell in row.cells)] for row in rows]
        said = {"nl": ("ja", "nee"), "en": ("yes", "no")}[language]
        assert [row[-1].value for row in sheet.iter_rows(min_row=4)] == [said[row.differs] for row in rows]
        colored = [row[1].fill.fill_type == "solid" for row in sheet.iter_rows(min_row=4)]
        assert colored == [row.differs for row in rows]
    apart = [row for row in comparison.rows if row.differs]
    assert [cell.value for cell in last["A"][3:]] == [row.title for row in apart for _ in row.cells]
    assert [cell.value for cell in last["C"][3:]] == [cell.value for row in apart for cell in row.cells]


def test_both_forms_hold_the_same() -> None:
    """Cell by cell on every sheet, with the colours."""
    xlsx, ods = (list(contents_of(written(comparison_book(compared()), form))) for form in ("xlsx", "ods"))
    for one, other in zip(xlsx, ods, strict=True):
        assert one.title == other.title
        assert [(each.row, each.column, each.text) for each in one.cells] == [
            (each.row, each.column, each.text) for each in other.cells
        ]


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_hostile_names_stay_text(form: str) -> None:
    """A formula, markup, control characters, and what no sheet may be called."""
    comparison = compared()
    parts = tuple(evolve(each, title=HOSTILE) for each in comparison.parts)
    hostile = evolve(comparison, regions=(HOSTILE, "b", "c"), title=HOSTILE, parts=parts)
    found = list(contents_of(written(comparison_book(hostile), form)))
    assert len({each.title for each in found}) == len(found) == 6
    heads = [cell for sheet in found for cell in sheet.cells if cell.row == 3 and cell.column == 2][:-1]
    assert len(heads) == 5
    assert all(cell.text.startswith("=1+1 <script>") and not cell.formula for cell in heads)
    assert not any(sign in cell.text for cell in heads for sign in "\u202e\x07")


def test_regions_that_do_not_differ_are_said_not_to() -> None:
    """The last sheet has one line then."""
    book = comparison_book(compare([FOUND[0], FOUND[0]], KNOWLEDGE))
    assert [cell.value for at, cell in book.made[-1].cells.items() if at[0] == 4] == ["Zij verschillen nergens."]


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_command_writes_it(tmp_path: Path, form: str) -> None:
    """By the name of the file, or by name; not on a terminal's worth of text."""
    path = tmp_path / f"c.{form}"
    done = run("compare", REGIONS / "flevoland.yaml", "--region", "Zeeland", "--output", path)
    assert (done.code, done.err) == (0, f"geschreven: {path}\n")
    assert [each.title for each in contents_of(path.read_bytes())][-1].startswith("Waar zij verschillen")
    wrong = run("compare", REGIONS / "flevoland.yaml", "--region", "Zeeland", "--format", form, "--output", "c.docx")
    assert (wrong.code, len(wrong.err.splitlines())) == (2, 1)


@NO_SPREADSHEET
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_libreoffice_opens_it(tmp_path: Path, form: str) -> None:
    """Without a complaint, and prints it."""
    path = tmp_path / f"c.{form}"
    path.write_bytes(written(comparison_book(compared()), form))
    assert (converted(iter([path]), "pdf", tmp_path) / "c.pdf").stat().st_size > 5_000
