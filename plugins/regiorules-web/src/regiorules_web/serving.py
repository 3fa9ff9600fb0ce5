"""Serving over HTTP with uvicorn: until it is told to stop, and then what is going on is finished."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from regiorules.errors import InputError, Problem
from regiorules.messages.system import reason
from regiorules_web.guards import MOST_HEADERS
from regiorules_web.limits import Limits

_SILENCE = 5  # seconds that a connection may be without a request
_CONNECTIONS = 256  # each with a body at most: so much memory
_BACKLOG = 128


class _Patience(H11Protocol):
    """A connection that is closed where no whole request comes in time, however slowly its headers drip in."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._late and self._is_asked():
            self._late.cancel()

    def on_response_complete(self) -> None:
        self._wait()
        super().on_response_complete()

    def _is_asked(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        if self._late:
            self._late.cancel()
        self._late = self.loop.call_later(_SILENCE, self._give_up)

    def _give_up(self) -> None:
        if not self._is_asked():
            self.transport.close()


class _Server(uvicorn.Server):
    """A server that says of itself that it isn't ready as soon as it is told to stop."""

    def __init__(self, config: uvicorn.Config, app: Starlette) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: Any) -> None:
        self._app.state.ready = False
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: Any = None) -> None:
        await super().shutdown(sockets)
        self._app.state.work.close()
        self._captured_signals.clear()  # which are raised again otherwise: to stop is what was asked, and no failure


def bound(host: str, port: int) -> socket.socket:
    """A socket that is bound there; raises InputError where that can't be."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError):
        raise InputError([Problem("no_such_host", {"name": host})]) from None
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(_BACKLOG)
    except OSError as cause:
        found.close()
        raise InputError([Problem("cant_listen", {"name": f"{host}:{port}", "why": reason(cause)})]) from None
    return found


def server_of(app: Starlette, limits: Limits) -> uvicorn.Server:
    """
    A server for `run(sockets=[…])`: until SIGTERM or Ctrl-C, or `should_exit`.

    What is going on then has `limits.stop_time` to end.
    """
    config = uvicorn.Config(
        app,
        http=_Patience,
        limit_concurrency=_CONNECTIONS,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_keep_alive=_SILENCE,
        timeout_graceful_shutdown=round(limits.stop_time),
        h11_max_incomplete_event_size=MOST_HEADERS,  # of what came so far
    )
    return _Server(config, app)
