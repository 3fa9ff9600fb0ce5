"""Decision tables in the report: a table for every reader, in which words say how each row stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules import Advice
from regiorules.text import Language
from tests.render.reports import CORE, EMPTY, advice_of, page_of, tabled, words


@pytest.mark.parametrize(
    ("language", "standing"),
    [("nl", ["✓ geldt", "? nog open", "geldt niet"]), ("en", ["✓ holds", "? still open", "doesn't hold"])],
)
def test_each_row_says_how_it_stands(language: Language, standing: list[str], tmp_path: Path) -> None:
    """In a word beside the colour; the headers have a scope, and the table a caption."""
    page = page_of(tabled(tmp_path, language))
    table = page.find(".//section[@id='tables']//table")
    assert words(table.find("caption")).startswith("Tabel t." if language == "nl" else "Table t.")
    assert {each.get("scope") for each in table.findall("thead/tr/th")} == {"col"}
    rows = table.findall("tbody/tr")
    assert [row.get("class") for row in rows] == ["holds", "open", "fails"]
    assert [(row.find("th").get("scope"), words(row.find("th"))) for row in rows] == [
        ("row", "first"),
        ("row", "second"),
        ("row", "third"),
    ]
    assert [words(row.find("td")) for row in rows] == standing
    assert [words(each) for each in rows[1].findall("td")][1:] == ["-", "high", "-", "x"]


def test_the_reason_of_a_row_leads_to_its_table(tmp_path: Path) -> None:
    page = page_of(tabled(tmp_path))
    links = {each.get("href") for each in page.iter("a")} & {f"#{each.get('id')}" for each in page.iter("table")}
    assert links == {"#table-t"}
    assert "t-first, in tabel t" in words(page)


def test_of_a_large_table_the_rows_that_fail_are_counted(tmp_path: Path) -> None:
    page = page_of(tabled(tmp_path, "en", *(f"more{at},high,,x," for at in range(12))))
    section = page.find(".//section[@id='tables']")
    assert [words(each) for each in section.findall(".//tbody/tr/th")] == ["first", "second"]
    assert words(section).endswith("13 other rows don't hold.")


def test_without_a_row_that_holds_there_is_no_such_part() -> None:
    assert page_of(advice_of(EMPTY, "nl", CORE)).find(".//section[@id='tables']") is None


def test_the_tables_are_kept_with_the_advice(tmp_path: Path) -> None:
    """As JSON, and back; advice without tables has no such key."""
    advice = tabled(tmp_path)
    assert [row.rules for row in advice.tables[0].rows] == [("t-first",), ("t-second",), ("t-third",)]
    assert Advice.from_json(advice.to_json()) == advice
    assert "tables" not in advice_of(EMPTY, "nl", CORE).to_data()["advice"]
