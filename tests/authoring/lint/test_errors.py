"""Lint of rule sets: every error with its place, also in scenarios, and what can't be checked at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.authoring.lint.spoiling import BOTH, FLEVOLAND, lines, rule, with_extra
from tests.commands import run
from tests.paths import DATA


def test_errors_of_a_rule_set(mini: Path) -> None:
    """Every error with file, line and column, also those in the scenarios; no warnings, for they could be wrong."""
    with_extra(mini, rule("trsut == low") + f"groups:\n  g: {BOTH}\n")
    (mini / "scenarios" / "z.yaml").write_text("scenaros: []\n", "utf-8")
    assert lines(mini, mini, code=2) == [
        "scenarios/z.yaml:1:1 scenaros: scenaros isn't a key that can stand here (but: scenarios, cases);"
        " did you mean scenarios? [error]",
        "z.yaml:2:19 rules.a-rule.when: trsut isn't a fact, conclusion or assumption; did you mean trust? [error]",
    ]
    assert len(lines(mini, mini / "rules.yaml", code=2)) == 2


def test_several_files_of_a_broken_rule_set(mini: Path) -> None:
    """An error that hides both files from view is said once."""
    with_extra(mini, rule("trsut == low"))
    code, out, _ = run("lint", mini / "rules.yaml", mini / "z.yaml", "--lang", "en")
    assert (code, len(out.splitlines())) == (2, 2)
    assert out.endswith("2 files: 1 error.\n")


def test_syntax_is_an_error(mini: Path) -> None:
    """A file that can't be read at all."""
    with_extra(mini, "rules: [")
    (line,) = lines(mini, mini, code=2)
    assert line == "z.yaml:1:8: this bracket isn't closed; add the ] that belongs to [ [error]"


IN_SCENARIOS = [
    ("cases: {talk-under-strian: {gives: talk}}", "1:9", "cases.talk-under-strian", "talk-under-strain"),
    ("cases:\n  talk-under-strain: {gives: tlk}", "2:30", "cases.talk-under-strain.gives", "talk"),
    ("cases:\n  spread-by-share: {gives: {shpe: spread}}", "2:29", "cases.spread-by-share.gives", "shape"),
    ("scenarios: [{name: x, holds: [strained], open: [tlk]}]", "1:49", "scenarios[1].open", "talk"),
    ("scenarios: [{name: x, values: {trsut: low}}]", "1:32", "scenarios[1].values", "trust"),
    ("scenarios: [{name: x, severity: {talc: low}}]", "1:34", "scenarios[1].severity", "talk"),
]
WRONG_IN_SCENARIOS = [
    ("scenarios: [{name: x, facts: {trsut: low}}]", "1:31", "scenarios[1].facts", "trust"),
    ("scenarios: [{name: x, set: {large_city: 1}}]", "1:41", "scenarios[1].set.large_city", None),
    ("scenarios: [{name: x, values: {trust: lo}}]", "1:39", "scenarios[1].values.trust", "laag"),
    ("cases:\n  spread-by-share: {gives: {shape: sprea}}", "2:36", "cases.spread-by-share.gives.shape", "gespreid"),
    ("scenarios: [{name: x, set: {trust: lo}}]", "1:36", "scenarios[1].set.trust", "laag"),
    ("scenarios: [{name: x, example: flevolnd}]", "1:32", "scenarios[1].example", "flevoland"),
    ("scenarios: [{name: x, profile: Flevolnd}]", "1:32", "scenarios[1].profile", "Flevoland"),
    (
        "cases: {talk-under-strain: {gives: talk, fails: [{trust: []}]}}",
        "1:58",
        "cases.talk-under-strain.fails[1].trust",
        None,
    ),
    ("cases: {talk-under-strain: {gives: talk, holds: [trust]}}", "1:50", "cases.talk-under-strain.holds[1]", None),
]


@pytest.mark.parametrize(("text", "place", "where", "meant"), [*IN_SCENARIOS, *WRONG_IN_SCENARIOS])
def test_what_is_wrong_in_scenarios(mini: Path, text: str, place: str, where: str, meant: str | None) -> None:
    """Facts that can't be given are errors, names of which nothing can be expected are warnings; each has its place."""
    (mini / "scenarios" / "more.yaml").unlink()
    path = mini / "scenarios" / "z.yaml"
    path.write_text(text, "utf-8")
    code, out, _ = run("lint", path, "--format", "json")
    found = json.loads(out)
    wrong = (text, place, where, meant) in WRONG_IN_SCENARIOS
    assert code == (2 if wrong else 1)
    assert (found["errors"] != []) is wrong
    problem = (found["errors"] or found["warnings"])[0]
    at = problem["place"]
    assert (at["file"], f"{at['line']}:{at['column']}") == (str(path), place)
    assert (problem["path"], problem["suggestion"]) == (where, meant)


def test_a_scenario_may_give_what_is_derived(mini: Path) -> None:
    """Derived facts, assumptions, examples and profiles that exist are fine."""
    text = "scenarios: [{name: x, facts: {large_cities: 2, shape: spread}, set: {large_city: 5000}, profile: Zeeland}]"
    (mini / "scenarios" / "z.yaml").write_text(text, "utf-8")
    assert lines(mini, mini / "scenarios" / "z.yaml", code=0) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nowhere.yaml", "nowhere.yaml: this file doesn't exist [error]"),
        ("mini/nowhere.yaml", "mini/nowhere.yaml: this file doesn't exist [error]"),
        (
            "mini/notes.md",
            "mini/notes.md: this kind of file can't be read (but: .yaml, .yml, .csv, .xlsx, .ods) [error]",
        ),
        ("notes.md", "notes.md: this kind of file can't be read (but: .json, .ods, .xlsx, .yaml, .yml) [error]"),
        (".", "no rule set here (no folder with ruleset.yaml) [error]"),
    ],
)
def test_what_cannot_be_checked(mini: Path, name: str, expected: str) -> None:
    """A file that isn't there, or of a kind that nothing reads; a folder without a rule set."""
    for folder in (mini, mini.parent):
        (folder / "notes.md").write_text("# Notes\n", "utf-8")
    (line,) = lines(mini.parent, mini.parent / name, code=2)
    assert line.endswith(expected)


def test_a_rule_set_to_hold_regions_against_that_is_broken(mini: Path) -> None:
    """Its errors are said, as by any command."""
    with_extra(mini, rule("trsut == low"))
    code, _, err = run("lint", FLEVOLAND, "--ruleset", mini)
    assert code == 2
    assert "trsut" in err


def test_records_are_expected_of_what_is_drawn_for_each(tmp_path: Path) -> None:
    """Of another conclusion there are none."""
    folder = Path(shutil.copytree(DATA / "drawn", tmp_path / "drawn"))
    (folder / "scenarios" / "z.yaml").write_text("scenarios: [{name: x, records: {empty: [A], divided: [A]}}]", "utf-8")
    [line] = lines(folder, folder / "scenarios" / "z.yaml", code=1)
    assert line.startswith("scenarios/z.yaml:1:45 scenarios[1].records: divided ")
