"""The update of a questionnaire keeps what a person put in the workbook besides answers: it refuses to lose it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("openpyxl")

from attrs import evolve
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from regiorules.authoring.testing.running import Done, run
from regiorules.errors import InputError
from regiorules.facts.workbook import check_foreign, read_workbook, workbook_content
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.facts.workbook.books import KNOWN, changed
from tests.mini import MINI, VOCABULARY, codes
from tests.paths import REGIONS

CORE = load_rulesets(ruleset_folder("core")).vocabulary
EXAMPLE = REGIONS / "zeeland.yaml"
KEEP = "schrijf met --output naar een ander bestand, of verplaats dit naar een ander werkboek"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A filled-in questionnaire of the tiny rule set."""
    path = tmp_path / "scan.xlsx"
    path.write_bytes(workbook_content(VOCABULARY, KNOWN))
    return path


def update(path: Path, *words: str) -> Done:
    """The questionnaire's own update."""
    return run("questionnaire", path, "--ruleset", MINI, "--output", path, *words)


def refused(path: Path) -> list[str]:
    """What the update says; the workbook stays as it is."""
    before = path.read_bytes()
    done = update(path)
    assert (done.code, done.out, path.read_bytes()) == (2, "", before)
    lines = [line.removeprefix(f"{path}:") for line in done.err.splitlines()]
    assert all(line.endswith(f"verdwijnen; {KEEP}") for line in lines)
    return [line.removesuffix(f" verdwijnen; {KEEP}") for line in lines]


def test_all_that_would_be_lost_is_named(scan: Path) -> None:
    """A sheet, a cell and a comment of a person's own: one line for each, and the other file is written."""

    def change(book: Any) -> None:
        book.create_sheet("Mijn notities")["A1"] = "Jan bellen"
        book["Start"]["H30"] = "los"
        book["Start"]["A2"].comment = Comment("klopt dit?", "Jan")

    changed(scan, change)
    assert refused(scan) == [
        "Mijn notities!A1: het tabblad Mijn notities hoort niet bij de vragenlijst en zou",
        "Start!A2: de opmerking bij deze cel zou",
        "Start!H30: wat hier staat (H30) hoort niet bij de vragenlijst en zou",
    ]
    assert "write to another file with --output" in update(scan, "--lang", "en").err
    other = scan.with_name("nieuw.xlsx")
    assert run("questionnaire", scan, "--ruleset", MINI, "--output", other).code == 0
    assert update(other).code == 0


CELLS = [
    ("Start", "B1"), ("Start", "A2"), ("Start", "C4"), ("Start", "B8"), ("Start", "C9"), ("Start", "A40"),
    ("Feiten", "J1"), ("Feiten", "J7"), ("Feiten", "BZ3"), ("Feiten", "XFD9"), ("Feiten", "A400"), ("Feiten", "C400"),
    ("Feiten", "C2"), ("Gemeenten", "A3"), ("Gemeenten", "D4"), ("Gemeenten", "H9"), ("Bronnen", "E1"),
    ("Bronnen", "F30"), ("Aannames", "G2"), ("Aannames", "A99"), ("Aannames", "E99"),
]  # fmt: skip


def test_every_cell_of_a_person_is_named(scan: Path) -> None:
    """Beside, under and above what is written, however far away."""

    def change(book: Any) -> None:
        for sheet, cell in CELLS:
            book[sheet][cell] = "Navragen bij Jan"

    lines = refused(changed(scan, change))
    said = [(line.partition("!")[0], re.search(r"\((.*)\) hoort", line)) for line in lines]
    assert sorted((sheet, cell) for sheet, found in said if found for cell in found[1].split(", ")) == sorted(CELLS)


def test_a_note_beside_an_option_is_named(scan: Path) -> None:
    """A question has a note, its options have none: what stands there is not read."""

    def change(book: Any) -> None:
        sheet = book["Feiten"]
        row = next(each for each in range(2, 400) if sheet.cell(each, 7).value)
        sheet.cell(row, 5).value = "alleen in Goes"

    (line,) = refused(changed(scan, change))
    assert re.fullmatch(r"Feiten!E\d+: wat hier staat \(E\d+\) hoort niet bij de vragenlijst en zou", line)


def test_a_column_of_a_person_is_one_line(scan: Path) -> None:
    """Not one line for each of its cells."""

    def change(book: Any) -> None:
        for row in range(1, 40):
            book["Feiten"].cell(row, 11).value = "Jan"

    (line,) = refused(changed(scan, change))
    assert line.startswith("Feiten!K1: wat hier staat (K1, K2, K3, K4, K5, K6, K7, K8, …) hoort")


