"""Lint of region files: their errors, and what is odd in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve

from regiorules.authoring.lint.regions import warnings as region_warnings
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import read_region
from regiorules.facts.workbook import workbook_content
from tests.authoring.lint.spoiling import fact, lines, region, with_extra
from tests.commands import run
from tests.mini import KNOWLEDGE, MINI, VOCABULARY


def test_errors_of_a_region_file(tmp_path: Path) -> None:
    """All that the reader has against it, in the order of the file."""
    path = region(tmp_path, "region: X\nfacts:\n  trsut: low\n  effort: hgh\n  domains: {value: work, source: s}\n")
    assert lines(tmp_path, path, "--ruleset", MINI, code=2) == [
        "region.yaml:3:3 facts.trsut: trsut isn't a fact of the vocabulary (see: regiorules facts);"
        " did you mean trust? [error]",
        "region.yaml:4:11 facts.effort: hgh isn't a value of effort; choose from: low, medium, high;"
        " did you mean high? [error]",
        "region.yaml:5:34 facts.domains.source: s doesn't stand under sources in this file [error]",
    ]


ODD_REGION = """region: Flevolnad
sources: {used: {title: T}, idle: {title: T}}
facts:
  trust: {value: low, source: used}
  mood: unknown
"""


@pytest.mark.parametrize("name", ["region.yaml", "region.json"])
def test_what_is_odd_in_a_region_file(mini: Path, tmp_path: Path, name: str) -> None:
    """A fact that nothing reads, a source that no fact names, a name with a slip of the pen; also in JSON."""
    with_extra(mini, fact("mood", "type: yes_no"))
    text = ODD_REGION
    if name.endswith("json"):
        text = (
            '{"region": "Flevolnad",\n "sources": {"used": {"title": "T"}, "idle": {"title": "T"}},\n'
            ' "facts": {"trust": {"value": "low", "source": "used"},\n  "mood": null}}'
        )
    code, out, _ = run("lint", region(tmp_path, text, name), "--ruleset", mini, "--format", "json")
    found = json.loads(out)["warnings"]
    assert code == 1
    assert [(each["place"]["line"], each["path"], each["code"], each["suggestion"]) for each in found] == [
        (1, "region", "unknown_region", "Flevoland"),
        (2, "sources.idle", "lint_source_unused", None),
        (5 if name.endswith("yaml") else 4, "facts.mood", "lint_fact_unread", None),
    ]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Flevolnad", "Flevoland"),
        ("zeland", "Zeeland"),
        ("Flevoland", None),
        ("FLEVOLAND", None),
        ("Oost-Groningen", None),
        ("Rivierenland 2014", None),
        ("Testregio", None),
        ("Oost-Brabant", None),
        ("Land van Cuijk", None),
    ],
)
def test_only_a_slip_of_the_pen_is_odd(tmp_path: Path, name: str, meant: str | None) -> None:
    """A region of one's own may have a name of its own."""
    path = region(tmp_path, f"region: {name}\n")
    found = list(region_warnings(read_region(path, VOCABULARY), path, KNOWLEDGE, built_in_profiles(VOCABULARY)))
    assert [problem.suggestion for problem in found] == ([meant] if meant else [])


def test_a_profile_brings_nothing_odd(tmp_path: Path) -> None:
    """The municipalities and the source of a profile aren't of the file."""
    nothing = evolve(KNOWLEDGE, rules={}, derivations={})
    path = region(tmp_path, "profile: Flevoland\n")
    assert list(region_warnings(read_region(path, VOCABULARY), path, nothing, built_in_profiles(VOCABULARY))) == []
    path = region(tmp_path, "profile: Flevoland\nfacts: {municipalities: [{name: A}]}\n")
    found = list(region_warnings(read_region(path, VOCABULARY), path, nothing, built_in_profiles(VOCABULARY)))
    assert [(problem.code, problem.place.line) for problem in found] == [("lint_fact_unread", 2)]


def test_a_workbook(tmp_path: Path) -> None:
    """A questionnaire is a region file too: its errors name sheet and cell."""
    path = tmp_path / "scan.xlsx"
    path.write_bytes(
        workbook_content(VOCABULARY, read_region(region(tmp_path, "region: Zeeland\nfacts: {trust: low}"), VOCABULARY))
    )
    assert lines(tmp_path, path, "--ruleset", MINI, code=0) == []
    from openpyxl import load_workbook

    book = load_workbook(path)
    spoilt = next(cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "laag")
    spoilt.value = "zo-zo"
    book.save(path)
    (line,) = lines(tmp_path, path, "--ruleset", MINI, code=2)
    assert line.startswith("scan.xlsx:")
    assert "zo-zo" in line


def test_standard_input(tmp_path: Path) -> None:
    """A region file from a pipe."""
    code, out, _ = run("lint", "-", "--ruleset", MINI, "--lang", "en", stdin="region: X\nfacts: {trsut: low}")
    assert code == 2
    assert out.startswith("-:2:9 facts.trsut: trsut isn't a fact")
    assert run("lint", "-", "--ruleset", MINI, stdin="region: X\n")[0] == 0
