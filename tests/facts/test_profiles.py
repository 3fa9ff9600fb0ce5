"""Profiles of regions: the built-in table, and a newer one with the same columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.errors import InputError, UnknownName
from regiorules.facts.profiles import Profile, built_in_profiles, find_profile, read_profiles
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.facts.region_files import region_file
from tests.mini import messages

VOCABULARY = load_rulesets(ruleset_folder("core")).vocabulary
HEADER = "region_number,region,municipality,population\n"


def test_the_built_in_table_has_the_35_regions() -> None:
    """Every municipality has a population, no municipality stands twice, the numbers are 1 to 35."""
    profiles = built_in_profiles(VOCABULARY)
    everywhere = [record["name"] for profile in profiles.values() for record in profile.facts["municipalities"]]
    assert list(range(1, 36)) == [profile.number for profile in profiles.values()]
    assert len(everywhere) == len(set(everywhere)) == 390
    assert 16_900_000 < sum(r["population"] for p in profiles.values() for r in p.facts["municipalities"]) < 17_100_000


def test_a_profile_is_found_by_name_or_number() -> None:
    """Capitals don't matter; a near name is suggested."""
    profiles = built_in_profiles(VOCABULARY)
    flevoland = profiles["Flevoland"]
    assert [flevoland] * 3 == [
        find_profile(name, profiles) for name in ("Flevoland", "FLEVOLAND", str(flevoland.number))
    ]
    assert messages(UnknownName, find_profile, "Flevolant", profiles) == [
        "Flevolant isn't a region we know (see: regiorules regions); did you mean Flevoland?"
    ]


def test_a_profile_has_its_facts_by_name() -> None:
    """A list of records is refused, also where each record looks like a pair."""
    with pytest.raises(TypeError, match="a value for each name"):
        Profile(1, "R", [{"name": "A", "population": 5}], "", "")  # type: ignore[arg-type]


def test_a_newer_table_is_read_with_the_same_columns(tmp_path: Path) -> None:
    """A table of one's own gives profiles in the order of their numbers."""
    path = region_file(tmp_path, HEADER + "2,Zuid,B,5\n1,Noord,A,7\n\n2,Zuid,C,6\n", "t.csv")
    profiles = read_profiles(path, VOCABULARY, date="2020")
    assert list(profiles) == ["Noord", "Zuid"]
    assert profiles["Zuid"].facts["municipalities"] == ({"name": "B", "population": 5}, {"name": "C", "population": 6})
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
                "3:1 municipality: a stands in line 2 too, under R; remove one of the two",
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
    assert expected == [line.removeprefix(f"{path}:") for line in messages(InputError, read_profiles, path, VOCABULARY)]
