"""
Codes: the whole numbers that go into the Rete network instead of values.

The network reads numbers and texts with functions of C that depend on the locale of the process (where a
comma is the decimal sign `2.5` is read as 2), wrap around beyond their range, and know no exponents.  So no
value goes in, but its place among the constants that its variable is compared with: 2i + 1 where it equals the
i-th, an even number where it lies between two.  Places compare exactly as the values do in Python, whatever
their size.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from regiorules.engine.native import Native, native
from regiorules.engine.program import ProgramRule
from regiorules.rules.expressions import And, Expression, Not, Or, children

Made = TypeVar("Made")
Place = tuple[bool, Any]  # texts stand behind numbers; what is true or false is a number, as in Python
_TRUTHS: list[Place] = [(False, False), (False, True)]
_MOST_KEPT = 100  # values of one name


class Kept(dict[Any, Made]):
    """What is made of the values of one name: once, for the first values, so that it can't grow without end."""

    def __init__(self, make: Callable[[Any], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: Any) -> Made:
        made = self._make(value)
        if len(self) < _MOST_KEPT:
            self[value] = made
        return made


class Codes:
    """The constants of every variable, in order; what is compared with none is true or false."""

    def __init__(self, rules: Iterable[ProgramRule]) -> None:
        found: dict[str, set[Place]] = {}
        for rule in rules:
            for name, value in _constants(rule.when):
                found.setdefault(name, set()).add(_place(value))
        self._places = {name: sorted(places) for name, places in found.items()}

    def code(self, name: str, value: Any) -> int:
        """The place of a value of this variable: odd where it equals a constant, even between two."""
        places = self._places.get(name, _TRUTHS)
        place = _place(value)
        number = bisect_left(places, place)
        return 2 * number + (number < len(places) and places[number] == place)


def _place(value: Any) -> Place:
    return isinstance(value, str), value


def _constants(tree: Expression) -> Iterable[tuple[str, Any]]:
    """What the network compares variables with, in this condition."""
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        if isinstance(each, And | Or | Not):
            waiting += children(each)
            continue
        for wanted in (True, False):
            found = native(each, wanted)
            if isinstance(found, Native):
                yield from ((found.name, value) for _, value in found.comparisons)
