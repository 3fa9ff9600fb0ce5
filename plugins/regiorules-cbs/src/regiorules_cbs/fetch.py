"""
Fetching a table from CBS; whatever goes wrong is one clear error, within a time that is known beforehand.

CBS speaks OData v3: `https://opendata.cbs.nl/ODataFeed/odata/TABLE/…`.  Proxies and certificates are
those of the environment.
"""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

import requests

from regiorules.errors import Place
from regiorules.plugins.guard import Guard, Misbehaviour
from regiorules_cbs.answers import get_answer
from regiorules_cbs.columns import find_columns
from regiorules_cbs.limits import Budget, Limits
from regiorules_cbs.odata import Records, all_records
from regiorules_cbs.problems import error
from regiorules_cbs.settings import Settings
from regiorules_cbs.table import Table, make_table


def fetch_table(table: str, settings: Settings, limits: Limits | None = None) -> Table:
    """
    The table as CBS has it now; raises InputError.

    It is fetched in a thread that is given up after `settings.timeout` seconds: looking up a name and
    reading the head of an answer know no end of their own.
    """
    try:
        return Guard(settings.timeout).run(partial(_fetched, table, settings, limits or Limits()))
    except Misbehaviour as cause:
        if cause.code != "plugin_slow":
            raise cause.__cause__ or cause from None
        raise error("timeout", settings.place(table), seconds=settings.timeout) from cause


def _fetched(table: str, settings: Settings, limits: Limits) -> Table:
    place = settings.place(table)
    with requests.Session() as session:
        session.headers["Accept-Encoding"] = "identity"
        part = partial(_part, session, place, Budget(limits, settings.timeout))
        info = part("TableInfos")
        columns = find_columns(part("DataProperties"), table, place)
        rows = part("TypedDataSet", ",".join(columns.keys()))
    return make_table(table, info[0] if info else {}, rows, columns, place)


def _part(session: requests.Session, place: Place, budget: Budget, name: str, select: str = "") -> Records:
    """All records of a part: TableInfos, DataProperties or TypedDataSet."""
    here = Place(f"{place}/{name}")
    query = {"$format": "json"} | ({"$select": select} if select else {})
    url = f"{here}?{urlencode(query)}"
    return all_records(lambda each: get_answer(session, each, here, budget), url, here, budget)
