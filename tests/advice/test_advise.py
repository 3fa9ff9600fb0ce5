"""What stands in an advice: recommendations in order, two values of a fact, levels, and what it all rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regiorules.advice.advise import make_advice
from regiorules.advice.model import Advice
from regiorules.advice.wording import Wording
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge
from tests.mini import KNOWLEDGE, copied

BECAUSE = "because: {nl: Zo is het., en: So it is.}, statements: [S01], basis: source"
TEXTS = "title: {nl: Naam, en: Name}, text: {nl: Tekst., en: Text.}, statements: [S01]"


def advice(knowledge: Knowledge = KNOWLEDGE, **facts: Any) -> Advice:
    """The advice where only these facts are known."""
    region = Region("R").tell(knowledge.vocabulary, **facts)
    return make_advice(Engine(knowledge, "compiled").assess(region), knowledge, "en")


def with_more(folder: Path, conclusions: dict[str, str], rules: dict[str, str]) -> Knowledge:
    """The tiny rule set with these conclusions as well, and with rules that give this where much is done."""
    mini = copied(folder)
    lines = ["conclusions:"] if conclusions else []
    lines += [f"  {name}: {{{what}, {TEXTS}}}" for name, what in conclusions.items()]
    lines += ["rules:"]
    lines += [f"  {name}-it: {{when: effort == high, then: {then}, {BECAUSE}}}" for name, then in rules.items()]
    (mini / "more.yaml").write_text("\n".join(lines), "utf-8")
    return load_rulesets(mini)


def test_the_worst_risk_that_it_cures_ranks_a_recommendation(tmp_path: Path) -> None:
    """Of two that are alike, whatever milder risk it is a remedy for as well."""
    advised = "addressee: administrators, level: regional, horizon: now, priority: high, section: steering"
    recommended = f"kind: recommendation, steps: [{{nl: Doe het., en: Do it.}}], {advised}"
    conclusions = {
        "halfway": recommended,
        "thorough": recommended,
        "half": "kind: risk, severity: medium, remedies: [halfway]",
        "mild": "kind: risk, severity: watch, remedies: [thorough]",
        "grave": "kind: risk, severity: high, remedies: [thorough]",
    }
    found = advice(with_more(tmp_path, conclusions, {name: name for name in conclusions}), effort="high")
    assert [(each.id, each.against) for each in found.recommendations] == [
        ("thorough", ("grave", "mild")),
        ("halfway", ("half",)),
    ]


def test_what_rules_give_beside_an_answer_is_told(tmp_path: Path) -> None:
    """Of the values that they give only those that weren't given."""
    knowledge = with_more(tmp_path, {}, {"little": "{trust: low}", "much": "{trust: high}"})
    assert advice(knowledge, effort="high", trust="high").conflicts == (
        "Trust: given as high, but the rules give low (So it is); what was given is used",
    )
    assert advice(knowledge, effort="high").conflicts == (
        "Trust: the rules give low, high at once (So it is); the fact stays unknown",
    )


@pytest.mark.parametrize(
    ("known", "level", "statements"),
    [
        ({}, "", []),
        ({"trust": "low", "strategy_agreed": False}, "", ["S02"]),  # by the reasons of a risk
        ({"effort": "high", "domains": ["work", "care"]}, "spread", ["S01"]),  # by where the region stands
    ],
)
def test_the_statements_are_those_that_the_advice_rests_on(
    known: dict[str, Any], level: str, statements: list[str]
) -> None:
    """In the order of the source; of what is open none."""
    found = advice(**known)
    assert [each.id for each in found.statements] == statements
    [division] = found.divisions
    assert division.level == level


@pytest.mark.parametrize(
    ("known", "said"),
    [({}, "centre municipality"), ({"centre_municipality": "Almere"}, "Almere (centre municipality)")],
)
def test_a_recommendation_is_for_somebody_by_name_where_that_is_known(known: dict[str, str], said: str) -> None:
    """What is for others is said as it is called."""
    core = load_rulesets(ruleset_folder("core"))
    wording = Wording(Engine(core, "compiled").assess(Region("R").tell(core.vocabulary, **known)), core, "en")
    assert wording.addressee(core.conclusions["convene_administrators"]) == said
    assert wording.addressee(core.conclusions["temper_pull"]) == "administrators in the region"
