"""`regiorules diff`: what changes, for which regions, between folders, names, revisions of git and days."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from regiorules.authoring.testing.running import run
from regiorules.cli.codes import BAD_INPUT, FOUND_WANTING
from tests.paths import DATA, ROOT
from tests.proofs.sown import sown

MOVED = {"spend_on_many": '{when: "count(projects) >= 7", then: spend, GROUNDS}'}
GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git isn't installed")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    (tmp_path / "old").mkdir()
    return sown(tmp_path / "old")


def made(folder: Path, **rules: str) -> Path:
    folder.mkdir()
    return sown(folder, **rules)


def test_a_rule_set_that_is_written_otherwise_affects_no_region(tmp_path: Path, old: Path) -> None:
    new = made(tmp_path / "new")
    text = (new / "ruleset.yaml").read_text("utf-8")
    reformatted = text.replace("trust == low and budget < 10", "(budget<10) and not (trust > low)")
    (new / "ruleset.yaml").write_text(f"# Moved about.\n{reformatted}", "utf-8")
    done = run("diff", str(old), str(new), "--lang", "en")
    assert (done.code, done.out) == (0, "No region is affected: proved.\n")


def test_a_threshold_that_moved_is_shown_with_a_region(tmp_path: Path, old: Path) -> None:
    done = run("diff", str(old), str(made(tmp_path / "new", **MOVED)), "--lang", "en")
    assert done.code == FOUND_WANTING
    first, where, agreed, projects, last = done.out.splitlines()
    assert (first, where) == ("Spend (spend): holds → doesn't hold", "    in the region:")
    assert agreed.startswith("      agreed: ")
    assert projects.startswith("      projects: [{name: A}, ")
    assert last == "1 difference, 0 not settled."


def test_json_has_the_same(tmp_path: Path, old: Path) -> None:
    done = run("diff", str(old), str(made(tmp_path / "new", **MOVED)), "--format", "json")
    found = json.loads(done.out)
    [difference] = found["differences"]
    assert (difference["name"], difference["before"], difference["after"]) == ("spend", "holds", "fails")
    assert len(difference["region"]["projects"]) in (5, 6)
    assert (found["not_compared"], found["regions"], found["affected"]) == ([], 0, {})


def test_region_files_that_are_affected_are_named(tmp_path: Path, old: Path) -> None:
    regions = tmp_path / "regions"
    regions.mkdir()
    for count in (3, 6):
        names = ", ".join(f"{{name: P{number}}}" for number in range(count))
        (regions / f"{count}.yaml").write_text(f"region: X\nfacts:\n  projects: [{names}]\n", "utf-8")
    done = run("diff", str(old), str(made(tmp_path / "new", **MOVED)), "--regions", str(regions), "--lang", "en")
    assert done.out.splitlines()[-2:] == ["Of 2 known regions 1 is affected.", f"  {regions / '6.yaml'}: spend"]


def test_of_core_the_regions_of_the_table_are_named(tmp_path: Path) -> None:
    """Flevoland has a second city between the two bounds."""
    new = shutil.copytree(ROOT / "rulesets" / "core", tmp_path / "core")
    path = new / "vocabulary.yaml"
    path.write_text(path.read_text("utf-8").replace("value: 75000", "value: 100000", 1), "utf-8")
    found = json.loads(run("diff", "core", str(new), "--format", "json").out)
    changed = {each["name"]: each for each in found["differences"]}
    assert {"large_cities", "via_subregional", "whole_region"} <= changed.keys()
    assert all(each["settled"] for each in found["differences"])
    assert found["regions"] == 35
    assert "large_cities" in found["affected"]["Flevoland"]
    assert run("diff", "core", str(new)).code == FOUND_WANTING


def test_with_and_without_a_rule_set_beside_it() -> None:
    done = run("diff", "core", "core+werkcentra", "--on", "2026-11-01", "--lang", "en")
    assert "(context_work_centre_act): isn't there → holds" in done.out
    assert done.out.splitlines()[-1].startswith("  all of them: ")
    assert run("diff", "core", "core").out.startswith("Geen regio wordt geraakt: bewezen.")


def test_two_days_of_one_rule_set(tmp_path: Path) -> None:
    dated = "{when: agreed, then: spend, valid_from: 2020-01-01, GROUNDS}"
    folder = made(tmp_path / "dated", spend_on_many=dated, spend_on_costly="")
    days = ("--on", "2019-06-01", "--on", "2020-06-01")
    done = run("diff", str(folder), *days, "--lang", "en")
    assert done.code == FOUND_WANTING
    assert "Spend (spend): doesn't hold → holds\n    in the region:\n      agreed: yes\n" in done.out.replace('"', "")
    assert run("diff", str(folder), *days[2:], *days[2:]).code == 0


def test_a_title_is_said_without_what_is_filled_in(old: Path) -> None:
    done = run("diff", str(old), str(DATA / "excepted"))
    assert "Een dorp loopt leeg (empty): " in done.out
    assert "{name|" not in done.out


def test_what_is_drawn_for_each_record_says_of_which_one(tmp_path: Path) -> None:
    new = shutil.copytree(DATA / "drawn", tmp_path / "drawn")
    rules = (new / "rules.yaml").read_text("utf-8")
    (new / "rules.yaml").write_text(rules.replace("people < small and not shop", "people < small"), "utf-8")
    done = run("diff", str(DATA / "drawn"), str(new))
    assert re.search(r"Een dorp loopt leeg \(empty\): voor [A-Z]: geldt niet → geldt\n", done.out)
    assert done.out.endswith("2 verschillen, 0 niet uitgemaakt.\n")
    (new / "rules.yaml").write_text(rules.replace("severity: high", "severity: watch"), "utf-8")
    done = run("diff", str(DATA / "drawn"), str(new), "--lang", "en")
    assert re.search(r": grade for [A-Z]: high → watch\n", done.out)


def test_of_what_is_not_settled_it_says_once_for_how_many_records_it_is_proved(tmp_path: Path) -> None:
    """Neither number of projects is within reach of the solver, and nothing is claimed of such lists."""
    rule = '{when: "count(projects) >= NUMBER", then: spend, GROUNDS}'
    one, other = (made(tmp_path / each, spend_on_many=rule.replace("NUMBER", each)) for each in ("500", "600"))
    done = run("diff", str(one), str(other), "--lang", "en")
    assert done.out == (
        "Spend (spend): not settled whether this changes "
        "(with no more than 40 records in each list it doesn't: proved)\n"
        "0 differences, 1 not settled.\n"
    )


BIG = """
ruleset: {id: big, version: 1.0.0, title: {nl: Groot, en: Big}, source: {title: {nl: Bron, en: Source}}}
source_sections: {s1: {nl: Een, en: One}}
statements: {S01: {section: s1, text: {nl: Een, en: One}}}
facts:
  people: {type: number, whole: yes, min: 0, title: {nl: Inwoners, en: People}, question: {nl: Hoeveel?, en: How many?}}
