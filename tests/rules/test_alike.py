"""Rules that are there more than once are found, and told of each other."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from regiorules.rules.alike import duplicate, same_rules
from regiorules.rules.model import Rule
from tests.mini import KNOWLEDGE

TALK = KNOWLEDGE.rules["talk-under-strain"]


def copies(count: int) -> list[Rule]:
    return [evolve(TALK, id=f"copy-{number}") for number in range(count)]


def test_rules_that_say_the_same_are_found_together() -> None:
    """Whatever their names; from another day, or about something else, they aren't the same."""
    first, second = copies(2)
    others = [evolve(TALK, id="later", valid_from=date(2026, 1, 1)), evolve(TALK, id="else", target="city_first")]
    assert same_rules([first, others[0], second, others[1]]) == [[first, second], [others[0]], [others[1]]]


@pytest.mark.parametrize(
    ("count", "others"),
    [
        (2, "copy-1"),
        (10, ", ".join(f"copy-{number}" for number in range(1, 10))),
        (11, ", ".join(f"copy-{number}" for number in range(1, 9)) + " and 2 more"),
    ],
)
def test_a_rule_is_told_of_the_others_that_say_the_same(count: int, others: str) -> None:
    """The first few by name, and never of itself."""
    rules = copies(count)
    problem = duplicate(rules[0], rules)
    assert problem.fields["other"] == "copy-1"
    assert f" {others}" in problem.say("en").removesuffix("'")
