"""A server on this machine that speaks as much of CBS's OData as is used, and a way to run commands against it."""

import gc
import json
import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import regiorules_cbs

from regiorules import testing

DATA = Path(__file__).parent / "data"


class Cbs(ThreadingHTTPServer):
    """CBS, small: `tables` may be changed, `answer` replaces an answer, `asked` lists what was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.tables: dict[str, Any] = {path.stem: json.loads(path.read_bytes()) for path in DATA.glob("*.json")}
        self.page = 7
        self.answer: Callable[[_Handler, str], bool] = lambda handler, part: False
        self.asked: list[str] = []
        self.released = threading.Event()  # lets go of answers that a test holds back

    @property
    def url(self) -> str:
        """The address to give as REGIORULES_CBS_URL."""
        return f"http://127.0.0.1:{self.server_port}"

    def status(self, status: int, body: bytes = b"") -> None:
        """Give this answer to everything."""

        def answer(handler: _Handler, part: str) -> bool:
            handler.send(status, body)
            return True

        self.answer = answer

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table, to be changed."""
        found: list[dict[str, Any]] = self.tables[table]["TypedDataSet"]
        return found

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone away is what a test wanted."""


class _Handler(BaseHTTPRequestHandler):
    server: Cbs

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        *root, table, part = parts.path.strip("/").split("/")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.server.asked.append(f"{table}/{part}")
        if self.server.answer(self, part):
            return
        if root != ["ODataFeed", "odata"] or query.get("$format") != "json" or table not in self.server.tables:
            self.send(404)
            return
        records = self.server.tables[table][part]
        start, size = int(query.get("$skip", 0)), self.server.page
        keys = query["$select"].split(",") if "$select" in query else None
        page = [each if keys is None else {key: each[key] for key in keys} for each in records[start : start + size]]
        answer: dict[str, Any] = {"odata.metadata": f"{self.server.url}/{table}/$metadata#{part}", "value": page}
        if start + size < len(records):
            more = urlencode(query | {"$skip": start + size})
            answer["odata.nextLink"] = f"{self.server.url}{parts.path}?{more}"
        self.send(200, json.dumps(answer).encode())

    def send(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: Any) -> None:
        """Say nothing."""


@pytest.fixture
def cbs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Cbs]:
    """The server, running, and the environment that leads to it and to a cache of this test."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "REGIORULES_CBS_TABLES"):
        monkeypatch.delenv(name, raising=False)
    server = Cbs()
    monkeypatch.setenv("REGIORULES_CBS_URL", server.url)
    monkeypatch.setenv("REGIORULES_CBS_TIMEOUT", "10")
    monkeypatch.setenv("REGIORULES_CBS_CACHE", str(tmp_path / "cache"))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def run() -> Callable[..., tuple[int, str, str]]:
    """Run `regiorules WORDS…` with this plugin: exit code, standard output, standard error."""

    def go(*words: object) -> tuple[int, str, str]:
        own = {name: value for name, value in os.environ.items() if name.startswith("REGIORULES_CBS_")}
        done = testing.run(*words, plugins={"cbs": regiorules_cbs}, environment=own)
        return done.code, done.out, done.err

    return go


@pytest.fixture(scope="module", autouse=True)
def _collected() -> Iterator[None]:
    """What is left to be collected is collected here, and warns in no other test."""
    yield
    gc.collect()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A socket (plain or TLS) of an answer that breaks off is left to be collected: no fault of a test here."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed <s:ResourceWarning"))
