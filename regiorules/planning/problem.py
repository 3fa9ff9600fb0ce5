"""
What there is to plan: facts to start from, actions that change them, and parts of conditions that must be met.

An action is a recommendation of which the rule set says what following it takes (a move).  It can be taken in a state
where every part of its condition holds, unknown isn't enough, and where nothing speaks against it: its recommendation
holds there, or may still.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

from attrs import field, frozen

from regiorules.engine.judgement import Judge
from regiorules.planning.derived import Sources, behind
from regiorules.rules.expressions import And, Constant, Expression, Variable, reads

Values = Mapping[str, Any]
Evaluate = Callable[[Values], Values]  # the given facts in, all that is known out; in inner form


@frozen
class Part:
    """A part of a condition: met where it is true, or, of what must only not be contradicted, where it isn't false."""

    tree: Expression
    weak: bool = False  # it must only not be false
    judge: Judge = field(init=False, eq=False, repr=False)

    @judge.default
    def _judge(self) -> Judge:
        return Judge(self.tree)

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
class Problem:
    """
    The start (given facts, inner form), the actions in their order, and the targets.

    `evaluate` gives all that follows from given facts; `sources` gives of every derived name what it is derived from,
    `from_rules` the only values that some of those can get.  Parts are numbered, and a set of them, or of actions, is
    the bits of a whole number.
    """

    start: Values
    actions: tuple[Action, ...]
    targets: tuple[Target, ...]
    evaluate: Evaluate = field(eq=False, repr=False)
    sources: Sources = field(factory=dict, repr=False)
    from_rules: Mapping[str, Set[Any]] = field(factory=dict, repr=False)
    parts: tuple[Part, ...] = field(init=False, repr=False)
    _places: Mapping[Part, int] = field(init=False, repr=False)
    asked: tuple[int, ...] = field(init=False, repr=False)  # of every action, the parts that it asks
    wanted: int = field(init=False, repr=False)  # the parts of all targets
    helpers: tuple[int, ...] = field(init=False, repr=False)  # of every part, the actions that may come to meet it
    changeable: tuple[str, ...] = field(init=False, repr=False)  # the facts that make one state another

    @parts.default
    def _parts(self) -> tuple[Part, ...]:
        wanted = [part for each in self.targets for part in each.parts]
        return tuple(dict.fromkeys([*wanted, *(part for each in self.actions for part in each.parts)]))

    @_places.default
    def _numbered(self) -> Mapping[Part, int]:
        return {part: number for number, part in enumerate(self.parts)}

    @asked.default
    def _asked(self) -> tuple[int, ...]:
        return tuple(self.bits(each.parts) for each in self.actions)

    @wanted.default
    def _wanted(self) -> int:
        return self.bits(part for each in self.targets for part in each.parts)

    @helpers.default
    def _helpers(self) -> tuple[int, ...]:
        return tuple(_bits(self._helps(part)) for part in self.parts)

    @changeable.default
    def _changeable(self) -> tuple[str, ...]:
        return tuple(sorted({name for each in self.actions for name in each.effects}))

    def bits(self, parts: Iterable[Part]) -> int:
        """These parts as a set."""
        return _bits(self._places[each] for each in parts)

    def met(self, values: Values) -> int:
        """The parts that these values meet, as a set."""
        return _bits(number for number, part in enumerate(self.parts) if part.met(values))

    def key(self, given: Values) -> tuple[Any, ...]:
        """What is the same of two states that are one."""
        return tuple(given.get(name) for name in self.changeable)

    def after(self, given: Values, action: int) -> dict[str, Any]:
        """The given facts once that action has been taken."""
        return {**given, **self.actions[action].effects}

    def along(self, path: Sequence[int]) -> Iterator[dict[str, Any]]:
        """The given facts at the start, and after each action."""
        given = dict(self.start)
        yield given
        for action in path:
            given = self.after(given, action)
            yield given

    def _helps(self, part: Part) -> Iterator[int]:
        """The actions without one of which a part that isn't met can't come to be."""
        names = reads(part.tree)
        (only,) = names if len(names) == 1 else ("",)
        further = behind(names - {only}, self.sources) | behind(self._decisive(only, part), self.sources)
        for number, each in enumerate(self.actions):
            by_itself = only in each.effects and part.met({only: each.effects[only]})
            if by_itself or further & each.effects.keys():
                yield number

    def _decisive(self, only: str, part: Part) -> Set[str]:
        """What the one name in a part is derived from, where that may come to meet it."""
        given = self.from_rules.get(only)
        if given is None or any(part.met({only: value}) for value in given):
            return self.sources.get(only, frozenset())
        return frozenset()


def numbers(bits: int) -> Iterator[int]:
    """The numbers in a set, in order."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def _bits(numbers: Iterable[int]) -> int:
    found = 0
    for number in numbers:
        found |= 1 << number
    return found
