"""What is delivered, by both executors: the built-in regions, and every scenario of core and the plugins."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from regiorules.authoring.testing.scenarios import check_suite, load_scenarios
from regiorules.engine import rete
from regiorules.engine.engine import Engine
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import region_of
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.paths import ROOT

CORE = ruleset_folder("core")
PLUGINS = sorted((ROOT / "plugins").glob("*/src/*/ruleset"))
PROFILES = built_in_profiles(load_rulesets(CORE).vocabulary)
ANSWERS = {"regional_network": "loose", "internal_differences": "large", "sme_role": "large"}
pytestmark = pytest.mark.skipif(not rete.available(), reason="durable-rules isn't installed")


@pytest.mark.parametrize("answers", [{}, ANSWERS], ids=["nothing answered", "something answered"])
def test_every_built_in_region_gets_one_assessment(answers: dict[str, str]) -> None:
    """All 35, with the rules of core and of every plugin: statuses, values, and what they rest on."""
    knowledge = load_rulesets(CORE, *PLUGINS)
    durable, compiled = (Engine(knowledge, name) for name in ("durable", "compiled"))
    assert len(PROFILES) == 35
    for name in PROFILES:
        region = region_of({"region": name, "profile": name, "facts": answers}, knowledge.vocabulary)
        found = durable.assess(region)
        assert found.executor == "durable"
        assert compiled.assess(region) == evolve(found, executor="compiled")


@pytest.mark.parametrize("folder", [CORE, *PLUGINS], ids=lambda folder: folder.parent.name)
@pytest.mark.parametrize("executor", ["durable", "compiled"])
def test_every_scenario_sees_what_it_expects(folder: Path, executor: str) -> None:
    """No difference, whichever executor runs the rules."""
    engine = Engine(load_rulesets(*dict.fromkeys([CORE, folder])), executor)
    checks = list(check_suite(load_scenarios(folder), engine))
    assert [f"{each.subject}: {each.expected} != {each.shown('en')}" for each in checks if not each.passed] == []
    assert len(checks) > 3
