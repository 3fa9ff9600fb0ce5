"""The clients of examples/embedding, in other languages, where these are installed."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from serving import COMMAND

from regiorules.rules.bundled import bundled

EXAMPLES = bundled("examples") / "embedding"
SECONDS = 60


def said(*words: str) -> list[str]:
    """The lines that a client prints, which is given the command of the service."""
    done = subprocess.run([*words, *COMMAND, "--stdio"], capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.skipif(shutil.which("node") is None, reason="Node isn't installed")
def test_node() -> None:
    """An answer, and an error that is caught."""
    title, wrong = said("node", str(EXAMPLES / "stdio.mjs"))
    assert title == "Organise coordination between local, subregional and regional"
    assert "regional_network" in wrong


@pytest.mark.skipif(shutil.which("java") is None, reason="Java isn't installed")
def test_java() -> None:
    """The same lines."""
    first, second = (json.loads(line) for line in said("java", str(EXAMPLES / "Stdio.java")))
    assert first["result"]["facts"]["regional_network"]["value"] == "loose"
    assert (second["id"], second["error"]["errors"][0]["code"]) == ("lose", "not_level")
