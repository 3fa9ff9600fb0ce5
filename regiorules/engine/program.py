"""
A program: rules as the executors want them, in layers, with every assumption's value in place.

A layer reads only facts that are given or settled in earlier layers, so one pass over the layers
reaches the one fixpoint, in whatever order the rules were written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from typing import Any

from attrs import field

from regiorules.engine.each import about_one
from regiorules.engine.exhaustive import always_one
from regiorules.engine.judgement import Judge
from regiorules.engine.settling import COLLECT, Settle, settle_calculated, settle_range, settle_value, way
from regiorules.facts.vocabulary import Fact
from regiorules.frozen import frozen
from regiorules.memo import Memo
from regiorules.rules.expressions import (
    Aggregate,
    Constant,
    Expression,
    Known,
    Variable,
    bind,
    reads,
    walk_beside_lists,
)
from regiorules.rules.model import Calculation, Collected, Knowledge, Rule, by_target

_OPTIONS = ("level", "choice")


@frozen
class ProgramRule:
    """
    When the condition is true the target gets the value (inner form, or a `Calculation`); `judge` judges the condition,
    and `works_out` the calculation, where it is one.  `reads` are the names in both: those of `reads_beside` beside the
    lists in its `aggregates`.

    With `each` it is true of some record of that list; `about_one` judges it for one record (see `engine.each`).
    """

    id: str
    when: Expression
    target: str
    value: Any = True
    each: str = ""
    judge: Judge = field(init=False, eq=False, repr=False)
    works_out: Judge | None = field(init=False, eq=False, repr=False)
    about_one: Judge = field(init=False, eq=False, repr=False)
    reads: frozenset[str] = field(init=False, eq=False, repr=False)
    reads_beside: frozenset[str] = field(init=False, eq=False, repr=False)
    aggregates: tuple[Judge, ...] = field(init=False, eq=False, repr=False)

    @property
    def trees(self) -> tuple[Expression, ...]:
        """Its condition, and what it works out."""
        return (self.when,) if self.works_out is None else (self.when, self.works_out.tree)

    def said(self, values: Mapping[str, Any]) -> Any:
        """What it says where it holds, by what is known of all names; None where that is unknown."""
        return self.value if self.works_out is None else self.works_out.value(values)

    @reads.default
    def _reads(self) -> frozenset[str]:
        return frozenset().union(*map(reads, self.trees))

    @reads_beside.default
    def _reads_beside(self) -> frozenset[str]:
        return frozenset(each.name for each in self._beside_lists() if isinstance(each, Variable | Known))

    @aggregates.default
    def _aggregates(self) -> tuple[Judge, ...]:
        return tuple(Judge(each) for each in self._beside_lists() if isinstance(each, Aggregate))

    def _beside_lists(self) -> Iterator[Expression]:
        yield from (each for tree in self.trees for each in walk_beside_lists(tree))

    @works_out.default
    def _works_out(self) -> Judge | None:
        return Judge(self.value.tree) if isinstance(self.value, Calculation) else None

    @judge.default
    def _judge(self) -> Judge:
        return Judge(self.when)

    @about_one.default
    def _about_one(self) -> Judge:
        return Judge(about_one(self.when)) if self.each else self.judge


@frozen
class Derivation:
    """The target gets the value of the expression, where it isn't given; `judge` judges the expression."""

    target: str
    expression: Expression
    judge: Judge = field(init=False, eq=False, repr=False)

    @judge.default
    def _judge(self) -> Judge:
        return Judge(self.expression)


@frozen
class Layer:
    """Targets that depend on earlier layers only; `by_target` has the rules that settle each name."""

    derivations: tuple[Derivation, ...]
    rules: tuple[ProgramRule, ...]
    by_target: Mapping[str, tuple[ProgramRule, ...]] = field(init=False, eq=False, repr=False)

    @by_target.default
    def _by_target(self) -> Mapping[str, tuple[ProgramRule, ...]]:
        return by_target(self.rules)


