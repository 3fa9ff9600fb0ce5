"""
Draws docs/report.png: the top of the report of an example, as a browser shows it.  `make picture` does so.

Asks for chromium; whoever hasn't got it keeps the picture that is there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "regions" / "zeeland.yaml"
PICTURE = ROOT / "docs" / "report.png"
SIZE = (840, 1010)  # pixels
COLOURS = 64  # as many as keep the letters smooth
QUIET = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")


def main() -> None:
    """Make the report, look at it, and keep what is seen."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("chromium isn't installed")
    with tempfile.TemporaryDirectory() as folder:
        page, seen = Path(folder) / "report.html", Path(folder) / "seen.png"
        program = Path(sys.executable).parent / "regiorules"
        environment = {**os.environ, "REGIORULES_PLUGINS": ""}
        words = [program, "advise", EXAMPLE, "--output", page]
        subprocess.run(words, check=True, capture_output=True, env=environment)
        look = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--hide-scrollbars", *QUIET]
        where = [f"--user-data-dir={folder}/user", f"--screenshot={seen}", f"--window-size={SIZE[0]},{SIZE[1]}"]
        subprocess.run([browser, *look, *where, page.as_uri()], check=True, capture_output=True)
        Image.open(seen).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
