"""What several tests of the command line start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.interviews import copy


@pytest.fixture
def zeeland(tmp_path: Path) -> Path:
    """A copy of the example, for an interview to write in."""
    return copy("zeeland", tmp_path)
