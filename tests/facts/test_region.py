"""Region files: what is read, and what every mistake in one says."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import DataObject, data

from regiorules.authoring.testing.strategies import regions
from regiorules.errors import InputError, UnknownName
from regiorules.facts.profiles import built_in_profiles, find_profile, read_profiles
from regiorules.facts.region import Given, Region, Source, read_region, region_from_profile, region_of, to_document
from tests.mini import VOCABULARY, codes, messages

MISTAKES = """\
regio: Flevoland
region: Flevoland
facts:
  trusst: low
  trust: lo
  strategy_agreed: maybe
  municipalities:
    - {name: Almere, population: -5}
    - {population: 78_00}
  budget: 0,5,5
"""
FIRST_MESSAGES = [
    "1:1: regio isn't a key that can stand here (but: region, date, profile, sources, facts, parameters);"
    " did you mean region?",
    "4:3 facts.trusst: trusst isn't a fact of the vocabulary (see: regiorules facts); did you mean trust?",
    "5:10 facts.trust: lo isn't a value of trust; choose from: low, medium, high; did you mean low?",
    "6:20 facts.strategy_agreed: maybe isn't yes or no; write yes, no or unknown",
    "8:34 facts.municipalities[1].population: -5 is outside 1 to 2000000 inhabitants",
]
NUMBERS = [
    ("-5", "-5 is outside 1 to 2000000 inhabitants"),
    ("0", "0 is outside 1 to 2000000 inhabitants"),
    ("2000001", "2000001 is outside 1 to 2000000 inhabitants"),
    (".nan", ".nan isn't a finite number; leave the fact out if it isn't known"),
    ("NaN", "NaN isn't a finite number; leave the fact out if it isn't known"),
    (".inf", ".inf isn't a finite number; leave the fact out if it isn't known"),
    ("-Infinity", "-Infinity isn't a finite number; leave the fact out if it isn't known"),
    ("1e400", "1e400 isn't a finite number; leave the fact out if it isn't known"),
    ("1" * 400, f"{'1' * 59}… isn't a finite number; leave the fact out if it isn't known"),
    ("10.5", "10.5 isn't a whole number"),
    ("veel", "veel isn't a number"),
    ("0x10", "0x10 isn't a number"),
    ("12:30", "12:30 isn't a number"),
]
GROUPED = ["195.000", "195_000", "'195 000'", "'195,000'", "'195.000,0'", "195\u202f000", "195’000"]


def region_file(folder: Path, text: str, name: str = "regio.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str, name: str = "regio.yaml") -> list[str]:
    """The messages about a region file, without its name."""
    path = region_file(folder, text, name)
    return [line.removeprefix(f"{path}:") for line in messages(InputError, read_region, path, VOCABULARY)]


def population(text: str) -> str:
    return f"region: R\nfacts:\n  municipalities:\n    - name: A\n      population: {text}\n"


def test_every_mistake_is_reported_at_once_with_its_place(tmp_path: Path) -> None:
    """Different mistakes give as many located messages in one run, in the order of the file."""
    found = mistakes(tmp_path, MISTAKES)
    assert found[:5] == FIRST_MESSAGES
    assert [line.split()[0].rstrip(":") for line in found[5:]] == ["9:7", "9:20", "10:11"]
    assert all("isn't a number" in line for line in found[6:])


def test_a_double_key_hides_no_other_mistake(tmp_path: Path) -> None:
    """A region that stands twice is one message among the others."""
    assert mistakes(tmp_path, "region: R\nregion: Q\nfacts:\n  trust: lo\n") == [
        "2:1 region: region stands here twice; it also stands on line 1",
        "4:10 facts.trust: lo isn't a value of trust; choose from: low, medium, high; did you mean low?",
    ]


@pytest.mark.parametrize(("text", "message"), NUMBERS)
def test_a_number_that_is_none_says_why(tmp_path: Path, text: str, message: str) -> None:
    """Range, finiteness, wholeness and form each have their own message."""
    assert [f"5:19 facts.municipalities[1].population: {message}"] == mistakes(tmp_path, population(text))


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


def test_a_point_before_three_digits_is_not_guessed_at(tmp_path: Path) -> None:
    """Where a fact isn't whole, 1.234 may be two numbers; of a program or in JSON it is one and a bit."""
    assert mistakes(tmp_path, "region: R\nfacts: {budget: 1.234}") == [
        "2:17 facts.budget: 1.234 may mean two things; write 1234 or 1.2340"
    ]
    assert Region("R").tell(VOCABULARY, budget=1.234).facts["budget"].value == 1.234
    file = region_file(tmp_path, '{"region": "R", "facts": {"budget": 1.234}}', "r.json")
    assert read_region(file, VOCABULARY).facts["budget"].value == 1.234


