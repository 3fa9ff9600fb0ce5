"""
The plainest evaluator there is, to hold the executors against.

It shares nothing with the engine but the trees: its own three-valued logic written as tables, exact
fractions for sums, and a fixpoint that computes everything from everything until nothing changes.
What decides a condition, and what it waits for, is worked out anew at every node of its tree.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from regiorules.engine.program import Derivation, ProgramRule
from regiorules.rules import expressions as ex

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
    yes_no: frozenset[str], derivations: Sequence[Derivation], rules: Sequence[ProgramRule], given: Mapping[str, Any]
) -> Reference:
    """The fixpoint: every value again from all values of the round before, until nothing changes."""
    before: Reference | None = None
    now = Reference({}, {name: value for name, value in given.items() if value is not None}, frozenset())
    rounds = 0
    while before is None or repr(sorted(before.values.items())) != repr(sorted(now.values.items())):
        before, now = now, _round(yes_no, derivations, rules, given, now.values)
        rounds += 1
        assert rounds < 1000, "no fixpoint"
    return now


def _round(
    yes_no: frozenset[str],
    derivations: Sequence[Derivation],
    rules: Sequence[ProgramRule],
    given: Mapping[str, Any],
    values: Mapping[str, Any],
) -> Reference:
    statuses = {rule.id: truth(rule.when, values, None) for rule in rules}
    settled: dict[str, Any] = {each.target: value_of(each.expression, values, None) for each in derivations}
    conflicts = set()
    for target in {rule.target for rule in rules}:
        own = [rule for rule in rules if rule.target == target]
        holding = [rule for rule in own if statuses[rule.id] is True]
        silent = target in yes_no and all(rule.value is True for rule in own)
        if isinstance(own[0].value, frozenset):
            settled[target] = _members(own, statuses)
        elif len({rule.value for rule in holding}) > 1 and given.get(target) is None:
            conflicts.add(target)
        elif holding:
            settled[target] = holding[0].value
        elif silent and all(statuses[rule.id] is False for rule in own):
            settled[target] = False
    settled.update({name: value for name, value in given.items() if value is not None})
    return Reference(
        statuses, {name: value for name, value in settled.items() if value is not None}, frozenset(conflicts)
    )


def _members(own: Sequence[ProgramRule], statuses: Mapping[str, bool | None]) -> frozenset[str] | None:
    """The options in a set, option by option: in where a rule that holds adds it, out where none can any more."""
    members = set()
    for option in {option for rule in own for option in rule.value}:
        said = {statuses[rule.id] for rule in own if option in rule.value}
        if True in said:
            members.add(option)
        elif None in said:
            return None
    return frozenset(members)


def truth(tree: ex.Expression, values: Mapping[str, Any], record: Mapping[str, Any] | None) -> bool | None:
    """True, false or unknown."""
    if isinstance(tree, ex.And):
        return _every([truth(part, values, record) for part in tree.parts])
    if isinstance(tree, ex.Or):
        return OPPOSITE[_every([OPPOSITE[truth(part, values, record)] for part in tree.parts])]
    if isinstance(tree, ex.Not):
        return OPPOSITE[truth(tree.part, values, record)]
    if isinstance(tree, ex.Known):
        return True if tree.name in values else None
    if isinstance(tree, ex.Compare):
        return _compare(tree.op, value_of(tree.left, values, record), value_of(tree.right, values, record))
    if isinstance(tree, ex.OneOf):
        item = value_of(tree.item, values, record)
        return None if item is None else any(item == option for option in tree.options)
    if isinstance(tree, ex.Contains):
        options = value_of(tree.collection, values, record)
        return None if options is None else tree.option in options
    found = value_of(tree, values, record)
    assert found in (True, False, None)
    return found  # type: ignore[no-any-return]


def _every(truths: Sequence[bool | None]) -> bool | None:
    result: bool | None = True
    for each in truths:
        result = MINIMUM[result, each]
    return result


def _compare(op: str, left: Any, right: Any) -> bool | None:
    if left is None or right is None:
        return None
    if op in ("==", "!="):
        return bool(left == right) is (op == "==")
    if op in ("<", ">="):
        return bool(left < right) is (op == "<")
    return bool(left > right) is (op == ">")


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
    if left is None or right is None or (op == "/" and right == 0):
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
    if tree.function == "all":
        return _every(tests)
    if tree.function == "any":
        return OPPOSITE[_every([OPPOSITE[test] for test in tests])]
    if None in tests:
        return None
    if tree.function == "count":
        return len([test for test in tests if test])
    column = [record[tree.of] for record in records]
    if None in column:
        return None
    if tree.function == "sum":
        return _total(column)
    if tree.function == "share":
        return _calculate("/", _total([each for each, test in zip(column, tests, strict=True) if test]), _total(column))
    return _one_of(tree.function, sorted(column))


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
    return _calculate("/", _calculate("+", column[middle - 1], column[middle]), 2)


# --- what is behind a truth ----------------------------------------------------------------------


def deciding(tree: ex.Expression, values: Mapping[str, Any]) -> frozenset[str]:
    """The names that make a condition true or false: of an `or` that holds, only the parts that do."""
    found = value_of(tree, values, None)
    if isinstance(tree, ex.Not):
        return deciding(tree.part, values)
    if isinstance(tree, ex.And | ex.Or):
        enough = found is isinstance(tree, ex.Or)  # one part is enough for this truth
        chosen = [part for part in tree.parts if not enough or value_of(part, values, None) is found]
        return _union(deciding(part, values) for part in chosen)
    return ex.reads(tree)


def missing(tree: ex.Expression, values: Mapping[str, Any]) -> frozenset[str]:
    """The names that keep a condition open and could settle it; nothing where it isn't open."""
    if value_of(tree, values, None) is not None:
        return frozenset()
    if isinstance(tree, ex.Not | ex.And | ex.Or):
        return _union(missing(part, values) for part in ex.children(tree))
    return frozenset() if undefined(tree, values) else _lacking(tree, values)


