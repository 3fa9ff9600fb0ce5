"""What the tests of misbehaving plugins share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from regiorules.plugins import discovery


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """What one test pretends to be installed isn't found by the next."""
    yield
    discovery.forget()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A thread that is given up is stopped wherever it is, also where it can't be caught: no fault of a test here."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(
                pytest.mark.filterwarnings("ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning")
            )
