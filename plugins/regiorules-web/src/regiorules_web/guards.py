"""What stands before every request: is it for us, may it come from there; and what stands on every answer."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from itertools import chain
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from regiorules.errors import Problem
from regiorules_web import API_VERSION
from regiorules_web.problems import RequestError

LOCAL = ("localhost", "127.0.0.1", "::1")
MOST_HEADERS = 32_768  # bytes of the address and the headers of a request
SAFE = ("GET", "HEAD", "OPTIONS")
_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "API-Version": API_VERSION,
}


def host_in(header: str) -> str:
    """The name in a Host header, without its port; "" for what is no name."""
    try:
        found = urlsplit(f"//{header}")
        return (found.hostname or "") if found.netloc == header and not found.username and found.port != 0 else ""
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """True for an address that only this machine can reach."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check(scope: Scope, allowed: Iterable[str]) -> None:
    """
    Raises RequestError where a request is for another host (421), a page of elsewhere asks for work (403), or its
    address and headers take too much (431).

    A browser says from which page a request comes (Origin, Sec-Fetch-Site), and other programs don't.
    """
    if sum(map(len, (scope["raw_path"], scope["query_string"], *chain(*scope["headers"])))) > MOST_HEADERS:
        raise RequestError(431, Problem("headers_too_large", {"limit": MOST_HEADERS}), headers={"Connection": "close"})
    headers = Headers(scope=scope)
    hosts = headers.getlist("host")
    host = host_in(hosts[0]) if len(hosts) == 1 else ""
    if host not in allowed:
        raise RequestError(421, Problem("wrong_host", {"name": hosts[0][:100] if hosts else "-"}))
    if scope["method"] not in SAFE and not _same_origin(headers, hosts[0]):
        raise RequestError(403, Problem("wrong_origin"))


def _same_origin(headers: Headers, host: str) -> bool:
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "same-origin")
    return site in ("same-origin", "none") and (origin is None or origin.partition("://")[2] == host)


class WithHeaders:
    """Puts the headers of `HEADERS` on every answer that hasn't its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)
