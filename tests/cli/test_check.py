"""`regiorules check`: what is found, the region that shows it, and that region as a scenario."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from regiorules.authoring.testing.running import run
from regiorules.authoring.testing.scenarios import load_scenarios
from regiorules.cli.codes import FOUND_WANTING
from tests.authoring.schemas.agreeing import follow
from tests.proofs.sown import HEAD, sown, table

WRONG = {"talk_first": '{when: "trust <= medium", then: talk, GROUNDS}'}


def test_nothing_found_is_said_too(tmp_path: Path) -> None:
    done = run("check", str(sown(tmp_path)), "--lang", "en")
    assert (done.code, done.out) == (0, "sown: 0 findings, 0 not settled.\n")


def test_a_finding_stands_with_its_place_and_its_region(tmp_path: Path) -> None:
    done = run("check", str(sown(tmp_path, **WRONG)), "--lang", "en")
    assert done.code == FOUND_WANTING
    first, *lines = done.out.splitlines()
    assert first.startswith(f"{tmp_path}/ruleset.yaml:")
    assert "talk, act hold in this region together" in first
    assert lines[:2] == ["    in the region:", "      trust: medium"]
    assert lines[-1] == "sown: 1 finding, 0 not settled."


def test_json_has_the_same(tmp_path: Path) -> None:
    done = run("check", str(sown(tmp_path, **WRONG)), "--format", "json")
    [found] = json.loads(done.out)["sown"]
    assert (found["code"], found["settled"], found["region"]) == ("check_together", True, {"trust": "medium"})


def test_a_saved_region_is_a_scenario_that_shows_it(tmp_path: Path) -> None:
    """Put among the scenarios, it comes out as it does now, until the author says what must follow."""
    folder = sown(tmp_path, **WRONG)
    (folder / "scenarios").mkdir()
    saved = folder / "scenarios" / "found.yaml"
    run("schema", "scenario", "--output", str(folder / "scenario.schema.json"))
    assert run("check", str(folder), "--save", str(saved)).code == FOUND_WANTING
    assert follow(saved) == []
    [scenario] = load_scenarios(folder).scenarios
    assert (dict(scenario.facts), scenario.holds) == ({"trust": "medium"}, ("talk", "act"))
    assert run("test", str(folder)).code == 0


def test_the_region_of_a_gap_in_a_table_is_a_scenario_too(tmp_path: Path) -> None:
    """It runs as it is, and says that nothing follows until the table has a row for it."""
    declared = table(tmp_path, "< 10;slow", ">= 20;fast")
    folder = sown(tmp_path, tables=declared, slow="", fast="")
    saved = folder / "scenarios" / "gap.yaml"
    saved.parent.mkdir()
    assert run("check", str(folder), "--save", str(saved)).code == FOUND_WANTING
    gap = next(each for each in load_scenarios(folder).scenarios if "pace" in each.values)
    assert 10 <= float(gap.facts["budget"]) < 20
    assert run("test", str(folder)).code == 0
    saved.write_text(saved.read_text("utf-8").replace('"unknown"', "slow"), "utf-8")
    assert run("test", str(folder)).code == FOUND_WANTING
    (folder / "pace.csv").write_text("budget;→ pace\n< 20;slow\n>= 20;fast\n", "utf-8")
    assert run("test", str(folder)).code == 0


def applying(to: str) -> str:
    """The head of the rule set, for some regions or days only."""
    return HEAD.replace("ruleset:\n", f"ruleset:\n  applies: {{{to}}}\n", 1)


@pytest.mark.parametrize(
    ("applies", "said"),
    [
        ("regions: [Zeeland]", "in the region Zeeland, on 20"),
        ("valid_from: 2100-01-01", "in the region, on 2100-01-01:"),
    ],
)
def test_what_is_so_in_some_region_or_on_some_day_is_saved_with_it(tmp_path: Path, applies: str, said: str) -> None:
    """So that the scenario shows it: what a rule set for another region says would not follow."""
    folder = sown(tmp_path, head=applying(applies), **WRONG)
    (folder / "scenarios").mkdir()
    done = run("check", str(folder), "--save", str(folder / "scenarios" / "found.yaml"), "--lang", "en")
    assert said in done.out
    [scenario] = load_scenarios(folder).scenarios
    assert (scenario.holds, scenario.on is not None) == (("talk", "act"), True)
    assert run("test", str(folder)).code == 0


def test_what_is_wrong_on_every_day_is_said_once(tmp_path: Path) -> None:
    """By the values of each day anew, but in the same words."""
    parameter = (
        "parameters:\n  bound: {title: {nl: Grens, en: Bound}, why: {nl: Zo., en: So.}, value: 1, values: VALUES}"
    )
    values = (
        "{2020-01-01: {value: 2, reference: {nl: Wet, en: Law}}, 2030-01-01: {value: 3, reference: {nl: Wet, en: Law}}}"
    )
    folder = sown(tmp_path, head=f"{HEAD}\n{parameter.replace('VALUES', values)}", **WRONG)
    found = json.loads(run("check", str(folder), "--format", "json").out)["sown"]
    assert [each["code"] for each in found].count("check_together") == 1


def test_without_the_solver_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("regiorules.proofs")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "z3", None)
    done = run("check", str(sown(tmp_path)), "--lang", "en")
    assert "regiorules[proofs]" in done.err
    assert "Traceback" not in done.err
