"""A service that runs while a test asks it, on a port of its own, over the network as it is."""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
from attrs import frozen
from regiorules_web.app import Settings, make_app
from regiorules_web.service import Service
from regiorules_web.serving import bound, server_of

from regiorules.plugins import load_plugins

JSON = {"Content-Type": "application/json"}
REGION: dict[str, Any] = {"profile": "Zeeland", "facts": {"regional_network": "loose", "internal_differences": "large"}}


@frozen
class Served:
    """A running service: a client for its address, and what it consists of."""

    client: httpx.Client
    service: Service
    app: Any
    port: int
    server: Any

    def stop(self) -> None:
        """Tell it to stop, as SIGTERM does."""
        self.server.handle_exit(signal.SIGTERM, None)

    def get(self, path: str, **rest: Any) -> httpx.Response:
        """GET an address below `/v1`."""
        return self.client.get(f"/v1/{path}", **rest)

    def post(self, path: str, data: Any = None, **rest: Any) -> httpx.Response:
        """POST data to an address below `/v1`."""
        return self.client.post(f"/v1/{path}", json=data, **rest)

    def raw(self, *parts: bytes, pause: float = 0) -> bytes:
        """What comes back for bytes as they are, until the service closes the connection."""
        with socket.create_connection(("127.0.0.1", self.port), 10) as connection:
            with suppress(ConnectionError):  # it may close before all is sent
                for part in parts:
                    connection.sendall(part)
                    time.sleep(pause)
            found = b""
            with suppress(ConnectionError):
                while more := connection.recv(65_536):
                    found += more
        return found


def codes(found: Any) -> list[str]:
    """The codes of the problems in an answer, after what goes for every answer that is one."""
    data = found.json()
    assert found.headers["content-type"] == "application/problem+json"
    assert (data["status"], data["type"]) == (found.status_code, f"urn:regiorules:problem:{data['code']}")
    assert data["detail"]
    assert "Traceback" not in found.text
    return [each["code"] for each in data["errors"]]


def core_service() -> Service:
    """A service with what is built in."""
    return Service(load_plugins(only=()))


@contextmanager
def served(service: Service, settings: Settings | None = None) -> Iterator[Served]:
    """A service that runs until the end."""
    app, told = make_app(service, settings), settings or Settings()
    listening = bound("127.0.0.1", 0)
    server = server_of(app, told.limits)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    port = listening.getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as client:
        _await(server)
        yield Served(client, service, app, port, server)
    server.should_exit = True
    thread.join(15)
    assert not thread.is_alive()


def _await(server: Any) -> None:
    end = time.monotonic() + 10
    while not server.started and time.monotonic() < end:
        time.sleep(0.01)
    assert server.started
