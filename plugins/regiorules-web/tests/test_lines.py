"""Line by line: the same operations with the same answers, whatever a line holds."""

from __future__ import annotations

import base64
import json
import re
import socket
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from regiorules_web.limits import Limits
from regiorules_web.lines import Lines
from regiorules_web.openapi.examples import example
from regiorules_web.operations import OPERATIONS, Operation
from regiorules_web.service import Service
from web_service import REGION, Served

import regiorules
from regiorules.plugins import load_plugins
from regiorules.rules.bundled import bundled

FOREIGN = re.compile(r"arbeidsmarkt|werkgever|\buwv\b|suwi|\bmkb\b", re.I)
NAMES = st.sampled_from(sorted({name for each in OPERATIONS for name in each.fields} | {"facts", "profile", "date"}))


@pytest.fixture(scope="module")
def lines(service: Service) -> Lines:
    """Lines that may be short only."""
    return Lines(service, Limits(line=2_000))


@pytest.fixture(scope="module")
def other() -> Lines:
    """Lines about another field of policy."""
    domain = bundled("examples") / "domains" / "jeugdzorg"
    return Lines(Service(load_plugins(only=()), (domain,)), Limits())


def asked(lines: Lines, data: Any) -> Any:
    """The answer to a line, as data."""
    line = data if isinstance(data, bytes) else json.dumps(data).encode()
    found = lines.answer(line)
    assert "\n" not in found
    return json.loads(found)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_a_line_is_answered_as_a_request_is(operation: Operation, lines: Lines, web: Served) -> None:
    """Every operation of the table, both ways."""
    fields = example(operation, web.service)
    found = asked(lines, {"id": operation.name, "operation": operation.name, **fields})
    assert found["id"] == operation.name
    path = f"/v1{operation.path}".format(**{name: each for name, each in fields.items() if isinstance(each, str)})
    told = web.client.get(path) if operation.method == "GET" else web.client.post(path, json=fields)
    assert told.status_code == 200, told.text
    if "document" in found:
        assert found["document"]["text"] == told.text
    else:
        assert found["result"] == told.json()


@pytest.mark.parametrize("number", ["a", 7, 1.5, None, True, ""])
def test_the_id_comes_back(number: Any, lines: Lines) -> None:
    """Whatever scalar it is; also with an error."""
    assert asked(lines, {"id": number, "operation": "rulesets"})["id"] == number
    assert asked(lines, {"id": number, "operation": "nope"})["id"] == number


@pytest.mark.parametrize(
    ("written", "told"),
    [("1e400", "1e400"), ("-1e400", "-1e400"), (r'"\ud800"', None), ("9" * 5000, None), ("NaN", None), ("[1]", None)],
)
def test_an_id_that_cannot_come_back_as_it_is_ends_nothing(written: str, told: Any, lines: Lines) -> None:
    for operation in ("rulesets", "nope"):
        found = lines.answer(f'{{"id": {written}, "operation": "{operation}"}}'.encode())
        assert json.loads(found.encode())["id"] == told


WRONG: list[tuple[Any, str]] = [
    (b"", "file_empty"),
    (b"nonsense", "json_word"),
    (b"\xff", "file_not_utf8"),
    (b"[" * 1_000, "too_deep"),
    (b"{" * 3_000, "line_too_long"),
    ([], "expected_mapping"),
    ({}, "missing_key"),
    ({"operation": ["assess"]}, "missing_key"),
    ({"operation": 3}, "unknown_operation"),
    ({"operation": "ases"}, "unknown_operation"),
    ({"operation": "assess", "region": {"region": "X", "facts": {"nope": 1}}}, "unknown_fact"),
    ({"operation": "fact", "name": "nope"}, "unknown_fact"),
]


@pytest.mark.parametrize(("line", "code"), WRONG)
def test_a_line_that_is_wrong_has_its_problem(line: Any, code: str, lines: Lines) -> None:
    """In the form of RFC 9457, and the next line is answered."""
    found = asked(lines, line)
    assert [each["code"] for each in found["error"]["errors"]] == [code]
    assert "result" in asked(lines, {"operation": "rulesets"})


def test_the_language_of_a_line(lines: Lines) -> None:
    """Of an error too."""
    found = asked(lines, {"operation": "assess", "language": "en", "region": {"region": "X", "facts": {"nope": 1}}})
    assert found["error"]["title"] == "The input can't be used"


