"""A table stands in its sheet as people put it there: below a title, away from the edge."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.errors import Problems, RuleSetError
from regiorules.rules.tables.grid import read_grid
from tests.rules.tables.reading import loaded, ruleset

ROWS = (("trust", "→ strained"), ("low", "x"), ("high", "no"))


def saved(path: Path, down: int, right: int, titles: dict[int, str]) -> Path:
    """A workbook with the table away from the corner, and titles above it."""
    book = openpyxl.Workbook()
    for row, title in titles.items():
        book.active.cell(row, 1, title)
    for row, line in enumerate(ROWS, 1 + down):
        for column, text in enumerate(line, 1 + right):
            book.active.cell(row, column, text)
    book.save(path)
    return path


@given(down=st.integers(0, 5), right=st.integers(0, 4), title=st.sampled_from(["Spanning", "", "Tabel 3: wat knelt"]))
def test_wherever_it_stands_it_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, down: int, right: int, title: str
) -> None:
    """And every cell keeps its place in the sheet."""
    titles = {1: title} if down and title else {}
    path = saved(tmp_path_factory.mktemp("margins") / "t.xlsx", down, right, titles)
    grid = read_grid(path, "", Problems())
    assert grid is not None
    assert grid.cells == {(row, at): text for row, line in enumerate(ROWS, 1) for at, text in enumerate(line, 1)}
    assert grid.place(1, 1).cell == f"Sheet!{'ABCDE'[right]}{down + 1}"


def test_a_merged_title_above_a_table_is_a_title(tmp_path: Path) -> None:
    path = saved(tmp_path / "t.xlsx", 2, 0, {1: "Wat knelt"})
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A1:B1")
    book.save(path)
    grid = read_grid(path, "", Problems())
    assert grid is not None
    assert grid.text(1, 2) == "→ strained"


def test_rows_are_counted_from_the_header_and_a_mistake_has_its_own_place(tmp_path: Path) -> None:
    folder = ruleset(tmp_path, "Wat knelt\n\ntrust,→ strained\nlow,x\n")
    assert [*loaded(folder)] == ["t-2"]
    (folder / "t.csv").write_text("Wat knelt\n\ntrust,→ strained\nloww,x\n", "utf-8")
    with pytest.raises(RuleSetError) as caught:
        loaded(folder)
    assert [each.place.cell for each in caught.value.problems] == ["A4"]


def test_two_things_in_a_row_above_are_no_title(tmp_path: Path) -> None:
    folder = ruleset(tmp_path, "trust,effort\ntrust,→ strained\nlow,x\n")
    with pytest.raises(RuleSetError):
        loaded(folder)
