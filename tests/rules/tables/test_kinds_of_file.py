"""The file of a decision table: commas, semicolons or a workbook, inside the folder, and counted in the digest."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from regiorules.rules.load import load_rulesets
from tests.mini import mistakes
from tests.rules.tables.reading import SOURCE, Cells, loaded, ruleset

ROWS = [
    ["id", "trust", "count(municipalities, population >= 3)", "→ talk", "because nl", "because en"],
    ["a", "laag, high", ">= 2", "x", "Zo, dus.", "So, then."],
    [],
    ["", "medium", "1", "yes", "", ""],
]


def as_csv(rows: Cells, delimiter: str = ",", end: str = "\n") -> str:
    quoted = (
        '"' + cell.replace('"', '""') + '"' if delimiter in cell or '"' in cell else cell
        for row in rows
        for cell in row
    )
    cells = iter(quoted)
    return end.join(delimiter.join(next(cells) for _ in row) for row in rows) + end


def save(rows: Cells, path: Path, title: str = "Blad", *, first: str = "") -> None:
    """A workbook with these cells; numbers as numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if first:
        sheet.title = first
        sheet = book.create_sheet()
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row, 1):
            sheet.cell(number, at, int(cell) if cell.isdigit() else cell or None)
    book.save(path)


def test_every_kind_of_file_gives_the_same_rules(tmp_path: Path) -> None:
    """Commas, semicolons with a byte-order mark and Windows lines, and a workbook: the rules are equal."""
    comma = ruleset(tmp_path / "1", as_csv(ROWS))
    semicolon = ruleset(tmp_path / "2", "\ufeff" + as_csv(ROWS, ";", "\r\n"))
    workbook = ruleset(tmp_path / "3", "", name="t.xlsx")
    save(ROWS, workbook / "t.xlsx")
    rules = loaded(comma)
    assert {name: rule.text for name, rule in rules.items()} == {
        "t-a": "trust in (low, high) and count(municipalities, population >= 3) >= 2",
        "t-4": "trust == medium and count(municipalities, population >= 3) == 1",
    }
    assert rules == loaded(semicolon) == loaded(workbook)
    assert [str(loaded(each)["t-4"].place).rpartition("/")[2] for each in (semicolon, workbook)] == [
        "t.csv:D4",
        "t.xlsx:Blad!D4",
    ]


def test_a_sheet_is_found_by_name(tmp_path: Path) -> None:
    """Without a name it is the first; an unknown name is a message with the nearest one."""
    folder = ruleset(tmp_path, "", name="t.xlsx", more=f"sheet: tweede, {SOURCE}")
    save(ROWS, folder / "t.xlsx", "Tweede", first="Eerste")
    assert len(loaded(folder)) == 2
    declared = folder / "z.yaml"
    declared.write_text(declared.read_text().replace("tweede", "twede"))
    assert mistakes(folder) == ["t.xlsx: the sheet twede is missing; did you mean Tweede?"]
    declared.write_text(declared.read_text().replace("sheet: twede, ", ""))
    assert mistakes(folder) == [
        "t.xlsx:Eerste!A1 tables.t: this table is empty: below a row of headers belongs at least one row"
    ]


def test_a_workbook_names_its_cells(tmp_path: Path) -> None:
    """A wrong value, and a formula without a value."""
    folder = ruleset(tmp_path, "", name="t.xlsx")
    save([["trust", "budget", "→ talk"], ["lo", "=1+1", "x"]], folder / "t.xlsx")
    assert mistakes(folder) == [
        "t.xlsx:Blad!A2 tables.t: lo isn't a value of trust; choose from: low, medium, high; did you mean low?",
        "t.xlsx:Blad!B2: =1+1 is a formula without a computed value; type the value itself, or open and save the"
        " file in a spreadsheet program",
    ]


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """Whatever its name says."""
    folder = ruleset(tmp_path, "", name="t.xlsx")
    (folder / "t.xlsx").write_text("trust,→ talk")
    [message] = mistakes(folder)
    assert message.startswith("t.xlsx: this isn't an .xlsx or .ods file")


def test_without_openpyxl_a_workbook_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install, at the file that needs it."""
    folder = ruleset(tmp_path, "", name="t.xlsx")
    save(ROWS, folder / "t.xlsx")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert mistakes(folder) == ["t.xlsx: spreadsheets need openpyxl; install regiorules[spreadsheet]"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('trust,→ talk\nlow,"x\nhigh,x\n', "B2"),
        ('trust;→ talk\n\n"low";x\n"hi"gh;x\n', "A4"),
        ('trust,effort,→ talk\n"low","a\nb","x" y\n', "C2"),
    ],
)
def test_a_quote_that_is_not_closed_is_found(tmp_path: Path, text: str, cell: str) -> None:
    """Its cell is named; a quoted cell may hold line breaks, and an empty line is a row."""
    assert mistakes(ruleset(tmp_path, text)) == [
        f't.csv:{cell}: a quote in this cell isn\'t closed properly; put the whole cell between quotes, or write ""'
    ]


def test_a_file_must_be_utf_8(tmp_path: Path) -> None:
    """What an old program writes is refused with what to do."""
    folder = ruleset(tmp_path, "")
    (folder / "t.csv").write_bytes("trust,→ talk\nlow,één\n".encode("utf-16"))
    assert mistakes(folder) == ["t.csv: byte 0 isn't UTF-8; save the file as UTF-8"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """The file of a table stays inside the rule set, links included."""
    folder = ruleset(tmp_path, "", name="u.csv")
    (tmp_path / "elsewhere.csv").write_text("trust,→ talk\nlow,x\n")
    (folder / "u.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert [line.partition("; ")[0] for line in mistakes(folder)] == [
        "z.yaml:2:13 tables.t.file: u.csv lies outside the folder of the rule set"
    ]


def test_the_digest_is_of_the_tables_too(tmp_path: Path) -> None:
    """Another byte in a table is another rule set; a file that no table names doesn't count."""
    folder = ruleset(tmp_path, "trust,→ talk\nlow,x\n")
    before = load_rulesets(folder).rulesets[0].digest
    (folder / "other.csv").write_text("x")
    assert load_rulesets(folder).rulesets[0].digest == before
    (folder / "t.csv").write_text("trust,→ talk\nhigh,x\n")
    assert load_rulesets(folder).rulesets[0].digest != before
