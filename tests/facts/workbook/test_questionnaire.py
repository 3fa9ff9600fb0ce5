"""`questionnaire` and `advise` with a workbook, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from regiorules.facts.workbook import read_workbook
from regiorules.rules.load import load_rulesets
from tests.commands import run
from tests.facts.workbook.archives import NO_WORKBOOK
from tests.facts.workbook.books import BY_NAME, EXAMPLES, TOGETHER, TYPED, VOCABULARY, changed, choices, type_in
from tests.mini import MINI

TABLE = "region_number,region,municipality,population\n1,Nieuwland,Nieuwstad,1000\n1,Nieuwland,Oudstad,500\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@BY_NAME
def test_the_commands_give_the_advice_of_the_region_file(here: Path, example: Path) -> None:
    """`questionnaire` and then `advise` write what `advise` writes for the YAML."""
    code, out, err = run("questionnaire", example, "--output", "scan.xlsx", "--ruleset", "core")
    said = "Vul in, en dan: regiorules advise scan.xlsx --ruleset core\n"
    assert (code, out, err) == (0, said, "geschreven: scan.xlsx\n")
    assert run("advise", "scan.xlsx", "--format", "json") == run("advise", example, "--format", "json")


def test_an_existing_file_is_never_written_over(here: Path) -> None:
    """Answers that may be in it stay; one line says what to do, in both languages."""
    (here / "scan.xlsx").write_bytes(b"answers")
    code, out, err = run("questionnaire", "--region", "Zeeland")
    assert (code, out) == (2, "")
    assert err == (
        "scan.xlsx: dit bestand bestaat al en kan antwoorden bevatten; kies een andere naam, of geef het ook als"
        " regiobestand om het bij te werken\n"
    )
    assert run("questionnaire", EXAMPLES[0], "--output", "scan.xlsx", "--lang", "en")[2] == (
        "scan.xlsx: this file exists already and may hold answers; choose another name, or give it as the region file"
        " too to update it\n"
    )
    assert (here / "scan.xlsx").read_bytes() == b"answers"


@pytest.mark.parametrize("again", ["scan.xlsx", "./scan.xlsx", "link.xlsx"])
def test_a_workbook_given_as_region_file_is_updated(here: Path, own: Path, again: str) -> None:
    """The answers stay, and the questions of a rule set that came later are added."""
    assert run("questionnaire", "--output", "scan.xlsx", "--ruleset", MINI)[0] == 0
    (here / "link.xlsx").symlink_to("scan.xlsx")
    changed(here / "scan.xlsx", type_in({"Feiten!B6": "hoog", "Start!B4": "Ons"}))
    both = ("--ruleset", MINI, "--ruleset", own)
    code, _, err = run("questionnaire", again, "--output", "scan.xlsx", *both)
    assert (code, err) == (0, "geschreven: scan.xlsx\n")
    vocabulary = load_rulesets(MINI, own).vocabulary
    assert read_workbook(here / "scan.xlsx", vocabulary) == Region("Ons", {"trust": Given("high")})
    assert "Hoeveel is er?" in {cell.value for cell in load_workbook(here / "scan.xlsx")["Feiten"]["A"]}


def test_a_workbook_with_a_mistake_is_not_updated(here: Path) -> None:
    """What can't be read is not replaced."""
    run("questionnaire", "--ruleset", MINI)
    changed(here / "scan.xlsx", type_in({"Feiten!B6": "hoogg"}))
    before = (here / "scan.xlsx").read_bytes()
    code, _, err = run("questionnaire", "scan.xlsx", "--ruleset", MINI)
    assert (code, len(err.splitlines())) == (2, 1)
    assert (here / "scan.xlsx").read_bytes() == before


@pytest.mark.parametrize("name", ["scan", "scan.xls", "scan.odt", "scan.xlsx.bak"])
def test_the_file_must_be_called_xlsx_or_ods(here: Path, name: str) -> None:
    """Another name would not be read back, so it isn't written."""
    code, out, err = run("questionnaire", "--region", "Zeeland", "--output", name)
    assert (code, out, err) == (2, "", f"{name}: geef het werkboek een naam die op .xlsx of .ods eindigt\n")
    assert run("questionnaire", "--output", name, "--lang", "en")[2] == (
        f"{name}: give the workbook a name that ends in .xlsx or .ods\n"
    )
    assert list(here.iterdir()) == []
    assert run("questionnaire", "--output", "SCAN.XLSX")[0] == 0


def test_every_mistake_is_one_line_of_advise(here: Path) -> None:
    """Exit code 2, nothing on standard output, and a line for each problem."""
    run("questionnaire", "--ruleset", MINI)
    changed(here / "scan.xlsx", type_in(TYPED))
    code, out, err = run("advise", "scan.xlsx", "--ruleset", MINI, "--lang", "en")
    assert (code, out) == (2, "")
    assert sorted(err.splitlines()) == sorted(f"scan.xlsx:{mistake['en']}" for mistake in TOGETHER)


@pytest.mark.parametrize("name", NO_WORKBOOK)
def test_advise_refuses_what_is_no_workbook(here: Path, name: str) -> None:
    """Exit code 2 and one line."""
    (here / "scan.xlsx").write_bytes(NO_WORKBOOK[name][0])
    code, out, err = run("advise", "scan.xlsx")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith("scan.xlsx: ")


def test_the_known_regions_are_those_of_the_table_asked_for(here: Path) -> None:
    """With --profiles the list holds its regions, and `advise` takes the municipalities from it."""
    (here / "mine.csv").write_text(TABLE, encoding="utf-8")
    assert run("questionnaire", "--profiles", "mine.csv")[0] == 0
    assert choices(load_workbook("scan.xlsx"))["Start", "B6"] == ["Nieuwland"]
    changed(here / "scan.xlsx", type_in({"Start!B6": "Nieuwland"}))
    assert run("advise", "scan.xlsx", "--profiles", "mine.csv")[0] == 0
    assert "Nieuwland" in run("advise", "scan.xlsx")[2]


def test_what_is_set_needs_a_region(here: Path) -> None:
    """Facts on the command line are never dropped in silence."""
    code, _, err = run("questionnaire", "--set", "sme_role=large")
    assert (code, err) == (2, "geef een regiobestand of --region NAAM\n")
    assert run("questionnaire", "--region", "Zeeland", "--set", "sme_role=large")[0] == 0
    assert read_workbook(here / "scan.xlsx", VOCABULARY).facts["sme_role"] == Given("large")
