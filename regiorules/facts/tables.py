"""
What a rule set says of tables of regions: what a row goes into, how columns are called, which tables it brings, and
what regions and records were called at other times.

A row of such a table is one record of one list of the region: a town, a school.  A column may also hold a
single value of the region, the same in each of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import field

from regiorules.errors import NOWHERE, Place
from regiorules.facts.dates import NO_DATE, Moment, days_of
from regiorules.frozen import FrozenDict, frozen, frozen_dict
from regiorules.text import Text, fold

NUMBER = "region_number"
REGION = "region"
CODE = "code"


@frozen
class Column:
    """How a column may be called, in Dutch and in English; `id` is the field or the fact that it fills."""

    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    id: str = field(default="", kw_only=True)

    @property
    def names(self) -> Iterator[str]:
        """Every name, as names are compared."""
        return (fold(each.replace("_", " ")) for each in (*self.nl, *self.en, self.id))

    @property
    def title(self) -> Text:
        """The name to tell: the first in each language."""
        return Text(*((names or (self.id,))[0] for names in (self.nl, self.en)))

    def or_else(self, other: Column) -> Column:
        """The column with the names of another behind its own."""
        return Column((*self.nl, *other.nl), (*self.en, *other.en), id=self.id)


ALWAYS = (
    Column(("regionummer", "nummer", "nr"), (NUMBER, "number", "no"), id=NUMBER),
    Column(("regio", "regionaam"), (REGION, "region name"), id=REGION),
    Column((), (CODE,), id=CODE),
)  # what each table has, or may have: the number of a region, its name, and the code of a record


@frozen
class RegionTable:
    """
    A table that stands with the rule set: a file beside the file that names it, where it comes from, of when it is (a
    day, a month or a year), and what its makers ask of who uses it.

    `location` is the path of the file.
    """

    file: str
    source: str
    date: Moment = NO_DATE
    licence: str = ""
    id: str = field(default="", kw_only=True)
    location: str = field(default="", eq=False, kw_only=True)


@frozen
class ProfileForm:
    """
    What the profile of a region fills: the list `fact`, a record a row; the first of `tables` is the one by default.

    `title` is what the data are called where their date is told; `columns` are those of the list's fields, of
    single facts of the region, of the region's own name and number, and of the code by which others know a record,
    where they have other names than their own.
    `aliases` are other names of a region or a record, by one of its names; `successions` is a table of records that
    were formed from others.
    """

    fact: str
    title: Text
    columns: tuple[Column, ...] = ()
    tables: tuple[RegionTable, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(factory=FrozenDict, converter=frozen_dict)
    successions: RegionTable | None = None
    place: Place = field(default=NOWHERE, eq=False, kw_only=True)

    @property
    def dated(self) -> dict[date, RegionTable]:
        """The tables that have a date, by its first day, the oldest first."""
        found = {days[0]: each for each in reversed(self.tables) if (days := days_of(each.date))}
        return dict(sorted(found.items()))

    def table_on(self, day: date) -> RegionTable | None:
        """The newest table that isn't younger than a day; the oldest where there was none yet."""
        past = [each for first, each in self.dated.items() if first <= day]
        return past[-1] if past else next(iter(self.dated.values()), None)

    @property
    def files(self) -> tuple[RegionTable, ...]:
        """All tables, those of regions and that of successions."""
        return (*self.tables, *((self.successions,) if self.successions else ()))

    def called(self, name: str) -> frozenset[str]:
        """All names of a region or a record, as names are compared; its own too."""
        mine = fold(name)
        for one, others in self.aliases.items():
            names = frozenset(map(fold, (one, *others)))
            if mine in names:
                return names
        return frozenset({mine})
