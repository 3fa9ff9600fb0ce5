"""durable-rules, which our durable executor drives too: through durable.lang, and by its C functions."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable
from typing import Any

from durable import lang

from benchmarks.peers import Facts, Run
from regiorules.engine.program import Program
from regiorules.rules.expressions import And, Compare, Constant, Expression, Or, Variable

_COMPARE = {"==": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_JOIN = {And: operator.and_, Or: operator.or_}
_numbers = itertools.count()  # of rule sets and assessments: both are known by name in the whole process


def bare(program: Program) -> Run:
    """The C functions, with one wide fact a layer."""
    from benchmarks.bare import bare_durable

    return bare_durable(program)


def manual(program: Program) -> Run:
    """Rules with `when_all` and an action each, in one rule set; one wide fact a layer, as that is quickest."""
    name, holding = f"yardstick{next(_numbers)}", list[str]()
    with lang.ruleset(name):
        lang.when_all(lang.m.layer >= 0)(lambda _: None)  # a fact that no rule takes is an error
        for number, layer in enumerate(program.layers):
            for rule in layer.rules:
                lang.when_all((lang.m.layer == number) & _pattern(rule.when))(_action(holding, rule.id))
    targets = [{rule.id: rule.target for rule in layer.rules} for layer in program.layers]

    def run(facts: Facts) -> list[str]:
        sid, known = str(next(_numbers)), dict(facts)
        holding.clear()
        for number, layer in enumerate(targets):
            before = len(holding)
            lang.assert_fact(name, {"sid": sid, "layer": number, **known})
            known |= {layer[each]: 1 for each in holding[before:]}
        lang.delete_state(name, sid)
        return list(holding)

    return run


def _action(holding: list[str], name: str) -> Callable[[Any], None]:
    def run(context: Any) -> None:
        holding.append(name)

    return run


def _pattern(tree: Expression) -> Any:
    match tree:
        case And(parts) | Or(parts):
            found = _pattern(parts[0])
            for part in parts[1:]:
                found = _JOIN[type(tree)](found, _pattern(part))
            return found
        case Compare(op, Variable(name), Constant(value)):
            return _COMPARE[op](getattr(lang.m, name), value)
        case Variable(name):
            return getattr(lang.m, name) == 1
    raise ValueError(tree)
