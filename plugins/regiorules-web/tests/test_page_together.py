"""Several persons' answers at the page: what becomes one file of them, and what is said of where they differ."""

from __future__ import annotations

from typing import Any

from page_browser import kept, needs_browser, session
from web_service import Served

import regiorules

pytestmark = needs_browser


def joined(web: Served, *regions: dict[str, Any], **chosen: str) -> tuple[str, regiorules.Region]:
    """What is shown of the answers of several, and the file that is made of them."""
    seen = session("joined", f"http://127.0.0.1:{web.port}", regions=regions, chosen=chosen)
    return seen["together"], kept(seen["joint"], web.service.engine(()).knowledge.vocabulary)


def test_who_does_not_know_it_takes_away_nothing_whatever_he_notes(web: Served) -> None:
    noted = {"value": None, "note": "nog navragen"}
    one = {"region": "A", "sources": {"s": {"title": "Nota"}}, "facts": {"sme_role": noted, "pursuit": noted}}
    other = {"region": "A", "facts": {"sme_role": "large", "scale_used": {"value": None, "note": "onbekend"}}}
    third = {"region": "A", "facts": {"sme_role": {"value": "large", "note": "gezegd"}}}
    for regions in ((one, other), (one, other, third)):
        _, joint = joined(web, *regions)
        values = {name: given.value for name, given in joint.facts.items()}
        assert values == {"sme_role": "large", "pursuit": None, "scale_used": None}
        assert joint.facts["pursuit"].note["nl"] == "nog navragen"
    assert joint.facts["sme_role"].note["nl"] == "gezegd"
