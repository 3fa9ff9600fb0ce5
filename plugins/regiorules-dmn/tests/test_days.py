"""Days in the cells of a table: calculated with durations, and before or after one another."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from dmn_models import decision, given, model, table
from regiorules_dmn.deciding import DmnModel
from regiorules_dmn.reading import NAMESPACES

from regiorules import InputError

DAY = timedelta(1)


def asking(cell: str) -> str:
    """A model that asks this of a day."""
    return model(given("d", "date"), decision("Out", table(["d"], [("Out", "")], [[cell, '"yes"']]), "string"))


def decided(folder: Path, text: str, day: date) -> object:
    """What a model decides of a day."""
    path = folder / "m.dmn"
    path.write_text(text, "utf-8")
    return DmnModel(path).decide({"d": day}, "Out")["Out"]


@pytest.mark.parametrize(
    ("cell", "first"),
    [
        ('>= date("2024-01-31") + duration("P1M")', date(2024, 2, 29)),
        ('>= date("2024-12-31") + duration("P2M")', date(2025, 2, 28)),
        ('>= date("2024-02-29") - duration("P1Y")', date(2023, 2, 28)),
        ('>= date("2024-01-15") - duration("P1M")', date(2023, 12, 15)),
        ('>= date("2024-02-28") + duration("P2D")', date(2024, 3, 1)),
        ('after(?, date("2024-02-28"))', date(2024, 2, 29)),
        ('not(before(?, date("2024-02-28")))', date(2024, 2, 28)),
        ('(>= date("2024-02-28"))', date(2024, 2, 28)),
    ],
)
def test_the_first_day_that_counts(tmp_path: Path, cell: str, first: date) -> None:
    """A month from the 31st ends with the month; the day before doesn't count."""
    assert decided(tmp_path, asking(cell), first) == "yes"
    assert decided(tmp_path, asking(cell), first - DAY) is None


@pytest.mark.parametrize(
    "cell",
    [
        '> date("9999-12-31") + duration("P1D")',
        '> date("2024-01-01") + duration("PT5H")',
        '> date("2024-01-01") * duration("P1D")',
        '> date("2024-01-01") + 5',
        '> date("2024-01-01") + date("2024-01-01")',
        "before(?)",
    ],
)
def test_what_is_no_day_is_refused_by_its_place(tmp_path: Path, cell: str) -> None:
    """With the line of the cell."""
    with pytest.raises(InputError) as caught:
        decided(tmp_path, asking(cell), date(2024, 1, 1))
    line = next(at for at, said in enumerate(asking(cell).splitlines(), 1) if "<inputEntry>" in said)
    assert [each.place.line for each in caught.value.problems] == [line]


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_every_version_says_the_same(tmp_path: Path, namespace: str) -> None:
    """DMN 1.1 to 1.6."""
    text = asking('date("2024-02-29")').replace("https://www.omg.org/spec/DMN/20191111/MODEL/", namespace)
    assert namespace in text
    assert decided(tmp_path, text, date(2024, 2, 29)) == "yes"
