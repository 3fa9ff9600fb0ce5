"""The time that a soak run gives reaches the fuzzers; what else a person has set doesn't reach the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TEST = """
import os
def test_settings():
    assert os.environ["REGIORULES_FUZZ_SECONDS"] == "7"
    assert os.environ["REGIORULES_EXAMPLES"] == "9"
    assert "REGIORULES_LANG" not in os.environ
"""


def test_the_time_for_fuzzing_reaches_the_tests(tmp_path: Path) -> None:
    """With the plugin of RegioRules in pytest, which takes away all other settings of its kind."""
    (tmp_path / "test_settings.py").write_text(TEST)
    given = {"REGIORULES_FUZZ_SECONDS": "7", "REGIORULES_EXAMPLES": "9", "REGIORULES_LANG": "en"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_settings.py"]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, **given}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
