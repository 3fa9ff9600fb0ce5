"""`advise` on Flevoland: what it advises and what it doesn't, and the whole note as it was."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.results import KNOWLEDGE, Result
from tests.paths import GOLDEN

WRITE_GOLDEN = os.environ.get("REGIORULES_GOLDEN") == "write"


def titles(*names: str, lang: Any = "nl") -> list[str]:
    return [KNOWLEDGE.conclusions[name].title.say(lang) for name in names]


@pytest.mark.parametrize(
    ("lang", "route", "centre", "ask"),
    [
        ("nl", "Nadruk op subregionale netwerken (sterk)", "Almere (centrumgemeente)", "Vraag als eerste: 1. "),
        ("en", "Emphasis on subregional networks (strong)", "Almere (centre municipality)", "Ask first: 1. "),
    ],
)
def test_advice_for_flevoland(flevoland: Callable[..., Result], lang: str, route: str, centre: str, ask: str) -> None:
    """The route, the risks, the advice to Almere and the next questions are there; that the centre decides isn't."""
    words = flevoland("--lang", lang).words
    risk, continuity, connector = titles("no_agreed_strategy", "continuity_lost", "centre_as_connector", lang=lang)
    assert route in words
    assert risk in words
    assert continuity in words
    assert f"{connector} — {centre}" in words
    after = words.split(ask)[1]
    assert after.split("?")[0] in {
        fact.question.say(lang).rstrip("?") for fact in KNOWLEDGE.vocabulary.facts.values() if fact.question
    }


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_centre_does_not_decide_in_flevoland(flevoland: Callable[..., Result], lang: Any) -> None:
    """Nothing in the advice says that Almere, or the centre municipality, decides."""
    words = flevoland("--lang", lang).words
    assert titles("centre_decides", lang=lang)[0] not in words
    assert not re.search(r"(Almere|[Cc]entrumgemeente|[Cc]entre municipality) (beslist|bepaalt|decides)", words)


@pytest.mark.parametrize(
    ("name", "format", "lang"),
    [
        ("flevoland.nl.txt", "text", "nl"),
        ("flevoland.nl.md", "markdown", "nl"),
        ("flevoland.en.txt", "text", "en"),
        ("flevoland.json", "json", "nl"),
    ],
)
def test_golden(flevoland: Callable[..., Result], name: str, format: str, lang: str) -> None:
    """The whole note is what it was; REGIORULES_GOLDEN=write writes it anew."""
    out = flevoland("--format", format, "--lang", lang, "--engine", "compiled", "--on", "2026-11-01").out
    out = re.sub(r'("digest": )"[0-9a-f]{64}"', r'\1"(SHA-256)"', out)  # changes with every comment in a rule file
    if WRITE_GOLDEN:
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(out, "utf-8")
    assert out == (GOLDEN / name).read_text("utf-8")


def test_json_holds_the_same_advice(flevoland: Callable[..., Result]) -> None:
    """What the text says stands in the JSON by its id."""
    data = flevoland("--format", "json").data
    states = data["conclusions"]
    assert states["via_subregional"]["status"] == "holds"
    assert states["via_subregional"]["grade"] == "strong"
    assert states["no_agreed_strategy"]["status"] == "holds"
    assert states["continuity_lost"]["status"] == "holds"
    assert states["centre_decides"]["status"] != "holds"
    assert [route["id"] for route in data["advice"]["choices"][1]["routes"]] == ["via_subregional"]
    assert data["advice"]["questions"]
