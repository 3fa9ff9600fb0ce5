"""Rules that are there more than once: the same condition, and the same said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from regiorules.errors import Problem
from regiorules.rules.model import Rule
from regiorules.text import Text, listing

_NAMED = 8  # of a group, in a message


def same_rules(rules: Iterable[Rule]) -> list[list[Rule]]:
    """The rules that are the same but for their name and texts, together; in the order of the first of each."""
    found: dict[object, list[Rule]] = {}
    for rule in rules:
        key = (rule.target, rule.value, rule.grade, rule.each, rule.when, rule.valid_from)
        found.setdefault(key, []).append(rule)
    return list(found.values())


def duplicate(rule: Rule, group: Sequence[Rule]) -> Problem:
    """The problem that a rule says what the others of its group say, wherever they do."""
    others = [each.id for each in group if each is not rule]
    fields = {"name": rule.id, "other": others[0], "others": _named(others)}
    return Problem("check_duplicate", fields, rule.place, f"rules.{rule.id}")


def _named(names: Sequence[str]) -> Text | str:
    """The first names, and how many more there are."""
    if len(names) <= _NAMED + 1:  # one more would take as much space as its name
        return listing(names, _NAMED + 1)
    first, more = listing(names[:_NAMED]), len(names) - _NAMED
    return Text(f"{first} en nog {more}", f"{first} and {more} more")
