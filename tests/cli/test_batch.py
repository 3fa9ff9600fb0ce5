"""`regiorules batch`: a table of regions in, a table of answers out, and what is said of it."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from regiorules.bulk.resume import parts_of
from regiorules.facts.dates import today
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.commands import run
from tests.mini import MINI

HEAD = "id;region;vertrouwen;Strategy agreed;municipalities\n"
ROWS = '1;Noord;laag;nee;"Goes 90.000; Tholen 25.000"\n2;Zuid;hoogstens gemiddeld;?;\n'


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Two regions, as a Dutch office writes them."""
    path = tmp_path / "in.csv"
    path.write_text(HEAD + ROWS, "utf-8")
    return path


def batch(table: Path, output: Path, *more: object, lang: str = "en") -> tuple[int, list[str]]:
    """The exit code and what is said of a batch by the tiny rule set; nothing goes to standard output."""
    code, out, err = run("batch", table, "--output", output, "--ruleset", MINI, "--lang", lang, *more)
    assert out == ""
    return code, err.splitlines()


def rows(path: Path, delimiter: str = ";") -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(path.read_text("utf-8").splitlines(), delimiter=delimiter))


def test_a_row_a_region_with_conclusions_and_derived_facts_as_columns(table: Path, tmp_path: Path) -> None:
    """With what stood between the cells of the input between those of the output."""
    output = tmp_path / "out.csv"
    assert batch(table, output) == (0, ["2 rows assessed, 0 rejected", f"written: {output}"])
    north, south = rows(output)
    conclusions, facts = ["strained", "talk", "city_first"], ["large_cities", "largest_share", "shape"]
    assert list(north) == ["id", "region", *conclusions, *facts, "conflicts"]
    assert (north["strained"], north["large_cities"], north["shape"]) == ("holds", "1", "one_centre")
    assert (south["strained"], south["large_cities"], south["conflicts"]) == ("open", "", "none")
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "out.csv"]


def test_what_is_wanted_can_be_chosen(table: Path, tmp_path: Path) -> None:
    """Conclusions and facts, also given ones, and columns of one's own."""
    table.write_text("region;trust;note\nNoord;low;a\n", "utf-8")
    output = tmp_path / "out.csv"
    assert batch(table, output, "--columns", "talk,trust", "--columns", "strained", "--keep", "note")[0] == 0
    assert output.read_text() == "region;note;talk;trust;strained\nNoord;a;open;low;open\n"
    code, lines = batch(table, output, "--columns", "tlak", "--keep", "note")
    assert (code, lines) == (
        2,
        [
            "tlak is neither a conclusion nor a fact, so it's no column (see: regiorules rules, regiorules facts); "
            "did you mean talk?"
        ],
    )


def test_facts_and_assumptions_can_be_set_for_all_rows(table: Path, tmp_path: Path) -> None:
    """As with the other commands; they go before what the table says."""
    output = tmp_path / "out.csv"
    more = ("--set", "large_city=20000", "--set", "trust=high", "--columns", "large_cities,trust")
    assert batch(table, output, *more)[0] == 0
    assert [(each["large_cities"], each["trust"]) for each in rows(output)] == [("2", "high"), ("", "high")]


def test_a_day_is_passed_on(table: Path, tmp_path: Path) -> None:
    """A conclusion of rules that weren't there yet has no status then."""
    output = tmp_path / "out.jsonl"
    table.write_text("region\nZeeland\n")
    found = []
    for day in ("2015-06-01", "2026-06-01"):
        code, _, err = run("batch", table, "--output", output, "--on", day, "--lang", "en")
        assert (code, err.splitlines()[0]) == (0, "1 row assessed, 0 rejected")
        found.append(json.loads(output.read_text()))
    then, now = found
    later = set(load_rulesets(ruleset_folder("werkcentra"), ruleset_folder("core")).conclusions)
    assert {name for name in later if then[name] is None} > {name for name in later if now[name] is None}


def test_rejected_rows_say_where_and_why_and_the_others_are_done(table: Path, tmp_path: Path) -> None:
    """In the language asked for; the exit code tells."""
    table.write_text(f"{HEAD}{ROWS}3;Oost;lagg;nee;\n4;West;laag\n", "utf-8")
    output, rejects = tmp_path / "out.csv", tmp_path / "out.csv.rejects.csv"
    assert batch(table, output) == (
        1,
        [f"2 rows assessed, 2 rejected; {rejects} says why", f"written: {output}"],
    )
    first, second = rows(rejects)
    assert first == {
        "row": "3",
        "place": f"{table}:4:1",
        "column": "vertrouwen",
        "value": "lagg",
        "reason": "lagg isn't a value of trust; choose from: low, medium, high; did you mean low?",
    }
    assert second["reason"] == "this row has 3 values instead of 5"
    assert len(rows(output)) == 2
    elsewhere = tmp_path / "bad.csv"
    assert batch(table, output, "--rejects", elsewhere, lang="nl")[1][0].endswith(f"waarom staat in {elsewhere}")
    assert "bedoelt u laag?" in elsewhere.read_text("utf-8")


