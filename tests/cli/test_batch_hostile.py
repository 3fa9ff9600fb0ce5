"""`regiorules batch` with tables that no one should make: one clear error, or rows that are rejected with a reason."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from regiorules.bulk.writing import sheet
from tests.commands import run
from tests.mini import MINI

Batch = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Runs a batch over `in.…`, in its folder; its exit code, and what is said of it."""
    monkeypatch.chdir(tmp_path)

    def go(table: str, *more: object, output: str = "out.csv") -> tuple[int, list[str]]:
        code, out, err = run("batch", table, "--output", output, "--ruleset", MINI, "--lang", "en", *more)
        assert out == ""
        assert "Traceback" not in err
        return code, err.splitlines()

    return go


def put(content: str | bytes, name: str = "in.csv") -> str:
    """Write a table; its name."""
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def rejects(name: str = "out.csv.rejects.csv") -> list[tuple[str, str, str, str]]:
    """The rows of a file of rejects: row, place, column and reason."""
    lines = Path(name).read_text("utf-8").splitlines()
    found = csv.DictReader(lines, delimiter=lines[0][len("row")])
    return [(each["row"], each["place"], each["column"], each["reason"]) for each in found]


@pytest.mark.parametrize("name", ["in.csv", "in.jsonl"])
@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_an_empty_file(name: str, content: str, batch: Batch) -> None:
    """There is nothing to read, not even a head."""
    code, [line] = batch(put(content, name))
    assert (code, line) == (2, f"{name}: this file is empty")


def test_an_empty_sheet(batch: Batch) -> None:
    """As an empty file."""
    openpyxl.Workbook().save("in.xlsx")
    assert batch("in.xlsx") == (2, ["in.xlsx: this file is empty"])


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "jsonl"])
def test_a_head_alone(kind: str, batch: Batch) -> None:
    """No rows in, no rows out, in every kind of output."""
    code, lines = batch(put("region,trust\n"), output=f"out.{kind}")
    assert (code, lines[0]) == (0, "0 rows assessed, 0 rejected")
    found = Path(f"out.{kind}")
    assert kind != "csv" or found.read_text().startswith("region,strained,")
    assert kind != "parquet" or pl.read_parquet(found).height == 0
    assert kind != "xlsx" or openpyxl.load_workbook(found).active.max_row == 1
    assert kind != "jsonl" or found.read_bytes() == b""


def test_columns_that_are_none_or_stand_there_twice(batch: Batch) -> None:
    """All at once, each with what may have been meant."""
    code, lines = batch(put("region,regio,trsut,effort,Inzet,shape\n"))
    assert (code, lines) == (
        2,
        [
            "in.csv:1:1: the column regio is in it twice; remove one",
            "in.csv:1:1: the column trsut isn't a fact (see: regiorules facts); give it another name, or take it along "
            "unread with --keep; did you mean trust?",
            "in.csv:1:1: the column Inzet is in it twice; remove one",
            "in.csv:1:1: shape is derived from other facts and can't be given",
        ],
    )
    assert batch(put("trust\nlow\n")) == (2, ["in.csv:1:1: the columns must be: region, …"])
    assert os.listdir() == ["in.csv"]


def test_a_column_to_take_along_must_be_there_once(batch: Batch) -> None:
    """And can't be called what a column of the answers is called."""
    assert batch(put("region\nX\n"), "--keep", "rgion") == (
        2,
        [
            "in.csv:1:1: there is no single column rgion to take along; name one of the first row; "
            "did you mean region?",
        ],
    )
    code, [line] = batch(put("region,shape\nX,y\n"), "--keep", "shape")
    assert (code, line.startswith("a column shape is among the answers too")) == (2, True)


