"""
The records of a part of a table, as OData v3 gives them: JSON, page after page.

A page is `{"value": [record, …], "odata.nextLink": address}`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn

from regiorules.errors import InputError, Place
from regiorules.text import Text
from regiorules_cbs.answers import same_server
from regiorules_cbs.limits import Budget
from regiorules_cbs.problems import error

Records = list[Mapping[str, Any]]
_HTML = Text("het is een webpagina", "it is a web page")
_NO_JSON = Text("het is geen JSON", "it isn't JSON")
_DEEP = Text("het is te diep genest", "it is nested too deeply")
_LETTERS = Text("er staan tekens in die niet bestaan", "it holds characters that don't exist")
_NUMBER = Text("er staat een getal in dat er geen is", "it holds a number that is none")
_NO_RECORDS = Text("er staat geen lijst van records in", "it holds no list of records")
_NEXT = Text("de verwijzing naar het vervolg is geen adres", "the link to what follows is no address")


def all_records(get: Callable[[str], bytes], url: str, place: Place, budget: Budget) -> Records:
    """The records of all pages from that address on; raises InputError."""
    found: Records = []
    for _ in range(budget.limits.pages):
        page = _page(get(url), place)
        found += _records(page, place)
        link = page.get("odata.nextLink")
        if link is None:
            return found
        if not isinstance(link, str):
            raise _garbled(_NEXT, place)
        url = same_server(url, link, place)
    raise error("pages", place, limit=budget.limits.pages)


def _page(content: bytes, place: Place) -> Mapping[str, Any]:
    try:
        page = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
        json.dumps(page, ensure_ascii=False).encode()
    except RecursionError as cause:
        raise _garbled(_DEEP, place) from cause
    except UnicodeError as cause:
        raise _garbled(_LETTERS, place) from cause
    except json.JSONDecodeError as cause:
        raise _garbled(_HTML if content.lstrip()[:1] == b"<" else _NO_JSON, place) from cause
    except ValueError as cause:
        raise _garbled(_NUMBER, place) from cause
    if not isinstance(page, Mapping):
        raise _garbled(_NO_RECORDS, place)
    return page


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity, that JSON doesn't have


def _records(page: Mapping[str, Any], place: Place) -> Iterable[Mapping[str, Any]]:
    records = page.get("value")
    if not isinstance(records, list) or not all(isinstance(each, Mapping) for each in records):
        raise _garbled(_NO_RECORDS, place)
    return records


def _garbled(why: Text, place: Place) -> InputError:
    return error("garbled", place, why=why)
