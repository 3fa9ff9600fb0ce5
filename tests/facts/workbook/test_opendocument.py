"""The questionnaire as .ods: the same as the .xlsx, and refused in one line where it is made to do harm."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

pytest.importorskip("odfdo")
pytest.importorskip("openpyxl")

from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.authoring.testing.running import run
from regiorules.errors import InputError, MissingExtra
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, read_region
from regiorules.facts.workbook import check_foreign, read_workbook, workbook_content
from regiorules.facts.workbook.contents import contents_of
from regiorules.text import LANGUAGES, Language
from tests.facts.workbook.archives import repack, zipped
from tests.facts.workbook.books import BY_NAME, EXAMPLES, KNOWN, VOCABULARY, assessed, said
from tests.facts.workbook.libreoffice import NO_SPREADSHEET, converted
from tests.mini import MINI, codes
from tests.mini import VOCABULARY as SMALL

MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def opened(folder: Path, region: Region | None = KNOWN) -> Path:
    """A small questionnaire."""
    path = folder / "scan.ods"
    path.write_bytes(workbook_content(SMALL, region, form="ods"))
    return path


def filled(folder: Path, find: str, put: str) -> Path:
    """A small questionnaire in which one piece of its content is another."""

    def change(content: bytes) -> bytes:
        assert find.encode() in content
        return content.replace(find.encode(), put.encode(), 1)

    return repack(opened(folder), {"content.xml": change})


@BY_NAME
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_as_the_xlsx_does(tmp_path: Path, example: Path, language: Language) -> None:
    """The same region from both, for every example in both languages."""
    region = read_region(example, VOCABULARY)
    back = {}
    for form in ("xlsx", "ods"):
        path = tmp_path / f"scan.{form}"
        path.write_bytes(workbook_content(VOCABULARY, region, language, form=form))
        back[form] = read_workbook(path, VOCABULARY)
    assert back["ods"] == back["xlsx"] == region
    assert assessed(back["ods"]) == assessed(region)


def test_both_forms_hold_the_same_cells() -> None:
    """Cell by cell, with the colours, on every sheet; formulas stand in the same cells."""
    found = {}
    for form in ("xlsx", "ods"):
        sheets = contents_of(workbook_content(SMALL, KNOWN, form=form))
        found[form] = {
            (sheet.title, cell.row, cell.column): "=" if cell.formula else (cell.text, cell.fill[-6:].strip("0"))
            for sheet in sheets
            for cell in sheet.cells
        }
    assert found["ods"] == found["xlsx"]


def test_the_same_region_gives_the_same_bytes() -> None:
    """No clock and no machine in the file."""
    assert workbook_content(SMALL, KNOWN, form="ods") == workbook_content(SMALL, KNOWN, form="ods")


@NO_SPREADSHEET
def test_saved_by_libreoffice_it_stays_the_same(tmp_path: Path) -> None:
    """Opened without a complaint and saved as both forms, it gives the same region, and can be updated."""
    region = read_region(EXAMPLES[0], VOCABULARY)
    path = tmp_path / "scan.ods"
    path.write_bytes(workbook_content(VOCABULARY, region, form="ods"))
    for kind in ("ods", "xlsx"):
        back = converted(iter([path]), kind, tmp_path) / f"scan.{kind}"
        assert read_workbook(back, VOCABULARY) == region
        check_foreign(back, VOCABULARY)


def test_the_command_writes_updates_and_reads_it(tmp_path: Path) -> None:
    """As an .xlsx: made, filled in, updated, read by advise; a person's own sheet stops the update."""
    path = opened(tmp_path)
    for words in (("questionnaire", path, "--output", path), ("advise", path), ("questions", path)):
        assert run(*words, "--ruleset", MINI).code == 0
    own = '<table:table table:name="Van Jan"><table:table-row><table:table-cell office:value-type="string">'
    own += "<text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"
    path = filled(tmp_path, "</office:spreadsheet>", own)
    before = path.read_bytes()
    done = run("questionnaire", path, "--output", path, "--ruleset", MINI)
    assert (done.code, path.read_bytes()) == (2, before)
    assert done.err.startswith(f"{path}:Van Jan!A1: het tabblad Van Jan hoort niet bij de vragenlijst")


COMMENT = "<office:annotation><text:p>Navragen</text:p></office:annotation><text:p>hoog"
FRAME = "<draw:frame><draw:image/></draw:frame><text:p>hoog"


@pytest.mark.parametrize(("put", "code"), [(COMMENT, "comment_foreign"), (FRAME, "drawing_foreign")])
def test_what_is_drawn_is_named(tmp_path: Path, put: str, code: str) -> None:
    """A comment and a picture on an answer are no part of the answer, and an update would lose them."""
    path = opened(tmp_path, Region("X", {"trust": Given("high")}))
    repack(path, {"content.xml": lambda content: _in_answer(content, put)})
    assert read_workbook(path, SMALL).facts["trust"] == Given("high")
    assert codes(InputError, check_foreign, path, SMALL) == [code]


def _in_answer(content: bytes, put: str) -> bytes:
    sheet = content.index(b'table:name="Feiten"')
    assert b"<text:p>hoog</text:p>" in content[sheet:]
    return content[:sheet] + content[sheet:].replace(b"<text:p>hoog", put.encode(), 1)


VALUES = {
    'office:value-type="float" office:value="0.5"><text:p>half</text:p>': 0.5,
    'office:value-type="float" office:value="1" table:formula="of:=1/1"><text:p>1</text:p>': 1,
    'office:value-type="string"><text:p>0<text:s text:c="1"/></text:p>': 0,
}


