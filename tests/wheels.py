"""What tests of what is handed out need: to build it, and to run programs apart from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.paths import ROOT

SELECTION = "REGIORULES_PLUGINS"
UV = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")},
    SELECTION: "",  # the same rules on both sides, whatever else is installed here
}


def run(*words: object, cwd: Path = ROOT, **environment: str | None) -> str:
    """What a command prints; it must succeed."""
    settings = {name: value for name, value in {**ENVIRONMENT, **environment}.items() if value is not None}
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False, cwd=cwd, env=settings
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(folder: Path, kind: str, **environment: str) -> Path:
    """A `wheel` or an `sdist` of the checkout, built in a folder."""
    assert UV, "uv is needed: make .venv/ready"
    run(UV, "build", f"--{kind}", "--quiet", "--out-dir", folder, **environment)
    (found,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return found


def sources(folder: str) -> dict[str, bytes]:
    """The files of a folder of the checkout, by their path below it: those that git has, or would have."""
    if (ROOT / ".git").exists():
        listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", folder)
        paths = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    else:
        paths = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return {path.relative_to(ROOT / folder).as_posix(): path.read_bytes() for path in paths}
