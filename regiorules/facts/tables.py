"""
What a rule set says of tables of regions: what a row goes into, how columns are called, and which tables it brings.

A row of such a table is one record of one list of the region: a town, a school.  A column may also hold a
single value of the region, the same in each of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from regiorules.errors import NOWHERE, Place
from regiorules.facts.dates import NO_DATE, Moment
from regiorules.text import Text, fold

NUMBER = "region_number"
REGION = "region"


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
)  # what each table has


@frozen
class RegionTable:
    """
    A table that stands with the rule set: a CSV file beside the file that names it, and where it comes from.

    `location` is the path of the file.
    """

    file: str
    source: str
    date: Moment = NO_DATE
    id: str = field(default="", kw_only=True)
    location: str = field(default="", eq=False, kw_only=True)


@frozen
class ProfileForm:
    """
    What the profile of a region fills: the list `fact`, a record a row; the first of `tables` is the one by default.

    `title` is what the data are called where their date is told; `columns` are those of the list's fields, of
    single facts of the region, and of the region's own name and number, where they have other names than their own.
    """

    fact: str
    title: Text
    columns: tuple[Column, ...] = ()
    tables: tuple[RegionTable, ...] = ()
    place: Place = field(default=NOWHERE, eq=False, kw_only=True)
