"""What comes in from CBS is what RegioRules works with."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import regiorules_cbs
from regiorules_cbs.columns import Columns, find_columns
from regiorules_cbs.editions import TABLES
from regiorules_cbs.store import get_table
from regiorules_cbs.table import COLUMNS

from regiorules.errors import InputError, Place
from regiorules.facts.profiles import built_in_profiles, read_profiles
from regiorules.plugins import load_plugins
from regiorules.rules.load import load_rulesets, ruleset_folder

VOCABULARY = load_rulesets(ruleset_folder("core")).vocabulary
Run = Callable[..., tuple[int, str, str]]


def population(table: str, region: str) -> dict[str, Any]:
    """The municipalities of a region, in order."""
    return {each["name"]: each["population"] for each in get_table(table).profiles()[region].facts["municipalities"]}


def test_2016_is_the_table_of_core(cbs: Any) -> None:
    """Names without the spaces that CBS adds, over three pages: Zeeland and Flevoland as they stand there."""
    found = get_table("83287NED", 2016).profiles()
    assert list(found) == ["Flevoland", "Zeeland"]
    for name, profile in found.items():
        assert profile.facts["municipalities"] == built_in_profiles(VOCABULARY, "2016")[name].facts["municipalities"]
        assert (profile.name, profile.date) == (name, "2016-01-01")
    assert [profile.number for profile in found.values()] == [11, 24]
    assert cbs.asked.count("83287NED/TypedDataSet") == 3


def test_2024_has_other_columns(cbs: Any) -> None:
    """The columns are found by their titles, and not in the group that looks like it; two years stand side by side."""
    assert list(get_table("85755NED", 2024).profiles()) == ["Groningen", "Haaglanden", "Zeeland", "Zuidoost-Brabant"]
    assert list(get_table("83287NED", 2016).profiles()) == ["Flevoland", "Zeeland"]


def test_unknown_is_not_zero(cbs: Any) -> None:
    """A population that CBS doesn't give stays unknown, and comes last; the largest comes first."""
    zeeland = population("85755NED", "Zeeland")
    assert list(zeeland.items()) == [("Vlissingen", 4444), ("Goes", 2222), ("Borsele", 1111), ("Middelburg (Z.)", None)]


def test_a_name_is_not_marked_as_that_of_a_municipality(cbs: Any) -> None:
    """«Groningen (gemeente)» is Groningen."""
    assert list(population("85755NED", "Groningen")) == ["Groningen", "Veendam"]
    assert list(population("85755NED", "Haaglanden")) == ["'s-Gravenhage"]


def test_rows_that_are_no_municipality_are_passed_over(cbs: Any) -> None:
    """A row for the country or a province isn't a municipality."""
    row = dict(cbs.rows("85755NED")[0], Code_1="NL01      ", Code_5=None)
    cbs.rows("85755NED").append(row)
    assert len(get_table("85755NED").municipalities) == 9


def test_only_what_is_needed_is_asked_for(cbs: Any) -> None:
    """Three parts of one table, of the rows only five columns."""
    cbs.page = 1000
    selected: list[str] = []

    def listen(handler: Any, part: str) -> bool:
        selected.append(handler.path)
        return False

    cbs.answer = listen
    get_table("85755NED")
    assert cbs.asked == ["85755NED/TableInfos", "85755NED/DataProperties", "85755NED/TypedDataSet"]
    assert selected[-1].endswith("%24select=Code_1%2CNaam_2%2CCode_5%2CNaam_6%2CInwonertal_54")


def test_regions_and_advise_take_a_year(cbs: Any, run: Run) -> None:
    """`--profiles cbs-2024` works as the built-in table does, and the advice names CBS as source."""
    code, out, err = run("regions", "--profiles", "cbs-2024", "--format", "json")
    assert (code, err) == (0, "")
    zeeland = json.loads(out)[2]
    assert (zeeland["number"], zeeland["name"], zeeland["date"]) == (24, "Zeeland", "2024-01-01")
    assert zeeland["source"] == "CBS, Gebieden in Nederland 2024 (85755NED, bijgewerkt 2024-05-31), CC BY 4.0"
    code, out, err = run("advise", "--region", "zeeland", "--profiles", "cbs-2024", "--format", "json")
    assert (code, err) == (0, "")
    assert "Gebieden in Nederland 2024" in out


