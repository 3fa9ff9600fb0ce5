"""`regiorules postcode`: who serves the employer at a postcode."""

import json
from pathlib import Path
from typing import Any

import pytest
import regiorules_friesland

PLUGINS = {"friesland": regiorules_friesland}
EXAMPLE = regiorules_friesland.EXAMPLE


@pytest.fixture
def run(regiorules_run: Any) -> Any:
    """`regiorules postcode` with the invented table."""

    def with_table(*words: object, table: Path = EXAMPLE) -> Any:
        return regiorules_run("postcode", *words, "--table", table, plugins=PLUGINS)

    return with_table


@pytest.mark.parametrize("words", [["8911"], ["8911 AB"], ["8911ab"], ["8911", "AB"], [" 8911 "]])
def test_one_party(words: list[str], run: Any) -> None:
    """With or without the letters: the party and its contact, and exit code 0."""
    done = run(*words)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "  Werkgevers op 8911 horen bij Servicepunt Noord (verzonnen).",
        "  - 8900-8919: Servicepunt Noord (verzonnen) (contact: Werkgeversdesk Noord)",
    ]


@pytest.mark.parametrize(
    ("postcode", "language", "words"),
    [
        ("8965", "nl", "de tabel noemt geen contact"),
        ("8965", "en", "the table names no contact"),
        ("8985", "nl", "contact onbekend"),
        ("8985", "en", "contact unknown"),
    ],
)
def test_no_contact_is_said(postcode: str, language: str, words: str, run: Any) -> None:
    """That the table names no contact is one thing, and that it is unknown another."""
    done = run(postcode, "--lang", language)
    assert done.code == 0
    assert words in done.out


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "horen bij 2 partijen, en kunnen dus door elk"), ("en", "belong to 2 parties, and so may be approached")],
)
def test_several_parties(language: str, words: str, run: Any) -> None:
    """All are named, and the exit code is 1."""
    done = run("8937", "--lang", language)
    assert (done.code, done.err) == (1, "")
    assert words in done.out
    assert "8920-8939: Servicepunt Noord" in done.out
    assert "8936-8949: Servicepunt Zuid" in done.out


@pytest.mark.parametrize(
    ("postcode", "nearest"), [("8955", ["8960-8979"]), ("1000", ["8900-8919"]), ("9999", ["8980-8989"])]
)
def test_nobody(postcode: str, nearest: list[str], run: Any) -> None:
    """Nobody is said as such, with the nearest by number, and exit code 1."""
    done = run(postcode)
    assert done.code == 1
    assert f"{postcode} staat niet in de tabel" in done.out
    assert [line.split(":")[0].strip(" -") for line in done.out.splitlines()[2:]] == nearest


def test_two_are_equally_near(tmp_path: Path, run: Any) -> None:
    """Of two that are equally near both are named."""
    table = tmp_path / "table.csv"
    table.write_text("postcode_from,postcode_to,party\n8900,8900,A\n8904,8904,B\n")
    done = run("8902", "--lang", "en", table=table)
    assert done.code == 1
    assert done.out.splitlines()[1:] == [
        "  Nearest by number (ask there):",
        "    - 8900: A (contact unknown)",
        "    - 8904: B (contact unknown)",
    ]


def test_one_party_in_two_rows(tmp_path: Path, run: Any) -> None:
    """A party with two contacts is still one party."""
    table = tmp_path / "table.csv"
    table.write_text("postcode_from,postcode_to,party,contact\n8900,8909,A,desk\n8905,8909,a,field\n")
    done = run("8906", table=table)
    assert done.code == 0
    assert "contact: desk" in done.out
    assert "contact: field" in done.out


@pytest.mark.parametrize(
    ("postcode", "found", "code", "areas", "nearest"),
    [("8911", "one", 0, 1, 0), ("8937", "several", 1, 2, 0), ("8955", "none", 1, 0, 1)],
)
def test_json(postcode: str, found: str, code: int, areas: int, nearest: int, run: Any) -> None:
    """The same for a program, whatever the language."""
    done = run(postcode, "--format", "json")
    answer = json.loads(done.out)
    assert (done.code, answer["postcode"], answer["found"]) == (code, int(postcode), found)
    assert (len(answer["areas"]), len(answer["nearest"])) == (areas, nearest)
    assert run(postcode, "--format", "json", "--lang", "en").out == done.out


def test_output_goes_to_a_file(tmp_path: Path, run: Any) -> None:
    """With --output nothing is on the screen."""
    done = run("8911", "--output", tmp_path / "answer.txt")
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "answer.txt").read_text() == run("8911").out


@pytest.mark.parametrize(
    "wrong", ["891", "0911", "89111", "8911 A", "8911 ABC", "abc", "8911-AB", "８９１１", "8911 8912"]
)
def test_what_is_no_postcode_is_refused(wrong: str, run: Any) -> None:
    """Exit code 2, and how to write one, in both languages."""
    done = run(wrong)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"{wrong} is geen postcode; schrijf 8911 of 8911 AB\n"
    told = run(wrong, "--format", "json")
    assert (told.code, told.out) == (2, "")
    assert json.loads(told.err)["detail"] == done.err.rstrip("\n")
    assert run(wrong, "--lang", "en").err == f"{wrong} isn't a postcode; write 8911 or 8911 AB\n"


def test_a_table_is_needed(regiorules_run: Any) -> None:
    """The plugin has no table of its own, and says how to give one."""
    done = regiorules_run("postcode", "8911", plugins=PLUGINS)
    assert (done.code, done.out) == (2, "")
    assert "--table BESTAND.csv" in done.err
    assert "--table FILE.csv" in regiorules_run("postcode", "8911", "--lang", "en", plugins=PLUGINS).err


def test_a_broken_table_is_refused(tmp_path: Path, run: Any) -> None:
    """Exit code 2, with every problem of the table."""
    table = tmp_path / "table.csv"
    table.write_text("postcode_from,postcode_to,party\n89,8901,A\n8905,8904,B\n")
    done = run("8911", table=table)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 2)
    assert "table.csv:2:1" in done.err


def test_a_name_that_no_file_can_have(run: Any) -> None:
    """A program can give any name: one line, no traceback."""
    done = run("8911", table="a\0b.csv")
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(": zo kan een bestand niet heten\n")
    assert done.err.count("\n") == 1
