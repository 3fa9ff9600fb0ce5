"""
The patterns of a program for a live network, with one fact a variable.

The network knows no `or` between facts, so every rule becomes conjunctions, one pattern a variable: a message can't
match two patterns of one rule.  A variable goes in as copies, each with few patterns, and the conjunctions stand
in so many networks as they need.
"""

from __future__ import annotations

import itertools
from functools import partial
from typing import Any, NamedTuple

from regiorules.engine.codes import Codes, Kept
from regiorules.engine.judgement import Judge
from regiorules.engine.native import Native, native
from regiorules.engine.program import Program
from regiorules.engine.rete import Blueprint
from regiorules.frozen import frozen
from regiorules.rules.expressions import And, Expression, Not, Or

_MOST_CONJUNCTIONS = 32
_MOST_JOINED = 12  # comparisons in one conjunction: with more than 16 variables there are no frames left (error 304)
_MOST_MATCHES = 30  # comparisons that one copy of a variable may match
_VARIABLE, _VALUE, _ALWAYS = "n", "v", "?"


@frozen
class Comparison:
    """What the value of a variable must match."""

    name: str
    pattern: str
    size: int = 1


Conjunction = tuple[Comparison, ...]
Copy = tuple[int, int]  # of a variable: the number of its network, and its mark there
Readers = dict[str, None]  # the rules that read a copy


class Message(NamedTuple):
    """What goes into the network of this number; `rules` are those that it can tell something of."""

    network: int
    body: str
    rules: tuple[str, ...]


class Conjunctions:
    """
    The blueprints of the networks, and how facts go into them.

    `tests` are the comparisons made beside the network, by the name of their fact; `fires` says for each network
    which rules a name that fires is about, the target of each, and whether it then holds; `patterns` counts them all.
    A conjunction of several rules is there once.
    """

    def __init__(self, program: Program) -> None:
        self.always = _ALWAYS  # the name of a fact that is always told
        self.codes = Codes(program.rules.values())
        self.tests: dict[str, Judge] = {}
        self.fires: list[dict[str, list[tuple[str, str, bool]]]] = []
        self.blueprints: list[Blueprint] = []
        self._known: dict[Expression, str] = {}
        self._copies: dict[str, dict[Copy, Readers]] = {}  # of a variable
        self._added: dict[frozenset[Comparison], tuple[list[tuple[str, str, bool]], list[Readers]]] = {}
        for rule in program.rules.values():
            for wanted in (True, False):
                for conjunction in self._conjunctions(rule.when, wanted):
                    same = frozenset(conjunction)
                    if same not in self._added:
                        self._added[same] = self._add(conjunction)
                    says, read = self._added[same]
                    says.append((rule.id, rule.target, wanted))
                    for readers in read:
                        readers[rule.id] = None
        self._messages = {name: Kept(partial(self._written, name)) for name in self._copies}

    @property
    def patterns(self) -> int:
        """All patterns together, of 12 KB each in a working memory."""
        return sum(blueprint.patterns for blueprint in self.blueprints)

    def messages(self, name: str, value: Any) -> list[Message]:
        """How a value of a variable goes in."""
        return self._messages[name][value] if name in self._messages else []

    def _written(self, name: str, value: Any) -> list[Message]:
        code = self.codes.code(name, value)
        return [
            Message(place, f'"{_VARIABLE}":{mark},"{_VALUE}":{code}', tuple(rules))
            for (place, mark), rules in self._copies[name].items()
        ]

    # --- into networks ----------------------------------------------------------------------------

    def _add(self, conjunction: Conjunction) -> tuple[list[tuple[str, str, bool]], list[Readers]]:
        """Add a conjunction to the newest network: where to say what it means there, and who reads it."""
        merged: dict[str, list[Comparison]] = {}
        for each in conjunction or [Comparison(_ALWAYS, "", 1)]:
            merged.setdefault(each.name, []).append(each)
        if not self.blueprints or not self.blueprints[-1].has_room(len(merged), len(merged)):
            self.blueprints.append(Blueprint(_VARIABLE))
            self.fires.append({})
        marks = {variable: self._mark(variable, parts) for variable, parts in merged.items()}
        name = self.blueprints[-1].add(
            [(marks[variable], [each.pattern for each in parts if each.pattern]) for variable, parts in merged.items()]
        )
        place = len(self.blueprints) - 1
        return self.fires[-1].setdefault(name, []), [self._copies[each][place, mark] for each, mark in marks.items()]

    def _mark(self, variable: str, parts: list[Comparison]) -> int:
        """The mark of a copy of a variable in the newest network that may match so much more."""
        place, blueprint = len(self.blueprints) - 1, self.blueprints[-1]
        size = sum(each.size for each in parts)
        copies = self._copies.setdefault(variable, {})
        newest, mark = next(reversed(copies), (-1, 0))
        if newest != place or blueprint.load[mark] + size > _MOST_MATCHES:
            mark = len(blueprint.load)
        copies.setdefault((place, mark), {})
        blueprint.expect(mark, size)
        return mark

    # --- disjunctive normal form --------------------------------------------------------------------

    def _conjunctions(self, tree: Expression, wanted: bool) -> list[Conjunction]:
        found = self._normal(tree, wanted)
        if found is None or any(sum(part.size for part in each) > _MOST_JOINED for each in found):
            return [self._beside(tree, wanted)]
        return found

    def _normal(self, tree: Expression, wanted: bool) -> list[Conjunction] | None:
        """The conjunctions of a tree; None where there would be too many."""
        match tree:
            case Not(part):
                return self._normal(part, not wanted)
            case And(parts) | Or(parts):
                found = [self._normal(part, wanted) for part in parts]
                every = [each for each in found if each is not None]
                if len(every) < len(found):
                    return None
                return self._product(every) if isinstance(tree, And) is wanted else self._sum(every)
        return self._leaf(tree, wanted)

    @staticmethod
    def _sum(parts: list[list[Conjunction]]) -> list[Conjunction] | None:
        found = list(dict.fromkeys(itertools.chain.from_iterable(parts)))
        return found if len(found) <= _MOST_CONJUNCTIONS else None

    @staticmethod
    def _product(parts: list[list[Conjunction]]) -> list[Conjunction] | None:
        size = 1
        for part in parts:
            size *= len(part)
        if size > _MOST_CONJUNCTIONS:
            return None
        return [tuple(dict.fromkeys(itertools.chain(*choice))) for choice in itertools.product(*parts)]

    def _leaf(self, tree: Expression, wanted: bool) -> list[Conjunction]:
        found = native(tree, wanted)
        if isinstance(found, bool):
            return [()] if found else []
        if isinstance(found, Native):
            return [(Comparison(found.name, found.pattern(_VALUE, self.codes.code), len(found.comparisons)),)]
        return [self._beside(tree, wanted)]

    def _beside(self, tree: Expression, wanted: bool) -> Conjunction:
        name = self._known.setdefault(tree, f"?{len(self._known)}")
        self.tests.setdefault(name, Judge(tree))
        return (Comparison(name, f'{{"{_VALUE}": {self.codes.code(name, wanted)}}}'),)
