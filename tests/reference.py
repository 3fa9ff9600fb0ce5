"""
The plainest evaluator there is, to hold the executors against.

It shares nothing with the engine but the trees: its own three-valued logic written as tables, exact
fractions for sums, and a fixpoint that computes everything from everything until nothing changes.
What decides a condition, and what it waits for, is in `tests.behind`.
"""

from __future__ import annotations

import itertools
import math
import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from attrs import frozen

from regiorules.authoring.testing.excepting import Excepted
from regiorules.engine.program import Derivation, ProgramRule
from regiorules.facts.possible import Held, Incomplete, Partly, Some, Span
from regiorules.rules import expressions as ex
from regiorules.rules.model import Calculation
from tests.excepted import Rules

_NONE = object()
MINIMUM = {
    (True, True): True,
    (True, None): None,
    (True, False): False,
    (None, True): None,
    (None, None): None,
    (None, False): False,
    (False, True): False,
    (False, None): False,
    (False, False): False,
}
OPPOSITE = {True: False, False: True, None: None}


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
    said = [_ends(value) for status, value in found if status is True and value is not None]
    if not said:
        return None
    low, high = max(low for low, _ in said), min(high for _, high in said)
    return _NONE if low > high else _between([low, high])


def _collected(how: str, found: Sequence[tuple[bool | None, Any]]) -> Any:
    """The least and the most that it may be: every open rule counts or doesn't, every number is one of its ends."""
    anything = Span(-math.inf, math.inf)
    ways = [
        [*([_ends(anything if value is None else value)] if status is not False else []), *[()][: status is not True]]
        for status, value in found
    ]
    every = [[end for end in filled if end is not None] for filled in itertools.product(*map(_each_end, ways))]
    if how in ("min", "max"):
        certain = [each for each in every if each]
        return _between([_one_of(how, sorted(each)) for each in certain]) if len(certain) == len(every) else None
    return _between([_sum(each) for each in every]) if all(_sum(each) is not None for each in every) else None


def _each_end(ways: Sequence[tuple[float, ...]]) -> list[float | None]:
    """The ends of a number, and None where it may not count."""
    return [*(end for way in ways for end in way), *([None] if () in ways else [])]


def _sum(numbers: Sequence[float]) -> float | None:
    """The exact sum, or without end."""
    return _total(numbers) if all(map(math.isfinite, numbers)) else sum(numbers)


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
        (low, high), (other_low, other_high) = _ends(given), _ends(settled)
        low, high = max(low, other_low), min(high, other_high)
        return given if low > high else _between([low, high])
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


def truth(tree: ex.Expression, values: Mapping[str, Any], record: Mapping[str, Any] | None) -> bool | None:
    """True, false or unknown."""
    if isinstance(tree, ex.And):
        return _every([truth(part, values, record) for part in tree.parts])
    if isinstance(tree, ex.Or):
        return OPPOSITE[_every([OPPOSITE[truth(part, values, record)] for part in tree.parts])]
    if isinstance(tree, ex.Not):
        return OPPOSITE[truth(tree.part, values, record)]
    if isinstance(tree, ex.Known):
        return True if tree.name in values and not isinstance(values[tree.name], Partly) else None
    if isinstance(tree, ex.Compare):
        return _compare(tree.op, value_of(tree.left, values, record), value_of(tree.right, values, record))
    if isinstance(tree, ex.OneOf):
        item = value_of(tree.item, values, record)
        if item is None:
            return None
        if isinstance(item, Span):
            return None if any(item.low <= option <= item.high for option in tree.options) else False
        return _agreed({any(each == option for option in tree.options) for each in _points(item, None)})
    if isinstance(tree, ex.Contains):
        options = value_of(tree.collection, values, record)
        if isinstance(options, Held) and tree.option in options.may:
            return None
        yes = options.yes if isinstance(options, Held) else options
        return None if options is None else tree.option in yes
    found = value_of(tree, values, record)
    assert found in (True, False, None)
    return found  # type: ignore[no-any-return]


def _every(truths: Sequence[bool | None]) -> bool | None:
    result: bool | None = True
    for each in truths:
        result = MINIMUM[result, each]
    return result


def _compare(op: str, left: Any, right: Any) -> bool | None:
    """True or false where it is so for every pair of values that are possible."""
    if left is None or right is None:
        return None
    pairs = itertools.product(_points(left, right), _points(right, left))
    return _agreed({_plain_compare(op, one, other) for one, other in pairs})


def _plain_compare(op: str, left: Any, right: Any) -> bool:
    if op in ("==", "!="):
        return bool(left == right) is (op == "==")
    if op in ("<", ">="):
        return bool(left < right) is (op == "<")
    return bool(left > right) is (op == ">")


def _agreed(truths: set[bool]) -> bool | None:
    return truths.pop() if len(truths) == 1 else None


def _points(value: Any, other: Any) -> set[Any]:
    """Values that are possible: of a span its ends, what lies between, and the ends of the other within it."""
    if isinstance(value, Some):
        return set(value.values)
    if not isinstance(value, Span):
        return {value}
    ends = (other.low, other.high) if isinstance(other, Span) else (other,)
    middle = max(-1e300, value.low) / 2 + min(1e300, value.high) / 2
    return {value.low, middle, value.high} | {end for end in ends if value.low <= end <= value.high}


def value_of(tree: ex.Expression, values: Mapping[str, Any], record: Mapping[str, Any] | None) -> Any:
    """The value of anything, None where it is unknown."""
    if isinstance(tree, ex.Constant):
        return tree.value
    if isinstance(tree, ex.Variable):
        return values.get(tree.name)
    if isinstance(tree, ex.Field):
        assert record is not None
        return record[tree.name]
    if isinstance(tree, ex.Calculate):
        return _calculate(tree.op, value_of(tree.left, values, record), value_of(tree.right, values, record))
    if isinstance(tree, ex.Aggregate):
        return _aggregate(tree, values)
    return truth(tree, values, record)


