"""`regiorules serve` as a program: it says where it is, answers, ends when it is told to, and never otherwise."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import httpx
import pytest
import regiorules_web
from serving import COMMAND

from regiorules.authoring.testing.running import run

SECONDS = 30
PLUGINS = {"web": regiorules_web}
ASKED = b'{"id": 1, "operation": "assess", "region": {"region": "X", "facts": {}}}\n'


@contextmanager
def started(*words: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A running `regiorules serve`."""
    pipe = subprocess.PIPE
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REGIORULES_")}
    told = {**clean, **environment}
    with subprocess.Popen([*COMMAND, *words], stdin=pipe, stdout=pipe, stderr=pipe, env=told) as process:
        try:
            yield process
        finally:
            process.kill()


def address(lines: IO[bytes]) -> str:
    """Where it says that it is."""
    for line in lines:
        if found := re.search(rb"http://([^/ ]+)/", line):
            return found[1].decode()
    raise AssertionError("it doesn't say where it is")


def answered(process: subprocess.Popen[bytes], line: bytes) -> Any:
    """The answer to a line."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(line)
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def test_over_http_until_it_is_told_to_stop() -> None:
    """On a port of its own; SIGTERM ends it with exit code 0, and its log is lines of JSON."""
    with started("--port", "0", "--lang", "en") as process:
        assert process.stderr
        host = address(process.stderr)
        assert host.startswith("127.0.0.1:")
        found = httpx.post(f"http://{host}/v1/assessments", json={"region": {"region": "secret", "facts": {}}})
        assert found.status_code == 200
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out) == (0, b"")
    logged = [json.loads(line) for line in err.splitlines()]
    assert [each["route"] for each in logged if each["event"] == "request"] == ["/v1/assessments"]
    assert b"secret" not in err


def test_an_allowed_host_and_rule_sets() -> None:
    """What a proxy in front calls it; and only the rule sets that are named."""
    with started("--port", "0", "--allow-host", "advies.example", "--ruleset", "core") as process:
        assert process.stderr
        url = f"http://{address(process.stderr)}/v1/rulesets"
        assert [each["id"] for each in httpx.get(url, headers={"Host": "advies.example"}).json()] == ["core"]
        assert httpx.get(url, headers={"Host": "other.example"}).status_code == 421


def test_an_address_for_others_is_warned_of() -> None:
    """One that is reached from outside."""
    with started("--host", "0.0.0.0", "--port", "0") as process:
        assert process.stderr
        assert "van buiten deze computer" in process.stderr.readline().decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_port_that_is_taken(language: str) -> None:
    """Said, with exit code 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", taken.getsockname()[1], "--lang", language, plugins=PLUGINS)
    assert done.code == 2
    assert {"nl": "--port een andere poort", "en": "another port with --port"}[language] in done.err


def test_a_host_that_isnt_there() -> None:
    """Said too."""
    assert run("serve", "--host", "256.1.1.1", "--port", 0, plugins=PLUGINS).code == 2


def test_stdio_answers_until_the_end_of_the_input() -> None:
    """Whatever comes in between; the end is exit code 0."""
    with started("--stdio") as process:
        assert answered(process, ASKED)["result"]["region"] == "X"
        for line in (b"nonsense\n", b"\xff\xfe\n", b"\n" + b"[" * 10_000 + b"\n", b"\x00\n", b"null\n"):
            assert "error" in answered(process, line)
        long = answered(process, b"x" * 3_000_000 + b"\n")
        assert long["error"]["errors"][0]["code"] == "line_too_long"
        assert answered(process, ASKED)["id"] == 1
        out, _ = process.communicate(ASKED.rstrip(), timeout=SECONDS)  # the last line has no end
    assert process.returncode == 0
    assert json.loads(out)["id"] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stdio_stops_when_it_is_told_to(number: signal.Signals) -> None:
    """While it waits: exit code 0, and nothing said."""
    with started("--stdio") as process:
        answered(process, ASKED)
        process.send_signal(number)
        out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out, err) == (0, b"", b"")


def test_stdio_without_a_reader() -> None:
    """Nobody reads any more: it ends."""
    with started("--stdio") as process:
        answered(process, ASKED)
        assert process.stdout
        assert process.stdin
        process.stdout.close()
        process.stdin.write(ASKED * 3)
        process.stdin.close()
        assert process.wait(SECONDS) == 0
