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
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "terms.md").read_text("utf-8")
YAML = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_tables_name_every_section_and_every_word() -> None:
    """And nothing that isn't there."""
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)`", PAGE, re.MULTILINE)
    assert {name: section for section, name in rows} == {**SECTIONS, "section": "sections"}
    [named] = re.findall(r"^`words` replaces headings: (.*?)\.\n", PAGE, re.MULTILINE | re.DOTALL)
    assert re.findall(r"`(\w+)`", named) == list(WORDS)


@pytest.mark.parametrize(("language", "heads"), [("nl", ("kritiek", "De haven")), ("en", ("critical", "The port"))])
def test_an_addressee_a_severity_and_a_section_without_python(
    tmp_path: Path, language: str, heads: tuple[str, str]
) -> None:
    """A new plugin, the page's file beside its rule set, and the advice shows all three."""
    assert run("new", "plugin", "demo", "--output", tmp_path)[0] == 0
    [folder] = (path.parent for path in tmp_path.rglob("ruleset.yaml"))
    text = YAML[1]
    (folder / "harbour.yaml").write_text(text, "utf-8")
    words = ("--region", "Zeeland", "--ruleset", "core", "--ruleset", folder, "--lang", language)
    code, out, err = run("advise", *words, "--format", "markdown")
    assert (code, err) == (0, "")
    first_risk = out.split("\n## ")[
        [part.splitlines()[0] for part in out.split("\n## ")].index({"nl": "Risico's", "en": "Risks"}[language])
    ].split("### ")[1]
    assert heads[0] in first_risk.splitlines()[0]
    assert {"nl": "havenbedrijf, nu", "en": "port authority, now"}[language] in flat(out)
    code, out, _ = run("advise", *words, "--format", "json")
    assert code == 0
    assert f'"title": "{heads[1]}"' in out


def test_the_table_of_regions_in_the_page_works(tmp_path: Path) -> None:
    """In the place of core's, with a file of the columns that it names; its keys are those that there are."""
    folder = shutil.copytree(ROOT / "rulesets" / "core", tmp_path / "core")
    (folder / "profile.yaml").write_text(YAML[0], "utf-8")
    (folder / "data" / "regions-2016.csv").write_text(
        "regionummer;regio;gemeente;inwoners;centrumgemeente\n1;Ergens;Dorp;20.000;Stad\n1;Ergens;Stad;90.000;\n",
        "utf-8",
    )
    code, out, err = run("advise", "--region", "Ergens", "--ruleset", folder, "--lang", "nl")
    assert (code, err) == (0, "")
    assert "gemeenten en inwonertallen van 1 januari 2016" in flat(out)
    assert "centrumgemeente: Stad" in flat(out)
    part = PAGE.split("## What is known of a region beforehand")[1].split("\n## ")[0]
    keys = [each.name for each in fields(ProfileForm) if each.name != "place"]
    assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == keys
