"""The tests of this plugin share a module that stands beside those of the Word report."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent.parent / "regiorules-docx" / "tests"))
