"""What is behind a truth, plainly: what decides it, and what it waits for, worked out anew at every node of a tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from regiorules.rules import expressions as ex
from tests.reference_trees import truth, value_of, whole


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
    """The names that keep a condition open and could settle it, or that could tell more of a value."""
    if whole(value_of(tree, values, None)):
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
    if isinstance(tree, ex.Calculate) and all(whole(value_of(part, values, None)) for part in parts):
        return (tree,)
    return tuple(each for part in parts for each in undefined(part, values))


def _lacking(tree: ex.Expression, values: Mapping[str, Any]) -> frozenset[str]:
    """The unknown names in a tree, and the records in it that lack what is asked of them."""
    if isinstance(tree, ex.Variable | ex.Known):
        return frozenset() if whole(values.get(tree.name)) else frozenset({tree.name})
    if not isinstance(tree, ex.Aggregate):
        return _union(_lacking(part, values) for part in ex.children(tree))
    if not whole(values.get(tree.records)):
        return frozenset({tree.records})
    return _union(_lacking_in(record, tree, values) for record in values[tree.records])


def _lacking_in(record: Mapping[str, Any], tree: ex.Aggregate, values: Mapping[str, Any]) -> frozenset[str]:
    """The unknown names that the test of one record needs, and the records themselves where this one has a gap."""
    asked, names = {tree.of} - {""}, set()
    if tree.where is not None and truth(tree.where, values, record) is None:
        asked |= {each.name for each in ex.walk(tree.where) if isinstance(each, ex.Field)}
        read = {each.name for each in ex.walk(tree.where) if isinstance(each, ex.Variable | ex.Known)}
        names = {name for name in read if not whole(values.get(name))}
    return frozenset(names | {tree.records for name in asked if not whole(record[name])})


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
