"""The tests of this plugin share modules that stand beside them."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
