"""A fresh machine gets what was tested: every package in one exact version, and no address."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.paths import ROOT

FILE = ROOT / "constraints.txt"
PROJECTS = [ROOT / "pyproject.toml", *sorted(ROOT.glob("plugins/*/pyproject.toml"))]
OF_PYTHON = {"pip", "setuptools"}  # what a new environment comes with


def pinned() -> dict[str, Requirement]:
    """The constraints, by name: of several for one package the one that counts here."""
    lines = [line for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    found = sorted(map(Requirement, lines), key=lambda each: each.marker is None or each.marker.evaluate())
    return {canonicalize_name(each.name): each for each in found}


def asked(project: Path) -> list[Requirement]:
    """Everything that a project says it needs: to run, with extras, to develop, to build."""
    said = tomllib.loads(project.read_text())
    parts = said["project"]
    groups = [parts.get("dependencies", []), said["build-system"]["requires"]]
    groups += [*parts.get("optional-dependencies", {}).values(), *said.get("dependency-groups", {}).values()]
    found = [Requirement(each) for group in groups for each in group]
    return [each for each in found if not each.name.startswith("regiorules")]


def test_every_line_is_one_exact_version_and_no_address() -> None:
    """`name==version`, perhaps for some systems only; no index, no file, no link."""
    lines = [line for line in FILE.read_text().splitlines() if not line.startswith("#")]
    assert len(lines) > 30
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9._-]+==[0-9][\w.]*( ; [\w '.<>=!*]+)?", line)] == []
    assert "//" not in FILE.read_text()
    assert [line.split("=")[0] for line in lines] == sorted(line.split("=")[0] for line in lines)


def test_all_that_is_installed_is_pinned() -> None:
    """In the environment that `make` made the versions are these; in another, all names are known at least."""
    installed = {canonicalize_name(each.name): each.version for each in distributions()}
    ours = {name: version for name, version in installed.items() if not name.startswith("regiorules")}
    known = pinned()
    assert set(ours) - set(known) - OF_PYTHON == set()
    if Path(sys.prefix) == ROOT / ".venv":
        assert [
            f"{name} {version}"
            for name, version in ours.items()
            if name not in OF_PYTHON and not known[name].specifier.contains(version)
        ] == []


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.parent.name)
def test_what_the_projects_ask_for_is_what_is_pinned(project: Path) -> None:
    """Nothing is asked for that isn't pinned, or in a version outside the bounds."""
    known = pinned()
    for each in asked(project):
        version = next(iter(known[canonicalize_name(each.name)].specifier)).version
        assert each.specifier.contains(version), f"{each} but {version}"


def test_packages_whose_inner_parts_are_used_have_a_bound_above() -> None:
    """Where a next major version would break, it isn't installed unasked."""
    bounded = {
        each.name for each in asked(ROOT / "pyproject.toml") if any("<" in part.operator for part in each.specifier)
    }
    assert {"click", "pluggy", "pyyaml", "openpyxl", "hatchling"} <= bounded


@pytest.mark.skipif(shutil.which("make") is None, reason="make isn't installed")
def test_make_installs_by_the_constraints() -> None:
    """Every command of the Makefile that installs something names the file."""
    words = ["make", "--dry-run", "--always-make", "--no-print-directory", "demo"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT)
    commands = done.stdout.replace("\\\n", " ").splitlines()
    installing = [part for line in commands for part in line.split("||") if re.search(r"pip install", part)]
    assert len(installing) == 3
    assert [part for part in installing if "--constraint constraints.txt" not in part] == []
