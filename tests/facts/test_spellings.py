"""One name is one name, however it is typed: regions, municipalities, options, and the words for unknown."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.documents import Scalar
from regiorules.errors import InputError, Problems
from regiorules.facts.names import find_profile
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import read_region, region_of
from regiorules.facts.save import save_region
from regiorules.facts.values import read_value
from regiorules.facts.vocabulary import Fact
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import Text, fold
from tests.mini import codes
from tests.spellings import spellings

VOCABULARY = load_rulesets(ruleset_folder("core")).vocabulary
PROFILES = built_in_profiles(VOCABULARY)
MUNICIPALITIES = sorted(record["name"] for each in PROFILES.values() for record in each.facts["municipalities"])
CHOSEN = [
    (fact, option, label)
    for fact in VOCABULARY.facts.values()
    for option in fact.options
    for label in (option.id, option.label.nl, option.label.en)
]
NAME = "Súdwest-Fryslân"
DECOMPOSED = unicodedata.normalize("NFD", NAME)


def test_the_names_of_the_table_are_names_of_their_own() -> None:
    """Folding makes no two regions and no two municipalities one."""
    assert len(PROFILES) == len({fold(name) for name in PROFILES}) == 35
    assert len(MUNICIPALITIES) == len({fold(name) for name in MUNICIPALITIES}) > 340


@settings(max_examples=150)
@given(spellings(PROFILES))
def test_a_region_is_found_by_every_spelling_of_its_name(pair: tuple[str, str]) -> None:
    """The profile found has the name as the table has it."""
    name, typed = pair
    assert find_profile(typed, PROFILES).name == name
    assert region_of({"profile": typed}, VOCABULARY, PROFILES).name == name


@settings(max_examples=150)
@given(spellings(MUNICIPALITIES))
def test_a_municipality_is_one_by_every_spelling_of_its_name(pair: tuple[str, str]) -> None:
    """Twice is twice, whatever the spelling; and the centre is one of the municipalities."""
    name, typed = pair
    twice = [{"name": name, "population": 1}, {"name": typed, "population": 2}]
    assert codes(InputError, region_of, {"region": "X", "facts": {"municipalities": twice}}, VOCABULARY) == [
        "duplicate_record"
    ]
    facts = {"municipalities": twice[:1], "centre_municipality": typed}
    region = region_of({"region": "X", "facts": facts}, VOCABULARY)
    assert fold(region.facts["centre_municipality"].value) == fold(name)


@settings(max_examples=150)
@given(st.data())
def test_an_option_is_meant_by_every_spelling_of_its_label(data: Any) -> None:
    """Ids and labels in both languages."""
    fact, option, label = data.draw(st.sampled_from(CHOSEN))
    _, typed = data.draw(spellings([label]))
    assert fact.option(typed) == fact.option(label) == option.id


def test_what_is_kept_and_shown_is_the_name_as_it_was_written() -> None:
    """Folding is for comparing; a region gives back what was typed."""
    data = {"region": f" {DECOMPOSED.upper()} ", "facts": {"centre_municipality": DECOMPOSED}}
    region = region_of(data, VOCABULARY)
    assert region.name == DECOMPOSED.upper()
    assert region.facts["centre_municipality"].value == DECOMPOSED


def test_a_hyphen_alone_is_not_unknown() -> None:
    """What is refused stays refused, and a text that is a hyphen stays one."""
    problems = Problems()
    assert read_value(Fact("text", Text("t", "t"), id="t"), Scalar("-"), problems, "t") == "-"
    assert problems.found == []
    read_value(Fact("number", Text("n", "n"), id="n"), Scalar("-"), problems, "n")
    assert [each.code for each in problems.found] == ["not_number"]
    assert fold("-") != fold("") == fold(" \u00a0") == ""


@pytest.mark.parametrize("text", ["unknown", "On\u00adbekend", "NULL", "\u00a0ja", "nee ", "\uff4e\uff55\uff4c\uff4c"])
def test_a_text_that_reads_as_a_word_comes_back_from_a_file(text: str, tmp_path: Path) -> None:
    """What would be read as unknown is written between quotes."""
    region = region_of({"region": "X"}, VOCABULARY).tell(VOCABULARY, centre_municipality=text)
    path = tmp_path / "x.yaml"
    save_region(path, region, {"centre_municipality": True})
    assert read_region(path, VOCABULARY).facts["centre_municipality"] == region.facts["centre_municipality"]
    assert region.facts["centre_municipality"].value is not None