def undefined(tree: ex.Expression, values: Mapping[str, Any]) -> tuple[ex.Expression, ...]:
    """The calculations in an open condition that have no answer though everything in them is known."""
    if value_of(tree, values, None) is not None:
        return ()
    if isinstance(tree, ex.Aggregate):
        return () if _lacking(tree, values) else (tree,)
    parts = ex.children(tree)
    if isinstance(tree, ex.Calculate) and all(value_of(part, values, None) is not None for part in parts):
        return (tree,)
    return tuple(each for part in parts for each in undefined(part, values))


def _lacking(tree: ex.Expression, values: Mapping[str, Any]) -> frozenset[str]:
    """The unknown names in a tree, and the records in it that lack what is asked of them."""
    if isinstance(tree, ex.Variable | ex.Known):
        return frozenset({tree.name} - values.keys())
    if not isinstance(tree, ex.Aggregate):
        return _union(_lacking(part, values) for part in ex.children(tree))
    if tree.records not in values:
        return frozenset({tree.records})
    return _union(_lacking_in(record, tree, values) for record in values[tree.records])


def _lacking_in(record: Mapping[str, Any], tree: ex.Aggregate, values: Mapping[str, Any]) -> frozenset[str]:
    """The unknown names that the test of one record needs, and the records themselves where this one has a gap."""
    asked, names = {tree.of} - {""}, set()
    if tree.where is not None and truth(tree.where, values, record) is None:
        asked |= {each.name for each in ex.walk(tree.where) if isinstance(each, ex.Field)}
        names = {each.name for each in ex.walk(tree.where) if isinstance(each, ex.Variable | ex.Known)} - values.keys()
    return frozenset(names | {tree.records for name in asked if record[name] is None})


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
