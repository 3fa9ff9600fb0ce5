"""A person at the page: sessions that Chromium plays, by a script for Node, where both are there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import regiorules
from regiorules.documents import parse
from regiorules.facts.region import region_of
from regiorules.facts.vocabulary import Vocabulary

SCRIPT = Path(__file__).with_name("page_sessions.cjs")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def missing() -> str:
    """What isn't here of what a session needs; "" where all is. `NODE_PATH` says where Node's packages are."""
    node = shutil.which("node")
    if not node or not any(map(shutil.which, BROWSERS)):
        return "needs node and chromium"
    for package in ("playwright-core", "axe-core"):
        found = subprocess.run([node, "-e", f"require.resolve('{package}')"], capture_output=True, check=False)
        if found.returncode:
            return f"needs {package} where Node finds it (NODE_PATH)"
    return ""


def session(name: str, address: str, **told: Any) -> dict[str, Any]:
    """What a session saw; nothing went wrong in it, and it asked nothing of any other address."""
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    command = ["node", str(SCRIPT), name, address, browser, json.dumps(told)]
    plain = {each: value for each, value in os.environ.items() if not each.lower().endswith("_proxy")}
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, env=plain)
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    assert seen["errors"] == []
    assert seen["dialogs"] == 0
    assert {urlsplit(each).netloc for each in seen["origins"]} <= {urlsplit(address).netloc, ""}
    return seen


def kept(saved: dict[str, str], vocabulary: Vocabulary) -> regiorules.Region:
    """The region in a file that was saved, as the command line reads it."""
    return region_of(parse(saved["text"], saved["name"], is_json=saved["name"].endswith(".json")), vocabulary)


needs_browser = pytest.mark.skipif(bool(reason := missing()), reason=reason or "all is here")
