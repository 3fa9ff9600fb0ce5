"""A rule set for the tests of lint to spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.authoring.lint.spoiling import CASES
from tests.mini import copied


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """The mini rule set, with scenarios in which every rule holds and fails, so that it has nothing odd."""
    folder = copied(tmp_path)
    (folder / "scenarios" / "more.yaml").write_text(CASES, "utf-8")
    head = folder / "ruleset.yaml"
    head.write_text(head.read_text("utf-8").replace(", youth: {nl: jeugd, en: youth}", ""), "utf-8")
    return folder
