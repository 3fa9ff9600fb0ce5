"""How the names that rules settle follow from the statuses of all rules: made once for a program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from regiorules.engine.program import ProgramRule
from regiorules.engine.settling import Settle, settle_silent

Settler = Callable[[Mapping[str, bool | None], Mapping[str, Any]], Any]  # of statuses, and of values that are known


def settlers(settle: Mapping[str, Settle], by_target: Mapping[str, Sequence[ProgramRule]]) -> dict[str, Settler]:
    """For each of these targets what its rules make of it; `settle` is how they do."""
    return {target: _settler(settle[target], rules) for target, rules in by_target.items()}


def _settler(settle: Settle, rules: Sequence[ProgramRule]) -> Settler:
    if settle is settle_silent and len(rules) == 1:
        (only,) = [rule.id for rule in rules]
        return lambda statuses, _: statuses[only]
    if any(rule.works_out for rule in rules):
        return lambda statuses, values: settle([(statuses[rule.id], rule.said(values)) for rule in rules])
    said = [(rule.id, rule.value) for rule in rules]
    return lambda statuses, _: settle([(statuses[rule], value) for rule, value in said])
