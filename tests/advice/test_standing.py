"""What doesn't hold: risks that are open or excluded; and every answer that was given, with what rests on it."""

from __future__ import annotations

from typing import Any

import pytest

from regiorules.advice.advise import make_advice
from regiorules.advice.model import Advice
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from tests.mini import KNOWLEDGE, VOCABULARY

ENGINE = Engine(KNOWLEDGE, "compiled")


def advice(**facts: Any) -> Advice:
    """The advice where only these facts are known."""
    return make_advice(ENGINE.assess(Region("R").tell(VOCABULARY, **facts)), KNOWLEDGE, "en")


@pytest.mark.parametrize(
    ("known", "open_", "excluded"),
    [
        ({}, ["strained"], []),
        ({"trust": "low", "strategy_agreed": False}, [], []),  # it holds
        ({"trust": "high", "budget": 3, "centre_municipality": "A"}, [], ["strained"]),
    ],
)
def test_a_risk_that_does_not_hold_is_open_or_excluded(
    known: dict[str, Any], open_: list[str], excluded: list[str]
) -> None:
    """Only risks; an open one with what it waits for."""
    found = advice(**known).outlook
    assert ([each.id for each in found.open], [each.id for each in found.excluded]) == (open_, excluded)
    assert [each.id for each in found.waits_for] == (
        ["budget", "centre_municipality", "strategy_agreed", "trust"] if open_ else []
    )


def test_every_answer_stands_with_what_rests_on_it() -> None:
    """In the order of the vocabulary; conclusions that hold or are excluded, and where the region stands."""
    found = advice(effort="high", domains=["work", "care"], trust="low", strategy_agreed=False)
    assert {each.fact: (each.value, [line.id for line in each.used]) for each in found.answers} == {
        "trust": ("low", ["strained", "talk"]),
        "effort": ("high", ["city_first", "shape"]),
        "strategy_agreed": ("no", ["strained", "talk"]),
        "domains": ("work, care", ["city_first", "shape"]),
    }


def test_of_a_list_every_record_stands_in_full() -> None:
    """With what is known of it."""
    [answer] = advice(municipalities=[{"name": "Aa", "population": 300}, {"name": "Bee", "role": "guest"}]).answers
    assert answer.value == "Aa, 300; Bee, guest"
