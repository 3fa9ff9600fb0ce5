"""Regions and municipalities of another year or by another name, on the command line; and every option that says so."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from regiorules.facts.region import read_region
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.commands import run

CORE = ("--ruleset", "core", "--lang", "nl")
VOCABULARY = load_rulesets(ruleset_folder("core")).vocabulary
THEN = ("--profiles", "2016", "--on", "2016-03-01", "--set", "centre_municipality=Goes")


@pytest.mark.parametrize(
    ("name", "region", "remark"),
    [
        ("Den Haag", "Haaglanden", "Den Haag ligt in de regio Haaglanden; daarvan gaan we uit"),
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
    ],
)
@pytest.mark.parametrize("command", ["advise", "questions", "rules"])
def test_a_region_is_known_and_what_it_is_now_is_told(command: str, name: str, region: str, remark: str) -> None:
    """It goes on with the region, and says so on standard error, once."""
    code, out, err = run(command, "--region", name, *CORE)
    assert (code, err) == (0, f"{remark} [let op]\n")
    assert run(command, "--region", region, *CORE) == (0, out, "")


@pytest.mark.parametrize("named", ["", "region: Mijn regio\n"])
def test_a_file_that_starts_from_another_name_says_from_which_region(named: str, tmp_path: Path) -> None:
    """Once; what is set beside it doesn't hush it, and its own name says nothing."""
    path = tmp_path / "r.yaml"
    path.write_text(f"{named}profile: Den Haag\nfacts: {{}}\n", "utf-8")
    said = "profile: Den Haag ligt in de regio Haaglanden; daarvan gaan we uit [let op]\n"
    for more in ((), ("--set", "pursuit=passive")):
        code, _, err = run("advise", path, *more, *CORE)
        assert (code, err) == (0, f"{path} {said}")
    path.write_text(f"{named}profile: haaglanden\nfacts: {{}}\n", "utf-8")
    assert run("advise", path, *CORE)[::2] == (0, "")


def test_the_region_of_then_is_there_under_its_own_name() -> None:
    """The remark names the option, and with it nothing is left to explain."""
    code, out, err = run("advise", "--region", "IJsselvechtstreek", "--profiles", "2016", *CORE)
    assert (code, err) == (0, "")
    assert "IJsselvechtstreek" in out.splitlines()[0]
    assert "gemeenten en inwonertallen van 1 januari 2016" in " ".join(out.split())


def test_a_municipality_that_lies_in_several_regions_is_asked_back() -> None:
    """By every command that takes a region."""
    for command in ("advise", "rules"):
        code, out, err = run(command, "--region", "Haaren", *CORE)
        assert (code, out) == (2, "")
        assert "Noordoost-Brabant, Midden-Brabant; noem er een" in err


FILE = """\
region: Friesland
facts:
  municipalities: [{name: Leeuwarden, population: 107897}, {name: Franekeradeel, population: 20445}]
"""


def test_a_file_with_a_municipality_of_then_loses_nothing(tmp_path: Path) -> None:
    """It is read as it stands, with a word about what became of it; in a file of then there is nothing to say."""
    path = tmp_path / "f.yaml"
    path.write_text(FILE, "utf-8")
    said = "Franekeradeel hoort sinds 1 januari 2018 bij Waadhoeke; ga na of dit nog klopt [let op]\n"
    code, out, err = run("advise", path, *CORE)
    assert (code, err) == (0, f"{path} facts.municipalities: {said}")
    code, out, err = run("advise", path, "--format", "json", *CORE)
    assert json.loads(err)["errors"][0]["code"] == "record_gone"
    assert [each["name"] for each in json.loads(out)["facts"]["municipalities"]["value"]] == [
        "Leeuwarden",
        "Franekeradeel",
    ]
    code, out, _ = run("lint", path, *CORE)
    assert (code, f"{path}:3:3 facts.municipalities: {said}" in out) == (1, True)
    path.write_text(f"date: 2016\n{FILE}", "utf-8")
    assert run("advise", path, *CORE)[::2] == (0, "")
    assert run("lint", path, *CORE)[0] == 0


def test_compare_takes_the_table_the_day_and_facts() -> None:
    """For every region in it."""
    code, out, err = run("compare", "--region", "Zeeland", "--region", "Goes", *THEN, *CORE)
    assert (code, err) == (0, "Goes ligt in de regio Zeeland; daarvan gaan we uit [let op]\n")
    assert "Zeeland" in out
    code, _, err = run("compare", "--region", "Flevoland", "--region", "Zeeland", *THEN, *CORE)
    assert (code, "Goes staat niet in de lijst" in err) == (2, True)


def test_whatif_takes_the_table_and_the_day() -> None:
    """The trial stands on the region of then: Franekeradeel is one of its municipalities."""
    old = ("--profiles", "2016", "--on", "2016-03-01", "--set", "centre_municipality=Franekeradeel")
    code, out, err = run("whatif", "--region", "Friesland", *old, *CORE)
    assert (code, err) == (0, "")
    assert "Franekeradeel" in out
    code, _, err = run("whatif", "--region", "Friesland", "--set", "centre_municipality=Franekeradeel", *CORE)
    assert (code, "sinds 1 januari 2018 bij Waadhoeke; noem een naam uit de lijst" in err) == (2, True)


def test_questionnaire_takes_the_table_the_day_and_facts(tmp_path: Path) -> None:
    """What is filled in is of that table, with the fact that was set."""
    path = tmp_path / "scan.xlsx"
    assert run("questionnaire", "--region", "Zeeland", *THEN, "--output", path, *CORE)[0] == 0
    rows = openpyxl.load_workbook(path)["Gemeenten"].iter_rows(values_only=True)
    assert {row[:2] for row in rows} >= {("Terneuzen", 54657), ("Goes", 37207)}
    _, out, _ = run("advise", path, "--format", "json", *CORE)
    assert json.loads(out)["facts"]["centre_municipality"]["value"] == "Goes"


def test_an_interview_with_a_region_of_then_goes_on_in_its_file(tmp_path: Path) -> None:
    """What was saved is that region, with the source of its table."""
    path = tmp_path / "new.yaml"
    code, _, _ = run("ask", "--region", "Den Haag", "--profiles", "2016", "--output", path, *CORE, stdin="stop\n")
    assert code == 0
    region = read_region(path, VOCABULARY)
    assert (region.name, region.sources["profile"].date) == ("Haaglanden", "2016-01-01")


def test_the_source_of_the_table_is_in_the_advice_with_its_licence() -> None:
    """As the list of regions has them, and of the table that counts."""
    for table, licence in (("2026", "inwoners publiek domein"), ("2016", "besluit vrij van auteursrecht")):
        for command in (("advise", "--region", "Zeeland"), ("regions",)):
            code, out, _ = run(*command, "--profiles", table, *CORE)
            assert code == 0
            assert licence in " ".join(out.split())
