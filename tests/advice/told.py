"""Regions told in part, and what is made of them: for the tests of what is said of partly known facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, settings

from regiorules.advice.advise import make_advice
from regiorules.advice.explain import Explanation, Step, explain
from regiorules.advice.model import Advice
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.facts.region import region_of
from regiorules.render.explanation_note import explanation_blocks
from regiorules.render.notes import render_note
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import Language
from tests.mini import MINI
from tests.paths import DATA

WIDE = Layout(width=10_000)
ENGINES = {
    name: Engine(load_rulesets(folder), "compiled")
    for name, folder in (("core", ruleset_folder("core")), ("mini", MINI), ("drawn", DATA / "drawn"))
}
SOME = settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
FLEVOLAND = {
    "regional_network": "hoogstens los",
    "regional_strategy_agreed": "minstens deels",
    "employer_service_point": "niet in bedrijf",
    "municipalities": "Almere 218.000, anderen onbekend",
    "cooperation_domains": "werkgeversdienstverlening in elk geval, jeugd niet",
}


def assessed(name: str = "core", **facts: Any) -> Assessment:
    """An assessment by one of the rule sets, of facts as a file has them."""
    engine = ENGINES[name]
    return engine.assess(region_of({"region": "Flevoland", "facts": facts}, engine.knowledge.vocabulary))


def explained(conclusion: str, name: str = "core", language: Language = "nl", **facts: Any) -> str:
    """What the explanation says, without the lines of the tree."""
    return shown(explain(assessed(name, **facts), ENGINES[name].knowledge, conclusion, language))


def shown(explanation: Explanation, format: str = "text") -> str:
    return render_note(explanation, explanation_blocks, format, WIDE)


def advised(name: str = "core", language: Language = "nl", **facts: Any) -> Advice:
    return make_advice(assessed(name, **facts), ENGINES[name].knowledge, language)


def walk(step: Step) -> Iterator[Step]:
    yield step
    for each in step.steps:
        yield from walk(each)
