"""
The pytest plugin: installed with RegioRules, so that a plugin's tests have its fixtures.

`regiorules_run` runs a command with the plugins of the test; settings of the person who runs the
tests (`REGIORULES_…`) don't reach them; how long and how much to test does.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

pytest.register_assert_rewrite("regiorules.authoring.testing.conformance")

_OF_TESTS = frozenset({"REGIORULES_EXAMPLES", "REGIORULES_FUZZ_SECONDS"})


@pytest.fixture(autouse=True)
def _without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("REGIORULES_") and name not in _OF_TESTS]:
        monkeypatch.delenv(name)


@pytest.fixture
def regiorules_run() -> Callable[..., object]:
    """Run a command: `regiorules_run("advise", path, plugins={"mine": module})`; see `regiorules.testing.run`."""
    from regiorules.authoring.testing.running import run

    return run
