"""Every problem that the code can report has a message, and every message is used."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import regiorules
from regiorules.errors import EngineError, InputError, Place, Problem, RegioRulesError, unknown_name
from regiorules.messages import MESSAGES
from regiorules.text import Text
from tests.paths import ROOT

PACKAGE = Path(next(iter(regiorules.__path__)))
REPORTS = {"add": 3, "Problem": 2, "wrong": 2, "Wrong": 1, "unknown_name": 0}  # and how many positions can hold fields
GIVEN = {"unknown_name": {"name", "known"}}
OWN_WORDS = {"place", "path", "suggestion"}


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name != "messages":
            yield str(path.relative_to(PACKAGE)), path.read_text(encoding="utf-8")


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


@cache
def reports() -> list[tuple[str, str, set[str] | None]]:
    """Where a problem is reported, its code, and its fields (None where they aren't literal)."""
    found = []
    for name, source in sources():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and called(node) in REPORTS and node.args:
                for code in codes_in(node.args[0]):
                    found.append((f"{name}:{node.lineno}", code, fields_of(node)))
    return found


def codes_in(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*codes_in(node.body), *codes_in(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def fields_of(node: ast.Call) -> set[str] | None:
    name = called(node)
    if name in GIVEN:
        return GIVEN[name]
    if any(keyword.arg is None for keyword in node.keywords):
        return None
    given = {keyword.arg for keyword in node.keywords if keyword.arg not in OWN_WORDS}
    if name == "Problem":
        holder = next(
            (k.value for k in node.keywords if k.arg == "fields"), node.args[1] if len(node.args) > 1 else None
        )
        if holder is not None and not isinstance(holder, ast.Dict):
            return None
        given = {str(key.value) for key in holder.keys if isinstance(key, ast.Constant)} if holder else set()
    return {each for each in given if each}


def wanted(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_scan_finds_the_reports() -> None:
    """The scan isn't blind: it sees problems in every part of the package."""
    files = {place.split("/")[0].split(":")[0] for place, _, _ in reports()}
    assert {"documents", "facts", "rules", "engine"} <= files
    assert len(reports()) > 80


def test_every_reported_code_has_a_message_and_its_fields() -> None:
    """No problem fails at the moment that it is said."""
    wrong = []
    for place, code, fields in reports():
        if code not in MESSAGES:
            wrong.append(f"{place}: {code} has no message")
        elif fields is not None and not wanted(MESSAGES[code].nl) <= fields:
            wrong.append(f"{place}: {code} lacks {wanted(MESSAGES[code].nl) - fields}")
    assert wrong == []


def test_no_message_is_unused() -> None:
    """Every code stands somewhere in the package, or in a plugin of this repository, as a word."""
    plugins = (path.read_text("utf-8") for path in ROOT.glob("plugins/*/src/**/*.py"))
    every = (*(text for _, text in sources()), *plugins)
    words = {word for text in every for word in re.findall(r"[\"'](\w+)[\"']", text)}
    assert sorted(set(MESSAGES) - words) == []


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_languages_of_a_message_say_the_same_fields(code: str) -> None:
    """Dutch and English need the same fields, and format with them."""
    text = MESSAGES[code]
    assert wanted(text.nl) == wanted(text.en)
    fields = dict.fromkeys(wanted(text.nl), "X")
    for language in ("nl", "en"):
        said = Problem(code, fields, suggestion="y").say(language)
        assert said.strip() == said != ""
        assert said.count("X") >= len(fields)


def test_a_problem_is_one_line_with_place_path_and_suggestion() -> None:
    """The form of every message: `file:line:column path: what; did you mean …`."""
    problem = Problem("missing_key", {"name": "x"}, Place("a.yaml", 3, 4), "facts.b", "y")
    assert problem.say() == "a.yaml:3:4 facts.b: x ontbreekt; bedoelt u y?"
    assert problem.say("en") == "a.yaml:3:4 facts.b: x is missing; did you mean y?"
    assert (
        Problem("missing_key", {"name": "x"}, Place("blad.xlsx", cell="B2")).say("en") == "blad.xlsx:B2: x is missing"
    )
    assert Problem("missing_key", {"name": "x"}).say("en") == "x is missing"


@pytest.mark.parametrize("nothing", ["", "  "])
def test_a_name_that_is_empty_is_shown_as_such(nothing: str) -> None:
    """Quotes with nothing between them, rather than a line that begins in its middle."""
    assert Problem("unknown_format", {"name": nothing, "known": "a"}).say() == "'' is geen uitvoervorm (wel: a)"


def test_a_field_in_two_languages_is_said_in_the_right_one() -> None:
    """A unit in a message is in the language of the message."""
    problem = Problem("out_of_range", {"value": 5, "low": 1, "high": 2, "unit": Text("inwoners", "inhabitants")})
    assert [
        problem.say("nl"),
        problem.say("en"),
    ] == ["5 valt buiten 1 tot 2 inwoners", "5 is outside 1 to 2 inhabitants"]


def test_an_error_says_its_problems_in_the_order_of_the_file() -> None:
    """Problems are sorted by place, whatever order they were found in."""
    found = [Problem("missing_key", {"name": name}, Place("a", line, 1)) for name, line in (("b", 9), ("a", 2))]
    assert InputError(found).say("en") == "a:2:1: a is missing\na:9:1: b is missing"
    assert str(InputError(found)) == "a:2:1: a ontbreekt\na:9:1: b ontbreekt"
    assert issubclass(InputError, RegioRulesError)
    assert issubclass(EngineError, RegioRulesError)


def test_an_unknown_name_comes_with_the_nearest_known_one() -> None:
    """Capitals don't matter for what is near."""
    error = unknown_name("unknown_executor", "Durabel", ["durable", "compiled"])
    assert error.say("en") == "Durabel isn't an executor (but: durable, compiled); did you mean durable?"
    assert (
        unknown_name("unknown_executor", "x", ["durable", "compiled"]).say("en")
        == "x isn't an executor (but: durable, compiled)"
    )
