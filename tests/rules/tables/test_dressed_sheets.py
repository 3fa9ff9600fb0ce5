"""Decision tables as people make them in a spreadsheet program: read as meant, or refused by the cell."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from regiorules.errors import Problems
from regiorules.rules.tables.grid import read_grid
from tests.commands import run
from tests.mini import mistakes
from tests.rules.tables.reading import SOURCE, loaded, ruleset

Rows = list[list[Any]]
HEADER = ["trust", "effort", "→ talk"]
COLLECT = f"{SOURCE}, hit: collect"
STRUCK = Font(strike=True)


def undressed(sheet: Any) -> None:
    """Nothing more than the cells."""


def written(folder: Path, rows: Rows, change: Callable[[Any], None] = undressed) -> Path:
    """The mini rule set with a workbook for its table."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    change(sheet)
    mini = ruleset(folder, "", name="t.xlsx", more=COLLECT)
    (mini / "t.csv").unlink()
    book.save(mini / "t.xlsx")
    return mini


def texts(folder: Path) -> dict[str, str]:
    """The conditions of the rows, by their ids."""
    return {name: rule.text for name, rule in loaded(folder).items()}


def said(folder: Path) -> list[str]:
    """What is wrong, from the cell on."""
    return [line.partition("Sheet!")[2] for line in mistakes(folder)]


def strike(*cells: str) -> Callable[[Any], None]:
    """Strikes cells through."""

    def change(sheet: Any) -> None:
        for cell in cells:
            sheet[cell].font = STRUCK

    return change


def merge(*ranges: str) -> Callable[[Any], None]:
    """Merges cells."""
    return lambda sheet: [sheet.merge_cells(each) for each in ranges]


def remarks(folder: Path) -> str:
    """What lint says, on one line."""
    return " ".join(run("lint", folder, "--lang", "en")[1].split())


def test_titles_of_groups_of_columns_are_titles(tmp_path: Path) -> None:
    """Also where a column has a header that is merged over both rows."""
    rows: Rows = [["trust", "Invoer en uitkomst", None], [None, "effort", "→ talk"], ["low", "high", "x"]]
    assert texts(written(tmp_path, rows, merge("A1:A2", "B1:C1"))) == {"t-2": "trust == low and effort == high"}


def test_what_an_empty_row_sets_apart_above_is_no_part_of_it(tmp_path: Path) -> None:
    rows: Rows = [["Versie", "3"], ["Door", "ons"], [], HEADER, ["low", None, "x"]]
    assert texts(written(tmp_path, rows)) == {"t-2": "trust == low"}


def test_dutch_headers_stand_below_a_title_too(tmp_path: Path) -> None:
    rows: Rows = [["Dan gaan we praten"], [], ["als vertrouwen", "dan praat"], ["laag", "ja"]]
    assert texts(written(tmp_path, rows)) == {"t-2": "trust == low"}


def test_a_merged_heading_in_the_table_is_no_rule(tmp_path: Path) -> None:
    """And lint names its row."""
    rows: Rows = [HEADER, ["Laag", None, None], ["low", None, "x"]]
    folder = written(tmp_path, rows, merge("A2:C2"))
    assert texts(folder) == {"t-3": "trust == low"}
    assert "no rules (struck through, a heading or a note): 2" in " ".join(
        run("lint", folder, "--lang", "en")[1].split()
    )


def test_notes_under_a_table_are_no_rules(tmp_path: Path) -> None:
    rows: Rows = [HEADER, ["low", None, "x"], [], ["Bron: het regioplan"], ["Zie ook blad 2"]]
    folder = written(tmp_path, rows)
    assert texts(folder) == {"t-2": "trust == low"}
    assert "heading or a note): 4, 5" in remarks(folder)


@pytest.mark.parametrize(
    "under", [[["Bron: het regioplan"]], [[], ["Totaal", 3]], [[], ["Noot"], ["high", None, "x"]]], ids=str
)
def test_what_may_be_meant_as_a_rule_is_refused(tmp_path: Path, under: Rows) -> None:
    """Right under the table, with more than one thing in it, or above another rule: by the cell."""
    folder = written(tmp_path, [HEADER, ["low", None, "x"], *under])
    assert said(folder)[0].startswith(f"A{3 if under[0] else 4} tables.t:")


def test_a_row_that_is_struck_through_is_not_in_force(tmp_path: Path) -> None:
    """And lint names it; what is merged with it counts on in the other row."""
    rows: Rows = [HEADER, ["low", "low", "x"], [None, "high", "x"], ["high", None, "x"]]

    def change(sheet: Any) -> None:
        merge("A2:A3")(sheet)
        strike("B2", "C2")(sheet)

    folder = written(tmp_path, rows, change)
    assert texts(folder) == {"t-3": "trust == low and effort == high", "t-4": "trust == high"}
    assert "heading or a note): 2" in remarks(folder)


@pytest.mark.parametrize(("cells", "place"), [(("B2",), "B2"), (("A1",), "A1")])
def test_a_cell_that_is_struck_through_is_refused(tmp_path: Path, cells: tuple[str, ...], place: str) -> None:
    """What is meant by it can't be told, in a row or in the header."""
    assert said(written(tmp_path, [HEADER, ["low", "low", "x"]], strike(*cells)))[0].startswith(f"{place}: ")


