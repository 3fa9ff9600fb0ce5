"""`regiorules cbs` as a person uses it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]


def test_a_year_becomes_a_csv_that_is_read_back(cbs: Any, run: Run, tmp_path: Path) -> None:
    """The file gives the same regions as the name does, and the command says how to use it."""
    path = tmp_path / "regios.csv"
    code, out, err = run("cbs", "2024", "--output", path)
    assert (code, err) == (0, f"geschreven: {path}\n")
    assert out.startswith("9 gemeenten in 4 arbeidsmarktregio's; CBS, Gebieden in Nederland 2024")
    rows = [line for line in run("regions", "--profiles", path)[1].splitlines() if "CBS" not in line]
    assert "Zeeland" in "".join(rows)
    by_name = run("regions", "--profiles", "cbs-2024")[1]
    assert [row for row in rows if row[:1].isdigit()] == [row for row in by_name.splitlines() if row[:1].isdigit()]


def test_without_a_file_it_is_printed(cbs: Any, run: Run) -> None:
    """CSV alone, to be piped."""
    code, out, err = run("cbs", "2016")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:2] == ["region_number,region,municipality,population", "11,Flevoland,Almere,198145"]
    assert len(lines) == 1 + len(cbs.rows("83287NED"))


def test_another_table(cbs: Any, run: Run) -> None:
    """By its number, whatever its year."""
    cbs.tables["99999NED"] = cbs.tables.pop("85755NED")
    cbs.tables["99999NED"]["TableInfos"][0]["Title"] = "Gebieden in Nederland 2031"
    code, out, err = run("cbs", "--table", "99999NED", "--lang", "en")
    assert (code, err) == (0, "")
    assert "24,Zeeland,Middelburg (Z.),\n" in out
    assert '28,Zuidoost-Brabant,"Nuenen, Gerwen en Nederwetten",3333\n' in out


def test_without_anything_it_lists_what_there_is(cbs: Any, run: Run) -> None:
    """The names, their tables, and which are fetched already; nothing is asked of CBS."""
    run("cbs", "2024")
    cbs.asked.clear()
    code, out, _ = run("cbs", "--lang", "en")
    assert (code, cbs.asked) == (0, [])
    lines = {words[0]: words[1:] for words in map(str.split, out.splitlines()) if words}
    assert (lines["cbs-2024"], lines["cbs-2016"]) == (["85755NED", "yes"], ["83287NED"])
    assert "Kept in" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1999",), "van 1999 is geen tabel bekend (wel van 2016 tot en met 2026)"),
        (("twee",), "van twee is geen tabel bekend"),
        (("2024", "--table", "85755NED"), "geef óf een jaar óf --table, niet allebei"),
    ],
)
def test_what_cannot_be_asked(words: tuple[str, ...], said: str, cbs: Any, run: Run) -> None:
    """One error, and nothing is asked of CBS."""
    code, out, err = run("cbs", *words)
    assert (code, out, cbs.asked) == (2, "", [])
    assert said in err


def test_a_file_that_cannot_be_written(cbs: Any, run: Run, tmp_path: Path) -> None:
    """The place, the reason and the way on."""
    code, _, err = run("cbs", "2024", "--output", tmp_path / "no" / "x.csv")
    assert code == 2
    assert f"de map {tmp_path / 'no'} bestaat niet; maak haar eerst" in err


def test_the_help_speaks_both_languages(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command stands in the list of commands."""
    assert "cbs" in run("--help")[1]
    assert "Haal de regio's en inwonertallen" in run("cbs", "--help")[1]