@frozen
class Program:
    """
    `names` are all facts and conclusions; `yes_no` those that are true or false; `settle` is how rules do.

    Of the names that are `collected` one number is made of all rules that hold.
    """

    names: tuple[str, ...]
    yes_no: frozenset[str]
    layers: tuple[Layer, ...]
    rules: Mapping[str, ProgramRule] = field(eq=False, repr=False)
    options: Mapping[str, Sequence[Any]] = field(factory=dict, eq=False, repr=False)  # of levels and choices
    collected: Mapping[str, Collected] = field(factory=dict, eq=False, repr=False)
    memo: Memo = field(factory=Memo, init=False, eq=False, repr=False)  # what is worked out of it
    settle: Mapping[str, Settle] = field(init=False, eq=False, repr=False)
    known_names: frozenset[str] = field(init=False, eq=False, repr=False)

    @known_names.default
    def _known_names(self) -> frozenset[str]:
        return frozenset(self.names)

    @settle.default
    def _settle(self) -> Mapping[str, Settle]:
        return {target: self._way(rules) for target, rules in by_target(self.rules.values()).items()}

    @property
    def trees(self) -> Iterator[Expression]:
        """Every condition and calculation of its rules, and every expression that derives a name."""
        yield from (tree for rule in self.rules.values() for tree in rule.trees)
        yield from (each.expression for layer in self.layers for each in layer.derivations)

    def _way(self, rules: Sequence[ProgramRule]) -> Settle:
        if rules[0].target in self.collected:
            return COLLECT[self.collected[rules[0].target]]
        if any(rule.works_out for rule in rules):
            return settle_calculated
        found = way((rule.value for rule in rules), yes_no=rules[0].target in self.yes_no)
        conditions = [(rule.judge, rule.value) for rule in rules]
        return settle_range if found is settle_value and always_one(conditions, self.options, self.yes_no) else found


def build_program(
    names: Iterable[str],
    yes_no: Iterable[str],
    derivations: Iterable[Derivation],
    rules: Iterable[ProgramRule],
    options: Mapping[str, Sequence[Any]] | None = None,
    collected: Mapping[str, Collected] | None = None,
) -> Program:
    """The program in layers; a circle raises graphlib.CycleError (rule sets are checked for it before)."""
    derivations = tuple(derivations)
    by_id = {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}
    graph: dict[str, set[str]] = {each.target: set(reads(each.expression)) for each in derivations}
    for rule in by_id.values():
        graph.setdefault(rule.target, set()).update(rule.reads)
    depth: dict[str, int] = {}
    for name in TopologicalSorter(graph).static_order():
        depth[name] = 1 + max((depth[each] for each in graph[name]), default=-1) if name in graph else -1
    layers: list[tuple[list[Derivation], list[ProgramRule]]] = [
        ([], []) for _ in range(max((depth[name] for name in graph), default=-1) + 1)
    ]
    for each in derivations:
        layers[depth[each.target]][0].append(each)
    for rule in by_id.values():
        layers[depth[rule.target]][1].append(rule)
    return Program(
        tuple(sorted({*names, *depth})),
        frozenset(yes_no),
        tuple(Layer(tuple(found), tuple(own)) for found, own in layers),
        by_id,
        options or {},
        collected or {},
    )


def options_of(facts: Mapping[str, Fact]) -> dict[str, tuple[Any, ...]]:
    """The options of levels and choices, in inner form."""
    return {name: tuple(map(fact.encode, fact.option_ids)) for name, fact in facts.items() if fact.type in _OPTIONS}


def program_of(knowledge: Knowledge, parameters: Mapping[str, float]) -> Program:
    """The program of some knowledge with these values for the assumptions; built once."""
    key = tuple(sorted(parameters.items()))
    return knowledge.memo.of(("program", key), lambda: _program_of(knowledge, parameters))


def _program_of(knowledge: Knowledge, parameters: Mapping[str, float]) -> Program:
    facts = knowledge.vocabulary.facts
    rules = [
        ProgramRule(
            rule.id,
            bind(rule.when, parameters),
            rule.target,
            _inner(rule, facts, parameters),
            rule.each,
        )
        for rule in knowledge.rules.values()
    ]
    derivations = [Derivation(name, bind(tree, parameters)) for name, tree in sorted(knowledge.derivations.items())]
    concluded = {rule.target for rule in rules}
    read = {name for rule in rules for name in rule.reads}  # it may be what only another region concludes
    read |= {name for each in derivations for name in reads(each.expression)}
    conclusions = {*knowledge.conclusions, *read, *concluded} - {*facts}
    derivations += [Derivation(name, Constant(False)) for name in sorted(conclusions - concluded)]
    yes_no = {name for name, fact in facts.items() if fact.type == "yes_no"} | conclusions
    names = [*facts, *sorted(conclusions)]
    return build_program(names, yes_no, derivations, rules, options_of(facts), knowledge.collected)


def _inner(rule: Rule, facts: Mapping[str, Fact], parameters: Mapping[str, float]) -> Any:
    """What a rule says in inner form; in a calculation the assumptions have these values."""
    if isinstance(rule.value, Calculation):
        return Calculation(rule.value.text, bind(rule.value.tree, parameters))
    return True if rule.value is True else facts[rule.target].encode(rule.value)
