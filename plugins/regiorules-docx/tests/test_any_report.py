"""The Word report of any region and of any text: it is written, and can be read."""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_reports import engine, flevoland, headings, knowledge, nothing, opened, table, text_of

from regiorules import make_advice
from regiorules.advice.model import Note, SourceLine
from regiorules.render.phrases import phrase
from regiorules.testing import regions
from regiorules.text import LANGUAGES, Language

SOME = settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_region_of_which_nothing_is_known(language: Language) -> None:
    """The report says that nothing follows yet, and what to ask; it has no table of risks and no other chapter."""
    advice = nothing(language)
    document = opened(advice)
    found = text_of(document)
    assert phrase("nothing_advised", language) in found
    assert phrase("no_risks", language) not in found
    assert headings(document, 1) == [phrase("in_short", language)]
    assert advice.questions[0].question in found
    with pytest.raises(AssertionError):
        table(document, advice.words["risks"])


@SOME
@given(region=st.deferred(lambda: regions(knowledge().vocabulary)), language=st.sampled_from(LANGUAGES))
def test_any_region_gives_a_report(region: object, language: Language) -> None:
    """Whatever is known of a region, the report is written, can be read, and has every risk and recommendation."""
    advice = make_advice(engine().assess(region), knowledge(), language)  # type: ignore[arg-type]
    document = opened(advice)
    if advice.risks:
        assert len(table(document, advice.words["risks"]).rows) == len(advice.risks) + 1
    found = [*headings(document, 2), *headings(document, 3)]
    assert [each.title for each in advice.recommendations if not any(each.title in line for line in found)] == []


@SOME
@given(text=st.text(max_size=40), url=st.text(max_size=40))
def test_any_text_gives_a_report(text: str, url: str) -> None:
    """No text from a region file or a plugin, and no address, can spoil the file."""
    line = SourceLine("x", text, url, text)
    advice = evolve(nothing(), region=text, date=text, sources=(line,), notes=(Note("x", text),), conflicts=(text,))
    document = opened(advice)
    assert document.core_properties.title is not None
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200b-\u200f]", text_of(document))


@pytest.mark.parametrize(
    "url",
    [
        "http://exa mple.org",
        "http://[::1",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://",
        "//x",
        "naslag",
        "\0",
    ],
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    """An address that Word can't follow stands as text, since a bad link makes Word refuse the file."""
    document = opened(evolve(nothing(), sources=(SourceLine("x", "Krant", url, ""),)))
    assert document.element.xpath("//w:hyperlink/@r:id") == []
    assert f"Krant, {url}".replace("\0", r"\x00") in text_of(document)


def test_an_address_is_escaped() -> None:
    """Signs that can't stand in an address are escaped in the link; the text keeps them."""
    url = "https://example.org/zoek?q=één [x]&y=100%"
    document = opened(evolve(nothing(), sources=(SourceLine("x", "Krant", url, ""),)))
    (link,) = document.element.xpath("//w:hyperlink/@r:id")
    assert document.part.rels[link].target_ref == "https://example.org/zoek?q=%C3%A9%C3%A9n%20%5Bx%5D&y=100%"
    assert url in text_of(document)


def test_long_texts_fit() -> None:
    """A title longer than a property can hold is cut there, and whole in the text."""
    name = "Zeer lange naam " * 40
    document = opened(evolve(flevoland(), region=name))
    assert len(document.core_properties.title) == 255
    assert name in text_of(document)