def _calculate(op: str, left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if not isinstance(left, Partly) and not isinstance(right, Partly):
        return _plain_calculate(op, left, right)
    if op == "/" and _ends(right)[0] <= 0 <= _ends(right)[1]:
        return None
    corners = [_corner(op, one, other) for one in _ends(left) for other in _ends(right)]
    return None if any(each is None or math.isnan(each) for each in corners) else _between(corners)


def _corner(op: str, one: float, other: float) -> Any:
    if math.isfinite(one) and math.isfinite(other):
        return _plain_calculate(op, one, other)
    if op == "*":
        return 0 if 0 in (one, other) else one * other
    return one + other if op == "+" else one - other if op == "-" else one / other


def _ends(value: Any) -> tuple[float, float]:
    if isinstance(value, Some):
        return min(value.values), max(value.values)
    return (value.low, value.high) if isinstance(value, Span) else (value, value)


def _between(found: Sequence[float]) -> Any:
    low, high = min(found), max(found)
    if low == high:
        return low
    return None if (low, high) == (-math.inf, math.inf) else Span(low, high)


def _plain_calculate(op: str, left: Any, right: Any) -> Any:
    if op == "/" and right == 0:
        return None
    try:
        if op == "/":
            return _finite(left / right)
        return _finite(left + right if op == "+" else left - right if op == "-" else left * right)
    except OverflowError:
        return None


def _finite(number: Any) -> Any:
    return number if abs(number) <= sys.float_info.max else None


def _aggregate(tree: ex.Aggregate, values: Mapping[str, Any]) -> Any:
    if tree.records not in values:
        return None
    records = values[tree.records]
    tests = [True if tree.where is None else truth(tree.where, values, record) for record in records]
    more = isinstance(records, Incomplete)
    if tree.function in ("all", "any"):
        tests += [None] if more else []
        return _every(tests) if tree.function == "all" else OPPOSITE[_every([OPPOSITE[test] for test in tests])]
    column = [record[tree.of] for record in records] if tree.of else [0] * len(tests)
    if not more and None not in tests and None not in column and not any(isinstance(each, Span) for each in column):
        return _figure(tree.function, column, tests)
    return _figure_between(tree, column, tests, more)


def _figure(function: str, column: Sequence[Any], tests: Sequence[Any]) -> Any:
    if function == "count":
        return len([test for test in tests if test])
    if function == "sum":
        return _total(column)
    if function == "share":
        chosen = _total([each for each, test in zip(column, tests, strict=True) if test])
        return None if chosen is None else _calculate("/", chosen, _total(column))
    return _one_of(function, sorted(column))


def _figure_between(tree: ex.Aggregate, column: Sequence[Any], tests: Sequence[bool | None], more: bool) -> Any:
    """The least and the most that it may be, over every way to fill the gaps."""
    if tree.function == "count":
        return _between([tests.count(True), math.inf if more else len(tests) - tests.count(False)])
    low, high = tree.limits
    if tree.function == "share" and (more or low < 0 or any(_ends(each)[0] < 0 for each in column if each is not None)):
        return None
    ends = [set(tree.limits) if each is None else set(_ends(each)) for each in column]
    chosen = [[True, False] if test is None else [test] for test in tests]
    found = []
    for filled in itertools.product(*ends):
        for counted in itertools.product(*chosen):
            found.append(_with_infinite(tree.function, filled, counted))
            if more and column:
                found += _with_others(tree.function, filled, tree.limits)
    if more and not column and tree.function == "sum":
        found = [0, *([math.inf] if high > 0 else []), *([-math.inf] if low < 0 else [])]
    return None if not found or any(each is None or math.isnan(each) for each in found) else _between(found)


def _with_infinite(function: str, filled: Sequence[float], counted: Sequence[bool]) -> Any:
    """A figure of which some numbers may be endless."""
    if all(map(math.isfinite, filled)):
        return _figure(function, filled, counted)
    if function == "sum":
        return sum(filled)
    if function == "share":
        part = sum(each for each, test in zip(filled, counted, strict=True) if test)
        return 0 if math.isfinite(part) else 1
    return _one_of(function, sorted(filled))


def _with_others(function: str, filled: Sequence[float], limits: tuple[float, float]) -> list[float]:
    low, high = limits
    if function == "sum":
        return [math.inf if high > 0 else sum(filled), -math.inf if low < 0 else sum(filled)]
    if function == "median":
        return [low, high]
    return [max(*filled, low), max(*filled, high)] if function == "max" else [min(*filled, low), min(*filled, high)]


def _total(column: Sequence[Any]) -> Any:
    """The exact sum, rounded once; whole numbers stay whole."""
    exact = sum((Fraction(each) for each in column), Fraction(0))
    if all(isinstance(each, int) for each in column):
        return _finite(int(exact))
    try:
        return _finite(float(exact))
    except OverflowError:
        return None


def _one_of(function: str, column: Sequence[Any]) -> Any:
    if not column:
        return None
    if function in ("min", "max"):
        return column[0 if function == "min" else -1]
    middle = len(column) // 2
    if len(column) % 2:
        return column[middle]
    low, high = column[middle - 1 : middle + 1]
    if math.isfinite(low) and math.isfinite(high):
        return float((Fraction(low) + Fraction(high)) / 2)
    return low + high


def whole(value: Any) -> bool:
    """True for what is known, and not in part."""
    return value is not None and not isinstance(value, Partly)
