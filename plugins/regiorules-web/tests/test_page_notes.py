"""The note with an answer at the page: what is typed in one language takes away nothing in the other."""

from __future__ import annotations

from typing import Any

import pytest
from page_browser import kept, needs_browser, session
from web_service import Served

pytestmark = needs_browser


@pytest.mark.parametrize(
    ("language", "note", "found"),
    [
        (
            "nl",
            {"nl": "gezegd", "en": "said"},
            {"same": {"nl": "gezegd", "en": "said"}, "new": {"nl": "x", "en": "said"}, "gone": {"en": "said"}},
        ),
        ("en", {"nl": "gezegd"}, {"same": {"nl": "gezegd"}, "new": {"nl": "gezegd", "en": "x"}}),
        ("nl", "gezegd", {"same": {"nl": "gezegd", "en": "gezegd"}, "new": {"nl": "x", "en": "x"}, "gone": {}}),
    ],
)
def test_a_note_stays_in_the_language_in_which_it_was_not_changed(
    language: str, note: Any, found: dict[str, Any], web: Served
) -> None:
    typed = {"same": None, "new": "x", "gone": ""}
    told = {
        "region": {"region": "A", "facts": {"pursuit": {"value": "active", "note": note}}},
        "notes": [[name, typed[name]] for name in found],
        "label": {"nl": "Opmerking", "en": "Note"}[language],
    }
    seen = session("noted", f"http://127.0.0.1:{web.port}", language=language, fact="pursuit", **told)
    vocabulary = web.service.engine(()).knowledge.vocabulary
    assert {name: dict(kept(each, vocabulary).facts["pursuit"].note) for name, each in seen["found"].items()} == found
