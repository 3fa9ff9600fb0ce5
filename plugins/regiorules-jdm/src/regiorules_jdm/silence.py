"""Silence: where no row says something a graph has nothing, which isn't false, and with which it can't calculate."""

from __future__ import annotations

from attrs import frozen

from regiorules_jdm.kinds import Meaning
from regiorules_jdm.reading import Model, Table
from regiorules_jdm.slots import Slot
from regiorules_jdm.trees import Calculate, Compare, Join, Literal, Not, OneOf, Path, Tree, Unsayable, walk


@frozen
class Silence:
    """What tables only ever say to be true, and what they may say nothing of."""

    only_so: frozenset[Slot]
    left_out: frozenset[Slot]


def silence_of(model: Model) -> Silence:
    """Of all tables of a graph."""
    said: dict[Slot, list[Tree]] = {}
    for slot, tree in (each for table in model.tables for row in table.rows for each in row.values):
        said.setdefault(slot, []).append(tree)
    only_so = frozenset(slot for slot, trees in said.items() if all(tree == Literal(True) for tree in trees))
    return Silence(only_so, frozenset(said) - frozenset().union(*map(_always_said, model.tables)))


def _always_said(table: Table) -> frozenset[Slot]:
    """What every row gives, where one of them holds for everything."""
    if all(any(row.tests) for row in table.rows):
        return frozenset()
    return frozenset.intersection(*(frozenset(slot for slot, _ in row.values) for row in table.rows))


def hear(tree: Tree, meaning: Meaning, silence: Silence) -> None:
    """Raises Unsayable where a graph makes something else of silence than rules do."""
    for asked in walk(tree):
        for path in _denied(asked):
            if meaning(path) in silence.only_so:
                raise _not_said(path)
        for path in _calculated_first(asked):
            if meaning(path) in silence.left_out:
                raise _stops(path)


def _not_said(path: Path) -> Unsayable:
    shown = ".".join(path.parts)
    return Unsayable(
        f"of {shown} onwaar is: dat zegt geen rij, en wat niet gezegd wordt is in een graaf leeg",
        f"whether {shown} is false: no row says so, and what isn't said is empty in a graph",
    )


def _stops(path: Path) -> Unsayable:
    shown = ".".join(path.parts)
    return Unsayable(
        f"rekenen met {shown} vóór een andere mogelijkheid: is het leeg, dan kijkt een graaf niet naar die andere",
        f"calculating with {shown} before another possibility: where it is empty in a graph, the other isn't looked at",
    )


def _calculated_first(tree: Tree) -> tuple[Path, ...]:
    """What is calculated with in one possibility, with another after it."""
    if not (isinstance(tree, Join) and tree.op == "or"):
        return ()
    sums = (each for part in tree.parts[:-1] for each in walk(part) if isinstance(each, Calculate))
    return tuple(each for found in sums for each in walk(found) if isinstance(each, Path))


def _denied(tree: Tree) -> tuple[Path, ...]:
    """The values of which this asks more than whether they are true."""
    match tree:
        case Not(Path() as path):
            return (path,)
        case Compare("==" | "!=", left, right) if Literal(True) not in (left, right):
            return tuple(each for each in (left, right) if isinstance(each, Path))
        case OneOf(Path() as path, options) if options != (Literal(True),):
            return (path,)
    return ()
