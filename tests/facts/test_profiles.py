"""Profiles of regions: the built-in table, and a newer one with the same columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.errors import InputError, UnknownName
from regiorules.facts.names import find_profile
from regiorules.facts.profiles import Profile, built_in_profiles, profiles_of, read_profiles
from regiorules.facts.region import region_of
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.facts.region_files import region_file
from tests.mini import messages

VOCABULARY = load_rulesets(ruleset_folder("core")).vocabulary
HEADER = "region_number,region,municipality,population\n"


@pytest.mark.parametrize(("table", "count", "people"), [("2026", 342, 18_130_231), ("2016", 390, 16_979_120)])
def test_the_built_in_tables_have_the_35_regions(table: str, count: int, people: int) -> None:
    """Every municipality has a population, no municipality stands twice, the numbers are 1 to 35; they add up."""
    profiles = built_in_profiles(VOCABULARY, table)
    everywhere = [record["name"] for profile in profiles.values() for record in profile.facts["municipalities"]]
    assert list(range(1, 36)) == [profile.number for profile in profiles.values()]
    assert len(everywhere) == len(set(everywhere)) == count
    assert sum(r["population"] for p in profiles.values() for r in p.facts["municipalities"]) == people


def test_the_newest_table_is_the_first_and_has_codes_and_some_centres() -> None:
    """A centre stands where a source states one, never by size; the codes are all different."""
    now = built_in_profiles(VOCABULARY)
    assert now == built_in_profiles(VOCABULARY, "2026")
    codes = [code for each in now.values() for code in each.codes.values()]
    assert len(codes) == len(set(codes)) == 342
    assert now["Haaglanden"].codes["'s-Gravenhage"] == "GM0518"
    centres = {name: each.facts["centre_municipality"] for name, each in now.items() if len(each.facts) > 1}
    assert (len(centres), centres["Zeeland"]) == (10, "Goes")
    assert all(each.licence and each.licence in each.credit for each in now.values())


@pytest.mark.parametrize(
    ("date", "table"),
    [("", "2026"), ("2014", "2016-01-01"), ("2016", "2016-01-01"), ("2025-12-31", "2016-01-01"), ("2026", "2026")],
)
def test_the_table_of_a_date_is_the_one_that_was_in_force(date: str, table: str) -> None:
    """The newest that isn't younger, the oldest before all of them, and the first without a date."""
    assert {each.date for each in profiles_of(VOCABULARY, date).values()} == {table}
    assert region_of({"profile": "Zeeland", "date": date}, VOCABULARY).sources["profile"].date == table


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
        ("", ["1:1: the columns must be: region,municipality,population"]),
        ("a,b\n", ["1:1: the columns must be: region,municipality,population"]),
        (
            HEADER.replace("population", "people"),
            ["1:1: the columns must be: region,municipality,population"],
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