def test_a_chart_is_named(scan: Path) -> None:
    """On a sheet of the questionnaire, on one without cells, and as a sheet."""

    def change(book: Any) -> None:
        for sheet in (book["Gemeenten"], book.create_sheet("Grafiek")):
            chart = BarChart()
            chart.add_data(Reference(book["Gemeenten"], min_col=2, min_row=5, max_row=9))
            sheet.add_chart(chart, "J4")
        whole = BarChart()
        whole.add_data(Reference(book["Gemeenten"], min_col=2, min_row=5, max_row=9))
        book.create_chartsheet("Blad").add_chart(whole)

    assert refused(changed(scan, change)) == [
        "Blad!A1: het tabblad Blad hoort niet bij de vragenlijst en zou",
        "Gemeenten!J4: de afbeelding of grafiek die hier staat zou",
        "Grafiek!A1: het tabblad Grafiek hoort niet bij de vragenlijst en zou",
    ]


def chunk(kind: bytes, data: bytes) -> bytes:
    """A part of a picture."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_a_picture_is_named_without_a_library_that_reads_it(scan: Path) -> None:
    """The parts as a spreadsheet program writes them."""
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">'
        "<xdr:oneCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>11</xdr:row>"
        "<xdr:rowOff>0</xdr:rowOff></xdr:from></xdr:oneCellAnchor><xdr:absoluteAnchor/></xdr:wsDr>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}/drawing" Target="../drawings/drawing9.xml"/></Relationships>'
    )
    image = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IEND", b"")
    with zipfile.ZipFile(scan, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet2.xml.rels", rels)
        archive.writestr("xl/drawings/drawing9.xml", drawing)
        archive.writestr("xl/media/image1.png", image)
    assert refused(scan) == [
        "Start!A1: de afbeelding of grafiek die hier staat zou",
        "Start!C12: de afbeelding of grafiek die hier staat zou",
    ]
    damaged = io.BytesIO()
    with zipfile.ZipFile(scan) as archive, zipfile.ZipFile(damaged, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name) if "drawing9" not in name else b"<")
    scan.write_bytes(damaged.getvalue())
    assert codes(InputError, check_foreign, scan, VOCABULARY) == ["workbook_broken"]


# --- what is the questionnaire's own ---------------------------------------------------------------------


def shift(title: str) -> Callable[[Any], None]:
    """A change that moves a whole sheet down and to the right, without the merged cells that stay behind."""

    def change(book: Any) -> None:
        sheet: Worksheet = book[title]
        for each in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(each))
        sheet.insert_rows(1, 3)
        sheet.insert_cols(1)

    return change


def moved(book: Any) -> None:
    """Two whole rows of questions change places."""
    sheet = book["Feiten"]
    for column in range(1, 10):
        one, two = sheet.cell(3, column), sheet.cell(4, column)
        one.value, two.value = two.value, one.value


UNTOUCHED: dict[str, Callable[[Any], object]] = {
    "nothing": lambda book: None,
    "an empty sheet": lambda book: book.create_sheet("Blad1"),
    "a cell with a space": lambda book: book["Start"].__setitem__("H30", "  "),
    "a colour": lambda book: setattr(book["Start"]["H30"], "fill", PatternFill("solid", fgColor="FF0000")),
    "a source in a far row": lambda book: book["Bronnen"].append(["jaarplan", "Het jaarplan"]),
    "a moved sheet": lambda book: book.move_sheet("Bronnen", -2),
    "without hidden columns": lambda book: book["Feiten"].delete_cols(6, 4),
    "without drop-down lists": lambda book: book.remove(book["Lijsten"]),
    "moved rows": moved,
    **{f"{title} shifted": shift(title) for title in ("Start", "Feiten", "Gemeenten", "Bronnen", "Aannames")},
}


@pytest.mark.parametrize("change", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_is_ours_is_updated(change: Callable[[Any], object], scan: Path) -> None:
    """Answers, sources, moved rows and columns: all is read, and written anew."""
    known = read_workbook(changed(scan, change), VOCABULARY)
    done = update(scan)
    assert (done.code, done.err) == (0, f"geschreven: {scan}\n")
    assert read_workbook(scan, VOCABULARY) == known


def test_every_language_is_ours(tmp_path: Path) -> None:
    """A real region, from Dutch to English, and back."""
    path = tmp_path / "scan.xlsx"
    assert run("questionnaire", EXAMPLE, "--output", path).code == 0
    for language in ("en", "en", "nl"):
        assert run("questionnaire", path, "--output", path, "--lang", language).code == 0


def test_a_questionnaire_of_before_is_ours(tmp_path: Path) -> None:
    """What isn't asked any more, or is put otherwise, was written by us: not filled in it may go."""
    path = tmp_path / "scan.xlsx"
    path.write_bytes(workbook_content(CORE))
    fewer = {name: fact for name, fact in CORE.facts.items() if fact.type != "records" and fact.group != "region"}
    check_foreign(path, evolve(CORE, facts=fewer, groups={}, parameters={}, profile=None))
    changed(path, lambda book: book["Gemeenten"].__setitem__("A5", "Goes"))
    assert codes(InputError, check_foreign, path, evolve(CORE, facts=fewer, profile=None)) == ["sheet_foreign"]
