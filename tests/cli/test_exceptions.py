"""Exceptions as a person reads them: in an explanation, and among the rules."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.commands import run
from tests.paths import DATA

EXCEPTED = str(DATA / "excepted")
VILLAGES = """
  villages:
    - {name: Aa, people: 200, shop: yes}
    - {name: Bee, people: 600}
"""


def explained(folder: Path, name: str, facts: str, language: str = "nl") -> list[str]:
    """The tree of an explanation, without what stands around it."""
    path = folder / "region.yaml"
    path.write_text(f"region: Test\nfacts:\n{facts}\n", "utf-8")
    code, out, err = run("explain", path, name, "--ruleset", EXCEPTED, "--lang", language)
    assert (code, err) == (0, "")
    return [line.strip() for line in out.splitlines() if any(sign in line for sign in "✓✗?")]


def test_an_explanation_says_by_which_exception_a_rule_does_not_hold(tmp_path: Path) -> None:
    """That one alone, with what it rests on, and what keeps it from being overridden itself."""
    found = explained(tmp_path, "talk", "  {trust: low, mediator: no, agreed: yes, quarrel: no}")
    at = next(at for at, line in enumerate(found) if "talk-with-little-trust" in line)
    assert [line.split(":")[0].lstrip("│├└─ ") for line in found[at + 1 :]] == [
        "✓ Vertrouwen is laag",
        "✓ want de uitzondering geldt",  # and not the mediator: that exception doesn't hold
        "✓ Er zijn afspraken",
        "✗ de uitzondering geldt niet",
        "✗ Er is ruzie",
    ]
    assert "want de uitzondering geldt: regel act-by-agreement: Met afspraken kan men beginnen." in found[at + 2]


def test_an_exception_that_is_one_condition_stands_in_one_line(tmp_path: Path) -> None:
    """With what was seen of it; one by which the rule doesn't fail isn't said where it does."""
    found = explained(tmp_path, "talk", "  {trust: low, mediator: yes}", "en")
    line = "✓ for the exception holds: There is a mediator: There is a mediator (mediator) = yes"
    assert any(line in each for each in found)
    found = explained(tmp_path, "talk", "  {trust: high, mediator: yes, agreed: yes}", "en")
    assert not any("the exception holds" in each for each in found)


def test_an_open_rule_says_which_exception_it_waits_for(tmp_path: Path) -> None:
    """Of each village its own: an exception is explained for each record anew."""
    found = explained(tmp_path, "empty", VILLAGES, "en")
    assert sum("rule lively-with-a-shop" in line and "see above" not in line for line in found) == 2
    assert any("? the exception is open: Shop and People is more than 500" in line for line in found)


def test_each_exception_wants_a_scenario(tmp_path: Path) -> None:
    """In which the rule would hold, were it not for that one; `test --coverage` counts them, and `lint` names them."""
    folder = tmp_path / "excepted"
    shutil.copytree(EXCEPTED, folder)
    assert "100 % of the exceptions have a scenario" in run("test", folder, "--coverage", "--lang", "en")[1]
    assert run("lint", folder, "--lang", "en")[0] == 0
    cases = folder / "scenarios" / "rules.yaml"
    text, tried = cases.read_text("utf-8"), "{trust: low, mediator: yes, agreed: no}"
    assert text.count(tried) == 1
    cases.write_text(text.replace(tried, "{trust: high, mediator: yes, agreed: no}"), "utf-8")
    out = run("test", folder, "--coverage", "--lang", "en")[1]
    assert "80 % of the exceptions have a scenario" in out
    assert "talk-with-little-trust: unless" in out
    said = run("lint", folder, "--lang", "en")[1]
    assert (
        "rules.talk-with-little-trust.unless: there is no scenario in which talk-with-little-trust would hold" in said
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_rules_say_their_exceptions(language: str) -> None:
    """In words, and as data."""
    code, out, _ = run("rules", "--ruleset", EXCEPTED, "--lang", language)
    said = {
        "nl": ("tenzij: mediator", "wijkt voor: act-by-agreement", "gaat voor op: talk-with-little-trust"),
        "en": ("unless: mediator", "gives way to: act-by-agreement", "goes before: talk-with-little-trust"),
    }
    assert code == 0
    assert all(line in out for line in said[language])
    data = run("rules", "--ruleset", EXCEPTED, "--format", "json")[1]
    rules = {rule["id"]: rule for rule in json.loads(data)["rules"]}
    assert rules["talk-with-little-trust"]["unless"] == "mediator"
    assert rules["talk-with-little-trust"]["overridden_by"] == ["act-by-agreement"]
    assert rules["act-by-agreement"]["overrides"] == ["talk-with-little-trust"]
    assert rules["talk-in-a-quarrel"]["unless"] == ""


def test_what_a_rule_works_out_is_data_as_it_is_written() -> None:
    data = run("rules", "--ruleset", str(DATA / "fees"), "--format", "json")[1]
    values = {rule["id"]: rule["value"] for rule in json.loads(data)["rules"]}
    assert (values["fee-by-inhabitants"], values["fee-flat"]) == ("inhabitants * rate", 250)
