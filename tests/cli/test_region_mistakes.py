"""Mistakes in a region file on the command line: each is one line with its place, and the exit code is 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.results import Run, refused

SIX = """\
region: Testland
facts:
  sme_rol: large
  coalition: fragil
  member_considers_leaving: misschien
  municipality_count: 4
  municipalities:
    - {name: Dorp, population: -5}
    - {population: 3000}
"""


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_six_mistakes_give_six_lines(run: Run, tmp_path: Path, lang: str) -> None:
    """Every mistake in a file is reported in one run, each with its line and column, in the order of the file."""
    file = tmp_path / "six.yaml"
    file.write_text(SIX, "utf-8")
    lines = refused(run("advise", file, "--lang", lang), 6)
    places = ["3:3", "4:14", "5:29", "6:23", "8:32", "9:7"]
    assert [line.split(" ")[0] for line in lines] == [f"{file}:{place}:"[:-1] for place in places]
    for line, word in zip(lines, ("sme_role", "fragil", "misschien", "municipality_count", "-5", "name"), strict=True):
        assert word in line
    assert ("did you mean sme_role?" in lines[0]) is (lang == "en")


def municipalities(record: str) -> str:
    return f"region: Testland\nfacts:\n  municipalities:\n    - {record}\n"


LAUGHS = "a: &a [lol, lol]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
MISTAKES = {
    "an empty file": ("", None),
    "only a comment": ("# nothing\n", None),
    "a billion laughs": (LAUGHS, "1:4"),
    "nested without end": ("region: " + "[" * 5000, "1:"),
    "too many values": ("region: T\nfacts: [" + "1," * 250_000 + "]\n", "2:"),
    "a population of -5": (municipalities("{name: Dorp, population: -5}"), "4:32"),
    "a population of 0": (municipalities("{name: Dorp, population: 0}"), "4:32"),
    "a population of NaN": (municipalities("{name: Dorp, population: NaN}"), "4:32"),
    "a population of .nan": (municipalities("{name: Dorp, population: .nan}"), "4:32"),
    "an infinite population": (municipalities("{name: Dorp, population: .inf}"), "4:32"),
    "half an inhabitant": (municipalities("{name: Dorp, population: 10.5}"), "4:32"),
    "points between thousands": (municipalities("{name: Dorp, population: 75.00.0}"), "4:32"),
    "a region twice": ("region: Testland\nregion: Elders\n", "2:1"),
    "a municipality without a name": (municipalities("{population: 5000}"), "4:7"),
    "a municipality twice": (municipalities("{name: Dorp}\n    - {name: dorp}"), "5:14"),
    "a fact that isn't in the vocabulary": ("region: T\nfacts:\n  sme_roll: large\n", "3:3"),
    "a level that isn't one": ("region: T\nfacts:\n  sme_role: huge\n", "3:13"),
    "no region": ("facts:\n  sme_role: large\n", "1:1"),
    "a list": ("- region\n", "1:1"),
    "a text": ("hallo\n", "1:1"),
    "two documents": ("region: T\n---\nregion: U\n", "2:"),
    "no YAML": ("region: [T\n", None),
    "a tab": ("region: T\nfacts:\n\tsme_role: large\n", "3:1"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_gives_one_line(run: Run, tmp_path: Path, mistake: str) -> None:
    """Whatever is wrong with a file: one line that names the file and the place, exit code 2."""
    text, place = MISTAKES[mistake]
    file = tmp_path / "region.yaml"
    file.write_text(text, "utf-8")
    (line,) = refused(run("advise", file))
    assert line.startswith(f"{file}:{place}" if place else str(file))


def test_twenty_megabytes_are_refused(run: Run, tmp_path: Path) -> None:
    """A file of 20 MB isn't read at all."""
    file = tmp_path / "large.yaml"
    file.write_text("region: Testland\nfacts:\n" + "  sme_role: large\n" * 1_200_000, "utf-8")
    assert file.stat().st_size > 20_000_000
    (line,) = refused(run("advise", file))
    assert "MB" in line


def test_json_mistakes(run: Run, tmp_path: Path) -> None:
    """JSON is read as strictly as YAML, with places."""
    file = tmp_path / "region.json"
    for text, place in (
        ('{"region": "T", "region": "U"}', "1:17"),
        ('{"region": "T",\n "facts": {"municipalities": [{"name": "D", "population": NaN}]}}', "2:59"),
        ('{"region": "T",}', "1:"),
        ("", ""),
    ):
        file.write_text(text, "utf-8")
        (line,) = refused(run("advise", file))
        assert line.startswith(f"{file}:{place}")


def test_bytes_that_are_no_text(run: Run, tmp_path: Path) -> None:
    """A file that isn't UTF-8, or holds a NUL, is refused with one line."""
    for content in (b"region: S\xfadwest\n", b"region: T\0\n", bytes(range(256))):
        file = tmp_path / "region.yaml"
        file.write_bytes(content)
        (line,) = refused(run("advise", file))
        assert line.startswith(str(file))
