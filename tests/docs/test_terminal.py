"""docs/terminal.md shows an interview as it goes, and how completion is set up as the command says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from regiorules.cli.shells import SHELLS
from tests.cli.interviews import VOCABULARY
from tests.commands import run
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "terminal.md").read_text("utf-8")
[BLOCK] = re.findall(r"```text\n\$ regiorules (.*)\n((?:.*\n)*?)```", PAGE)
TYPED = re.compile(r"(?<=> )(?<!Antwoord met> )(.+)\n")


def test_the_interview_goes_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its answers, given to a region of which one list isn't known, give what is shown."""
    monkeypatch.chdir(tmp_path)
    skipped = [name for name, fact in VOCABULARY.facts.items() if fact.asked and name != "municipalities"]
    Path("regio.yaml").write_text("region: X\nfacts:\n" + "".join(f"  {name}: unknown\n" for name in skipped))
    command, shown = BLOCK
    answers = TYPED.findall(shown)
    code, out, err = run(*command.split(), stdin="".join(f"{answer}\n" for answer in answers))
    assert (code, err) == (0, "")
    assert len(answers) == 6
    assert out == TYPED.sub("", shown).replace("> Gestopt", "> \nGestopt")


def test_setting_up_is_what_the_command_says() -> None:
    """One line a shell, the same in both."""
    said = run("completion")[1]
    for shell in SHELLS:
        (line,) = re.findall(rf"regiorules completion {shell}\b[^`\n]*", PAGE)
        assert line.replace("\\|", "|").rstrip() in said
