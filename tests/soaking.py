"""What is tried in `make soak` alone, as it takes long."""

from __future__ import annotations

import os

import pytest

EVERY = "REGIORULES_EVERY" in os.environ
ELSEWHERE = "in `make soak`"
IN_THE_SOAK = pytest.mark.skipif(not EVERY, reason=ELSEWHERE)