def test_what_is_merged_and_struck_through_reaches_no_row_that_counts(tmp_path: Path) -> None:
    rows: Rows = [HEADER, ["low", "low", "x"], [None, "high", "x"]]

    def change(sheet: Any) -> None:
        merge("A2:A3")(sheet)
        strike("A2", "B2", "C2")(sheet)

    assert [line.partition(":")[0] for line in said(written(tmp_path, rows, change))] == ["A3"]


def test_a_wide_column_is_no_hidden_one(tmp_path: Path) -> None:
    """Lint names a column that nobody sees; how wide the others are is nothing to it."""

    def change(sheet: Any) -> None:
        sheet.column_dimensions["A"].width = 40
        sheet.column_dimensions["B"].hidden = True

    folder = written(tmp_path, [HEADER, ["low", "low", "x"]], change)
    assert texts(folder) == {"t-2": "trust == low and effort == low"}
    assert "they count: B [warning]" in remarks(folder)


def test_a_hidden_first_sheet_is_passed_over(tmp_path: Path) -> None:
    """Unless the table names it."""

    def change(sheet: Any) -> None:
        sheet.sheet_state = "hidden"
        sheet["A2"] = "high"
        other = sheet.parent.create_sheet("Regels")
        for row in (HEADER, ["low", None, "x"]):
            other.append(row)

    folder = written(tmp_path, [HEADER, ["low", None, "x"]], change)
    assert texts(folder) == {"t-2": "trust == low"}
    declared = folder / "z.yaml"
    declared.write_text(declared.read_text("utf-8").replace("file: t.xlsx", "file: t.xlsx, sheet: Sheet"), "utf-8")
    assert texts(folder) == {"t-2": "trust == high"}


def test_a_column_with_notes_says_nothing(tmp_path: Path) -> None:
    """Wherever it stands."""
    rows: Rows = [["Opmerking", "trust", "→ talk", "Toelichting"], ["< 3?", "low", "x", "Zie het plan: → overleg"]]
    assert texts(written(tmp_path, rows)) == {"t-2": "trust == low"}


def test_words_and_signs_of_a_dutch_spreadsheet(tmp_path: Path) -> None:
    """Yes and no in words, spaces that don't break, signs that nobody sees, and numbers as text."""
    rows: Rows = [
        ["strategy_agreed", "\u200bbudget\xa0", "→\xa0talk"],
        ["WAAR", "1\xa0250,5", "WAAR"],
        ["ONWAAR", "≥ 0,5\u200b", "x"],
        ["Nee", "\xa0", "ja"],
    ]
    assert texts(written(tmp_path, rows)) == {
        "t-2": "strategy_agreed and budget == 1250.5",
        "t-3": "not strategy_agreed and budget >= 0.5",
        "t-4": "not strategy_agreed",
    }


def test_a_formula_counts_with_the_value_that_was_saved(tmp_path: Path) -> None:
    """One without, and one that came to nothing, are refused with the cell."""
    rows: Rows = [["budget", "→ talk"], ["=1+1", "x"], ["#REF!", "x"], ["#N/A", "x"]]
    folder = written(tmp_path, rows)
    assert [line.partition(":")[0] for line in said(folder)] == ["A2", "A3", "A4"]
    path, sheet = folder / "t.xlsx", "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts[sheet] = re.sub(rb"<f>1\+1</f><v ?/?>(</v>)?", b"<f>1+1</f><v>2</v>", parts[sheet])
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    assert [line.partition(":")[0] for line in said(folder)] == ["A3", "A4"]


def test_a_date_is_a_day(tmp_path: Path) -> None:
    """A cell with a date, in a column about a date."""
    folder = written(tmp_path, [["start", "→ talk"], [date(2026, 3, 1), "x"]])
    more = "{group: region, type: date, title: {nl: Begin, en: Start}, question: {nl: Wanneer?, en: When?}}"
    (folder / "y.yaml").write_text(f"facts:\n  start: {more}\n", "utf-8")
    assert [*texts(folder).values()] == ['start == "2026-03-01"']


# --- the same in both kinds of workbook ------------------------------------------------------


def opened(path: Path, rows: Rows, look: dict[str, Any]) -> None:
    """The table as .ods, dressed the same way."""
    odfdo = pytest.importorskip("odfdo")
    book = odfdo.Document("spreadsheet")
    book.body.clear()
    book.insert_style(odfdo.Style("table-cell", name="struck", display_name="struck"), automatic=True)
    style = book.get_style("table-cell", "struck")
    style.set_properties({"style:text-line-through-style": "solid"}, area="text")
    for title, lines in look.get("before", []):
        book.body.append(odfdo.Table(title))
        hidden = odfdo.Style("table", name="unseen", area="table", **{"table:display": "false"})
        book.insert_style(hidden, automatic=True)
        book.body.get_table(name=title).set_attribute("table:style-name", "unseen")
        book.body.get_table(name=title).set_values(lines)
    table = odfdo.Table("Regels")
    table.set_values(rows)
    for coordinates in look.get("merged", []):
        table.set_span(coordinates)
    for coordinates in look.get("struck", []):
        cell = table.get_cell(coordinates)
        cell.style = "struck"
        table.set_cell(coordinates, cell)
    for number in look.get("hidden", []):
        row = table.get_row(number)
        row.set_attribute("table:visibility", "collapse")
        table.set_row(number, row)
    book.body.append(table)
    book.save(path)


