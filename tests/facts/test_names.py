"""What the name of a region or a municipality means: another name, one of another year, or where it lies."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from attrs import evolve

from regiorules.errors import InputError, UnknownName
from regiorules.facts.names import find_profile, meant_region
from regiorules.facts.profiles import Profile, built_in_profiles, read_profiles
from regiorules.facts.region import Region, odd_in, region_of
from regiorules.facts.successions import Successions, read_successions
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import fold
from tests.mini import codes, messages

CORE = ruleset_folder("core")
VOCABULARY = load_rulesets(CORE).vocabulary
FORM = VOCABULARY.profile
assert FORM is not None
NOW, THEN = (built_in_profiles(VOCABULARY, table) for table in ("2026", "2016"))
DATA = CORE / "data"


def municipalities(table: dict[str, Profile]) -> dict[str, str]:
    """Of every municipality the region."""
    return {record["name"]: name for name, each in table.items() for record in each.facts["municipalities"]}


def said(name: str, table: dict[str, Profile] = NOW) -> str:
    remark = meant_region(name, table, VOCABULARY).remark
    return remark.say("nl") if remark else ""


@pytest.mark.parametrize(
    ("name", "region", "remark"),
    [
        ("Haaglanden", "Haaglanden", ""),
        ("Den Haag", "Haaglanden", "Den Haag ligt in de regio Haaglanden; daarvan gaan we uit"),
        ("GM0518", "Haaglanden", "GM0518 ligt in de regio Haaglanden; daarvan gaan we uit"),
        ("den bosch", "Noordoost-Brabant", "den bosch ligt in de regio Noordoost-Brabant; daarvan gaan we uit"),
        ("Fryslân", "Friesland", "Fryslân is een andere naam van Friesland; daarvan gaan we uit"),
        (
            "IJsselvechtstreek",
            "Regio Zwolle",
            "IJsselvechtstreek heet in de tabel van 2026 Regio Zwolle; daarvan gaan we uit. Liever IJsselvechtstreek "
            "van toen? --profiles 2016",
        ),
        (
            "Franekeradeel",
            "Friesland",
            "Franekeradeel hoort sinds 1 januari 2018 bij Waadhoeke, in de regio Friesland; daarvan gaan we uit",
        ),
        ("Groningen", "Groningen", ""),
        (
            "Stedendriehoek",
            "Veluwe Stedendriehoek",
            "Stedendriehoek is een andere naam van Veluwe Stedendriehoek;",
        ),
        ("Foodvalley", "FoodValley", ""),
        ("Gooi- en Vechtstreek", "Gooi en Vechtstreek", ""),
    ],
)
def test_a_name_means_a_region_and_what_is_said_of_it_is_right(name: str, region: str, remark: str) -> None:
    """Its own name needs no word; any other is explained, with the region that is started from."""
    assert meant_region(name, NOW, VOCABULARY).profile.name == region
    assert said(name).startswith(remark)
    assert bool(said(name)) == bool(remark)


def test_every_municipality_of_2016_is_known_in_2026() -> None:
    """Where it lies is found and told, of one that is gone with what took its place."""
    there = municipalities(NOW)
    for name in municipalities(THEN).keys() - {*NOW, "Haaren"}:
        meant = meant_region(name, NOW, VOCABULARY)
        assert meant.remark is not None
        assert f"in de regio {meant.profile.name};" in meant.remark.say("nl")
        assert (name not in there) == (" hoort sinds " in meant.remark.say("nl"))


def test_a_municipality_that_was_divided_between_regions_is_asked_back() -> None:
    """With the regions to choose from."""
    assert messages(UnknownName, find_profile, "Haaren", NOW, VOCABULARY) == [
        "Haaren has been part of Oisterwijk, Boxtel, Tilburg, Vught since 1 January 2021, which lie in more than "
        "one region: Noordoost-Brabant, Midden-Brabant; name one of them"
    ]


@pytest.mark.parametrize("name", THEN)
def test_every_region_of_2016_is_known_in_2026_and_back(name: str) -> None:
    """By the number that both have."""
    found = find_profile(name, NOW, VOCABULARY)
    assert found.number == THEN[name].number
    assert find_profile(found.name, THEN, VOCABULARY).name == name


def test_every_alias_is_one_name() -> None:
    """No name stands for two, and each stands for a region or a municipality of some year."""
    assert FORM is not None
    names = [fold(each) for one, others in FORM.aliases.items() for each in (one, *others)]
    assert len(names) == len(set(names))
    known = {*map(fold, (*NOW, *THEN, *municipalities(NOW), *municipalities(THEN)))}
    for one, others in FORM.aliases.items():
        assert fold(one) in known
        assert all(FORM.called(each) == FORM.called(one) for each in others)


def test_the_successions_account_for_every_name_that_is_gone() -> None:
    """And each that was formed is there still, or went on in another."""
    successions = Successions(VOCABULARY)
    gone = municipalities(THEN).keys() - municipalities(NOW).keys()
    assert len(gone) > 60
    assert all({*successions.heirs(name)} & municipalities(NOW).keys() for name in gone)
    assert all(each.name in municipalities(NOW) or successions.after(each.name) for each in successions.every)


def test_a_name_of_later_is_known_in_an_older_table() -> None:
    """It was formed from municipalities of then, of one region or of more."""
    assert find_profile("Waadhoeke", THEN, VOCABULARY).name == "Friesland"
    assert said("Waadhoeke", THEN).startswith("Waadhoeke is er pas sinds 1 januari 2018, uit Franekeradeel, ")
    assert codes(UnknownName, find_profile, "Vijfheerenlanden", THEN, VOCABULARY) == ["regions_of_to_come"]


def test_a_record_in_two_regions_of_a_table_is_asked_back() -> None:
    """As a table that a plugin gives may have it."""
    record = {"municipalities": [{"name": "Dorp", "population": 1}]}
    table = {name: Profile(None, name, record, "", "") for name in ("A", "B")}
    assert codes(UnknownName, find_profile, "Dorp", table, VOCABULARY) == ["regions_of_record"]
    assert codes(UnknownName, find_profile, "Dorp", table) == ["unknown_region"]
    assert codes(UnknownName, find_profile, "Stad", table, VOCABULARY) == ["unknown_region"]


FRISIAN = [{"name": "Leeuwarden", "population": 107_000}, {"name": "Franekeradeel", "population": 20_000}]


def odd(**data: object) -> list[str]:
    region = region_of({"region": "Friesland", **data}, VOCABULARY)
    return [each.say("nl") for each in odd_in(region, VOCABULARY)]


def test_a_municipality_of_another_year_is_kept_and_explained() -> None:
    """By the date of the answers: of its own year nothing is said, and nothing is lost."""
    gone = ["facts.municipalities: Franekeradeel hoort sinds 1 januari 2018 bij Waadhoeke; ga na of dit nog klopt"]
    assert odd(facts={"municipalities": FRISIAN}) == gone
    assert odd(date="2019", facts={"municipalities": FRISIAN}) == gone
    assert odd(date="2016", facts={"municipalities": FRISIAN}) == []
    kept = region_of({"region": "Friesland", "facts": {"municipalities": FRISIAN}}, VOCABULARY)
    assert kept.facts["municipalities"].value == (*FRISIAN,)
    later = [{"name": "Waadhoeke", "population": 46_000}]
    assert odd(date="2019", facts={"municipalities": later}) == []
    assert odd(date="2016", facts={"municipalities": later}) == [
        "facts.municipalities: Waadhoeke is er pas sinds 1 januari 2018, uit Franekeradeel, het Bildt, Menameradiel, "
        "Littenseradiel; ga na of de datum klopt"
    ]
    assert odd(date="2016", facts={"municipalities": [{"name": "Noordwijk", "population": 1}]}) == []


def test_the_region_of_another_year_is_explained_too() -> None:
    """A file of then that says so needs no word."""
    name = "IJsselvechtstreek"
    assert region_of({"profile": name}, VOCABULARY).name == "Regio Zwolle"
    assert region_of({"profile": name, "date": "2016"}, VOCABULARY).name == name
    assert list(odd_in(Region(name, date="2016"), VOCABULARY)) == []
    assert [(each.code, each.path) for each in odd_in(Region(name), VOCABULARY)] == [("region_renamed", "region")]
    for nothing in ("Fryslân", "Den Haag", "Menaldumadeel"):  # of no year, or of no region
        assert list(odd_in(Region(nothing), VOCABULARY)) == []
    undated = {"Regio Zwolle": Profile(None, "Regio Zwolle", {}, "", "")}
    assert said(name, undated) == "IJsselvechtstreek is een andere naam van Regio Zwolle; daarvan gaan we uit"


def test_what_is_among_a_list_may_have_another_name_of_it() -> None:
    """It gets the name that the list has; one that is gone is refused, with what took its place."""
    data = {"profile": "Haaglanden", "facts": {"centre_municipality": "Den Haag"}}
    assert region_of(data, VOCABULARY).facts["centre_municipality"].value == "'s-Gravenhage"
    told = region_of({"profile": "Haaglanden"}, VOCABULARY).tell(VOCABULARY, centre_municipality="The Hague")
    assert told.facts["centre_municipality"].value == "'s-Gravenhage"
    partly = region_of({"profile": "Haaglanden"}, VOCABULARY).set(
        {"centre_municipality": "Den Haag of Delft"}, VOCABULARY
    )
    assert partly.facts["centre_municipality"].value == {"one_of": ("'s-Gravenhage", "Delft")}
    data = {"profile": "Friesland", "facts": {"centre_municipality": "Franekeradeel"}}
    assert messages(InputError, region_of, data, VOCABULARY) == [
        "facts.centre_municipality: Franekeradeel isn't in the list: it has been part of Waadhoeke since 1 January "
        "2018; name one of the list"
    ]
    assert region_of({**data, "date": "2016"}, VOCABULARY).facts["centre_municipality"].value == "Franekeradeel"


def test_what_a_table_says_of_a_centre_gives_way_to_a_list_that_is_told() -> None:
    """The centre of the table isn't one of other municipalities; a centre that is told must be one."""
    told = region_of({"profile": "Zeeland", "facts": {"municipalities": FRISIAN}}, VOCABULARY)
    assert "centre_municipality" not in told.facts
    data = {"profile": "Zeeland", "facts": {"municipalities": FRISIAN, "centre_municipality": "Goes"}}
    assert codes(InputError, region_of, data, VOCABULARY) == ["not_among"]


