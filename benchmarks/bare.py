"""
durable-rules by itself: its C functions in the form that is fastest, two-valued, to hold our durable executor against.

One wide message a layer has all known facts and every earlier conclusion, so only what holds needs a pattern; each
assessment has a `sid` of its own.  Conditions may only compare a fact with a small whole number, or name a conclusion,
without `not`, as those of the yardstick do: what is unknown then counts as no, and the rules that hold are exactly
those that hold three-valued.
"""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

import durable_rules_engine as library

from benchmarks.yardstick import REGIONS, ROUNDS, region, walk, yardstick
from regiorules.engine.durable import DurableExecutor
from regiorules.engine.program import Program
from regiorules.rules.expressions import And, Compare, Constant, Expression, Or, Variable

_OPERATORS = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte"}
_numbers = itertools.count()  # of networks, and of assessments


def bare_durable(program: Program) -> Callable[[Mapping[str, int]], set[str]]:
    """The program as durable-rules alone runs it: whole numbers in, the ids of the rules that hold out."""
    rules = [_sink(), *(_rule(number, rule) for number, layer in enumerate(program.layers) for rule in layer.rules)]
    handle = library.create_ruleset(f"bare{next(_numbers)}", "{" + ", ".join(rules) + "}")
    targets = [{rule.id: f', "{rule.target}": 1' for rule in layer.rules} for layer in program.layers]

    def run(facts: Mapping[str, int]) -> set[str]:
        sid, holding = next(_numbers), set[str]()
        body = "".join([f', "{name}": {value}' for name, value in facts.items()])
        for number, texts in enumerate(targets):
            fired = _fired(handle, f'{{"sid": "{sid}", "layer": {number}{body}}}')
            holding |= fired
            body += "".join([texts[name] for name in fired])
        library.delete_state(handle, str(sid))
        return holding

    return run


def _fired(handle: int, message: str) -> set[str]:
    code, state = library.assert_fact(handle, message)
    assert code == 0
    fired = set()
    action = library.start_action_for_state(handle, state)[1]
    while action:
        fired.add(action.split('"', 2)[1])
        action = library.complete_and_start_action(handle, state)
    return fired - {"sink"}


def _sink() -> str:
    return '"sink": {"all": [{"m": {"$gte": {"layer": 0}}}]}'


def _rule(layer: int, rule: Any) -> str:
    return f'"{rule.id}": {{"all": [{{"m": {{"$and": [{{"layer": {layer}}}, {_pattern(rule.when)}]}}}}]}}'


def _pattern(tree: Expression) -> str:
    match tree:
        case And(parts) | Or(parts):
            inner = ", ".join(dict.fromkeys(map(_pattern, parts)))
            return f'{{"${"and" if isinstance(tree, And) else "or"}": [{inner}]}}'
        case Compare(op, Variable(name), Constant(value)):
            plain = f'{{"{name}": {value}}}'
            return plain if op == "==" else f'{{"{_OPERATORS[op]}": {plain}}}'
        case Variable(name):
            return f'{{"{name}": 1}}'
    raise TypeError(f"not for durable-rules by itself: {tree}")


def holding(program: Program) -> Callable[[Mapping[str, Any]], set[str]]:
    """The ids of the rules that hold, by the judges of the conditions."""
    walked = walk(program)
    return lambda facts: {name for name, status in walked(facts).items() if status}


def main() -> None:
    """Check, time side by side, print the ratio."""
    chance = random.Random(39)
    program = yardstick(chance)
    regions = [region(chance) for _ in range(REGIONS)]
    bare, right, ours = bare_durable(program), holding(program), DurableExecutor(program)
    for facts in regions:
        assert bare(facts) == right(facts)
        assert {name for name, status in ours.run(facts).statuses.items() if status} == right(facts)
    times: dict[str, list[float]] = {"bare": [], "ours": []}
    for facts in regions * ROUNDS:
        for name, run in (("bare", bare), ("ours", ours.run)):  # in turn, so that what else runs hits them alike
            start = time.perf_counter()
            run(facts)
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(found) for name, found in times.items()}
    print(", ".join(f"{name} {median * 1e6:.1f} us" for name, median in medians.items()), end="")
    print(f": {medians['ours'] / medians['bare']:.2f} times durable-rules by itself (bound: 3)")


if __name__ == "__main__":
    main()
