"""Numbers in texts and explanations: a share in per cent, and a word that goes with a count."""

from __future__ import annotations

import pytest
from attrs import evolve

from regiorules import Engine, load, region_of
from regiorules.advice.wording import Wording
from regiorules.facts.vocabulary import Fact
from regiorules.text import LANGUAGES, Language, Text

CORE = load("core")
TITLE = Text("deel", "part")
CITIES = Text("{large_cities|meerdere} {large_cities:stad|steden}", "{large_cities|several} {large_cities:city|cities}")


def said(text: Text, language: Language, *populations: int) -> str:
    facts = {"municipalities": [{"name": f"M{at}", "population": each} for at, each in enumerate(populations)]}
    told = region_of({"region": "R", "facts": facts if populations else {}}, CORE.vocabulary)
    return Wording(Engine(CORE, "compiled").assess(told), CORE, language).say(text)


@pytest.mark.parametrize(
    ("language", "one", "two", "unknown"),
    [("nl", "1 stad", "2 steden", "meerdere steden"), ("en", "1 city", "2 cities", "several cities")],
)
def test_a_word_goes_with_a_count(language: Language, one: str, two: str, unknown: str) -> None:
    """One city, two cities, and more where it isn't known how many."""
    assert said(CITIES, language, 90_000, 10_000) == one
    assert said(CITIES, language, 90_000, 80_000) == two
    assert said(CITIES, language) == unknown


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [(0.41, "41%", "41%"), (0.5187, "51,9%", "51.9%"), (0.125, "12,5%", "12.5%"), (0, "0%", "0%"), (1, "100%", "100%")],
)
def test_a_share_is_in_per_cent(value: float, nl: str, en: str) -> None:
    """A number of at most 1 without a unit is a part of one; with a unit, or whole, it isn't."""
    share = Fact("number", TITLE, minimum=0, maximum=1)
    assert [share.show(value, language) for language in LANGUAGES] == [nl, en]
    for other in (evolve(share, unit=Text("euro", "euros")), evolve(share, whole=True), evolve(share, maximum=2)):
        assert "%" not in other.show(value, "nl")


def test_part_of_a_share_is_in_per_cent() -> None:
    """Its bounds too; and so is a figure of a rule set."""
    share = Fact("number", TITLE, minimum=0, maximum=1)
    assert share.show({"at_most": 0.41}, "nl") == "hoogstens 41%"
    assert said(Text("{largest_share}", "{largest_share}"), "nl", 60_000, 40_000) == "60%"
