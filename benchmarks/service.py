"""
The service with many clients at once: is every answer right, is memory flat, and what does HTTP cost.

64 clients ask for a minute (`python -m benchmarks.service [SECONDS]`): each of a few regions, and what is wrong now and
then.  Every answer is held against that of the library.  Beside it stands the rate of the bare executor, of whole
assessments as data, and of the service over one connection: as ratios, which go with a machine less than rates do.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any

from attrs import define, field
from regiorules_web.answers import json_line
from regiorules_web.app import Settings, make_app
from regiorules_web.limits import Limits
from regiorules_web.service import Service
from regiorules_web.serving import bound, server_of

from benchmarks.sessions import taken
from regiorules import Engine, region_of
from regiorules.plugins import load_plugins

CLIENTS = 64
SECONDS = 60.0
MOST_GROWTH = 20.0  # megabytes, after the first third
JSON = {"Content-Type": "application/json"}


@contextmanager
def served(service: Service, limits: Limits) -> Iterator[int]:
    """A running service; its port."""
    listening = bound("127.0.0.1", 0)
    server = server_of(make_app(service, Settings(limits)), limits)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()


def asked(service: Service) -> dict[str, tuple[int, str]]:
    """Bodies of questions, each with the status and the answer that is right."""
    names = list(service.profiles(service.knowledge))[:6] or [""]
    told = [{"region": {"region": f"R{number}", "profile": name}} for number, name in enumerate(names)]
    found = {json.dumps(each): (200, _right(service, each)) for each in told}
    return {**found, '{"region": {"region": "X", "facts": {"no such fact": 1}}}': (400, "")}


def _right(service: Service, body: Any) -> str:
    engine = service.engine()
    return json_line(engine.assess(region_of(body["region"], engine.knowledge.vocabulary)).to_data())


@define
class Tally:
    """What clients saw: answers by status, how many were wrong, and memory as it went (megabytes)."""

    seen: Counter[int] = field(factory=Counter)
    wrong: int = 0
    memory: list[float] = field(factory=list)

    @property
    def growth(self) -> float:
        """How much memory grew after the first third."""
        early = max(self.memory[: len(self.memory) // 3 + 1])
        return max(self.memory[len(self.memory) // 3 :]) - early


def load(service: Service, seconds: float, clients: int = CLIENTS) -> Tally:
    """Ask with many clients for so long; a client that is told that it is busy asks again."""
    tally, questions = Tally(), list(asked(service).items())
    end = time.monotonic() + seconds
    with served(service, Limits()) as port:
        threads = [
            threading.Thread(target=_client, args=(port, questions, number, end, tally)) for number in range(clients)
        ]
        for each in threads:
            each.start()
        while time.monotonic() < end:
            tally.memory.append(taken())
            time.sleep(seconds / 30)
        for each in threads:
            each.join()
    return tally


def _client(port: int, questions: list[tuple[str, tuple[int, str]]], number: int, end: float, tally: Tally) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < end:
        number += 1
        body, (status, right) = questions[number % len(questions)]
        found, text = _ask(connection, body)
        tally.seen[found] += 1
        if found == 503:
            time.sleep(0.05)
        elif found != status or (right and text != right):
            tally.wrong += 1
    connection.close()


def _ask(connection: HTTPConnection, body: str) -> tuple[int, str]:
    connection.request("POST", "/v1/assessments", body, JSON)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def rate(action: Callable[[], object], seconds: float = 3.0) -> float:
    """How often a second something is done, one after another."""
    action()
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        action()
        count += 1
    return count / (time.perf_counter() - start)


def rates(service: Service, seconds: float) -> dict[str, float]:
    """Times a second: the bare executor, a region read and assessed as JSON, and the same over HTTP."""
    body = next(iter(asked(service)))
    engine: Engine = service.engine()
    vocabulary = engine.knowledge.vocabulary
    region = region_of(json.loads(body)["region"], vocabulary)
    prepared, given = engine.prepare(region), engine.given(region)
    found = {
        "the bare executor": rate(lambda: prepared.executor.run(given), seconds),
        "a whole assessment": rate(lambda: engine.assess(region).to_data(), seconds),
        "read, assessed and written": rate(lambda: _right(service, json.loads(body)), seconds),
    }
    with served(service, Limits()) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        found["the same over HTTP"] = rate(lambda: _ask(connection, body), seconds)
        connection.close()
    return found


def main() -> None:
    """Measure, print, and fail where an answer was wrong or memory grew."""
    service = Service(load_plugins(only=()))
    found = rates(service, 3.0)
    http = found["the same over HTTP"]
    for what, each in found.items():
        print(f"{what:28} {each:10,.0f} a second, {each / http:8.1f} times the service's")
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    tally = load(service, seconds)
    answers = sum(tally.seen.values())
    print(f"{CLIENTS} clients for {seconds:.0f} s: {answers:,} answers ({answers / seconds:,.0f} a second), by status")
    print(f"{dict(sorted(tally.seen.items()))}; {tally.wrong} wrong")
    print(f"{tally.memory[-1]:.0f} MB, {tally.growth:+.1f} since the first third")
    assert tally.wrong == 0, "an answer was wrong"
    assert tally.growth < MOST_GROWTH, "requests leave memory behind"


if __name__ == "__main__":
    main()