def test_what_isnt_text_comes_in_base64(service: Service) -> None:
    """As a format of a plugin may give bytes."""

    class Raw:
        name, suffixes = "raw", (".raw",)

        def render(self, advice: Any, layout: Any) -> bytes:
            return b"\xff\x00" + advice.region.encode()

    class Module:
        __name__ = "raw_format"

        @staticmethod
        @regiorules.hookimpl
        def regiorules_renderers(register: Any) -> None:
            register(Raw())

    own = Lines(Service(load_plugins(only=(), modules={"raw": Module()})), Limits())
    found = asked(own, {"operation": "advise", "format": "raw", "region": REGION})["document"]
    assert base64.b64decode(found["base64"]) == b"\xff\x00Zeeland"
    assert (found["media_type"], found["name"]) == ("application/octet-stream", "zeeland.raw")


def test_a_remark_comes_with_an_answer(lines: Lines) -> None:
    """What is odd, but not wrong."""
    found = asked(lines, {"operation": "region", "name": "Den Haag", "language": "en"})
    assert found["result"]["region"] == "Haaglanden"
    assert [each["code"] for each in found["remarks"]] == ["region_of_record"]


def test_an_error_of_ours_is_said_without_a_word_of_it(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    """In its place, under an id that the log has too."""

    def fail(*_: Any) -> Any:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("regiorules_web.lines.answer", fail)
    found = lines.answer(b'{"id": 1, "operation": "rulesets"}')
    assert json.loads(found)["error"]["errors"][0]["code"] == "unexpected"
    assert "secret" not in found


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from([each.name for each in OPERATIONS]), fields=st.dictionaries(NAMES, JSON, max_size=5))
def test_no_line_is_our_fault(name: str, fields: Any, lines: Lines) -> None:
    """Whatever stands in its fields: an answer, or an error that says what is wrong with them."""
    found = asked(lines, {**fields, "operation": name})
    assert found.get("error", {}).get("status", 200) < 500, found


def test_many_lines_over_http(web: Served) -> None:
    """An answer a line, in order; what is wrong stands in its place, and `assess` needn't be named."""
    sent = [{"id": n, "region": {"region": f"R{n}", "facts": {}}} for n in range(20)]
    body = "".join(json.dumps(each) + "\n" for each in sent[:10]) + "\nnonsense\n"
    body += "".join(json.dumps(each) + "\r\n" for each in sent[10:])
    found = web.client.post("/v1/batches", content=body, headers={"Content-Type": "application/x-ndjson"})
    assert found.headers["content-type"] == "application/x-ndjson"
    told = [json.loads(line) for line in found.text.splitlines()]
    assert [each["id"] for each in told] == [*range(10), None, *range(10, 20)]
    assert told[10]["error"]["errors"][0]["code"] == "json_word"
    assert told[19]["result"] == web.post("assessments", {"region": sent[18]["region"]}).json()


def test_answers_come_while_lines_are_sent(web: Served) -> None:
    """The first answer is there before the last line is."""
    head = (
        b"POST /v1/batches HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-ndjson\r\n"
    )
    line = b'{"id": 1, "operation": "rulesets"}\n'
    chunk = hex(len(line))[2:].encode() + b"\r\n" + line + b"\r\n"

    with socket.create_connection(("127.0.0.1", web.port), 10) as connection:
        connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk)
        found = b""
        while b'"result"' not in found:
            found += connection.recv(65_536)
        connection.sendall(chunk + b"0\r\n\r\n")
        while more := connection.recv(65_536):
            found += more
    assert found.count(b'"result"') == 2


def test_who_leaves_half_way_is_no_error(web: Served, caplog: pytest.LogCaptureFixture) -> None:
    """The connection is let go, and the next one is answered."""
    head = b"POST /v1/batches HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
    with socket.create_connection(("127.0.0.1", web.port), 10) as connection:
        connection.sendall(head + b'Content-Type: application/x-ndjson\r\n\r\n{"operation": "rulesets"}\n{"op')
        assert connection.recv(100).startswith(b"HTTP/1.1 200")
    assert web.get("rulesets").status_code == 200
    assert "unexpected" not in caplog.text


WITHOUT_TABLE = [each for each in OPERATIONS if each.name != "region"]


@pytest.mark.parametrize("operation", WITHOUT_TABLE, ids=lambda each: each.name)
def test_another_field_of_policy(operation: Operation, other: Lines) -> None:
    """Answered by its own rules, which have no table of regions, without a word of labour markets."""
    line = {"operation": operation.name, "language": "nl", **example(operation, other.service)}
    found = other.answer(json.dumps(line).encode())
    assert "error" not in json.loads(found), found
    assert FOREIGN.search(found) is None