parameters:
  limit:
    title: {nl: Grens, en: Limit}
    why: {nl: Afspraak., en: Agreed.}
    value: VALUE
    regions: {Zeeland: {2020-01-01: {value: OWN, reference: {nl: Besluit, en: Decree}}}}
conclusions:
  large: {kind: finding, title: {nl: Groot, en: Large}, text: {nl: Groot., en: Large.}}
rules:
  large-by-limit:
    when: people >= limit
    then: large
    because: {nl: Het is groot., en: It is large.}
    basis: source
    statements: [S01]
"""


def limited(folder: Path, value: int, own: int) -> Path:
    """A rule set with a limit, and another one in one region."""
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(BIG.replace("VALUE", str(value)).replace("OWN", str(own)), "utf-8")
    return folder


def test_every_region_is_compared_where_one_has_values_of_its_own(tmp_path: Path) -> None:
    """A value that changed for all is a difference, though it is none in the region that goes by its own."""
    old, new = limited(tmp_path / "one", 10, 30), limited(tmp_path / "two", 20, 30)
    done = run("diff", str(old), str(new), "--format", "json")
    assert done.code == FOUND_WANTING
    [found] = json.loads(done.out)["differences"]
    assert (found["name"], found["of"], found["region"]) == ("large", "", {"people": 10})
    done = run("diff", str(old), str(new), "--region", "zeeland", "--lang", "en")
    assert (done.code, done.out) == (0, "zeeland is not affected: proved.\n")


def test_what_differs_in_one_region_only_names_it(tmp_path: Path) -> None:
    old, new = limited(tmp_path / "one", 10, 30), limited(tmp_path / "two", 10, 20)
    done = run("diff", str(old), str(new), "--lang", "en")
    assert done.code == FOUND_WANTING
    assert done.out.startswith("Large (large): doesn't hold → holds\n    in Zeeland:\n      people: 20\n1 difference")
    assert run("diff", str(old), str(new), "--region", "Flevoland").code == 0


def git(folder: Path, *words: str) -> None:
    own = ("-c", "user.name=X", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *own, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rule set in git, of which a bound was moved and not committed."""
    here = tmp_path / "repository"
    here.mkdir()
    folder = made(here / "rules")
    git(here, "init", "-q")
    git(here, "add", ".")
    git(here, "commit", "-qm", "First")
    sown(folder, **MOVED)
    monkeypatch.chdir(here)
    return here