def test_ragged_and_broken_rows_are_rejected(batch: Batch) -> None:
    """The lines that are said are those of the file, also where a cell has a break in it."""
    long = "x" * 200_000
    table = put(
        f'region,trust\nA,low\nB\nC,low,,\n"D\nE",low\nF,low,more\nG,"{long}"\nH,\0low\nI\0,low\n\n,low\nK,high\n'
    )
    code, lines = batch(table)
    assert (code, lines[0].partition(";")[0]) == (1, "3 rows assessed, 7 rejected")
    assert rejects() == [
        ("2", "in.csv:3:1", "", "this row has 1 value instead of 2"),
        ("4", "in.csv:5:1", "region", "the invisible sign U+000A can't stand here; take it out"),
        ("5", "in.csv:7:1", "", "this row has 3 values instead of 2"),
        ("6", "in.csv:8:1", "", "this row can't be read as CSV; close every quote, and shorten a very long cell"),
        ("7", "in.csv:9:1", "trust", "the invisible sign U+0000 can't stand here; take it out"),
        ("8", "in.csv:10:1", "region", "the invisible sign U+0000 can't stand here; take it out"),
        ("9", "in.csv:12:1", "region", "region is missing here"),
    ]
    assert [line.partition(",")[0] for line in Path("out.csv").read_text().splitlines()] == ["region", "A", "C", "K"]


def test_a_line_without_end(batch: Batch) -> None:
    """Is refused before it fills the memory."""
    code, [line] = batch(put(f'region,trust\nA,low\nB,"{"x" * 6_000_000}"\n'))
    assert (code, line) == (2, "in.csv:3:1: this is more than 5 MB of text")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_ends_of_lines_of_other_systems(end: str, batch: Batch) -> None:
    """Also those of an old Mac, and a line that says what stands between cells."""
    table = put(end.join(["sep=;", "region;trust", "A;low", "B;lwo", ""]))
    assert batch(table, "--rows", "1")[0] == 1
    assert rejects()[0][:3] == ("2", "in.csv:4:1", "trust")


def test_another_encoding(batch: Batch) -> None:
    """A row that isn't UTF-8 is rejected; a head that isn't is no table."""
    assert batch(put("region,trust\nSúdwest,low\nGoes,low\n".encode("latin-1")))[0] == 1
    [(row, place, _, reason)] = rejects()
    assert (row, place, reason) == ("1", "in.csv:2:1", "byte 14 isn't UTF-8; save the file as UTF-8")
    code, [line] = batch(put("region,trust\nGoes,low\n".encode("utf-16")))
    assert (code, line) == (2, "in.csv: byte 0 isn't UTF-8; save the file as UTF-8")
    assert batch(put("\ufeffregion,trust\nSúdwest,low\n"))[0] == 0


def test_an_id_is_that_of_one_row(batch: Batch) -> None:
    """In the same chunk, and in another; a region may stand there often."""
    code, _ = batch(put("id,region\n1,A\n1,B\n2,A\n3,C\n1,D\n3,E\n,F\n"), "--rows", "2")
    assert code == 1
    assert [(row, reason) for row, _, _, reason in rejects()] == [
        ("2", "1 is in it twice"),
        ("5", "1 is in it twice"),
        ("6", "3 is in it twice"),
        ("7", "id is missing here"),
    ]


def test_what_must_name_a_record_names_one_of_its_row(batch: Batch) -> None:
    """By the list of that row."""
    assert batch(put('region,municipalities,centre municipality\nA,"Goes 5, Tholen 6",Tholn\nB,Goes 5,goes\n'))[0] == 1
    assert rejects() == [
        (
            "1",
            "in.csv:2:1",
            "centre_municipality",
            "Tholn isn't in the list Municipalities (but: Goes, Tholen); did you mean Tholen?",
        )
    ]


def test_cells_of_a_sheet_without_a_value_of_their_own(batch: Batch) -> None:
    """A formula that was never calculated, an error, and what stands under no head."""
    book = openpyxl.Workbook()
    for row in (["region", "trust"], ["A", "low"], ["B", "=A1"], ["C", "low", "x"], ["D", "#REF!"], ["E", True]):
        book.active.append(row)
    book.save("in.xlsx")
    assert batch("in.xlsx")[0] == 1
    assert [(row, place, column) for row, place, column, _ in rejects()] == [
        ("2", "in.xlsx:Sheet!B3", "trust"),
        ("3", "in.xlsx:Sheet!C4", ""),
        ("4", "in.xlsx:Sheet!B5", "trust"),
        ("5", "in.xlsx:Sheet!B6", "trust"),
    ]


