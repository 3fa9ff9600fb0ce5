"""The schema of region files: it accepts what the reader accepts, and refuses what it refuses."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.authoring.schemas import schema
from regiorules.authoring.testing.strategies import regions
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, Source, to_document
from regiorules.facts.vocabulary import Vocabulary
from regiorules.rules.load import load_rulesets
from regiorules.text import LANGUAGES
from tests.authoring.schemas.agreeing import CORE, accepted, problems_in, validator, written
from tests.mini import MINI, VOCABULARY

REGION_RIGHT = [
    *("trust: low", "trust: Laag", "trust: GEMIDDELD", "trust: unknown", "trust: Onbekend", "trust:", "trust: ~"),
    *("strategy_agreed: yes", "strategy_agreed: True", "strategy_agreed: JA", "strategy_agreed: 'no'"),
    *("budget: 5", "budget: 0.5", "budget: 1e3", "budget: '5.'", "budget: null", "budget: +3"),
    *("budget: 1,5", "budget: '1_000'", "budget: 1.250,75", "budget: 250 000", "budget: −0"),
    *("domains: [work, zorg]", "domains: work", "domains: work; Zorg, youth", "domains: []", "domains: unknown"),
    *("centre_municipality: Almere", "centre_municipality: 12", "centre_municipality: no", "centre_municipality:"),
    *("municipalities: []", "municipalities: unknown", "municipalities: [{name: A}]"),
    "municipalities: [{name: A, population: 5, role: Gast}, {name: 7, population: unknown, role: ~}]",
    *("trust: {value: low}", "trust: {value: unknown, source: s}", "trust: {value: hoog, source: [s, s], note: x}"),
    *(
        "trust: {value: low, source: }",
        "trust: {value: low, source: ~}",
        "trust: {value: low, source: unknown}",
        "trust: {value: low, source: []}",
    ),
    *("trust: {value: low, note: {nl: x}}", "trust: {value: low, note: 5}", "trust: {value: low, note: {nl: , en: }}"),
]
REGION_WRONG = [
    *("trust: lo", "trust: yes", "trust: 1", "trust: [low]", "trust: {low: yes}", "trust: {value: lo}", "trust: {}"),
    *("trust: {value: low, sauce: s}", "trust: {value: low, source: {a: b}}"),
    *("trust: {value: low, note: [x]}", "trust: {value: low, note: {de: x}}", "trust: {source: s}"),
    *("trsut: low", "large_cities: 2", "shape: spread", "large_city: 5"),
    *("strategy_agreed: maybe", "strategy_agreed: 1", "strategy_agreed: [yes]"),
    *("budget: veel", "budget: 1,5,5", "budget: '1_00'", "budget: yes", "budget: true"),
    *("domains: [wrok]", "domains: {work: yes}", "domains: work zorg", "domains: [unknown]", "domains: [[work]]"),
    *("centre_municipality: [A]", "centre_municipality: ' '"),
    *("municipalities: A", "municipalities: {name: A}", "municipalities: [A]", "municipalities: [{population: 5}]"),
    *("municipalities: [{name: A, populatoin: 5}]", "municipalities: [{name: A, population: 1.5}]"),
    *("municipalities: [{name: }]", "municipalities: [{name: A, role: gost}]"),
]
OUT_OF_RANGE = ["budget: -1", "budget: {value: -0.5}", "municipalities: [{name: A, population: 0}]"]


def with_fact(fact: str) -> str:
    return f"region: X\nsources: {{s: {{title: T}}}}\nfacts:\n  {fact}\n"


@pytest.mark.parametrize("fact", REGION_RIGHT)
def test_a_fact_that_is_read_is_accepted(fact: str) -> None:
    """By id, by label in either language, in capitals, unknown, and with a source and a note."""
    assert problems_in(with_fact(fact)) == []
    assert accepted(with_fact(fact), "region", MINI) == (True, True)


@pytest.mark.parametrize("fact", REGION_WRONG)
def test_a_fact_that_is_not_read_is_refused(fact: str) -> None:
    """A wrong name, level, number, form, key or record; a fact that is only derived."""
    assert problems_in(with_fact(fact)) != []
    assert accepted(with_fact(fact), "region", MINI) == (False, False)


@pytest.mark.parametrize("fact", OUT_OF_RANGE)
def test_a_number_out_of_range_is_refused_where_it_is_typed(fact: str) -> None:
    """A schema can weigh numbers, not texts that look like them."""
    assert problems_in(with_fact(fact)) != []
    assert accepted(with_fact(fact), "region", MINI) == (False, True)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("region: X", True),
        ("profile: Flevoland", True),
        ("profile: 6", True),
        ("region:\nprofile: Flevoland", True),
        ("region: X\nprofile:", True),
        ("region: X\nprofile: ~", True),
        ("region: X\nprofile: unknown", True),
        ("region: X\ndate: 2016\nfacts:\nsources: ~\nparameters: unknown", True),
        ("region: X\nparameters: {large_city: 5000, fair_share: '0.5'}", True),
        ("region: X\nparameters: {large_city: unknown}", True),
        ("region: X\nsources: {s: {title: 2016, url: x, date: 2016-01-01}}", True),
        ("date: 2016", False),
        ("region:", False),
        ("region: [X]", False),
        ("profile:", False),
        ("region: X\nfact: {}", False),
        ("region: X\nfacts: []", False),
        ("region: X\nparameters: {large_cty: 5}", False),
        ("region: X\nparameters: {large_city: 5000.5}", False),
        ("region: X\nparameters: {large_city: [5]}", False),
        ("region: X\nsources: {s: T}", False),
        ("region: X\nsources: {s: {url: x}}", False),
        ("region: X\nsources: {s: {title: T, ulr: x}}", False),
        ("region: X\nsources: {s: {title: }}", False),
        ("[region]", False),
    ],
)
def test_the_rest_of_a_region_file(text: str, right: bool) -> None:
    """Name or profile, sources with a title, assumptions that exist: the schema agrees with the reader."""
    assert (problems_in(text) == []) is right
    assert accepted(text, "region", MINI) == (right, right)


@pytest.mark.parametrize("folder", [CORE, MINI], ids=lambda folder: folder.name)
@settings(deadline=None)
@given(data=st.data())
def test_every_region_can_be_written_and_accepted(folder: Path, data: st.DataObject) -> None:
    """A region of any facts, as a document, as a file and in both typings."""
    vocabulary = load_vocabulary(folder)
    region = data.draw(regions(vocabulary))
    document = to_document(region)
    assert validator("region", folder).is_valid(document)
    assert accepted(written(document), "region", folder) == (True, True)


@cache
def load_vocabulary(folder: Path) -> Vocabulary:
    return load_rulesets(folder).vocabulary


def test_a_region_with_sources_and_notes_is_accepted() -> None:
    """What `to_document` writes of a fact with a source."""
    given = Given("low", ("s",), {"nl": "n", "en": "n"})
    document = to_document(Region("X", {"trust": given}, {"s": Source("T")}, "2016", {"large_city": 5000}))
    assert validator("region", MINI).is_valid(document)


def test_an_editor_shows_questions_and_labels() -> None:
    """The question is the title of a fact, its help the description, and every level has its label."""
    fact = VOCABULARY.facts["trust"]
    assert fact.question
    for language in LANGUAGES:
        made = schema("region", language, vocabulary=lambda: VOCABULARY)
        shown = made["properties"]["facts"]["anyOf"][0]["properties"]["trust"]
        assert shown["title"] == fact.question.say(language)
        levels = made["$defs"]["value_of_trust"]["anyOf"][0]["anyOf"][0]
        assert levels["enum"] == list(fact.option_ids)
        assert levels["enumDescriptions"] == [option.label.say(language) for option in fact.options]
    core = schema("region", "en")["properties"]["facts"]["anyOf"][0]["properties"]["sme_role"]
    assert core["description"] == load_vocabulary(CORE).facts["sme_role"].help.say("en")  # type: ignore[union-attr]


def test_profiles_are_suggestions() -> None:
    """Names of regions are suggested, and others accepted."""
    made = schema("region", vocabulary=lambda: VOCABULARY, profiles=["Waddenland"])
    assert "Waddenland" in json.dumps(made["$defs"]["named_region"])
    assert jsonschema.Draft202012Validator(made).is_valid({"region": "Elders"})
