"""Assumptions in words: each value that goes by date, and by region."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from regiorules.advice.assumed import by_date
from regiorules.facts.vocabulary import DatedValue
from regiorules.text import Text
from tests.mini import VOCABULARY

ACT, DEAL = Text("Wet A", "Act A"), Text("Afspraak", "Agreement")


def test_every_value_that_goes_by_date_is_told() -> None:
    """Those of all regions first, then those of one."""
    values = (DatedValue(100_000, ACT, since=date(2024, 1, 1)), DatedValue(120_000, ACT, since=date(2026, 1, 1)))
    north = (DatedValue(60_000, DEAL, since=date(2025, 7, 1)),)
    parameter = evolve(VOCABULARY.parameters["large_city"], values=values, regions={"Noord": north})
    assert list(by_date(parameter, "en")) == [
        "100,000 since 1 January 2024, Act A",
        "120,000 since 1 January 2026, Act A",
        "in Noord 60,000 since 1 July 2025, Agreement",
    ]
    assert list(by_date(parameter, "nl"))[2] == "in Noord 60.000 sinds 1 juli 2025, Afspraak"
