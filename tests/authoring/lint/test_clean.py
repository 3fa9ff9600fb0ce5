"""Lint of rule sets and examples that are right: nothing wrong and nothing odd, in one line."""

from __future__ import annotations

import json
from pathlib import Path

from regiorules.rules.load import ruleset_folder
from tests.authoring.lint.spoiling import FLEVOLAND, lines
from tests.commands import run

CORE = ruleset_folder("core")


def test_core_is_clean() -> None:
    """The built-in rule set has nothing wrong and nothing odd, and one line says so."""
    assert run("lint", CORE, "--lang", "en") == (0, f"{CORE} (rule set): nothing wrong.\n", "")
    assert run("lint", CORE)[1] == f"{CORE} (rule set): niets mis.\n"


def test_a_rule_set_that_changes_rules_of_core_is_clean() -> None:
    """A statement that only a changed rule uses is used, and the changed rule is the one to be tried."""
    assert run("lint", ruleset_folder("werkcentra"))[0] == 0


def test_the_examples_have_no_errors() -> None:
    """What a bundled region file may have is a source that no fact names."""
    code, out, _ = run("lint", *sorted(FLEVOLAND.parent.glob("*.yaml")), "--format", "json")
    found = json.loads(out)
    assert code in (0, 1)
    assert found["errors"] == []
    assert {each["code"] for each in found["warnings"]} <= {"lint_source_unused"}
    assert run("lint", FLEVOLAND, "--lang", "en") == (0, f"{FLEVOLAND} (region file): nothing wrong.\n", "")


def test_a_complete_rule_set_is_clean(mini: Path) -> None:
    """The rule set that the tests below spoil."""
    assert lines(mini, mini, code=0) == []
