"""The tests of this plugin share a module that makes graphs."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
