"""What the loader says of goals and moves that are wrong, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiorules.rules.load import load_rulesets
from regiorules.rules.plans import Goal, Move
from tests.mini import copied
from tests.rules.extra import BOTH, mistakes

GOAL = f"title: {BOTH}, basis: source, statements: [S02]"
WRONG = [
    (
        f"goals:\n  g1: {{{GOAL}, when: trst == high}}",
        "2:71 goals.g1.when: trst isn't a fact, conclusion or assumption; did you mean trust?",
    ),
    (
        f"goals:\n  g1: {{{GOAL}, when: strategy_agreed, position: somewhere}}",
        "2:98 goals.g1: somewhere can't stand here; choose from: effort_position",
    ),
    (
        f"goals:\n  g1: {{title: {BOTH}, basis: source, when: strategy_agreed}}",
        "2:3 goals.g1: a rule with basis source or interpretation names at least one statement",
    ),
    (
        f"goals:\n  g1: {{title: {BOTH}, basis: assumption, when: strategy_agreed}}",
        "2:3 goals.g1: a rule that isn't straight from the source says why",
    ),
    (f"goals:\n  g1: {{{GOAL.replace('S02', 'S09')}, when: strategy_agreed}}", "S09 isn't a statement"),
    ("moves:\n  talkk: {basis: source, statements: [S02]}", "2:3 moves.talkk: talkk isn't a recommendation"),
    ("moves:\n  strained: {basis: source, statements: [S02]}", "moves.strained: strained isn't a recommendation"),
    (
        "moves:\n  talk: {basis: source, statements: [S02], presupposes: effort > much}",
        "moves.talk.presupposes: much",
    ),
    ("moves:\n  talk: {basis: source, statements: [S02], agree: [nobody]}", "moves.talk.agree"),
    (
        "moves:\n  talk: {basis: source, statements: [S02], months: -1}",
        "2:52 moves.talk.months: -1 months can't be; give a number of 0 or more",
    ),
    ("moves:\n  talk: {basis: source, statements: [S02], month: 1}", "month isn't a key that can stand here"),
    ("moves:\n  talk: {basis: source, statements: [S02], months: long}", "moves.talk.months: long isn't a number"),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_a_wrong_goal_or_move_says_what_is_wrong(tmp_path: Path, text: str, expected: str) -> None:
    """One mistake, one message."""
    found = [line for line in mistakes(tmp_path, text) if line.startswith("z.yaml")]
    assert len(found) == 1, found
    assert expected in found[0]


def test_a_move_is_of_what_changes_something(tmp_path: Path) -> None:
    """Said at the recommendation, which says no effects."""
    found = mistakes(
        tmp_path,
        "moves:\n  wait: {basis: source, statements: [S02]}\n"
        f"conclusions:\n  wait: {{kind: recommendation, title: {BOTH}, text: {BOTH}, addressee: administrators,"
        f" level: regional, horizon: now, priority: high, section: steering, steps: [{BOTH}]}}",
    )
    assert [line for line in found if "moves.wait" in line] == [
        "z.yaml:4:3 moves.wait: recommendation wait doesn't say what it changes, so it can't be a step in a plan; "
        "say it with the recommendation: effects: {fact: value}"
    ]


def test_goals_moves_and_periods_are_read(tmp_path: Path) -> None:
    """With their conditions, and the periods in their order."""
    folder = copied(tmp_path)
    (folder / "plan.yaml").write_text(
        f"goals:\n  g1: {{{GOAL}, when: strategy_agreed}}\n"
        "moves:\n  talk: {basis: source, statements: [S02], months: 3, agree: [administrators]}\n"
        f"periods:\n  later: {{title: {BOTH}, after: now}}\n  now: {{title: {BOTH}, months: 12}}\n",
        "utf-8",
    )
    knowledge = load_rulesets(folder)
    goal, move = knowledge.goals["g1"], knowledge.moves["talk"]
    assert isinstance(goal, Goal)
    assert isinstance(move, Move)
    assert (goal.text, goal.ruleset, move.text, move.months) == ("strategy_agreed", "mini", "always", 3)
    assert list(knowledge.terms["period"]) == ["now", "later"]
    assert list(knowledge.only([], None).goals) == []