def test_rejects_of_before_are_gone_when_there_are_none(table: Path, tmp_path: Path) -> None:
    """What isn't a file of rejects stays."""
    output, rejects = tmp_path / "out.csv", tmp_path / "out.csv.rejects.csv"
    rejects.write_text("my own\n")
    batch(table, output)
    assert rejects.read_text() == "my own\n"
    table.write_text(f"{HEAD}1;Noord;lagg;;\n")
    assert batch(table, output)[0] == 1
    table.write_text(HEAD + ROWS)
    assert batch(table, output)[0] == 0
    assert not rejects.exists()


def test_a_list_comes_from_a_second_table_by_region_or_by_id(table: Path, tmp_path: Path) -> None:
    """Names of regions are found by any spelling; a list may say that there are others."""
    table.write_text("id,region\n1,Noord\n2,zuid-oost\n3,West\n")
    second = tmp_path / "towns.csv"
    north = "NOORD;Goes;90.000\nNOORD;Tholen;minstens 25.000\n"
    second.write_text(f"regio;naam;population\n{north}Zuid Oost;Vlis;5\nZuid Oost;en andere;\n")
    output = tmp_path / "out.csv"
    more = ("--records", f"municipalities={second}", "--columns", "large_cities,municipalities")
    assert batch(table, output, *more)[0] == 0
    first, south, west = rows(output, ",")
    found = (first["large_cities"], south["large_cities"], west["municipalities"])
    assert found == ("{at_least: 1, at_most: 2}", "", "")
    assert south["municipalities"].endswith("complete: no}")
    second.write_text("id,name\n2,Goes\n5,Tholen\n")
    assert batch(table, output, *more) == (
        0,
        [
            f"{second}: 1 key belongs to no row of the table: 5; see whether the names are the same [warning]",
            "3 rows assessed, 0 rejected",
            f"written: {output}",
        ],
    )
    assert [each["municipalities"] != "" for each in rows(output, ",")] == [False, True, False]


def test_rows_may_start_from_known_regions(table: Path, tmp_path: Path) -> None:
    """Of which the table has no column; a region that nobody knows is rejected."""
    table.write_text("region,trust\nFlevoland,low\nzeeland,\nZeland,\n")
    output = tmp_path / "out.csv"
    code, lines = batch(table, output, "--profiles", "small", "--columns", "large_cities")
    assert (code, lines[0].partition(";")[0]) == (1, "2 rows assessed, 1 rejected")
    assert [each["large_cities"] for each in rows(output, ",")] == ["2", "0"]
    [wrong] = rows(tmp_path / "out.csv.rejects.csv", ",")
    assert (wrong["row"], wrong["column"], wrong["reason"].rpartition("; ")[2]) == (
        "3",
        "region",
        "did you mean Zeeland?",
    )


def test_parquet_keeps_types_and_what_is_partly_known(table: Path, tmp_path: Path) -> None:
    """In columns of their own."""
    output = tmp_path / "out.parquet"
    assert batch(table, output, "--columns", "trust,large_cities,conflicts")[0] == 0
    frame = pl.read_parquet(output)
    assert frame.schema == {
        "id": pl.String,
        "region": pl.String,
        "trust": pl.String,
        "trust.at_most": pl.String,
        "large_cities": pl.Int64,
        "conflicts": pl.List(pl.String),
    }
    assert frame["trust.at_most"].to_list() == [None, "medium"]


def test_a_text_in_a_sheet_is_no_formula(table: Path, tmp_path: Path) -> None:
    """Also where it begins as one."""
    table.write_text("region\n=1+1\n")
    output = tmp_path / "out.xlsx"
    assert batch(table, output)[0] == 0
    cell = openpyxl.load_workbook(output).active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_two_at_once_do_not_write_one_output(table: Path, tmp_path: Path) -> None:
    """The second says so, and the first goes on."""
    output = tmp_path / "out.csv"
    with parts_of(output, {}, today()):
        assert batch(table, output) == (
            2,
            [f"{output}: another command is making this file already; wait until it is done, or choose another file"],
        )
    assert batch(table, output)[0] == 0
