"""Regions: what is read from a file, told by a program, written and read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import DataObject, data

from regiorules.authoring.testing.regions import regions
from regiorules.errors import InputError
from regiorules.facts.entries import Given
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import Region, Source, read_region, region_from_profile, region_of, to_document
from tests.facts.region_files import mistakes, population, region_file
from tests.mini import VOCABULARY, codes, messages

GROUPED = ["195.000", "195_000", "'195 000'", "'195,000'", "'195.000,0'", "195\u202f000", "195’000"]


@pytest.mark.parametrize("text", GROUPED)
def test_thousands_are_read_as_thousands(tmp_path: Path, text: str) -> None:
    """Inhabitants are whole, so that 195.000 can only be one number."""
    region = read_region(region_file(tmp_path, population(text)), VOCABULARY)
    assert region.facts["municipalities"].value[0]["population"] == 195000


@pytest.mark.parametrize(
    ("text", "number"), [("195000", 195000), ("+1", 1), ("1e3", 1000), ("2000000", 2_000_000), ("7.0", 7)]
)
def test_a_number_is_read_as_written(tmp_path: Path, text: str, number: int) -> None:
    """A whole number comes out whole, both ends of the range included."""
    region = read_region(region_file(tmp_path, population(text)), VOCABULARY)
    value = region.facts["municipalities"].value[0]["population"]
    assert (int, number) == (type(value), value)


def test_a_file_says_everything_there_is(tmp_path: Path) -> None:
    """Values, sources, notes, assumptions and explicit unknowns all arrive."""
    text = """\
region: Proefregio
date: 2016-01-01
sources: {rapport: {title: Rapport, url: 'https://example.org', date: 2015}}
parameters: {large_city: 100000}
facts:
  trust: {value: hoog, source: rapport, note: Volgens de regio}
  effort: {value: low, source: [rapport], note: {nl: laag, en: low}}
  strategy_agreed: no
  domains: [zorg, work]
  centre_municipality: A
  budget: unknown
  municipalities: [{name: A, population: 10, role: gast}, {name: B}]
