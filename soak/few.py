"""A plugin of pytest (`-p soak.few`): at most ten examples of each property, where tests run very often."""

from __future__ import annotations

from functools import wraps
from typing import Any

import hypothesis
import pytest

MOST = 10
_made = hypothesis.settings.__init__


@wraps(_made)
def _few(self: hypothesis.settings, *given: Any, **named: Any) -> None:
    if isinstance(named.get("max_examples"), int):
        named["max_examples"] = min(MOST, named["max_examples"])
    _made(self, *given, **named)


def pytest_configure(config: pytest.Config) -> None:
    """For the whole of the run: the tests are read after this."""
    hypothesis.settings.__init__ = _few  # type: ignore[method-assign]
    hypothesis.settings.register_profile(
        "few",
        max_examples=MOST,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("few")