def test_every_year_has_a_name(cbs: Any, run: Run) -> None:
    """`cbs-YEAR` for each year, and `cbs-NUMBER` for a table that the environment adds."""
    assert min(TABLES) == 2016
    for year, table in TABLES.items():
        cbs.tables[table] = json.loads(json.dumps(cbs.tables["85755NED"]))
        cbs.tables[table]["TableInfos"][0]["Title"] = f"Gebieden in Nederland {year}"
        assert run("regions", "--profiles", f"cbs-{year}")[0] == 0


def test_the_environment_adds_a_table(cbs: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer table gets a name of its own; its year comes from its title."""
    cbs.tables["99999NED"] = cbs.tables["85755NED"]
    cbs.tables["99999NED"]["TableInfos"][0]["Title"] = "Gebieden in Nederland 2031"
    monkeypatch.setenv("REGIORULES_CBS_TABLES", "99999NED, ")
    names = load_plugins(only=(), modules={"cbs": regiorules_cbs}).profiles
    assert [name for name in names if not name[-4:].isdigit()] == ["cbs-99999NED"]
    code, out, err = run("regions", "--profiles", "cbs-99999NED", "--format", "json")
    assert (code, err) == (0, "")
    assert {each["date"] for each in json.loads(out)} == {"2031-01-01"}


def test_a_title_without_a_year_gives_no_date(cbs: Any) -> None:
    """No date is made up."""
    cbs.tables["85755NED"]["TableInfos"][0] = {"Title": "Gebieden"}
    table = get_table("85755NED")
    assert {each.date for each in table.profiles().values()} == {""}
    assert table.source == "CBS, Gebieden (85755NED), CC BY 4.0"


def test_csv_is_read_back(cbs: Any, tmp_path: Path) -> None:
    """What is written has the columns of the built-in table and reads back as the same regions."""
    path = tmp_path / "out.csv"
    table = get_table("85755NED")
    path.write_text(table.to_csv())
    assert path.read_text().splitlines()[0] == ",".join(COLUMNS)
    back, there = read_profiles(path, VOCABULARY), table.profiles()
    assert list(back) == list(there)
    assert [each.facts for each in back.values()] == [each.facts for each in there.values()]


def test_titles_may_differ_in_small_things() -> None:
    """Capitals, spaces and kinds of apostrophe don't matter; ids may be numbers or text."""
    shape: list[dict[str, Any]] = [
        {"ID": 1, "Type": "TopicGroup", "Key": "", "Title": "Codes en  namen van GEMEENTEN"},
        {"ID": 2, "Type": "TopicGroup", "Key": "", "Title": "Arbeidsmarktregio’s"},
        *(
            {"ID": 9, "ParentID": str(n), "Type": "Topic", "Title": t, "Key": f"{t}{n}"}
            for n in (1, 2)
            for t in ("Code", "Naam ")
        ),
        {"ID": 8, "ParentID": None, "Type": "Topic", "Title": "inwonertal", "Key": "I_1"},
    ]
    assert find_columns(shape, "X", Place()) == Columns("Code1", "Naam 1", "Code2", "Naam 2", "I_1")
    with pytest.raises(InputError, match="Inwonertal"):
        find_columns(shape[:-1], "X", Place())


def test_a_proxy_is_used_where_the_environment_names_one(cbs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY is followed, in capitals too."""
    monkeypatch.setenv("HTTP_PROXY", cbs.url)
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("REGIORULES_CBS_URL", "http://cbs.invalid")
    cbs.page = 1000
    assert "Zeeland" in get_table("85755NED").profiles()


def test_no_proxy_is_kept(cbs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that NO_PROXY names is asked itself."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free.getsockname()[1]}")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert "Zeeland" in get_table("85755NED").profiles()
