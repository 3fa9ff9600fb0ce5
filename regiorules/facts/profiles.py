"""
Profiles: the municipalities and population of the 35 labour-market regions.

The built-in table has one row a municipality; a user may load a newer one, with columns by name.
Sources of the built-in table: regions and municipalities from the Besluit werkgebieden UWV 2015
(BWBR0036164, bijlage 3), population from Statistics Netherlands (CBS), 1 January 2016, CC BY 4.0.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from regiorules.documents import Scalar, read_text
from regiorules.errors import InputError, Place, Problems, unknown_name
from regiorules.facts.csvtext import csv_text
from regiorules.facts.values import read_value
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import freeze
from regiorules.text import Text, composed, fold

NAMES = {  # as a column is known here: as it may be called in a file, in Dutch first
    "region_number": ("regionummer", "nummer", "nr", "arbeidsmarktregionummer", "region number", "number", "no"),
    "region": ("regio", "arbeidsmarktregio", "regionaam", "labour market region", "region name"),
    "municipality": ("gemeente", "gemeentenaam", "municipality name"),
    "population": ("inwoners", "inwonertal", "aantal inwoners", "bevolking", "inhabitants"),
}
COLUMNS = tuple(NAMES)
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
    The regions in a CSV file as any spreadsheet program writes it: a row a municipality, columns by name (`NAMES`).

    Raises InputError that names every wrong row.
    """
    problems = Problems()
    text = csv_text(read_text(path))
    lines = csv.reader(text.lines, delimiter=text.delimiter)
    rows = filter(_says_something, lines)
    reader = _Reader(path, problems)
    try:
        reader.head(next(rows, []), max(lines.line_num, 1) + text.skipped)
        for cells in rows:
            reader.row(cells, lines.line_num + text.skipped)
    except csv.Error:
        problems.add("csv_broken", Place(str(path), lines.line_num + text.skipped, 1))
    if not reader.regions and not problems.found:
        problems.add("file_empty", Place(str(path)))
    problems.stop(InputError)
    ordered = sorted(reader.regions.values(), key=lambda each: (each.number, each.name))
    return {
        each.name: Profile(each.number, each.name, tuple(each.municipalities), date, source or str(path))
        for each in ordered
    }


def _says_something(cells: list[str]) -> bool:
    """False for a row of empty cells, which spreadsheet programs leave behind."""
    return any(cell.strip() for cell in cells)


@define
class _Region:
    """A region as far as it is read; `line` is the first that names it."""

    name: str
    number: int
    line: int
    municipalities: list[dict[str, Any]] = field(factory=list)


class _Reader:
    """Reads row by row; every problem goes on the list, reading goes on."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self.columns: dict[str, int] = {}
        self.width = 0
        self.regions: dict[str, _Region] = {}
        self.numbers: dict[int, _Region] = {}
        self.places: dict[str, tuple[str, int]] = {}  # of municipalities: the region, and the line

    def head(self, cells: list[str], line: int) -> None:
        """Find the columns by their names; raises InputError where that can't be."""
        known = {fold(each): name for name, names in NAMES.items() for each in (name, *names)}
        found = [known.get(fold(cell.replace("_", " ")), known.get(fold(cell))) for cell in cells]
        self.columns = {name: found.index(name) for name in COLUMNS if name in found}
        self.width = len(cells)
        place = Place(str(self.path), line, 1)
        if len(self.columns) < len(COLUMNS):
            names = Text(",".join(each[0] for each in NAMES.values()), ",".join(COLUMNS))
            self.problems.add("csv_columns", place, known=names)
        for name in COLUMNS:
            if found.count(name) > 1:
                self.problems.add("csv_column_twice", place, name=cells[found.index(name)].strip())
        self.problems.stop(InputError)

    def row(self, cells: list[str], line: int) -> None:
        """One municipality with its region."""
        place = Place(str(self.path), line, 1)
        while len(cells) > self.width and not cells[-1].strip():
            cells = cells[:-1]  # what a spreadsheet program writes behind a row
        if len(cells) != self.width:
            self.problems.add("csv_row", place, count=len(cells), wanted=self.width)
            return
        values = {name: " ".join(cells[index].split()) for name, index in self.columns.items()}
        for name in ("region", "municipality"):
            if not values[name]:
                self.problems.add("empty_text", place, name)
        if not values["region_number"]:
            self.problems.add("missing_field", place, name="region_number")
        number = read_value(_NUMBER, Scalar(values["region_number"], place), self.problems, "region_number")
        people = read_value(_POPULATION, Scalar(values["population"], place), self.problems, "population")
        if values["region"] and values["municipality"] and number:
            region = self.region(values["region"], int(number), place)
            self.municipality(values["municipality"], region, place)
            region.municipalities.append({"name": values["municipality"], "population": people})

    def region(self, name: str, number: int, place: Place) -> _Region:
        """The region of a row: one name, spelled one way, with one number that no other has."""
        region = self.regions.setdefault(fold(name), _Region(name, number, place.line))
        if composed(name) != composed(region.name):
            self.problems.add("region_spelled", place, "region", name=name, other=region.name, line=region.line)
        if number != region.number:
            self._twice("region_numbers", place, region.name, number, region.number, region.line)
        elif (holder := self.numbers.setdefault(number, region)) is not region:
            self._twice("region_number_taken", place, region.name, number, holder.name, holder.line)
        return region

    def _twice(self, code: str, place: Place, name: str, number: int, other: object, line: int) -> None:
        self.problems.add(code, place, "region_number", name=name, number=number, other=other, line=line)

    def municipality(self, name: str, region: _Region, place: Place) -> None:
        """A municipality stands in the table once."""
        other, line = self.places.setdefault(fold(name), (region.name, place.line))
        if line != place.line:
            self.problems.add("municipality_twice", place, "municipality", name=name, other=other, line=line)


def find_profile(name: str, profiles: Mapping[str, Profile]) -> Profile:
    """The profile with that name (however it is spelled) or number; raises UnknownName."""
    wanted = fold(name)
    for profile in profiles.values():
        if wanted in (fold(profile.name), str(profile.number)):
            return profile
    raise unknown_name("unknown_region", name, profiles)
