"""docs/figures.md: its code gives what it shows, and its picture is the one that is drawn now."""

from __future__ import annotations

import doctest
import os
from pathlib import Path

import pytest

from tests.commands import run
from tests.paths import ROOT

DOCS = ROOT / "docs"
WRITE = os.environ.get("REGIORULES_GOLDEN") == "write"
KNOWN = ("local_networks=loose", "regional_network=absent", "regional_strategy_agreed=no")


def test_the_code_gives_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """From its first line to its last."""
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(DOCS / "figures.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert (failed, tried) == (0, 8)


def test_the_picture_is_what_is_drawn(tmp_path: Path) -> None:
    """To the letter; REGIORULES_GOLDEN=write draws it anew."""
    page = DOCS / "position.svg"
    target = page if WRITE else tmp_path / "position.svg"
    given = [word for each in KNOWN for word in ("--set", each)]
    words = ("figure", "--region", "Zeeland", "4", *given, "--lang", "en", "--ruleset", "core", "--output", target)
    assert run(*words)[0] == 0
    assert target.read_text("utf-8") == page.read_text("utf-8")
