"""What a command did, and how a test of the command line looks at that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from attrs import frozen

from regiorules.rules.bundled import bundled_rulesets
from regiorules.rules.load import load_rulesets, ruleset_folder
from tests.paths import REGIONS, ROOT

FLEVOLAND = REGIONS / "flevoland.yaml"
CORE = ruleset_folder("core")
KNOWLEDGE = load_rulesets(CORE)
BUNDLED = bundled_rulesets()
DEFAULT = load_rulesets(*BUNDLED)  # what is known where no rule set is named
SETTINGS = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "REGIORULES_LANG")


@frozen
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()

    @property
    def words(self) -> str:
        """Standard output without the breaks of its lines."""
        return " ".join(self.out.split())

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Result]


def run_apart(*words: object, **environment: str) -> Result:
    """Runs a command in a process of its own, with its output in pipes."""
    clean = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    done = subprocess.run(
        [sys.executable, "-m", "regiorules", *map(str, words)],
        capture_output=True,
        check=False,
        env={**clean, "REGIORULES_PLUGINS": "", **environment},
        cwd=ROOT,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def refused(result: Result, lines: int = 1) -> list[str]:
    """The lines of an error, after checking that it is one: exit 2, nothing on standard output, no traceback."""
    assert result.code == 2
    assert result.out == ""
    assert "Traceback" not in result.err
    assert len(result.lines) == lines, result.err
    return result.lines


def done(result: Result) -> Result:
    """The result, after checking that the command did its work."""
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("\n")
    return result
