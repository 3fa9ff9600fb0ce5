"""
Profiles: the municipalities and population of the 35 labour-market regions.

The built-in table has one row a municipality; a user may load a newer one with the same columns.
Sources of the built-in table: regions and municipalities from the Besluit werkgebieden UWV 2015
(BWBR0036164, bijlage 3), population from Statistics Netherlands (CBS), 1 January 2016, CC BY 4.0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from attrs import field, frozen

from regiorules.documents import Scalar, read_text
from regiorules.errors import InputError, Place, Problems, unknown_name
from regiorules.facts.values import read_value
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import freeze
from regiorules.text import Text, fold

COLUMNS = ("region_number", "region", "municipality", "population")
BUILT_IN = "arbeidsmarktregios-2016.csv"
BUILT_IN_DATE = "2016-01-01"
BUILT_IN_SOURCE = "Besluit werkgebieden UWV 2015, bijlage 3 (BWBR0036164); CBS, bevolking op 1 januari 2016 (CC BY 4.0)"

_POPULATION = Fact(
    "number",
    Text("Inwoners", "Population"),
    whole=True,
    minimum=1,
    maximum=2_000_000,
    unit=Text("inwoners", "inhabitants"),
    id="population",
)
_NUMBER = Fact("number", Text("Nummer", "Number"), whole=True, minimum=1, maximum=999, id="region_number")


@frozen
class Profile:
    """One region as the table has it; `population` of a municipality is in inhabitants."""

    number: int
    name: str
    municipalities: tuple[Mapping[str, Any], ...] = field(converter=freeze)
    date: str
    source: str


def built_in_profiles() -> dict[str, Profile]:
    """The 35 regions of 2016, by name."""
    with as_file(files("regiorules.facts") / "data" / BUILT_IN) as path:
        return read_profiles(path, date=BUILT_IN_DATE, source=BUILT_IN_SOURCE)


def read_profiles(path: Path, *, date: str = "", source: str = "") -> dict[str, Profile]:
    """
    The regions in a CSV file with the columns region_number, region, municipality, population.

    Raises InputError that names every wrong row.
    """
    problems = Problems()
    rows: dict[str, list[dict[str, Any]]] = {}
    numbers: dict[str, int] = {}
    reader = csv.reader(io.StringIO(read_text(path), newline=""))
    header = tuple(cell.strip() for cell in next(reader, ()))
    if header != COLUMNS:
        problems.add("csv_columns", Place(str(path), 1, 1), known=",".join(COLUMNS))
        problems.stop(InputError)
    try:
        for cells in filter(None, reader):
            place = Place(str(path), reader.line_num, 1)
            if len(cells) == len(COLUMNS):
                _row(cells, place, rows, numbers, problems)
            else:
                problems.add("csv_row", place, count=len(cells), wanted=len(COLUMNS))
    except csv.Error:
        problems.add("csv_broken", Place(str(path), reader.line_num, 1))
    if not rows and not problems.found:
        problems.add("file_empty", Place(str(path)))
    problems.stop(InputError)
    return {
        name: Profile(numbers[name], name, tuple(rows[name]), date, source or str(path))
        for name in sorted(rows, key=lambda name: (numbers[name], name))
    }


def _row(
    cells: list[str],
    place: Place,
    rows: dict[str, list[dict[str, Any]]],
    numbers: dict[str, int],
    problems: Problems,
) -> None:
    number, region, municipality, population = (cell.strip() for cell in cells)
    for column, cell in (("region", region), ("municipality", municipality)):
        if not cell:
            problems.add("empty_text", place, column)
    places = rows.setdefault(region, [])
    if any(fold(record["name"]) == fold(municipality) for record in places):
        problems.add("duplicate_record", place, region, name=municipality)
    number_read = read_value(_NUMBER, Scalar(number, place), problems, "region_number")
    numbers[region] = int(number_read or 0)
    people = read_value(_POPULATION, Scalar(population, place), problems, "population")
    places.append({"name": municipality, "population": people})


def find_profile(name: str, profiles: Mapping[str, Profile]) -> Profile:
    """The profile with that name (however it is spelled) or number; raises UnknownName."""
    wanted = fold(name)
    for profile in profiles.values():
        if wanted in (fold(profile.name), str(profile.number)):
            return profile
    raise unknown_name("unknown_region", name, profiles)
