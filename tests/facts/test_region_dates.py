"""Dates in region files: checked with their place, kept in ISO form, and of the answers alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.errors import InputError, RuleSetError
from regiorules.facts.dates import today
from regiorules.facts.names import find_profile
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.region import read_region, region_from_profile, region_of, to_document
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.commands import run
from tests.mini import codes, messages

CORE = load_rulesets(ruleset_folder("core")).vocabulary
WRONG = ["31 februari 2016", "gisteren", "42430", "2016-13-45", "01/03/2016", "12:30", "\u202e2016"]
FORMS = [
    ("2016-03-01", "2016-03-01"),
    ("1-3-2016", "2016-03-01"),
    ("1 maart 2016", "2016-03-01"),
    ("maart 2016", "2016-03"),
    ("2016", "2016"),
    ("onbekend", ""),
    ("", ""),
]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_date_is_an_error_with_its_place(text: str, tmp_path: Path) -> None:
    """The date of the region and that of a source, each with line, column and the forms that can be."""
    path = tmp_path / "x.yaml"
    path.write_text(f'region: X\ndate: "{text}"\nsources:\n  s: {{title: T, date: "{text}"}}\n', "utf-8")
    lines = messages(InputError, read_region, path, CORE)
    assert [line.split()[:2] for line in lines] == [[f"{path}:2:7", "date:"], [f"{path}:4:23", "sources.s.date:"]]
    assert all("1-3-2016" in line for line in lines)


@pytest.mark.parametrize(("text", "iso"), FORMS)
def test_a_date_is_kept_in_iso_form(text: str, iso: str) -> None:
    """Whatever form it was written in; and reading what is kept gives the same region."""
    data = {"region": "X", "date": text, "sources": {"s": {"title": "T", "date": text}}}
    region = region_of(data, CORE)
    assert (region.date, region.sources["s"].date) == (iso, iso)
    assert region_of(to_document(region), CORE) == region


def test_the_date_of_the_answers_is_not_that_of_the_table() -> None:
    """A region from a table has no date of its own: the table is a source with a date."""
    profiles = built_in_profiles(CORE, "2016")
    region = region_from_profile(find_profile("Zeeland", profiles))
    assert (region.date, region.sources["profile"].date) == ("", "2016-01-01")
    region = region_of({"profile": "Zeeland", "date": "1 juli 2026"}, CORE, profiles)
    assert (region.date, region.sources["profile"].date) == ("2026-07-01", "2016-01-01")
    assert region_of({"profile": "Zeeland"}, CORE, profiles).date == ""


@pytest.mark.parametrize("text", WRONG)
def test_the_date_of_the_source_of_a_rule_set_is_checked(text: str, tmp_path: Path) -> None:
    """As the other dates are."""
    head = "ruleset:\n  id: r\n  version: 1\n  title: {nl: T, en: T}\n  source:\n    title: {nl: S, en: S}\n"
    (tmp_path / "ruleset.yaml").write_text(f'{head}    date: "{text}"\n', "utf-8")
    assert codes(RuleSetError, load_rulesets, tmp_path) == ["not_moment"]
    (tmp_path / "ruleset.yaml").write_text(f"{head}    date: maart 2016\n", "utf-8")
    assert load_rulesets(tmp_path).rulesets[0].source.date == "2016-03"


COMMANDS = [("advise", "--region", "Zeeland"), ("rules",), ("questions", "--region", "Zeeland")]


@pytest.mark.parametrize("command", COMMANDS, ids=["advise", "rules", "questions"])
def test_the_day_asked_for_is_iso_or_dutch(command: tuple[str, ...]) -> None:
    """`--on` reads what a file reads, and says what it can't."""
    code, out, _ = run(*command, "--on", "2021-02-01")
    assert code == 0
    for form in ("1-2-2021", "1 februari 2021"):
        assert run(*command, "--on", form) == (0, out, "")
    for wrong in ("31 februari 2021", "gisteren", "44228", "2021"):
        code, out, err = run(*command, "--on", wrong)
        assert (code, out) == (2, "")
        assert wrong in err
        assert len(err.splitlines()) == 1


def test_an_interview_in_a_new_file_notes_its_day(tmp_path: Path) -> None:
    """The answers are of the day that they are given; a file that is there keeps the date that it has."""
    path = tmp_path / "new.yaml"
    assert run("ask", "--region", "Zeeland", "--output", path, "--ruleset", "core", stdin="stop\n")[0] == 0
    region = read_region(path, CORE)
    assert region.date == today().isoformat()
    assert region.sources["profile"].date == "2026"
    path.write_text("region: Zeeland\ndate: 1-3-2020\n", "utf-8")
    assert run("ask", path, "--ruleset", "core", stdin="stop\n")[0] == 0
    assert path.read_text("utf-8") == "region: Zeeland\ndate: 1-3-2020\n"
