"""
One answer of a server, within limits of time and size, whatever the server does.

Nothing is believed: an answer may come one byte a second, never end, unpack to more than fits in
memory, or lead elsewhere.  Redirects are followed here, because `requests` reads whatever comes with them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from regiorules.errors import InputError, Place
from regiorules_cbs.limits import Budget
from regiorules_cbs.problems import error
from regiorules_cbs.reasons import why

_OK, _NOT_FOUND = 200, 404
_REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 4096  # bytes; what is unpacked from a piece is limited too
_PACKED = ("gzip", "x-gzip", "deflate")


def get_answer(session: requests.Session, url: str, place: Place, budget: Budget) -> bytes:
    """What the server answers with status 200; raises InputError for whatever else happens."""
    try:
        return _answer(session, url, place, budget)
    except TimeoutError as cause:
        raise _too_slow(place, budget) from cause
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as cause:
        if _is_time_out(cause):
            raise _too_slow(place, budget) from cause
        raise error("unreachable", place, why=why(cause)) from cause


def _answer(session: requests.Session, url: str, place: Place, budget: Budget) -> bytes:
    for _ in range(budget.limits.redirects + 1):
        seconds = budget.seconds_left()
        with _asked(session, url, seconds) as response:
            if response.status_code in _REDIRECTS and "Location" in response.headers:
                url = same_server(url, response.headers["Location"], place)
                continue
            _check_status(response, place)
            return b"".join(_unpacked(response, place, budget))
    raise error("redirects", place, limit=budget.limits.redirects)


def _asked(session: requests.Session, url: str, seconds: float) -> requests.Response:
    """The head of an answer; past `session.get`, which reads all that comes with a redirect."""
    settings: Any = session.merge_environment_settings(url, {}, True, None, None)
    request = session.prepare_request(requests.Request("GET", url))
    return session.get_adapter(url).send(request, timeout=(seconds, seconds), **settings)


def _check_status(response: requests.Response, place: Place) -> None:
    if response.status_code == _NOT_FOUND:
        raise error("no_table", place, table=place.file.rsplit("/", 2)[-2])
    if response.status_code != _OK:
        raise error("refused", place, status=response.status_code)


def same_server(url: str, link: str, place: Place) -> str:
    """
    The address to which an answer leads; raises InputError for another server.

    A link without https in an answer by https is followed by https.
    """
    try:
        here, there = urlsplit(url), urlsplit(urljoin(url, link))
    except ValueError as cause:
        raise error("elsewhere", place, where=link[:100]) from cause
    if there.hostname != here.hostname or there.scheme not in ("http", "https") or there.username:
        raise error("elsewhere", place, where=f"{there.scheme}://{there.hostname or ''}"[:100])
    if here.scheme == "https" != there.scheme:
        there = there._replace(scheme="https", netloc=here.netloc)
    return there.geturl()


def _unpacked(response: requests.Response, place: Place, budget: Budget) -> Iterator[bytes]:
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        unpack = None
    elif packing in _PACKED:
        unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    else:
        raise error("packed", place, packing=packing[:40])
    for piece in response.raw.stream(_PIECE, decode_content=False):
        budget.seconds_left()
        content = _unpack(unpack, piece, place, budget) if unpack else piece
        size = max(len(piece), len(content))
        if size > budget.bytes_left():
            raise error("too_large", place, limit=f"{budget.limits.content / 1e6:g}")
        budget.take(size)
        yield content


def _unpack(unpack: zlib._Decompress, piece: bytes, place: Place, budget: Budget) -> bytes:
    """What a piece holds, or as much of it as shows that it is too much."""
    try:
        found: bytes = unpack.decompress(piece, budget.bytes_left() + 1)
    except zlib.error as cause:
        raise error("packed", place, packing="zlib") from cause
    return found


def _too_slow(place: Place, budget: Budget) -> InputError:
    return error("timeout", place, seconds=budget.seconds)


def _is_time_out(cause: BaseException | None) -> bool:
    """True where a time-out is behind it, however it was passed on."""
    while cause is not None:
        if isinstance(cause, TimeoutError | requests.Timeout):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
