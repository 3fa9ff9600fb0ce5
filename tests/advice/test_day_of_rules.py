"""The day whose rules were used is told where it makes a difference, and only there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from regiorules import Engine, Region, load, make_advice, render_advice
from regiorules.rules.load import load_rulesets
from tests.commands import flat, run
from tests.paths import ROOT

WERKCENTRA = ROOT / "rulesets/werkcentra"
FLEVOLAND = ROOT / "plugins/regiorules-flevoland/src/regiorules_flevoland/ruleset"


@pytest.mark.parametrize(("folder", "region", "told"), [(FLEVOLAND, "Zeeland", False), (WERKCENTRA, "Zeeland", True)])
def test_a_day_is_told_where_it_matters(folder: Path, region: str, told: bool) -> None:
    """Rules of another region make no day of their own; dated rules do."""
    core = load("core")
    knowledge = load_rulesets(ROOT / "rulesets" / "core", folder)
    assessment = Engine(knowledge, "compiled").assess(Region(region))
    advice = make_advice(assessment, knowledge)
    assert bool(advice.on) is told
    assert ("volgens de regels van" in str(render_advice(advice))) is told
    asked = Engine(core, "compiled").assess(Region(region), date(2020, 1, 2))
    assert make_advice(asked, core).on == "2020-01-02"


def test_an_explanation_says_the_day_as_people_do() -> None:
    words = ("--region", "Zeeland", "context_work_centre_act", "--ruleset", "core", "--ruleset", "werkcentra")
    for language, said in (("nl", "volgens de regels van 1 november 2026"), ("en", "by the rules of 1 November 2026")):
        assert said in flat(run("explain", *words, "--on", "2026-11-01", "--lang", language)[1])
