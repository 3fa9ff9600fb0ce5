"""The pages of docs/ make one site: each stands in it once, and no link leads nowhere."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.paths import ROOT

PAGES = sorted(ROOT.glob("docs/*.md"))
TEXTS = [*sorted(ROOT.glob("*.md")), *PAGES, *sorted(ROOT.glob("plugins/*/README.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")
FENCED = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def named(nav: Any) -> Iterator[str]:
    """The pages of a part of the menu."""
    if isinstance(nav, str):
        yield nav
    else:
        for each in nav if isinstance(nav, list) else nav.values():
            yield from named(each)


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in an address."""
    titles = re.findall(r"^#+ (.+)$", FENCED.sub(lambda at: at[0].strip("`"), page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def broken(page: Path) -> Iterator[str]:
    for link in LINK.findall(FENCED.sub("", page.read_text())):
        name, _, anchor = link.partition("#")
        target = page if not name else page.parent / name
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            yield link


def test_every_page_stands_in_the_menu_once() -> None:
    """A page that nobody finds, or a line that leads nowhere, is a fault."""
    menu = list(named(yaml.safe_load((ROOT / "mkdocs.yml").read_text())["nav"]))
    rulesets = [*ROOT.glob("rulesets/*/ruleset.yaml"), *ROOT.glob("plugins/*/src/*/ruleset/ruleset.yaml")]
    books = [page for page in menu if page.startswith("regels/")]
    assert sorted(set(menu) - set(books)) == [page.name for page in PAGES]
    assert len(books) == len(rulesets)
    assert len(menu) == len(set(menu))


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """Files and headings; addresses of elsewhere aren't asked."""
    assert list(broken(page)) == []


@pytest.mark.skipif(importlib.util.find_spec("mkdocs") is None, reason="mkdocs isn't installed: make docs does so")
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    """Strictly, as `make docs` does."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "kwartier.html").is_file()
    assert "S39" in (tmp_path / "regels" / "core.html").read_text("utf-8")
