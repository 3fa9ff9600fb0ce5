"""
The columns of a table, found by their titles.

CBS numbers its columns anew each year (`Naam_5`, `Inwonertal_52`), but a column's title and the
title of the group it stands in stay the same; both are in the DataProperties of a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import fields, frozen

from regiorules.errors import Place
from regiorules.text import fold
from regiorules_cbs.problems import error

_MUNICIPALITY = "Codes en namen van gemeenten"
_REGION = "Arbeidsmarktregio's"
_TITLES = {
    "code": (_MUNICIPALITY, "Code"),
    "name": (_MUNICIPALITY, "Naam"),
    "region_code": (_REGION, "Code"),
    "region": (_REGION, "Naam"),
    "population": ("", "Inwonertal"),  # no other column has that title, so its group doesn't matter
}


@frozen
class Columns:
    """The key of each column that is needed, as the rows have it."""

    code: str
    name: str
    region_code: str
    region: str
    population: str

    def keys(self) -> list[str]:
        """All keys, to ask CBS for."""
        return [getattr(self, each.name) for each in fields(Columns)]


def find_columns(properties: Iterable[Mapping[str, Any]], table: str, place: Place) -> Columns:
    """The columns of a table by its DataProperties; raises InputError that names each one that is missing."""
    listed = list(properties)
    groups = {str(each.get("ID")): _plain(each.get("Title")) for each in listed if each.get("Type") == "TopicGroup"}
    keys: dict[tuple[str, str], str] = {}
    for each in listed:
        if each.get("Key"):
            title = _plain(each.get("Title"))
            for group in (groups.get(str(each.get("ParentID")), ""), ""):
                keys.setdefault((group, title), str(each["Key"]))
    wanted = {name: (_plain(group), _plain(title)) for name, (group, title) in _TITLES.items()}
    missing = [" → ".join(filter(None, _TITLES[name])) for name, titles in wanted.items() if titles not in keys]
    if missing:
        raise error("no_column", place, table=table, columns="; ".join(missing))
    return Columns(**{name: keys[titles] for name, titles in wanted.items()})


def _plain(title: object) -> str:
    """A title without what may differ from year to year: capitals, spaces, hyphens, the kind of apostrophe."""
    return fold(str(title or ""))
