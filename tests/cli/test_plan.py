"""`regiorules plan`: the shortest plan in every format and both languages, and the same as in the advice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regiorules.advice.model import Advice
from regiorules.advice.planned import PlanNote
from tests.commands import flat, run
from tests.paths import REGIONS

ZEELAND = str(REGIONS / "zeeland.yaml")
CORE = ("--ruleset", "core")


def test_the_plan_reads_as_steps_over_the_time_ahead() -> None:
    """Each step with who does it, who must agree, how long it takes and what is so afterwards."""
    code, out, err = run("plan", ZEELAND, *CORE, "--lang", "en")
    assert (code, err) == (0, "")
    said = flat(out)
    assert "The shortest plan: 12 steps, 48 months." in said
    assert said.index("THIS YEAR") < said.index("THIS TERM OF OFFICE")
    assert "2. Bring the administrators together regularly (Goes (centre municipality); month 0 to 6)" in said
    assert "Must agree: administrators in the region, municipal councils." in said
    assert "Risks gone: Advantages of scale stay unused." in said
    assert "New place: Local and regional employer networks: local and regional both connected." in said


def test_markdown_and_json_say_the_same(tmp_path: Path) -> None:
    """The suffix says the format; the data can be read back, and are those in the advice."""
    page, data, advice = tmp_path / "p.md", tmp_path / "p.json", tmp_path / "a.json"
    assert run("plan", ZEELAND, *CORE, "--output", page)[0] == 0
    assert "1\\. Breng de uitgangssituatie in kaart" in page.read_text("utf-8")
    assert run("plan", ZEELAND, *CORE, "--output", data)[0] == 0
    note = PlanNote.from_json(data.read_text("utf-8"))
    assert (note.region, note.language) == ("Zeeland", "nl")
    assert run("advise", ZEELAND, *CORE, "--output", advice)[0] == 0
    assert Advice.from_json(advice.read_text("utf-8")).plan == note.plan
    assert len(json.loads(data.read_text("utf-8"))["plan"]["steps"]) == 12


def test_an_answer_shortens_the_plan() -> None:
    """What turns out to be so already needs no step."""
    _, out, _ = run("plan", ZEELAND, *CORE, "--set", "coalition=stevig", "--lang", "en")
    assert "11 steps" in out
    assert "Bring the administrators together regularly" not in out


def test_within_no_time_nothing_is_found_and_nothing_claimed() -> None:
    """The search may not even look at where the region stands."""
    code, out, _ = run("plan", ZEELAND, *CORE, "--seconds", "0.000000001", "--lang", "en")
    assert code == 0
    assert flat(out).count("no plan found within the bound of the search") == 2
    assert "can't be reached" not in out


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "soon"])
def test_a_time_is_more_than_none(seconds: str) -> None:
    """As for every time on the command line."""
    code, _, err = run("plan", ZEELAND, "--seconds", seconds, "--lang", "en")
    assert code == 2
    assert "--seconds" in err


def test_the_rules_show_goals_and_what_following_advice_takes() -> None:
    """By their statements, as rules are."""
    said = flat(run("rules", *CORE, "--statement", "S36", "--lang", "en")[1])
    goal = "reached when: local_networks == connected and regional_network == connected"
    assert f"{goal} → Local networks and regional network are connected" in said
    assert "Let the local networks join up (12 months)" in said
    assert "presupposes: administrators_local_role >= medium and local_regional_link == structural" in said
    assert "afterwards: local_networks: connected" in said
    assert "must agree: municipalities" in said
    assert "order_portfolio" not in said