def test_lines_of_json_that_are_no_region(batch: Batch) -> None:
    """Each is rejected by itself; the first says whether there are ids."""
    lines = [
        '{"id": 7, "region": "A", "facts": {"trust": "low"}}',
        '{"id": 8, "region": "B", "facts": {"trust": "lwo"}}',
        "[]",
        "{",
        '{"id": 9, "region": "C", "parameters": {"large_city": 5000}}',
        '{"region": "D"}',
        '{"id": 10, "region": "E"} é'.encode("latin-1").decode("latin-1"),
    ]
    code, said = batch(put("\n".join(lines), "in.jsonl"))
    assert (code, said[0].partition(";")[0]) == (1, "1 row assessed, 6 rejected")
    assert [(row, place) for row, place, _, _ in rejects()] == [
        ("2", "in.jsonl:2:45"),
        ("3", "in.jsonl:3:1"),
        ("4", "in.jsonl:4:1"),
        ("5", "in.jsonl:5:26"),
        ("6", "in.jsonl:6:1"),
        ("7", "in.jsonl:7:27"),
    ]
    assert "give it with --set" in rejects()[3][3]


def frame(**columns: Any) -> str:
    """A Parquet file with these columns."""
    pl.DataFrame({"region": ["A", "B", "C"], **columns}, strict=False).write_parquet("in.parquet")
    return "in.parquet"


def test_columns_of_another_type_in_parquet(batch: Batch) -> None:
    """One error for each, before anything is done."""
    table = frame(trust=[1, 2, 3], strategy_agreed=[0, 1, 0], budget=[True, False, True], domains=[1, 2, 3])
    assert batch(table) == (
        2,
        [
            "in.parquet: the column trust has type Int64; String belongs here",
            "in.parquet: the column strategy_agreed has type Int64; Boolean belongs here",
            "in.parquet: the column budget has type Boolean; Float64 belongs here",
            "in.parquet: the column domains has type Int64; List(String) belongs here",
        ],
    )
    pl.DataFrame({"region": [["A"]]}).write_parquet("in.parquet")
    assert batch("in.parquet") == (2, ["in.parquet: the column region has type List(String); String belongs here"])


def test_values_that_a_fact_cannot_have_in_parquet(batch: Batch) -> None:
    """Numbers that are none or outside their bounds, options that don't exist, a whole value beside a part of one."""
    table = frame(
        budget=[float("nan"), 3.0, None],
        domains=[["work"], ["wrk"], None],
        trust=["low", None, "low"],
        **{"trust.at_least": [None, "medium", "medium"]},
    )
    assert batch(table)[0] == 1
    assert [(row, column) for row, _, column, _ in rejects()] == [("1", "budget"), ("2", "domains"), ("3", "trust")]
    assert batch(frame(**{"trust.at_least": ["medium", "lots", None]}))[0] == 1
    assert [(row, column) for row, _, column, _ in rejects()] == [("2", "trust.at_least")]
    assert batch(frame(budget=[-1, 2, None]))[0] == 1
    assert rejects()[0][3] == "-1 is outside 0 to ∞"


def test_a_damaged_file(batch: Batch) -> None:
    """Parquet that is none, and a workbook that is none."""
    [line] = batch(put("region\nA\n", "in.parquet"))[1]
    assert line == "in.parquet: this Parquet file is damaged, or something else; make it again"
    assert batch(put("region\nA\n", "in.xlsx"))[0] == 2


def test_files_that_are_none(batch: Batch) -> None:
    """Missing, of another kind, a folder, or a pipe that can't be read twice."""
    assert batch("in.csv") == (2, ["in.csv: this file doesn't exist"])
    assert batch(put("", "in.txt"))[1][0].startswith("in.txt: this kind of file can't be read (but: .csv, ")
    Path("folder.csv").mkdir()
    assert batch("folder.csv")[0] == 2
    assert batch(put("region\nA\n"), output="out.txt")[1][0].startswith("out.txt: a file that ends in .txt can't be")
    assert batch(put("region\nA\n"), output="-")[1][0].startswith("a table of answers goes to a file")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with a name")