def test_the_rules_for_a_region_hold_under_its_other_names(tmp_path: Path) -> None:
    """A region is one region, whatever a file calls it."""
    (tmp_path / "ruleset.yaml").write_text(
        "ruleset:\n  id: fr\n  version: 1\n  title: {nl: T, en: T}\n  extends: [core]\n"
        "  source: {title: {nl: S, en: S}}\n  applies: {regions: [Fryslân]}\n",
        "utf-8",
    )
    knowledge = load_rulesets(CORE, tmp_path)
    scope = knowledge.rulesets[-1].applies
    assert [scope.covers(each) for each in ("Friesland", "FRYSLÂN", "Zeeland")] == [True, True, False]


def test_the_successions_are_read_with_their_places(tmp_path: Path) -> None:
    """A column that lacks, a day that is none, a row that is too short."""
    assert FORM is not None
    assert FORM.successions is not None
    with (DATA / "gemeentewijzigingen-2016-2026.csv").open(encoding="utf-8") as file:
        assert len(read_successions(VOCABULARY)) == len(list(csv.reader(file))) - 1
    for text, expected in (
        ("date,formed_from\n", ["csv_columns"]),
        ("datum,gemeente,ontstaan uit\nooit,A,B|C\n2018\n", ["not_date", "csv_row"]),
        ("datum,gemeente,ontstaan uit\n2018-01-01,A,B|C\n", []),
    ):
        path = tmp_path / "s.csv"
        path.write_text(text, "utf-8")
        form = evolve(FORM, successions=evolve(FORM.successions, location=str(path)))
        vocabulary = evolve(VOCABULARY, profile=form)
        if expected:
            assert codes(InputError, read_successions, vocabulary) == expected
        else:
            assert [each.formed_from for each in read_successions(vocabulary)] == [("B", "C")]


