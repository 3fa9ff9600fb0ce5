"""RegioRules inside another program: the example runs, importing is cheap, and the public names are all there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import regiorules
from tests.paths import ROOT

EXAMPLES = sorted((ROOT / "examples" / "embedding").glob("*.py"))
HEAVY = ("yaml", "rich", "click", "cattrs", "pluggy", "durable_rules_engine", "hypothesis")


def python(*words: str) -> str:
    """What Python prints, with every warning an error."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "REGIORULES_PLUGINS": ""},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_assess_example() -> None:
    """The ten lines that embed the engine print the status of the conclusion, and JSON."""
    lines = python("examples/embedding/assess.py").splitlines()
    assert lines[0] == "holds"
    assert lines[1].startswith("{")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_run(path: Path) -> None:
    """Every example of embedding runs as it stands, without a warning, and prints something."""
    assert python(str(path)).strip()


def loaded_after(statement: str) -> set[str]:
    """The heavy modules that are there after a statement."""
    return set(python("-c", f"{statement}; import sys; print(*(set({HEAVY!r}) & set(sys.modules)))").split())


def test_importing_is_cheap() -> None:
    """`import regiorules` imports none of the libraries that it uses; loading rules does, so the check can see it."""
    assert loaded_after("import regiorules") == set()
    assert "yaml" in loaded_after("import regiorules; regiorules.load()")


def test_the_command_line_starts_light() -> None:
    """`regiorules --help` and `--version` need no rule set, no YAML and no screen library."""
    assert loaded_after("import regiorules.cli") == {"click"}


def test_public_names() -> None:
    """`__all__` is sorted, and every name in it can be imported; there are no other public names."""
    assert sorted(regiorules.__all__) == regiorules.__all__
    for name in regiorules.__all__:
        assert getattr(regiorules, name) is not None
    exported = python("-c", "from regiorules import *; print(*sorted(name for name in dir() if name[0] != '_'))")
    assert exported.split() == regiorules.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that isn't public is missing in the ordinary way."""
    assert not hasattr(regiorules, "nothing_of_the_kind")
    with pytest.raises(ImportError):
        exec("from regiorules import nothing_of_the_kind")


def test_the_public_names_have_one_error_tree() -> None:
    """Every public error is a RegioRulesError, so that one `except` catches them."""
    errors = [name for name in regiorules.__all__ if name.endswith("Error") or name in ("UnknownName", "MissingExtra")]
    assert len(errors) >= 6
    assert all(issubclass(getattr(regiorules, name), regiorules.RegioRulesError) for name in errors)
