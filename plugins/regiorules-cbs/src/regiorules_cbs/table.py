"""A table of CBS as far as RegioRules needs it: each municipality with its region and its population."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import field, frozen
from attrs.validators import ge, le, min_len, optional

from regiorules.errors import InputError, Place
from regiorules.facts.dates import read_date
from regiorules.facts.profiles import Profile
from regiorules.text import fold, visible
from regiorules_cbs.columns import Columns
from regiorules_cbs.problems import problem

COLUMNS = ("region_number", "region", "municipality", "population")
_LONGEST = 40  # letters of a name in a message
_MOST = 2_000_000  # inhabitants of one municipality, as the rule set has it
_REGION_CODE = re.compile(r"AM0*([1-9]\d{0,2})")
_YEAR = re.compile(r"\b20\d\d\b")
_OF_A_MUNICIPALITY = " (gemeente)"  # what CBS puts behind a name that is a province's or a town's too


@frozen
class Municipality:
    """One municipality; `region_number` is that of CBS's own code (AM24 is 24), an unknown population is None."""

    region_number: int = field(validator=[ge(1), le(999)])
    region: str = field(validator=min_len(1))
    name: str = field(validator=min_len(1))
    population: int | None = field(validator=optional([ge(1), le(_MOST)]))

    @property
    def order(self) -> tuple[int, int, str]:
        """By region; in a region the largest first, those of unknown size last."""
        return (self.region_number, -(self.population or 0), self.name)


@frozen
class Table:
    """A table: its number and title at CBS, when CBS last changed it, and its municipalities in order."""

    id: str
    title: str
    modified: str
    municipalities: tuple[Municipality, ...]

    @property
    def year(self) -> int | None:
        """The year in the title."""
        found = _YEAR.search(self.title)
        return int(found[0]) if found else None

    @property
    def source(self) -> str:
        """Where the figures come from, as an advice names it."""
        day = read_date(self.modified[:10])
        changed = f", bijgewerkt {day.isoformat()}" if day else ""
        return f"CBS, {self.title} ({self.id}{changed}), CC BY 4.0"

    def profiles(self) -> dict[str, Profile]:
        """The regions by name, in the order of their numbers."""
        date = f"{self.year}-01-01" if self.year else ""
        regions: dict[str, list[Municipality]] = {}
        for each in self.municipalities:
            regions.setdefault(each.region, []).append(each)
        return {
            name: Profile(
                members[0].region_number,
                name,
                {"municipalities": [{"name": each.name, "population": each.population} for each in members]},
                date,
                self.source,
            )
            for name, members in regions.items()
        }

    def to_csv(self) -> str:
        """The table with the columns of that of the rule set; an unknown population is left empty."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((each.region_number, each.region, each.name, each.population) for each in self.municipalities)
        return text.getvalue()


def make_table(
    number: str, info: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], columns: Columns, place: Place
) -> Table:
    """The table in the rows that CBS gives; raises InputError with everything that is wrong in them."""
    reader = _Rows(columns)
    found = sorted(reader.municipalities(rows), key=lambda each: each.order)
    wrong = dict(reader.wrong) or _in_themselves(found)
    if wrong:
        raise InputError(
            [problem(code, place, table=number, names="; ".join(_some(names))) for code, names in wrong.items()]
        )
    return Table(number, _text(info.get("Title")), _text(info.get("Modified")), tuple(found))


class _Rows:
    """Reads rows; what is wrong goes on a list for each kind of wrong, and reading goes on."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.wrong: defaultdict[str, list[str]] = defaultdict(list)

    def municipalities(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[Municipality]:
        for row in rows:
            code = _text(row.get(self.columns.code))
            name = _text(row.get(self.columns.name)).removesuffix(_OF_A_MUNICIPALITY)
            if not code.startswith("GM"):
                continue
            if not name:
                self.wrong["no_name"].append(code)
            elif any(visible(each) != each for each in (name, _text(row.get(self.columns.region)))):
                self.wrong["odd_name"].append(name)
            number, region = self.region(name, row)
            population = self.population(name, row)
            if not self.wrong:
                yield Municipality(number, region, name, population)

    def region(self, name: str, row: Mapping[str, Any]) -> tuple[int, str]:
        code, region = _text(row.get(self.columns.region_code)), _text(row.get(self.columns.region))
        found = _REGION_CODE.fullmatch(code)
        if not code or not region:
            self.wrong["no_region"].append(name)
        elif not found:
            self.wrong["region_code"].append(f"{name} {code}")
        return (int(found[1]) if found else 0), region

    def population(self, name: str, row: Mapping[str, Any]) -> int | None:
        value = row.get(self.columns.population)
        if value is None or (type(value) is int and 1 <= value <= _MOST):
            return value
        self.wrong["population"].append(f"{name} {value}")
        return None


def _in_themselves(found: list[Municipality]) -> dict[str, list[str]]:
    """What is wrong between municipalities that are right one by one."""
    if not found:
        return {"no_municipalities": []}
    counted = Counter(fold(each.name) for each in found)
    twice = [f"{each.name} ({each.region})" for each in found if counted[fold(each.name)] > 1]
    regions = sorted({(each.region_number, each.region) for each in found})
    numbers, names = Counter(number for number, _ in regions), Counter(fold(name) for _, name in regions)
    mixed = [f"{number} {name}" for number, name in regions if numbers[number] > 1 or names[fold(name)] > 1]
    return {code: wrong for code, wrong in (("twice", twice), ("regions", mixed)) if wrong}


def _some(names: list[str], limit: int = 8) -> list[str]:
    """As many as a line holds."""
    return [name[:_LONGEST] for name in names[:limit]] + ["…"] * (len(names) > limit)


def _text(value: object) -> str:
    """A text without the spaces with which CBS fills it up; nothing where there is none."""
    return value.strip() if isinstance(value, str) else ""
