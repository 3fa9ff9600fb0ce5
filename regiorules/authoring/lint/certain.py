"""What is certainly without effect in rules, as far as that needs no solver; `regiorules check` proves the rest."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from regiorules.errors import Problem
from regiorules.facts.possible import certain, spanning
from regiorules.facts.vocabulary import Fact
from regiorules.proofs.leaves import own_comparisons, written
from regiorules.rules.alike import duplicate, same_rules
from regiorules.rules.expressions import MIRRORED, Compare, Constant, Expression, Variable
from regiorules.rules.model import Knowledge
from regiorules.rules.versions import problems_in_time


def without_effect(knowledge: Knowledge, ruleset: str) -> Iterator[Problem]:
    """Comparisons beyond the bounds of a number, rules that are there twice, and days between two versions."""
    assumed = {name: each.value for name, each in knowledge.vocabulary.parameters.items()}
    facts = knowledge.vocabulary.facts
    own = [rule for rule in knowledge.rules.values() if rule.ruleset == ruleset]
    for group in same_rules(knowledge.rules.values()):
        mine = [rule for rule in group if rule.ruleset == ruleset and not knowledge.is_unconditional(rule)]
        if mine and len(group) > 1:
            yield duplicate(mine[0], group)
    for rule in own:
        for key, tree in own_comparisons(rule, assumed):
            truth = _truth(tree, facts)
            if truth is not None:
                code = "check_leaf_always" if truth else "check_leaf_never"
                fields = {"name": rule.id, "condition": written(tree, facts)}
                yield Problem(code, fields, rule.place, f"rules.{rule.id}.{key}")
    yield from problems_in_time(knowledge, ruleset)


def _truth(tree: Expression, facts: Mapping[str, Fact]) -> bool | None:
    """What a comparison of a number with a constant is for all that the number may be; None where that differs."""
    match tree:
        case Compare(op, Variable(name), Constant(value)) if _is_number(value):
            pass
        case Compare(op, Constant(value), Variable(name)) if _is_number(value):
            op = MIRRORED[op]
        case _:
            return None
    fact = facts.get(name)
    if fact is None or not fact.is_figure:
        return None
    low, high = fact.limits
    return certain(op, spanning(low, high), value) if (low, high) != (-math.inf, math.inf) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
