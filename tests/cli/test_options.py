"""Options of `advise`: facts and assumptions, regions of one's own, standard input, and a file to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.results import FLEVOLAND, Result, Run, done, refused


def test_set_changes_an_assumption(flevoland: Callable[..., Result]) -> None:
    """A higher bound for a large city leaves one of two; the text and the parameters say which bound was used."""
    before = flevoland("--format", "json").data
    after = flevoland("--format", "json", "--set", "large_city=100000").data
    assert (before["facts"]["large_cities"]["value"], after["facts"]["large_cities"]["value"]) == (2, 1)
    assert after["parameters"]["large_city"] == 100_000
    assert before["rules"]["subregional-several-large-cities"]["status"] == "holds"
    assert after["rules"]["subregional-several-large-cities"]["status"] == "fails"
    assert "100.000" in flevoland("--set", "large_city=100000", "--full").out


def test_set_changes_a_fact(flevoland: Callable[..., Result]) -> None:
    """A fact may be set by id or by its Dutch or English label, also to unknown; the last one wins."""
    for value in ("connected", "verbonden", "Connected"):
        data = flevoland("--format", "json", "--set", f"regional_network={value}").data
        assert data["facts"]["regional_network"]["value"] == "connected"
        assert data["conclusions"]["local_first"]["status"] == "fails"
    data = flevoland("--format", "json", "--set", "regional_network=unknown").data
    assert data["facts"]["regional_network"]["value"] is None
    assert data["conclusions"]["local_first"]["status"] == "open"


CSV = """\
region_number,region,municipality,population
1,Nieuwland,Grootstad,250000
1,Nieuwland,Middelstad,90000
1,Nieuwland,Kleindorp,8000
2,Zeeland,Middelburg,48000
"""


def test_profiles_of_ones_own(run: Run, tmp_path: Path) -> None:
    """Newer figures come from a CSV file with the same columns, for --region, for a file and for `regions`."""
    table = tmp_path / "regions.csv"
    table.write_text(CSV, "utf-8")
    data = done(run("advise", "--region", "nieuwland", "--profiles", table, "--format", "json")).data
    assert data["region"] == "Nieuwland"
    assert data["facts"]["population_total"]["value"] == 348_000
    file = tmp_path / "zeeland.yaml"
    file.write_text("profile: Zeeland\n", "utf-8")
    data = done(run("advise", file, "--profiles", table, "--format", "json")).data
    assert data["facts"]["municipality_count"]["value"] == 1
    listed = done(run("regions", "--profiles", table)).out
    assert "Nieuwland" in listed
    assert "Groningen" not in listed
    table.write_text(CSV.replace("90000", "-3").replace("8000\n", "\n"), "utf-8")
    assert all(str(table) in line for line in run("regions", "--profiles", table).lines)
    assert run("regions", "--profiles", table).code == 2


def test_standard_input(run: Run, flevoland: Callable[..., Result]) -> None:
    """The file `-` is standard input, and its mistakes have places too."""
    assert done(run("advise", "-", stdin=FLEVOLAND.read_bytes())).out == flevoland().out
    assert refused(run("advise", "-", stdin=b"region: T\nregion: U\n", REGIORULES_LANG="en"))[0].startswith("-:2:1")
    refused(run("advise", "-", stdin=b""))


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_output_goes_whole_into_a_file(run: Run, flevoland: Callable[..., Result], tmp_path: Path, format: str) -> None:
    """--output writes what would have been printed, over what was there, and leaves nothing beside it."""
    file = tmp_path / "advies"
    file.write_text("vorige keer" * 100_000, "utf-8")
    result = run("advise", FLEVOLAND, "--format", format, "--output", file)
    said = "" if format == "json" else f"geschreven: {file}\n"  # a program knows
    assert (result.code, result.out, result.err) == (0, "", said)
    assert file.read_text("utf-8") == flevoland("--format", format).out
    assert list(tmp_path.iterdir()) == [file]


def test_output_is_left_alone_on_an_error(run: Run, tmp_path: Path) -> None:
    """Where there is no advice, the file that was there stays."""
    file = tmp_path / "advies.txt"
    file.write_text("vorige keer", "utf-8")
    refused(run("advise", "nowhere.yaml", "--output", file))
    assert file.read_text("utf-8") == "vorige keer"


def test_an_unknown_format_is_found_before_the_output_is_touched(run: Run, tmp_path: Path) -> None:
    """No file comes into being for a format that doesn't exist."""
    refused(run("advise", FLEVOLAND, "--format", "latex", "--output", tmp_path / "x.tex"))
    assert list(tmp_path.iterdir()) == []
