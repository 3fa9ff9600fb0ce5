"""LibreOffice, where it is installed: what it makes of files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soaking import ELSEWHERE, EVERY

SPREADSHEET = shutil.which("soffice") if shutil.which("localc") else None
NO_SPREADSHEET = pytest.mark.skipif(
    not (SPREADSHEET and EVERY), reason=ELSEWHERE if SPREADSHEET else "LibreOffice Calc isn't installed"
)


def converted(paths: Iterator[Path], kind: str, folder: Path) -> Path:
    """The folder with files as LibreOffice saves them; it has nothing to complain of."""
    assert SPREADSHEET
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SPREADSHEET, "--headless", profile, "--convert-to", kind, "--outdir", folder / kind, *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    assert "Error" not in done.stdout + done.stderr
    return folder / kind
