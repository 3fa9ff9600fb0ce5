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


def test_what_is_chosen_keeps_the_source_it_came_from(web: Served) -> None:
    vocabulary = web.service.engine(()).knowledge.vocabulary
    shared = {"nota": {"title": "Nota"}, "x": {"title": "De een"}}
    old = {"profile": "Zeeland", "date": "2016-03-01", "sources": shared}
    new = {"profile": "Zeeland", "sources": shared | {"x": {"title": "De ander"}, "x-2": {"title": "Een derde"}}}
    old |= {"facts": {"pursuit": {"value": "active", "source": ["nota", "x"]}}}
    new |= {"facts": {"pursuit": {"value": "active", "source": ["nota", "x", "x-2"]}}}
    for index, told in enumerate((old, new)):
        _, joint = joined(web, old, new, municipalities=str(index))
        region = regiorules.region_of(told, vocabulary)
        given, wanted = joint.facts["municipalities"], region.facts["municipalities"]
        assert given.value == wanted.value
        assert [joint.sources[each] for each in given.sources] == [region.sources[each] for each in wanted.sources]
        titles = [joint.sources[each].title for each in joint.facts["pursuit"].sources]
        assert titles == ["Nota", "De een", "De ander", "Een derde"]


def test_assumptions_that_contradict_each_other_are_shown_and_chosen(web: Served) -> None:
    one, other, third = (
        {"region": "A", "facts": {}, "parameters": parameters}
        for parameters in ({"large_city": 90000}, {"large_city": 50000, "tradition_events": 5}, {})
    )
    shown, joint = joined(web, one, other, third)
    assert "spreken de antwoorden elkaar tegen" not in shown
    assert "90.000" in shown
    assert "50.000" in shown
    assert joint.parameters == {"tradition_events": 5}
    assert joined(web, one, other, third, large_city="0")[1].parameters["large_city"] == 90000
    assert joined(web, other, other, third)[1].parameters == other["parameters"]


def test_files_of_other_regions_or_days_are_not_put_together_without_a_word(web: Served) -> None:
    one, other = (
        {"region": "A", "facts": {}},
        {"region": "Elders", "date": "2016-01-01", "facts": {"pursuit": "active"}},
    )
    shown, joint = joined(web, one, other)
    assert "niet over dezelfde regio: A; Elders. Het gezamenlijke dossier heet A." in shown
    assert "niet van dezelfde dag: zonder datum; 2016-01-01." in shown
    assert (joint.name, joint.date) == ("A", "")
    assert "Let op" not in joined(web, one, one)[0]
