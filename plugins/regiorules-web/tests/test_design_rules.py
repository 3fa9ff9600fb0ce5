"""The Dutch API design rules, as far as a program can tell."""

from __future__ import annotations

import re
from typing import Any

import pytest
from regiorules_web import API_VERSION
from web_service import Served

SEGMENT = re.compile(r"[a-z]+(-[a-z]+)*|\{[a-z]+\}")
SEMVER = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")


@pytest.fixture(scope="module")
def described(web: Served) -> Any:
    """The description."""
    return web.get("openapi.json").json()


def test_addresses(described: Any) -> None:
    """Lower case with hyphens, and no slash behind it."""
    for path in described["paths"]:
        assert all(SEGMENT.fullmatch(each) for each in path.removeprefix("/").split("/")), path


def test_versions(described: Any) -> None:
    """The major one in the address, all of it in a header and in the description."""
    assert SEMVER.fullmatch(API_VERSION)
    [server] = described["servers"]
    assert server["url"] == f"/v{API_VERSION.partition('.')[0]}"
    assert described["info"]["version"] == API_VERSION


def test_keys_of_queries(described: Any) -> None:
    """In camel case, which a single word is."""
    operations = [each for path in described["paths"].values() for each in path.values()]
    names = {each["name"] for operation in operations for each in operation.get("parameters", ())}
    assert names
    assert all(re.fullmatch("[a-z]+", name) for name in names)


def test_answers_and_errors(described: Any) -> None:
    """Every answer has the version in a header; every error is a problem; what takes input may be told 400."""
    responses = described["components"]["responses"]
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert operation["responses"]["200"]["headers"]["API-Version"]
            errors = operation["responses"].keys() - {"200"}
            assert "400" in errors or path == "/batches"
            assert all(list(responses[each]["content"]) == ["application/problem+json"] for each in errors)


def test_a_problem_says_in_what_and_where(described: Any) -> None:
    """With the members that the rules name."""
    problem = described["components"]["schemas"]["Problem"]
    assert {"type", "title", "status", "detail", "errors"} <= set(problem["required"])
    details = described["components"]["schemas"]["ProblemDetails"]
    assert {"in", "location", "code", "detail"} <= set(details["required"])
