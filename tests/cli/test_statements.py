"""`statements`: the rule set core uses every statement of its source, and a rule that is deleted is missed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.results import CORE, DEFAULT, KNOWLEDGE, Run, done


def test_statements_show_no_hole(run: Run) -> None:
    """The table has every statement of the source, and ends with exit code 0."""
    out = done(run("statements")).out
    for name in DEFAULT.statements:
        assert re.search(rf"^\s*{name}\b", out, re.MULTILINE)
    data = done(run("statements", "--format", "json")).data
    assert set(data["statements"]) == set(DEFAULT.statements)
    assert (data["unused"], data["without_rule"], data["gone"]) == ([], [], [])
    assert all(used["rules"] or used["elsewhere"] for used in data["statements"].values())


@pytest.fixture(scope="module")
def core_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the rule set to break."""
    return shutil.copytree(CORE, tmp_path_factory.mktemp("rulesets") / "core")


def deleted(folder: Path, rule: str) -> Iterator[Path]:
    """The rule set without a rule; afterwards the rule is back."""
    path = Path(KNOWLEDGE.rules[rule].place.file)
    path = folder / path.relative_to(CORE)
    text = path.read_text("utf-8")
    without = re.sub(rf"^  {rule}:\n(    .*\n|\n)+", "", text, count=1, flags=re.MULTILINE)
    assert without != text
    path.write_text(without, "utf-8")
    yield folder
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    "rule",
    [
        "emphasis-subregional",
        "theme-local-regional-always",
        "client-file-regional",
        "centre-sets-the-course",
        "strategy-not-agreed",
        "size-differences-small",
        "rivierenland-beside-link",
        "build-missing-service-point",
    ],
)
def test_statements_miss_a_deleted_rule(run: Run, core_copy: Path, rule: str) -> None:
    """Whichever rule is deleted, `statements` says which one is gone and ends with exit code 1."""
    for folder in deleted(core_copy, rule):
        result = run("statements", "--ruleset", folder)
        assert result.code == 1
        assert rule in result.err
        assert run("statements", "--ruleset", folder, "--format", "json").data["gone"] == [rule]


def test_the_copy_itself_has_no_hole(run: Run, core_copy: Path) -> None:
    """The copied rule set is complete, so that it is the deleted rule that was missed."""
    assert run("statements", "--ruleset", core_copy).code == 0
