"""What is kept by the given facts: an advice says the same as one for which all of it is looked for anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.advice.advise import make_advice
from regiorules.advice.given import given_of, kept_by_facts
from regiorules.advice.questions import rank_questions
from regiorules.authoring.testing.regions import outer_values
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region, Source, region_of
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import LANGUAGES
from tests.mini import KNOWLEDGE, VOCABULARY, copied
from tests.paths import ROOT

BOTH = load_rulesets(ruleset_folder("core"), ROOT / "plugins/regiorules-flevoland/src/regiorules_flevoland/ruleset")
ENGINE = Engine(KNOWLEDGE, "compiled")
ASKED = {name: fact for name, fact in VOCABULARY.facts.items() if fact.asked and not fact.among}
FACTS = st.fixed_dictionaries({}, optional={name: outer_values(fact, [5]) for name, fact in ASKED.items()})


@settings(max_examples=40, deadline=None, database=None)
@given(st.lists(FACTS, min_size=1, max_size=3))
def test_what_other_regions_were_told_changes_nothing(every: list[dict[str, Any]]) -> None:
    """Twice round, in both languages: the second time all that is kept is there."""
    for facts in every * 2:
        assessment = ENGINE.assess(Region("R").tell(VOCABULARY, **facts))
        for language in LANGUAGES:
            assert make_advice(assessment, KNOWLEDGE, language) == make_advice(assessment, evolve(KNOWLEDGE), language)


def test_regions_with_the_same_facts_keep_their_own_words() -> None:
    """By the same facts other rules count in Flevoland, and what doesn't count is said otherwise elsewhere."""
    engine = Engine(BOTH, "compiled")
    for name in ("Zeeland", "Flevoland", "Zeeland"):
        region = evolve(Region(name).tell(BOTH.vocabulary, regional_network="loose"), sources={"a": Source(name)})
        assessment = engine.assess(region)
        found = make_advice(assessment, BOTH)
        assert (found.region, found.sources[0].title) == (name, name)
        assert found == make_advice(assessment, evolve(BOTH))


def test_an_earlier_form_that_knows_less_has_answers_of_its_own() -> None:
    assessment = ENGINE.assess(Region("R").tell(VOCABULARY, trust="low"))
    earlier = evolve(assessment, format="regiorules-assessment/0")
    kept = kept_by_facts(assessment, KNOWLEDGE, assessment.parameters)
    assert kept is kept_by_facts(assessment, KNOWLEDGE, assessment.parameters)
    assert kept is not kept_by_facts(earlier, KNOWLEDGE, assessment.parameters)


@pytest.mark.parametrize(
    ("known", "found"),
    [({"effort": "high", "trust": "at most medium"}, {"effort", "trust"}), ({"effort": "high"}, {"effort"})],
)
def test_what_was_given_in_part_is_given_though_rules_know_more(
    tmp_path: Path, known: dict[str, str], found: set[str]
) -> None:
    """What rules alone give isn't."""
    mini = copied(tmp_path)
    rule = "{when: effort == high, then: {trust: low}, because: {nl: Zo., en: So.}, statements: [S01], basis: source}"
    (mini / "more.yaml").write_text(f"rules:\n  tiring: {rule}\n", "utf-8")
    knowledge = load_rulesets(mini)
    region = region_of({"region": "R", "facts": known}, knowledge.vocabulary)
    assert {*given_of(Engine(knowledge, "compiled").assess(region), knowledge)} == found


def test_with_other_assumptions_the_same_facts_have_answers_of_their_own() -> None:
    assessment = ENGINE.assess(Region("R").tell(VOCABULARY, trust="low"))
    kept = kept_by_facts(assessment, KNOWLEDGE, assessment.parameters)
    assert kept is not kept_by_facts(assessment, KNOWLEDGE, {**assessment.parameters, "large_city": 50_000})


def test_questions_are_ranked_once_for_the_same_facts() -> None:
    one, other = (ENGINE.assess(Region(name).tell(VOCABULARY, trust="low")) for name in ("A", "B"))
    assert rank_questions(one, KNOWLEDGE) is rank_questions(other, KNOWLEDGE)
