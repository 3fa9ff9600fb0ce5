"""
The plainest evaluator of rules there is, to hold the executors against.

It shares nothing with the engine but the trees: its own three-valued logic written as tables, exact
fractions for sums, and a fixpoint that computes everything from everything until nothing changes.
What decides a condition, and what it waits for, is in `tests.behind`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from attrs import frozen

from regiorules.authoring.testing.excepting import Excepted
from regiorules.engine.program import Derivation, ProgramRule
from regiorules.facts.possible import Held, Some, Span
from regiorules.rules import expressions as ex
from regiorules.rules.model import Calculation
from tests.excepted import Rules
from tests.reference_trees import between, ends, one_of, total, truth, value_of, whole

_NONE = object()


@frozen
class Reference:
    """What the reference finds: a status for every rule, known values, names in conflict."""

    statuses: Mapping[str, bool | None]
    values: Mapping[str, Any]
    conflicts: frozenset[str]


def assess(
    yes_no: frozenset[str],
    derivations: Sequence[Derivation],
    rules: Sequence[ProgramRule],
    given: Mapping[str, Any],
    options: Mapping[str, Sequence[Any]],
    collected: Mapping[str, str] = MappingProxyType({}),
    excepted: Mapping[str, Excepted] | None = None,
) -> Reference:
    """The fixpoint: every value again from all values of the round before, until nothing changes."""
    before: Reference | None = None
    now = Reference({}, {name: value for name, value in given.items() if value is not None}, frozenset())
    rounds = 0
    while before is None or repr(sorted(before.values.items())) != repr(sorted(now.values.items())):
        every = Rules(rules, excepted or {}, truth)
        before, now = now, _round(yes_no, derivations, every, given, now.values, options, collected)
        rounds += 1
        assert rounds < 1000, "no fixpoint"
    return now


def _round(
    yes_no: frozenset[str],
    derivations: Sequence[Derivation],
    every: Rules,
    given: Mapping[str, Any],
    values: Mapping[str, Any],
    options: Mapping[str, Sequence[Any]],
    collected: Mapping[str, str],
) -> Reference:
    rules = every.rules
    statuses = {rule.id: every.holds(rule, values) for rule in rules}
    settled: dict[str, Any] = {each.target: value_of(each.expression, values, None) for each in derivations}
    conflicts = set()
    for target in {rule.target for rule in rules}:
        own = [rule for rule in rules if rule.target == target]
        holding = [rule for rule in own if statuses[rule.id] is True]
        silent = target in yes_no and all(rule.value is True for rule in own)
        if target in collected or any(isinstance(rule.value, Calculation) for rule in own):
            found = [(statuses[rule.id], _said(rule, values)) for rule in own]
            settled[target] = _collected(collected[target], found) if target in collected else _one_number(found)
            if settled[target] is _NONE:
                conflicts |= set() if whole(given.get(target)) else {target}
                settled[target] = None
        elif isinstance(own[0].value, frozenset):
            settled[target] = _members(own, statuses)
        elif len({rule.value for rule in holding}) > 1 and not whole(given.get(target)):
            conflicts.add(target)
        elif holding:
            settled[target] = holding[0].value
        elif silent and all(statuses[rule.id] is False for rule in own):
            settled[target] = False
        elif not holding and any(statuses[rule.id] is False for rule in own) and _one_always_holds(own, every, options):
            settled[target] = _some({rule.value for rule in own if statuses[rule.id] is None}, own)
    settled.update({name: _met(value, settled.get(name)) for name, value in given.items() if value is not None})
    return Reference(
        statuses, {name: value for name, value in settled.items() if value is not None}, frozenset(conflicts)
    )


def _said(rule: ProgramRule, values: Mapping[str, Any]) -> Any:
    """What a rule says: its value, or what it works out."""
    return value_of(rule.value.tree, values, None) if isinstance(rule.value, Calculation) else rule.value


def _one_number(found: Sequence[tuple[bool | None, Any]]) -> Any:
    """The numbers that all rules that hold allow; `_NONE` for no number, and None for any."""
    said = [ends(value) for status, value in found if status is True and value is not None]
    if not said:
        return None
    low, high = max(low for low, _ in said), min(high for _, high in said)
    return _NONE if low > high else between([low, high])


def _collected(how: str, found: Sequence[tuple[bool | None, Any]]) -> Any:
    """The least and the most that it may be: every open rule counts or doesn't, every number is one of its ends."""
    anything = Span(-math.inf, math.inf)
    ways = [
        [*([ends(anything if value is None else value)] if status is not False else []), *[()][: status is not True]]
        for status, value in found
    ]
    every = [[end for end in filled if end is not None] for filled in itertools.product(*map(_each_end, ways))]
    if how in ("min", "max"):
        certain = [each for each in every if each]
        return between([one_of(how, sorted(each)) for each in certain]) if len(certain) == len(every) else None
    return between([_sum(each) for each in every]) if all(_sum(each) is not None for each in every) else None


