"""
What can be done and what is wanted, whatever the region: actions that change facts, and the parts of conditions.

An action is a recommendation of which the rule set says what following it takes (a move).  It can be taken in a state
where every part of its condition holds, unknown isn't enough, and where nothing speaks against it: its recommendation
holds there, or may still.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import field

from regiorules.engine.judgement import Judge
from regiorules.frozen import frozen
from regiorules.rules.expressions import And, Constant, Expression, Variable, reads

Values = Mapping[str, Any]


@frozen
class Part:
    """A part of a condition: met where it is true, or, of what must only not be contradicted, where it isn't false."""

    tree: Expression
    weak: bool = False  # it must only not be false
    judge: Judge = field(init=False, eq=False, repr=False)
    reads: frozenset[str] = field(init=False, eq=False, repr=False)

    @judge.default
    def _judge(self) -> Judge:
        return Judge(self.tree)

    @reads.default
    def _reads(self) -> frozenset[str]:
        return reads(self.tree)

    def met(self, values: Values) -> bool:
        """True where these values meet it."""
        found = self.judge.value(values)
        return found is not False if self.weak else found is True


@frozen
class Action:
    """A recommendation that can be followed: the values (inner form) that it gives facts, and what it asks before."""

    id: str
    effects: Mapping[str, Any]
    parts: tuple[Part, ...] = ()
    months: int = 0


@frozen
class Target:
    """A goal: all of its parts must be met."""

    id: str
    parts: tuple[Part, ...]


def parts_of(tree: Expression) -> tuple[Part, ...]:
    """The parts of a condition that must all be true; none of one that always is."""
    trees = tree.parts if isinstance(tree, And) else (tree,)
    return tuple(Part(each) for each in trees if each != Constant(True))


def not_contradicted(conclusion: str) -> Part:
    """Met where that conclusion holds, or may still."""
    return Part(Variable(conclusion), weak=True)


@frozen
class Ways:
    """
    The actions in their order, and the targets.

    Parts are numbered, and a set of them, or of actions, is the bits of a whole number.
    """

    actions: tuple[Action, ...]
    targets: tuple[Target, ...]
    parts: tuple[Part, ...] = field(init=False, repr=False)
    _places: Mapping[Part, int] = field(init=False, repr=False)
    asked: tuple[int, ...] = field(init=False, repr=False)  # of every action, the parts that it asks
    wanted: int = field(init=False, repr=False)  # the parts of all targets
    changeable: tuple[str, ...] = field(init=False, repr=False)  # the facts that make one state another
    changes: tuple[tuple[tuple[int, Any], ...], ...] = field(init=False, repr=False)  # of every action, by their places
    changing: Mapping[str, int] = field(init=False, repr=False)  # of each of those facts, the actions that change it
    alone: tuple[int, ...] = field(init=False, repr=False)  # of every part that reads one name, what meets it by itself

    @parts.default
    def _parts(self) -> tuple[Part, ...]:
        wanted = (part for each in self.targets for part in each.parts)
        asked = (part for each in self.actions for part in each.parts)
        return tuple(dict.fromkeys([*wanted, *asked]))

    @_places.default
    def _numbered(self) -> Mapping[Part, int]:
        return {part: number for number, part in enumerate(self.parts)}

    @asked.default
    def _asked(self) -> tuple[int, ...]:
        return tuple(self.bits(each.parts) for each in self.actions)

    @wanted.default
    def _wanted(self) -> int:
        return self.bits(part for each in self.targets for part in each.parts)

    @changeable.default
    def _changeable(self) -> tuple[str, ...]:
        return tuple(sorted({name for each in self.actions for name in each.effects}))

    @changes.default
    def _changes(self) -> tuple[tuple[tuple[int, Any], ...], ...]:
        place = {name: number for number, name in enumerate(self.changeable)}
        return tuple(tuple((place[name], value) for name, value in each.effects.items()) for each in self.actions)

    @changing.default
    def _changing(self) -> Mapping[str, int]:
        return {
            name: union(1 << number for number, each in enumerate(self.actions) if name in each.effects)
            for name in self.changeable
        }

    @alone.default
    def _alone(self) -> tuple[int, ...]:
        return tuple(map(self._meets, self.parts))

    def _meets(self, part: Part) -> int:
        """The actions that give the one name in a part a value that meets it."""
        only = next(iter(part.reads), "") if len(part.reads) == 1 else ""
        effects = ((1 << number, each.effects) for number, each in enumerate(self.actions) if only in each.effects)
        return union(bit for bit, given in effects if part.met({only: given[only]}))

    def bits(self, parts: Iterable[Part]) -> int:
        """These parts as a set."""
        return union(1 << self._places[each] for each in parts)


def numbers(bits: int) -> Iterator[int]:
    """The numbers in a set, in order."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def union(sets: Iterable[int]) -> int:
    """All that is in some of these sets."""
    found = 0
    for each in sets:
        found |= each
    return found
