"""
What a conclusion depends on through the layers, and the part of a program that settles it.

A conclusion's share only depends on the doubtful facts that it reads, through whatever is derived in between; the
others would multiply its worlds without another answer in any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from regiorules.engine.judgement import Judge
from regiorules.engine.program import Derivation, Program, ProgramRule, build_program
from regiorules.engine.settling import one_value
from regiorules.facts.possible import is_known
from regiorules.frozen import frozen
from regiorules.rules.expressions import (
    Aggregate,
    And,
    Calculate,
    Compare,
    Expression,
    Not,
    OneOf,
    Or,
    Variable,
    reads,
)

Worlds = Mapping[str, tuple[Any, ...]]  # what each doubtful fact may be, in inner form


@frozen
class Slice:
    """The part of a program that settles some names, with what it reads that is the same in every world."""

    program: Program
    given: Mapping[str, Any]


class _Settling:
    """What settles each name of a program, and the names that this `reads`: each name after those."""

    def __init__(self, program: Program) -> None:
        self.derivations = {each.target: each for layer in program.layers for each in layer.derivations}
        self.rules = {target: rules for layer in program.layers for target, rules in layer.by_target.items()}
        self.reads: dict[str, frozenset[str]] = {}
        for layer in program.layers:
            derived = {each.target: reads(each.expression) for each in layer.derivations}
            for target in {**derived, **layer.by_target}:
                names = [rule.reads for rule in layer.by_target.get(target, ())]
                self.reads[target] = frozenset().union(*names, derived.get(target, ()))


class Reading:
    """A program with the facts that are given and what followed; it knows which doubts are behind each name."""

    def __init__(self, program: Program, given: Mapping[str, Any], values: Mapping[str, Any], doubts: Worlds) -> None:
        self.program, self.given, self.values, self.doubts = program, given, values, doubts
        settling: _Settling = program.memo.of("settling", lambda: _Settling(program))
        self.derivations, self.rules, self.reads = settling.derivations, settling.rules, settling.reads
        self.behind = {name: frozenset[str]() for name, value in given.items() if is_known(value)}  # it stays so
        self.behind |= {name: frozenset({name}) for name in doubts}
        for target, names in self.reads.items():
            if target not in self.behind:
                self.behind[target] = frozenset().union(*map(self.doubts_of, names))

    def doubts_of(self, name: str) -> frozenset[str]:
        """The doubtful facts that a name depends on."""
        return self.behind.get(name, frozenset())

    def read(self, target: str) -> frozenset[str]:
        """The names that settle a name directly."""
        return self.reads.get(target, frozenset())

    def _expression(self, target: str) -> Iterator[Expression]:
        if target in self.derivations:
            yield self.derivations[target].expression

    def slice(self, names: Iterable[str]) -> Slice:
        """The part of the program that settles these names where doubts are behind them."""
        wanted = self.needed(names)
        made = _Constants(self)
        derivations = [Derivation(name, made.fixed(tree)) for name in sorted(wanted) for tree in self._expression(name)]
        rules = [
            ProgramRule(rule.id, made.fixed(rule.when), rule.target, made.said(rule))
            for name in sorted(wanted)
            for rule in self.rules.get(name, ())
        ]
        trees = [*(each.expression for each in derivations), *(tree for each in rules for tree in each.trees)]
        used = {*wanted, *(name for tree in trees for name in reads(tree))}
        options = {name: each for name, each in self.program.options.items() if name in used}
        yes_no = {*self.program.yes_no & used, *(each for each in made.yes_no if each in used)}
        program = build_program(used, yes_no, derivations, rules, options, self.program.collected)
        values = {**self.values, **made.values}
        same = {name: values.get(name) for name in used - wanted - self.doubts.keys()}
        return Slice(program, {**same, **{name: self.given[name] for name in wanted if name in self.given}})

    def behind_all(self, names: Iterable[str]) -> set[str]:
        """All that these names depend on, directly or not, with themselves."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                ends = name in self.doubts or is_known(self.given.get(name))
                waiting += () if ends else self.read(name)
        return found

    def certain(self, name: str) -> bool | None:
        """What a yes or no is in every world, where that follows from what is known; None where it must be counted."""
        value = self.values.get(name)
        return value if isinstance(value, bool) and self.is_steady([name]) else None

    def is_steady(self, names: Iterable[str]) -> bool:
        """True where more answers never change what is known of these: no rule may contradict another, or a fact."""
        return not any(map(self._disputable, self.needed(names)))

    def is_beyond_dispute(self, name: str) -> bool:
        """True where no rule behind a name may contradict another, or a fact, whatever else comes to be known."""
        ends = {each for each, value in self.given.items() if is_known(value)}
        return not any(map(self._disputable, self.behind_all([name]) - self.doubts.keys() - ends))

    def _disputable(self, name: str) -> bool:
        said = {rule.value for rule in self.rules.get(name, ())}
        return name in self.given or (len(said) > 1 and one_value(self.program.settle[name]))

    def needed(self, names: Iterable[str]) -> set[str]:
        """These names and all between them and the doubts."""
        return {name for name in self.behind_all(names) - self.doubts.keys() if self.doubts_of(name)}


class _Constants:
    """Figures about lists that are the same in every world: each worked out once, under a name of its own."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names: dict[Aggregate, str] = {}
        self.values: dict[str, Any] = {}
        self.yes_no: set[str] = set()

    def fixed(self, tree: Expression) -> Expression:
        """The tree with a name in the place of each such figure."""
        if isinstance(tree, Aggregate) and not any(map(self.reading.doubts_of, reads(tree))):
            return Variable(self.name(tree))
        return _rebuilt(tree, self.fixed)

    def said(self, rule: ProgramRule) -> Any:
        """What a rule says, with such names in what it works out."""
        return rule.value if rule.works_out is None else evolve(rule.value, tree=self.fixed(rule.works_out.tree))

    def name(self, tree: Aggregate) -> str:
        if tree not in self.names:
            name = self.names[tree] = f"*{len(self.names)}"
            self.values[name] = Judge(tree).value(self.reading.values)
            self.yes_no |= {name} if tree.function in ("any", "all") else set()
        return self.names[tree]


def _rebuilt(tree: Expression, each: Callable[[Expression], Expression]) -> Expression:
    """The tree with other parts; what is inside an aggregate stays."""
    match tree:
        case And(parts) | Or(parts):
            return evolve(tree, parts=tuple(map(each, parts)))
        case Not(part):
            return Not(each(part))
        case Compare(_, left, right) | Calculate(_, left, right):
            return evolve(tree, left=each(left), right=each(right))
        case OneOf(item, _):
            return evolve(tree, item=each(item))
    return tree
