"""What is handed out is what git has: the same bytes each time, on every Python that there is."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.soaking import IN_THE_SOAK
from tests.wheels import ENVIRONMENT, UV, build, run, sources

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
MADE = {"PKG-INFO"}  # by the building itself


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_it_is_the_same_bytes_twice(kind: str, tmp_path: Path) -> None:
    """Whenever it is built, so that anyone can build it again and compare."""
    built = [build(tmp_path / name, kind) for name in ("once", "again")]
    assert len({hashlib.sha256(path.read_bytes()).hexdigest() for path in built}) == 1


def test_the_sources_are_those_of_git(tmp_path: Path) -> None:
    """Every file that is handed out stands in the checkout, byte for byte."""
    with tarfile.open(build(tmp_path, "sdist")) as archive:
        files = [each for each in archive.getmembers() if each.isfile()]
        held = {each.name.partition("/")[2]: archive.extractfile(each) for each in files}
        found = {name: file.read() for name, file in held.items() if file and name not in MADE}
    known = sources(".")
    assert len(found) > 500
    assert {name for name, content in found.items() if known.get(name) != content} == set()


def python(version: str) -> str | None:
    """An interpreter of this version: this one, one on the path, or one of pyenv."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable
    places = [os.environ.get("PATH", ""), *map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin"))]
    return shutil.which(f"python{version}", path=os.pathsep.join(reversed(places)))


@IN_THE_SOAK
@pytest.mark.parametrize("version", VERSIONS)
def test_it_installs_and_works_on(version: str, tmp_path: Path) -> None:
    """The wheel with a plugin, in a fresh environment: advice, the interview, and the plugin's own rules."""
    found = python(version)
    if found is None:
        pytest.skip(f"there is no Python {version} here")
    run(UV, "venv", "--quiet", "--no-project", "--python", found, tmp_path / "venv")
    programs = tmp_path / "venv" / "bin"
    wheel, plugin = build(tmp_path / "dist", "wheel"), ROOT / "plugins" / "regiorules-flevoland"
    constraints = ("--constraint", ROOT / "constraints.txt")
    run(UV, "pip", "install", "--quiet", "--no-sources", "--python", programs / "python", *constraints, wheel, plugin)
    assert f"Python {version}" in run(programs / "python", "--version")
    here = run(Path(sys.executable).parent / "regiorules", "advise", "--region", "Zeeland", REGIORULES_PLUGINS="")
    assert run(programs / "regiorules", "advise", "--region", "Zeeland", cwd=tmp_path) == here
    assert "flevoland" in run(programs / "regiorules", "plugins", cwd=tmp_path, REGIORULES_PLUGINS=None)
    asked = subprocess.run(
        [programs / "regiorules", "ask", "--region", "Zeeland", "--lang", "en"],
        input="1\nstop\n",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=ENVIRONMENT,
    )
    assert (asked.returncode, (tmp_path / "zeeland.yaml").is_file()) == (0, True), asked.stderr