def answer(folder: Path, cell: str, repeated: str = "") -> Path:
    """A questionnaire with that for the answer about the budget."""
    path = opened(folder, Region("X", {"budget": Given(0.25)}))

    def change(content: bytes) -> bytes:
        sheet = content.index(b'table:name="Feiten"')
        at = content.index(b'office:value="0.25"', sheet)
        start, end = content.rindex(b"<table:table-cell", 0, at), content.index(b"</table:table-cell>", at)
        made = f"<table:table-cell{repeated} {cell}".encode()
        return content[:start] + made + content[end:]

    return repack(path, {"content.xml": change})


@pytest.mark.parametrize("cell", VALUES)
def test_values_of_every_kind(tmp_path: Path, cell: str) -> None:
    """A number counts as it is saved, not as it is shown; of a formula its saved value counts."""
    assert read_workbook(answer(tmp_path, cell), SMALL).facts["budget"] == Given(VALUES[cell])


FAULTS = {
    'table:formula="of:=1/0" calcext:value-type="error"><text:p>#DIV/0!</text:p>': "cell_error",
    'table:formula="of:=NOW()">': "cell_formula",
    'office:value-type="string"><text:p>=1+1</text:p>': "not_number",
    'office:value-type="float" office:value="NaN"><text:p>NaN</text:p>': "not_finite",
    'office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p>': "number_percent",
}


@pytest.mark.parametrize("cell", FAULTS)
def test_faults_are_named_with_sheet_and_cell(tmp_path: Path, cell: str) -> None:
    """An error, a formula without a value, a formula as text, no number: one line, in both languages."""
    path = answer(tmp_path, cell)
    assert codes(InputError, read_workbook, path, SMALL) == [FAULTS[cell]]
    assert all(len(lines) == 1 and lines[0].startswith("Feiten!B") for lines in said(path).values())


def doctype(content: bytes) -> bytes:
    """XML that would read another file."""
    return content.replace(b"<office:document-content", b'<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/hosts">]>'
                           b"<office:document-content", 1)  # fmt: skip


def many(content: bytes) -> bytes:
    """One row that stands for a million."""
    row = b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
    row += b'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
    at = content.index(b"</table:table>", content.index(b'table:name="Feiten"'))
    return content[:at] + row + content[at:]


@pytest.mark.parametrize(
    ("attack", "code"), [(doctype, "workbook_broken"), (many, "too_many"), (lambda content: b"<", "workbook_broken")]
)
def test_what_does_harm_is_refused(tmp_path: Path, attack: Callable[[bytes], bytes], code: str) -> None:
    """Entities, cells without number, half a file: one line each."""
    path = repack(opened(tmp_path), {"content.xml": attack})
    assert codes(InputError, read_workbook, path, SMALL) == [code]
    assert all(len(lines) == 1 for lines in said(path).values())


LOCKED = (
    b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
)
ODD = {
    "bomb": ({"mimetype": MIMETYPE, "content.xml": bytes(60_000_000)}, "workbook_too_large"),
    "password": ({"mimetype": MIMETYPE, "content.xml": b"\x01", "META-INF/manifest.xml": LOCKED}, "not_workbook"),
    "text": ({"mimetype": MIMETYPE.replace(b"spreadsheet", b"text"), "content.xml": b"<a/>"}, "not_workbook"),
    "empty": ({"mimetype": MIMETYPE}, "not_workbook"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_workbook_is_refused(tmp_path: Path, name: str) -> None:
    """A bomb, one with a password, another kind of document, one without content."""
    parts, code = ODD[name]
    path = tmp_path / "scan.ods"
    path.write_bytes(zipped(parts))
    assert codes(InputError, read_workbook, path, SMALL) == [code]


def test_rows_far_down_that_are_empty_cost_nothing(tmp_path: Path) -> None:
    """As LibreOffice ends every sheet: a million empty rows."""
    ending = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
    ending += 'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    path = filled(tmp_path, "</table:table>", ending)
    assert read_workbook(path, SMALL) == KNOWN


@given(places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=9))
@settings(max_examples=60, deadline=None, database=None)
def test_a_damaged_file_never_gives_a_traceback(places: list[tuple[float, int]]) -> None:
    """Whatever bytes are changed: it is read, or refused with an InputError."""
    with TemporaryDirectory() as folder:
        path = opened(Path(folder))
        content = bytearray(path.read_bytes())
        for where, byte in places:
            content[int(where * len(content))] = byte
        path.write_bytes(content)
        with suppress(InputError):
            assert isinstance(read_workbook(path, SMALL), Region)


def test_without_odfdo_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Writing needs it, reading doesn't."""
    path = opened(tmp_path)
    monkeypatch.setitem(__import__("sys").modules, "odfdo", None)
    assert codes(MissingExtra, workbook_content, SMALL, None, "nl", None, "ods") == ["odfdo_missing"]
    assert read_workbook(path, SMALL) == KNOWN


def test_the_parts_stand_as_the_standard_asks(tmp_path: Path) -> None:
    """The kind of file first and not packed; every part is in the manifest, and nothing of the template."""
    with zipfile.ZipFile(opened(tmp_path)) as archive:
        first, *others = archive.infolist()
        assert (first.filename, first.compress_type, archive.read(first)) == ("mimetype", 0, MIMETYPE)
        manifest = archive.read("META-INF/manifest.xml").decode()
        named = [each.filename for each in others if each.filename != "META-INF/manifest.xml"]
        assert [name for name in named if f'"{name}"' not in manifest] == []
        assert not [name for name in named if name.startswith(("Thumbnails", "Configurations"))]
