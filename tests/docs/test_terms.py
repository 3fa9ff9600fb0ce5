"""The page on a rule set's own words: its table is the code's, and its task can be done as it is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from regiorules.facts.words import WORDS
from regiorules.rules.terms import SECTIONS
from tests.commands import flat, run
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "terms.md").read_text("utf-8")


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
    [text] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
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