def test_a_table_of_libreoffice_is_read_in_the_same_way(tmp_path: Path) -> None:
    """Merged over rows, struck through, a row and a sheet that are hidden."""
    rows: Rows = [[*HEADER], ["low", "low", "x"], [None, "high", "x"], ["high", None, "x"], ["low", "medium", "x"]]
    mini = ruleset(tmp_path, "", name="t.ods", more=COLLECT)
    (mini / "t.csv").unlink()
    look = {
        "before": [("Oud", [["trust", "→ talk"], ["medium", "x"]])],
        "merged": ["A2:A3"],
        "struck": ["A4", "C4"],
        "hidden": [4],
    }
    opened(mini / "t.ods", rows, look)
    assert texts(mini) == {
        "t-2": "trust == low and effort == low",
        "t-3": "trust == low and effort == high",
        "t-5": "trust == low and effort == medium",
    }
    out = remarks(mini)
    assert "they count: 5" in out
    assert "heading or a note): 4" in out


# --- whatever it is dressed in ----------------------------------------------------------------


def table(seed: random.Random) -> list[list[str]]:
    """A random table; equal cells below each other may be merged."""
    levels = ["low", "medium", "high", "-", "≥ medium", "low, high"]
    rows = [[seed.choice(levels), seed.choice(levels), "x"] for _ in range(seed.randint(1, 6))]
    return [[*HEADER], *rows]


def dress(seed: random.Random, rows: list[list[str]], path: Path) -> None:
    """Writes it somewhere in a sheet: below titles, with merged and hidden cells, notes and rows that don't count."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    down, right = seed.choice([0, 2, 3]), seed.randint(0, 3)
    if down:
        sheet.cell(1, 1 + right, "Zo zit het")
    if seed.random() < 0.5:
        group(sheet, down + 1, right)
        down += 1
    for number, row in enumerate(rows, down + 1):
        for column, cell in enumerate(row, right + 1):
            sheet.cell(number, column, cell)
    column, last = right + seed.randint(1, 2), down + len(rows)
    for number in range(down + 2, last):
        if sheet.cell(number, column).value == sheet.cell(number + 1, column).value and seed.random() < 0.7:
            sheet.merge_cells(start_row=number, end_row=number + 1, start_column=column, end_column=column)
            break
    sheet.row_dimensions[seed.randint(1, last)].hidden = True
    sheet.column_dimensions["ABCDEF"[seed.randint(0, 5)]].hidden = True
    for column in range(1, 4):
        sheet.cell(last + 1, right + column, "x").font = STRUCK
    sheet.cell(last + 3, right + 1, "Een noot bij de tabel")
    book.save(path)


def group(sheet: Any, row: int, right: int) -> None:
    """A row with titles of groups of columns."""
    sheet.cell(row, right + 1, "Als")
    sheet.cell(row, right + 3, "Dan")
    sheet.merge_cells(start_row=row, end_row=row, start_column=right + 1, end_column=right + 2)


@settings(max_examples=25, deadline=None)
@given(seed=st.randoms(use_true_random=False))
def test_whatever_it_is_dressed_in_it_says_what_the_plain_table_says(
    tmp_path_factory: pytest.TempPathFactory, seed: random.Random
) -> None:
    rows = table(seed)
    path = tmp_path_factory.mktemp("dressed") / "t.xlsx"
    dress(seed, rows, path)
    (path.parent / "t.csv").write_text("\n".join(";".join(row) for row in rows), "utf-8")
    problems = Problems()
    grid, plain = read_grid(path, "", problems), read_grid(path.parent / "t.csv", "", problems)
    assert grid is not None
    assert plain is not None
    assert (grid.cells, problems.found) == (plain.cells, [])


def test_rows_and_cells_are_named_as_they_stand_in_the_sheet(tmp_path: Path) -> None:
    """Titles above the header move them, and a reader looks for them where they are."""
    titles: Rows = [["Wie praat er?"], [None], [None]]
    mini = written(tmp_path, [*titles, HEADER, ["low", None, "x"], ["low", "low", "x"]])
    [path] = [each for each in mini.glob("*.yaml") if "hit: collect" in each.read_text("utf-8")]
    for hit, said_then in (
        ("unique", "A6 tables.t: row 6 and row 5 can hold together (A5/A6)"),
        ("first", "A6 tables.t: row 6 never holds: row 5 comes first"),
    ):
        text = path.read_text("utf-8")
        path.write_text(re.sub("hit: [a-z]+", f"hit: {hit}", text), "utf-8")
        [message] = said(mini)
        assert message.startswith(said_then)
