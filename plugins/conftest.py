"""The plugins of this repository are tested from their sources, without being installed."""

import sys
from pathlib import Path

sys.path[:0] = map(str, sorted(Path(__file__).parent.glob("*/src")))
