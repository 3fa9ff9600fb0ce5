"""schemathesis asks what the description allows and what it doesn't, for a while, where it is installed."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from web_service import Served

PROGRAM = shutil.which("schemathesis")
SECONDS = 600
# A region's schema gives the benefit of the doubt, and can't tell which names are known: "valid" may be refused.
LEFT_OUT = "positive_data_acceptance"


@pytest.mark.skipif(PROGRAM is None, reason="schemathesis isn't installed")
def test_no_server_error_and_no_answer_that_isnt_described(web: Served) -> None:
    """A few examples an operation; lines aren't JSON, so those are left to other tests."""
    url = f"http://127.0.0.1:{web.port}/v1"
    words = [str(PROGRAM), "run", f"{url}/openapi.json", "--url", url, "--exclude-checks", LEFT_OUT]
    words += ["--exclude-path", "/batches", "--phases", "examples,fuzzing", "--max-examples", "5", "--seed", "1"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stdout[-5_000:]
