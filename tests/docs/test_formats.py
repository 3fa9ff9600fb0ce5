"""docs/formats.md has every form that is registered, with its files, and no other."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from regiorules.plugins import load_plugins
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "formats.md").read_text("utf-8")
HEADINGS = {
    "A region in": "sources",
    "Advice out": "renderers",
    "Regions side by side out": "comparisons",
    "Rules in": "imports",
    "Rules out": "exports",
}
ROW = re.compile(r"^\| `(?P<name>[\w-]+)` \| (?P<files>[^|]*)\| [^|]+\| (?P<owner>[^|]+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def registry() -> Any:
    """All plugins of this repository, whether they are installed here or not."""
    sources = sorted((ROOT / "plugins").glob("regiorules-*/src"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*map(str, sources), *sys.path])
        names = [
            next(each.name for each in source.iterdir() if each.name.startswith("regiorules_")) for source in sources
        ]
        modules = {name.removeprefix("regiorules_"): importlib.import_module(name) for name in names}
        patch.setenv("REGIORULES_PLUGINS", "")
        yield load_plugins(modules=modules)


def section(heading: str) -> str:
    """What stands under a heading, up to the next."""
    found = re.search(rf"^## {heading}.*?\n(.*?)(?=^## )", PAGE, re.DOTALL | re.MULTILINE)
    assert found, heading
    return found[1]


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_page_has_every_form_and_no_other(heading: str, registry: Any) -> None:
    registered: Mapping[str, Any] = getattr(registry, HEADINGS[heading])
    rows = {row["name"]: re.findall(r"`(\.\w+)`", row["files"]) for row in ROW.finditer(section(heading))}
    assert rows == {name: list(each.suffixes) for name, each in registered.items() if hasattr(each, "suffixes")} | {
        name: [] for name, each in registered.items() if not hasattr(each, "suffixes")
    }


def test_every_owner_is_there() -> None:
    """What isn't built in is brought by a plugin of this repository."""
    owners = {row["owner"] for row in ROW.finditer(PAGE)}
    plugins = {path.name for path in (ROOT / "plugins").iterdir()}
    assert all(each.startswith("built in") or each.strip("`") in plugins for each in owners)
