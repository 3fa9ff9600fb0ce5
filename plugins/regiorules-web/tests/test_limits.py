"""Nothing is without a limit: size, time, how much at once; and what is over it is said, and hurts nobody else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import pytest
from regiorules_web.app import Settings
from regiorules_web.guards import HEADERS
from regiorules_web.limits import Limits
from regiorules_web.operations import BY_NAME
from regiorules_web.service import Service
from web_service import REGION, Served, codes, served

from regiorules.errors import MissingExtra, Problem
from regiorules.memo import Memo

SMALL = Limits(body=2_000, line=500, values=100, body_time=1.0, work_time=3.0, workers=1, waiting=1, stop_time=2)
_ASKED = {"region": REGION}
HEAD = b"POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "


@pytest.fixture(scope="module")
def small(service: Service) -> Iterator[Served]:
    """A service with narrow limits."""
    with served(service, Settings(SMALL)) as found:
        yield found


def until(done: Callable[[], bool]) -> None:
    """Wait for something, for as long as a busy machine may take."""
    end = time.monotonic() + 30
    while not done() and time.monotonic() < end:
        time.sleep(0.01)
    assert done()


def held(small: Served, gate: threading.Event) -> Any:
    """Let every assessment wait for a gate."""
    run = BY_NAME["assess"].run

    def wait(asked: Any) -> Any:
        gate.wait(30)
        return run(asked)

    routes = {route.path: route for route in small.app.routes if hasattr(route, "path")}
    endpoint = routes["/v1/assessments"].endpoint.__self__
    return patch.dict(endpoint.operations, {"POST": _with(BY_NAME["assess"], wait)})


def _with(operation: Any, run: Any) -> Any:
    from attrs import evolve

    return evolve(operation, run=run)


def test_a_body_that_says_it_is_too_large_isnt_read(small: Served) -> None:
    """Refused by its length alone, while nothing of it has come."""
    found = small.raw(HEAD + b"99999999999999999999\r\n\r\n")
    assert found.startswith(b"HTTP/1.1 413")


def test_a_body_that_doesnt_say_so_is_cut_off(small: Served) -> None:
    """In parts, without a length: as soon as it is too much."""

    def endless() -> Iterator[bytes]:
        for _ in range(1_000):
            yield b" " * 100

    found = small.client.post("/v1/assessments", content=endless(), headers={"Content-Type": "application/json"})
    assert (found.status_code, codes(found)) == (413, ["body_too_large"])


def test_a_body_that_doesnt_come(small: Served) -> None:
    """Drop by drop or not at all: 408, and the connection is closed."""
    found = small.raw(HEAD + b"100\r\n\r\n{")
    assert found.startswith(b"HTTP/1.1 408")
    assert b"body_slow" in found
    drops = [b" "] * 20
    found = small.raw(HEAD + b"100\r\n\r\n", *drops, pause=0.1)
    assert found.startswith(b"HTTP/1.1 408")


def test_too_many_values(small: Served) -> None:
    """However small each is."""
    found = small.post("assessments", {"region": {"region": "X", "facts": {"a": [1] * 100}}})
    assert (found.status_code, codes(found)) == (400, ["too_many"])


def test_an_answer_that_takes_too_long_and_too_much_at_once(small: Served) -> None:
    """503 with Retry-After: for what is too slow, and at once for what finds no room; then all is as before."""
    gate, found = threading.Event(), []
    with held(small, gate):
        asking = [
            threading.Thread(target=lambda: found.append(small.post("assessments", {"region": REGION})))
            for _ in range(2)
        ]
        for each in asking:
            each.start()
        until(lambda: small.app.state.work.free == 0)
        assert small.client.get("/health/ready").status_code == 503
        assert small.client.get("/health/live").status_code == 200
        busy = small.post("questions", {"region": REGION})
        assert (busy.status_code, codes(busy), busy.headers["retry-after"]) == (503, ["busy"], "2")
        for each in asking:
            each.join()
        gate.set()
    assert [(each.status_code, codes(each)) for each in found] == [(503, ["work_slow"])] * 2
    until(lambda: small.app.state.work.free == 2)
    assert small.post("assessments", {"region": REGION}).status_code == 200


def test_an_error_of_ours_is_said_by_its_id_alone(small: Served, caplog: pytest.LogCaptureFixture) -> None:
    """500 with no word of what happened; the log has the places in the code."""

    def fail(asked: Any) -> Any:
        raise ZeroDivisionError("secret")

    routes = {route.path: route for route in small.app.routes if hasattr(route, "path")}
    endpoint = routes["/v1/assessments"].endpoint.__self__
    with patch.dict(endpoint.operations, {"POST": _with(BY_NAME["assess"], fail)}):
        found = small.post("assessments", {"region": REGION})
    assert (found.status_code, codes(found)) == (500, ["unexpected"])
    assert found.headers["request-id"] in found.text
    assert "secret" not in found.text
    logged = [each for each in caplog.records if each.getMessage() == "unexpected"]
    assert len(logged) == 1


def test_a_package_that_isnt_there(small: Served) -> None:
    """501, and said which."""

    def fail(asked: Any) -> Any:
        raise MissingExtra([Problem("openpyxl_missing")])

    routes = {route.path: route for route in small.app.routes if hasattr(route, "path")}
    endpoint = routes["/v1/assessments"].endpoint.__self__
    with patch.dict(endpoint.operations, {"POST": _with(BY_NAME["assess"], fail)}):
        found = small.post("assessments", {"region": REGION})
    assert (found.status_code, codes(found)) == (501, ["openpyxl_missing"])


def test_an_error_outside_an_operation(small: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A problem too, with the headers of every answer."""

    def fail(*_: Any) -> Any:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("regiorules_web.app.openapi", fail)
    monkeypatch.setattr(small.service, "memo", Memo())
    found = small.get("openapi.json")
    assert (found.status_code, codes(found)) == (500, ["unexpected"])
    assert "secret" not in found.text
    assert found.headers.items() >= {(name.lower(), value) for name, value in HEADERS.items()}


def test_headers_that_are_too_long(small: Served) -> None:
    """Refused by the server itself, and the next one is answered."""
    found = small.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", b"x" * 20_000, b"x" * 20_000, pause=0.1)
    assert found.startswith(b"HTTP/1.1 400")
    assert small.client.get("/health").status_code == 200


def test_stopping_lets_what_is_going_on_end(service: Service) -> None:
    """A request that is being answered gets its answer."""
    gate, found = threading.Event(), []
    with served(service, Settings(Limits(workers=1))) as one, held(one, gate):
        asking = threading.Thread(target=lambda: found.append(one.post("assessments", {"region": REGION})))
        asking.start()
        until(lambda: one.app.state.work.free < Limits().waiting + 1)
        one.stop()
        until(lambda: not one.app.state.ready)
        gate.set()
        asking.join()
    assert [each.status_code for each in found] == [200]


def test_headers_that_drip_in(service: Service) -> None:
    """A connection on which no whole request comes is closed."""
    with patch("regiorules_web.serving._SILENCE", 0.5), served(service) as one:
        assert one.raw(b"GET /health HTTP/1.1\r\n", *[b"X: x\r\n"] * 20, pause=0.1) == b""