"""
    expected = Region(
        "Proefregio",
        {
            "trust": Given("high", ("rapport",), {"nl": "Volgens de regio", "en": "Volgens de regio"}),
            "effort": Given("low", ("rapport",), {"nl": "laag", "en": "low"}),
            "strategy_agreed": Given(False),
            "domains": Given(["work", "care"]),
            "centre_municipality": Given("A"),
            "budget": Given(None),
            "municipalities": Given(
                [{"name": "A", "population": 10, "role": "guest"}, {"name": "B", "population": None, "role": None}]
            ),
        },
        {"rapport": Source("Rapport", "https://example.org", "2015")},
        "2016-01-01",
        {"large_city": 100000},
    )
    assert expected == read_region(region_file(tmp_path, text), VOCABULARY)


@pytest.mark.parametrize(("written", "value"), [("1.10", "1.10"), ("12:30", "12:30"), ("no", "no"), ("0777", "0777")])
def test_a_text_fact_stays_text(tmp_path: Path, written: str, value: str) -> None:
    """YAML 1.2: no type is guessed for what the vocabulary calls a text."""
    region = read_region(region_file(tmp_path, f"region: no\nfacts: {{centre_municipality: {written}}}"), VOCABULARY)
    assert ("no", value) == (region.name, region.facts["centre_municipality"].value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", True),
        ("ja", True),
        ("true", True),
        ("no", False),
        ("Nee", False),
        ("onbekend", None),
        ("~", None),
        ("", None),
    ],
)
def test_yes_no_and_unknown_in_both_languages(tmp_path: Path, written: str, value: bool | None) -> None:
    """Unknown is None, never False."""
    region = read_region(region_file(tmp_path, f"region: R\nfacts:\n  strategy_agreed: {written}\n"), VOCABULARY)
    assert value is region.facts["strategy_agreed"].value


def test_unknown_in_quotes_is_a_text(tmp_path: Path) -> None:
    """Only the bare word is unknown."""
    region = read_region(region_file(tmp_path, 'region: R\nfacts: {centre_municipality: "unknown"}'), VOCABULARY)
    assert region.facts["centre_municipality"].value == "unknown"


def test_a_json_file_is_read_like_a_yaml_file(tmp_path: Path) -> None:
    """The same facts, and the same located messages."""
    good = region_file(
        tmp_path, '{\n\t"region": "R",\n\t"facts": {"budget": 1E2, "strategy_agreed": false}\n}', "a.json"
    )
    assert Region("R", {"budget": Given(100), "strategy_agreed": Given(False)}) == read_region(good, VOCABULARY)
    assert mistakes(tmp_path, '{"region": "R", "facts": {"budget": NaN}}', "b.json") == [
        "1:37: NaN isn't a finite number; leave the fact out if it isn't known"
    ]


def test_a_profile_is_a_start_that_a_file_overrides(tmp_path: Path) -> None:
    """Municipalities come from the table, unless the file gives them; the name may differ."""
    plain_profile = read_region(region_file(tmp_path, "profile: flevoland"), VOCABULARY)
    assert region_from_profile(built_in_profiles(VOCABULARY)["Flevoland"]) == plain_profile
    text = "profile: Flevoland\nregion: Polder\nfacts: {municipalities: [{name: Urk, population: 5}]}"
    own = read_region(region_file(tmp_path, text), VOCABULARY)
    assert own.name == "Polder"
    assert own.facts["municipalities"].value == ({"name": "Urk", "population": 5, "role": None},)
    assert set(plain_profile.sources) == set(own.sources)


def test_told_facts_are_checked_like_those_in_a_file() -> None:
    """`tell` and `set` refuse what isn't in the vocabulary, all at once."""
    region = Region("R")
    assert True is region.tell(VOCABULARY, strategy_agreed=True).facts["strategy_agreed"].value
    assert region.set({"large_city": "100000"}, VOCABULARY).parameters == {"large_city": 100000}
    assert region.set({"trust": "hoog"}, VOCABULARY).facts["trust"].value == "high"
    assert messages(InputError, region.set, {"trusst": "low", "trust": "lo"}, VOCABULARY) == [
        "--set: trusst is neither a fact nor an assumption (see: regiorules facts); did you mean trust?",
        "trust: lo isn't a value of trust; choose from: low, medium, high; did you mean low?",
    ]
    assert "not_records" in codes(InputError, region.set, {"municipalities": "A"}, VOCABULARY)
    assert codes(InputError, region.tell, VOCABULARY, budget=float("nan")) == ["not_finite"]
    assert codes(InputError, region.tell, VOCABULARY, shape="spread") == ["not_asked"]


def test_a_note_on_what_is_unknown_stays_when_it_is_told() -> None:
    """That of an answer goes with that answer."""
    region = Region("R", {"trust": Given(None, (), {"nl": "nog na te gaan", "en": "to do"})})
    told = region.tell(VOCABULARY, trust="high")
    assert told.facts["trust"] == Given("high", (), {"nl": "nog na te gaan", "en": "to do"})
    answered = Region("R", {"trust": Given("low", (), {"nl": "zegt de raad", "en": "says the council"})})
    assert answered.tell(VOCABULARY, trust="high").facts["trust"] == Given("high")


def test_a_region_is_changed_only_by_making_another() -> None:
    """`tell` and `retract` leave the region they start from alone."""
    before = Region("R", {"trust": Given("low")})
    assert before.retract("trust").facts == {}
    assert {"trust": Given("high")} == before.tell(VOCABULARY, trust="high").facts
    assert {"trust": Given("low")} == before.facts


@settings(max_examples=100, deadline=None, database=None)
@given(data=data())
def test_a_region_survives_being_written_and_read(data: DataObject) -> None:
    """`to_document` through JSON gives the same region, whatever is known."""
    region = data.draw(regions(VOCABULARY))
    if "centre_municipality" in region.facts:
        region = region.retract("municipalities")
    assert region == region_of(json.loads(json.dumps(to_document(region))), VOCABULARY)


@settings(max_examples=50, deadline=None, database=None)
@given(data=data())
def test_a_complete_region_leaves_nothing_out(data: DataObject) -> None:
    """The strategy for complete regions gives every asked fact, down to the fields of records."""
    region = data.draw(regions(VOCABULARY, complete=True))
    assert {name for name, fact in VOCABULARY.facts.items() if fact.asked} == set(region.facts)
    assert None not in [each.value for each in region.facts.values()]
    assert all(None not in record.values() for record in region.facts["municipalities"].value)
