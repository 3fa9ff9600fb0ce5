"""Messages that no other test runs into, each through the real code."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

import regiorules
from regiorules.authoring.testing import running
from regiorules.cli import output
from regiorules.errors import RuleSetError, UnknownName
from regiorules.rules import bundled
from regiorules.rules.load import load_rulesets
from tests.commands import run
from tests.mini import KNOWLEDGE, MINI

ZEELAND = ("--region", "Zeeland", "--ruleset", "core")
CHANGES = """\
ruleset:
  id: {name}
  version: 1.0.0
  title: {{nl: T, en: T}}
  source: {{title: {{nl: T, en: T}}}}
  extends: [mini]
changes:
  {rule}: {{off: yes, reason: {{nl: Hier niet., en: Not here.}}}}
"""


def last(*words: object) -> str:
    """What a command that can't be carried out says."""
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    return err


def test_a_fact_source_in_another_form() -> None:
    """`--facts` without a file, or with a source that nobody registered."""
    assert last("advise", *ZEELAND, "--facts", "tabel.csv").startswith("tabel.csv: schrijf --facts bron=bestand")
    assert last("advise", *ZEELAND, "--facts", "tabel=x.csv").startswith("tabel is geen bron van feiten (wel: ")


def test_a_language_that_advice_has_no_words_for() -> None:
    """Asked for by a program, where no command line checks it."""
    assessment = regiorules.Engine(KNOWLEDGE, "compiled").assess(regiorules.Region("X"))
    with pytest.raises(UnknownName, match=r"fr is geen taal \(wel: nl, en\)"):
        regiorules.make_advice(assessment, KNOWLEDGE, "fr")  # type: ignore[arg-type]


def test_bundled_files_that_are_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that isn't whole says where it looked and what to do."""
    monkeypatch.setattr(bundled, "_PACKAGE", tmp_path / "regiorules")
    with pytest.raises(RuleSetError, match="installeer regiorules opnieuw") as caught:
        bundled.bundled("rulesets")
    assert str(tmp_path / "rulesets") in caught.value.say("en")


def test_two_rule_sets_that_change_one_rule(tmp_path: Path) -> None:
    """For the same region: the first is named where the second stands."""
    rule = next(iter(KNOWLEDGE.rules))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ruleset.yaml").write_text(CHANGES.format(name=name, rule=rule))
    with pytest.raises(RuleSetError, match=f"regel {rule} wordt ook veranderd door ") as caught:
        load_rulesets(MINI, tmp_path / "one", tmp_path / "two")
    assert {problem.code for problem in caught.value.problems} == {"changed_twice"}


def test_bytes_are_not_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that isn't text asks for a file, where the screen would get it."""

    class Binary:
        name = "bin"

        def render(self, advice: object, layout: object) -> bytes:
            return b"\x00"

    module = ModuleType("binary")
    module.regiorules_renderers = regiorules.hookimpl(  # type: ignore[attr-defined]
        specname="regiorules_renderers"
    )(lambda register: register(Binary()))
    monkeypatch.setattr(output, "_is_terminal", lambda: True)
    done = running.run("advise", *ZEELAND, "--format", "bin", plugins={"binary": module})
    assert (done.code, done.content) == (2, b"")
    assert done.err == "de uitvoervorm bin is geen tekst; schrijf naar een bestand met --output\n"


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    """Also for a superuser, who could write it."""
    path = tmp_path / "advies.txt"
    path.write_text("van iemand anders")
    path.chmod(0o444)
    code, out, err = run("advise", *ZEELAND, "--output", path)
    assert (code, out) == (2, "")
    assert "dit bestand is alleen-lezen" in err
    assert path.read_text() == "van iemand anders"