def test_a_rule_set_without_successions_has_none() -> None:
    """And a region without a number or a code is read like any other."""
    assert FORM is not None
    assert read_successions(evolve(VOCABULARY, profile=evolve(FORM, successions=None))) == ()


def test_numbers_and_codes_may_be_left_out(tmp_path: Path) -> None:
    """Regions then stand in the order of the table, those with a number first."""
    path = tmp_path / "t.csv"
    path.write_text("gemeente;regio;inwoners;nr;gemeentecode\nB;Zuid;5;;\nA;Noord;7;;GM0001\nC;West;1;3;\n", "utf-8")
    found = read_profiles(path, VOCABULARY)
    assert [(each.number, each.name, dict(each.codes)) for each in found.values()] == [
        (3, "West", {}),
        (None, "Zuid", {}),
        (None, "Noord", {"A": "GM0001"}),
    ]
    path.write_text("regio,gemeente,inwoners,code\nR,A,5,X1\nR,B,6,x1\n", "utf-8")
    assert codes(InputError, read_profiles, path, VOCABULARY) == ["record_twice"]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("Flevolnd", "Flevoland"),
        ("Den Haagg", "Den Haag"),
        ("Leeuwardn", "Leeuwarden"),
        ("Franekradeel", "Franekeradeel"),
    ],
)
def test_a_slip_of_any_name_is_seen(slip: str, meant: str) -> None:
    """Of a region, of another name, of a record, and of one that is no more."""
    with pytest.raises(UnknownName) as found:
        meant_region(slip, NOW, VOCABULARY)
    assert found.value.problems[0].suggestion == meant
