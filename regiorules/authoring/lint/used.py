"""What the rules of some knowledge use: which facts are read, which assumptions, which levels are told apart."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from regiorules.facts.vocabulary import Fact
from regiorules.rules.declared import slots
from regiorules.rules.expressions import (
    COMPARE,
    MIRRORED,
    Compare,
    Constant,
    Contains,
    Expression,
    OneOf,
    Size,
    Variable,
    assumes,
    reads,
    walk,
)
from regiorules.rules.model import Knowledge
from regiorules.text import Text

Test = Callable[[Any], Any]


def expressions(knowledge: Knowledge) -> Iterator[Expression]:
    """Every condition, of rules, goals and moves, and every expression that gives a fact its value."""
    yield from (tree for rule in knowledge.every_rule() for tree in rule.trees)
    yield from (goal.tree for goal in knowledge.goals.values())
    yield from (move.tree for move in knowledge.moves.values())
    yield from knowledge.derivations.values()


def shown(knowledge: Knowledge) -> frozenset[str]:
    """The facts and assumptions whose value the advice shows: in a text, in a figure, as a topic or as a name."""
    figures = {name for each in knowledge.positions.values() for name in (each.x, each.y, each.name)}
    figures |= {getattr(each, "named_by", "") for each in knowledge.terms.get("addressee", {}).values()}
    in_texts = {name for text in _texts(knowledge) for name in slots(text)}
    return frozenset(figures | in_texts | {topic.fact for topic in knowledge.topics.values()})


def _texts(knowledge: Knowledge) -> Iterator[Text]:
    for rule in knowledge.every_rule():
        yield from filter(None, (rule.because, rule.why))
    for conclusion in knowledge.conclusions.values():
        yield from (conclusion.title, conclusion.text, *conclusion.steps)


def used(knowledge: Knowledge) -> frozenset[str]:
    """The facts and assumptions that a rule, a derivation or the advice uses."""
    found = set(shown(knowledge))
    for each in expressions(knowledge):
        found |= reads(each) | assumes(each)
    return frozenset(found)


def comparisons(knowledge: Knowledge) -> dict[str, list[Test]]:
    """For every fact what rules and derivations compare it with."""
    found: dict[str, list[Test]] = {}
    for expression in expressions(knowledge):
        for name, test in _tests(expression):
            found.setdefault(name, []).append(test)
    return found


def alike(fact: Fact, compared: Sequence[Test]) -> list[tuple[str, ...]]:
    """
    The options of a fact between which no comparison makes a difference.

    Of a choice groups of two or more; of a set each option that no rule looks for.  Of a level all or none:
    a person answers best on a full scale, also where the rules make one cut in it.
    """
    groups: dict[str, list[str]] = {}
    for rank, option in enumerate(fact.option_ids):
        inner = rank if fact.type == "level" else option
        groups.setdefault(repr([test(inner) for test in compared]), []).append(option)
    if fact.type == "set":
        return [(option,) for option in groups.get(repr([False for _ in compared]), ())]
    if fact.type == "level" and len(groups) > 1:
        return []
    return [tuple(group) for group in groups.values() if len(group) > 1]


def _tests(expression: Expression) -> Iterator[tuple[str, Test]]:
    """Every comparison in an expression: the fact, and what it makes of a value of that fact (in inner form)."""
    for each in walk(expression):
        match each:
            case Compare(op, Variable(name), Constant(value)):
                yield name, partial(COMPARE[MIRRORED[op]], value)
            case Compare(op, Constant(value), Variable(name)):
                yield name, partial(COMPARE[op], value)
            case Compare(_, left, right):  # with another fact: every option may matter
                yield from ((side.name, repr) for side in (left, right) if isinstance(side, Variable))
            case OneOf(Variable(name), options):
                yield name, options.__contains__
            case Contains(Variable(name), option):
                yield name, partial(operator.eq, option)
            case Size(Variable(name)):  # every option counts
                yield name, repr
