"""Serving over HTTP with uvicorn: until it is told to stop, and then what is going on is finished."""

from __future__ import annotations

import socket
from typing import Any

import uvicorn
from starlette.applications import Starlette

from regiorules.errors import InputError, Place, Problem
from regiorules.messages.system import reason
from regiorules_web.limits import Limits

_HEADERS = 32_768  # bytes of the first line and the headers of a request


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


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; raises InputError where that can't be."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
    except (OSError, OverflowError, UnicodeError) as cause:
        why = reason(cause) if isinstance(cause, OSError) else str(cause)
        raise InputError([Problem("cant_listen", {"name": f"{host}:{port}", "why": why}, Place(""))]) from None
    return found


def server_of(app: Starlette, limits: Limits) -> uvicorn.Server:
    """
    A server for `run(sockets=[…])`: until SIGTERM or Ctrl-C, or `should_exit`.

    What is going on then has `limits.stop_time` to end.
    """
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=round(limits.stop_time),
        h11_max_incomplete_event_size=_HEADERS,
    )
    return _Server(config, app)
