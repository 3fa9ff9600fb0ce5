"""The files of tables as spreadsheet programs write them: delimiters, merged and hidden cells, percentages, dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from regiorules.rules.load import load_rulesets
from tests.commands import run
from tests.mini import copied, mistakes

SOURCE = "because: {nl: Zo is het., en: So it is.}, statements: [S01], basis: source, hit: collect"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def declare(folder: Path, name: str, more: str = SOURCE) -> Path:
    (folder / "z.yaml").write_text(f"tables:\n  t: {{file: {name}, {more}}}\n", encoding="utf-8")
    return folder / name


def texts(folder: Path) -> dict[str, str]:
    """The conditions of the rows, by their ids."""
    return {name: rule.text for name, rule in load_rulesets(folder).rules.items() if rule.table}


ROWS = {"t-a": "trust == low", "t-b": "trust == high"}
FILES = [
    "id,trust,→ talk\na,low,x\nb,high,x\n",
    "id;trust;→ talk\r\na;low;x\r\nb;high;x\r\n",
    "id\ttrust\t→ talk\na\tlow\tx\nb\thigh\tx\n",
    "sep=;\r\nid;trust;→ talk\r\na;low;x\r\nb;high;x\r\n",
    "\ufeffsep=;\nid;trust;→ talk\na;low;x\nb;high;x\n",
    "SEP=,\nid,trust,→ talk\na,low,x\nb,high,x\n",
    '"sep=;"\nid;trust;→ talk\na;low;x\nb;high;x\n',
    "sep=\t\nid\ttrust\t→ talk\na\tlow\tx\nb\thigh\tx\n",
    "sep=;;;\nid;trust;→ talk\na;low;x\nb;high;x\n",
    "sep=|\nid|trust|→ talk\na|low|x\nb|high|x\n",
    "regel;als vertrouwen;dan praat\na;laag;x\nb;hoog;ja\n",
    "ID;Trust;→ Talk\na;laag;x\nb;hoog;ja\n",
    "regel;trust;→ talk;omdat nl;omdat en\na;laag;x;Zo.;So.\nb;hoog;ja;;\n",
    "id;trust;→ talk;Reden NL;reden EN\na;laag;x;Zo.;So.\nb;hoog;ja;;\n",
]


@pytest.mark.parametrize("text", FILES)
def test_every_form_of_csv_gives_the_same_rules(folder: Path, text: str) -> None:
    """With the delimiter that a program writes, with `sep=` before it, and with Dutch headings."""
    declare(folder, "t.csv").write_bytes(text.encode())
    assert texts(folder) == ROWS


def test_the_line_about_the_delimiter_is_no_row(folder: Path) -> None:
    """Cells are named as the spreadsheet program names them, which doesn't show that line; newlines don't count."""
    declare(folder, "t.csv").write_bytes(
        'sep=;\r\ntrust;→ talk;omdat nl;omdat en\r\nlow;x;"a\nb";c\r\nlo;x;;\r\n'.encode()
    )
    assert [line.split(" ")[0] for line in mistakes(folder)] == ["t.csv:A3"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_refused(folder: Path, encoding: str) -> None:
    """With what to do; a letter is never read as another."""
    declare(folder, "t.csv").write_bytes("shape;-> talk\néén kern;x\n".encode(encoding))
    [message] = mistakes(folder)
    assert "save the file as UTF-8" in message


def workbook(path: Path, rows: list[list[Any]], change: Callable[[Any], None] = lambda sheet: None) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Blad"
    for row in rows:
        sheet.append(row)
    change(sheet)
    book.save(path)


def test_a_merged_cell_counts_for_every_row_that_it_spans(folder: Path) -> None:
    """The condition isn't lost on the second row; a cell that is merged beyond the table adds nothing to it."""
    rows = [
        ["id", "trust", "effort", "→ talk"],
        ["a", "low", "low", "x"],
        ["b", None, "high", "x"],
        ["c", "high", "low", "x"],
    ]

    def merge(sheet: Any) -> None:
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("D4:D1000")

    workbook(declare(folder, "t.xlsx"), rows, merge)
    assert texts(folder) == {
        "t-a": "trust == low and effort == low",
        "t-b": "trust == low and effort == high",
        "t-c": "trust == high and effort == low",
    }


