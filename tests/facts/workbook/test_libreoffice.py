"""The questionnaire in LibreOffice: saved again it is the same, and it can be made into something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from regiorules.facts.region import read_region
from regiorules.facts.workbook import read_workbook
from tests.facts.workbook.books import EXAMPLES, VOCABULARY, assessed, choices, written
from tests.facts.workbook.libreoffice import NO_SPREADSHEET, converted


@NO_SPREADSHEET
def test_saved_by_libreoffice_it_stays_the_same(tmp_path: Path) -> None:
    """LibreOffice opens it and saves it again, lists and all; read back it gives the same assessment."""
    (tmp_path / "in").mkdir()
    read = {example.stem: read_region(example, VOCABULARY) for example in EXAMPLES[::3]}
    for name, region in read.items():
        written(tmp_path, region).rename(tmp_path / "in" / f"{name}.xlsx")
    saved = converted((tmp_path / "in").glob("*.xlsx"), "xlsx", tmp_path)
    for name, region in read.items():
        back = read_workbook(saved / f"{name}.xlsx", VOCABULARY)
        assert back == region
        assert assessed(back) == assessed(region)
        before, after = (load_workbook(tmp_path / folder / f"{name}.xlsx") for folder in ("in", saved.name))
        assert all(choices(before, style) == choices(after, style) for style in ("stop", "warning"))


@NO_SPREADSHEET
@pytest.mark.parametrize("kind", ["pdf", "ods"])
def test_libreoffice_makes_something_else_of_it(tmp_path: Path, kind: str) -> None:
    """An empty questionnaire can be printed, and saved in LibreOffice's own form."""
    made = converted(iter([written(tmp_path)]), kind, tmp_path)
    assert (made / f"scan.{kind}").stat().st_size > 5_000
