"""The schema of region files: it accepts what the reader accepts, and refuses what it refuses."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.authoring.schemas import schema
from regiorules.authoring.testing.regions import regions
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, Source, to_document
from regiorules.facts.vocabulary import Vocabulary
from regiorules.rules.load import load_rulesets
from regiorules.text import LANGUAGES, Language
from tests.authoring.schemas.agreeing import CORE, accepted, problems_in, typed, untyped, validator, written
from tests.mini import MINI, VOCABULARY
from tests.partly import partly_known

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
PARTLY_RIGHT = [
    *("trust: minstens laag", "trust: At  MOST Medium", "trust: niet hoog", "trust: laag of hoog", "trust: tot hoog"),
    *("trust: low, medium or high", "trust: tussen laag en hoog", "trust: meer dan laag, maar niet hoog"),
    *("trust: {at_least: low}", "trust: {at_most: Hoog, source: s}", "trust: {one_of: [low, hoog], note: x}"),
    *(
        "trust: {value: {not: high}, source: s}",
        "trust: {not: [low], at_most: unknown}",
        "trust: {between: [low, high]}",
    ),
    *("budget: meer dan 5", "budget: '> 5'", "budget: 40.000 tot 60.000", "budget: 5-6", "budget: between 5 and 6"),
    *("budget: minstens 5 en hoogstens 6,5", "budget: {at_least: 5, less_than: 60.000}", "budget: {not: 0}"),
    *(
        "budget: 5 of meer",
        "budget: from 5 to 6",
        "budget: {between: [5, 6], source: s}",
        "budget: {at_least: unknown}",
    ),
    *(
        "domains: work zeker, jeugd niet",
        "domains: [work, niet jeugd, en andere]",
        "domains: work; …",
        "domains: en meer",
    ),
    *("domains: {includes: work, excludes: [zorg]}", "domains: {includes: [], source: s}", "domains: [work misschien]"),
    *("centre_municipality: A of B", "centre_municipality: {one_of: [A, B]}", "centre_municipality: {one_of: A}"),
    *(
        "municipalities: Urk 5, en andere",
        "municipalities: Den Haag meer dan 5; Urk (3)",
        "municipalities: Urk onbekend",
    ),
    *("municipalities: [{name: A, population: 5 tot 6}, en andere]", "municipalities: [Urk 5, Goes 6.000]"),
    *(
        "municipalities: {records: [{name: A}], complete: no}",
        "municipalities: {records: A 5, complete: ja, source: s}",
    ),
    *("municipalities: [{name: A, population: {at_least: 5}, role: member of guest}]", "municipalities: [others]"),
]
PARTLY_WRONG = [
    *(
        "trust: minstens",
        "trust: minstens lo",
        "trust: laag of",
        "trust: 'laag en '",
        "trust: laag hoog",
        "trust: minstens laag of hoog",
    ),
    *("trust: minder laag", "trust: tussen laag tot hoog", "trust: {at_leest: low}", "trust: {at_least: lo}"),
    *("trust: {at_least: [low]}", "trust: {at_least: low, value: low}", "trust: {value: low, at_least: low}"),
    *(
        "trust: {between: [low, high, low]}",
        "trust: {one_of: [low, lo]}",
        "trust: {includes: low}",
        "trust: {value: {}}",
    ),
    *("trust: {source: s, note: x}", "strategy_agreed: minstens ja", "strategy_agreed: {one_of: [yes]}"),
    *(
        "budget: meer dan",
        "budget: meer dan veel",
        "budget: 5 of 6",
        "budget: {one_of: [5, 6]}",
        "budget: {at_least: veel}",
    ),
    *("budget: {between: [5]}", "budget: {at_least: [5]}", "budget: minstens 5 hoogstens 6"),
    *("domains: wrok zeker", "domains: [niet wrok]", "domains: {includes: wrok}", "domains: {at_least: work}"),
    *("domains: wrok misschien", "domains: [[work], niet zorg]", "domains: {value: {}}"),
    *("centre_municipality: {at_least: A}", "centre_municipality: {one_of: [[A]]}"),
    *(
        "municipalities: Urk 5; Goes",
        "municipalities: Urk 5; Goes -5",
        "municipalities: [Urk]",
        "municipalities: Urk 5k",
        "municipalities: {complete: no}",
    ),
    *("municipalities: {records: [{name: A}], compleet: no}", "municipalities: [{name: {one_of: [A, B]}}]"),
    *("municipalities: [{name: A, population: meer dan veel}]", "municipalities: {records: [], complete: misschien}"),
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
OUT_OF_RANGE = [
    "budget: {at_least: -1}",
    "budget: -1",
    "budget: {value: -0.5}",
    "municipalities: [{name: A, population: 0}]",
]


def with_fact(fact: str) -> str:
    return f"region: X\nsources: {{s: {{title: T}}}}\nfacts:\n  {fact}\n"


@pytest.mark.parametrize("fact", [*REGION_RIGHT, *PARTLY_RIGHT])
def test_a_fact_that_is_read_is_accepted(fact: str) -> None:
    """By id, by label in either language, in capitals, unknown, and with a source and a note."""
    assert problems_in(with_fact(fact)) == []
    assert accepted(with_fact(fact), "region", MINI) == (True, True)


@pytest.mark.parametrize("fact", [*REGION_WRONG, *PARTLY_WRONG])
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
        first = made["$defs"]["value_of_trust"]["anyOf"][0]  # before what is partly known
        assert first == {"$ref": "#/$defs/plain_trust"}
        levels = made["$defs"]["plain_trust"]["anyOf"][0]
        assert levels["enum"] == list(fact.option_ids)
        assert levels["enumDescriptions"] == [option.label.say(language) for option in fact.options]
    core = schema("region", "en")["properties"]["facts"]["anyOf"][0]["properties"]["sme_role"]
    assert core["description"] == load_vocabulary(CORE).facts["sme_role"].help.say("en")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("fact", "right"),
    [
        ("[{name: A}, {name: B}]", True),
        ("[{name: A}]", False),
        ("[]", False),
        ("[{name: A}, en andere]", True),
        ("[and others]", True),
        ("none", False),
    ],
)
def test_a_list_that_must_have_some_may_be_incomplete(fact: str, right: bool) -> None:
    """Who names fewer than there must be says that there are others."""
    several = evolve(VOCABULARY.facts["municipalities"], minimum=2)
    vocabulary = evolve(VOCABULARY, facts={**VOCABULARY.facts, "municipalities": several})
    made = jsonschema.Draft202012Validator(schema("region", vocabulary=lambda: vocabulary))
    text = with_fact(f"municipalities: {fact}")
    assert (problems_in(text, vocabulary) == []) is right
    assert (made.is_valid(typed(text)), made.is_valid(untyped(text))) == (right, right)


def test_profiles_are_suggestions() -> None:
    """Names of regions are suggested, and others accepted."""
    made = schema("region", vocabulary=lambda: VOCABULARY, profiles=["Waddenland"])
    assert "Waddenland" in json.dumps(made["$defs"]["named_region"])
    assert jsonschema.Draft202012Validator(made).is_valid({"region": "Elders"})


@pytest.mark.parametrize("folder", [CORE, MINI], ids=lambda folder: folder.name)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_what_is_partly_known_is_accepted(folder: Path, data: st.DataObject, language: Language) -> None:
    """As plain data, in both typings, and in the words in which it is shown, where the reader reads those."""
    vocabulary = load_vocabulary(folder)
    document = to_document(data.draw(partly_known(vocabulary)))
    assert validator("region", folder).is_valid(document)
    assert accepted(written(document), "region", folder) == (True, True)
    words = {name: vocabulary.facts[name].show(value, language) for name, value in document["facts"].items()}
    for name, said in words.items():
        text = written({"region": "X", "facts": {name: said}})
        if problems_in(text, vocabulary) == []:
            assert accepted(text, "region", folder) == (True, True), text


WORDS = {
    "trust": ("laag", "Medium", "hoog", "lo"),
    "budget": ("5", "6,5", "40.000", "veel"),
    "domains": ("werk", "care", "jeugd", "wrok", "zorg;", "werk,"),
    "municipalities": ("Urk", "5", "Goes 6", "(7)", "Urk: 5;", "Goes 6,"),
}
BETWEEN = (
    *("minstens", "hoogstens", "niet", "of", "en", "tot", "tot en met", "meer dan", "of meer", "tussen", "van", "or"),
    *("between", "and", "up to", "at least", "to", "in elk geval", "zeker", "misschien", "en andere", "…", "maar", ","),
)


@settings(max_examples=400, deadline=None)
@given(data=st.data(), name=st.sampled_from(sorted(WORDS)))
def test_schema_and_reader_agree_on_what_people_say(data: st.DataObject, name: str) -> None:
    """Words in any order: the schema takes what the reader takes, and refuses what has no form for it."""
    parts = st.one_of(st.sampled_from(WORDS[name]), st.sampled_from(BETWEEN))
    said = " ".join(data.draw(st.lists(parts, min_size=1, max_size=6))).replace(" ,", ",")
    text = written({"region": "X", "facts": {name: said}})
    found = problems_in(text)
    if not found:
        assert accepted(text, "region", MINI) == (True, True)
    elif {problem.code for problem in found} & {"not_level", "not_number"}:
        assert accepted(text, "region", MINI) == (False, False), [problem.say("en") for problem in found]