def test_a_cell_merged_over_columns_counts_for_each(folder: Path) -> None:
    """One word over two columns is the condition of both."""
    rows = [["trust", "effort", "→ talk"], ["low", None, "x"]]
    workbook(declare(folder, "t.xlsx"), rows, lambda sheet: sheet.merge_cells("A2:B2"))
    assert texts(folder) == {"t-2": "trust == low and effort == low"}


def test_a_date_is_named_as_what_it_is(folder: Path) -> None:
    """What a spreadsheet program made of 5-9 is refused, in a column with numbers and in one with texts."""
    workbook(
        declare(folder, "t.xlsx"),
        [["budget", "centre_municipality", "→ talk"], [datetime(2026, 9, 5), datetime(2026, 9, 5), "x"]],
    )
    assert [line.partition(", and")[0] for line in mistakes(folder)] == [
        f"t.xlsx:Blad!{cell} tables.t: 2026-09-05 is a date or a time" for cell in ("A2", "B2")
    ]


def test_a_percentage_is_read_as_it_is_shown(folder: Path) -> None:
    """A half shown as 50 % is half of one, and refused where no percentage belongs."""
    path = declare(folder, "t.xlsx")

    def show(sheet: Any) -> None:
        sheet["A2"].number_format = "0%"

    workbook(path, [["largest_share", "→ talk"], [0.5, "x"]], show)
    assert "largest_share is calculated" in mistakes(folder)[0]
    workbook(path, [["fair_share", "→ talk"], [0.07, "x"]], show)
    assert texts(folder) == {"t-2": "fair_share == 0.07"}
    workbook(path, [["budget", "→ talk"], [0.125, "x"]], show)
    assert "12.5%: no percentage belongs here" in mistakes(folder)[0]


@pytest.mark.parametrize(
    ("value", "text"), [(1.125, "budget == 1.1250"), (1.5, "budget == 1.5"), (1250, "budget == 1250")]
)
def test_a_number_of_a_spreadsheet_is_that_number(folder: Path, value: float, text: str) -> None:
    """A number in a cell has no notation that could be misread."""
    workbook(declare(folder, "t.xlsx"), [["budget", "→ talk"], [value, "x"]])
    assert texts(folder) == {"t-2": text}


def test_yes_and_no_of_a_spreadsheet_are_yes_and_no(folder: Path) -> None:
    """A real yes or no is one; among numbers it is refused."""
    path = declare(folder, "t.xlsx")
    workbook(path, [["strategy_agreed", "→ talk"], [True, True], [False, True]])
    assert texts(folder) == {"t-2": "strategy_agreed", "t-3": "not strategy_agreed"}
    workbook(path, [["budget", "→ talk"], [True, True]])
    assert mistakes(folder)[0].startswith("t.xlsx:Blad!A2 tables.t: yes isn't")


def test_what_is_hidden_counts_and_is_named(folder: Path) -> None:
    """A hidden row is a rule like any other; lint says that it is hidden."""
    path = declare(folder, "t.xlsx")
    rows = [["trust", "effort", "→ talk"], ["low", None, "x"], ["high", "low", "x"]]

    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    workbook(path, rows, hide)
    assert texts(folder) == {"t-2": "trust == low", "t-3": "trust == high and effort == low"}
    _, out, _ = run("lint", folder, "--lang", "en")
    assert "tables.t: rows or columns of this table are hidden, and they count: 3, B" in " ".join(out.split())
    workbook(path, rows)
    assert "they count" not in run("lint", folder, "--lang", "en")[1]


def test_a_damaged_workbook_is_one_problem(folder: Path) -> None:
    """Also where it is damaged inside a sheet."""
    path = declare(folder, "t.xlsx")
    workbook(path, [["trust", "→ talk"], ["low", "x"]])
    content = path.read_bytes()
    path.write_bytes(content[:-30])
    assert "t.xlsx: this workbook is damaged" in mistakes(folder)[0]
