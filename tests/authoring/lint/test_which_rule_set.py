"""Lint finds the rule set that a file belongs to, and what it builds on."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.authoring.lint import Linter, ruleset_of
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import read_region
from tests.authoring.lint.spoiling import BOTH, lines, rule, with_extra
from tests.commands import run
from tests.mini import KNOWLEDGE, MINI, VOCABULARY


def test_the_rule_set_of_a_file(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest folder above with a ruleset.yaml, also for a path from inside it; said the way it was asked."""
    assert ruleset_of(mini) == ruleset_of(mini / "scenarios" / "more.yaml") == mini
    assert ruleset_of(mini.parent / "region.yaml") is None
    monkeypatch.chdir(mini / "scenarios")
    assert ruleset_of(Path("more.yaml")) == Path("..")
    with_extra(mini, f"groups:\n  g: {BOTH}\n")
    code, out, _ = run("lint", "../z.yaml")
    assert (code, out.splitlines()[0]) == (1, "../z.yaml:2:3 groups.g: dit wordt nergens gebruikt [let op]")


def test_a_part_of_a_rule_set_is_a_folder(mini: Path) -> None:
    """A folder below a rule set stands for the files in it."""
    with_extra(mini, f"groups:\n  g: {BOTH}\n")
    assert lines(mini, mini / "scenarios", code=0) == []


def linter(**registered: Path) -> Linter:
    return Linter(
        knowledge=lambda: KNOWLEDGE,
        read=lambda path: read_region(path, VOCABULARY),
        profiles=built_in_profiles,
        registered=registered,
    )


def test_a_rule_set_on_another_that_is_registered(tmp_path: Path) -> None:
    """What a rule set builds on is loaded with it, and its own oddities aren't spoken of."""
    text = f"ruleset: {{id: upon, version: 1, extends: [mini], title: {BOTH}, source: {{title: {BOTH}}}}}\n"
    (tmp_path / "ruleset.yaml").write_text(text + rule("always", then="talk"), "utf-8")
    alone = linter().check(tmp_path)
    report = linter(mini=MINI).check(tmp_path)
    assert "extends" in [problem.code for problem in alone.errors]
    assert report.errors == ()
    assert [problem.say("en") for problem in report.warnings] == [
        f"{tmp_path}/ruleset.yaml:3:3 rules.a-rule: there is no scenario in which this rule holds"
    ]


def test_a_changed_rule_is_tried_by_who_changes_it(tmp_path: Path) -> None:
    """The rule in its new form needs scenarios of its own, and its statements are used."""
    text = (
        f"ruleset: {{id: upon, version: 1, extends: [mini], title: {BOTH}, source: {{title: {BOTH}}}}}\n"
        f"statements: {{U01: {{section: main, text: {BOTH}}}}}\n"
        f"changes:\n  talk-under-strain:\n    reason: {BOTH}\n"
        f"    replace: {{when: budget > 5, then: talk, because: {BOTH}, basis: source, statements: [U01]}}\n"
    )
    (tmp_path / "ruleset.yaml").write_text(text, "utf-8")
    found = linter(mini=MINI).check(tmp_path).warnings
    assert [(problem.code, problem.path) for problem in found] == [
        ("lint_never_holds", "changes.talk-under-strain"),
        ("lint_never_fails", "changes.talk-under-strain"),
    ]
