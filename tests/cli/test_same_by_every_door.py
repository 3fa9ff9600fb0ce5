"""One dossier of which facts are partly known, given in each of the ways there are: one assessment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.interviews import VOCABULARY, next_fact
from tests.commands import run

KNOWN = {
    "regional_network": "hoogstens los",
    "regional_strategy_agreed": "minstens deels",
    "employer_service_point": "niet in bedrijf",
    "municipalities": "Almere 218.000, anderen onbekend",
}
OUTER = {
    "regional_network": {"at_most": "loose"},
    "regional_strategy_agreed": {"at_least": "partly"},
    "employer_service_point": {"at_most": "planned"},
    "municipalities": {"records": [{"name": "Almere", "population": 218000}], "complete": False},
}
SET = tuple(word for name, text in KNOWN.items() for word in ("--set", f"{name}={text}"))


def assessed(path: Path, *options: str) -> str:
    """The assessment as JSON, but for its sources: those of the list, and of each fact."""
    code, out, err = run("advise", path, "--ruleset", "core", "--format", "json", *options)
    assert (code, err) == (0, "")
    data: dict[str, Any] = json.loads(out)
    del data["advice"]
    del data["sources"]
    for each in data["facts"].values():
        each.pop("sources", None)
    return json.dumps(data)


def written(path: Path, facts: dict[str, Any]) -> Path:
    """A region file with these facts."""
    data = {"region": "Proefregio", "facts": facts}
    path.write_text(json.dumps(data) if path.suffix == ".json" else yaml.safe_dump(data, allow_unicode=True))
    return path


def told(path: Path) -> Path:
    """A region file that an interview over a pipe filled, question by question; all else is skipped."""
    rest = {name: None for name, fact in VOCABULARY.facts.items() if fact.asked and name not in KNOWN}
    written(path, rest)
    for _ in KNOWN:
        answer = KNOWN[next_fact(path)]
        assert run("ask", path, "--ruleset", "core", stdin=f"{answer}\n")[0] == 0
    return path


def filled_in(path: Path) -> Path:
    """A questionnaire in which a person typed the same."""
    openpyxl = pytest.importorskip("openpyxl")
    assert run("questionnaire", "--output", path, "--ruleset", "core")[0] == 0
    book = openpyxl.load_workbook(path)
    book["Start"]["B4"] = "Proefregio"
    facts = book["Feiten"]
    rows = {cell.value: cell.row for cell in facts["A"] if cell.value}
    for name, text in KNOWN.items():
        question = VOCABULARY.facts[name].question
        if name != "municipalities" and question:
            facts.cell(rows[question.nl], 2).value = text
    listed = book["Gemeenten"]
    below = next(cell.row for cell in listed["A"] if cell.value == "Naam") + 1
    for row, cells in enumerate((("Almere", 218000), ("en andere", None)), below):
        for column, cell in enumerate(cells, 1):
            listed.cell(row, column).value = cell
    book.save(path)
    return path


@pytest.fixture
def expected(tmp_path: Path) -> str:
    """What a region file with the words gives."""
    return assessed(written(tmp_path / "woorden.yaml", KNOWN))


def test_the_region_file_says_what_is_partly_known(expected: str) -> None:
    """Or all the others might agree on nothing."""
    facts = json.loads(expected)["facts"]
    assert {name: facts[name]["value"] for name in KNOWN} == OUTER
    assert facts["large_cities"]["value"] == {"at_least": 1}


def test_every_door_gives_the_same_assessment(expected: str, tmp_path: Path) -> None:
    """Words or plain data in YAML and JSON, `--set`, an interview over a pipe: byte for byte."""
    assert assessed(written(tmp_path / "plat.yaml", OUTER)) == expected
    assert assessed(written(tmp_path / "woorden.json", KNOWN)) == expected
    assert assessed(written(tmp_path / "plat.json", OUTER)) == expected
    assert assessed(written(tmp_path / "leeg.yaml", {}), *SET) == expected
    assert assessed(told(tmp_path / "vraag.yaml")) == expected
    assert assessed(told(tmp_path / "vraag.json")) == expected


def test_a_workbook_gives_the_same_assessment(expected: str, tmp_path: Path) -> None:
    """The cells hold the same words, and the list its last row."""
    assert assessed(filled_in(tmp_path / "scan.xlsx")) == expected


def test_what_is_set_may_be_partly_known(tmp_path: Path) -> None:
    """What if: a fact that was known, or known in part, is known otherwise; a list by one line."""
    path = written(tmp_path / "woorden.yaml", KNOWN)
    words = ("whatif", path, "--ruleset", "core", "--set")
    code, out, err = run(*words, "regional_network=afwezig of verbonden")
    assert (code, err) == (0, "")
    assert "afwezig of verbonden" in out
    code, out, err = run(*words, "municipalities=Almere 218.000, Lelystad 80.000, en andere", "--format", "json")
    assert (code, err) == (0, "")
    found = {each["id"]: (each["before"], each["after"]) for each in json.loads(out)["facts"]}
    assert found["large_cities"] == ("minstens 1", "minstens 2")
    code, out, err = run(*words, "regional_network=minstens verbonden en hoogstens los")
    assert (code, out) == (2, "")
    assert err.startswith("regional_network: hoogstens los gaat niet samen met minstens verbonden")
