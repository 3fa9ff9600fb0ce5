"""A choice between routes: what already speaks for each, which is excluded, and the question that decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from regiorules.advice.advise import make_advice
from regiorules.advice.model import Choice
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from tests.mini import copied

ROUTE = (
    "{name}: {{kind: route, path: pace, title: {{nl: Weg, en: Way}}, text: {{nl: Zo., en: So.}},"
    " steps: [{{nl: Loop., en: Walk.}}], statements: [S01]}}"
)
RULE = "{name}: {{when: {when}, then: {name}, because: {{nl: Zo., en: So.}}, statements: [S01], basis: source}}"
ROUTES = {
    "slow": "trust == low and not strategy_agreed",
    "fast": "trust == high and not strategy_agreed and effort == high",
}


def between(routes: Mapping[str, str], folder: Path) -> Callable[..., Choice]:
    """The choice between routes with these conditions, where some facts are known."""
    folder = copied(folder)
    lines = ["paths: {pace: {title: {nl: Tempo, en: Pace}}}"]
    lines += ["conclusions:", *(f"  {ROUTE.format(name=name)}" for name in routes)]
    lines += ["rules:", *(f"  {RULE.format(name=name, when=when)}" for name, when in routes.items())]
    (folder / "pace.yaml").write_text("\n".join(lines), "utf-8")
    knowledge = load_rulesets(folder)
    engine = Engine(knowledge, "compiled")

    def choice(**facts: Any) -> Choice:
        advice = make_advice(engine.assess(Region("R").tell(knowledge.vocabulary, **facts)), knowledge, "en")
        return next(each for each in advice.choices if each.id == "pace")

    return choice


@pytest.fixture(scope="module")
def pace(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Choice]:
    """The choice between slow and fast, where these facts are known."""
    return between(ROUTES, tmp_path_factory.mktemp("pace"))


@pytest.mark.parametrize(
    ("known", "possible", "excluded"),
    [
        ({}, {"slow": [], "fast": []}, []),
        ({"strategy_agreed": False}, {"slow": ["strategy_agreed"], "fast": ["strategy_agreed"]}, []),
        ({"trust": "low"}, {"slow": ["trust"]}, ["fast"]),
        ({"trust": "medium"}, {}, ["slow", "fast"]),
        ({"trust": "low", "strategy_agreed": False}, {"slow": []}, ["fast"]),
    ],
)
def test_an_open_route_comes_with_what_speaks_for_it(
    pace: Callable[..., Choice], known: dict[str, Any], possible: dict[str, list[str]], excluded: list[str]
) -> None:
    """The facts by which a part of its condition is so already; one that holds has its reasons instead."""
    found = pace(**known)
    assert {each.id: [line.id for line in each.points] for each in found.routes} == possible
    assert [each.id for each in found.excluded] == excluded


@pytest.mark.parametrize(
    ("known", "fact", "always", "decided"),
    [
        ({}, "trust", False, {"medium": ""}),
        ({"strategy_agreed": False}, "trust", False, {"low": "slow", "medium": ""}),
        ({"strategy_agreed": False, "effort": "high"}, "trust", True, {"low": "slow", "medium": "", "high": "fast"}),
        ({"trust": "low"}, "strategy_agreed", True, {"yes": "", "no": "slow"}),
        ({"trust": "high"}, "effort", False, {"low": "", "medium": ""}),  # of the strategy one answer decides
    ],
)
def test_the_question_that_decides_says_what_each_answer_decides(
    pace: Callable[..., Choice], known: dict[str, Any], fact: str, always: bool, decided: dict[str, str]
) -> None:
    """For one of the routes, or "" for none of them; an answer that leaves more than one isn't named."""
    [decider] = pace(**known).deciders
    assert (decider.fact, decider.always) == (fact, always)
    assert {each.answer: each.route for each in decider.decided} == decided


@pytest.mark.parametrize("strategy_agreed", [True, False])
def test_a_choice_that_is_made_has_no_question_that_decides(pace: Callable[..., Choice], strategy_agreed: bool) -> None:
    assert pace(trust="low", strategy_agreed=strategy_agreed).deciders == ()


@pytest.mark.parametrize(
    ("fast", "shares"),
    [("trust == high", {"slow": 1, "fast": 1}), ("trust == high and centre_municipality == 'A'", {})],
)
def test_routes_are_counted_together_or_not_at_all(tmp_path: Path, fast: str, shares: dict[str, int]) -> None:
    """Where one of them stays open in some answers, the share of the other would say too much."""
    found = between({"slow": "trust == low", "fast": fast}, tmp_path)()
    assert {each.id: each.holds for each in found.shares} == shares
