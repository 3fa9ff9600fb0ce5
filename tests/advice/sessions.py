"""What the tests of sessions and of the questions in them share: the rule set core, and how it is run."""

from __future__ import annotations

from regiorules.engine import rete
from regiorules.engine.engine import Engine
from regiorules.facts.region import read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.paths import REGIONS

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
VOCABULARY = KNOWLEDGE.vocabulary
ASKED = {name: fact for name, fact in VOCABULARY.facts.items() if fact.asked and name != "centre_municipality"}
ZEELAND = read_region(REGIONS / "zeeland.yaml", VOCABULARY)
ENGINES = {name: Engine(KNOWLEDGE, name) for name in ("compiled", "durable") if name != "durable" or rete.available()}
