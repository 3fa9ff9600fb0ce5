"""Silence: where no row says that something is so, a graph has nothing there, which isn't false; in rules it is no."""

from __future__ import annotations

from regiorules_jdm.kinds import Meaning
from regiorules_jdm.reading import Model
from regiorules_jdm.slots import Slot
from regiorules_jdm.trees import Compare, Literal, Not, OneOf, Path, Tree, Unsayable, walk

Silent = frozenset[Slot]


def only_so(model: Model) -> Silent:
    """What tables only ever say to be true."""
    said: dict[Slot, list[Tree]] = {}
    for slot, tree in (each for table in model.tables for row in table.rows for each in row.values):
        said.setdefault(slot, []).append(tree)
    return frozenset(slot for slot, trees in said.items() if all(tree == Literal(True) for tree in trees))


def hear(tree: Tree, meaning: Meaning, silent: Silent) -> None:
    """Raises Unsayable where it is asked whether something is false that is only ever said to be true."""
    for name in (each.parts for asked in walk(tree) for each in _denied(asked) if meaning(each) in silent):
        shown = ".".join(name)
        raise Unsayable(
            f"of {shown} onwaar is: dat zegt geen rij, en wat niet gezegd wordt is in een graaf leeg",
            f"whether {shown} is false: no row says so, and what isn't said is empty in a graph",
        )


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
