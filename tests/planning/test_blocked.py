"""What is said where a goal can't be reached: which step asks what, and whether an answer may still give it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regiorules.advice.planned import Plan, PlanNote
from regiorules.advice.plans import plan
from regiorules.engine.engine import Engine
from regiorules.facts.region import region_of
from regiorules.render.notes import render_note
from regiorules.render.plan_note import plan_blocks
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from tests.commands import flat
from tests.mini import copied
from tests.paths import ROOT

OTHER = load_rulesets(ROOT / "examples" / "domains" / "jeugdzorg")
GOAL = """
goals:
  trusting: {title: {nl: Er is vertrouwen, en: There is trust}, when: "trust == high", basis: source, statements: [S02]}
  agreed: {title: {nl: Eens, en: Agreed}, when: "strategy_agreed", basis: source, statements: [S02]}
moves:
  talk: {presupposes: "effort >= medium", months: 2, basis: source, statements: [S02]}
"""


@pytest.fixture
def mini(tmp_path: Path) -> Knowledge:
    """The tiny rule set with two goals, to one of which one step may lead."""
    folder = copied(tmp_path)
    (folder / "plan.yaml").write_text(GOAL, "utf-8")
    return load_rulesets(folder)


def note_of(knowledge: Knowledge, **facts: Any) -> PlanNote:
    """The plan for a region of which that is known, in English."""
    region = region_of({"region": "X", "facts": facts}, knowledge.vocabulary)
    return plan(Engine(knowledge).assess(region), knowledge, "en")


def plan_for(knowledge: Knowledge, **facts: Any) -> Plan:
    """The plan itself."""
    found = note_of(knowledge, **facts).plan
    assert found is not None
    return found


def said(note: PlanNote) -> str:
    """The note as a person reads it."""
    text = render_note(note, plan_blocks, "text", Layout(100, False, False, False))
    assert isinstance(text, str)
    return flat(text)


def test_an_unknown_fact_in_the_way_is_asked_for(mini: Knowledge) -> None:
    """Unknown isn't holding: the step isn't taken, and the answer that it wants is named."""
    found = plan_for(mini, trust="low", strategy_agreed="yes")
    assert [each.reach for each in found.goals] == ["blocked", "there"]
    [obstacle] = found.obstacles
    assert (obstacle.step, obstacle.title, obstacle.condition) == ("talk", "Talk", "Effort is at least medium")
    assert [line.id for line in obstacle.waits_for] == ["effort"]
    assert "“Talk” asks: Effort is at least medium. That isn't known; answer first: Effort." in said(
        note_of(mini, trust="low", strategy_agreed="yes")
    )


def test_a_known_fact_in_the_way_is_final(mini: Knowledge) -> None:
    """No step changes it."""
    found = note_of(mini, trust="low", effort="low")
    assert found.plan is not None
    assert [each.waits_for for each in found.plan.obstacles if each.step] == [()]
    assert "That isn't so, and no step changes it." in said(found)
    assert "That is certain: all that can be reached by these steps was searched." in said(found)


def test_what_can_be_reached_is_planned_though_something_else_cannot(mini: Knowledge) -> None:
    """One goal by one step; the other waits for an answer."""
    found = plan_for(mini, trust="low", effort="high")
    assert [each.reach for each in found.goals] == ["planned", "blocked"]
    assert [(each.id, each.months, each.certain) for each in found.steps] == [("talk", 2, True)]
    assert [(each.step, each.condition) for each in found.obstacles] == [("", "Strategy agreed")]
    assert "The goal asks: Strategy agreed. That isn't known; answer first: Strategy agreed." in said(
        note_of(mini, trust="low", effort="high")
    )


@pytest.mark.parametrize(
    ("known", "waits_for"),
    [
        ({"trust": "low", "effort": "high", "strategy_agreed": "no"}, []),
        ({"trust": "low", "effort": "at least medium", "budget": "3", "centre_municipality": "A"}, ["strategy_agreed"]),
    ],
)
def test_a_step_names_by_which_answers_it_may_yet_not_be_advised(
    mini: Knowledge, known: dict[str, Any], waits_for: list[str]
) -> None:
    """What it presupposes is so, however little is known of that; none where it is advised already."""
    [step] = plan_for(mini, **known).steps
    assert [line.id for line in step.waits_for] == waits_for


def test_a_step_that_is_not_advised_is_not_taken() -> None:
    """There is a draft already, and the rules advise to draw up a vision only where there is none."""
    found = note_of(OTHER, regional_vision="draft", same_terms="yes")
    assert found.plan is not None
    assert [each.reach for each in found.plan.goals] == ["blocked"]
    assert found.plan.steps == ()
    assert "draw_up_vision" in [each.step for each in found.plan.obstacles if not each.condition]
    assert "“Adopt a regional vision” doesn't come up here: it isn't advised." in said(found)


def test_within_too_narrow_a_bound_nothing_is_claimed(mini: Knowledge) -> None:
    """Not found isn't proved."""
    region = region_of({"region": "X", "facts": {"trust": "low", "effort": "high"}}, mini.vocabulary)
    found = plan(Engine(mini).assess(region), mini, "en", states=0)
    assert found.plan is not None
    assert [each.reach for each in found.plan.goals] == ["not_found", "not_found"]
    assert "no plan found within the bound of the search" in said(found)


def test_without_goals_there_is_no_plan() -> None:
    """Which the note says."""
    from tests.mini import KNOWLEDGE

    found = note_of(KNOWLEDGE, trust="low")
    assert found.plan is None
    assert "The rule set names no goal to plan for." in said(found)
