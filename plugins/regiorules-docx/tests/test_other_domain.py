"""The report of another field of policy: its own words, and no chapter for what its rule set doesn't speak of."""

from __future__ import annotations

import re

import pytest
from word_reports import headings, opened, text_of

from regiorules import Engine, load, make_advice, read_region
from regiorules.rules.bundled import bundled
from regiorules.text import LANGUAGES, Language

DOMAINS = bundled("examples") / "domains"
FOREIGN = re.compile(r"arbeidsmarkt|labour|werkgever|employer|\buwv\b|suwi|\bmkb\b|inwonertal", re.I)


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_domain_has_a_report_of_its_own(language: Language) -> None:
    """Its title, its risks by its own severities, its division; no routes and no word of labour markets."""
    knowledge = load(DOMAINS / "jeugdzorg")
    region = read_region(DOMAINS / "duinrand.yaml", knowledge.vocabulary)
    advice = make_advice(Engine(knowledge, "compiled").assess(region), knowledge, language)
    document = opened(advice)
    found = text_of(document)
    assert FOREIGN.search(found) is None
    assert {"nl": "Advies voor de jeugdregio Duinrand", "en": "Advice for the youth-care region Duinrand"}[
        language
    ] in found
    heads = headings(document, 1)
    assert advice.words["division"] in heads
    assert advice.words["route"] not in heads
    assert all(risk.severity_label.casefold() in found.casefold() for risk in advice.risks)
