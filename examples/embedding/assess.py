"""Embed the engine: facts as JSON in, the assessment as JSON out."""

import json

import regiorules

knowledge = regiorules.load()
engine = regiorules.Engine(knowledge)  # make it once, use it from any thread
facts = json.loads('{"region": "Voorbeeld", "facts": {"regional_network": "loose", "internal_differences": "large"}}')
assessment = engine.assess(regiorules.region_of(facts, knowledge.vocabulary))
print(assessment.conclusions["via_subregional"].status)  # holds
print(assessment.to_json()[:60], "…")
