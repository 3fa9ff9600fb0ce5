"""What is tried in `make soak` alone, as it takes long."""

from __future__ import annotations

import os

EVERY = "REGIORULES_EVERY" in os.environ
ELSEWHERE = "in `make soak`"
