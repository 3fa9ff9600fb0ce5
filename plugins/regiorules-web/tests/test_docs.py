"""docs/service.md says what the service does."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from regiorules_web.guards import HEADERS
from regiorules_web.limits import Limits
from regiorules_web.lines import Lines
from regiorules_web.openapi.wrong import WRONG
from regiorules_web.operations import OPERATIONS
from web_service import Served

PAGE = Path(__file__).parents[3] / "docs" / "service.md"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the page stands in the repository")
TEXT = PAGE.read_text("utf-8") if PAGE.is_file() else ""
CALLS = re.findall(r"^\$ (curl (?:.*\\\n)*.*)$", TEXT, re.MULTILINE)


@pytest.mark.parametrize("call", CALLS)
def test_what_it_asks_is_answered(call: str, web: Served) -> None:
    """Each request of the page."""
    words = shlex.split(call.replace("\\\n", ""))
    headers = dict(words[at + 1].split(": ") for at, word in enumerate(words) if word == "-H")
    data = words[words.index("-d") + 1] if "-d" in words else None
    path = words[1].removeprefix("http://127.0.0.1:8000")
    found = web.client.request("POST" if data else "GET", path, content=data, headers=headers)
    assert found.status_code == 200, found.text


def test_it_names_every_operation_with_its_address() -> None:
    """In the table."""
    assert len(CALLS) > 4
    rows = [line for line in TEXT.splitlines() if line.startswith(("| POST", "| GET"))]
    for each in OPERATIONS:
        assert any(f"`/v1{each.path}`" in row and f"`{each.name}`" in row and each.method in row for row in rows), (
            each.name
        )


def test_its_lines_are_answered(web: Served) -> None:
    """Those of `--stdio`."""
    lines = [line for line in TEXT.splitlines() if line.startswith('{"id"')]
    assert lines
    for line in lines:
        assert "error" not in json.loads(Lines(web.service, Limits()).answer(line.encode()))


def test_its_error_is_what_comes(web: Served) -> None:
    """As much of it as the page shows."""
    [shown] = re.findall(r"```json\n(\{\n.*?)```", TEXT, re.DOTALL)
    data = {"region": {"region": "X", "facts": {"sme_role": "very"}}, "language": "en"}
    [found] = web.post("assessments", data).json()["errors"]
    told = json.loads(shown)
    assert told == {name: found[name] for name in told}


def test_its_numbers_are_those_of_the_limits() -> None:
    """And each status and header is named."""
    limits = Limits()
    for number in (f"{limits.body:,}", f"{limits.values:,}", f"{limits.work_time:g} seconds", f"{limits.waiting}"):
        assert number in TEXT
    assert all(status in TEXT for status in WRONG)
    assert all(name in TEXT or name.startswith(("Cross-Origin", "Permissions")) for name in HEADERS)
