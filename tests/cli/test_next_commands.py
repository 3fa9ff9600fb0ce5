"""What a command says to do next works as it stands: it names the rule sets that were asked for."""

from __future__ import annotations

from pathlib import Path

from tests.commands import run
from tests.paths import DATA

MINI = DATA / "mini"


def test_an_interview_goes_on_with_the_same_rule_sets(tmp_path: Path) -> None:
    """Where it stopped, and for the advice."""
    region = tmp_path / "r.yaml"
    region.write_text("region: R\n", "utf-8")
    code, out, _ = run("ask", region, "--ruleset", MINI, stdin="stop\n")
    assert code == 0
    assert f"regiorules ask {region} --ruleset {MINI}" in out
    code, out, _ = run("ask", region, "--ruleset", MINI, stdin="?\n" * 40)
    assert code == 0
    assert f"regiorules advise {region} --ruleset {MINI}" in out


def test_a_questionnaire_is_read_with_the_same_rule_sets(tmp_path: Path) -> None:
    """Nothing is added where none was asked for."""
    out = run("questionnaire", "--output", tmp_path / "a.xlsx", "--ruleset", MINI)[1]
    assert f"a.xlsx --ruleset {MINI}" in out
    assert "--ruleset" not in run("questionnaire", "--output", tmp_path / "b.xlsx")[1]


def test_an_interview_goes_on_with_all_that_was_asked_for(tmp_path: Path) -> None:
    """What doesn't stand in the file is in the command, as a shell takes it."""
    region = tmp_path / "r.yaml"
    region.write_text("region: R\n", "utf-8")
    told = ("--on", "2020-01-01", "--set", "trust=at most low", "--ruleset", str(MINI))
    code, out, _ = run("ask", region, *told, "--lang", "en", stdin="stop\n")
    assert code == 0
    assert f"regiorules ask {region} --on 2020-01-01 --set 'trust=at most low' --ruleset {MINI}" in out
