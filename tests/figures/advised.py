"""The advice for every example, by the rules of its own domain, for tests of what is drawn of it."""

from __future__ import annotations

from pathlib import Path

from regiorules.advice.advise import make_advice
from regiorules.advice.model import Advice
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region, read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import Language
from tests.paths import REGIONS, ROOT

CORE = load_rulesets(ruleset_folder("core"))
OTHER = load_rulesets(ROOT / "examples" / "domains" / "jeugdzorg")
EXAMPLES = [*sorted(REGIONS.glob("*.yaml")), *sorted((ROOT / "examples" / "domains").glob("*.yaml"))]
EMPTY = make_advice(Engine(CORE, "compiled").assess(Region("X")), CORE, "nl")


def advice(path: Path, language: Language) -> Advice:
    """The advice for an example, by the rules of its own domain."""
    knowledge = OTHER if path.parent.name == "domains" else CORE
    assessment = Engine(knowledge, "compiled").assess(read_region(path, knowledge.vocabulary))
    return make_advice(assessment, knowledge, language)
