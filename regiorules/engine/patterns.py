"""
The patterns of a program for the durable executor, and the messages that go past them.

Every rule becomes two patterns, one for "is true" and one for "is false".  Rules of one layer go in small groups,
which share a message with the facts that they read; the mark of a message says for which group it is.  A few groups
go in one network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field

from regiorules.engine.codes import Codes, Kept
from regiorules.engine.judgement import Judge
from regiorules.engine.native import Native, joints, leaves, native, paths
from regiorules.engine.program import Program, ProgramRule
from regiorules.engine.rete import MOST_MATCHES, Blueprint, together
from regiorules.errors import EngineError, Problem
from regiorules.frozen import frozen
from regiorules.rules.expressions import And, Expression, Not, Or

LARGEST = 100_000  # nodes of all networks together, of 1.8 KB each
_MOST_PATHS = 40  # ways in which one condition may come true
_MOST_JOINTS = 12  # times "and" or "or" in one condition; one pattern holds 14 and the mark's own
_MANY = (
    40  # patterns in a network: with so many it gets no further group, as it looks at all of them for each that fires
)
_MARK = "g"


def fits(program: Program) -> bool:
    """True where a program isn't too large for the memory of the Rete networks."""
    return sum(2 * max(size, 1) + 6 for size in _sizes(program).values()) <= LARGEST


@define
class Group:
    """
    Rules of one layer that share a message, with this mark, in the network of this number; each with what it reads.

    `names` and `tests` are the fields of the message: of the facts that go in, and of the comparisons that are made
    beside the network.  `texts` is how the values of those facts stand in it.  `says` has for each pattern its rule,
    and whether that holds where the pattern fires.
    """

    network: int
    mark: int
    rules: list[tuple[ProgramRule, frozenset[str]]] = field(factory=list)
    names: dict[str, str] = field(factory=dict)
    texts: list[tuple[str, Kept[str]]] = field(factory=list)
    tests: dict[Expression, tuple[str, Judge]] = field(factory=dict)
    says: dict[str, tuple[str, bool]] = field(factory=dict)

    def message(self, known: Mapping[str, Any], values: Mapping[str, Any]) -> str:
        """What goes into the network: codes of the `known` facts, and what comparisons beside it make of all values."""
        found = [f'"{_MARK}":{self.mark}']
        found += [texts[known[name]] for name, texts in self.texts if name in known]
        for key, judge in self.tests.values():
            truth = judge.value(values)
            if truth is not None:
                found.append(f',"{key}":{int(truth)}')
        return "".join(found)

    def note(self, fired: Iterable[str], statuses: dict[str, bool | None]) -> None:
        """Note what the patterns that fired say of the rules; raises EngineError where that can't be."""
        for name in fired:
            if name not in self.says:
                raise EngineError([Problem("durable_unknown_rule", {"name": name})])
            rule, status = self.says[name]
            if statuses[rule] is (not status):
                raise EngineError([Problem("durable_disagrees", {"name": rule})])
            statuses[rule] = status


class Patterns:
    """The groups of a program, layer by layer, and the blueprints of its networks in the same order."""

    def __init__(self, program: Program) -> None:
        self.codes = Codes(program.rules.values())
        self.blueprints: list[Blueprint] = []
        self._sizes = _sizes(program)
        self.layers = [list(self._groups(layer.rules)) for layer in program.layers]

    def _groups(self, rules: tuple[ProgramRule, ...]) -> Iterator[Group]:
        """The rules of a layer in groups that together stay small enough for one message, and for one network."""
        group, room = None, 0
        for rule in rules:
            size = self._sizes[rule.id]
            taken = max(size, 1)  # once, as the two patterns of a rule never match one message
            if group is None or taken > room or not self.blueprints[-1].has_room(0, 2):
                if group is not None:
                    yield group
                group, room = self._group(), MOST_MATCHES
            room -= taken
            self.blueprints[group.network].expect(group.mark, taken)
            self._add(rule, size, group)
        if group is not None:
            yield group

    def _group(self) -> Group:
        if not self.blueprints or self.blueprints[-1].patterns >= _MANY or not self.blueprints[-1].has_room(1, 2):
            self.blueprints.append(Blueprint(_MARK))
        mark = len(self.blueprints[-1].load)
        self.blueprints[-1].expect(mark, 0)
        return Group(len(self.blueprints) - 1, mark)

    def _add(self, rule: ProgramRule, size: int, group: Group) -> None:
        blueprint = self.blueprints[group.network]
        for wanted in (True, False):
            writer = _PatternWriter(self.codes, group)
            pattern = writer.pattern(rule.when, wanted) if size else writer.test(rule.when, wanted)
            if pattern is not None:
                group.says[blueprint.add([(group.mark, [pattern])])] = rule.id, wanted
        group.rules.append((rule, rule.reads))


@frozen
class _PatternWriter:
    """Writes the patterns of one group, and notes what its message must hold."""

    codes: Codes
    group: Group

    def pattern(self, tree: Expression, wanted: bool) -> str | None:
        """The pattern that matches where a tree that isn't too large has the wanted truth; None where it never can."""
        match tree:
            case Not(part):
                return self.pattern(part, not wanted)
            case And(parts) | Or(parts):
                return self.combined(tree, parts, wanted)
        found = native(tree, wanted)
        if found is None:
            return self.test(tree, wanted)
        if isinstance(found, Native):
            return found.pattern(self.key(found.name), self.codes.code)
        return f'{{"$gte": {{"{_MARK}": 0}}}}' if found else None

    def key(self, name: str) -> str:
        """The field of a fact in the message of the group."""
        names = self.group.names
        if name not in names:
            names[name] = key = f"x{len(names)}"
            self.group.texts.append((name, Kept(lambda value: f',"{key}":{self.codes.code(name, value)}')))
        return names[name]

    def combined(self, tree: Expression, parts: tuple[Expression, ...], wanted: bool) -> str | None:
        every = isinstance(tree, And) is wanted  # not (a and b) is (not a) or (not b)
        patterns = [self.pattern(part, wanted) for part in parts]
        possible = list(dict.fromkeys(pattern for pattern in patterns if pattern is not None))
        if not possible or (every and None in patterns):
            return None
        return together("$and" if every else "$or", possible)

    def test(self, tree: Expression, wanted: bool) -> str:
        """The pattern of a comparison that is made beside the network."""
        key, _ = self.group.tests.setdefault(tree, (f"y{len(self.group.tests)}", Judge(tree)))
        return f'{{"{key}": {int(wanted)}}}'


def _sizes(program: Program) -> dict[str, int]:
    """How many comparisons of each rule the network makes; none of one that is too large, which is made beside it."""

    def sizes() -> dict[str, int]:
        rules = program.rules.values()
        return {rule.id: 0 if _too_large(rule.when) else leaves(rule.when) for rule in rules}

    return program.memo.of("sizes", sizes)


def _too_large(tree: Expression) -> bool:
    most = max(paths(tree, True), paths(tree, False))
    return leaves(tree) > MOST_MATCHES or most > _MOST_PATHS or joints(tree) > _MOST_JOINTS
