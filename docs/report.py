"""
Draws docs/report.png: the top of the report of an example, as a browser shows it.  `make picture` does so.

Asks for chromium; whoever hasn't got it keeps the picture that is there.  The words that can be seen stand in the
picture too, as its description, so that a test can tell whether they are still what the report says.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "regions" / "zeeland.yaml"
PICTURE = ROOT / "docs" / "report.png"
SIZE = (840, 1010)  # pixels
DAY = "2026-11-28"  # of which the rules are, so that a picture made on another day is the same
DESCRIPTION = "Description"
COLOURS = 64  # as many as keep the letters smooth
QUIET = ("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")


def main() -> None:
    """Make the report, look at it, and keep what is seen."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("chromium isn't installed")
    with tempfile.TemporaryDirectory() as folder:
        page, seen = Path(folder) / "report.html", Path(folder) / "seen.png"
        page.write_text(report(), "utf-8")
        look = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--hide-scrollbars", *QUIET]
        where = [f"--user-data-dir={folder}/user", f"--screenshot={seen}", f"--window-size={SIZE[0]},{SIZE[1]}"]
        subprocess.run([browser, *look, *where, page.as_uri()], check=True, capture_output=True)
        few = Image.open(seen).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        about = PngInfo()
        about.add_itxt(DESCRIPTION, words(report()), lang="nl")
        few.save(PICTURE, optimize=True, pnginfo=about)


def report() -> str:
    """The report, as HTML."""
    program = Path(sys.executable).parent / "regiorules"
    asked = [program, "advise", EXAMPLE, "--on", DAY, "--format", "html"]
    environment = {**os.environ, "REGIORULES_PLUGINS": ""}
    return subprocess.run(asked, check=True, capture_output=True, encoding="utf-8", env=environment).stdout


def words(page: str) -> str:
    """The words of its head and its first chapter."""
    seen = "<h2".join(page.partition("<body")[2].split("<h2")[:2])
    return html.unescape(" ".join(re.sub("<[^>]*>", " ", f"<{seen}").split()))


if __name__ == "__main__":
    main()
