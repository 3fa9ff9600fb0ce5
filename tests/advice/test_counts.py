"""The shares of open routes in the note: what is counted exactly, and left out where that would take long."""

from __future__ import annotations

import pytest
from attrs import evolve

from regiorules.advice import counts
from regiorules.advice.advise import make_advice
from regiorules.advice.model import Advice, RouteShare
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region, read_region
from regiorules.render.advice_note import outline
from regiorules.render.notes import render_note
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import Language
from tests.commands import flat
from tests.paths import REGIONS

CORE = load_rulesets(ruleset_folder("core"))
ENGINE = Engine(CORE, "compiled")


def advice(language: Language = "en", **facts: str) -> Advice:
    knowledge = evolve(CORE)  # with which nothing is counted yet
    return make_advice(ENGINE.assess(Region("X").set(facts, CORE.vocabulary)), knowledge, language)


def shares(name: str, **facts: str) -> tuple[RouteShare, ...]:
    return next(each.shares for each in advice(**facts).choices if each.id == name)


def test_of_an_open_choice_every_answer_is_counted() -> None:
    """Four systems times three degrees of effort: each of the twelve has one route."""
    found = shares("broad")
    assert {each.worlds for each in found} == {12}
    assert sum(each.holds for each in found) == 12
    assert [each.holds for each in found] == sorted((each.holds for each in found), reverse=True)


def test_an_answer_narrows_it() -> None:
    """Whoever follows regulation can be in two of the four routes: three degrees of effort are left."""
    found = shares("broad", systematisation="by_regulation")
    assert {each.worlds for each in found} == {3}
    assert sorted(each.holds for each in found) == [1, 2]


def test_once_a_route_holds_there_are_no_shares() -> None:
    assert shares("broad", pursuit="passive") == ()


def test_more_answers_than_a_note_waits_for_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "MOST", 11)
    assert shares("broad") == ()


def test_what_stays_open_in_some_answers_has_no_shares() -> None:
    """The emphasis depends on the municipalities, which are a list: that isn't counted."""
    assert shares("emphasis") == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Van alle antwoorden die nog kunnen past bij deze routes: Zelf in beweging komen 42%;"),
        ("en", "Of all answers that may still come, so many lead to these routes: Get moving 42%;"),
    ],
)
def test_the_note_says_so(language: Language, said: str) -> None:
    region = read_region(REGIONS / "flevoland.yaml", CORE.vocabulary)
    found = make_advice(ENGINE.assess(region), CORE, language)
    assert said in flat(render_note(found, outline, "text", Layout()))
