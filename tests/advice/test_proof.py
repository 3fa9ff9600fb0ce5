"""The steps of a proof: which rules stand in it, what they work out, and which part of them decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from regiorules.advice.explain import Step, explain
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets
from tests.mini import copied

BECAUSE = "because: {nl: Zo is het., en: So it is.}, statements: [S01], basis: source"
TEXTS = "title: {nl: Naam, en: Name}, text: {nl: Tekst., en: Text.}"
RULES = f"""
facts:
  load: {{type: number, asked: no, title: {{nl: Last, en: Load}}}}
conclusions:
  trusted: {{kind: finding, {TEXTS}}}
  calm: {{kind: finding, {TEXTS}}}
  busy: {{kind: finding, {TEXTS}}}
rules:
  trusted: {{when: trust == high, unless: budget > 10 or strained, then: trusted, {BECAUSE}}}
  calm: {{when: not (trust == low or strained), then: calm, {BECAUSE}}}
  usual: {{when: effort >= medium, then: busy, {BECAUSE}}}
  poor: {{when: budget < 1, overrides: usual, then: busy, {BECAUSE}}}
  little: {{when: effort == low, then: {{load: budget * 2}}, {BECAUSE}}}
  much: {{when: effort == high, then: {{load: budget * 3}}, {BECAUSE}}}
"""


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Step]:
    """Why a name is what it is, where these facts are known."""
    folder = copied(tmp_path_factory.mktemp("proof"))
    (folder / "more.yaml").write_text(RULES, "utf-8")
    knowledge = load_rulesets(folder)
    engine = Engine(knowledge, "compiled")

    def proved(name: str, **facts: Any) -> Step:
        return explain(engine.assess(Region("R").tell(knowledge.vocabulary, **facts)), knowledge, name, "en").proof

    return proved


def inside(step: Step) -> Iterator[Step]:
    """What stands in the rules of a proof, without what is read there."""
    for each in step.steps:
        if each.kind not in ("fact", "conclusion"):
            yield each
            yield from inside(each)


def decisive(step: Step) -> list[str]:
    """The texts of what decides in the rules of a proof."""
    return [each.text for each in inside(step) if each.decisive]


@pytest.mark.parametrize(
    ("known", "rules"),
    [
        ({"effort": "high", "budget": 3}, {"much": "9"}),
        ({"effort": "high"}, {"little": "", "much": "unknown"}),
        ({"effort": "medium", "budget": 3}, {"little": "", "much": ""}),
    ],
)
def test_what_is_worked_out_stands_below_the_rules_that_do(
    proof: Callable[..., Step], known: dict[str, Any], rules: dict[str, str]
) -> None:
    """Of a fact that is known the rules that hold; else all, and nothing is worked out by one that fails."""
    found = {}
    for rule in proof("load", **known).steps:
        found[rule.id] = "".join(each.value for each in rule.steps if each.kind == "calculation")
    assert found == rules


def test_a_conclusion_is_seen_as_it_stands(proof: Callable[..., Step]) -> None:
    """In the condition that reads it."""
    [rule] = proof("talk", trust="low", strategy_agreed=False).steps
    assert [each.value for each in rule.steps] == ["Strain: holds"]


@pytest.mark.parametrize(
    ("known", "status", "text"),
    [
        ({"budget": 20}, "fails", "Budget is more than 10 or risk: Strain"),
        ({"budget": 3, "centre_municipality": "A"}, "holds", ""),
        ({"budget": 3}, "open", ""),
    ],
)
def test_an_exception_that_holds_is_what_decides(
    proof: Callable[..., Step], known: dict[str, Any], status: str, text: str
) -> None:
    """It stands below its rule with how it is; only where it holds it is why the rule doesn't."""
    found = proof("trusted", trust="high", **known)
    assert found.status == status
    [exception] = [each for each in inside(found) if each.kind == "exception"]
    assert exception.value == {"fails": "holds", "holds": "doesn't hold", "open": "still open"}[status]
    assert decisive(found) == ([text] if text else [])


def test_a_rule_that_goes_before_another_stands_below_it(proof: Callable[..., Step]) -> None:
    """With how it is, and its own condition."""
    [rule] = proof("busy", effort="high", budget=3).steps
    [exception] = [each for each in rule.steps if each.kind == "exception"]
    assert (exception.id, exception.value) == ("poor", "doesn't hold")
    assert [each.text for each in exception.steps] == ["Budget is less than 1"]


def test_of_what_is_denied_nothing_decides_where_it_holds(proof: Callable[..., Step]) -> None:
    """That neither of two things is so lets no rule fail; that one of them is, does."""
    known = {"budget": 3, "centre_municipality": "A", "strategy_agreed": True}
    assert decisive(proof("calm", trust="high", **known)) == []
    assert decisive(proof("calm", trust="low", **known)) == ["not: Trust is low or risk: Strain"]
