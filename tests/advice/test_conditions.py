"""What a condition asks, as a person reads it: figures as what they are, days as days, options by their names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from regiorules.advice.conditions import ConditionWords
from regiorules.advice.wording import Wording
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from regiorules.text import LANGUAGES
from tests.paths import DATA

SAID = {
    "mini": {
        "size(domains) >= 2": (
            "aantal in “Domeinen” is ten minste 2",
            "number in “Domains” is at least 2",
        ),
        "largest_share > 0.25": (
            "Aandeel van de grootste is meer dan 25%",
            "Share of the largest is more than 25%",
        ),
        "1000 * (budget - 1) > 30000": (
            "1000 * (Budget - 1) is meer dan 30.000",
            "1000 * (Budget - 1) is more than 30,000",
        ),
    },
    "drawn": {
        "share(villages, shop, people) > 0.25": (
            "aandeel van inwoners in dorpen waarvoor winkel is meer dan 25%",
            "share of people in villages for which shop is more than 25%",
        ),
        "any(villages, side in (east, west))": (
            "in dorpen is er een waarvoor kant is oost of west",
            "in villages there is one for which side is east or west",
        ),
        "max(villages, people) == 30000": (
            "grootste inwoners in dorpen is 30.000",
            "largest people in villages is 30,000",
        ),
    },
    "dated": {
        "start < assessment_day": (
            "Begin van het plan is voor de dag van het advies",
            "Start of the plan is before the day of the advice",
        ),
        "min(contracts, ends) < max(contracts, ends)": (
            "eerste einddatum in contracten is voor laatste einddatum in contracten",
            "earliest end date in contracts is before latest end date in contracts",
        ),
        "max(contracts, ends) <= '2025-12-31'": (
            "laatste einddatum in contracten is op of voor 31 december 2025",
            "latest end date in contracts is on or before 31 December 2025",
        ),
        "months_between(decided, start) >= 6": (
            "hele maanden van Besluit tot Begin van het plan is ten minste 6",
            "whole months from Decision to Start of the plan is at least 6",
        ),
    },
}
TARGETS = {"mini": "strained", "drawn": "divided", "dated": "in_time"}


@pytest.mark.parametrize("name", SAID)
def test_a_condition_is_said_as_what_it_is_about(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(DATA / name, tmp_path / name)
    rule = '  r{}: {{when: "{}", then: {}, because: {{nl: Zo., en: So.}}, statements: [S01], basis: source}}'
    lines = [rule.format(at, condition, TARGETS[name]) for at, condition in enumerate(SAID[name])]
    (folder / "more.yaml").write_text("\n".join(["rules:", *lines]), "utf-8")
    knowledge = load_rulesets(folder)
    assessment = Engine(knowledge, "compiled").assess(Region("R"))
    for at, wanted in enumerate(SAID[name].values()):
        words = [ConditionWords(Wording(assessment, knowledge, language)) for language in LANGUAGES]
        assert tuple(each.say(knowledge.rules[f"r{at}"].when) for each in words) == wanted
