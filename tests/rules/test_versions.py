"""Versions of a rule, each for its own days."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from regiorules.rules.model import Rule
from regiorules.rules.versions import Gap, gaps_in_time
from tests.mini import KNOWLEDGE

TALK = KNOWLEDGE.rules["talk-under-strain"]
DAY, EVE = date(2026, 1, 1), date(2025, 12, 31)


def version(name: str, first: date | None, last: date | None, ruleset: str = "mini") -> Rule:
    return evolve(TALK, id=name, valid_from=first, valid_until=last, ruleset=ruleset)


def test_the_days_between_two_versions_of_a_rule_are_a_gap() -> None:
    """Within one rule set; where one follows the other at once there is none."""
    old = version("old", None, date(2024, 12, 31))
    new, last = version("new", DAY, date(2026, 6, 30)), version("last", date(2026, 7, 1), None)
    other = version("other", date(2025, 1, 1), None, "trial")
    known = evolve(KNOWLEDGE, rules={rule.id: rule for rule in (last, new, old, other)})
    assert list(gaps_in_time(known, "mini")) == [Gap(date(2025, 1, 1), EVE, old, new)]
    assert list(gaps_in_time(known, "trial")) == []
