"""Rules that come one after the other in time, and the days between on which none of them is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from regiorules.errors import Problem
from regiorules.frozen import frozen
from regiorules.rules.model import Knowledge, Rule

_DAY = timedelta(days=1)


@frozen
class Gap:
    """The first and last day on which no version of a rule is in force, between one and the `next`."""

    first: date
    last: date
    before: Rule
    next: Rule


def gaps_in_time(knowledge: Knowledge, ruleset: str) -> Iterator[Gap]:
    """The days between two versions of a rule: dated rules of one rule set that say the same of one name."""
    found: dict[tuple[str, Any], list[Rule]] = {}
    for rule in knowledge.rules.values():
        if rule.ruleset == ruleset and (rule.valid_from or rule.valid_until):
            found.setdefault((rule.target, rule.value), []).append(rule)
    for versions in found.values():
        ordered = sorted(versions, key=lambda rule: rule.valid_from or date.min)
        yield from _between(ordered)


def problems_in_time(knowledge: Knowledge, ruleset: str) -> Iterator[Problem]:
    """Each gap between two versions of a rule as a problem."""
    for gap in gaps_in_time(knowledge, ruleset):
        fields = {
            "name": gap.next.id,
            "before": gap.before.id,
            "first": gap.first.isoformat(),
            "last": gap.last.isoformat(),
        }
        yield Problem("check_dates", fields, gap.next.place, f"rules.{gap.next.id}.valid_from")


def _between(versions: list[Rule]) -> Iterator[Gap]:
    last = versions[0]
    for _, rule in pairwise(versions):
        until, start = last.valid_until or date.max, rule.valid_from or date.min
        if until < date.max and until + _DAY < start:
            yield Gap(until + _DAY, start - _DAY, last, rule)
        if (rule.valid_until or date.max) >= until:
            last = rule