def test_records_say_what_is_wrong_with_them(tmp_path: Path) -> None:
    """A municipality twice, without a name, with an unknown field, or no record at all."""
    text = (
        "region: R\nfacts:\n  municipalities:\n    - {name: Urk, population: 1}\n    - {name: URK}\n"
        "    - {population: 3}\n    - {name: ~}\n    - {name: B, inwoners: 3}\n    - hallo\n    -"
        " {name: C, role: gest}\n"
    )
    assert mistakes(tmp_path, text) == [
        "5:14 facts.municipalities[2].name: URK is in it twice",
        "6:7 facts.municipalities[3]: name is missing here",
        "7:7 facts.municipalities[4]: name is missing here",
        "8:17 facts.municipalities[5]: inwoners isn't a key that can stand here (but: name, population, role)",
        "9:7 facts.municipalities[6]: a mapping of keys to values belongs here",
        "10:23 facts.municipalities[7].role: gest isn't a value of role; choose from: member,"
        " guest; did you mean guest?",
    ]


def test_a_municipality_may_be_called_none_beside_one_without_a_name(tmp_path: Path) -> None:
    """A missing key is no key: nothing is the same as it."""
    text = "region: R\nfacts:\n  municipalities:\n    - {population: 3}\n    - {name: None}\n"
    assert mistakes(tmp_path, text) == ["4:7 facts.municipalities[1]: name is missing here"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hallo", "1:1: a mapping of keys to values belongs here"),
        ("- a", "1:1: a mapping of keys to values belongs here"),
        ("facts: {}", "1:1: region is missing"),
        ("region:\n", "1:1: region is missing"),
        ("region: [a]\nprofile: Flevoland", "1:9 region: one value belongs here, not a list or a block"),
        (
            "profile: Flevolant",
            "1:10 profile: Flevolant isn't a labour-market region we know (see: regiorules regions);"
            " did you mean Flevoland?",
        ),
        ("region: R\nfacts: [a]", "2:8 facts: a mapping of keys to values belongs here"),
        ("region: R\nfacts: {budget: [1]}", "2:17 facts.budget: one value belongs here, not a list or a block"),
        ("region: R\nfacts: {municipalities: x}", "2:25 facts.municipalities: a list (with dashes) belongs here"),
        ("region: R\nfacts: {shape: spread}", "2:16 facts.shape: shape is derived from other facts and can't be given"),
        (
            "region: R\nfacts: {domains: [work, cares]}",
            "2:25 facts.domains[2]: cares isn't a value of domains; choose from: work, care, youth; did you mean care?",
        ),
        ("region: R\nfacts: {effort: {source: a}}", "2:17 facts.effort: value is missing"),
        (
            "region: R\nfacts: {effort: {value: low, source: a}}",
            "2:38 facts.effort.source: a doesn't stand under sources in this file",
        ),
        ("region: R\nsources: {a: {url: u}}", "2:14 sources.a: title is missing"),
        (
            "region: R\nparameters: {large_city: 5}",
            "2:26 parameters.large_city: 5 is outside 1000 to 1000000 inhabitants",
        ),
        ("region: R\nfacts: {centre_municipality: '  '}", "2:30 facts.centre_municipality: this text is empty"),
        (
            "region: R\nfacts: {municipalities: [{name: Almere}], centre_municipality: Almeer}",
            "2:64 facts.centre_municipality: Almeer isn't a municipality of this region (but:"
            " Almere); did you mean Almere?",
        ),
    ],
)
def test_a_wrong_shape_gives_one_message(tmp_path: Path, text: str, message: str) -> None:
    """One mistake, one located message."""
    assert [message] == mistakes(tmp_path, text)


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_a_key_with_nothing_behind_it_says_nothing(tmp_path: Path, nothing: str) -> None:
    """A profile or a source that isn't filled in yet is none, as with every other key."""
    given = f"\n    value: low\n    source: {nothing}\n    note: {nothing}\n"
    path = region_file(tmp_path, f"region: R\nprofile: {nothing}\nfacts:\n  effort:{given}")
    assert read_region(path, VOCABULARY).facts == {"effort": Given("low")}
    assert mistakes(tmp_path, f"profile: {nothing}\nfacts: {{}}") == ["1:1: region is missing"]


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    """A letter isn't read as YAML."""
    path = region_file(tmp_path, "region: R", "regio.docx")
    assert ["file_kind"] == codes(InputError, read_region, path, VOCABULARY)


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
    assert region_from_profile(built_in_profiles()["Flevoland"]) == plain_profile
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
    assert "set_records" in codes(InputError, region.set, {"municipalities": "A"}, VOCABULARY)
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


