"""Files that are no workbook, or a damaged or hostile one, are refused in one line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.errors import InputError, MissingExtra
from regiorules.facts.region import Region
from regiorules.facts.workbook import cells, read_workbook, workbook_content
from tests.facts.workbook.archives import NO_WORKBOOK, repack
from tests.facts.workbook.books import said, written
from tests.mini import VOCABULARY as SMALL
from tests.mini import codes, messages


def laughs(text: bytes) -> bytes:
    """XML in which one entity stands for a thousand million letters."""
    entities = b"".join(b'<!ENTITY %c "%s">' % (98 + each, b"&%c;" % (97 + each) * 10) for each in range(8))
    return b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + entities + b"]>" + text.replace(b"<t>Vraag</t>", b"<t>&i;</t>")


def outside(text: bytes) -> bytes:
    """XML that would read another file."""
    return b'<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/hosts">]>' + text.replace(b"<t>Vraag</t>", b"<t>&i;</t>")


@pytest.mark.parametrize("name", NO_WORKBOOK)
def test_what_is_no_workbook_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    """A renamed file, one with a password and one that would fill the memory: one line, in both languages."""
    content, code = NO_WORKBOOK[name]
    path = tmp_path / "scan.xlsx"
    path.write_bytes(content)
    assert codes(InputError, read_workbook, path, SMALL) == [code]
    assert {each: len(lines) for each, lines in said(path).items()} == {"nl": 1, "en": 1}


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.999])
def test_a_workbook_cut_short_is_damaged(tmp_path: Path, share: float) -> None:
    """Half a download is said to be damaged."""
    path = written(tmp_path, vocabulary=SMALL)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert codes(InputError, read_workbook, path, SMALL) == ["workbook_broken"]


@given(places=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=9))
@settings(max_examples=40, deadline=None, database=None)
def test_a_damaged_workbook_never_gives_a_traceback(places: list[tuple[float, int]]) -> None:
    """Whatever bytes are changed: it is read, or refused with an InputError."""
    with TemporaryDirectory() as folder:
        path = written(Path(folder), vocabulary=SMALL)
        content = bytearray(path.read_bytes())
        for where, byte in places:
            content[int(where * len(content))] = byte
        path.write_bytes(content)
        with suppress(InputError):
            assert isinstance(read_workbook(path, SMALL), Region)


@pytest.mark.parametrize("attack", [laughs, outside])
def test_entities_in_the_xml_are_refused(tmp_path: Path, attack: Callable[[bytes], bytes]) -> None:
    """An entity neither fills the memory nor reads another file."""
    path = repack(written(tmp_path, vocabulary=SMALL), {"xl/worksheets/sheet3.xml": attack})
    assert codes(InputError, read_workbook, path, SMALL) == ["workbook_broken"]


def test_too_many_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet full of cells stops being read."""
    path = written(tmp_path, vocabulary=SMALL)
    monkeypatch.setattr(cells, "MAX_VALUES", 40)
    assert codes(InputError, read_workbook, path, SMALL) == ["too_many"]


def test_without_openpyxl_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing and reading both say what to install."""
    path = written(tmp_path, vocabulary=SMALL)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    expected = ["spreadsheets need openpyxl; install regiorules[spreadsheet]"]
    assert messages(MissingExtra, read_workbook, path, SMALL) == expected
    assert messages(MissingExtra, workbook_content, SMALL) == expected
