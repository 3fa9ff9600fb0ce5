"""`regiorules change`, and what explain and the full advice say is certain whatever the answer is."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("z3", reason="the extra proofs isn't installed")

from regiorules.authoring.testing.running import run
from regiorules.cli.codes import BAD_INPUT, FOUND_WANTING
from tests.paths import REGIONS, ROOT

DOMAINS = ROOT / "examples" / "domains"
FLEVOLAND = str(REGIONS / "flevoland.yaml")


def test_the_smallest_changes_stand_with_their_effort() -> None:
    done = run("change", FLEVOLAND, "--avoid", "continuity_lost", "--lang", "en")
    assert done.code == 0
    assert done.out.splitlines() == [
        "Flevoland — certainly doesn't hold: Loss of continuity",
        "The smallest changes that do it:",
        "1. effort 10",
        "   A municipality considers leaving: yes → no",
        "   Regional coalition: fragile → solid",
        "   Continuity secured: partly → yes",
    ]


def test_what_is_unknown_now_is_said_to_be() -> None:
    done = run("change", FLEVOLAND, "--to", "position_networks=both_connected")
    assert "   Lokale netwerken: nu onbekend → verbonden" in done.out
    assert "   Regionaal netwerk: los → verbonden" in done.out


def test_json_has_outer_values() -> None:
    words = ("--to", "regional_network=verbonden", "--avoid", "no_agreed_strategy", "--format", "json")
    found = json.loads(run("change", FLEVOLAND, *words).out)
    assert [(each["name"], each["value"], each["avoid"]) for each in found["goals"]] == [
        ("regional_network", "connected", False),
        ("no_agreed_strategy", True, True),
    ]
    assert (found["says"], found["answered"], found["more"]) == ("found", False, False)
    [way] = found["ways"]
    assert {each["fact"]: (each["before"], each["after"]) for each in way["changes"]} == {
        "regional_network": ("loose", "connected"),
        "regional_strategy_agreed": ("partly", "yes"),
    }


def test_what_cant_be_reached_is_said_to_be_proved() -> None:
    done = run("change", FLEVOLAND, "--avoid", "neglect_local_networks", "--lang", "en")
    assert (done.code, done.out.splitlines()[1]) == (
        FOUND_WANTING,
        "With what can be influenced this can't be reached: proved.",
    )


def test_goals_that_never_go_together_are_said_to_be_such() -> None:
    """Each of them can be reached in some region; more than that nothing can be done about is proved."""
    wanted = ("--to", "regional_network=connected", "--to", "regional_network=loose", "--avoid", "continuity_lost")
    done = run("change", FLEVOLAND, *wanted, "--lang", "en")
    said = "These can't both be, in any region: Regional network is connected; Regional network is loose."
    assert (done.code, done.out.splitlines()[2]) == (FOUND_WANTING, said)
    clash = json.loads(run("change", FLEVOLAND, *wanted, "--format", "json").out)["clash"]
    assert [each["value"] for each in clash] == ["connected", "loose"]
    apart = ("--avoid", "neglect_local_networks", "--to", "regional_network=connected")
    assert "both" not in run("change", FLEVOLAND, *apart, "--lang", "en").out


def test_what_holds_already_needs_nothing() -> None:
    done = run("change", FLEVOLAND, "--to", "Nadruk op subregionale netwerken")
    assert (done.code, done.out.splitlines()[1]) == (0, "Dit is al zo.")


def test_more_ways_than_are_shown_are_said_to_be_there() -> None:
    done = run("change", FLEVOLAND, "--to", "position_networks=both_loose", "--limit", "1", "--lang", "en")
    assert done.out.splitlines()[-1] == "More are as small; --limit shows more."


def test_what_it_waits_for_is_named_where_no_way_is_found(tmp_path: Path) -> None:
    """A list that isn't known can be neither changed nor guessed."""
    (tmp_path / "x.yaml").write_text("region: X\n", "utf-8")
    done = run("change", str(tmp_path / "x.yaml"), "--to", "large_cities=3", "--lang", "en")
    assert done.code == FOUND_WANTING
    assert done.out.splitlines()[-1] == "Still open, and of influence: Municipalities"


def test_answers_are_told_from_changes(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("region: X\n", "utf-8")
    role = run("change", str(tmp_path / "x.yaml"), "--to", "local_network_importance=high", "--lang", "en")
    assert role.out.splitlines()[1:] == [
        "It can't be done with what can be influenced alone; it can if open questions are answered like this:",
        "1. with these answers",
        "   Importance of local networks: if the answer is: high",
    ]


def test_another_domain_that_says_nothing_of_influence_can_change_nothing() -> None:
    """What is known there stays as it is, and that is proved; it is no error."""
    words = (str(DOMAINS / "veenrand.yaml"), "--ruleset", str(DOMAINS / "jeugdzorg"), "--lang", "en")
    done = run("change", *words, "--avoid", "hear_everyone")
    assert done.code == FOUND_WANTING
    assert done.out.splitlines()[1] == "With what can be influenced this can't be reached: proved."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "say what you want"),
        (("--avoid", "position_networks"), "position_networks isn't a conclusion"),
        (("--to", "municipalities=x"), "municipalities=x doesn't say which value"),
        (("--to", "regional_network"), "regional_network doesn't say which value"),
        (("--to", "continuity_lost=yes"), "continuity_lost=yes doesn't say which value"),
        (("--to", "regional_network=unknown"), "regional_network"),
        (("--to", "regional_network=blue"), "blue isn't a value"),
        (("--to", "no_such"), "no_such"),
    ],
)
def test_what_is_no_goal_is_refused(words: tuple[Any, ...], said: str) -> None:
    done = run("change", FLEVOLAND, *words, "--lang", "en")
    assert done.code == BAD_INPUT
    assert said in done.err
    assert "Traceback" not in done.err


# --- certain whatever the answer is -----------------------------------------------------------------


@pytest.fixture
def partly(tmp_path: Path) -> str:
    """A region in which two rules for one risk cover all that a fact may be."""
    path = tmp_path / "partly.yaml"
    path.write_text("region: X\nfacts:\n  client_file_shared: hoogstens deels\n", "utf-8")
    return str(path)


def test_explain_says_what_is_certain_anyway(partly: str) -> None:
    done = run("explain", partly, "vacancies_unfilled")
    text = " ".join(done.out.split())
    assert "Zeker, wat het antwoord ook is: geldt (genoeg daarvoor is Gedeeld klantenbestand: hoogstens deels)." in text
    assert "antwoord ook is" not in run("explain", partly, "no_agreed_strategy").out


def test_every_advice_says_it_too(partly: str) -> None:
    """What the answers to one question say is in each, whether all of it is shown or not."""
    for words in ((), ("--full",)):
        text = " ".join(run("advise", partly, *words).out.split())
        assert "Zeker, wat het antwoord ook is: - Vacatures die onnodig openblijven: geldt (genoeg" in text


def test_without_the_solver_it_is_said_that_nobody_looked(partly: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("regiorules.proofs")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "z3", None)
    for words in (("explain", partly, "vacancies_unfilled"), ("advise", partly, "--full")):
        done = run(*words, "--lang", "en")
        assert done.code == 0
        assert "whether something is certain whatever the answer is wasn't looked at" in done.err
    assert "regiorules[proofs]" in run("change", partly, "--avoid", "vacancies_unfilled").err
