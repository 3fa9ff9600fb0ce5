"""Cells are read as a person types an answer, and each text once."""

from __future__ import annotations

import polars as pl
import pytest

from regiorules.bulk.reading import cells
from regiorules.bulk.reading.cells import Cells
from regiorules.bulk.tables.outer import to_values
from tests.mini import VOCABULARY

TRUST, BUDGET, TOWNS = (VOCABULARY.facts[name] for name in ("trust", "budget", "municipalities"))


def test_each_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many rows have it, and in whichever chunk."""
    read: list[str] = []
    plain = cells.read_text
    monkeypatch.setattr(cells, "read_text", lambda fact, text: read.append(text) or plain(fact, text))
    reader = Cells(TRUST)
    for _ in range(3):
        found = reader.read(pl.Series(["laag", "hoogstens gemiddeld", None] * 1000))
        assert to_values(TRUST, pl.DataFrame(found.columns))[:3] == ["low", {"at_most": "medium"}, None]
    assert read == ["laag", "hoogstens gemiddeld"]


def test_a_table_with_ever_other_texts_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read long ago is forgotten, and read anew."""
    monkeypatch.setattr(cells, "_REMEMBERED", 10)
    reader = Cells(BUDGET)
    texts = [f"{number},5" for number in range(100)]
    found = reader.read(pl.Series([*texts, *texts]))
    assert to_values(BUDGET, pl.DataFrame(found.columns)) == [number + 0.5 for number in range(100)] * 2
    assert len(reader._known) <= 10


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("12", 12),
        ("012", 12),
        ("1.000", 1000),
        ("1.000.000", 10**6),
        ("2 tot 3", {"at_least": 2, "less_than": 3}),
    ],
)
def test_digits_alone_mean_what_they_mean_elsewhere(text: str, value: object) -> None:
    """Those that are read as a column, and those that are read one by one."""
    assert cells.read_text(BUDGET, text).value == value
    found = Cells(BUDGET).read(pl.Series([text]))
    assert to_values(BUDGET, pl.DataFrame(found.columns)) == [value]


def test_what_is_wrong_is_told_by_row() -> None:
    """With the text that stands there."""
    found = Cells(BUDGET).read(pl.Series(["5", "-5", "veel", "5"]))
    assert {row: (text, [each.code for each in problems]) for row, (text, problems) in found.wrong.items()} == {
        1: ("-5", ["out_of_range"]),
        2: ("veel", ["not_number"]),
    }


def test_the_columns_of_a_fact_are_read_together() -> None:
    """Typed ones too: the whole value, or what is known of it under its keys."""
    frame = pl.DataFrame({"municipalities": [[{"name": "Goes", "population": 5}], None], "complete": [None, None]})
    found = Cells(TOWNS).typed(frame.select("municipalities"))
    assert to_values(TOWNS, pl.DataFrame(found.columns)) == [({"name": "Goes", "population": 5, "role": None},), None]