@GIT
@pytest.mark.parametrize("old", ["HEAD", "HEAD:rules"])
def test_a_revision_of_git_is_the_rule_set_as_it_was(repository: Path, old: str) -> None:
    done = run("diff", old, "rules", "--lang", "en")
    assert "Spend (spend): holds → doesn't hold" in done.out
    assert run("diff", old, "HEAD:rules").code == 0


@GIT
def test_a_folder_that_is_gone_is_still_at_its_revision(repository: Path) -> None:
    shutil.move(repository / "rules", repository / "elsewhere")
    assert run("diff", "HEAD:rules", "elsewhere").code == FOUND_WANTING
    done = run("diff", "HEAD:nowhere", "elsewhere", "--lang", "en")
    assert (done.code, done.err) == (
        BAD_INPUT,
        "git has no folder nowhere at HEAD; name a folder that was there then: HEAD:FOLDER\n",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name two rule sets to compare"),
        (("core",), "name two rule sets to compare"),
        (("core", "core", "core"), "name two rule sets to compare"),
        (("core", "no-such"), "rule set no-such doesn't exist"),
        (("core", "--upload-pack=x:core"), "No such option"),
        (("--lang", "en", "--", "core", "-x:core"), "doesn't exist"),
    ],
)
def test_what_is_no_two_sides_is_refused(words: tuple[Any, ...], said: str) -> None:
    done = run("diff", *(words if "--lang" in words else (*words, "--lang", "en")))
    assert done.code == BAD_INPUT
    assert said.lower() in done.err.lower()
    assert "Traceback" not in done.err


def test_a_fact_of_another_type_is_said_not_to_be_compared(tmp_path: Path, old: Path) -> None:
    new = made(tmp_path / "new", wait_for_money='{when: "trust == low and budget", then: wait, GROUNDS}')
    path = new / "ruleset.yaml"
    text = path.read_text("utf-8").replace("type: number\n    min: 0\n    max: 100", "type: yes_no", 1)
    path.write_text(text, "utf-8")
    done = run("diff", str(old), str(new), "--lang", "en")
    assert done.code == FOUND_WANTING
    assert "Not to be compared, of another type: budget." in done.out
