"""docs/batch.md shows what happens: its commands are run, and give what stands there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from regiorules.bulk.reading.chunks import KINDS
from tests.commands import run
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "batch.md").read_text("utf-8")
[BLOCK] = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
[REJECTS] = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the folder with the tables, in a folder to write in."""
    shutil.copytree(ROOT / "examples" / "batch", tmp_path / "examples" / "batch")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "examples" / "batch"


def test_the_commands_give_what_is_shown(examples: Path) -> None:
    """And files hold what is shown of them."""
    commands = COMMAND.findall(BLOCK)
    assert len(commands) == 4
    for line, shown in commands:
        name, *words = line.split()
        if name == "cat":
            assert Path(words[0]).read_text("utf-8") == shown
        else:
            _, out, err = run(*words)
            assert out + err == shown


def test_the_rejects_are_those_of_that_slip(examples: Path) -> None:
    """To the letter."""
    table = examples / "regions.csv"
    table.write_text(table.read_text().replace("minstens los", "lozz"))
    [line] = [line for line, _ in COMMAND.findall(BLOCK) if line.startswith("regiorules")]
    assert run(*line.split()[1:])[0] == 1
    assert Path("answers.csv.rejects.csv").read_text("utf-8") == REJECTS


def test_every_kind_of_table_is_named() -> None:
    """By its suffix."""
    assert [suffix for suffix in KINDS if f"`{suffix}`" not in PAGE] == []
