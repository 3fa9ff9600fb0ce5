"""Where each thing of a rule set is used: from facts by way of rules to conclusions, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regiorules.frozen import frozen
from regiorules.rules.expressions import assumes, reads
from regiorules.rules.model import Knowledge, Rule


@frozen
class Used:
    """By the name of a fact, conclusion or assumption: the rules and the derived facts that look at it."""

    rules: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, tuple[str, ...]]


def used(knowledge: Knowledge, rules: Iterable[Rule]) -> Used:
    """Where names are used by these rules, and by facts that are derived."""
    by_rule = {rule.id: _names(rule) for rule in rules}
    by_fact = {name: reads(tree) | assumes(tree) for name, tree in knowledge.derivations.items()}
    return Used(_turned(by_rule), _turned(by_fact))


def _names(rule: Rule) -> frozenset[str]:
    return rule.reads.union(*map(assumes, rule.trees))


def looks_at(rule: Rule) -> tuple[str, ...]:
    """The facts, conclusions and assumptions that a rule looks at, by name."""
    return tuple(sorted(_names(rule)))


def _turned(names: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for user, own in names.items():
        for name in own:
            found.setdefault(name, []).append(user)
    return {name: tuple(users) for name, users in found.items()}
