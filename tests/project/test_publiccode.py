"""What publiccode.yml says is what its standard asks and what the project is."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from typing import Any

import pytest
import yaml

from regiorules import __version__
from tests.paths import ROOT

FILE = ROOT / "publiccode.yml"
# From version 0.4 of the standard: the keys that have to be there, and what some of them may be.
REQUIRED = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
}
STATUS = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {
    "standalone/mobile",
    "standalone/iot",
    "standalone/desktop",
    "standalone/web",
    "standalone/backend",
    "standalone/other",
    "addon",
    "library",
    "configurationFiles",
}


@pytest.fixture
def said() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text())
    return found


def test_it_has_what_the_standard_asks(said: dict[str, Any]) -> None:
    """All keys but the address, which whoever publishes a copy fills in; and words from the lists of the standard."""
    assert REQUIRED - set(said) <= {"url"}
    assert said["developmentStatus"] in STATUS
    assert said["softwareType"] in TYPES
    assert said["maintenance"]["type"] == "none" or said["maintenance"]["contacts"][0]["name"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_describes_in_both_languages(said: dict[str, Any], language: str) -> None:
    """A short text of at most 150 characters, a long one of 150 to 10,000, and what it can do."""
    text = said["description"][language]
    assert 0 < len(text["shortDescription"]) <= 150
    assert 150 <= len(text["longDescription"]) <= 10_000
    assert text["features"]


def test_it_says_what_the_package_says(said: dict[str, Any]) -> None:
    """Version and licence stand in one place, and here."""
    licences = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license"].split(" AND ")
    assert (said["softwareVersion"], said["legal"]["license"]) == (__version__, licences[0])


@pytest.mark.skipif(shutil.which("publiccode-parser") is None, reason="publiccode-parser isn't installed")
def test_its_own_checker_takes_it() -> None:
    """The checker of the standard, without the network."""
    done = subprocess.run(["publiccode-parser", "--no-network", str(FILE)], capture_output=True, text=True)
    problems = [line for line in (done.stdout + done.stderr).splitlines() if "error" in line and "url" not in line]
    assert problems == []