def _each_end(ways: Sequence[tuple[float, ...]]) -> list[float | None]:
    """The ends of a number, and None where it may not count."""
    return [*(end for way in ways for end in way), *([None] if () in ways else [])]


def _sum(numbers: Sequence[float]) -> float | None:
    """The exact sum, or without end."""
    return total(numbers) if all(map(math.isfinite, numbers)) else sum(numbers)


def _one_always_holds(own: Sequence[ProgramRule], every: Rules, options: Mapping[str, Sequence[Any]]) -> bool:
    """True where rules compare one name with constants, and give one value for each value that it can have."""
    nodes = [node for rule in own for node in every.nodes(rule)]
    names = {node.name for node in nodes if isinstance(node, ex.Variable)}
    plain = (ex.Variable, ex.Constant, ex.Compare, ex.OneOf, ex.And, ex.Or, ex.Not)
    if len(names) != 1 or not all(isinstance(node, plain) for node in nodes):
        return False
    (name,) = names
    said = [node.value for node in nodes if isinstance(node, ex.Constant)]
    said += [option for node in nodes if isinstance(node, ex.OneOf) for option in node.options]
    if not options.get(name) and (not said or any(isinstance(each, str | bool) for each in said)):
        return False
    steps = (
        sorted({*said, *(each + step for each in said for step in (-1, 1, -math.inf, math.inf))})
        if not options.get(name)
        else []
    )
    tried = options.get(name) or [*steps, *((one + two) / 2 for one, two in itertools.pairwise(steps))]
    holds = [{rule.id for rule in own if every.holds(rule, {name: each})} for each in tried]
    values = [{rule.value for rule in own if rule.id in each} for each in holds]
    return bool(holds) and all(len(each) == 1 for each in values) and set().union(*holds) == {rule.id for rule in own}


def _some(left: set[Any], own: Sequence[ProgramRule]) -> Any:
    """One of the values of rules that are open; nothing where that is all of them."""
    if not left or left == {rule.value for rule in own}:
        return None
    return Some(frozenset(left)) if len(left) > 1 else left.pop()


def _met(given: Any, settled: Any) -> Any:
    """What is possible by what is given and by what follows; as given where that is nothing, or one is whole."""
    if settled is None or whole(given):
        return given
    if isinstance(given, Held):
        yes, may = (settled.yes, settled.may) if isinstance(settled, Held) else (settled, frozenset())
        every, least = (given.yes | given.may) & (yes | may), given.yes | yes
        fits = least <= every
        return given if not fits else Held(least, every - least) if every > least else least
    if isinstance(given, Some):
        both = given.values & (settled.values if isinstance(settled, Some) else {settled})
        return Some(both) if len(both) > 1 else next(iter(both)) if both else given
    if isinstance(given, Span):
        (low, high), (other_low, other_high) = ends(given), ends(settled)
        low, high = max(low, other_low), min(high, other_high)
        return given if low > high else between([low, high])
    return given


def _members(own: Sequence[ProgramRule], statuses: Mapping[str, bool | None]) -> Any:
    """The options in a set, option by option: in where a rule that holds adds it, open where another still may."""
    members, may = set(), set()
    for option in {option for rule in own for option in rule.value}:
        said = {statuses[rule.id] for rule in own if option in rule.value}
        if True in said:
            members.add(option)
        elif None in said:
            may.add(option)
    return Held(frozenset(members), frozenset(may)) if may else frozenset(members)
