"""The page on a rule set's own words: its table is the code's, and its task can be done as it is written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from attrs import fields

from regiorules.facts.tables import ProfileForm
from regiorules.facts.words import WORDS
from regiorules.rules.terms import SECTIONS
from tests.commands import flat, run
from tests.paths import REGIONS, ROOT

PAGE = (ROOT / "docs" / "terms.md").read_text("utf-8")
YAML = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_tables_name_every_section_and_every_word() -> None:
    """And nothing that isn't there."""
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)`", PAGE, re.MULTILINE)
    assert {name: section for section, name in rows} == {**SECTIONS, "section": "sections"}
    [named] = re.findall(r"^`words` replaces headings: (.*?)\.\n", PAGE, re.MULTILINE | re.DOTALL)
    assert re.findall(r"`(\w+)`", named) == list(WORDS)


@pytest.mark.parametrize(
    ("language", "risks", "severity", "section", "mark"),
    [
        ("nl", "Risico's", "kritiek", "De haven", "havenbedrijf, nu"),
        ("en", "Risks", "critical", "The port", "port authority, now"),
    ],
)
def test_an_addressee_a_severity_and_a_section_without_python(
    tmp_path: Path, language: str, risks: str, severity: str, section: str, mark: str
) -> None:
    """A new plugin, the page's file beside its rule set, and the advice shows all three."""
    assert run("new", "plugin", "demo", "--output", tmp_path)[0] == 0
    [folder] = (path.parent for path in tmp_path.rglob("ruleset.yaml"))
    (folder / "harbour.yaml").write_text(YAML[1], "utf-8")
    words = (REGIONS / "flevoland.yaml", "--ruleset", "core", "--ruleset", folder, "--lang", language)
    code, out, err = run("advise", *words, "--format", "markdown")
    assert (code, err) == (0, "")
    first = out.split(f"\n## {risks}\n")[1].split("### ")[1]
    assert severity in first.splitlines()[0]
    further = out.split(f"\n### {section}\n")[1].split("\n#")[0]
    assert f"({mark})" in flat(further)


def test_the_table_of_regions_in_the_page_works(tmp_path: Path) -> None:
    """In the place of core's, with a file of the columns that it names; its keys are those that there are."""
    folder = shutil.copytree(ROOT / "rulesets" / "core", tmp_path / "core")
    (folder / "profile.yaml").write_text(YAML[0], "utf-8")
    head = "regionummer;regio;gemeente;inwoners;centrumgemeente\n"
    for year in ("2016", "2026"):
        rows = f"1;Ergens;Dorp {year};20.000;Den Haag\n1;Ergens;Den Haag;90.000;\n"
        (folder / "data" / f"regions-{year}.csv").write_text(head + rows, "utf-8")
    (folder / "data" / "successions.csv").write_text("date,name,formed_from\n2020-01-01,Dorp 2026,Dorp 2016|Gat\n")
    command = ("advise", "--ruleset", folder, "--lang", "nl")
    code, out, err = run(*command, "--region", "'s-Gravenhage", "--profiles", "2016", "--full")
    assert (code, err) == (0, "'s-Gravenhage ligt in de regio Ergens; daarvan gaan we uit [let op]\n")
    assert "gemeenten en inwonertallen van 1 januari 2016" in flat(out)
    assert "Centrumgemeente: Den Haag" in flat(out)
    code, _, err = run(*command, "--region", "Gat")
    assert (code, "Gat hoort sinds 1 januari 2020 bij Dorp 2026" in err) == (0, True)
    part = PAGE.split("## What is known of a region beforehand")[1].split("\n## ")[0]
    keys = [each.name for each in fields(ProfileForm) if each.name != "place"]
    assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == keys
