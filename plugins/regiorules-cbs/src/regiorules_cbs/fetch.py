"""
Fetching a table from CBS through cbsodata; whatever goes wrong is one clear error.

cbsodata speaks OData v3 with `https://opendata.cbs.nl/ODataFeed/odata/TABLE/…` and follows the
links to further pages.  It waits for ever and looks past the settings for proxies and certificates
unless it is told, so both are handed to it.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import cbsodata  # type: ignore[import-untyped]
import requests

from regiorules.errors import InputError, Place
from regiorules.messages.system import reason
from regiorules.text import Text
from regiorules_cbs.columns import find_columns
from regiorules_cbs.problems import error
from regiorules_cbs.settings import Settings
from regiorules_cbs.table import Table, make_table

Records = list[Mapping[str, Any]]
_NOT_FOUND = 404


def fetch_table(table: str, settings: Settings) -> Table:
    """The table as CBS has it now; raises InputError."""
    server = _Server(table, settings)
    info = server.records("TableInfos")
    columns = find_columns(server.records("DataProperties"), table, server.place)
    rows = server.records("TypedDataSet", select=columns.keys())
    return make_table(table, info[0] if info else {}, rows, columns, server.place)


class _Server:
    """One table at CBS, part by part."""

    def __init__(self, table: str, settings: Settings) -> None:
        self.table = table
        self.settings = settings
        self.place = settings.place(table)
        # Proxies and certificates as the environment has them: cbsodata would only look at two variables.
        self.request: dict[str, Any] = dict(
            requests.Session().merge_environment_settings(settings.url, {}, None, None, None), timeout=settings.timeout
        )

    def records(self, part: str, **query: Any) -> Records:
        """All records of a part (TableInfos, DataProperties, TypedDataSet)."""
        place = Place(f"{self.place}/{part}")
        found = self.answered(
            lambda: cbsodata.get_meta(self.table, part, catalog_url=self.settings.host, **query, **self.request), place
        )
        if not all(isinstance(each, Mapping) for each in found):
            raise error("garbled", place)
        return list(found)

    def answered(self, ask: Callable[[], Any], place: Place) -> Any:
        """What CBS answers; raises InputError that says why there is no answer."""
        try:
            with _scheme(self.settings.url):
                return ask()
        except requests.HTTPError as cause:
            raise self.refused(cause, place) from cause
        except requests.RequestException as cause:
            deepest = _deepest(cause)
            if isinstance(deepest, TimeoutError):
                raise error("timeout", place, seconds=self.settings.timeout) from cause
            raise error("unreachable", place, why=_brief(deepest)) from cause
        except (ValueError, KeyError, TypeError) as cause:  # cbsodata on other JSON, or none
            raise error("garbled", place) from cause

    def refused(self, cause: requests.HTTPError, place: Place) -> InputError:
        # cbsodata raises an error of its own, without the answer; the first one has it.
        first = cause.__cause__ if isinstance(cause.__cause__, requests.HTTPError) else cause
        status = first.response.status_code if first.response is not None else "?"
        if status == _NOT_FOUND:
            return error("no_table", place, table=self.table)
        return error("refused", place, status=status)


@contextmanager
def _scheme(url: str) -> Iterator[None]:
    """Cbsodata's switch between https and http, which is everyone's, set for as long as it is needed."""
    before = cbsodata.options.use_https
    cbsodata.options.use_https = url.startswith("https:")
    try:
        yield
    finally:
        cbsodata.options.use_https = before


def _deepest(cause: BaseException) -> BaseException:
    """What it all began with: «connection refused» rather than the story around it."""
    while cause.__cause__ or cause.__context__:
        cause = cause.__cause__ or cause.__context__ or cause
    return cause


def _brief(cause: BaseException) -> Text:
    """Why there was no connection, in words that aren't a library's."""
    if isinstance(cause, socket.gaierror):
        return Text("de naam van de server is niet bekend", "the name of the server isn't known")
    if isinstance(cause, ssl.SSLError):
        return Text("de beveiligde verbinding kwam niet tot stand", "the secure connection wasn't made")
    if isinstance(cause, OSError) and cause.errno:
        return reason(cause)
    return Text("de verbinding is verbroken", "the connection was broken")
