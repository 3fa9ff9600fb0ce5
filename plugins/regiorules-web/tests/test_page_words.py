"""Words of a rule set at the page, however long they are."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

from page_browser import needs_browser, session
from regiorules_web.service import Service
from web_service import served

from regiorules.plugins import load_plugins
from regiorules.rules.bundled import bundled

pytestmark = needs_browser

DOMAIN = bundled("examples") / "domains" / "jeugdzorg"
VIEWS = ["question", "question/vision_partners", "question/regional_vision", "what-if", "what-if/regional_vision"]


def test_a_long_word_of_a_rule_set_widens_nothing(tmp_path: Path) -> None:
    folder = copytree(DOMAIN, tmp_path / "long")
    for name in ("vocabulary.yaml", "catalogue.yaml"):
        text = (folder / name).read_text("utf-8")
        longer = re.sub(r"(title|label|question): \{nl: ", rf"\1: {{nl: {'W' * 400} ", text)
        assert longer != text
        (folder / name).write_text(longer, "utf-8")
    with served(Service(load_plugins(only=()), (str(folder),))) as web:
        told = {"fact": "regional_vision", "views": [*VIEWS, "advice", "answers", "together", "file"]}
        seen = session("words", f"http://127.0.0.1:{web.port}", **told)
    assert seen["wide"] == {}
