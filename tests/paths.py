"""Where the tests find what they read."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
DATA = TESTS / "data"
GOLDEN = TESTS / "golden"
REGIONS = ROOT / "examples" / "regions"
SHARED = ROOT.parent / "shared" / "cases" / "inputs"  # not part of the project: tests skip where it isn't there
