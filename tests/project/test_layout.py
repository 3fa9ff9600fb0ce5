"""The tests stand as the house does: in small files by subject, of which none leans on another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.paths import ROOT

FILES = sorted({*ROOT.glob("tests/**/*.py"), *ROOT.glob("plugins/*/tests/*.py")})
LONGEST = 400  # lines


def imported(path: Path) -> Iterator[str]:
    """The modules and names that a file imports, each with the module it comes from, also those inside a test."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_no_file_is_long() -> None:
    """Whoever looks for a subject finds it by the name of its file."""
    assert [str(path) for path in FILES if len(path.read_text("utf-8").splitlines()) > LONGEST] == []


def test_no_test_is_imported() -> None:
    """What two of them need stands in a module beside them."""
    names = [(path.name, name) for path in FILES for name in imported(path)]
    assert [each for each in names if any(part.startswith("test_") for part in each[1].split("."))] == []
