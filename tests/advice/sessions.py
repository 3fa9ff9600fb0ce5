"""What the tests of sessions and of the questions in them share: the rule set core, and how it is run."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from regiorules.authoring.testing.regions import outer_values
from regiorules.engine import rete
from regiorules.engine.engine import Engine
from regiorules.facts.region import read_region
from regiorules.facts.vocabulary import Fact
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.paths import REGIONS

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
VOCABULARY = KNOWLEDGE.vocabulary
ASKED = {name: fact for name, fact in VOCABULARY.facts.items() if fact.asked and name != "centre_municipality"}
ZEELAND = read_region(REGIONS / "zeeland.yaml", VOCABULARY)
ENGINES = {name: Engine(KNOWLEDGE, name) for name in ("compiled", "durable") if name != "durable" or rete.available()}


def partly(fact: Fact) -> st.SearchStrategy[Any]:
    """What may be partly known of a fact, as plain data; None where there is nothing between known and unknown."""
    values = outer_values(fact, [75_000])
    if fact.type in ("level", "choice"):
        return st.sets(values, min_size=1).map(lambda found: {"one_of": sorted(found)})
    if fact.type == "set":
        parts = st.tuples(values, values)
        return parts.map(lambda two: {"includes": two[0], "excludes": [each for each in two[1] if each not in two[0]]})
    if fact.type == "number":
        return st.tuples(values, values).map(lambda two: {"at_least": min(two), "at_most": max(two)})
    if fact.type == "records":
        return values.map(lambda found: {"records": found, "complete": "no"})
    return st.none()