def test_a_pipe(batch: Batch) -> None:
    """Can't be read twice, and isn't waited for."""
    os.mkfifo("in.csv")
    assert batch("in.csv") == (2, ["in.csv: this isn't an ordinary file, and can't be read twice; save it first"])


def test_what_is_read_is_never_written_over(batch: Batch) -> None:
    """The table, a second table, and one file for answers and rejects."""
    table, second = put("region\nA\n"), put("region,name\nA,Goes\n", "second.csv")
    lists = ("--records", f"municipalities={second}")
    assert "would be lost" in batch(table, output=table)[1][0]
    assert "would be lost" in batch(table, *lists, output=second)[1][0]
    assert "would be lost" in batch(table, "--rejects", table)[1][0]
    assert "can't go into the same file" in batch(table, "--rejects", "out.csv")[1][0]
    assert (Path(table).read_text(), Path(second).read_text()) == ("region\nA\n", "region,name\nA,Goes\n")


def test_a_second_table_is_right_or_not_used(batch: Batch) -> None:
    """With all that is wrong in it."""
    table = put("region,trust\nA,low\n")
    second = put("region,name,population\nA,Goes,many\nA,,5\nA,Tholen\n,Vlis,5\nB,Goes,1\nB,goes,2\n", "second.csv")
    code, lines = batch(table, "--records", f"municipalities={second}")
    assert code == 2
    assert [line.partition(" ")[0] for line in lines] == [f"second.csv:{n}:1" for n in (2, 3, 4, 5, 7)] or [
        line.partition(" ")[0] for line in lines
    ] == [f"second.csv:{n}:1:" if n in (4, 5) else f"second.csv:{n}:1" for n in (2, 3, 4, 5, 7)]
    for content in ("region,naem\n", "name\n", "region,name,name\n"):
        assert batch(table, "--records", f"municipalities={put(content, 'second.csv')}")[0] == 2
    assert batch(table, "--records", "municipalites=second.csv")[1] == [
        "municipalites isn't a list (but: municipalities); did you mean municipalities?"
    ]
    assert batch(table, "--records", "second.csv") == (2, ["second.csv: write --records list=file"])
    inside = put("region,municipalities\nA,Goes 5\n")
    assert "leave one of the two out" in batch(inside, "--records", f"municipalities={second}")[1][0]


def test_more_rows_than_a_sheet_holds(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Are said with what to do."""
    monkeypatch.setattr(sheet, "_MOST", 1)
    code, [line] = batch(put("region\nA\nB\n"), output="out.xlsx")
    assert (code, line) == (
        2,
        "2 rows don't fit in a sheet (at most 1); choose an output that ends in .csv or .parquet",
    )


def test_without_polars(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the extra."""
    monkeypatch.setattr("regiorules.cli.batch.find_spec", lambda name: None)
    assert batch(put("region\nA\n")) == (
        2,
        ["Polars is needed for tables; install it with: pip install 'regiorules[batch]'"],
    )


def test_ctrl_c_in_the_middle(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is no failure: it says how to go on."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("regiorules.bulk.work.run", stop)
    assert batch(put("region\nA\n")) == (
        130,
        ["Interrupted; what is done is kept. Give the same command again to go on."],
    )


def test_a_cluster_that_fails(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it says is one line, and what was read is kept for the next time."""

    def fail(master: str) -> None:
        raise RuntimeError(f"\n{master} isn't there\n  at java.lang")

    monkeypatch.setattr("regiorules.bulk.spark.session", fail)
    assert batch(put("region\nA\n"), "--engine", "spark", "--master", "spark://x") == (
        2,
        ["Spark doesn't do this: spark://x isn't there; see whether Java is there, and whether --master is right"],
    )
    assert ".out.csv.parts" in os.listdir()
    assert batch("in.csv", "--engine", "spark")[1][0] == "going on after 1 row of an earlier run"