# --- profiles ------------------------------------------------------------------------------------

HEADER = "region_number,region,municipality,population\n"


def test_the_built_in_table_has_the_35_regions() -> None:
    """Every municipality has a population, no municipality stands twice, the numbers are 1 to 35."""
    profiles = built_in_profiles()
    everywhere = [record["name"] for profile in profiles.values() for record in profile.municipalities]
    assert list(range(1, 36)) == [profile.number for profile in profiles.values()]
    assert len(everywhere) == len(set(everywhere)) == 390
    assert 16_900_000 < sum(r["population"] for p in profiles.values() for r in p.municipalities) < 17_100_000


def test_a_profile_is_found_by_name_or_number() -> None:
    """Capitals don't matter; a near name is suggested."""
    profiles = built_in_profiles()
    flevoland = profiles["Flevoland"]
    assert [flevoland] * 3 == [
        find_profile(name, profiles) for name in ("Flevoland", "FLEVOLAND", str(flevoland.number))
    ]
    assert messages(UnknownName, find_profile, "Flevolant", profiles) == [
        "Flevolant isn't a labour-market region we know (see: regiorules regions); did you mean Flevoland?"
    ]


def test_a_newer_table_is_read_with_the_same_columns(tmp_path: Path) -> None:
    """A table of one's own gives profiles in the order of their numbers."""
    path = region_file(tmp_path, HEADER + "2,Zuid,B,5\n1,Noord,A,7\n\n2,Zuid,C,6\n", "t.csv")
    profiles = read_profiles(path, date="2020")
    assert list(profiles) == ["Noord", "Zuid"]
    assert profiles["Zuid"].municipalities == ({"name": "B", "population": 5}, {"name": "C", "population": 6})
    assert ("2020", str(path)) == (profiles["Zuid"].date, profiles["Zuid"].source)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1: the columns must be: region_number,region,municipality,population"]),
        ("a,b\n", ["1:1: the columns must be: region_number,region,municipality,population"]),
        (
            HEADER.replace("population", "people"),
            ["1:1: the columns must be: region_number,region,municipality,population"],
        ),
        (HEADER, [" this file is empty"]),
        (
            HEADER + "1,R,A,5\n1,R,a,6\n1,,B,-5\nx,R,C,1.5\n1,R\n1,R,D,195.000\n",
            [
                "3:1 municipality: a stands in line 2 too, under R; a municipality belongs to one region",
                "4:1 region: this text is empty",
                "4:1 population: -5 is outside 1 to 2000000 inhabitants",
                "5:1 region_number: x isn't a number",
                "5:1 population: 1.5 isn't a whole number",
                "6:1: this row has 2 values instead of 4",
            ],
        ),
        (
            HEADER + f'1,R,"{"A" * 200_000}",5\n',
            ["2:1: this row can't be read as CSV; close every quote, and shorten a very long cell"],
        ),
    ],
)
def test_a_wrong_table_names_every_wrong_row(tmp_path: Path, text: str, expected: list[str]) -> None:
    """Columns, numbers, doubles and rows of another length."""
    path = region_file(tmp_path, text, "t.csv")
    assert expected == [line.removeprefix(f"{path}:") for line in messages(InputError, read_profiles, path)]


def test_many_mistakes_are_found_fast(tmp_path: Path) -> None:
    """Thousands of wrong values take no more than a moment."""
    started = time.perf_counter()
    found = mistakes(tmp_path, "region: R\nfacts:\n" + "".join(f"  onbekend_feit_{n}: low\n" for n in range(2000)))
    assert len(found) == 101  # the first hundred, and how many more
    assert time.perf_counter() - started < 10
