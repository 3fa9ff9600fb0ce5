"""schemathesis asks what the description allows and what it doesn't, for a while, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from regiorules_web.service import Service
from web_service import served

from regiorules.plugins import load_plugins
from regiorules.rules.bundled import bundled

PROGRAM = shutil.which("schemathesis")
SECONDS = 600
# A region's schema gives the benefit of the doubt, and can't tell which names are known: "valid" may be refused.
LEFT_OUT = "positive_data_acceptance"


@pytest.mark.skipif(PROGRAM is None, reason="schemathesis isn't installed")
def test_no_server_error_and_no_answer_that_isnt_described(tmp_path: Path) -> None:
    """For a minute, of a small rule set, as large schemas take long; lines aren't JSON, and left to other tests."""
    domain = bundled("examples") / "domains" / "jeugdzorg"
    with served(Service(load_plugins(only=()), (domain,))) as web:
        url = f"http://127.0.0.1:{web.port}/v1"
        words = [str(PROGRAM), "run", f"{url}/openapi.json", "--url", url, "--exclude-checks", LEFT_OUT]
        words += ["--exclude-path", "/batches", "--phases", "examples,fuzzing", "--max-time", "60", "--seed", "1"]
        done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-5_000:]
