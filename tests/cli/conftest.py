"""What several tests of the command line start from."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click.testing
import pytest

from regiorules.cli import main
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from tests.cli.interviews import copy
from tests.cli.results import BUNDLED, CORE, DEFAULT, FLEVOLAND, KNOWLEDGE, SETTINGS, Result, Run, done
from tests.cli.writing import REGION
from tests.mini import MINI


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """
    Runs a command in this process, with nothing of the environment that would change what it prints.

    The bundled rule sets are read once for all of them.
    """
    read = {(CORE,): KNOWLEDGE, BUNDLED: DEFAULT}

    def load(folders: Iterable[Path], _: object) -> Knowledge:
        asked = tuple(folders)
        return read.get(asked) or load_rulesets(*asked)

    for place in ("regiorules.plugins.rulesets.load_kept", "regiorules.rules.kept.load_kept"):
        monkeypatch.setattr(place, load)
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("REGIORULES_PLUGINS", "")

    def go(*words: object, stdin: bytes | None = None, **environment: str) -> Result:
        arguments = [str(word) for word in words]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["regiorules", *arguments])
            result = click.testing.CliRunner(env=environment).invoke(main, arguments, input=stdin)
        assert isinstance(result.exception, SystemExit | None), result.exception
        return Result(result.exit_code, result.stdout_bytes.decode(), result.stderr_bytes.decode())

    return go


@pytest.fixture
def flevoland(run: Run) -> Callable[..., Result]:
    """What `advise` gives for the example Flevoland, with more words behind it."""
    return lambda *words, **environment: done(run("advise", FLEVOLAND, *words, **environment))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a region, facts, regions and a rule set in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "region.yaml").write_text(REGION)
    (tmp_path / "facts.yaml").write_text("region: Elders\nfacts: {budget: 5}\n")
    (tmp_path / "regions.csv").write_text(
        "region_number,region,municipality,population\n1,Zeeland,Goes,40000\n1,Zeeland,Tholen,25000\n"
    )
    shutil.copytree(MINI, tmp_path / "rules")
    return tmp_path


@pytest.fixture
def zeeland(tmp_path: Path) -> Path:
    """A copy of the example, for an interview to write in."""
    return copy("zeeland", tmp_path)
