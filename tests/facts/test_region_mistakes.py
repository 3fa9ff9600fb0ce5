"""Region files: what every mistake in one says, and where."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from regiorules.errors import InputError
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, read_region
from tests.facts.region_files import mistakes, population, region_file
from tests.mini import VOCABULARY, codes

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
    "1:1: regio isn't a key that can stand here (but: region, date, profile, sources, facts, parameters, format);"
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
            "1:10 profile: Flevolant isn't a region we know (see: regiorules regions); did you mean Flevoland?",
        ),
        ("region: R\nfacts: [a]", "2:8 facts: a mapping of keys to values belongs here"),
        ("region: R\nfacts: {budget: [1]}", "2:17 facts.budget: one value belongs here, not a list or a block"),
        (
            "region: R\nfacts: {municipalities: x}",
            "2:25 facts.municipalities: a list belongs here, with dashes or in one line:"
            " [{name: …, population: …, role: …}]; or else: none, unknown",
        ),
        ("region: R\nfacts: {shape: spread}", "2:16 facts.shape: shape is derived from other facts and can't be given"),
        (
            "region: R\nfacts: {domains: [work, cares]}",
            "2:25 facts.domains[2]: cares isn't a value of domains; choose from: work, care, youth; did you mean care?",
        ),
        (
            "region: R\nfacts: {effort: {value: low, source: [unknown]}}",
            "2:39 facts.effort.source: unknown doesn't stand under sources in this file",
        ),
        ('region: R\nfacts: {effort: {value: low, source: [""]}}', "2:39 facts.effort.source: this text is empty"),
        (
            "region: R\nfacts: {effort: {value: low, source: [{a: b}]}}",
            "2:39 facts.effort.source: one value belongs here, not a list or a block",
        ),
        ("region: R\nformat: unknown", "2:9 format: unknown can't stand here; choose from: regiorules-region/1"),
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
            "2:64 facts.centre_municipality: Almeer isn't in the list Municipalities (but:"
            " Almere); did you mean Almere?",
        ),
    ],
)
def test_a_wrong_shape_gives_one_message(tmp_path: Path, text: str, message: str) -> None:
    """One mistake, one located message."""
    assert [message] == mistakes(tmp_path, text)


@pytest.mark.parametrize("nothing", ["", "~", "null", "unknown", "Onbekend", '""'])
def test_a_key_with_nothing_behind_it_says_nothing(tmp_path: Path, nothing: str) -> None:
    """A profile or a source that isn't filled in yet, or isn't known, is none, as with every other key."""
    given = f"\n    value: low\n    source: {nothing}\n    note: {nothing}\n"
    path = region_file(tmp_path, f"region: R\nprofile: {nothing}\nfacts:\n  effort:{given}")
    assert read_region(path, VOCABULARY).facts == {"effort": Given("low")}
    assert mistakes(tmp_path, f"profile: {nothing}\nfacts: {{}}") == ["1:1: region is missing"]


def test_a_source_may_be_called_unknown(tmp_path: Path) -> None:
    """A source of that name goes before the word for what isn't known."""
    text = "region: R\nsources: {unknown: {title: T}}\nfacts: {effort: {value: low, source: unknown}}"
    assert read_region(region_file(tmp_path, text), VOCABULARY).facts == {"effort": Given("low", ("unknown",))}


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    """A letter isn't read as YAML."""
    path = region_file(tmp_path, "region: R", "regio.docx")
    assert ["file_kind"] == codes(InputError, read_region, path, VOCABULARY)


def test_many_mistakes_are_found_fast(tmp_path: Path) -> None:
    """Thousands of wrong values take no more than a moment."""
    started = time.perf_counter()
    found = mistakes(tmp_path, "region: R\nfacts:\n" + "".join(f"  onbekend_feit_{n}: low\n" for n in range(2000)))
    assert len(found) == 101  # the first hundred, and how many more
    assert time.perf_counter() - started < 10
