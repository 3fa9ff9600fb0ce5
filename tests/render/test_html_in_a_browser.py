"""
The report in a browser: axe-core finds nothing wrong, and nothing sticks out on a narrow screen.

It installs nothing: it runs where Chromium is, and axe-core in `node_modules` or where REGIORULES_AXE points.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from regiorules.advice.model import Advice
from regiorules.book import make_book
from regiorules.book.html import render_html
from regiorules.render.html import render
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets
from tests.mini import MINI
from tests.paths import ROOT
from tests.render.reports import EMPTY, FILES, OTHER_DOMAIN, advice_of, tabled

AXE = Path(os.environ.get("REGIORULES_AXE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
SERIOUS = {"serious", "critical"}
QUIET = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
CHECK = """
<script>
axe.run(document, {resultTypes: ["violations"]}).then(found => {
  const told = {wide: document.documentElement.scrollWidth, room: window.innerWidth, violations: found.violations};
  told.drawn = [...document.querySelectorAll("figure svg")].map(each => each.clientWidth / each.viewBox.baseVal.width);
  document.documentElement.innerHTML = "<body><pre></pre>";
  document.querySelector("pre").textContent = JSON.stringify(told);
});
</script>
"""
REPORTS = {
    **{each.stem: (each, None) for each in FILES},
    "empty": (EMPTY, None),
    "other_domain": (ROOT / "examples" / "domains" / "veenrand.yaml", OTHER_DOMAIN),
}


@pytest.fixture(scope="module")
def chromium() -> str:
    """The browser, where it is, with axe-core."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("Chromium isn't installed")
    if not AXE.is_file():
        pytest.skip("axe-core isn't in node_modules; install it with npm, or set REGIORULES_AXE")
    return found


def looked_at(page: str, chromium: str, folder: Path, width: int) -> Any:
    """What axe-core says of a page, all of it folded out, and how wide the page is in a window of that width."""
    checked = POLICY.sub("", page).replace("<details", "<details open")
    checked = checked.replace("</body>", f"<script>{AXE.read_text('utf-8')}</script>{CHECK}</body>")
    (folder / "page.html").write_text(checked, "utf-8")
    words = [chromium, *QUIET.split(), f"--user-data-dir={folder / 'profile'}", f"--window-size={width},900"]
    words += ["--virtual-time-budget=20000", "--dump-dom", (folder / "page.html").as_uri()]
    done = subprocess.run(words, capture_output=True, timeout=120)
    found = re.search(r"<pre>(.*?)</pre>", done.stdout.decode(), re.DOTALL)
    assert found, done.stderr.decode()[-2000:]
    return json.loads(html.unescape(found[1]))


def report(name: str, language: Any) -> Advice:
    """The advice of one of the reports."""
    region, knowledge = REPORTS[name]
    return advice_of(region, language, *([knowledge] if knowledge else []))


@pytest.mark.parametrize(
    ("name", "language", "width"),
    [
        ("flevoland", "nl", 1280),
        ("flevoland", "en", 500),
        ("zeeland", "nl", 500),
        ("zeeland", "en", 1280),
        ("empty", "nl", 500),
        ("other_domain", "nl", 1280),
    ],
)
def test_axe_finds_no_serious_fault(name: str, language: str, width: int, chromium: str, tmp_path: Path) -> None:
    """Contrast, names, order, landmarks: nothing that keeps a reader out; and no line is wider than the window."""
    found = looked_at(render(report(name, language), Layout(full=True)), chromium, tmp_path, width)
    said = {each["id"]: [node["html"][:200] for node in each["nodes"]] for each in found["violations"]}
    assert {each["id"]: said[each["id"]] for each in found["violations"] if each["impact"] in SERIOUS} == {}
    assert found["wide"] <= found["room"]
    assert all(each > 0.85 for each in found["drawn"])  # what is written in it stays readable: it scrolls by itself


@pytest.mark.parametrize(("language", "width"), [("nl", 500), ("en", 1280)])
def test_the_book_of_a_rule_set_is_as_easy_to_reach(language: Any, width: int, chromium: str, tmp_path: Path) -> None:
    """Nothing at all that axe-core knows of."""
    page = render_html(make_book(load_rulesets(MINI), "mini", language, {}))
    found = looked_at(page, chromium, tmp_path, width)
    assert [each["id"] for each in found["violations"]] == []
    assert found["wide"] <= found["room"]


def test_a_decision_table_keeps_nobody_out(chromium: str, tmp_path: Path) -> None:
    """Nor does it widen a narrow page: it scrolls by itself."""
    found = looked_at(render(tabled(tmp_path, "nl"), Layout(full=True)), chromium, tmp_path, 500)
    assert [each["id"] for each in found["violations"] if each["impact"] in SERIOUS] == []
    assert found["wide"] <= found["room"]


def test_axe_finds_a_fault_where_there_is_one(chromium: str, tmp_path: Path) -> None:
    """The check above can fail: a picture without words is found."""
    page = render(report("empty", "nl"), Layout()).replace("<h1>", '<img src="data:,"><h1>')
    found = looked_at(page, chromium, tmp_path, 1280)
    assert "image-alt" in {each["id"] for each in found["violations"]}
