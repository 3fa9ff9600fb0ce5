"""
Which table of CBS is which year: "Gebieden in Nederland" comes out anew every year, under another number.

The numbers were found in public code that uses these tables, not at CBS itself; that is why the
title of a table that comes in is held against the year that was asked for.
"""

from __future__ import annotations

import os
from typing import NamedTuple

FURTHER = "REGIORULES_CBS_TABLES"
TABLES = {
    2016: "83287NED",
    2017: "83553NED",
    2018: "83859NED",
    2019: "84378NED",
    2020: "84721NED",
    2021: "84929NED",
    2022: "85067NED",
    2023: "85385NED",
    2024: "85755NED",
    2025: "86059NED",
    2026: "86247NED",
}


class Edition(NamedTuple):
    """A table's number at CBS, and its year where that is known beforehand."""

    table: str
    year: int | None


def editions() -> dict[str, Edition]:
    """The tables by name: the years, and the numbers in REGIORULES_CBS_TABLES (separated by commas)."""
    further = [number.strip() for number in os.environ.get(FURTHER, "").split(",") if number.strip()]
    known = {str(year): Edition(table, year) for year, table in TABLES.items()}
    return known | {number: Edition(number, None) for number in further}
