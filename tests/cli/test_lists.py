"""The commands that list: facts, rules, regions, and which version this is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import regiorules
from tests.cli.results import KNOWLEDGE, Run, done


def test_version(run: Run) -> None:
    """--version says which version this is."""
    assert done(run("--version")).out == f"regiorules {regiorules.__version__}\n"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_facts(run: Run, lang: Any) -> None:
    """`facts` lists every fact with its question and its values, and every assumption; as JSON too."""
    words = done(run("facts", "--lang", lang)).words
    assert {"nl": "minstens los, los of verbonden", "en": "at least loose, loose or connected"}[lang] in words
    for name, fact in KNOWLEDGE.vocabulary.facts.items():
        assert f"- {name}: " in words
        if fact.question:
            assert " ".join(fact.question.say(lang).split()) in words
    for name in KNOWLEDGE.vocabulary.parameters:
        assert f"- {name} = " in words
    listed = {each["id"]: each for each in done(run("facts", "--format", "json", "--lang", lang)).data}
    assert list(listed) == list(KNOWLEDGE.vocabulary.facts)
    labels = {option.id: option.label.say(lang) for option in KNOWLEDGE.vocabulary.facts["coalition"].options}
    assert listed["coalition"]["options"] == labels
    assert listed["large_cities"]["asked"] is False


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_rules(run: Run, lang: Any) -> None:
    """`rules` shows every rule with its condition, reason and statements; --statement keeps those of one statement."""
    words = done(run("rules", "--lang", lang)).words
    for rule in KNOWLEDGE.rules.values():
        assert f"{rule.id} — " in words
        assert rule.text in words
        assert " ".join(rule.because.say(lang).split()) in words
    listed = done(run("rules", "--statement", "S39", "--format", "json", "--lang", lang)).data
    expected = [rule.id for rule in KNOWLEDGE.rules.values() if "S39" in rule.statements]
    assert [each["id"] for each in listed["rules"]] == expected
    assert len(expected) >= 3
    few = done(run("rules", "--statement", "S39", "--lang", lang)).words
    assert [name for name in KNOWLEDGE.rules if f"{name} — " in few] == expected


def test_goals_and_moves_as_data(run: Run) -> None:
    """With what a move presupposes and changes; of a region, whose rules are shown, they aren't."""
    listed = done(run("rules", "--format", "json", "--lang", "en")).data
    assert [each["id"] for each in listed["goals"]] == [*KNOWLEDGE.goals]
    goal = listed["goals"][0]
    assert (goal["title"], goal["when"]) == (
        "Local networks and regional network are connected",
        "local_networks == connected and regional_network == connected",
    )
    moves = {each["id"]: each for each in listed["moves"]}
    assert moves.keys() == KNOWLEDGE.moves.keys()
    move = moves["appoint_administrative_pullers"]
    assert (move["presupposes"], move["months"], move["agree"]) == ("coalition >= fragile", 3, ["administrators"])
    assert move["effects"] == KNOWLEDGE.conclusions["appoint_administrative_pullers"].effects
    few = done(run("rules", "--statement", "S43", "--format", "json")).data
    assert [each["id"] for each in few["moves"]] == [
        name for name, each in KNOWLEDGE.moves.items() if "S43" in each.statements
    ]
    of_one = done(run("rules", "--region", "Flevoland", "--format", "json")).data
    assert (of_one["goals"], of_one["moves"]) == ([], [])


@pytest.mark.parametrize(("lang", "population"), [("nl", "438.270"), ("en", "438,270")])
def test_regions(run: Run, lang: str, population: str) -> None:
    """`regions` lists the 35 built-in regions with their source; as JSON with every municipality."""
    words = done(run("regions", "--lang", lang)).words
    assert f"Flevoland 5 {population} Almere" in words
    assert "CBS" in words
    listed = done(run("regions", "--format", "json", "--lang", lang)).data
    assert len(listed) == 35
    assert all(each["name"] in words for each in listed)
    assert sum(len(each["municipalities"]) for each in listed) == 342
    assert sum(len(each["codes"]) for each in listed) == 342
    assert all(each["source"] and each["licence"] and each["date"] == "2026" for each in listed)
    then = done(run("regions", "--profiles", "2016", "--format", "json")).data
    assert sum(len(each["municipalities"]) for each in then) == 390
    assert all(each["source"] and each["licence"] and each["date"] == "2016-01-01" for each in then)


def test_regions_of_which_something_lacks(run: Run, tmp_path: Path) -> None:
    """What lies between bounds, others that aren't named, or nothing: no figure says more than is known."""
    path = tmp_path / "t.csv"
    rows = ["1,R,A,40.000 tot 60.000", "1,R,B,75.000", "2,S,C,500", "2,S,en andere,", "3,T,D,", "4,U,en andere,"]
    path.write_text("\n".join(["region_number,region,municipality,population", *rows]), encoding="utf-8")
    words = done(run("regions", "--profiles", path, "--lang", "nl")).words
    assert "1 R 2 115.000 tot 135.000 2 S minstens 1 minstens 500 3 T 1 onbekend 4 U onbekend onbekend Bron" in words


@pytest.mark.parametrize("name", ["Flevoland", "flevoland", "6"])
def test_a_region_by_name_or_number(run: Run, name: str) -> None:
    """A built-in region is found by its name, whatever the capitals, or by its number."""
    assert done(run("advise", "--region", name, "--format", "json")).data["region"] == "Flevoland"
